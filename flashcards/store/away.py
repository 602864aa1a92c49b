"""Vacations: each is a row of the settings that travel, named by its dates, so that two machines mean the same one."""

import datetime as dt
import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select

from flashcards.core.studyday import date_of, day_of
from flashcards.store.act import Act
from flashcards.store.connection import Reading
from flashcards.store.log import VACATION
from flashcards.store.tables import change, setting
from flashcards.store.uid import instant

_NAMES = uuid.UUID("0d6f8f0e-6f0b-4b5c-8a25-0b7f6b1a9c11")
_PREFIX = "vacation "
_ALL = select(setting.c.value).where(setting.c.name.startswith(_PREFIX), setting.c.value.is_not(None))


@dataclass(frozen=True, slots=True, order=True)
class Vacation:
    """Study days, the last included, on which nothing should be due; ``group`` is the act that made room for it."""

    first: int
    last: int
    group: str

    @property
    def days(self) -> range:
        """Its study days."""
        return range(self.first, self.last + 1)

    @property
    def name(self) -> str:
        """Its dates, as ``2026-12-20..2027-01-03``."""
        return f"{date_of(self.first)}..{date_of(self.last)}"


def vacations(reading: Reading) -> list[Vacation]:
    """Return every vacation that was not cancelled, past ones included, in the order of their days."""
    with reading() as connection:
        return sorted(_read([row.value for row in connection.execute(_ALL)]))


def keep(act: Act, vacation: Vacation) -> None:
    """Store a vacation."""
    value = {"from": str(date_of(vacation.first)), "to": str(date_of(vacation.last)), "group": vacation.group}
    _set(act, vacation, value)


def drop(act: Act, vacation: Vacation) -> None:
    """Cancel a vacation."""
    _set(act, vacation, None)


def acts(reading: Reading) -> set[tuple[str, int]]:
    """Return the acts that kept or dropped a vacation, as device and moment: what the rows of the log tell too."""
    query = select(change.c.device, change.c.group).where(change.c.act == VACATION).distinct()
    with reading() as connection:
        return {(row.device, instant(row.group)) for row in connection.execute(query)}


def _set(act: Act, vacation: Vacation, value: dict[str, str] | None) -> None:
    name = _PREFIX + vacation.name
    uid = str(uuid.uuid5(_NAMES, name))
    if act.connection.execute(select(setting.c.uid).where(setting.c.uid == uid)).scalar() is None:
        act.insert(setting, uid=uid, name=name, value=value, at=act.at)
    else:
        act.update(setting, uid, value=value, at=act.at)


def _read(values: list[dict[str, str]]) -> Iterator[Vacation]:
    for value in values:
        first, last = (day_of(dt.date.fromisoformat(value[end])) for end in ("from", "to"))
        yield Vacation(first, last, value["group"])
