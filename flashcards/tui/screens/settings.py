"""Settings: every setting and the keys of every action, with meaning and range; changed in place, in force at once."""

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.events import Key
from textual.widgets import Input

from flashcards.config import KEYS, save_setting, written
from flashcards.errors import BadInput
from flashcards.language import _, count
from flashcards.tui.actions import SETTINGS, bindings
from flashcards.tui.messages import Changed
from flashcards.tui.preferences import Preference, changed, preferences
from flashcards.tui.screens.listpage import ListPage
from flashcards.tui.screens.page import Site
from flashcards.tui.screens.value import Value
from flashcards.tui.widgets.listing import Entry
from flashcards.tui.widgets.text import Row, words
from flashcards.tui.widgets.writing import Line

_RESET = "default"


class SettingsPage(ListPage):
    """Lists the settings that hold every word of the filter, in their name, meaning or value."""

    ACTIONS = SETTINGS
    BINDINGS = bindings(SETTINGS)

    def __init__(self, site: Site) -> None:
        super().__init__(site)
        self._filter = Line(placeholder=_("type to find; Enter or Esc goes back to the list"), id="filter")
        self._found: list[Preference | None] = []
        self._settings = self.desk().settings

    def body(self) -> ComposeResult:
        """Put the filter between head and list."""
        yield self.head
        yield self._filter
        yield self.listing
        yield self._about

    def on_mount(self) -> None:
        """Show every setting."""
        self._filter.display = False
        self.acted()

    def about(self, index: int | None) -> list[Row]:
        """Return what a setting means, what is valid, and its default."""
        one = self._at(index)
        if one is None:
            return [Row(text=words(_("No setting holds that: Esc shows all.")))]
        default = _("default: {value}", value=one.shown_default or _("empty"))
        return [
            Row(text=words(_(one.meaning), "bold")),
            Row(text=words(_("valid: {range}", range=one.range))),
            Row(text=words(default, "dim")),
        ]

    def action_change(self) -> None:
        """Ask for another value."""
        one = self._at(self.listing.cursor)
        if one is not None:
            hint = _("Valid: {range}; default takes {value}.", range=one.range, value=one.shown_default or _("empty"))
            self.app.push_screen(Value(f"{one.name}: {_(one.meaning)}", hint, one.shown, self._set), self.told)

    def action_reset(self) -> None:
        """Take the default again."""
        with self.spoken():
            self.told(self._set(_RESET))

    def action_filter(self) -> None:
        """Let the user type what to find."""
        self.fall_silent()
        self._filter.display = True
        self._filter.focus()

    def action_leave(self) -> None:
        """Show all settings again; with all shown leave the screen."""
        if self._filter.display:
            self._filter.value = ""
            self._filter.display = False
            self.listing.focus()
        else:
            super().action_leave()

    async def on_key(self, event: Key) -> None:
        """Go from the filter to the list; other keys are the page's."""
        if self._filter.has_focus and event.key in {"down", "escape", "tab"}:
            event.stop()
            event.prevent_default()
            self._to_list(clear=event.key == "escape")
        else:
            await super().on_key(event)

    @on(Input.Submitted, "#filter")
    def _submitted(self) -> None:
        self._to_list(clear=False)

    @on(Input.Changed, "#filter")
    def _typed(self) -> None:
        self.acted()

    def _to_list(self, *, clear: bool) -> None:
        if clear or not self._filter.value.strip():
            self._filter.value = ""
            self._filter.display = False
        self.listing.focus()

    def _at(self, index: int | None) -> Preference | None:
        return self._found[index] if index is not None else None

    def _set(self, text: str) -> str:
        """Check a value, write it into the settings file, and take it into force."""
        one = self._at(self.listing.cursor)
        if one is None:
            return ""
        settings, value = changed(self._settings, one.name, text)
        try:
            save_setting(self.site.settings_file, one.name, value)
        except OSError as error:
            raise BadInput(
                "{path} cannot be written ({why}): check it.", path=self.site.settings_file, why=error.strerror
            ) from None
        self._settings = settings
        self.post_message(Changed(settings))
        now = written(one.default if value is None else value)
        return _("{name} = {value}, kept in {file}.", name=one.name, value=now, file=self.site.settings_file.name)

    def acted(self) -> None:
        """List what the filter lets through, under headings, with the cursor on the setting where it stood."""
        at = self._at(self.listing.cursor)
        wanted = self._filter.composed.casefold().split()
        shown = [one for one in preferences(self._settings) if all(word in _text(one) for word in wanted)]
        entries: list[Entry] = []
        self._found = []
        group = ""
        for one in shown:
            head = _group(one)
            if head != group:
                group = head
                entries.append(Entry(head, style="dim", heading=True))
                self._found.append(None)
            entries.append(_entry(one))
            self._found.append(one)
        number = _("{settings} found", settings=count(len(shown), _("setting"), _("settings"))) if wanted else ""
        self.head.draw(Content.styled(_("Settings"), "bold") + Content(f"  {number}"))
        names = [one.name if one else "" for one in self._found]
        self.listing.show(entries, names.index(at.name) if at and at.name in names else 0)


def _group(one: Preference) -> str:
    return one.name.rpartition(".")[0]


def _entry(one: Preference) -> Entry:
    """Show the value at the right; a dot marks what is not the default."""
    own = one.value != one.default
    return Entry(one.name.rpartition(".")[2], mark="•" if own else " ", right=one.shown)


def _text(one: Preference) -> str:
    keys = "" if one.name in KEYS else _("key keys")
    return f"{one.name} {_(one.meaning)} {one.shown} {keys}".casefold()
