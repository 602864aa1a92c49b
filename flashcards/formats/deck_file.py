"""Tips as a deck file: the nested bullets that `add` reads, each point marked so that only it becomes a card."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

HEAD = b"---\n# Written by `flashcards export markdown`\n"
"""What such a file begins with."""


class Form(IntEnum):
    """How a question can stand in the file, the plainest first; a later one is for what reads otherwise there."""

    BULLET = 0
    MARKED = 1
    HEADING = 2
    PAIRS = 3


@dataclass(frozen=True, slots=True)
class DeckTip:
    """A point as a deck file says it; ``both_ways`` asks for the front too."""

    text: str
    details: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    both_ways: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A question with its tips, the headings above it, and the deck of its cards."""

    question: str
    tips: tuple[DeckTip, ...]
    section: tuple[str, ...] = ()
    deck: str = ""
    asked: bool = True
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class DeckFile:
    """A whole file, and the first and last line (from 1) of each block in it."""

    text: str
    places: tuple[tuple[int, int], ...]


def write(header: Mapping[str, object], blocks: Sequence[Block], forms: Sequence[Form], deck: str) -> DeckFile:
    """Return the file of some blocks, each in its form; ``deck`` is that of the header."""
    lines = [
        *HEAD.decode().splitlines(),
        *(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in header.items() if value),
    ]
    lines += ["cards: marked", "---"]
    places = []
    above: tuple[str, ...] = ()
    current = deck
    for block, form in zip(blocks, forms, strict=True):
        lines.append("")
        path = block.section if form is not Form.HEADING else _without_own(block)
        lines += _headings(above, path)
        above = path if form is not Form.HEADING else (*path, block.question)
        if block.deck != current:
            current = block.deck
            lines += [f"deck:: {current}", ""]
        first = len(lines) + 1
        lines += _WAYS[form](block)
        places.append((first, len(lines)))
    return DeckFile("\n".join(lines) + "\n", tuple(places))


def form_of(block: Block) -> Form:
    """Return the form in which a block is most at home."""
    if not block.asked:
        return Form.HEADING
    return Form.PAIRS if any(tip.both_ways for tip in block.tips) else Form.BULLET


def _without_own(block: Block) -> tuple[str, ...]:
    return block.section[:-1] if block.section[-1:] == (block.question,) else block.section


def _headings(above: tuple[str, ...], path: tuple[str, ...]) -> Iterator[str]:
    same = 0
    while same < min(len(above), len(path)) and above[same] == path[same]:
        same += 1
    if same == len(path) < len(above):
        same = max(0, same - 1)
    for level, title in enumerate(path[same:], same + 2):
        yield from (f"{'#' * min(level, 6)} {_flat(title)}", "")


def _bullet(block: Block) -> list[str]:
    return [f"- {_flat(block.question)}", *_tips(block, "    ")]


def _marked(block: Block) -> list[str]:
    return [f"- Q: {_flat(block.question)}", *_tips(block, "    ")]


def _heading(block: Block) -> list[str]:
    level = min(len(_without_own(block)) + 2, 6)
    return [f"{'#' * level} {_flat(block.question)}", "", *_tips(block, "")]


def _pairs(block: Block) -> list[str]:
    lines = []
    for tip in block.tips:
        sign = ":::" if tip.both_ways else "::"
        lines.append(f"- {_flat(block.question)} {sign} {_flat(tip.text)}{_tags(tip)}")
        lines += _details(tip, "    ")
    return lines


def _tips(block: Block, indent: str) -> Iterator[str]:
    for number, tip in enumerate(block.tips, 1):
        sign = f"{number}." if block.ordered else "-"
        yield f"{indent}{sign} {_flat(tip.text)}{_tags(tip)} #card"
        yield from _details(tip, indent + "    ")


def _details(tip: DeckTip, indent: str) -> Iterator[str]:
    return (f"{indent}- {_flat(detail)}" for detail in tip.details)


def _tags(tip: DeckTip) -> str:
    return "".join(f" #{tag}" for tag in tip.tags)


def _flat(text: str) -> str:
    return " ".join(text.split())


_WAYS = {Form.BULLET: _bullet, Form.MARKED: _marked, Form.HEADING: _heading, Form.PAIRS: _pairs}
