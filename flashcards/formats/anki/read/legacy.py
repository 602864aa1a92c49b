"""Schema 11: note types, decks and presets as JSON in the one row of ``col``."""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from flashcards.formats.anki.read.presets import preset
from flashcards.formats.anki.read.values import NoteType, Preset, Template

_CLOZE = 1
_LONGEST_JSON = 8 * 1024**2
_PARAMETERS = ("fsrsParams6", "fsrsParams5", "fsrsWeights")


def read_frame(
    database: sqlite3.Connection,
) -> tuple[dict[int, NoteType], dict[int, str], dict[str, Preset], dict[str, Any]]:
    """Return note types and deck names by id, presets by deck name, and the collection's configuration."""
    texts = database.execute("SELECT conf, models, decks, dconf FROM col").fetchone()
    if any(len(text) > _LONGEST_JSON for text in texts):
        raise ValueError
    conf, models, decks, presets = map(json.loads, texts)
    kinds = {int(uid): _kind(model) for uid, model in models.items()}
    names = {int(uid): str(deck["name"]) for uid, deck in decks.items()}
    known = {int(uid): _preset(found) for uid, found in presets.items()}
    by_deck = {}
    for deck in decks.values():
        own = known.get(deck.get("conf"))
        if own is not None:
            given = deck.get("desiredRetention")
            by_deck[str(deck["name"])] = replace(own, desired_retention=given / 100) if _is_share(given) else own
    return kinds, names, by_deck, conf


def _is_share(value: object) -> bool:
    """Say whether a deck has a desired retention of its own, in percent."""
    return isinstance(value, int) and 70 <= value <= 99


def _kind(model: Mapping[str, Any]) -> NoteType:
    return NoteType(
        name=str(model["name"]),
        fields=tuple(str(one["name"]) for one in sorted(model["flds"], key=lambda one: one["ord"])),
        templates=tuple(
            Template(str(one["name"]), str(one["qfmt"]), str(one["afmt"]))
            for one in sorted(model["tmpls"], key=lambda one: one["ord"])
        ),
        cloze=model.get("type") == _CLOZE,
    )


def _preset(found: Mapping[str, Any]) -> Preset:
    new, again, reviews = found.get("new", {}), found.get("lapse", {}), found.get("rev", {})
    return preset(
        parameters=next((given for name in _PARAMETERS if (given := found.get(name))), ()),
        desired_retention=found.get("desiredRetention"),
        learn_minutes=new.get("delays"),
        relearn_minutes=again.get("delays"),
        new_per_day=new.get("perDay"),
        reviews_per_day=reviews.get("perDay"),
        max_interval=reviews.get("maxIvl"),
    )
