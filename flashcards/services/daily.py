"""The figures of a day: what was answered, what comes, the streak, and the tips learned per source."""

from dataclasses import dataclass, replace

from flashcards.core.progress import Status
from flashcards.services import queueing, tracking
from flashcards.services.desk import Desk
from flashcards.services.queueing import Due


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


def so_far(desk: Desk) -> Day:
    """Return what this study day holds so far, on all machines; what was taken back does not count."""
    answers = [a for a in desk.store.log.answers(since_day=desk.today) if a.study_day == desk.today and not a.manual]
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
    """Return how many study days in a row had an answer, up to today or, if today has none yet, yesterday."""
    days = {row.study_day for row in desk.store.decks.tallies() if row.answers > 0}
    last = desk.today if desk.today in days else desk.today - 1
    length = 0
    while last - length in days:
        length += 1
    return length


def learned_by_source(desk: Desk) -> list[SourceProgress]:
    """Return each source's tips and how many are learned, in the order the sources came."""
    titles: dict[str, str] = {}
    counts: dict[str, list[int]] = {}
    for tip in tracking.tips(desk):
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
