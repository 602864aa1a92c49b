"""An .apkg file: a collection in SQLite, deflated, put in place in one step or not at all."""

import io
import itertools
import json
import sqlite3
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import genanki

from flashcards.core.studyday import Calendar, local_time
from flashcards.formats.anki.decks import Decks
from flashcards.formats.anki.models import BASIC, CLOZE
from flashcards.formats.anki.rows import CARDS, LOG, NOTES, Note
from flashcards.wholefile import write_whole

_AT_ONCE = 1_000
_QUICKLY = 3
"""How hard a package is packed: half the time of zlib's usual 6, for a tenth more bytes."""


class Package(genanki.Package):  # type: ignore[misc]
    """A package whose notes are written as they come, and whose collection begins on a day of ours.

    ``decks`` is read when the last note has come. ``now`` is the time of the export in epoch ms,
    ``first_day`` the study day that due days are counted from: before any card is due, so that they mean the same
    in any Anki.
    """

    def __init__(self, notes: Iterable[Note], decks: Decks, *, now: int, calendar: Calendar, first_day: int) -> None:
        super().__init__([])
        self.notes = notes
        self.named_decks = decks
        self.now = now
        self.calendar = calendar
        self.begins = calendar.starts(first_day)

    def write_to_file(self, file: Path, _timestamp: float | None = None) -> None:
        """Write the package beside ``file`` and move it there; on a fault nothing of it is left.

        Raises BadInput where the folder is missing, full or not writable.
        """
        write_whole(file, _zipped({"collection.anki2": self._collection(), "media": b"{}"}))

    def write_to_db(self, cursor: Any, timestamp: float, id_gen: Any) -> None:  # noqa: ANN401
        """Write notes and cards, then the facts of the collection that genanki leaves fixed.

        Indexes are built when all rows are there, which takes less time than keeping them up row by row.
        """
        super().write_to_db(cursor, timestamp, id_gen)
        indexes = cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql > ''").fetchall()
        for name, _sql in indexes:
            cursor.execute(f"DROP INDEX {name}")
        for notes in _batches(self.notes):
            cursor.executemany(NOTES, [note.row() for note in notes])
            cursor.executemany(CARDS, [row for note in notes for row in note.card_rows()])
            cursor.executemany(LOG, [row for note in notes for row in note.log_rows()])
        for _name, sql in indexes:
            cursor.execute(sql)
        found = cursor.execute("SELECT conf, decks, dconf FROM col").fetchone()
        conf, decks, presets = map(json.loads, found)
        models = {model.model_id: model.to_json(timestamp, 1) for model in (BASIC, CLOZE)}
        decks |= self.named_decks.decks_json()
        presets |= self.named_decks.presets_json(presets["1"])
        texts = map(json.dumps, (conf | self._conf(), models, decks, presets))
        facts = (self.begins // 1000, self.now, self.now, *texts)
        update = "UPDATE col SET crt = ?, mod = ?, scm = ?, conf = ?, models = ?, decks = ?, dconf = ?"
        cursor.execute(update, facts)

    def _conf(self) -> dict[str, Any]:
        offset = local_time(self.begins, self.calendar.zone).utcoffset()
        west = -int(offset.total_seconds()) // 60 if offset else 0
        return {"schedVer": 2, "sched2021": True, "creationOffset": west, "rollover": self.calendar.rollover}

    def _collection(self) -> bytes:
        connection = sqlite3.connect(":memory:")
        try:
            self.write_to_db(connection.cursor(), self.now / 1000, iter(()))
            connection.commit()
            return connection.serialize()
        finally:
            connection.close()


def _batches(notes: Iterable[Note]) -> Iterator[list[Note]]:
    left = iter(notes)
    while batch := list(itertools.islice(left, _AT_ONCE)):
        yield batch


def _zipped(members: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for member, content in members.items():
            archive.writestr(zipfile.ZipInfo(member), content, zipfile.ZIP_DEFLATED, _QUICKLY)
    return stream.getvalue()
