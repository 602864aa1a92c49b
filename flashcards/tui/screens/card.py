"""Card: both faces, what is known of it, how it is forgotten, its answers, and its lines in the notes."""

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content

from flashcards.core.note import Card
from flashcards.language import _
from flashcards.services import browsing
from flashcards.services.browsing import History
from flashcards.tui.actions import CARD, bindings
from flashcards.tui.screens.acting import Acting
from flashcards.tui.screens.page import Site
from flashcards.tui.widgets import face, past
from flashcards.tui.widgets.text import Drawn, Row, Rows, words


class CardPage(Acting):
    """Shows one card, by its uid."""

    ACTIONS = CARD
    BINDINGS = bindings(CARD)

    def __init__(self, site: Site, uid: str) -> None:
        super().__init__(site.desk)
        self.site = site
        self._uid = uid
        self._found: History | None = None
        self._head = Drawn(id="head")
        self._faces = Rows(id="faces")
        self._curve = Drawn(id="curve")
        self._answers = Rows(id="answers")

    def body(self) -> ComposeResult:
        """Stack the number, the faces with what is known, the curve, and the past."""
        yield self._head
        with VerticalScroll(id="history"):
            yield self._faces
            yield self._curve
            yield self._answers

    def on_screen_resume(self) -> None:
        """Show the card as it stands."""
        self.acted()

    def on_resize(self) -> None:
        """Fit the plot and the lines into the new width."""
        self.call_after_refresh(self._draw)

    def chosen(self) -> list[Card]:
        """Return the card."""
        card = self.desk().store.cards.by_uid(self._uid)
        return [card] if card else []

    def acted(self) -> None:
        """Read the card again."""
        with self.spoken():
            desk = self.desk()
            self._found = next((browsing.history(desk, card) for card in self.chosen()), None)
            self._draw()

    def _draw(self) -> None:
        found = self._found
        if found is None:
            self.say(_("This card is gone."), fault=True)
            return
        desk, shown = self.desk(), found.shown
        width = max(20, self.query_one(VerticalScroll).scrollable_content_region.width)
        numbers = _("Card #{n} ({role}), tip #{tip}", n=shown.card.n, role=shown.card.role, tip=shown.point.n)
        mark = "  ⚑" if shown.card.flag else ""
        self._head.draw(words(numbers, "bold") + Content(mark))
        above = Row(text=face.context(shown.face).stylize("dim"))
        asked = Row(text=face.question(shown.face))
        self._faces.show([above, asked, Row(), *face.back(shown.face), Row(), *past.facts(desk, found), Row()])
        self._curve.draw(past.curve(desk, found, width))
        self._answers.show([Row(), *past.answers(desk, found, width), Row(), *past.lines(found, width)])
