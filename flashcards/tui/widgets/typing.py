"""Typing the answer: the line to type it in, and in its place, once the answer is shown, how the two differ."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from flashcards.core.face import Face
from flashcards.core.spelling import Pair, compared, is_same, wanted
from flashcards.language import _
from flashcards.tui.actions import TYPING, bindings
from flashcards.tui.inert import line
from flashcards.tui.widgets.text import Drawn
from flashcards.tui.widgets.writing import Line

_LONGEST = 2000
_MARGIN = 2
_SIGNS = {(True, False): "-", (False, True): "+", (True, True): "~"}
"""The sign below a letter, by whether it was typed and whether it is in the answer."""
_STYLES = {" ": "", "-": "bold $text-error", "+": "bold $text-success", "~": "bold $text-warning"}


class AnswerLine(Line):
    """The line; its keys are those of ``TYPING``."""

    BINDINGS: ClassVar = bindings(TYPING)


class Typing(Vertical):
    """Asks for the answer where that is wanted, then shows the difference if anything was typed."""

    def __init__(self) -> None:
        super().__init__(id="typing")
        self.line = AnswerLine(placeholder=_("type the answer"), max_length=_LONGEST, select_on_focus=False)
        self._difference = Difference()

    def compose(self) -> ComposeResult:
        """Stack the line and the difference, of which one is shown."""
        yield self.line
        yield self._difference

    def ask(self, *, on: bool) -> None:
        """Begin a card with an empty line, or with none."""
        self.line.value = ""
        self.display = self.line.display = on
        self._difference.display = False

    def compare(self, face: Face) -> None:
        """Put the difference from the answer in the place of the line; nothing where nothing was typed."""
        typed = line(self.line.composed)
        self.display = self._difference.display = bool(typed) and self.display
        self.line.display = False
        if self.display:
            self._difference.show(compared(typed, line(wanted(face))))


class Difference(Drawn):
    """What was typed above the answer, signs between them, laid out for the width."""

    def __init__(self) -> None:
        super().__init__(id="difference")
        self._pairs: Sequence[Pair] = ()

    def show(self, pairs: Sequence[Pair]) -> None:
        """Show this comparison."""
        self._pairs = pairs
        self.on_resize()

    def on_resize(self) -> None:
        """Lay the lines out anew."""
        self.draw(difference(self._pairs, self.size.width))


def difference(pairs: Sequence[Pair], width: int) -> Content:
    """Return both texts for a width in cells, a letter of one above that of the other.

    Between them stand ``+`` where something is missing, ``-`` where something is too much, and ``~`` where another
    letter stands in the answer. Where nothing differs that is said instead of the answer.
    """
    room = max(2, width - _MARGIN)
    if is_same(pairs):
        typed = [Content("".join(pair.typed for pair in part)) for part in _lines(pairs, room)]
        return Content("\n").join([*_marked("› ", typed), Content.styled(_("✓ no difference"), "$text-success")])
    rows = []
    for part in _lines(pairs, room):
        runs = [(sign, [*run]) for sign, run in groupby(part, key=_sign)]
        signs = [Content.styled(sign * sum(map(_cells, run)), _STYLES[sign]) for sign, run in runs]
        texts = [[_side(run, _STYLES[sign], typed=typed) for sign, run in runs] for typed in (True, False)]
        between = [("  ", signs)] if any(sign != " " for sign, _run in runs) else []
        for marker, contents in (("› ", texts[0]), *between, ("▸ ", texts[1])):
            rows += _marked(marker, [Content("").join(contents)])
    seen = {_sign(pair) for pair in pairs}
    names = {"+": _("missing"), "-": _("too much"), "~": _("other")}
    legend = "  ".join(f"{sign} {name}" for sign, name in names.items() if sign in seen)
    return Content("\n").join([*rows, Content.styled(f"  {legend}", "dim")])


def _marked(marker: str, texts: Sequence[Content]) -> list[Content]:
    return [Content.styled(marker, "dim") + text for text in texts]


def _sign(pair: Pair) -> str:
    return " " if pair.same else _SIGNS[bool(pair.typed), bool(pair.expected)]


def _side(run: Sequence[Pair], style: str, *, typed: bool) -> Content:
    """Return one text's letters of a run, each as wide as the wider of the two."""
    letters = ((pair.typed if typed else pair.expected, _cells(pair)) for pair in run)
    return Content.styled("".join(text + " " * (cells - cell_len(text)) for text, cells in letters), style)


def _cells(pair: Pair) -> int:
    return max(cell_len(pair.typed), cell_len(pair.expected))


def _lines(pairs: Sequence[Pair], width: int) -> Iterator[Sequence[Pair]]:
    """Break a comparison into lines of a width in cells, behind a space where there is one."""
    start = 0
    while start < len(pairs):
        end, room, space = start, width, 0
        while end < len(pairs) and (room := room - _cells(pairs[end])) >= 0:
            end += 1
            if pairs[end - 1].typed == " " or pairs[end - 1].expected == " ":
                space = end
        if end < len(pairs) and space > start:
            end = space
        end = max(end, start + 1)
        yield pairs[start:end]
        start = end
