"""The review log's rows, and what a card's state is according to them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from flashcards.core.memory import Learning, Memory, New, Relearning, Review, Strength
from flashcards.core.schedule import AGAIN, PARAMETERS, Outcome, replayed

MANUAL = "manual"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One row of the review log. ``id`` is UTC ms, ``duration_ms`` what the answer took.

    A row of kind ``manual``, with rating 0, is no answer: it only moves the day on which a card in review is due. Where
    ``state_before`` is ``new``, it stands for a log that was lost elsewhere: from there on the card is in
    ``state_after`` with the stability and difficulty that the row holds, last answered on its ``study_day``;
    ``step_before`` and ``step_after`` are then how many answers and lapses it has had, and answers before the row only
    tell of the past.

    ``state_before`` and ``state_after`` are ``new``, ``learning``, ``review`` or ``relearning``; ``interval_after``
    is in days, ``seconds_after`` in seconds; ``due_after`` is a day number in review, else an instant (ms).
    """

    uid: str
    id: int
    device: str
    card: str
    study_day: int
    rating: int
    kind: str
    duration_ms: int
    state_before: str
    step_before: int
    stability_before: float | None
    difficulty_before: float | None
    state_after: str
    step_after: int
    interval_after: int
    seconds_after: int
    due_after: int
    desired_retention: float
    parameter_set: str | None = None

    @property
    def manual(self) -> bool:
        """Whether it only moved the card's due day: nothing was asked, so it counts in no figure."""
        return self.kind == MANUAL

    @property
    def begins(self) -> Strength | None:
        """The strength with which a card whose log was lost goes on from this row, None for every other row."""
        if not self.manual or self.state_before != "new" or self.stability_before is None:
            return None
        return Strength(self.stability_before, self.difficulty_before or 0.0)

    @property
    def lapsed(self) -> bool:
        """Whether a card in review was forgotten."""
        return self.state_before == "review" and self.rating == AGAIN


class Trace(NamedTuple):
    """What of an answer is kept elsewhere than here, under the same names."""

    uid: str
    id: int
    rating: int
    kind: str
    duration_ms: int
    state_before: str
    stability_before: float | None
    difficulty_before: float | None
    state_after: str
    interval_after: int
    seconds_after: int

    @property
    def begins(self) -> Strength | None:
        """As an answer's: the strength with which a card whose log was lost goes on from this row, None for others."""
        if self.kind != MANUAL or self.state_before != "new" or self.stability_before is None:
            return None
        return Strength(self.stability_before, self.difficulty_before or 0.0)


@dataclass(frozen=True, slots=True)
class Standing:
    """What a card's log adds up to: its memory, how often it was asked and how often it lapsed."""

    memory: Memory
    reps: int
    lapses: int


def state_name(memory: Memory) -> str:
    """Return the name of a memory's state as the database keeps it."""
    return type(memory).__name__.lower()


def log_kind(memory: Memory) -> str:
    """Return the log's kind for an answer given to a card with this memory."""
    match memory:
        case Review():
            return "review"
        case Relearning():
            return "relearn"
        case _:
            return "learn"


def logged(  # noqa: PLR0913  all but two by keyword
    before: Memory,
    outcome: Outcome,
    *,
    uid: str,
    device: str,
    card: str,
    study_day: int,
    duration_ms: int,
    desired_retention: float,
    parameter_set: str | None = None,
) -> Answer:
    """Return the log's row for an answer that led from a memory to an outcome, which gives its instant."""
    strength = None if isinstance(before, New) else before.strength
    after = outcome.memory
    assert not isinstance(after, New)  # noqa: S101  an answer always leads somewhere
    return Answer(
        uid=uid,
        id=after.last,
        device=device,
        card=card,
        study_day=study_day,
        rating=outcome.rating,
        kind=log_kind(before),
        duration_ms=duration_ms,
        state_before=state_name(before),
        step_before=0 if isinstance(before, New | Review) else before.step,
        stability_before=strength.stability if strength else None,
        difficulty_before=strength.difficulty if strength else None,
        state_after=state_name(after),
        step_after=0 if isinstance(after, Review) else after.step,
        interval_after=0 if isinstance(after, Learning) else after.interval,
        seconds_after=0 if isinstance(after, Review) else after.seconds,
        due_after=after.due_day if isinstance(after, Review) else after.due,
        desired_retention=desired_retention,
        parameter_set=parameter_set,
    )


def moved(  # noqa: PLR0913  all but two by keyword
    before: Review,
    due_day: int,
    *,
    uid: str,
    at: int,
    device: str,
    card: str,
    study_day: int,
    desired_retention: float,
    parameter_set: str | None = None,
) -> Answer:
    """Return the log's row for moving a card in review to another due day, at the instant ``at`` (ms).

    Its interval still counts from the last answer: ``due_after - interval_after`` is that answer's study day.
    """
    strength = before.strength
    return Answer(
        uid=uid,
        id=at,
        device=device,
        card=card,
        study_day=study_day,
        rating=0,
        kind=MANUAL,
        duration_ms=0,
        state_before="review",
        step_before=0,
        stability_before=strength.stability,
        difficulty_before=strength.difficulty,
        state_after="review",
        step_after=0,
        interval_after=due_day - before.last_day,
        seconds_after=0,
        due_after=due_day,
        desired_retention=desired_retention,
        parameter_set=parameter_set,
    )


def by_card(log: Iterable[Answer]) -> dict[str, list[Answer]]:
    """Return the answers of each card, by its uid, in the order given."""
    found: dict[str, list[Answer]] = {}
    for answer in log:
        found.setdefault(answer.card, []).append(answer)
    return found


def replay(log: Sequence[Answer], parameters: tuple[float, ...] = PARAMETERS) -> Standing:
    """Return a card's standing from its living rows, in the order of (id, uid).

    Stability and difficulty are computed anew, answer by answer, rounded as after each answer; steps, intervals and due
    dates are read from the log, because fuzz and load balance depend on more than the card.
    """
    standing = Standing(New(), 0, 0)
    for standing in standings(log, parameters):  # noqa: B007  the last one is wanted
        pass
    return standing


def ratings(log: Iterable[Answer]) -> list[tuple[int, int | Strength]]:
    """Return what :func:`strength_of` wants of a card's rows."""
    return [
        (row.study_day, row.rating if begun is None else begun)
        for row in log
        if (begun := row.begins) is not None or not row.manual
    ]


def strength_of(
    rated: Iterable[tuple[int, int | Strength]], parameters: tuple[float, ...] = PARAMETERS
) -> Strength | None:
    """Return the strength that a replay gives, from no more than each answer's (study day, rating), in order.

    A strength in the place of a rating is one to begin with, as of that day.
    """
    strength: Strength | None = None
    last_day = 0
    for study_day, rating in rated:
        if isinstance(rating, Strength):
            strength = rating
        else:
            elapsed = study_day - last_day if strength else 0
            strength = replayed(strength, rating=rating, elapsed=elapsed, parameters=parameters)
        last_day = study_day
    return strength


def standings(log: Iterable[Answer], parameters: tuple[float, ...] = PARAMETERS) -> Iterator[Standing]:
    """Yield a card's standing after each row of its log, in order."""
    strength: Strength | None = None
    last_day = reps = lapses = 0
    memory: Memory = New()
    for answer in log:
        if (begun := answer.begins) is not None:
            strength, last_day = begun, answer.study_day
            reps, lapses = answer.step_before, answer.step_after
            memory = _memory(replace(answer, step_after=0), begun)
            yield Standing(memory, reps, lapses)
            continue
        if answer.manual:
            memory = _moved(memory, answer)
            yield Standing(memory, reps, lapses)
            continue
        elapsed = answer.study_day - last_day if strength else 0
        strength = replayed(strength, rating=answer.rating, elapsed=elapsed, parameters=parameters)
        last_day, reps, lapses = answer.study_day, reps + 1, lapses + answer.lapsed
        memory = _memory(answer, strength)
        yield Standing(memory, reps, lapses)


def _moved(memory: Memory, row: Answer) -> Memory:
    """Move a due day; without effect once the answer that the move was reckoned from is not the last one any more.

    That happens where another machine answered the card, or where the answer was taken back.
    """
    if isinstance(memory, Review) and memory.last_day == row.due_after - row.interval_after:
        return replace(memory, due_day=row.due_after, interval=row.interval_after)
    return memory


def _memory(last: Answer, strength: Strength) -> Memory:
    if last.state_after == "review":
        return Review(strength, last.interval_after, last.due_after, last.id, last.study_day)
    if last.state_after == "relearning":
        return Relearning(
            strength,
            last.step_after,
            last.due_after,
            last.seconds_after,
            last.interval_after,
            last.id,
            last.study_day,
        )
    return Learning(strength, last.step_after, last.due_after, last.seconds_after, last.id, last.study_day)
