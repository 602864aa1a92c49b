"""The options of a deck: what is in force, which deck sets it, and what it means; changed in place."""

from textual.content import Content

from flashcards.language import _
from flashcards.services import decking
from flashcards.services.decking import InForce
from flashcards.tui.actions import OPTIONS, bindings
from flashcards.tui.screens.listpage import ListPage
from flashcards.tui.screens.page import Site
from flashcards.tui.screens.value import Value
from flashcards.tui.widgets.listing import Entry
from flashcards.tui.widgets.text import Row, words

_INHERIT = "default"


class Options(ListPage):
    """Lists every option of one deck."""

    ACTIONS = OPTIONS
    BINDINGS = bindings(OPTIONS)

    def __init__(self, site: Site, deck: str) -> None:
        super().__init__(site)
        self.deck = deck
        self._found: list[InForce] = []

    def on_mount(self) -> None:
        """Show the options as they stand."""
        self.acted()

    def about(self, index: int | None) -> list[Row]:
        """Return what an option means, what is valid, and where its value comes from."""
        if index is None or index >= len(self._found):
            return []
        one = self._found[index]
        if one.set_by is None:
            source = _("the program's value")
        elif one.set_by == self.deck:
            source = _("set by this deck")
        else:
            source = _("set by {deck}", deck=one.set_by)
        return [
            Row(text=words(one.option.meaning, "bold")),
            Row(text=words(_("valid: {range}", range=one.option.range))),
            Row(text=words(source, "dim")),
        ]

    def action_change(self) -> None:
        """Ask for another value."""
        one = self._option
        if one is not None:
            title = f"{one.option.name}: {one.option.meaning}"
            hint = _("Valid: {range}; default inherits.", range=one.option.range)
            self.app.push_screen(Value(title, hint, one.value, self._set), self.told)

    def action_inherit(self) -> None:
        """Set the option here no more."""
        with self.spoken():
            self.told(self._set(_INHERIT))

    @property
    def _option(self) -> InForce | None:
        cursor = self.listing.cursor
        return self._found[cursor] if cursor is not None else None

    def _set(self, text: str) -> str:
        one = self._option
        if one is None or (text.strip() == one.value and one.set_by is not None):
            return _("Nothing changed.")
        name = one.option.name
        if not decking.set_options(self.desk(), self.deck, {name: text}):
            return _("Nothing changed.")
        now = next(found for found in decking.in_force(self.desk(), self.deck) if found.option.name == name)
        return _("{option} = {value} from the next answer on; u takes it back.", option=name, value=now.value)

    def acted(self) -> None:
        """Read the options; a deck that an undo took away leaves the screen with the sentence of that."""
        with self.spoken():
            cursor = self.listing.cursor or 0
            self._found = decking.in_force(self.desk(), self.deck)
            self.head.draw(Content.styled(_("Options"), "bold") + Content("  ") + words(self.deck))
            self.listing.show([_entry(one, self.deck) for one in self._found], cursor)


def _entry(one: InForce, deck: str) -> Entry:
    """Show the value at the right; a dot marks what the deck sets itself."""
    return Entry(one.option.name, mark="•" if one.set_by == deck else " ", right=one.value)
