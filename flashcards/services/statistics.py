"""What the log and the cards add up to: today, retention, streak, load, what is remembered, and each source."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from flashcards.core.progress import Status
from flashcards.core.recalling import Calibration, Recall, Retention, by_week, calibrate, recalls, retention
from flashcards.core.review import by_card
from flashcards.core.schedule import PARAMETERS
from flashcards.core.tallying import Band, Hour, Week, by_hour, by_stability
from flashcards.services import browsing, daily, forecasting, tracking
from flashcards.services.browsing import SourceCount
from flashcards.services.daily import Day
from flashcards.services.desk import Desk
from flashcards.services.forecasting import Forecast
from flashcards.services.learning import Learned, learned_by_week
from flashcards.services.telling import Told, followed, part, quiet
from flashcards.services.tracking import Tip
from flashcards.store.parameters import ParameterSets

FORECAST_DAYS = 30
PERIODS = ("today", "week", "month", "year", "all")


@dataclass(frozen=True, slots=True)
class DayCount:
    """A study day of the roll-up: all answers, those from review state, cards that were new, Again, and ms."""

    day: int
    answers: int
    reviews: int
    new: int
    again: int
    duration_ms: int


@dataclass(frozen=True, slots=True)
class SourceMemory:
    """A source with its tips by status, how many of them would be recalled now (the sum of R), and those learned."""

    counts: SourceCount
    expected_recalled: float
    learned: tuple[Week, ...] = ()


@dataclass(frozen=True, slots=True)
class Statistics:
    """Everything up to the desk's study day. ``retention`` is by period; ``days`` are those with an answer.

    ``chances`` holds R now, of each tip that was begun and not retired; ``stability`` counts the same tips.
    ``retention_by_week`` is by the day number of a Monday; ``hours`` are the 24 of the user's clock; ``learned`` holds
    each week since the first answer.
    """

    today: Day = field(default_factory=lambda: Day((0, 0, 0, 0), 0, 0, 0))
    new_today: int = 0
    streak: int = 0
    retention: dict[str, Retention] = field(default_factory=lambda: by_period((), 0))
    days: tuple[DayCount, ...] = ()
    forecast: Forecast = field(default_factory=Forecast)
    sources: tuple[SourceMemory, ...] = ()
    calibration: Calibration = field(default_factory=Calibration)
    chances: tuple[float, ...] = ()
    retention_by_week: dict[int, Retention] = field(default_factory=dict)
    hours: tuple[Hour, ...] = field(default_factory=lambda: tuple(Hour(hour) for hour in range(24)))
    stability: tuple[Band, ...] = field(default_factory=lambda: by_stability(()))
    learned: tuple[Week, ...] = ()


def statistics(desk: Desk, told: Told = quiet) -> Statistics:
    """Return the figures of a collection as of the desk's study day; ``told`` hears how far it has come."""
    with desk.store.reading():
        days = day_counts(desk)
        rows = sum(day.answers for day in days)
        whole = list(followed(desk.store.log.each(), rows, part(told, 0.0, 0.3)))
        log = [answer for answer in whole if answer.study_day <= desk.today]
        found = recalls(followed(log, rows, part(told, 0.3, 0.4)))
        tips = tracking.tips(desk, whole, part(told, 0.4, 0.6))
        learned = learned_by_week(desk, tips, by_card(log), part(told, 0.6, 0.85))
        living = [tip for tip in tips if tip.status is not Status.RETIRED]
        return Statistics(
            today=daily.so_far(desk),
            new_today=sum(day.new for day in days if day.day == desk.today),
            streak=daily.streak(desk),
            retention=by_period(found, desk.today),
            days=days,
            forecast=forecasting.forecast(desk, days=FORECAST_DAYS),
            sources=tuple(_remembered(desk, tips, learned)),
            calibration=calibrate(followed(found, rows, part(told, 0.85, 0.9)), _parameters(desk)),
            chances=tuple(tip.retrievability for tip in living if tip.retrievability is not None),
            retention_by_week=by_week(found),
            hours=by_hour(followed(log, rows, part(told, 0.9, 1.0)), found, desk.calendar),
            stability=by_stability(tip.stability for tip in living if tip.stability is not None),
            learned=learned.weeks,
        )


def day_counts(desk: Desk) -> tuple[DayCount, ...]:
    """Return the study days with an answer up to today, oldest first, from the roll-up."""
    sums: dict[int, list[int]] = {}
    for row in desk.store.decks.tallies():
        if row.study_day <= desk.today:
            own = sums.setdefault(row.study_day, [0] * 5)
            for at, amount in enumerate((row.answers, row.reviews, row.new, row.again, row.duration_ms)):
                own[at] += amount
    return tuple(DayCount(day, *amounts) for day, amounts in sorted(sums.items()) if amounts[0] > 0)


def by_period(found: Iterable[Recall], today: int) -> dict[str, Retention]:
    """Return true retention today, in the last 7, 30 and 365 study days (today included), and over all."""
    spans = dict(zip(PERIODS, (1, 7, 30, 365, today + 1), strict=True))
    kept = list(found)
    return {
        name: retention(recall for recall in kept if today - span < recall.study_day <= today)
        for name, span in spans.items()
    }


def _remembered(desk: Desk, tips: list[Tip], learned: Learned) -> Iterable[SourceMemory]:
    expected: dict[str, float] = {}
    for tip in tips:
        for source in (tip.note.source, *tip.also_in):
            chance = 0.0 if tip.status is Status.RETIRED else tip.retrievability or 0.0
            expected[source.uid] = expected.get(source.uid, 0.0) + chance
    for counts in browsing.sources(desk, tips):
        uid = counts.source.uid
        yield SourceMemory(counts, expected.get(uid, 0.0), learned.by_source.get(uid, ()))


def _parameters(desk: Desk) -> dict[str | None, tuple[float, ...]]:
    """Return the parameters of every set that was kept, and the defaults for rows without one."""
    kept: dict[str | None, tuple[float, ...]] = {
        one.uid: one.parameters for one in ParameterSets(desk.store.reading).all()
    }
    return kept | {None: PARAMETERS}
