"""Cards: what could be asked today, one card by its number, and the acts on a card."""

import json
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, and_, bindparam, case, func, or_, select, update

from flashcards.core.note import Card
from flashcards.core.ordering import Candidate
from flashcards.core.review import Standing
from flashcards.store.act import Act
from flashcards.store.connection import Reading
from flashcards.store.index import listed
from flashcards.store.locking import is_asked
from flashcards.store.rows import CARD, standing_columns, to_card
from flashcards.store.tables import card, deck, point, question

LEARNING = ("learning", "relearning")


class Cards:
    """What can be asked about cards. Where ``why`` is asked for, it says whether why cards are asked at all."""

    def __init__(self, reading: Reading) -> None:
        """Take the store's way of reading."""
        self._reading = reading

    def due_candidates(self, *, now: int, study_day: int, learn_ahead_ms: int, why: bool) -> list[Candidate]:
        """Return the cards that fall due on a study day: learning due soon, and reviews."""
        values = {"until": now + learn_ahead_ms, "study_day": study_day, "why": why}
        with self._reading() as connection:
            return [
                Candidate(
                    uid, note, name, "review" if state == "review" else "learning", due, stability,
                    max(0, study_day - last_day), point=tip, related=tuple(related or ()),
                )
                for uid, note, name, tip, related, state, due, stability, last_day in connection.execute(_DUE, values)
            ]  # fmt: skip

    def new_candidates(self, *, study_day: int, decks: Collection[str], why: bool) -> list[Candidate]:
        """Return what is new in some decks, by their names, on a study day: a note's first card in each deck."""
        first: dict[tuple[str, str], Candidate] = {}
        with self._reading() as connection:
            values = {"study_day": study_day, "decks": [*decks], "why": why}
            for uid, note, name, tip, related, position, source in connection.execute(_NEW, values):
                if (note, name) not in first:
                    first[note, name] = Candidate(
                        uid, note, name, "new", position, source=source, point=tip, related=tuple(related or ())
                    )
        return list(first.values())

    def next_step(self, *, study_day: int, why: bool, within: str | None = None) -> int | None:
        """Return the instant (ms) of the earliest learning step, of a deck with its subdecks; None without any."""
        steps = and_(card.c.state.in_(LEARNING), *_askable(study_day), *_in_deck(within))
        return self._least(select(func.min(card.c.due)).where(steps), why=why)

    def next_day(self, *, study_day: int, why: bool, within: str | None = None) -> int | None:
        """Return the first study day after this one on which a review or a buried card can be asked; None if never."""
        day = case(
            (and_(card.c.state == "review", card.c.due > func.coalesce(card.c.buried_until, 0)), card.c.due),
            else_=func.coalesce(card.c.buried_until, 0),
        )
        waits = or_(card.c.state == "review", and_(card.c.state.in_(LEARNING), card.c.buried_until > study_day))
        can = (*_askable(study_day, ever=True), *_in_deck(within))
        least = self._least(select(func.min(day)).where(waits, *can), why=why)
        return None if least is None else max(least, study_day + 1)

    def open(self, *, study_day: int, why: bool, within: str | None = None) -> int:
        """Count what could be asked on a study day if there were no limits: new cards, and reviews that are due."""
        due = or_(card.c.state == "new", and_(card.c.state == "review", card.c.due <= study_day))
        query = select(func.count()).select_from(card)
        return self._least(query.where(due, *_askable(study_day), *_in_deck(within)), why=why) or 0

    def overdue(self, *, study_day: int, why: bool, within: str | None = None) -> int:
        """Count the reviews that fell due before a study day and can be asked, of a deck with its subdecks or all."""
        late = and_(card.c.state == "review", card.c.due < study_day)
        query = select(func.count(card.c.uid)).where(late, *_askable(study_day), *_in_deck(within))
        return self._least(query, why=why) or 0

    def load(self, first: int, last: int) -> dict[int, int]:
        """Return how many reviews fall due on each study day from ``first`` to ``last``."""
        with self._reading() as connection:
            return dict(map(tuple, connection.execute(_LOAD, {"first": first, "last": last})))

    def sibling_days(self, uid: str) -> set[int]:
        """Return the study days on which the other cards of a card's note are due for review."""
        with self._reading() as connection:
            return set(connection.execute(_SIBLING_DAYS, {"uid": uid}).scalars())

    def decks_with_new(self, *, why: bool) -> set[str]:
        """Return the names of the decks that hold a new card which is neither suspended, draft, locked nor retired."""
        with self._reading() as connection:
            return set(connection.execute(_DECKS_WITH_NEW, {"why": why}).scalars())

    def by_uid(self, uid: str) -> Card | None:
        """Return one card, None if there is none."""
        return next(iter(self._cards(_CARD, uid=uid)), None)

    def by_uids(self, uids: Iterable[str]) -> dict[str, Card]:
        """Return the cards that there are of some uids, by uid."""
        return {one.uid: one for one in self._cards(_SOME_CARDS, uids=json.dumps([*uids]))}

    def of_points(self, points: Iterable[str] | None = None) -> dict[str, list[Card]]:
        """Return the cards of the given points (of all for None), by point uid, ``ask`` first, then in cloze order."""
        query = _CARDS if points is None else _CARDS.where(card.c.point.in_(listed(points)))
        found: dict[str, list[Card]] = {}
        for one in self._cards(query):
            found.setdefault(one.point, []).append(one)
        return found

    def resolve(self, reference: str) -> tuple[str, str] | None:
        """Return (point uid, card uid) for a number (``142`` or ``#142``) or a uid of a card or a tip.

        A tip stands for its ``ask`` card, else its first cloze. None if nothing has that number or uid.
        """
        bare = reference.removeprefix("#")
        key = [card.c.n == int(bare), point.c.n == int(bare)] if bare.isdecimal() and len(bare) < 19 else [
            card.c.uid == reference,
            point.c.uid == reference,
        ]  # fmt: skip
        query = (
            select(card.c.point, card.c.uid)
            .join(point, point.c.uid == card.c.point)
            .where(or_(*key))
            .order_by(case((key[0], 0), else_=1), card.c.role, card.c.cloze)
            .limit(1)
        )
        with self._reading() as connection:
            row = connection.execute(query).one_or_none()
        return None if row is None else (row.point, row.uid)

    def _least(self, query: Select[Any], *, why: bool) -> int | None:
        joined = query.join(point, point.c.uid == card.c.point).join(deck, deck.c.uid == card.c.deck)
        with self._reading() as connection:
            found: int | None = connection.execute(joined, {"why": why}).scalar()
        return found

    def _cards(self, query: Select[Any], **values: str) -> list[Card]:
        with self._reading() as connection:
            return [to_card(row) for row in connection.execute(query, values)]


def set_standing(act: Act, uid: str, standing: Standing) -> None:
    """Store a card's standing: a cache of its log, so no entry in the change log."""
    set_standings(act, {uid: standing})


def set_standings(act: Act, standings: Mapping[str, Standing]) -> None:
    """Store the standings of several cards, by their uids."""
    rows = [{"of": uid, **standing_columns(standing)} for uid, standing in standings.items()]
    if rows:
        act.connection.execute(_STAND, rows)


def _askable(study_day: int | ColumnElement[int], *, ever: bool = False) -> tuple[ColumnElement[bool], ...]:
    """Leave out suspended, draft, locked and retired cards, and unless asked for ``ever`` those buried past the day."""
    base = (card.c.suspended == 0, card.c.draft == 0, point.c.retired_at.is_(None), is_asked())
    buried = or_(card.c.buried_until.is_(None), card.c.buried_until <= study_day)
    return base if ever else (*base, buried)


def _in_deck(root: str | None) -> tuple[ColumnElement[bool], ...]:
    if root is None:
        return ()
    return (or_(deck.c.name == root, deck.c.name.startswith(root + "::", autoescape=True)),)


_STUDY_DAY = bindparam("study_day", type_=Integer)
_ASKED = (
    select(card.c.uid, point.c.question, deck.c.name, point.c.uid, point.c.related)
    .join_from(card, point)
    .join(deck, deck.c.uid == card.c.deck)
)
_DUE = _ASKED.add_columns(card.c.state, card.c.due, card.c.stability, card.c.last_day).where(
    or_(
        and_(card.c.state.in_(LEARNING), card.c.due <= bindparam("until")),
        and_(card.c.state == "review", card.c.due <= _STUDY_DAY),
    ),
    *_askable(_STUDY_DAY),
)
_NEW = (
    _ASKED.add_columns(card.c.position, question.c.source)
    .join(question, question.c.uid == point.c.question)
    .where(card.c.state == "new", deck.c.name.in_(bindparam("decks", expanding=True)), *_askable(_STUDY_DAY))
    .order_by(card.c.position, card.c.uid)
)
_LOAD = (
    select(card.c.due, func.count())
    .where(card.c.state == "review", card.c.due.between(bindparam("first"), bindparam("last")))
    .group_by(card.c.due)
)
_OWN_NOTE = (
    select(point.c.question)
    .join(card, card.c.point == point.c.uid)
    .where(card.c.uid == bindparam("uid"))
    .scalar_subquery()
)
_SIBLING_DAYS = (
    select(card.c.due)
    .join(point, point.c.uid == card.c.point)
    .where(point.c.question == _OWN_NOTE, card.c.state == "review", card.c.uid != bindparam("uid"))
    .distinct()
)
_DECKS_WITH_NEW = (
    select(deck.c.name)
    .join_from(card, point)
    .join(deck, deck.c.uid == card.c.deck)
    .where(card.c.state == "new", *_askable(0, ever=True))
    .distinct()
)
_CARDS = select(*CARD).join(deck, deck.c.uid == card.c.deck).order_by(card.c.point, card.c.role, card.c.cloze)
_CARD = _CARDS.where(card.c.uid == bindparam("uid"))
_SOME_CARDS = _CARDS.where(card.c.uid.in_(select(func.json_each(bindparam("uids")).table_valued("value").c.value)))
_STAND = update(card).where(card.c.uid == bindparam("of"))
