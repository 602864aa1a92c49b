"""Which keys the user gave to actions: the table of keys in the settings, checked against the table of actions."""

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol, runtime_checkable

from flashcards.config import KEYS_TABLE, Settings
from flashcards.errors import BadInput
from flashcards.tui.actions import TABLES, Action, with_jamo
from flashcards.tui.keynames import is_typed, known_key, shown_key

_TYPING = {"write", "choose", "value", "find", "typing", "plan", "into", "spread"}
"""The tables of screens on which letters write."""
ACTIONS: dict[str, Action] = {action.full_name: action for table in TABLES.values() for action in table}
"""Every action by its full name."""


@dataclass(frozen=True, slots=True)
class Keymap:
    """Other keys for actions, as Textual names them, by the actions' full names."""

    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def remapped(self, actions: Iterable[Action]) -> tuple[Action, ...]:
        """Return actions with the keys that they have now."""
        return tuple(replace(one, keys=self.keys.get(one.full_name, one.keys)) for one in actions)

    def bindings(self) -> dict[str, str]:
        """Return the keys by the names of their bindings, each letter with its key in Hangul mode."""
        return {name: ",".join(with_jamo(keys)) for name, keys in self.keys.items()}


@runtime_checkable
class Remapping(Protocol):
    """Something with a keymap: the app."""

    keymap: Keymap


def remapped(app: object, actions: Iterable[Action]) -> tuple[Action, ...]:
    """Return actions with the keys that they have in an app."""
    return (app.keymap if isinstance(app, Remapping) else Keymap()).remapped(actions)


def read_keymap_of(settings: Settings, file: Path) -> Keymap:
    """Return the keymap of the settings of a file, which a fault names. Raises BadInput as :func:`read_keymap` does."""
    try:
        return read_keymap(settings)
    except BadInput as fault:
        raise BadInput("{path}: {fault}", path=file, fault=fault) from None


def read_keymap(settings: Settings) -> Keymap:
    """Return the keymap of the settings.

    Raises BadInput for an action or a key that there is not, and for a key that means two things on one screen.
    """
    keys = {name: _keys(name, texts) for name, texts in settings.keys.items()}
    keymap = Keymap(keys)
    for scope in {name.partition(".")[0] for name in keys}:
        _check_apart(keymap, scope)
    return keymap


def find_action(name: str) -> Action:
    """Return the action of that full name. Raises BadInput that names the nearest one."""
    if name in ACTIONS:
        return ACTIONS[name]
    near = difflib.get_close_matches(name, ACTIONS, 1, 0.6)
    if near:
        raise BadInput(
            "There is no action 'keys.{name}'; the nearest is 'keys.{near}' (`flashcards config` lists all).",
            name=name, near=near[0],
        )  # fmt: skip
    raise BadInput("There is no action 'keys.{name}': `flashcards config` lists all.", name=name)


def _keys(name: str, texts: tuple[str, ...]) -> tuple[str, ...]:
    action = find_action(name)
    try:
        keys = tuple(dict.fromkeys(map(known_key, texts)))
    except BadInput as fault:
        raise BadInput("{table}.{name}: {fault}", table=KEYS_TABLE, name=name, fault=fault) from None
    typed = next(filter(is_typed, keys), None) if action.scope in _TYPING else None
    if typed is not None:
        raise BadInput(
            "{table}.{name}: the key {key} writes text there; give one such as f2 or ctrl+n.",
            table=KEYS_TABLE, name=name, key=shown_key(typed),
        )  # fmt: skip
    return keys


def _check_apart(keymap: Keymap, scope: str) -> None:
    """Raise BadInput if two actions of a screen have the same key, in Latin or in Hangul mode."""
    taken: dict[str, str] = {}
    # what the user gave comes last, so that it is the one to be named
    for action in sorted(keymap.remapped(TABLES[scope]), key=lambda one: one.full_name in keymap.keys):
        for key in with_jamo(action.keys):
            other = taken.setdefault(key, action.full_name)
            if other != action.full_name:
                raise BadInput(
                    "{table}.{name}: the key {key} belongs to {table}.{other}; give that one another key first.",
                    table=KEYS_TABLE, name=action.full_name, key=shown_key(key), other=other,
                )  # fmt: skip
