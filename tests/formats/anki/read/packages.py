"""Packages to read: a sound one written here, and what an attacker or a bad disk makes of one."""

import io
import json
import sqlite3
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

from flashcards.formats.anki.write import write_package
from tests.formats.anki.builders import NOW, asks, note_of

Change = Callable[[sqlite3.Connection], object]
NOTES = note_of("회의를 줄이려면?", "안건을 먼저 쓴다", "문서 < 대화", "**짧게**")


def sound(folder: Path) -> Path:
    """Write a package with three cards."""
    path = folder / "sound.apkg"
    write_package(path, [asks(NOTES)], now=NOW, zone="Asia/Seoul")
    return path


def collection_of(path: Path) -> bytes:
    """Return the database in a package."""
    with zipfile.ZipFile(path) as archive:
        return archive.read("collection.anki2")


def packed(path: Path, collection: bytes, name: str = "collection.anki2", others: Iterable[str] = ()) -> Path:
    """Write a package of a database, under the name of its format, and other files."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, collection)
        for other in others:
            archive.writestr(other, b"x")
    return path


def changed(folder: Path, change: Change | str) -> Path:
    """Return a package whose database was changed by hand: by SQL, or by whatever is done with it."""
    database = folder / "changed.db"
    database.write_bytes(collection_of(sound(folder)))
    connection = sqlite3.connect(database)
    if isinstance(change, str):
        connection.executescript(change)
    else:
        change(connection)
    connection.commit()
    connection.close()
    return packed(folder / "changed.apkg", database.read_bytes())


def with_field(folder: Path, text: str) -> Path:
    """Return a package in which every note's first field is this text."""
    return changed(folder, lambda db: db.execute("UPDATE notes SET flds = ? || char(31) || 'b'", (text,)))


def with_json(folder: Path, column: str, text: object) -> Path:
    """Return a package with this text where note types, decks, presets or the configuration are."""
    return changed(folder, lambda db: db.execute(f"UPDATE col SET {column} = ?", (text,)))  # noqa: S608  a test's own


def with_template(folder: Path, question: str) -> Path:
    """Return a package all of whose cards are asked by this template."""

    def write(db: sqlite3.Connection) -> None:
        models = json.loads(db.execute("SELECT models FROM col").fetchone()[0])
        for model in models.values():
            for template in model["tmpls"]:
                template["qfmt"] = question
        db.execute("UPDATE col SET models = ?", (json.dumps(models),))

    return changed(folder, write)


def lying(path: Path, size: int) -> bytes:
    """Return a package's bytes with another size claimed for its collection, in both of its headers."""
    raw = bytearray(path.read_bytes())
    info = zipfile.ZipFile(io.BytesIO(bytes(raw))).getinfo("collection.anki2")
    claimed = size.to_bytes(4, "little")
    raw[info.header_offset + 22 : info.header_offset + 26] = claimed
    at = raw.find(b"PK\x01\x02")
    while raw[at + 46 : at + 46 + 16] != b"collection.anki2":
        at = raw.find(b"PK\x01\x02", at + 4)
    raw[at + 24 : at + 28] = claimed
    return bytes(raw)
