"""What belongs to a point of a plan: the lines of the notes around it, what becomes of it, and its card."""

from textual.app import ComposeResult
from textual.containers import VerticalScroll

from flashcards.language import _, count
from flashcards.tui.choosing import Choosing, Gone, Item, Place
from flashcards.tui.widgets.candidate import told, told_gone
from flashcards.tui.widgets.passage import passage
from flashcards.tui.widgets.text import Row, Rows, words

_AROUND, _AROUND_SHORT = 3, 1
_SHORT = 16


class Detail(VerticalScroll):
    """Shows one item of a list of points."""

    def __init__(self) -> None:
        super().__init__(id="detail")
        self._passage = Rows(id="passage")
        self._told = Rows(id="told")
        self._lines: tuple[Choosing | None, list[str]] = (None, [])

    def compose(self) -> ComposeResult:
        """Stack the lines of the notes and what is said of the point."""
        yield self._passage
        yield self._told

    def show(self, choosing: Choosing, item: Item | None) -> None:
        """Show an item of a file; without one say why the list is empty."""
        self._passage.display = isinstance(item, Place)
        match item:
            case Place():
                candidate, merged = choosing[item.index], choosing.merged(item.index)
                self._passage.show(self._around(choosing, candidate.proposed.line))
                self._told.show(told(candidate, choosing.preview(item.index), merged=merged))
            case Gone():
                self._told.show(told_gone(item.point))
            case _:
                self._told.show([Row(text=words(_why_empty(choosing)))])

    def _around(self, choosing: Choosing, number: int) -> list[Row]:
        if self._lines[0] is not choosing:
            self._lines = (choosing, choosing.planned.text.text.split("\n"))
        short = self.app.size.height < _SHORT
        around = _AROUND_SHORT if short else _AROUND
        return passage(self._lines[1], number, around, self.scrollable_content_region.width, wrapped=not short)


def _why_empty(choosing: Choosing) -> str:
    planned = choosing.planned
    if not any(question.points for question in planned.plan.proposal.questions):
        return _("No advice was found in {name}.", name=planned.text.name)
    if planned.source is None:
        return _("Nothing in {name} is key advice; v shows every point.", name=planned.text.name)
    same = count(len(planned.plan.same), _("tip"), _("tips"))
    return _("Nothing changed in {name}: {tips}. v shows them.", name=planned.text.name, tips=same)
