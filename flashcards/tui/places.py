"""The screens that every other screen leads to: one line here puts a screen on Today's keys and into every palette."""

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, cast

from flashcards.language import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from flashcards.tui.screens.page import Page, Site


@dataclass(frozen=True, slots=True)
class Place:
    """A screen to go to: ``key`` is its key on Today, ``screen`` its class below ``flashcards.tui.screens``.

    The class is loaded when somebody goes there, and made of the app's Site alone. A place without a screen is
    Today, where then the action ``call`` is run.
    """

    name: str
    key: str
    label: str
    help: str
    screen: str = ""
    call: str = ""

    def find_screen(self) -> "type[Page]":
        """Load the class of the screen."""
        module, _dot, name = self.screen.partition(".")
        found: type[Page] = getattr(import_module(f"flashcards.tui.screens.{module}"), name)
        return found

    def make_screen(self, site: "Site") -> "Page":
        """Make the screen."""
        make = cast("Callable[[Site], Page]", self.find_screen())
        return make(site)


PLACES = (
    Place("today", "", _("today"), _("See what is due today.")),
    Place("review", "", _("review"), _("Review what is due."), call="start"),
    Place("add", "", _("add notes"), _("Choose notes and look at what would become cards."), call="pick"),
    Place("catch-up", "", _("catch up"), _("Spread what is overdue over days to come."), call="catch_up"),
    Place("vacation", "", _("vacation"), _("Keep days free of reviews, or cancel a vacation."), call="vacation"),
    Place("browse", "slash", _("browse"), _("Find cards and act on them."), "browse.Browse"),
    Place("tips", "l", _("tips"), _("See what you learned and applied, tip by tip."), "tips.Tips"),
    Place("decks", "d", _("decks"), _("See your decks, review one, or change its options."), "decks.Decks"),
    Place("stats", "t", _("stats"), _("See how much you answered, recall and learned."), "stats.Stats"),
    Place("flagged", "F", _("flagged"), _("See the cards you flagged."), "browse.Flagged"),
    Place("settings", "comma", _("settings"), _("See and change settings and keys."), "settings.SettingsPage"),
)
"""Every place, in the order of the palette and of Today's footer."""


def find_place(name: str) -> Place:
    """Return the place of that name."""
    return next(place for place in PLACES if place.name == name)
