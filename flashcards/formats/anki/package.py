"""An .apkg file: a collection in SQLite, deflated, put in place in one step or not at all."""

import json
import os
import sqlite3
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO, Any

import genanki

from flashcards.core.studyday import Calendar, local_time
from flashcards.errors import BadInput
from flashcards.formats.anki.rows import Deck


class Package(genanki.Package):  # type: ignore[misc]
    """A package whose collection begins on a day of ours, so that due days mean the same in any Anki.

    ``first_day`` is the study day that Anki counts due days from, ``now`` the time of the export in epoch ms.
    """

    def __init__(self, decks: Sequence[Deck], *, now: int, calendar: Calendar, first_day: int) -> None:
        super().__init__(list(decks))
        self.now = now
        self.calendar = calendar
        self.begins = calendar.starts(first_day)

    def write_to_file(self, file: Path, _timestamp: float | None = None) -> None:
        """Write the package beside ``file`` and move it there; on a fault nothing of it is left.

        Raises BadInput where the folder is missing, full or not writable.
        """
        try:
            _replace(file, self._zipped)
        except OSError as fault:
            reason = fault.strerror or str(fault)
            raise BadInput(f"{file} cannot be written ({reason}): choose another folder or make room.") from fault

    def write_to_db(self, cursor: Any, timestamp: float, id_gen: Any) -> None:  # noqa: ANN401
        """Write decks, notes and cards, then the facts of the collection that genanki leaves fixed."""
        super().write_to_db(cursor, timestamp, id_gen)
        conf = json.loads(cursor.execute("SELECT conf FROM col").fetchone()[0]) | self._conf()
        facts = (self.begins // 1000, self.now, self.now, json.dumps(conf))
        cursor.execute("UPDATE col SET crt = ?, mod = ?, scm = ?, conf = ?", facts)

    def _conf(self) -> dict[str, Any]:
        offset = local_time(self.begins, self.calendar.zone).utcoffset()
        west = -int(offset.total_seconds()) // 60 if offset else 0
        return {"schedVer": 2, "sched2021": True, "creationOffset": west, "rollover": self.calendar.rollover}

    def _zipped(self, stream: IO[bytes]) -> None:
        with zipfile.ZipFile(stream, "w") as archive:
            for name, content in (("collection.anki2", self._collection()), ("media", b"{}")):
                archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)

    def _collection(self) -> bytes:
        connection = sqlite3.connect(":memory:")
        try:
            self.write_to_db(connection.cursor(), self.now / 1000, iter(()))
            connection.commit()
            return connection.serialize()
        finally:
            connection.close()


def _replace(file: Path, write: Callable[[IO[bytes]], None]) -> None:
    """Let ``write`` fill a new file beside ``file``, then put it in its place; without success it is removed."""
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.", suffix=".part")
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            write(stream)
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(file)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
