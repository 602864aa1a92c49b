"""Vacations: days on which nothing should be due. What would fall due in them is moved to days around them."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from flashcards.core.backlog import around, open_days
from flashcards.core.memory import Review
from flashcards.core.review import MANUAL, Answer, by_card, replay
from flashcards.core.studyday import date_of, day_of
from flashcards.errors import BadInput, NotFound
from flashcards.services.backlog import Plan, away_days, day_table, load_of, movable
from flashcards.services.desk import Desk
from flashcards.services.moving import Move, carry_out
from flashcards.store.away import Vacation, acts, drop, keep, vacations
from flashcards.store.log import VACATION
from flashcards.store.outlook import Outlook
from flashcards.store.uid import instant

LONGEST_DAYS = 180
_LEAST_AROUND, _MOST_BEFORE = 3, 14
_DATE = re.compile(r"(?:(\d{4})-)?(\d{1,2})-(\d{1,2})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Away:
    """A vacation that is planned: its first and last study day, and what would be moved."""

    first: int
    last: int
    plan: Plan

    @property
    def name(self) -> str:
        """Its dates, as ``2026-12-20..2027-01-03``."""
        return Vacation(self.first, self.last, "").name


def coming(desk: Desk) -> list[Vacation]:
    """Return the vacations that are not over, in the order of their days."""
    return [one for one in vacations(desk.store.reading) if one.last >= desk.today]


def parse(desk: Desk, text: str) -> tuple[int, int]:
    """Return the first and last study day of ``FROM..TO``; each is a date, or MM-DD for the next such day.

    Raises BadInput for what is no such range, is over, ends before it begins, or is longer than 180 days.
    """
    begin, dots, end = text.partition("..")
    known = [one for one in coming(desk) if _is(begin, one.first) and _is(end if dots else begin, one.last)]
    if known:
        return known[0].first, known[0].last
    first = _day(begin, desk.today)
    last = _day(end, first) if dots else first
    if last < first:
        raise BadInput("{range} ends before it begins: give FROM..TO.", range=text)
    if last < desk.today:
        raise BadInput("{range} is over: a vacation ends today or later.", range=text)
    if last - first >= LONGEST_DAYS:
        raise BadInput("{range} is longer than {most} days: give a shorter one.", range=text, most=LONGEST_DAYS)
    return first, last


def plan(desk: Desk, first: int, last: int) -> Away:
    """Plan a vacation: what falls due in it from today on goes to the nearest days before and after, evenly.

    For one that is there already, this is what has come into it since, such as cards that were unsuspended.
    """
    with desk.store.reading():
        begin, length = max(first, desk.today), last - first + 1
        away = away_days(desk) | frozenset(range(begin, last + 1))
        before = open_days(begin - 1, min(max(length, _LEAST_AROUND), _MOST_BEFORE), away, step=-1, end=desk.today)
        after = open_days(last + 1, max(length, _LEAST_AROUND), away)
        cards = Outlook(desk.store.reading).cards(why=desk.why)
        load = load_of(desk, cards)
        inside = [
            movable(card) for card in cards if isinstance(card.memory, Review) and begin <= card.memory.due_day <= last
        ]
        placed = around(inside, before, after, load, desk.settings.week)
        moves = {card.card: Move(card.due_day, placed[card.card]) for card in inside}
        table = day_table(desk, range(min([begin, *before]), after[-1] + 1), load, moves, away)
    return Away(first, last, Plan(moves, table))


def go(desk: Desk, away: Away) -> int:
    """Store a vacation and make room for it, as one act; return how many cards were moved."""
    with desk.store.write(VACATION, at=desk.now, study_day=desk.today) as act:
        keep(act, Vacation(away.first, away.last, act.group))
        return carry_out(desk, act, away.plan.moves)


def find(desk: Desk, reference: str) -> Vacation:
    """Return the coming vacation meant by its dates, or by its first. Raises NotFound or BadInput."""
    begin, dots, end = reference.partition("..")
    for text in (begin, end) if dots else (begin,):
        _day(text, desk.today)
    found = [one for one in coming(desk) if _is(begin, one.first) and (not dots or _is(end, one.last))]
    if not found:
        raise NotFound("There is no vacation {ref}: `flashcards vacation` lists them.", ref=reference)
    if len(found) > 1:
        raise BadInput("Several vacations begin {ref}: give FROM..TO.", ref=reference)
    return found[0]


def cancel(desk: Desk, vacation: Vacation) -> int:
    """Cancel a vacation, as one act; return how many cards are due again when they were.

    Cards that were answered, or moved otherwise, since they made room for it stay where they are; none goes back to a
    day before today.
    """
    with desk.store.write(VACATION, at=desk.now, study_day=desk.today) as act:
        drop(act, vacation)
        return carry_out(desk, act, _ways_back(desk, vacation))


def going_back(desk: Desk, vacation: Vacation) -> int:
    """Count the cards that would go back if a vacation were cancelled."""
    return len(_ways_back(desk, vacation))


def _ways_back(desk: Desk, vacation: Vacation) -> dict[str, Move]:
    """Return the moves of the cards that made room for a vacation, or stayed away because of it.

    Each goes to the first of its days, from before it made room for any, that is in no other vacation.
    """
    makings = acts(desk.store.reading)
    others = {day for one in vacations(desk.store.reading) if one.name != vacation.name for day in one.days}
    found = {}
    for uid, log in by_card(desk.store.log.answers()).items():
        moves = [*takewhile(lambda row: row.kind == MANUAL and _act(row) in makings, reversed(log))][::-1]
        if not moves:
            continue
        former, due = replay(log[: -len(moves)]).memory, moves[-1].due_after
        assert isinstance(former, Review)  # noqa: S101  only such cards are moved
        days = [former.due_day, *(row.due_after for row in moves)]
        open_days = [at for day in days if (at := max(day, desk.today)) not in others]
        if open_days and open_days[0] != max(due, desk.today) and not set(days[:-1]).isdisjoint(vacation.days):
            found[uid] = Move(due, open_days[0])
    return found


def _act(row: Answer) -> tuple[str, int]:
    return row.device, instant(row.uid)


def _day(text: str, since: int) -> int:
    """Return the day of a date; one without a year is the first such day from ``since`` on."""
    match = _DATE.fullmatch(text.strip())
    try:
        if match is None:
            raise ValueError  # noqa: TRY301  one sentence for both
        year, month, day = match.groups()
        if year:
            return day_of(dt.date(int(year), int(month), int(day)))
        return _next(since, int(month), int(day))
    except ValueError:
        raise BadInput(
            "{text!r} is no date: give FROM..TO as 2026-12-24..2027-01-02 or 12-24..01-02.", text=text
        ) from None


def _is(text: str, day: int) -> bool:
    """Tell whether a text is the date of a day, with or without its year."""
    match, date = _DATE.fullmatch(text.strip()), date_of(day)
    return match is not None and [int(part) for part in match.groups() if part] in (
        [date.year, date.month, date.day],
        [date.month, date.day],
    )


def _next(since: int, month: int, day: int) -> int:
    """Return the first day on or after another with this month and day; 29 February waits for its year."""
    year = date_of(since).year
    dates: Sequence[int] = range(year, year + 9)
    for candidate in dates:
        try:
            found = day_of(dt.date(candidate, month, day))
        except ValueError:
            continue
        if found >= since:
            return found
    raise ValueError
