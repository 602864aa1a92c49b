"""What the log says of remembering: true retention by age and period, and predicted against true recall.

A recall is a card's first answer of a study day, given from review state; it passed if it was Hard or better, and it
is mature if the interval before it was 21 days or more: Anki's true retention. Answers for practice alone and rows that
only move a card are no recalls. Days are day numbers (days since 1970-01-01).
"""

import math
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from flashcards.core.review import Answer, by_card
from flashcards.core.schedule import curve
from flashcards.core.studyday import date_of, day_of, monday

MATURE_DAYS = 21
_BINS = 20
_SURE = 1e-6
_Key = TypeVar("_Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Recall:
    """One recall. ``interval`` is what it was asked after, ``elapsed`` the study days that passed in truth.

    ``stability`` is what was believed before it (None where the log does not say), ``parameter_set`` the uid of what it
    was computed with; ``reviews`` and ``lapses`` count the card's answers after a night, before this one. ``at`` is the
    instant (ms).
    """

    card: str
    study_day: int
    passed: bool
    interval: int
    elapsed: int
    stability: float | None
    reviews: int
    lapses: int
    parameter_set: str | None = None
    at: int = 0

    @property
    def mature(self) -> bool:
        """Whether the interval before was 21 days or more."""
        return self.interval >= MATURE_DAYS


@dataclass(frozen=True, slots=True)
class Share:
    """How many recalls were asked, and how many of them passed."""

    asked: int = 0
    passed: int = 0

    @property
    def rate(self) -> float | None:
        """Passed by asked, None where nothing was asked."""
        return self.passed / self.asked if self.asked else None

    def __add__(self, other: "Share") -> "Share":
        return Share(self.asked + other.asked, self.passed + other.passed)


@dataclass(frozen=True, slots=True)
class Retention:
    """True retention of young and of mature cards."""

    young: Share = Share()
    mature: Share = Share()

    @property
    def all(self) -> Share:
        """Both together."""
        return self.young + self.mature

    def __add__(self, other: "Retention") -> "Retention":
        return Retention(self.young + other.young, self.mature + other.mature)


@dataclass(frozen=True, slots=True)
class Bin:
    """Recalls with a predicted recall in ``low`` to ``high``: how many, the mean prediction, the share that passed."""

    low: float
    high: float
    count: int
    predicted: float
    recalled: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """Predicted against true recall over ``count`` recalls.

    ``rmse`` is over bins of similar histories (days elapsed, reviews, lapses) like those of FSRS's authors,
    ``log_loss`` the mean per recall. Early and late recalls weigh the same. Both are None without recalls.
    """

    count: int = 0
    bins: tuple[Bin, ...] = ()
    rmse: float | None = None
    log_loss: float | None = None


def counts(answer: Answer) -> bool:
    """Say whether a row of the log is an answer that tells of memory: rated, and not for practice alone."""
    return answer.rating > 0 and answer.kind not in ("manual", "cram")


def recalls(log: Iterable[Answer]) -> list[Recall]:
    """Return every recall of a log in the order of (id, uid), by card and then by time."""
    return [recall for own in by_card(log).values() for recall in _of_card(own)]


def _of_card(log: Iterable[Answer]) -> Iterable[Recall]:
    day: int | None = None
    interval = reviews = lapses = 0
    for answer in log:
        if counts(answer):
            elapsed = 0 if day is None else max(0, answer.study_day - day)
            if answer.study_day != day and answer.state_before == "review":
                yield Recall(
                    answer.card, answer.study_day, answer.rating > 1, interval, elapsed, answer.stability_before,
                    reviews, lapses, answer.parameter_set, answer.id,
                )  # fmt: skip
            reviews += elapsed > 0
            lapses += elapsed > 0 and answer.rating == 1
            day = answer.study_day
        interval = answer.interval_after


def retention(found: Iterable[Recall]) -> Retention:
    """Return the true retention of some recalls."""
    return next(iter(_shared(found, lambda _recall: 0).values()), Retention())


def by_day(found: Iterable[Recall]) -> dict[int, Retention]:
    """Return the true retention of each study day that has any."""
    return _shared(found, lambda recall: recall.study_day)


def by_week(found: Iterable[Recall]) -> dict[int, Retention]:
    """Return the true retention of each week, by the day number of its Monday."""
    return _shared(found, lambda recall: monday(recall.study_day))


def by_month(found: Iterable[Recall]) -> dict[int, Retention]:
    """Return the true retention of each calendar month, by the day number of its first."""
    return _shared(found, lambda recall: day_of(date_of(recall.study_day).replace(day=1)))


def _shared(found: Iterable[Recall], key: Callable[[Recall], _Key]) -> dict[_Key, Retention]:
    asked: dict[_Key, list[int]] = {}
    for recall in found:
        tally = asked.setdefault(key(recall), [0, 0, 0, 0])
        tally[2 * recall.mature] += 1
        tally[2 * recall.mature + 1] += recall.passed
    return {at: Retention(Share(*tally[:2]), Share(*tally[2:])) for at, tally in sorted(asked.items())}


def calibrate(found: Iterable[Recall], parameters: Mapping[str | None, tuple[float, ...]]) -> Calibration:
    """Compare what was believed before each recall with what came.

    ``parameters`` are those of each parameter set, by uid; ``None`` holds those of rows without one or with another.
    """
    curves = {uid: curve(values) for uid, values in parameters.items()}
    predicted: list[tuple[float, Recall]] = []
    for recall in found:
        if recall.stability and recall.elapsed:
            factor, power = curves.get(recall.parameter_set, curves[None])
            predicted.append((math.pow(1 + factor * recall.elapsed / recall.stability, power), recall))
    if not predicted:
        return Calibration()
    loss = -sum(math.log(_bounded(chance if recall.passed else 1 - chance)) for chance, recall in predicted)
    by_chance = _binned(predicted, lambda chance, _recall: min(int(chance * _BINS), _BINS - 1))
    alike = _binned(predicted, lambda _chance, recall: _history(recall))
    square = sum(count * (mean - true) ** 2 for count, mean, true in alike.values())
    return Calibration(
        len(predicted),
        tuple(Bin(at / _BINS, (at + 1) / _BINS, *by_chance[at]) for at in sorted(by_chance)),
        math.sqrt(square / len(predicted)),
        loss / len(predicted),
    )


def _binned(
    predicted: Iterable[tuple[float, Recall]], key: Callable[[float, Recall], _Key]
) -> dict[_Key, tuple[int, float, float]]:
    """Return count, mean prediction and share that passed of the recalls with each key."""
    sums: dict[_Key, list[float]] = {}
    for chance, recall in predicted:
        own = sums.setdefault(key(chance, recall), [0, 0.0, 0])
        own[0] += 1
        own[1] += chance
        own[2] += recall.passed
    return {at: (int(count), total / count, passed / count) for at, (count, total, passed) in sums.items()}


def _history(recall: Recall) -> tuple[int, int, int]:
    """Return the bin of similar histories: days elapsed, reviews and lapses, each on a scale of its own powers."""
    return (
        math.floor(math.log(recall.elapsed, 3.62)),
        math.floor(math.log(recall.reviews + 2, 1.89)),
        math.floor(math.log(recall.lapses, 1.73)) if recall.lapses else -1,
    )


def _bounded(chance: float) -> float:
    return min(max(chance, _SURE), 1 - _SURE)
