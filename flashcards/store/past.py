"""What rows were on a past day: the change log read backwards."""

from typing import Any

from sqlalchemy import select

from flashcards.store.act import ROW
from flashcards.store.connection import Reading
from flashcards.store.tables import change


class Past:
    """What can be asked about how rows were."""

    def __init__(self, reading: Reading) -> None:
        """Take the store's way of reading."""
        self._reading = reading

    def was(self, study_day: int) -> dict[str, dict[str, Any]]:
        """Return, for each row that changed after a study day, the values its changed fields had at the end of it."""
        query = (
            select(change.c.row, change.c.field, change.c.old)
            .where(change.c.study_day > study_day, change.c.field != ROW)
            .order_by(change.c.study_day.desc(), change.c.uid.desc())
        )
        found: dict[str, dict[str, Any]] = {}
        with self._reading() as connection:
            for row, field, old in connection.execute(query):
                found.setdefault(row, {})[field] = old
        return found

    def retirements(self, *, up_to: int) -> dict[str, list[tuple[int, bool]]]:
        """Return when tips were retired (true) and brought back (false) up to a study day, in order, by their uid."""
        query = (
            select(change.c.row, change.c.study_day, change.c.new)
            .where(change.c.table == "point", change.c.field == "retired_why", change.c.study_day <= up_to)
            .order_by(change.c.study_day, change.c.uid)
        )
        found: dict[str, list[tuple[int, bool]]] = {}
        with self._reading() as connection:
            for row, study_day, why in connection.execute(query):
                found.setdefault(row, []).append((study_day, why is not None))
        return found
