"""If-then plans and the other answers to apply prompts."""

from typing import Any

from sqlalchemy import Select, func, select

from flashcards.core.prompting import Kind, Reply
from flashcards.store.act import Act
from flashcards.store.connection import Reading
from flashcards.store.tables import applied, plan

_REPLIES = (
    select(plan.c.point, plan.c.study_day, plan.c.kind, plan.c.text, plan.c.at)
    .where(plan.c.removed == 0)
    .order_by(plan.c.study_day, plan.c.at, plan.c.uid)
)
_PROMPTED = select(func.count(plan.c.point.distinct())).where(plan.c.removed == 0)
_COUNTS = (
    select(plan.c.point, func.count())
    .where(plan.c.kind == Kind.WRITTEN.value, plan.c.removed == 0)
    .group_by(plan.c.point)
)
_USES = select(applied.c.point, applied.c.study_day).where(applied.c.kind == "used", applied.c.removed == 0)


class Plans:
    """What can be asked about plans. What was taken back is left out; replies come in the order they were given."""

    def __init__(self, reading: Reading) -> None:
        """Take the store's way of reading."""
        self._reading = reading

    def replies(self, point_uid: str) -> list[Reply]:
        """Return what was answered to a tip's prompts."""
        return self._by_point(_REPLIES.where(plan.c.point == point_uid)).get(point_uid, [])

    def by_point(self, *, up_to: int) -> dict[str, list[Reply]]:
        """Return what was answered up to a study day, of each tip that was, by its uid."""
        return self._by_point(_REPLIES.where(plan.c.study_day <= up_to))

    def written(self, *, up_to: int) -> dict[str, list[Reply]]:
        """Return the plans written up to a study day, of each tip that has some, by its uid."""
        return self._by_point(_REPLIES.where(plan.c.study_day <= up_to, plan.c.kind == Kind.WRITTEN.value))

    def counts(self, *, up_to: int) -> dict[str, int]:
        """Return how many plans were written for each tip up to a study day, by its uid; none for those without."""
        return self._counted(_COUNTS.where(plan.c.study_day <= up_to))

    def made(self, study_day: int) -> int:
        """Return how many plans were written on a study day."""
        return sum(self._counted(_COUNTS.where(plan.c.study_day == study_day)).values())

    def prompted(self, study_day: int) -> int:
        """Return how many tips had their prompt answered on a study day."""
        with self._reading() as connection:
            return int(connection.execute(_PROMPTED.where(plan.c.study_day == study_day)).scalar_one())

    def applied_days(self, *, up_to: int) -> dict[str, list[int]]:
        """Return the study days up to one on which each tip was applied, by its uid; "didn't fit" does not count."""
        found: dict[str, list[int]] = {}
        with self._reading() as connection:
            for uid, day in connection.execute(_USES.where(applied.c.study_day <= up_to)):
                found.setdefault(uid, []).append(day)
        return found

    def _counted(self, query: Select[Any]) -> dict[str, int]:
        with self._reading() as connection:
            return dict(map(tuple, connection.execute(query)))

    def _by_point(self, query: Select[Any]) -> dict[str, list[Reply]]:
        found: dict[str, list[Reply]] = {}
        with self._reading() as connection:
            for uid, day, kind, text, at in connection.execute(query):
                found.setdefault(uid, []).append(Reply(day, Kind(kind), text, at))
        return found


def put_reply(act: Act, point_uid: str, kind: Kind, text: str = "") -> None:
    """Store what was answered to a tip's prompt on the act's study day."""
    act.insert(plan, point=point_uid, at=act.at, study_day=act.study_day, kind=kind.value, text=text)
