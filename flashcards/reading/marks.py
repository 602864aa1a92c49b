"""Explicit marks in a line: front and back, cloze, #card and #skip, tags, block ids. They win over inference."""

import re
from dataclasses import dataclass

_BLOCK_ID = re.compile(r"\s\^([A-Za-z0-9-]{1,64})$")
_TAG = re.compile(r"(?:^|\s)#((?:[\w/-]+::)*[\w/-]*[^\W\d_][\w/-]*)$")
_PAIR = re.compile(r"(?<=\s)(:{2,3})(?=\s)")
_ARROW = re.compile(r"(?<=\s)(>>|<>)(?=\s)")
_BOTH_WAYS = (":::", "<>")
_CODE = re.compile(r"`[^`]+`")
_CLOZE = re.compile(r"\{\{c(\d{1,3})::([^{}]+)\}\}")
_HIGHLIGHT = re.compile(r"(?<![=\w])==([^=\s](?:[^=]*[^=\s])?)==(?![=\w])|(?<!=)==([^=\s](?:[^=]*[^=\s])?)==(?!=)")


@dataclass(frozen=True, slots=True)
class Marked:
    """A line's text without its trailing marks, and what those marks say."""

    text: str
    card: bool = False
    skip: bool = False
    tags: tuple[str, ...] = ()
    block_id: str | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """A ``front :: back`` line; ``both_ways`` for ``front ::: back``."""

    front: str
    back: str
    both_ways: bool


def take_marks(text: str) -> Marked:
    """Cut the trailing block id and tags off a line; #card and #skip are commands, not tags."""
    if "#" not in text and "^" not in text:
        return Marked(text)
    block_id: str | None = None
    tags: list[str] = []
    for _ in range(20):
        found = _BLOCK_ID.search(text[-70:])
        if found and block_id is None:
            block_id = found[1]
            text = text[: len(text) - (found.end() - found.start())].rstrip()
            continue
        found = _TAG.search(text[-80:])
        if not found or (found.start() == 0 and len(text) > 80):
            break
        tags.append(found[1])
        text = text[: len(text) - (found.end() - found.start())].rstrip()
    commands = {tag.lower() for tag in tags}
    kept = tuple(tag for tag in reversed(tags) if tag.lower() not in {"card", "skip"})
    return Marked(text, card="card" in commands, skip="skip" in commands, tags=kept, block_id=block_id)


def take_pair(text: str, *, arrows: bool = False) -> Pair | None:
    """Split ``front :: back`` at its first mark that stands between spaces, outside cloze marks and code.

    With ``arrows``, RemNote's ``front >> back`` and ``front <> back`` (both ways) are marks too.
    """
    if "::" not in text and not (arrows and (">>" in text or "<>" in text)):
        return None
    read = _CODE.sub(lambda code: "`" * len(code[0]), text)
    found = _PAIR.search(read) or (_ARROW.search(read) if arrows else None)
    if found is None:
        return None
    front, back = text[: found.start()].strip(), text[found.end() :].strip()
    return Pair(front, back, both_ways=found[1] in _BOTH_WAYS) if front and back else None


def take_cloze(text: str) -> str | None:
    """Return the text with all its cloze marks as ``{{c1::answer::hint}}``, or None where it has none."""
    if "==" not in text and "{{c" not in text:
        return None
    used = [int(number) for number, answer in _CLOZE.findall(text) if int(number) and answer.strip()]
    count = max(used, default=0)

    def number(found: re.Match[str]) -> str:
        nonlocal count
        count += 1
        return f"{{{{c{count}::{found[1] or found[2]}}}}}"

    marked = _HIGHLIGHT.sub(number, text)
    return marked if count else None


def cloze_steps(steps: list[str]) -> str:
    """Return steps joined by arrows with every step after the first as its own cloze, asked in order."""
    rest = (f"{{{{c{i}::{step}}}}}" for i, step in enumerate(steps[1:], 1))
    return " → ".join([steps[0], *rest])
