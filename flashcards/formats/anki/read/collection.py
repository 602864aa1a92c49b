"""A collection's tables as values: schema 11 keeps note types, decks and presets as JSON, schema 18 in tables."""

import datetime as dt
import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flashcards.core.studyday import day_of, local_time
from flashcards.errors import BadInput
from flashcards.formats.anki.read import legacy, modern
from flashcards.formats.anki.read.unpack import unpacked
from flashcards.formats.anki.read.values import Card, Collection, Note, NoteType, Preset, Review

MOST_ROWS = {"notes": 1_000_000, "cards": 3_000_000, "revlog": 10_000_000}
"""No collection that people study is larger; what claims to be is refused before it fills the memory."""
_MODERN = 14
"""From which schema on note types and decks have tables of their own."""
_SECONDS = 1_000_000_000
"""A due number from here on is an instant in seconds, below it a day."""
_AT_ONCE = 2_000

Told = Callable[[float], None]


def read_package(path: Path, *, zone: str, told: Told = lambda _share: None) -> Collection:
    """Read an .apkg or .colpkg file; ``told`` hears how far it has come, 0..1.

    ``zone`` is where days are counted if the package does not say.
    Raises BadInput with one sentence for a file that is no package, is damaged, too large, or hostile.
    """
    with unpacked(path) as database:
        try:
            return _read(path, database, zone, told)
        except (ValueError, KeyError, TypeError, IndexError, AttributeError, OverflowError) as error:
            raise BadInput(
                "{path} holds a collection that cannot be understood ({why}): export it again.",
                path=path, why=type(error).__name__,
            ) from None  # fmt: skip


@dataclass(frozen=True, slots=True)
class Frame:
    """What a collection's rows refer to: note types and decks by id, presets by deck, and its first day."""

    kinds: Mapping[int, NoteType]
    decks: Mapping[int, str]
    presets: Mapping[str, Preset]
    conf: Mapping[str, Any]


def _read(path: Path, database: sqlite3.Connection, zone: str, told: Told) -> Collection:
    _check_sizes(path, database)
    created, version = database.execute("SELECT crt, ver FROM col").fetchone()
    frame = Frame(*(modern if version >= _MODERN else legacy).read_frame(database))
    first_day = _first_day(created, frame.conf, zone)
    logs = _logs(database)
    told(0.4)
    cards: dict[int, list[Card]] = {}
    for note, card in _cards(database, frame, first_day, logs):
        cards.setdefault(note, []).append(card)
    told(0.7)
    notes = tuple(_notes(database, frame.kinds, cards))
    told(1.0)
    return Collection(
        notes=notes,
        presets=frame.presets,
        rollover=_hour(frame.conf.get("rollover")),
        unread=sum(map(len, cards.values())),
    )


def _check_sizes(path: Path, database: sqlite3.Connection) -> None:
    for table, most in MOST_ROWS.items():
        (number,) = database.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608  our own names
        if number > most:
            raise BadInput("{path} holds {n} rows of {table}: it is no deck.", path=path, n=number, table=table)


def _first_day(created: int, conf: Mapping[str, Any], zone: str) -> int:
    """Return the day number that due days count from: the local date at which the collection was made."""
    west = conf.get("creationOffset")
    if isinstance(west, int) and abs(west) < 24 * 60:
        return day_of(dt.datetime.fromtimestamp(created - west * 60, dt.UTC).date())
    return day_of(local_time(created * 1000, zone).date())


def _hour(value: object) -> int:
    return value if isinstance(value, int) and 0 <= value < 24 else 4


def _logs(database: sqlite3.Connection) -> dict[int, list[Review]]:
    logs: dict[int, list[Review]] = {}
    rows = database.execute("SELECT cid, id, ease, ivl, lastIvl, factor, time, type FROM revlog ORDER BY id")
    for card, at, ease, ivl, last_ivl, factor, took, kind in _each(rows):
        row = Review(id=at, ease=ease, ivl=ivl, last_ivl=last_ivl, factor=factor, time=took, type=kind)
        logs.setdefault(card, []).append(row)
    return logs


def _cards(
    database: sqlite3.Connection, frame: Frame, first_day: int, logs: Mapping[int, list[Review]]
) -> Iterator[tuple[int, Card]]:
    """Yield each card with the id of its note; one in a filtered deck as it stands at home."""
    columns = "nid, id, ord, did, type, queue, due, ivl, factor, reps, lapses, left, odue, odid, flags, data"
    for row in _each(database.execute(f"SELECT {columns} FROM cards ORDER BY nid, ord, id")):  # noqa: S608  our own names
        note, uid, at, deck, kind, queue, due, ivl, factor, reps, lapses, left, home_due, home, flags, data = row
        due = home_due or due if home else due
        timed, strength = kind != 0 and due >= _SECONDS, _strength(data)
        yield note, Card(
            id=uid, ord=at, deck=frame.decks.get(home or deck, "Anki"), type=kind, ivl=max(ivl, 0), factor=factor,
            position=due if kind == 0 else 0, due_at=due * 1000 if timed else None,
            due_day=None if timed or kind == 0 else first_day + due,
            reps=max(reps, 0), lapses=max(lapses, 0), left=left % 1000, suspended=queue == -1, buried=queue < -1,
            flag=flags & 7, stability=strength[0] if strength else None, difficulty=strength[1] if strength else None,
            log=tuple(logs.get(uid, ())),
        )  # fmt: skip


def _strength(data: str) -> tuple[float, float] | None:
    """Return stability and difficulty as Anki keeps them beside a card, None where FSRS has not been on."""
    try:
        known = json.loads(data) if data else {}
    except (ValueError, RecursionError):
        return None
    if not isinstance(known, dict) or not all(isinstance(known.get(name), int | float) for name in "sd"):
        return None
    return float(known["s"]), float(known["d"])


def _notes(database: sqlite3.Connection, kinds: Mapping[int, NoteType], cards: dict[int, list[Card]]) -> Iterator[Note]:
    for uid, guid, kind, changed, tags, fields in _each(
        database.execute("SELECT id, guid, mid, mod, tags, flds FROM notes ORDER BY id")
    ):
        if kind in kinds and uid in cards:
            yield Note(
                id=uid,
                guid=str(guid),
                changed=changed * 1000,
                kind=kinds[kind],
                fields=tuple(str(fields).split("\x1f")),
                tags=tuple(str(tags).split()),
                cards=tuple(cards.pop(uid)),
            )


def _each(cursor: sqlite3.Cursor) -> Iterator[Any]:
    while rows := cursor.fetchmany(_AT_ONCE):
        yield from rows
