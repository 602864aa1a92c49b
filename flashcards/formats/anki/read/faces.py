"""Anki's notes as questions and answers: whatever the note type, what a reader sees on each card."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flashcards.core.note import Role
from flashcards.formats.anki.names import is_ours
from flashcards.formats.anki.read import gaps
from flashcards.formats.anki.read.template import FRONT_SIDE, Scene, filled
from flashcards.formats.anki.read.text import to_text
from flashcards.formats.anki.read.values import Card, Note, Template

_HINT = re.compile(r"\{\{\s*hint:([^}:]+?)\s*\}\}")
_CLOZED = re.compile(r"\{\{ {0,9}(?:[\w-]{1,30}:){0,9}cloze:(?:[\w-]{1,30}:){0,9}([^}:]{1,200}?) {0,9}\}\}")
_LONGEST = 100_000
"""A field is read that far."""
_BESIDE = ("Source", "Extra")
NOTHING = "…"
"""What stands for a side on which a terminal can show nothing."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question with its answer: the text of both, what else the answer says, and the cards that ask for it.

    ``text`` holds cloze marks where a card of it is a cloze card. ``question`` is empty where the text alone asks.
    """

    question: str
    text: str
    details: tuple[str, ...]
    cards: tuple[tuple[Role, int, Card], ...]


@dataclass(frozen=True, slots=True)
class Faces:
    """What a note asks, and what of it a terminal cannot show: how often each kind of it came."""

    asked: tuple[Asked, ...]
    unseen: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class _Side:
    card: Card
    front: str
    back: str


def faces(note: Note) -> Faces:
    """Return what a note asks. Sides that are blank show an ellipsis."""
    unseen = Counter[str]()
    simple = _simple_cloze(note, unseen) if note.kind.cloze else None
    details = () if simple else _beside(note)
    asked = (simple,) if simple else tuple(_paired([_side(note, card, unseen) for card in note.cards], details))
    return Faces(asked, dict(unseen))


def _simple_cloze(note: Note, unseen: Counter[str]) -> Asked | None:
    """Return a cloze note as one text with its marks, None where marks stand in each other or in several fields."""
    template = note.kind.templates[0]
    fields = _fields(note)
    names = _CLOZED.findall(template.question)
    if len(names) != 1 or names[0] not in fields:
        return None
    marked = fields[names[0]]
    wanted = {card.ord + 1 for card in note.cards}
    if gaps.SHAPE in marked or gaps.nested(marked) or not wanted <= gaps.numbers(marked):
        return None
    text = to_text(marked)
    if not wanted <= gaps.numbers(text.text):
        return None
    answer = filled(template.answer, Scene({**fields, names[0]: ""}, "answer", min(wanted)))
    rest = to_text(answer.replace(FRONT_SIDE, ""))
    unseen.update(text.unseen)
    unseen.update(rest.unseen)
    cards = tuple((Role.CLOZE, card.ord + 1, card) for card in note.cards)
    return Asked("", text.text, tuple(rest.text.split("\n")) if rest.text else (), cards)


def _beside(note: Note) -> tuple[str, ...]:
    """Return what a note exported here says beside its answer, as details: no part of what is to be recalled."""
    given = dict(zip(note.kind.fields, note.fields, strict=False)) if is_ours(note.kind.name) else {}
    texts = (to_text(given.get(name, "")[:_LONGEST]).text for name in _BESIDE)
    return tuple(line for text in texts for line in text.split("\n") if line)


def _side(note: Note, card: Card, unseen: Counter[str]) -> _Side:
    template = _template(note, card)
    fields = _fields(note) | {"Card": template.name}
    if is_ours(note.kind.name):
        fields |= dict.fromkeys(_BESIDE, "")
    number = card.ord + 1 if note.kind.cloze else 0
    front = to_text(filled(template.question, Scene(fields, "question", number)))
    whole = filled(template.answer, Scene(fields, "answer", number))
    back = to_text(whole.partition(FRONT_SIDE)[2] if FRONT_SIDE in whole else whole)
    unseen.update(front.unseen)
    unseen.update(back.unseen)
    answer = "\n".join(filter(None, [back.text, *_hinted(template, fields, back.text)]))
    if FRONT_SIDE not in whole and front.text and answer.startswith(front.text + "\n"):
        answer = answer.removeprefix(front.text).strip()
    return _Side(card, front.text or NOTHING, answer or NOTHING)


def _hinted(template: Template, fields: Mapping[str, str], answer: str) -> Iterator[str]:
    """Yield what the question would show at a click, as long as the answer does not say it."""
    for name in _HINT.findall(template.question):
        hint = to_text(fields.get(name, "")).text
        if hint and hint not in answer:
            yield hint


def _template(note: Note, card: Card) -> Template:
    return note.kind.templates[0 if note.kind.cloze else card.ord]


def _fields(note: Note) -> dict[str, str]:
    """Return a note's fields by name, and those that Anki knows of every note."""
    known = {
        "Tags": " ".join(note.tags),
        "Type": note.kind.name,
        "Deck": note.cards[0].deck,
        "Subdeck": note.cards[0].deck.rpartition("::")[2],
    }
    given = (value[:_LONGEST] for value in note.fields)
    return known | dict(zip(note.kind.fields, given, strict=False))


def _paired(sides: list[_Side], details: tuple[str, ...]) -> Iterator[Asked]:
    """Yield what each card asks; two that ask for each other's answer are one tip, asked both ways."""
    taken: set[int] = set()
    for at, side in enumerate(sides):
        if at in taken:
            continue
        cards: tuple[tuple[Role, int, Card], ...] = ((Role.ASK, 0, side.card),)
        for other in range(at + 1, len(sides)):
            if other not in taken and (sides[other].front, sides[other].back) == (side.back, side.front):
                taken.add(other)
                cards = (*cards, (Role.REVERSED, 0, sides[other].card))
                break
        yield Asked(side.front, side.back, details, cards)
