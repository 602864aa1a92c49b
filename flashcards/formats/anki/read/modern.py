"""Schema 18: note types, decks and presets in tables of their own, their details as Protocol Buffers.

The numbers are those of Anki's messages: Notetype.Config, Template.Config, Deck.KindContainer and DeckConfig.Config.
"""

import json
import sqlite3
from typing import Any

from flashcards.formats.anki.read import wire
from flashcards.formats.anki.read.presets import preset
from flashcards.formats.anki.read.values import NoteType, Preset, Template

_CLOZE = 1
_KIND, _QUESTION, _ANSWER = 1, 1, 2
_NORMAL, _CONFIG_ID, _RETENTION_OF_DECK = 1, 1, 10
_LEARN_STEPS, _RELEARN_STEPS = 1, 2
_PARAMETERS = (6, 5, 3)
_NEW_PER_DAY, _REVIEWS_PER_DAY, _MAX_INTERVAL, _RETENTION = 9, 10, 16, 37


def read_frame(
    database: sqlite3.Connection,
) -> tuple[dict[int, NoteType], dict[int, str], dict[str, Preset], dict[str, Any]]:
    """Return note types and deck names by id, presets by deck name, and the collection's configuration."""
    decks = {
        uid: (name.replace("\x1f", "::"), wire.fields(kind))
        for uid, name, kind in database.execute("SELECT id, name, kind FROM decks")
    }
    presets = {uid: wire.fields(raw) for uid, raw in database.execute("SELECT id, config FROM deck_config")}
    by_deck = {}
    for name, kind in decks.values():
        normal = wire.inner(kind, _NORMAL)
        found = presets.get(wire.integer(normal, _CONFIG_ID)) if normal else None
        if normal is not None and found is not None:
            by_deck[name] = _preset(found, normal)
    wanted = database.execute("SELECT key, val FROM config WHERE key IN ('creationOffset', 'rollover')")
    conf = {key: json.loads(value) for key, value in wanted}
    return _kinds(database), {uid: name for uid, (name, _kind) in decks.items()}, by_deck, conf


def _kinds(database: sqlite3.Connection) -> dict[int, NoteType]:
    fields: dict[int, list[str]] = {}
    for kind, name in database.execute("SELECT ntid, name FROM fields ORDER BY ntid, ord"):
        fields.setdefault(kind, []).append(name)
    templates: dict[int, list[Template]] = {}
    for kind, name, raw in database.execute("SELECT ntid, name, config FROM templates ORDER BY ntid, ord"):
        config = wire.fields(raw)
        templates.setdefault(kind, []).append(Template(name, wire.text(config, _QUESTION), wire.text(config, _ANSWER)))
    return {
        uid: NoteType(
            name=name,
            fields=tuple(fields.get(uid, ())),
            templates=tuple(templates.get(uid, ())),
            cloze=wire.integer(wire.fields(raw), _KIND) == _CLOZE,
        )
        for uid, name, raw in database.execute("SELECT id, name, config FROM notetypes")
    }


def _preset(found: dict[int, list[wire.Value]], deck: dict[int, list[wire.Value]]) -> Preset:
    retention = wire.floats(deck, _RETENTION_OF_DECK) or wire.floats(found, _RETENTION)
    return preset(
        parameters=next((given for field in _PARAMETERS if (given := wire.floats(found, field))), ()),
        desired_retention=retention[-1] if retention else None,
        learn_minutes=wire.floats(found, _LEARN_STEPS),
        relearn_minutes=wire.floats(found, _RELEARN_STEPS),
        new_per_day=wire.integer(found, _NEW_PER_DAY),
        reviews_per_day=wire.integer(found, _REVIEWS_PER_DAY),
        max_interval=wire.integer(found, _MAX_INTERVAL),
    )
