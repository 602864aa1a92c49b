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
from flashcards.formats.anki.read.text import plain
from flashcards.formats.anki.read.unpack import unpacked
from flashcards.formats.anki.read.values import Card, Collection, Note, NoteType, Preset, Review

MOST_ROWS = {"notes": 500_000, "cards": 1_000_000, "revlog": 3_000_000}
"""No collection that people study is larger; what claims to be is refused before it fills the memory."""
_MODERN = 14
"""From which schema on note types and decks have tables of their own."""
_SECONDS = 1_000_000_000
"""A due number from here on is an instant in seconds, below it a day."""
_AT_ONCE = 2_000
_LATEST_MS = 4_102_444_800_000
"""2100: a row that claims to be from later, or from before 1970, is no answer."""
_FURTHEST = 100_000
"""How many days a due day may be from the collection's first day, and about the longest interval."""
_MOST = 1_000_000
_MOST_CARDS = 500
"""Anki itself makes no more cards of a note."""
_DEEPEST, _LONGEST_NAME, _MOST_TAGS = 20, 200, 100
_LONGEST_TAKEN_MS = 3_600_000

_NOT_UNDERSTOOD = (LookupError, TypeError, ValueError, AttributeError, ArithmeticError, OSError, RecursionError)

Told = Callable[[float], None]


def read_package(path: Path, *, zone: str, told: Told = lambda _share: None) -> Collection:
    """Read an .apkg or .colpkg file; ``told`` hears how far it has come, 0..1.

    ``zone`` is where days are counted if the package does not say.
    Raises BadInput with one sentence for a file that is no package, is damaged, too large, or hostile.
    """
    with unpacked(path) as database:
        try:
            return _read(path, database, zone, told)
        except _NOT_UNDERSTOOD as error:
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
        presets={_name(name): preset for name, preset in frame.presets.items()},
        rollover=_hour(frame.conf.get("rollover")),
        unread=sum(map(len, cards.values())),
    )


def _check_sizes(path: Path, database: sqlite3.Connection) -> None:
    for table, most in MOST_ROWS.items():
        (number,) = database.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608  our own names
        if number > most:
            raise BadInput("{path} holds {n} rows of {table}: export a part of it.", path=path, n=number, table=table)


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
        if 0 < at < _LATEST_MS:
            row = Review(
                id=int(at), ease=ease, type=kind, factor=_whole(factor, 0, _MOST),
                time=_whole(took, 0, _LONGEST_TAKEN_MS),
                ivl=_whole(ivl, -_MOST * 100, _FURTHEST), last_ivl=_whole(last_ivl, -_MOST * 100, _FURTHEST),
            )  # fmt: skip
            logs.setdefault(card, []).append(row)
    return logs


def _whole(value: float, low: int, high: int) -> int:
    """Return a number from a package as a whole one within bounds. Raises TypeError for what is no number."""
    return int(min(high, max(low, value)))


def _cards(
    database: sqlite3.Connection, frame: Frame, first_day: int, logs: Mapping[int, list[Review]]
) -> Iterator[tuple[int, Card]]:
    """Yield each card with the id of its note; one in a filtered deck as it stands at home."""
    columns = "nid, id, ord, did, type, queue, due, ivl, factor, reps, lapses, left, odue, odid, flags, data"
    for row in _each(database.execute(f"SELECT {columns} FROM cards ORDER BY nid, ord, id")):  # noqa: S608  our own names
        note, uid, at, deck, kind, queue, due, ivl, factor, reps, lapses, left, home_due, home, flags, data = row
        due = home_due or due if home else due
        timed, known = kind != 0 and due >= _SECONDS, _known(data)
        strength = _strength(known)
        yield note, Card(
            id=uid, ord=_whole(at, 0, _MOST), deck=_name(frame.decks.get(home or deck, "")), type=kind,
            ivl=_whole(ivl, 0, _FURTHEST), factor=_whole(factor, 0, _MOST),
            position=_whole(due, 0, _MOST * _MOST) if kind == 0 else 0,
            due_at=_whole(due * 1000, 0, _LATEST_MS) if timed else None,
            due_day=None if timed or kind == 0 else max(0, first_day + _whole(due, -_FURTHEST, _FURTHEST)),
            reps=_whole(reps, 0, _MOST), lapses=_whole(lapses, 0, _MOST), left=left % 1000, suspended=queue == -1,
            buried=queue < -1, flag=int(flags) & 7, stability=strength[0] if strength else None,
            difficulty=strength[1] if strength else None, last_review=_instant(known), log=tuple(logs.get(uid, ())),
        )  # fmt: skip


def _name(name: str) -> str:
    """Return a deck's name without what a terminal would obey, and no deeper or longer than people make them."""
    levels = (" ".join(plain(level).split())[:_LONGEST_NAME] for level in name.split("::"))
    return "::".join([level for level in levels if level][:_DEEPEST])


def _known(data: str) -> dict[str, Any]:
    """Return what Anki keeps beside a card, nothing where that cannot be read."""
    try:
        known = json.loads(data) if data else {}
    except (ValueError, RecursionError):
        return {}
    return known if isinstance(known, dict) else {}


def _strength(known: Mapping[str, Any]) -> tuple[float, float] | None:
    """Return stability and difficulty, None where FSRS has not been on."""
    s, d = known.get("s"), known.get("d")
    if not isinstance(s, int | float) or not isinstance(d, int | float):
        return None
    return (float(s), float(d)) if 0 < s <= _FURTHEST and 1 <= d <= 10 else None


def _instant(known: Mapping[str, Any]) -> int | None:
    at = known.get("lrt")
    return at * 1000 if isinstance(at, int) and 0 < at * 1000 < _LATEST_MS else None


def _notes(database: sqlite3.Connection, kinds: Mapping[int, NoteType], cards: dict[int, list[Card]]) -> Iterator[Note]:
    """Yield the notes that have cards; as many as cannot be shown stay in ``cards``."""
    for uid, guid, kind, changed, tags, fields in _each(
        database.execute("SELECT id, guid, mid, mod, tags, flds FROM notes ORDER BY id")
    ):
        if kind not in kinds or uid not in cards:
            continue
        own = _shown(kinds[kind], cards[uid])
        del cards[uid][: len(own)]
        if own:
            yield Note(
                id=uid,
                guid=str(guid),
                changed=_whole(changed * 1000, 0, _LATEST_MS),
                kind=kinds[kind],
                fields=tuple(str(fields).split("\x1f")),
                tags=_tags(str(tags)),
                cards=own,
            )


def _shown(kind: NoteType, cards: list[Card]) -> tuple[Card, ...]:
    """Return a note's cards that its type has a template for, each once."""
    most = _MOST_CARDS if kind.cloze else min(_MOST_CARDS, len(kind.templates))
    own = {card.ord: card for card in reversed(cards) if card.ord < most and kind.templates}
    return tuple(own[at] for at in sorted(own))


def _tags(text: str) -> tuple[str, ...]:
    names = (plain(name)[:_LONGEST_NAME] for name in text.split(None, _MOST_TAGS)[:_MOST_TAGS])
    return tuple(dict.fromkeys(filter(None, names)))


def _each(cursor: sqlite3.Cursor) -> Iterator[Any]:
    while rows := cursor.fetchmany(_AT_ONCE):
        yield from rows
