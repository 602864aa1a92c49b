"""The decks of a package, and the presets that make Anki schedule them as we do."""

from collections.abc import Mapping
from typing import Any

from flashcards.core.schedule import Rules
from flashcards.formats.anki.fields import deck_name
from flashcards.formats.anki.ids import Ids, hashed
from flashcards.formats.anki.rows import Deck

_DEFAULT_PRESET = 1
_OWN_PRESET = 1_740_219_583_302
_PARAMETERS = {17: "fsrsWeights", 19: "fsrsParams5", 21: "fsrsParams6"}


class Decks:
    """Hands out deck ids by name; decks that schedule alike share a preset.

    ``rules`` are those in force by deck name, the defaults where a deck is not named; None leaves every deck to
    Anki's own default preset. Names that differ in case alone are one deck, as in Anki.
    """

    def __init__(self, rules: Mapping[str, Rules] | None) -> None:
        self._rules = rules
        self._ids = Ids()
        self._decks: dict[str, Deck] = {}
        self._presets: dict[Rules, tuple[int, str]] = {}

    def __len__(self) -> int:
        return len(self._decks)

    def take(self, name: str) -> int:
        """Return the id of the deck of that name, the same in every package."""
        shown = deck_name(name)
        key = shown.casefold()
        if key not in self._decks:
            self._decks[key] = Deck(self._ids.take(hashed(key)), shown, self._preset(name, shown))
        return int(self._decks[key].deck_id)

    def decks_json(self) -> dict[int, dict[str, Any]]:
        """Return the decks as the collection's JSON holds them."""
        return {deck.deck_id: deck.to_json() for deck in self._decks.values()}

    def presets_json(self, default: dict[str, Any]) -> dict[int, dict[str, Any]]:
        """Return the presets as the collection's JSON holds them; ``default`` is the one they vary."""
        return {number: _preset_json(default, number, name, rules) for rules, (number, name) in self._presets.items()}

    def _preset(self, name: str, shown: str) -> int:
        if self._rules is None:
            return _DEFAULT_PRESET
        rules = self._rules.get(name, Rules())
        if rules not in self._presets:
            own = (hashed(f"preset {shown}"), f"flashcards {shown}")
            self._presets[rules] = own if self._presets else (_OWN_PRESET, "flashcards")
        return self._presets[rules][0]


def _preset_json(default: dict[str, Any], number: int, name: str, rules: Rules) -> dict[str, Any]:
    return {
        **default,
        "id": number,
        "name": name,
        "new": {**default["new"], "delays": [step / 60 for step in rules.learn_steps]},
        "lapse": {**default["lapse"], "delays": [step / 60 for step in rules.relearn_steps]},
        "rev": {**default["rev"], "maxIvl": rules.max_interval},
        "desiredRetention": rules.desired_retention,
        _PARAMETERS[len(rules.parameters)]: list(rules.parameters),
    }
