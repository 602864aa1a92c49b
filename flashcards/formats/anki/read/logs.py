"""Anki's review log as ours: what was answered, and where it left the card.

What Anki's own FSRS leaves out is left out: rows before a card was last new, moves by hand, and cramming. Where a log
does not reach back to when the card was new, a row at its end says where it stands in Anki, and the log goes on from
there (:attr:`flashcards.core.review.Answer.begins`).
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from flashcards.core.memory import New, Strength
from flashcards.core.review import MANUAL, Answer, standings
from flashcards.core.schedule import PARAMETERS, replayed, strength_from_ease
from flashcards.core.studyday import Calendar
from flashcards.formats.anki.read.values import Card, Review

_LEARN, _REVIEW, _RELEARN, _FILTERED, _MANUAL = range(5)
_KINDS = {_LEARN: "learn", _REVIEW: "review", _RELEARN: "relearn", _FILTERED: "review"}
_BEFORE = {_LEARN: "learning", _REVIEW: "review", _RELEARN: "relearning"}
"""In which state an answer found its card, by its type; one in a filtered deck may come early in any."""
_STATES = {1: "learning", 2: "review", 3: "relearning"}
_STEPS_OF_NEW, _IN_REVIEW = 1, 2
_LARGEST_DIFFICULTY = 1_100
"""A row's factor up to here is FSRS's difficulty, above it SM-2's ease; both in thousandths."""
_NO_EASE = 2_500
_MINUTE_S, _DAY_S = 60, 86_400


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """By what a card's log is read: whose it is, in which days, and the options of its deck."""

    card: str
    device: str
    calendar: Calendar
    uid: Callable[[str, int], str]
    """Gives a row's identity from the card's and the row's own id (ms): the same on every machine."""
    desired_retention: float = 0.9
    learn_steps: tuple[int, ...] = (60, 600)
    relearn_steps: tuple[int, ...] = (600,)
    parameters: tuple[float, ...] = PARAMETERS


def answers(card: Card, reading: Reading) -> list[Answer]:
    """Return a card's rows in order: at their end the card stands where it stands in Anki; none for a new card."""
    if card.type not in _STATES:
        return []
    rows = _usable(card.log)
    found = _fitted(list(_answered(card, rows, reading)), card, reading)
    if not rows or rows[0].type != _LEARN:
        found += _beginning(card, rows, found, reading)
    return list(_strengthened(found, reading.parameters))


def _strengthened(found: list[Answer], parameters: tuple[float, ...]) -> Iterator[Answer]:
    """Yield the rows with the strength that each found, as far as there was one."""
    strength: Strength | None = None
    for row, standing in zip(found, standings(found, parameters), strict=True):
        if strength is None or row.begins:
            yield row
        else:
            yield replace(row, stability_before=strength.stability, difficulty_before=strength.difficulty)
        strength = None if isinstance(standing.memory, New) else standing.memory.strength


def _usable(log: Sequence[Review]) -> list[Review]:
    """Return the answers since the card was last new: after its last reset, from its last run of learning on."""
    reset = max((at for at, row in enumerate(log) if row.type == _MANUAL and not row.factor), default=-1)
    rows = [
        row
        for row in log[reset + 1 :]
        if row.ease in (1, 2, 3, 4) and row.type in _KINDS and (row.type != _FILTERED or row.factor)
    ]
    start = max((at for at, row in enumerate(rows) if row.type == _LEARN), default=0)
    while start > 0 and rows[start - 1].type == _LEARN:
        start -= 1
    return rows[start:]


def _answered(card: Card, rows: Sequence[Review], reading: Reading) -> Iterator[Answer]:
    before = "new" if rows and rows[0].type == _LEARN else _BEFORE.get(rows[0].type, "review") if rows else ""
    for row, after in zip(rows, _states_after(card, rows), strict=True):
        day = reading.calendar.study_day(row.id)
        days = max(0, row.ivl) if after == "review" else 0
        seconds = 0 if after == "review" else _seconds(row)
        yield Answer(
            uid=reading.uid(reading.card, row.id),
            id=row.id,
            device=reading.device,
            card=reading.card,
            study_day=day,
            rating=row.ease,
            kind=_KINDS[row.type],
            duration_ms=row.time,
            state_before=before,
            step_before=0,
            stability_before=None,
            difficulty_before=None,
            state_after=after,
            step_after=0,
            interval_after=1 if after == "relearning" else days,
            seconds_after=seconds,
            due_after=day + days if after == "review" else row.id + 1000 * seconds,
            desired_retention=reading.desired_retention,
        )
        before = after


def _states_after(card: Card, rows: Sequence[Review]) -> Iterator[str]:
    """Yield in which state each answer left the card: that in which the next one found it.

    The interval does not tell, for a step of days stands in Anki's log in days as well.
    """
    for row, following in pairwise(rows):
        guess = "review" if row.ivl > 0 else "learning" if row.type == _LEARN else "relearning"
        yield _BEFORE.get(following.type, guess)
    if rows:
        yield _STATES[card.type]


def _seconds(row: Review) -> int:
    return -row.ivl if row.ivl < 0 else max(_MINUTE_S, _DAY_S * row.ivl)


def _beginning(card: Card, rows: Sequence[Review], found: Sequence[Answer], reading: Reading) -> Iterator[Answer]:
    """Yield the row by which a card begins where it stands, if Anki knows: FSRS's state, SM-2's ease, or what is left.

    ``found`` are the answers that are left of its log, as they will stand before that row.
    """
    last = found[-1] if found else None
    strength = _strength_now(card, rows, reading)
    if strength is None:
        return
    day = last.study_day if last else _last_day(card, reading)
    state = _STATES[card.type]
    due = _due(card, day, reading)
    yield Answer(
        uid=reading.uid(reading.card, at := last.id + 1 if last else reading.calendar.starts(day)),
        id=at,
        device=reading.device,
        card=reading.card,
        study_day=day,
        rating=0,
        kind=MANUAL,
        duration_ms=0,
        state_before="new",
        step_before=max(1, card.reps),
        stability_before=strength.stability,
        difficulty_before=strength.difficulty,
        state_after=state,
        step_after=card.lapses,
        interval_after=due - day if state == "review" else max(1, card.ivl) if state == "relearning" else 0,
        seconds_after=0 if state == "review" else _wait(due, at),
        due_after=due,
        desired_retention=reading.desired_retention,
    )


def _last_day(card: Card, reading: Reading) -> int:
    """Return the study day of the last answer to a card whose log says nothing of it."""
    if card.last_review is not None:
        day = reading.calendar.study_day(card.last_review)
    elif card.due_day is not None:
        day = card.due_day - max(1, card.ivl)
    else:
        day = reading.calendar.study_day(card.due_at or 0)
    return max(0, day if card.due_day is None else min(day, card.due_day))


def _strength_now(card: Card, rows: Sequence[Review], reading: Reading) -> Strength | None:
    """Return the strength that a card has in Anki, None where nothing tells."""
    if card.stability is not None and card.difficulty is not None:
        return Strength(card.stability, card.difficulty)
    first = next((at for at, row in enumerate(rows) if row.ivl > 0), None)
    if first is None:
        return _strength(card.factor, max(1, card.ivl)) if card.type != _STEPS_OF_NEW else None
    strength = _strength(rows[first].factor, rows[first].ivl)
    last_day = reading.calendar.study_day(rows[first].id)
    for row in rows[first + 1 :]:
        day = reading.calendar.study_day(row.id)
        strength = replayed(strength, rating=row.ease, elapsed=day - last_day, parameters=reading.parameters)
        last_day = day
    return strength


def _strength(factor: int, interval: int) -> Strength:
    """Return the strength that a factor tells of a card which waits for an interval in days."""
    if 0 < factor <= _LARGEST_DIFFICULTY:
        return Strength(float(interval), min(10.0, max(1.0, (factor / 1000 - 0.1) * 9 + 1)))
    return strength_from_ease(max(1_300, factor or _NO_EASE) / 1000, interval)


def _due(card: Card, last_day: int, reading: Reading) -> int:
    """Return when a card is due: a day in review, which is not before that of its last answer, else an instant."""
    if card.type == _IN_REVIEW:
        day = reading.calendar.study_day(card.due_at) if card.due_at is not None else card.due_day
        return last_day + max(1, card.ivl) if day is None else max(last_day, day)
    if card.due_at is not None:
        return card.due_at
    return reading.calendar.starts(card.due_day if card.due_day is not None else last_day + 1)


def _wait(due: int, at: int) -> int:
    return max(_MINUTE_S, (due - at) // 1000)


def _fitted(found: list[Answer], card: Card, reading: Reading) -> list[Answer]:
    """Return rows whose last one leaves the card with the due day that it has."""
    if not found:
        return []
    *earlier, last = found
    due = _due(card, last.study_day, reading)
    if card.type == _IN_REVIEW:
        return [*earlier, *_fitted_review(last, due, card, reading)]
    steps = reading.learn_steps if card.type == _STEPS_OF_NEW else reading.relearn_steps
    fitted = replace(
        last,
        step_after=min(max(0, len(steps) - card.left), max(0, len(steps) - 1)),
        interval_after=0 if card.type == _STEPS_OF_NEW else max(1, card.ivl),
        due_after=due,
    )
    return [*earlier, fitted]


def _fitted_review(last: Answer, due: int, card: Card, reading: Reading) -> list[Answer]:
    """Return the last answer, and a move behind it where the card was moved to another day since."""
    if not last.interval_after:
        return [replace(last, interval_after=due - last.study_day, due_after=due)]
    if due == last.due_after:
        return [last]
    at = max((row.id for row in card.log if row.ease == 0 and row.id > last.id), default=last.id + 1)
    move = replace(
        last,
        uid=reading.uid(reading.card, at),
        id=at,
        study_day=max(last.study_day, reading.calendar.study_day(at)),
        rating=0,
        kind=MANUAL,
        duration_ms=0,
        state_before="review",
        interval_after=due - last.study_day,
        due_after=due,
    )
    return [last, move]
