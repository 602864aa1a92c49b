"""Schema 11: note types, decks and presets as JSON in the one row of ``col``."""

import json
import sqlite3
from collections.abc import Mapping
from typing import Any

from flashcards.formats.anki.read.values import NoteType, Preset, Template

_CLOZE = 1
_PARAMETERS = ("fsrsParams6", "fsrsParams5", "fsrsWeights")


def read_frame(
    database: sqlite3.Connection,
) -> tuple[dict[int, NoteType], dict[int, str], dict[str, Preset], dict[str, Any]]:
    """Return note types and deck names by id, presets by deck name, and the collection's configuration."""
    conf, models, decks, presets = map(
        json.loads, database.execute("SELECT conf, models, decks, dconf FROM col").fetchone()
    )
    kinds = {int(uid): _kind(model) for uid, model in models.items()}
    names = {int(uid): str(deck["name"]) for uid, deck in decks.items()}
    known = {int(uid): _preset(preset) for uid, preset in presets.items()}
    by_deck = {str(deck["name"]): known[deck["conf"]] for deck in decks.values() if deck.get("conf") in known}
    return kinds, names, by_deck, conf


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


def _preset(preset: Mapping[str, Any]) -> Preset:
    new, again, reviews = preset.get("new", {}), preset.get("lapse", {}), preset.get("rev", {})
    parameters = next((found for name in _PARAMETERS if (found := preset.get(name))), ())
    return Preset(
        parameters=tuple(map(float, parameters)),
        desired_retention=preset.get("desiredRetention"),
        learn_steps=_steps(new.get("delays")),
        relearn_steps=_steps(again.get("delays")),
        new_per_day=new.get("perDay"),
        reviews_per_day=reviews.get("perDay"),
        max_interval=reviews.get("maxIvl"),
    )


def _steps(minutes: list[float] | None) -> tuple[int, ...] | None:
    return None if minutes is None else tuple(round(60 * step) for step in minutes)
