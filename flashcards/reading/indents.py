"""How wide a tab is in a file that mixes tabs with spaces: four columns, or eight where its spaces come in eights."""

import re

_INDENT = re.compile(r"[ \t]*(?=[^\s])")
_EIGHT = " " * 8


def with_even_tabs(lines: list[str]) -> list[str]:
    """Return the lines with a tab for every eight spaces of indent, if eight spaces are one level of the file.

    They are where tabs occur too, every run of spaces but one at most is a multiple of eight, and a line with eight
    spaces stands right below one without indent or beside one with a single tab.
    """
    if not any(line.startswith("\t") for line in lines) or not any(line.startswith(_EIGHT) for line in lines):
        return lines
    indents = [found[0] for line in lines if (found := _INDENT.match(line))]
    uneven = sum(1 for indent in indents if indent.count(" ") % 8)
    if uneven > 1 or not _is_one_level(indents):
        return lines
    return [_even(line) if line[:1] in " \t" else line for line in lines]


def _is_one_level(indents: list[str]) -> bool:
    """Tell whether some line climbs eight spaces at once from the line above it."""
    for above, indent in zip(["", *indents], indents, strict=False):
        depth = above.count("\t") + above.count(" ") // 8
        if " " in indent and indent.count("\t") * 4 + indent.count(" ") >= depth * 4 + 8:
            return True
    return False


def _even(line: str) -> str:
    body = line.lstrip(" \t")
    return line[: len(line) - len(body)].replace(_EIGHT, "\t") + body
