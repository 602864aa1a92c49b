"""Decks: their options, inherited from parent to child, and what a day has used of their limits."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, bindparam, select
from sqlalchemy.dialects.sqlite import insert

from flashcards.core.note import Deck
from flashcards.core.queue import lineage
from flashcards.core.schedule import PARAMETERS, Rules
from flashcards.store.act import Act
from flashcards.store.connection import Reading
from flashcards.store.parameters import SET_FOR_ALL
from flashcards.store.rows import to_deck
from flashcards.store.tables import day, deck, parameter_set

DEFAULTS: dict[str, Any] = {
    "desired_retention": 0.9,
    "learn_steps": (60, 600),
    "relearn_steps": (600,),
    "max_interval": 36_500,
    "new_per_day": 20,
    "reviews_per_day": 200,
    "minutes_per_day": None,
    "review_order": None,
    "parameter_set": None,
    "parameters": PARAMETERS,
}


@dataclass(frozen=True, slots=True)
class Options:
    """A deck's options in force, after inheritance; ``deck`` is its uid."""

    deck: str
    rules: Rules
    new_per_day: int
    reviews_per_day: int
    minutes_per_day: int | None
    review_order: str | None
    parameter_set: str | None


@dataclass(frozen=True, slots=True)
class Used:
    """What a study day has used of a deck's limits: new cards, reviews, and time in ms."""

    new: int = 0
    reviews: int = 0
    ms: int = 0


@dataclass(frozen=True, slots=True)
class Tally:
    """What one answer adds to a day's roll-up; 0 or 1 each, but for the duration in ms."""

    again: int = 0
    new: int = 0
    reviews: int = 0
    young_asked: int = 0
    young_passed: int = 0
    mature_asked: int = 0
    mature_passed: int = 0
    duration_ms: int = 0


_OPTIONS = select(deck, parameter_set.c.parameters).outerjoin(
    parameter_set, parameter_set.c.uid == deck.c.parameter_set
)
_USED = (
    select(deck.c.name, day.c.new, day.c.reviews, day.c.duration_ms)
    .join(deck, deck.c.uid == day.c.deck)
    .where(day.c.study_day == bindparam("study_day"))
)
_FIRST = insert(day)
_ADD = _FIRST.on_conflict_do_update(
    index_elements=["study_day", "deck"],
    set_={name: day.c[name] + _FIRST.excluded[name] for name in ("answers", *Tally.__slots__)},
)


class Decks:
    """What can be asked about decks."""

    def __init__(self, reading: Reading) -> None:
        """Take the store's way of reading."""
        self._reading = reading

    def all(self) -> list[Deck]:
        """Return every deck, by name."""
        with self._reading() as connection:
            return [to_deck(row) for row in connection.execute(select(deck).order_by(deck.c.name))]

    def options(self, *, fuzz: bool) -> dict[str, Options]:
        """Return each deck's options in force, by deck name."""
        with self._reading() as connection:
            rows = {row.name: row for row in connection.execute(_OPTIONS)}
            for_all = connection.execute(SET_FOR_ALL).all()
        return {
            name: _options([*(rows[parent] for parent in lineage(name) if parent in rows), *for_all], fuzz=fuzz)
            for name in rows
        }

    def own_options(self) -> dict[str, dict[str, Any]]:
        """Return what each deck sets by itself, None where it inherits, by its name."""
        with self._reading() as connection:
            return {row["name"]: dict(row) for row in connection.execute(select(deck)).mappings()}

    def used(self, study_day: int) -> dict[str, Used]:
        """Return what a study day has used, per deck, its subdecks included."""
        used: dict[str, Used] = {}
        with self._reading() as connection:
            for name, new, reviews, ms in connection.execute(_USED, {"study_day": study_day}):
                for parent in lineage(name):
                    had = used.get(parent, Used())
                    used[parent] = Used(had.new + new, had.reviews + reviews, had.ms + ms)
        return used

    def tallies(self, since: int = 0) -> list[Row[*tuple[Any, ...]]]:
        """Return the roll-up's rows from study day ``since`` on, oldest first."""
        with self._reading() as connection:
            return list(connection.execute(select(day).where(day.c.study_day >= since).order_by(day.c.study_day)))


def ensure_deck(act: Act, name: str) -> str:
    """Return the uid of the deck of that name, made with its parents if there is none."""
    uid = ""
    for parent in reversed(lineage(name)):
        found = act.connection.execute(select(deck.c.uid).where(deck.c.name == parent)).scalar()
        uid = found or act.insert(deck, name=parent, created_at=act.at)
    return uid


def add_tally(act: Act, study_day: int, deck_uid: str, tally: Tally, sign: int = 1) -> None:
    """Add an answer to its day's roll-up, or take it out again (``sign`` -1), in the act's transaction."""
    add_tallies(act, [(study_day, deck_uid, tally)], sign)


def add_tallies(act: Act, tallies: Iterable[tuple[int, str, Tally]], sign: int = 1) -> None:
    """Add answers, each as (study day, uid of the deck, what it adds), to their days' roll-ups."""
    totals: dict[tuple[int, str], Counter[str]] = {}
    for study_day, uid, tally in tallies:
        total = totals.setdefault((study_day, uid), Counter(dict.fromkeys(Tally.__slots__, 0)))
        total["answers"] += sign
        for name in Tally.__slots__:
            total[name] += sign * getattr(tally, name)
    if totals:
        act.connection.execute(_ADD, [{"study_day": at, "deck": uid, **total} for (at, uid), total in totals.items()])


def _options(line: Sequence[Row[*tuple[Any, ...]]], *, fuzz: bool) -> Options:
    """Take each option from the nearest deck of the line that sets it, else from all decks' row, else the default."""
    value = {
        name: next((own for row in line if (own := getattr(row, name, None)) is not None), default)
        for name, default in DEFAULTS.items()
    }
    rules = Rules(
        parameters=tuple(value["parameters"]),
        desired_retention=value["desired_retention"],
        learn_steps=tuple(value["learn_steps"]),
        relearn_steps=tuple(value["relearn_steps"]),
        max_interval=value["max_interval"],
        fuzz=fuzz,
    )
    return Options(
        deck=line[0].uid,
        rules=rules,
        new_per_day=value["new_per_day"],
        reviews_per_day=value["reviews_per_day"],
        minutes_per_day=value["minutes_per_day"],
        review_order=value["review_order"],
        parameter_set=value["parameter_set"],
    )
