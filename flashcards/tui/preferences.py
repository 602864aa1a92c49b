"""Everything a user can set, settings and keys alike: what is in force, what it means, and what is valid."""

from dataclasses import dataclass
from typing import Any

from flashcards import config
from flashcards.config import KEYS, KEYS_TABLE, Settings
from flashcards.language import _
from flashcards.tui.actions import Action
from flashcards.tui.keymap import ACTIONS, find_action, read_keymap
from flashcards.tui.keynames import shown_key

_INHERIT = "default"
_PREFIX = f"{KEYS_TABLE}."
_RANGE = _("one or more keys, such as f or space or ctrl+n")


@dataclass(frozen=True, slots=True)
class Preference:
    """One setting, or the keys of one action: its dotted name, value and default, meaning, and range in words."""

    name: str
    value: Any
    default: Any
    meaning: str
    range: str

    @property
    def shown(self) -> str:
        """The value as one types it."""
        return _typed(self.value)

    @property
    def shown_default(self) -> str:
        """The default as one types it."""
        return _typed(self.default)


def preferences(settings: Settings) -> list[Preference]:
    """Return every setting, then every action with its keys."""
    own = [Preference(name, settings[name], key.default, key.meaning, key.range()) for name, key in KEYS.items()]
    return [*own, *(_of_action(settings, one) for one in ACTIONS.values())]


def preference(settings: Settings, name: str) -> Preference:
    """Return one of them. Raises BadInput that names the nearest."""
    if name.startswith(_PREFIX):
        return _of_action(settings, find_action(name.removeprefix(_PREFIX)))
    key = config.find_key(name)
    return Preference(name, settings[name], key.default, key.meaning, key.range())


def changed(settings: Settings, name: str, text: str) -> tuple[Settings, Any]:
    """Return the settings with one value read from text, and that value; ``default`` takes it out (None).

    Raises BadInput for a name that there is not, a value that is not valid, and keys that are taken.
    """
    preference(settings, name)
    value: Any = None
    if text.strip().lower() != _INHERIT:
        value = config.checked(name, tuple(text.split())) if name.startswith(_PREFIX) else config.parsed(name, text)
    found = settings.having(name, value)
    if name.startswith(_PREFIX):
        read_keymap(found)
    return found, value


def _of_action(settings: Settings, action: Action) -> Preference:
    default = tuple(map(shown_key, action.keys))
    keys = settings.keys.get(action.full_name, default)
    return Preference(_PREFIX + action.full_name, keys, default, action.help, _RANGE)


def _typed(value: object) -> str:
    if isinstance(value, tuple):
        return " ".join(map(str, value))
    return value if isinstance(value, str) else config.written(value)
