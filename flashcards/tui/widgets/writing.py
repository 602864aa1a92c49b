"""Text that the user types: a line, or a few lines that wrap. What is typed decomposed is composed."""

import unicodedata

from textual import events
from textual.binding import BindingsMap
from textual.geometry import Offset
from textual.widget import Widget
from textual.widgets import Input, TextArea

from flashcards.tui.inert import inert

_SCROLLING = {"scroll_up", "scroll_down", "page_up", "page_down"}


class Line(Input):
    """One line. The cursor of an input method stands where the next letter comes."""

    @property
    def cursor_screen_offset(self) -> Offset:
        """The place of the cursor; Textual counts one cell too many at the end of the text."""
        at = super().cursor_screen_offset
        return Offset(at.x - 1, at.y) if self.cursor_at_end and self.value else at

    @property
    def composed(self) -> str:
        """What is written, composed."""
        return unicodedata.normalize("NFC", self.value)

    async def _on_key(self, event: events.Key) -> None:
        bound = self._bindings.key_to_bindings.get(event.key, ())
        if not any(one.action in _SCROLLING for one in bound):  # one line scrolls nowhere: they are the screen's keys
            await _obey_at_once(self, self._bindings, event)


class Writing(TextArea):
    """A text that wraps. Enter is a key of the screen: at once, or with ``parts`` on an empty last line."""

    def __init__(self, text: str, *, parts: bool, id: str | None = None) -> None:  # noqa: A002  Textual's word
        super().__init__(inert(text), compact=True, highlight_cursor_line=False, id=id)
        self._parts = parts
        self.move_cursor(self.document.end)

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter" and (not self._parts or self._stands_on_empty_end()):
            event.prevent_default()
        await _obey_at_once(self, self._bindings, event)

    @property
    def written(self) -> tuple[str, ...]:
        """The lines that hold something, composed."""
        lines = (" ".join(unicodedata.normalize("NFC", line).split()) for line in self.text.split("\n"))
        return tuple(line for line in lines if line)

    def _stands_on_empty_end(self) -> bool:
        row, _column = self.cursor_location
        return row == self.document.line_count - 1 and not self.document.get_line(row).strip()


async def _obey_at_once(widget: Widget, bindings: BindingsMap, event: events.Key) -> None:
    """Do what a key is bound to in a widget before the next key is read.

    Textual lets such a key travel up to the app first, so that a letter typed right after Backspace overtakes it.
    """
    for binding in bindings.key_to_bindings.get(event.key, ()):
        event.stop()
        event.prevent_default()
        await widget.app.run_action(binding.action, widget)
