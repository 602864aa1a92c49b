"""Anki's notes as tips of ours: which they are here, by identities that every machine derives alike."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from flashcards.core.decking import tidy_name
from flashcards.core.note import Role
from flashcards.formats.anki.names import FIELDS, is_ours
from flashcards.formats.anki.read.faces import Asked, Faces
from flashcards.formats.anki.read.values import Card, Note
from flashcards.store.uid import lasting_uid

ANKI = "Anki"
_UID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
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


class Naming:
    """Gives what a package holds its identities, which go by the notes' guids alone: their ids differ between packages.

    Where several notes of a package have one guid, the later ones are told apart by their order.
    """

    def __init__(self) -> None:
        self._guids = Counter[str]()

    def tips(self, note: Note, found: Faces) -> Iterator[ArrivingTip]:
        """Yield the tips of a note. One exported here has its card's uid, or its point's, as guid and in Uid."""
        self._guids[note.guid] += 1
        again = self._guids[note.guid]
        guid = note.guid if again == 1 else f"{note.guid} {again}"
        own = _own(note) if again == 1 else ""
        deck = deck_of(note.cards[0])
        for asked in found.asked:
            first = asked.cards[0]
            name = f"anki {guid} {'cloze' if first[0] is Role.CLOZE else first[2].ord}"
            yield ArrivingTip(
                point=own if own and note.kind.cloze else lasting_uid(0, f"{name} point"),
                question=lasting_uid(0, f"{name} question"),
                source=source_of(deck),
                deck=deck,
                note=note,
                asked=asked,
                cards=tuple(_cards(asked, guid, "" if note.kind.cloze else own)),
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


def _own(note: Note) -> str:
    """Return the identity that a note had here, empty for one of Anki's own, or a copy that was made there."""
    own = note.fields[-1] if is_ours(note.kind.name) and len(note.fields) == len(FIELDS) else ""
    return own if own == note.guid and _UID.fullmatch(own) else ""


def _cards(asked: Asked, guid: str, own: str) -> Iterable[ArrivingCard]:
    for role, number, card in asked.cards:
        yield ArrivingCard(own or lasting_uid(0, f"anki {guid} card {card.ord}"), role, number, card)
