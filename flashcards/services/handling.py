"""What a user does to single cards and tips besides answering: suspend, bury, flag, tag, apply, retire.

Every act can be undone within its study day.
"""

from collections.abc import Sequence

from flashcards.core.note import Card, Note, Point
from flashcards.core.studyday import date_of
from flashcards.errors import BadInput, NotFound
from flashcards.services.desk import Desk
from flashcards.store.keeping import Keeper
from flashcards.store.tables import applied as applied_table
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


def suspend(desk: Desk, cards: Sequence[Card], *, on: bool = True) -> list[Card]:
    """Keep cards out of review until they are brought back (``on=False``); return those that changed."""
    return _set(desk, "suspend" if on else "unsuspend", cards, suspended=on)


def flag(desk: Desk, cards: Sequence[Card], colour: int) -> list[Card]:
    """Flag cards, 1 to 7 as in Anki, 0 for none; return those that changed. Raises BadInput for another number."""
    if not 0 <= colour <= 7:
        raise BadInput("A flag is a number from 0 (none) to 7, not {flag}.", flag=colour)
    return _set(desk, "flag" if colour else "unflag", cards, flag=colour)


def bury(desk: Desk, cards: Sequence[Card], *, on: bool = True) -> list[Card]:
    """Put cards away until the next study day, or bring them back now (``on=False``); return those that changed."""
    return _set(desk, "bury" if on else "unbury", cards, buried_until=desk.today + 1 if on else None)


def tag(desk: Desk, points: Sequence[Point], name: str, *, remove: bool = False) -> list[Point]:
    """Put a tag on tips, or take it off; return those that changed. Raises BadInput for an empty or spaced tag."""
    clean = tag_name(name, remove=remove)
    with desk.store.write("untag" if remove else "tag", at=desk.now, study_day=desk.today) as act:
        changed = set(Keeper(act).tag_all([point.uid for point in points], clean, removed=remove))
    return [point for point in points if point.uid in changed]


def tag_name(text: str, *, remove: bool = False) -> str:
    """Return a tag as it is kept. Raises BadInput for an empty or spaced one; to be removed, any word will do."""
    clean = text.strip().removeprefix("#")
    if not clean or any(map(str.isspace, clean)) or not (remove or all(clean.split("::"))):
        raise BadInput("A tag is one word without spaces, such as work::hiring, not {tag!r}.", tag=text)
    return clean


def _set(desk: Desk, kind: str, cards: Sequence[Card], **fields: int | bool | None) -> list[Card]:
    with desk.store.write(kind, at=desk.now, study_day=desk.today) as act:
        changed = act.update_many(card_table, [card.uid for card in cards], **fields)
    return [card for card in cards if card.uid in changed]


def apply(desk: Desk, point: Point, text: str = "", *, day: int | None = None, fits: bool = True) -> None:
    """Note that a tip was applied on a study day (today for None); ``fits=False`` says it was tried and didn't fit.

    Raises BadInput for a day in the future, and for one before 1970, which is a slip.
    """
    when = desk.today if day is None else day
    if when < 0:
        raise BadInput("{date} is before 1970: write the day the tip was used.", date=date_of(when))
    if when > desk.today:
        raise BadInput("{date} is in the future: an applied tip has a date up to today.", date=date_of(when))
    with desk.store.write("apply", at=desk.now, study_day=desk.today) as act:
        kind = "used" if fits else "didnt-fit"
        act.insert(applied_table, point=point.uid, at=act.at, study_day=when, kind=kind, text=text.strip())


def retire(desk: Desk, point: Point, why: str) -> bool:
    """Take a tip out of review for good, with a reason; nothing is deleted. Raises BadInput without a reason."""
    return bool(retire_all(desk, [point], why))


def retire_all(desk: Desk, points: Sequence[Point], why: str) -> list[Point]:
    """Retire tips for one reason, as one act; return those that changed. Raises BadInput without a reason."""
    if not why.strip():
        raise BadInput("Retiring a tip needs a reason: give it with --why.")
    return _change_points(desk, "retire", points, retired_at=desk.now, retired_why=why.strip())


def restore(desk: Desk, point: Point) -> bool:
    """Bring a retired tip back with its history; say whether it was retired."""
    return bool(restore_all(desk, [point]))


def restore_all(desk: Desk, points: Sequence[Point]) -> list[Point]:
    """Bring retired tips back, as one act; return those that were retired."""
    return _change_points(desk, "restore", points, retired_at=None, retired_why=None)


def _change_points(desk: Desk, kind: str, points: Sequence[Point], **fields: int | str | None) -> list[Point]:
    with desk.store.write(kind, at=desk.now, study_day=desk.today) as act:
        changed = set(Keeper(act).change_points([point.uid for point in points], **fields))
    return [point for point in points if point.uid in changed]
