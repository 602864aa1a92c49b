"""A list of lines of which only those in sight are drawn: a thousand points scroll like ten."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from flashcards.tui.inert import inert, line

_POINTER = "▸"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: its ``mark`` says what becomes of it. Headings are passed over by the cursor.

    ``right`` stands at the right end of the line, as it is; the text gives way to it.
    """

    text: str
    mark: str = ""
    style: str = ""
    heading: bool = False
    right: str | Content = ""


class Entries(Protocol):
    """Lines in order; those that nobody looks at need not be there yet."""

    def __len__(self) -> int:
        """Count them."""

    def __getitem__(self, index: int, /) -> Entry:
        """Return one."""

    def __iter__(self) -> Iterator[Entry]:
        """Go through all."""


class Listing(ScrollView, can_focus=True, inherit_bindings=False):
    """Entries with a cursor on one that is no heading. Tells when the cursor moved."""

    COMPONENT_CLASSES = {"listing--cursor"}  # noqa: RUF012  Textual declares it on classes

    @dataclass
    class Moved(Message):
        """The cursor stands on another entry now, or on none."""

        index: int | None

    def __init__(self) -> None:
        super().__init__(id="listing-of-points")
        self._entries: Entries = []
        self.cursor: int | None = None

    def show(self, entries: Entries, cursor: int = 0) -> None:
        """Show other entries with the cursor on the one nearest to ``cursor`` that is no heading."""
        self._entries = entries
        self.cursor = None
        self._measure()
        found = self._next(cursor, 1)
        self._go(found if found is not None else self._next(len(entries) - 1, -1))

    def put(self, index: int, entry: Entry) -> None:
        """Show another entry in the place of one."""
        self._entries = [*self._entries]
        self._entries[index] = entry
        self.refresh()

    def move(self, steps: int) -> None:
        """Move the cursor over so many entries, or as far as there are any; headings do not count."""
        if self.cursor is None:
            return
        at, way = self.cursor, 1 if steps > 0 else -1
        for _step in range(abs(steps)):
            found = self._next(at + way, way)
            if found is None:
                break
            at = found
        self._go(at)

    def page(self, pages: int) -> None:
        """Move the cursor by what is in sight."""
        self.move(pages * max(1, self.size.height - 1))

    def edge(self, way: int) -> None:
        """Move the cursor to the last entry, or for a negative way to the first."""
        self._go(self._next(0, 1) if way < 0 else self._next(len(self._entries) - 1, -1))

    def on_resize(self) -> None:
        """Keep the cursor in sight at the new size."""
        self._measure()
        self._bring_in()

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to a line that is clicked."""
        index = event.y + self.scroll_offset.y
        if 0 <= index < len(self._entries) and not self._entries[index].heading:
            self._go(index)

    def render_line(self, y: int) -> Strip:
        """Draw one line in sight."""
        width, index = self.scrollable_content_region.width, y + self.scroll_offset.y
        if index >= len(self._entries):
            return Strip.blank(width, self.rich_style)
        content = drawn_entry(self._entries[index], width, pointed=index == self.cursor)
        style = self.get_visual_style("listing--cursor") if index == self.cursor else self.visual_style
        return Visual.to_strips(self, content, width, 1, style)[0].adjust_cell_length(width, style.rich_style)

    def _next(self, start: int, way: int) -> int | None:
        """Return the first entry from ``start`` on, in one way, that is no heading."""
        at = start
        while 0 <= at < len(self._entries):
            if not self._entries[at].heading:
                return at
            at += way
        return None

    def _go(self, index: int | None) -> None:
        self.cursor = index
        self._bring_in()
        self.refresh()
        self.post_message(self.Moved(index))

    def _bring_in(self) -> None:
        """Scroll as little as shows the cursor, and the heading above it where there is room."""
        height = self.size.height
        if self.cursor is None or not height:
            return
        above = self.cursor - 1 if self.cursor and self._entries[self.cursor - 1].heading else self.cursor
        top = min(self.scroll_offset.y, above if height > 1 else self.cursor)
        self.scroll_to(y=max(top, self.cursor - height + 1), animate=False, force=True)

    def _measure(self) -> None:
        self.virtual_size = Size(self.size.width, len(self._entries))


def drawn_entry(entry: Entry, width: int, *, pointed: bool = False) -> Content:
    """Return an entry on one line of a width in cells, the text cut where it does not fit."""
    text = line(entry.text[: 4 * max(1, width)])
    right = Content(" ") + _right(entry) if entry.right else Content()
    front = Content() if entry.heading else Content.styled(f"{_POINTER if pointed else ' '}{entry.mark} ", "bold")
    room = max(0, width - front.cell_length - right.cell_length)
    shown = Content.styled(text, entry.style).truncate(room, ellipsis=True, pad=bool(entry.right))
    return front + shown + right


def _right(entry: Entry) -> Content:
    return entry.right if isinstance(entry.right, Content) else Content.styled(inert(entry.right), entry.style)
