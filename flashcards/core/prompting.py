"""Apply prompts: when a tip that is known asks for an if-then plan. A rule over study days; no memory is touched."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

FIRST_DAYS = 7
"""From the first recall in review state to the first prompt."""
NEXT_DAYS = (30, 90)
"""From the first plan to the second prompt, and from each later plan to the next."""
APPLIED_DAYS = 180
"""From the last plan, or the first recall, to the next prompt of a tip that was applied."""
NOT_NOW_DAYS = 7
"""How long "not now" puts a prompt off."""
A_DAY = 2
"""How many prompts a study day holds at most."""


class Kind(StrEnum):
    """What was answered to a prompt."""

    WRITTEN = "written"
    NOT_NOW = "not-now"
    DOESNT_FIT = "doesnt-fit"


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer to a tip's prompt on a study day, at an instant (ms); ``text`` is the plan where one was written."""

    study_day: int
    kind: Kind
    text: str = ""
    at: int = field(default=0, compare=False)


def prompt_day(
    recalled: int | None, replies: Sequence[Reply], applied: Collection[int], *, today: int
) -> int | None:  # fmt: skip
    """Return the study day from which a tip asks for a plan, None if nothing known today makes it ask.

    ``recalled`` is the day of its first passed recall in review state, ``replies`` are in the order they were given,
    ``applied`` the days on which it was used; what lies after ``today`` does not count. Of a plan and "doesn't fit" the
    last one holds, so that a plan written by hand lets the tip ask again.
    """
    if recalled is None or recalled > today:
        return None
    given = [reply for reply in replies if reply.study_day <= today]
    decided = [reply for reply in given if reply.kind is not Kind.NOT_NOW]
    if decided and decided[-1].kind is Kind.DOESNT_FIT:
        return None
    written = [reply.study_day for reply in decided if reply.kind is Kind.WRITTEN]
    gap = APPLIED_DAYS if any(day <= today for day in applied) else _gap(len(written))
    put_off = [reply.study_day + NOT_NOW_DAYS for reply in given if reply.kind is Kind.NOT_NOW]
    return max(recalled + FIRST_DAYS, max(written, default=recalled) + gap, *put_off)


def _gap(written: int) -> int:
    return NEXT_DAYS[min(written, len(NEXT_DAYS)) - 1] if written else FIRST_DAYS
