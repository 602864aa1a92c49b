"""What a user does to single cards and tips besides answering: suspend, bury, flag, tag. Every act can be undone."""

from collections.abc import Sequence

from flashcards.core.note import Card, Note, Point
from flashcards.errors import BadInput, NotFound
from flashcards.services.desk import Desk
from flashcards.store.keeping import Keeper
from flashcards.store.tables import card as card_table


def resolve(desk: Desk, reference: str) -> Card:
    """Return the card meant by a number (``142``, ``#142``) or a uid of a card or tip; a tip means its first card.

    Raises NotFound.
    """
    found = desk.store.cards.resolve(reference)
    card = desk.store.cards.by_uid(found[1]) if found else None
    if card is None:
        raise NotFound("There is no card or tip {ref}: `flashcards tips` lists their numbers.", ref=reference)
    return card


def resolve_tip(desk: Desk, reference: str) -> tuple[Note, Point]:
    """Return the tip meant by a number or a uid of a tip or of one of its cards. Raises NotFound."""
    return desk.store.notes.note_of(resolve(desk, reference).point)


def suspend(desk: Desk, cards: Sequence[Card], *, on: bool = True) -> int:
    """Keep cards out of review until they are brought back (``on=False``); return how many changed."""
    return _set(desk, "suspend", cards, suspended=on)


def flag(desk: Desk, cards: Sequence[Card], colour: int) -> int:
    """Flag cards, 1 to 7 as in Anki, 0 for none; return how many changed. Raises BadInput for another number."""
    if not 0 <= colour <= 7:
        raise BadInput("A flag is a number from 0 (none) to 7, not {flag}.", flag=colour)
    return _set(desk, "flag", cards, flag=colour)


def bury(desk: Desk, cards: Sequence[Card], *, on: bool = True) -> int:
    """Put cards away until the next study day, or bring them back now (``on=False``); return how many changed."""
    return _set(desk, "bury", cards, buried_until=desk.today + 1 if on else None)


def tag(desk: Desk, points: Sequence[Point], name: str, *, remove: bool = False) -> int:
    """Put a tag on tips, or take it off; return how many changed. Raises BadInput for an empty or spaced tag."""
    clean = name.strip().removeprefix("#")
    if not clean or any(map(str.isspace, clean)):
        raise BadInput("A tag is one word without spaces, such as work::hiring, not {tag!r}.", tag=name)
    with desk.store.write("tag", at=desk.now, study_day=desk.today) as act:
        keeper = Keeper(act)
        return sum(keeper.tag(point.uid, clean, removed=remove) for point in points)


def _set(desk: Desk, kind: str, cards: Sequence[Card], **fields: int | bool | None) -> int:
    with desk.store.write(kind, at=desk.now, study_day=desk.today) as act:
        return sum(act.update(card_table, card.uid, **fields) for card in cards)
