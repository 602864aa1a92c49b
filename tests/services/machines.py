"""Several machines of one user: each with a database of its own, merged by copies of the files."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from flashcards.config import find_paths
from flashcards.services import uniting
from flashcards.store.loading import EXPORTED
from flashcards.store.store import Store
from tests.services.user import MORNING, User

OWN = ("n", "last_seen")
"""Columns that may differ between databases that were merged: a number, and when a line was last seen, which alone is
no reason to merge."""


@dataclass
class Machine:
    """A machine with its database and its clock."""

    path: Path
    mark: str
    now: int = MORNING

    @contextmanager
    def used(self) -> Iterator[User]:
        """Sit down at it."""
        with (
            patch("flashcards.store.store.fingerprint", return_value=self.mark),
            Store.open(self.path, now=self.now) as store,
        ):
            yield User(store, self.path.parent, now=self.now)

    def copy(self, name: str) -> "Machine":
        """Return the same machine on a copy of its database."""
        path = self.path.with_name(f"{name}.db")
        shutil.copy(self.path, path)
        return Machine(path, self.mark, self.now)

    def merge(self, other: "Machine") -> uniting.Planned:
        """Merge another machine's database into this one's."""
        with self.used() as user:
            planned = uniting.plan(user.desk, other.path)
            uniting.unite(user.desk, planned, find_paths(str(self.path), str(self.path.with_name("settings.toml"))))
            return planned

    def essence(self) -> dict[str, Any]:
        """Return everything but what is a database's own: short numbers, machines' marks, and when it merged."""
        with self.used() as user:
            found: dict[str, Any] = {
                name: sorted(
                    (sorted((key, str(value)) for key, value in row.items() if key not in OWN) for row in rows),
                )
                for name, rows in _travelling(user.store.dump()).items()
            }
            found["day"] = _by_day(user.store)
            return found

    def faults(self) -> list[str]:
        """Return what the doctor finds."""
        with self.used() as user:
            return user.faults()


def _by_day(store: Store) -> dict[int, list[int]]:
    """Return the figures of each study day over all decks."""
    found: dict[int, list[int]] = {}
    for day, _deck, *figures in store.decks.tallies():
        found[day] = [had + one for had, one in zip(found.get(day, [0] * len(figures)), figures, strict=True)]
    return {day: figures for day, figures in found.items() if any(figures)}


def _travelling(dump: dict[str, list[dict[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
    del dump["device"]
    own = {row["uid"] for row in dump["setting"] if row["name"].startswith(EXPORTED)}
    dump["setting"] = [row for row in dump["setting"] if row["uid"] not in own]
    dump["change"] = [row for row in dump["change"] if row["act"] != "merge" and row["row"] not in own]
    return dump
