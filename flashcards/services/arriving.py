"""Anki's notes as tips of ours: which they are here, by identities that every machine derives alike."""

from collections.abc import Iterator
from dataclasses import dataclass

from flashcards.core.decking import tidy_name
from flashcards.core.note import Role
from flashcards.formats.anki.names import FIELDS, is_ours
from flashcards.formats.anki.read.faces import Asked, Faces
from flashcards.formats.anki.read.values import Card, Note
from flashcards.store.uid import lasting_uid

ANKI = "Anki"
DEVICE = lasting_uid(0, "anki device")
"""The machine under which answers stand that were given in Anki: what `undo` takes back was done here."""


@dataclass(frozen=True, slots=True)
class ArrivingCard:
    """A card of a package under the identity that it has, or would have, here."""

    uid: str
    role: Role
    cloze: int
    card: Card


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrivingTip:
    """A tip of a package; ``ours`` for one that was exported here, which is known by its own identity."""

    point: str
    question: str
    source: str
    deck: str
    note: Note
    asked: Asked
    cards: tuple[ArrivingCard, ...]
    ours: bool = False


def tips_of(note: Note, faces: Faces) -> Iterator[ArrivingTip]:
    """Yield the tips of a note. One exported here has the uid of its card, or of its point, in its last field."""
    deck = deck_of(note.cards[0])
    own = note.fields[-1] if is_ours(note.kind.name) and len(note.fields) == len(FIELDS) else ""
    for asked in faces.asked:
        first = asked.cards[0]
        name = f"anki {note.guid} {'cloze' if first[0] is Role.CLOZE else first[2].ord}"
        yield ArrivingTip(
            point=own if own and note.kind.cloze else lasting_uid(note.id, f"{name} point"),
            question=lasting_uid(note.id, f"{name} question"),
            source=source_of(deck),
            deck=deck,
            note=note,
            asked=asked,
            cards=tuple(
                ArrivingCard(_card_uid(note, own, role, card), role, number, card) for role, number, card in asked.cards
            ),
            ours=bool(own),
        )


def deck_of(card: Card) -> str:
    """Return the name that a card's deck has here."""
    return tidy_name(card.deck) or ANKI


def source_of(deck: str) -> str:
    """Return the uid of the source that stands for a deck of Anki's."""
    return lasting_uid(0, f"anki source {deck}")


def answer_uid(card: str, at: int) -> str:
    """Return the uid of the answer that a card was given in Anki at an instant (ms)."""
    return lasting_uid(at, f"anki answer {card} {at}")


def _card_uid(note: Note, own: str, role: Role, card: Card) -> str:
    if own and role is not Role.CLOZE:
        return own
    return lasting_uid(note.id, f"anki {note.guid} card {card.ord}")
