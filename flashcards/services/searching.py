"""Searching as Anki's users know it: the tips that fit a query, and its cards page by page for a screen."""

from collections.abc import Mapping
from dataclasses import dataclass

from flashcards.core.note import Card, Note, Point
from flashcards.core.parsing import parse
from flashcards.core.progress import Status
from flashcards.core.query import Is, Query, leaves
from flashcards.core.schedule import curve
from flashcards.errors import BadInput
from flashcards.services.desk import Desk
from flashcards.services.tracking import Tip, tips
from flashcards.store.conditions import View
from flashcards.store.search import SORTS

SETTLED = {"learned": Status.LEARNED, "lapsed": Status.LAPSED}
"""What only a card's whole log tells."""

_FIRST_DAY, _LAST_DAY = -700_000, 2_900_000
"""Days that have a date."""


@dataclass(frozen=True, slots=True)
class Found:
    """A card that fits, with its tip and the note it stands in."""

    card: Card
    point: Point
    note: Note


@dataclass(frozen=True, slots=True)
class Page:
    """Some of the cards that fit, from ``offset`` on, and how many there are in all."""

    found: tuple[Found, ...]
    total: int
    offset: int


def find(desk: Desk, query: str) -> list[Tip]:
    """Return the tips of which a card fits, in the order of sources and files. Raises BadInput with the place."""
    asked = parse(query)
    with desk.store.reading():
        return tips(desk, among=desk.store.search.points(asked, _view(desk, asked)))


def matching(desk: Desk, query: str) -> set[str]:
    """Return the uids of the tips of which a card fits. Raises BadInput."""
    asked = parse(query)
    with desk.store.reading():
        return desk.store.search.points(asked, _view(desk, asked))


def page(  # noqa: PLR0913  all but two by keyword
    desk: Desk, query: str, *, sort: str = "source", backwards: bool = False, offset: int = 0, limit: int = 50,
    total: int | None = None,
) -> Page:  # fmt: skip
    """Return one page of the cards that fit, sorted by one of ``SORTS``; a ``total`` that is known is not counted anew.

    Raises BadInput.
    """
    if sort not in SORTS:
        raise BadInput("Cards are not sorted by {sort}: give one of {sorts}.", sort=sort, sorts=", ".join(SORTS))
    asked, search = parse(query), desk.store.search
    with desk.store.reading():
        view = _view(desk, asked)
        uids = search.cards(asked, view, sort=sort, backwards=backwards, offset=offset, limit=limit)
        cards = {card.uid: card for uid in uids if (card := desk.store.cards.by_uid(uid)) is not None}
        notes = desk.store.notes.all({card.point for card in cards.values()})
        homes = {point.uid: (point, note) for note, points in notes for point in points}
        found = tuple(Found(cards[uid], *homes[cards[uid].point]) for uid in uids)
        return Page(found, search.count(asked, view) if total is None else total, offset)


def uids(desk: Desk, query: str) -> set[str]:
    """Return the uids of all cards that fit. Raises BadInput."""
    asked = parse(query)
    with desk.store.reading():
        return set(
            desk.store.search.cards(asked, _view(desk, asked), sort="added", backwards=False, offset=0, limit=-1)
        )


def _view(desk: Desk, asked: Query) -> View:
    options = desk.store.decks.options(fuzz=False)
    return View(
        now=desk.now,
        today=desk.today,
        starts=lambda day: desk.calendar.starts(min(max(day, _FIRST_DAY), _LAST_DAY)),
        learn_ahead_ms=desk.settings["schedule.learn_ahead_minutes"] * 60_000,
        leech_lapses=desk.settings["leech.lapses"],
        curves={own.deck: curve(own.rules.parameters) for own in options.values()},
        standing=_standing(desk, asked),
        retention={own.deck: own.rules.desired_retention for own in options.values()},
        why=desk.why,
    )


def _standing(desk: Desk, asked: Query) -> Mapping[str, frozenset[str]]:
    """Return which tips are learned and which are lapsed, if the search asks for it."""
    if not any(isinstance(leaf, Is) and leaf.state in {*SETTLED, "learning"} for leaf in leaves(asked)):
        return {}
    candidates = desk.store.search.unsettled(desk.settings["learned.stability_days"])
    found = tips(desk, among=candidates)
    return {
        state: frozenset(tip.point.uid for tip in found if tip.status is status) for state, status in SETTLED.items()
    }
