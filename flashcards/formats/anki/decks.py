"""The decks of a package, and the presets that make Anki schedule them as we do."""

from typing import Any

from flashcards.core.schedule import Rules
from flashcards.formats.anki.fields import deck_name
from flashcards.formats.anki.ids import Ids, hashed
from flashcards.formats.anki.progress import Limits, Progress
from flashcards.formats.anki.rows import Deck

_DEFAULT_PRESET = 1
_OWN_PRESET = 1_740_219_583_302
_PARAMETERS = {17: "fsrsWeights", 19: "fsrsParams5", 21: "fsrsParams6"}


class Decks:
    """Hands out deck ids by name; decks that schedule alike share a preset.

    Without ``progress``, every deck is left to Anki's own default preset. Names that differ in case alone are one deck,
    as in Anki.
    """

    def __init__(self, progress: Progress | None) -> None:
        self._progress = progress
        self._ids = Ids()
        self._known: dict[str, int] = {}
        self._decks: dict[str, Deck] = {}
        self._presets: dict[tuple[Rules, Limits], tuple[int, str]] = {}

    def __len__(self) -> int:
        return len(self._decks)

    def take(self, name: str) -> int:
        """Return the id of the deck of that name, the same in every package."""
        if name not in self._known:
            shown = deck_name(name)
            key = shown.casefold()
            if key not in self._decks:
                self._decks[key] = Deck(self._ids.take(hashed(key)), shown, self._preset(name, shown))
            self._known[name] = int(self._decks[key].deck_id)
        return self._known[name]

    def decks_json(self) -> dict[int, dict[str, Any]]:
        """Return the decks as the collection's JSON holds them."""
        return {deck.deck_id: deck.to_json() for deck in self._decks.values()}

    def presets_json(self, default: dict[str, Any]) -> dict[int, dict[str, Any]]:
        """Return the presets as the collection's JSON holds them; ``default`` is the one they vary."""
        return {
            number: _preset_json(default, number, name, *options) for options, (number, name) in self._presets.items()
        }

    def _preset(self, name: str, shown: str) -> int:
        if self._progress is None:
            return _DEFAULT_PRESET
        options = (self._progress.rules_of(name), self._progress.limits_of(name))
        if options not in self._presets:
            own = (hashed(f"preset {shown}"), f"flashcards {shown}")
            self._presets[options] = own if self._presets else (_OWN_PRESET, "flashcards")
        return self._presets[options][0]


def _preset_json(default: dict[str, Any], number: int, name: str, rules: Rules, limits: Limits) -> dict[str, Any]:
    learn, relearn = ([step / 60 for step in steps] for steps in (rules.learn_steps, rules.relearn_steps))
    return {
        **default,
        "id": number,
        "name": name,
        "new": {**default["new"], "delays": learn, "perDay": limits.new},
        "lapse": {**default["lapse"], "delays": relearn},
        "rev": {**default["rev"], "maxIvl": rules.max_interval, "perDay": limits.reviews},
        "desiredRetention": rules.desired_retention,
        _PARAMETERS[len(rules.parameters)]: list(rules.parameters),
    }
