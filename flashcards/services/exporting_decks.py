"""Leaving as notes: tips as a deck file, read again before it is written to see that each comes back as it is."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from flashcards.core import cloze
from flashcards.core.note import Card, Note, Point, Role
from flashcards.errors import BadInput
from flashcards.formats.deck_file import Block, DeckFile, DeckTip, Form, form_of, write
from flashcards.reading.proposal import ProposedQuestion
from flashcards.reading.read import read_notes
from flashcards.services.desk import Desk
from flashcards.services.searching import matching
from flashcards.services.telling import Told, quiet
from flashcards.wholefile import write_whole

_MOST = 200_000
"""Lines that are read back."""


@dataclass(frozen=True, slots=True)
class Left:
    """How many tips a deck file holds, and the short numbers of those that it cannot say exactly as they are."""

    tips: int
    unlike: tuple[int, ...] = ()


def to_markdown(desk: Desk, path: Path, query: str = "", told: Told = quiet) -> Left:
    """Write the living tips that match a search (all for an empty one) as notes that `add` reads.

    Raises BadInput if nothing matches or the file cannot be written; the file then stays as it was.
    """
    wanted = matching(desk, query) if query else None
    cards = desk.store.cards.of_points(wanted)
    found = [
        (note, points)
        for note, every in desk.store.notes.all(wanted)
        if (points := tuple(one for one in every if _is_wanted(one, cards.get(one.uid, ()))))
    ]
    if not found:
        raise BadInput("Nothing to export: no tip matches, or there is none yet (`flashcards add notes.md`).")
    sources = {note.source.uid: note.source for note, _points in found}
    blocks = [block for note, points in found for block in _blocks(note, points, cards, many=len(sources) > 1)]
    deck = Counter(block.deck for block, _points in blocks).most_common(1)[0][0]
    shared = set.intersection(*({*point.tags} for _block, points in blocks for point in points))
    header: dict[str, Any] = {"title": path.stem, "deck": deck, "tags": sorted(shared)}
    if len(sources) == 1:
        (source,) = sources.values()
        header = {"title": source.title, "speaker": source.speaker, "date": source.date, "url": source.url,
                  "lang": source.lang, **{key: header[key] for key in ("deck", "tags")}}  # fmt: skip
    file, unlike = _settled(header, [block for block, _points in blocks], deck, shared, told)
    write_whole(path, file.text.encode())
    return Left(
        tips=sum(len(points) for _block, points in blocks),
        unlike=tuple(sorted(point.n for at in unlike for point in blocks[at][1])),
    )


def _is_wanted(point: Point, cards: Sequence[Card]) -> bool:
    """Say whether a point of a note was asked for, is living, and has cards that are no drafts."""
    return point.retired_why is None and any(not card.draft for card in cards)


def _blocks(
    note: Note, points: Sequence[Point], cards: dict[str, list[Card]], *, many: bool
) -> Iterator[tuple[Block, tuple[Point, ...]]]:
    """Yield a note's tips, those of one deck together: notes are asked by their question, cards lie in decks."""
    question = note.question
    section = (note.source.title, *question.section) if many else question.section
    for deck, own in groupby(points, key=lambda one: cards[one.uid][0].deck):
        together = tuple(own)
        tips = tuple(
            DeckTip(one.text, one.details, one.tags, any(card.role is Role.REVERSED for card in cards[one.uid]))
            for one in together
        )
        yield Block(question.text, tips, section, deck, question.asked, question.ordered), together


def _settled(
    header: dict[str, Any], blocks: Sequence[Block], deck: str, shared: Iterable[str], told: Told
) -> tuple[DeckFile, list[int]]:
    """Return the file in which each block stands in the first form that reads as it is, and which do in none."""
    blocks = [_own_tags(block, {*shared}) for block in blocks]
    forms = [form_of(block) for block in blocks]
    tried: list[set[Form]] = [set() for _ in blocks]
    for step in range(len(Form) + 1):
        told(step / len(Form))
        file = write(header, blocks, forms, deck)
        unlike = list(_unlike(file, blocks, deck))
        open_ = [at for at in unlike if len(tried[at] | {forms[at]}) < len(Form)]
        if not open_ or step == len(Form):
            break
        for at in open_:
            tried[at].add(forms[at])
            forms[at] = min(set(Form) - tried[at])
    return file, unlike


def _own_tags(block: Block, shared: set[str]) -> Block:
    tips = tuple(
        DeckTip(tip.text, tip.details, tuple(tag for tag in tip.tags if tag not in shared), tip.both_ways)
        for tip in block.tips
    )
    return Block(block.question, tips, block.section, block.deck, block.asked, block.ordered)


def _unlike(file: DeckFile, blocks: Sequence[Block], deck: str) -> Iterator[int]:
    """Yield which blocks do not come back as they are."""
    if file.text.count("\n") > _MOST:
        return
    proposal = read_notes(file.text, file="deck.md")
    by_line = sorted(((one.line, one) for one in proposal.questions), key=lambda one: one[0])
    for at, (block, (first, last)) in enumerate(zip(blocks, file.places, strict=True)):
        found = [one for line, one in by_line if first <= line <= last and any(point.key for point in one.points)]
        if _said(found, deck) != _wanted(block):
            yield at


def _wanted(block: Block) -> list[tuple[object, ...]]:
    return [_tip(block.question, block.deck, tip.text, tip.details, tip.tags, tip.both_ways) for tip in block.tips]


def _said(questions: Sequence[ProposedQuestion], deck: str) -> list[tuple[object, ...]]:
    return [
        _tip(
            one.text,
            one.deck or deck,
            point.text,
            [detail.text for detail in point.details],
            point.tags,
            point.both_ways,
        )
        for one in questions
        for point in one.points
        if point.key
    ]


def _tip(  # noqa: PLR0913, PLR0917  what a tip says
    question: str, deck: str, text: str, details: Sequence[str], tags: Sequence[str], both_ways: object
) -> tuple[object, ...]:
    return question, deck, text, tuple(details), tuple(sorted(tags)), bool(both_ways), cloze.numbers(text)
