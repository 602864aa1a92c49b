"""The names of keys: as a user writes and reads them, and as Textual knows them."""

import difflib
import string
import unicodedata

from flashcards.errors import BadInput

_SHOWN = {
    "space": "Space", "enter": "Enter", "escape": "Esc", "tab": "Tab", "backspace": "Backspace", "delete": "Del",
    "insert": "Ins", "home": "Home", "end": "End", "pageup": "PgUp", "pagedown": "PgDn", "up": "↑", "down": "↓",
    "left": "←", "right": "→", **{f"f{number}": f"F{number}" for number in range(1, 13)},
}  # fmt: skip
_ALIASES = {shown.lower(): name for name, shown in _SHOWN.items()} | {"return": "enter"}
_PLAIN = {"solidus": "slash", "reverse_solidus": "backslash", "commercial_at": "at", "hyphen_minus": "minus",
          "plus_sign": "plus", "low_line": "underscore"}  # fmt: skip
_CHORDS = ("ctrl+", "shift+", "alt+")
_RESERVED = {"ctrl+c", "ctrl+p", "ctrl+q"}


def known_key(text: str) -> str:
    """Return Textual's name of a key such as ``F``, ``?``, ``space``, ``PgUp`` or ``ctrl+n``.

    Raises BadInput that names the nearest key for one that there is not, and for those that always mean the same.
    """
    name = _ALIASES.get(text.lower(), text.lower())
    if len(name) == 1 and text.isprintable() and not text.isspace():
        return _of_character(text)
    if name in _RESERVED:
        raise BadInput("The key {key} always leaves the program or opens the palette: take another.", key=text)
    chord = next((start for start in _CHORDS if name.startswith(start)), "")
    bare = name.removeprefix(chord)
    if bare in _SHOWN or len(shown_key(bare)) == 1 != len(bare) or (chord and len(bare) == 1 and bare.isalnum()):
        return name
    near = difflib.get_close_matches(name, _SHOWN, 1, 0.5)
    if near:
        raise BadInput("There is no key {key!r}; the nearest is {near!r}.", key=text, near=near[0])
    raise BadInput("There is no key {key!r}: write a character, or a name such as space, f2 or pagedown.", key=text)


def shown_key(name: str) -> str:
    """Return a key as a user reads it: ``?`` for ``question_mark``, ``Esc`` for ``escape``."""
    if name in _SHOWN:
        return _SHOWN[name]
    return _CHARACTERS.get(name, name)


def is_typed(name: str) -> bool:
    """Say whether a key writes something where text is written."""
    return name == "space" or (len(shown_key(name)) == 1 and name not in {"up", "down", "left", "right"})


def _of_character(character: str) -> str:
    if character.isalnum():
        return character
    name = unicodedata.name(character, character).lower().replace("-", "_").replace(" ", "_")
    return _PLAIN.get(name, name)


_CHARACTERS = {_of_character(character): character for character in string.punctuation}
