"""Anki's review log as ours: what was answered, and where it left the card.

What Anki's own FSRS leaves out is left out: rows before the last reset, moves by hand, and cramming. A card without a
usable log begins where Anki says it stands (:attr:`flashcards.core.review.Answer.begins`).
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from flashcards.core.memory import New, Strength
from flashcards.core.review import MANUAL, Answer, standings
from flashcards.core.schedule import PARAMETERS, strength_from_ease
from flashcards.core.studyday import Calendar
from flashcards.formats.anki.read.values import Card, Review

_LEARN, _REVIEW, _RELEARN, _FILTERED, _MANUAL = range(5)
_KINDS = {_LEARN: "learn", _REVIEW: "review", _RELEARN: "relearn", _FILTERED: "review"}
_STATES = {1: "learning", 2: "review", 3: "relearning"}
_LARGEST_DIFFICULTY = 1_100
"""A row's factor up to here is FSRS's difficulty, above it SM-2's ease; both in thousandths."""
_MINUTE_S = 60


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
    found = list(_answered(rows, reading))
    if not rows or rows[0].type != _LEARN:
        found = [*_beginning(card, rows, reading), *found]
    return list(_strengthened(_fitted(found, card, reading), reading.parameters))


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
    """Return the answers since the last reset."""
    reset = max((at for at, row in enumerate(log) if row.type == _MANUAL and not row.factor), default=-1)
    return [
        row
        for row in log[reset + 1 :]
        if row.ease in (1, 2, 3, 4) and row.type in _KINDS and (row.type != _FILTERED or row.factor)
    ]


def _answered(rows: Sequence[Review], reading: Reading) -> Iterator[Answer]:
    before = "new" if rows and rows[0].type == _LEARN else "review"
    for row in rows:
        day = reading.calendar.study_day(row.id)
        after = _state_after(row)
        seconds = -row.ivl if row.ivl < 0 else _MINUTE_S
        yield Answer(
            uid=reading.uid(reading.card, row.id),
            id=row.id,
            device=reading.device,
            card=reading.card,
            study_day=day,
            rating=row.ease,
            kind=_KINDS[row.type],
            duration_ms=max(row.time, 0),
            state_before=before,
            step_before=0,
            stability_before=None,
            difficulty_before=None,
            state_after=after,
            step_after=0,
            interval_after=row.ivl if after == "review" else int(after == "relearning"),
            seconds_after=0 if after == "review" else seconds,
            due_after=day + row.ivl if after == "review" else row.id + 1000 * seconds,
            desired_retention=reading.desired_retention,
        )
        before = after


def _state_after(row: Review) -> str:
    if row.ivl > 0:
        return "review"
    return "learning" if row.type == _LEARN else "relearning"


def _beginning(card: Card, rows: Sequence[Review], reading: Reading) -> Iterator[Answer]:
    """Yield the row that stands for what came before a log that is not there, or not from its first answer on."""
    if rows:
        first = rows[0]
        day = reading.calendar.study_day(first.id)
        interval = max(1, first.last_ivl)
        strength = _strength(first.factor, interval)
        begun = (first.id - 1, day - interval, interval, day)
    elif card.type == 2 and card.due_day is not None:
        interval = max(1, card.ivl)
        day = card.due_day - interval
        strength = _strength(card.factor, interval)
        if card.stability is not None and card.difficulty is not None:
            strength = Strength(card.stability, card.difficulty)
        begun = (reading.calendar.starts(day), day, interval, card.due_day)
    else:
        return
    at, day, interval, due = begun
    lost = card.reps - len(rows)
    yield Answer(
        uid=reading.uid(reading.card, at),
        id=at,
        device=reading.device,
        card=reading.card,
        study_day=day,
        rating=0,
        kind=MANUAL,
        duration_ms=0,
        state_before="new",
        step_before=max(1, lost),
        stability_before=strength.stability,
        difficulty_before=strength.difficulty,
        state_after="review",
        step_after=max(0, card.lapses - sum(row.ease == 1 and row.type == _REVIEW for row in rows)),
        interval_after=interval,
        seconds_after=0,
        due_after=due,
        desired_retention=reading.desired_retention,
    )


def _strength(factor: int, interval: int) -> Strength:
    """Return the strength that a factor tells of a card which waits for an interval in days."""
    if 0 < factor <= _LARGEST_DIFFICULTY:
        return Strength(float(interval), min(10.0, max(1.0, (factor / 1000 - 0.1) * 9 + 1)))
    return strength_from_ease(max(1_300, factor) / 1000, interval)


def _fitted(found: list[Answer], card: Card, reading: Reading) -> list[Answer]:
    """Return rows whose last one leaves the card in the state and with the due day that it has."""
    if not found:
        return []
    *earlier, last = found
    state = _STATES[card.type]
    if state == "review":
        return [*earlier, *_fitted_review(last, card, reading)]
    steps = reading.learn_steps if state == "learning" else reading.relearn_steps
    due = card.due_at
    if due is None:
        due = reading.calendar.starts(card.due_day if card.due_day is not None else last.study_day + 1)
    seconds = last.seconds_after if last.state_after == state else max(_MINUTE_S, (due - last.id) // 1000)
    if last.manual:
        return found
    fitted = replace(
        last,
        state_after=state,
        step_after=min(max(0, len(steps) - card.left), max(0, len(steps) - 1)),
        interval_after=max(1, card.ivl) if state == "relearning" else 0,
        seconds_after=seconds,
        due_after=due,
    )
    return [*earlier, fitted]


def _fitted_review(last: Answer, card: Card, reading: Reading) -> list[Answer]:
    """Return the last answer, and a move behind it where the card was moved to another day since."""
    due = card.due_day if card.due_day is not None else last.study_day + max(1, card.ivl)
    if last.manual:
        return [last]
    if last.state_after != "review":
        last = replace(
            last, state_after="review", step_after=0, seconds_after=0, interval_after=card.ivl, due_after=due
        )
    last_day = last.study_day
    if due == last.due_after or due <= last_day:
        return [last]
    at = max((row.id for row in card.log if row.ease == 0 and row.id > last.id), default=last.id + 1)
    move = replace(
        last,
        uid=reading.uid(reading.card, at),
        id=at,
        study_day=max(last_day, reading.calendar.study_day(at)),
        rating=0,
        kind=MANUAL,
        duration_ms=0,
        state_before="review",
        interval_after=due - last_day,
        due_after=due,
    )
    return [last, move]
