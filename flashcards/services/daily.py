"""The figures of a day: what was answered, what comes, the streak, and the tips learned per source."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from flashcards.core import tallying
from flashcards.core.progress import Status
from flashcards.core.review import Answer
from flashcards.services import queueing, tracking
from flashcards.services.desk import Desk
from flashcards.services.queueing import Due
from flashcards.services.telling import Told, followed, part, quiet

if TYPE_CHECKING:
    from flashcards.services.forecasting import Coming

HEATMAP_DAYS = 182
WEEK_DAYS = 7


@dataclass(frozen=True, slots=True)
class Day:
    """What a study day holds so far: answers by rating (Again, Hard, Good, Easy), recalls asked and passed.

    A recall is an answer to a card in review state: ``passed / asked`` is the day's retention.
    """

    ratings: tuple[int, int, int, int]
    asked: int
    passed: int
    duration_ms: int

    @property
    def answered(self) -> int:
        """All answers."""
        return sum(self.ratings)


@dataclass(frozen=True, slots=True)
class SourceProgress:
    """How many tips of a source stand, and how many of them are learned; retired ones are left out."""

    title: str
    tips: int
    learned: int


@dataclass(frozen=True, slots=True)
class Overview:
    """A day from afar: the answers of each day of the last 26 weeks, what falls due in seven days, and the sources."""

    today: int
    answers: Mapping[int, int]
    coming: "tuple[Coming, ...]"
    sources: tuple[SourceProgress, ...]


def so_far(desk: Desk) -> Day:
    """Return what this study day holds so far, on all machines; what was taken back does not count."""
    return _day(answer for answer in desk.store.log.answers(since_day=desk.today) if answer.study_day == desk.today)


def among(desk: Desk, answers: Collection[str]) -> Day:
    """Return what some answers of this study day or the one before add up to, by their uids, as a day's figures."""
    log = desk.store.log.answers(since_day=desk.today - 1) if answers else ()
    return _day(answer for answer in log if answer.uid in answers)


def _day(log: Iterable[Answer]) -> Day:
    answers = [answer for answer in log if not answer.manual]
    again, hard, good, easy = (sum(a.rating == rating for a in answers) for rating in (1, 2, 3, 4))
    recalls = [a for a in answers if a.state_before == "review"]
    return Day(
        ratings=(again, hard, good, easy),
        asked=len(recalls),
        passed=sum(a.rating > 1 for a in recalls),
        duration_ms=sum(a.duration_ms for a in answers),
    )


def tomorrow(desk: Desk, deck: str | None = None) -> Due:
    """Return what the review would ask when the next study day begins, if nothing else is answered today."""
    return queueing.due(replace(desk, now=desk.calendar.starts(desk.today + 1)), deck)


def streak(desk: Desk) -> int:
    """Return how many study days the streak has: today may still come, and the rest of the settings ends nothing."""
    days = {row.study_day for row in desk.store.decks.tallies() if row.answers > 0}
    return tallying.streak(days, desk.today, desk.settings["review.rest_days"])


def overview(desk: Desk, told: Told = quiet) -> Overview:
    """Return the figures that take longer: they read the whole log. ``told`` hears how far they have come."""
    from flashcards.services import forecasting

    answers: dict[int, int] = {}
    for row in desk.store.decks.tallies(since=desk.today - HEATMAP_DAYS):
        answers[row.study_day] = answers.get(row.study_day, 0) + row.answers
    return Overview(
        desk.today,
        {day: number for day, number in answers.items() if number > 0 and day <= desk.today},
        forecasting.forecast(desk, days=WEEK_DAYS).days,
        tuple(learned_by_source(desk, told)),
    )


def learned_by_source(desk: Desk, told: Told = quiet) -> list[SourceProgress]:
    """Return each source's tips and how many are learned, in the order the sources came."""
    titles: dict[str, str] = {}
    counts: dict[str, list[int]] = {}
    rows = sum(row.answers for row in desk.store.decks.tallies())
    log = list(followed(desk.store.log.each(), rows, part(told, 0.0, 0.5)))
    for tip in tracking.tips(desk, log, part(told, 0.5, 1.0)):
        if tip.status is Status.RETIRED:
            continue
        uid = tip.note.source.uid
        titles[uid] = tip.note.source.title
        count = counts.setdefault(uid, [0, 0])
        count[0] += 1
        count[1] += tip.learned
    return [SourceProgress(titles[uid], *counts[uid]) for uid in titles]


def is_empty(desk: Desk) -> bool:
    """Say whether the database holds no source yet."""
    return not desk.store.notes.sources()
