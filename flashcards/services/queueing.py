"""Today: which cards are asked, in which order, how many they are, and when there will be more."""

import math
from dataclasses import dataclass

from flashcards.core.ordering import Order
from flashcards.core.queue import EVERYWHERE, Limits, Policy, Queue, build, with_room
from flashcards.core.schedule import decay
from flashcards.errors import NotFound
from flashcards.services.desk import Desk
from flashcards.store.decks import Options, Used

_USUAL_MS = 12_000
_SUPPOSED = 10
_MINUTE_MS = 60_000


@dataclass(frozen=True, slots=True)
class DeckDue:
    """How many cards of one deck (its subdecks apart) would be asked now."""

    name: str
    new: int
    learning: int
    review: int


@dataclass(frozen=True, slots=True)
class Due:
    """What ``review`` would ask now: counts after limits, and the minutes they usually take.

    ``overdue`` are all reviews that fell due before today, whatever the limits.
    """

    now: int
    study_day: int
    new: int
    learning: int
    review: int
    minutes: int
    decks: tuple[DeckDue, ...]
    overdue: int = 0

    @property
    def total(self) -> int:
        """All cards that would be asked now."""
        return self.new + self.learning + self.review


def today(desk: Desk, deck: str | None = None) -> Queue:
    """Return the queue of this study day as it stands now, narrowed to a deck and its subdecks.

    Raises NotFound if there is no such deck.
    """
    with desk.store.reading():
        return queue_of(desk, options_of(desk), deck)


def queue_of(desk: Desk, options: dict[str, Options], deck: str | None) -> Queue:
    """Return the queue under options that are at hand already. Raises NotFound if there is no such deck."""
    if deck is not None and deck not in options:
        raise NotFound("There is no deck {deck!r}: `flashcards decks` lists them.", deck=deck)
    store, day = desk.store, desk.today
    ahead = desk.settings["schedule.learn_ahead_minutes"] * _MINUTE_MS
    limits = _limits(desk, options)
    open_decks = with_room({name: limits[name].new for name in options}, deck)
    due = store.cards.due_candidates(now=desk.now, study_day=day, learn_ahead_ms=ahead, why=desk.why)
    new = store.cards.new_candidates(study_day=day, decks=open_decks, why=desk.why)
    return build((*due, *new), now=desk.now, limits=limits, policy=_policy(desk, options, deck), root=deck)


def due(desk: Desk, deck: str | None = None) -> Due:
    """Count what ``review`` would ask now, after limits, one card per note."""
    queue = today(desk, deck)
    learning = (*queue.learning, *queue.early)
    total = len(queue.cards)
    names = sorted({candidate.deck for candidate in queue.cards})
    return Due(
        now=desk.now,
        study_day=desk.today,
        new=len(queue.new),
        learning=len(learning),
        review=len(queue.reviews),
        minutes=begun_minutes(total, usual_ms(desk)),
        decks=tuple(
            DeckDue(
                name,
                sum(c.deck == name for c in queue.new),
                sum(c.deck == name for c in learning),
                sum(c.deck == name for c in queue.reviews),
            )
            for name in names
        ),
        overdue=desk.store.cards.overdue(study_day=desk.today, why=desk.why, within=deck),
    )


def held(desk: Desk, counts: Due, deck: str | None = None) -> int:
    """Return how many new cards and due reviews wait for another day: siblings, and what is over the limits."""
    return desk.store.cards.open(study_day=desk.today, why=desk.why, within=deck) - counts.new - counts.review


def next_due(desk: Desk, deck: str | None = None) -> int | None:
    """Return the instant (ms) at which there is a card after what can be asked now, None if there never will be.

    New cards and siblings that are held back today come with the next study day.
    """
    cards, today, why = desk.store.cards, desk.today, desk.why
    day = today + 1 if _has_new(desk, deck) else cards.next_day(study_day=today, why=why, within=deck)
    times = (cards.next_step(study_day=today, why=why, within=deck), None if day is None else desk.calendar.starts(day))
    return min((at for at in times if at is not None), default=None)


def _has_new(desk: Desk, deck: str | None) -> bool:
    """Say whether there is a new card in a deck that takes new cards at all."""
    takers = with_room({name: options.new_per_day for name, options in options_of(desk).items()}, deck)
    return not takers.isdisjoint(desk.store.cards.decks_with_new(why=desk.why))


def options_of(desk: Desk) -> dict[str, Options]:
    """Return each deck's options in force, by its name."""
    return desk.store.decks.options(fuzz=desk.settings["schedule.fuzz"])


def usual_ms(desk: Desk) -> int:
    """Return how long an answer usually takes (ms): the mean of the last 200 timed ones and ten supposed ones of 12 s.

    Without the supposed ones the first quick answers would throw the minutes of a day about.
    """
    answers, took = desk.store.log.timed()
    return (took + _SUPPOSED * _USUAL_MS) // (answers + _SUPPOSED)


def begun_minutes(cards: int, usual: int) -> int:
    """Return the minutes begun by cards that take ``usual`` ms each."""
    return -(-cards * usual // _MINUTE_MS)


def _policy(desk: Desk, options: dict[str, Options], deck: str | None) -> Policy:
    """Return how the day is put together: one deck's own order where one deck is asked, else the setting's."""
    own = options[deck].review_order if deck is not None else None
    curves = {name: (one.rules.desired_retention, decay(one.rules.parameters)) for name, one in options.items()}
    share = desk.settings["schedule.source_share"] / 100
    return Policy(
        order=Order(own or desk.settings["schedule.order"], curves, desk.today),
        share=share,
        asked=desk.store.log.new_by_source(desk.today) if share < 1 else {},
        cost_ms=usual_ms(desk) if _timed(desk, options) else 0,
        seen=frozenset(desk.store.log.seen(desk.today)),
    )


def _timed(desk: Desk, options: dict[str, Options]) -> bool:
    return bool(desk.settings["review.minutes"]) or any(one.minutes_per_day for one in options.values())


def _limits(desk: Desk, options: dict[str, Options]) -> dict[str, Limits]:
    """Return what is left of the day, per deck and for all together."""
    used = desk.store.decks.used(desk.today)
    limits = {}
    for name, own in options.items():
        spent = used.get(name, Used())
        limits[name] = Limits(
            new=max(0, own.new_per_day - spent.new),
            reviews=max(0, own.reviews_per_day - spent.reviews),
            ms=_left(own.minutes_per_day, spent.ms),
        )
    total = sum(one.ms for name, one in used.items() if "::" not in name)
    limits[EVERYWHERE] = Limits(math.inf, math.inf, _left(desk.settings["review.minutes"], total))
    return limits


def _left(minutes: int | None, spent_ms: int) -> float:
    return max(0, minutes * _MINUTE_MS - spent_ms) if minutes else math.inf
