"""Storing beside the screen: it says so until it is done; thousands of points take a while."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.message import Message

from flashcards.errors import FlashcardsError
from flashcards.language import _
from flashcards.services import adding
from flashcards.services.adding import Planned
from flashcards.services.desk import Desk
from flashcards.store.store import Store
from flashcards.tui.screens.panel import Panel
from flashcards.tui.widgets.text import Drawn, words


class Storing(Panel[FlashcardsError | None]):
    """Stores plans in one transaction, through a connection of its own. Gives back the fault that kept it from that."""

    AUTO_FOCUS: ClassVar[str] = ""

    @dataclass
    class Ended(Message):
        """All is stored, or nothing, because of a fault."""

        fault: FlashcardsError | None

    def __init__(self, desk: Desk, plans: Sequence[Planned]) -> None:
        super().__init__()
        self._desk = desk
        self._plans = plans

    def body(self) -> ComposeResult:
        """Say what goes on."""
        yield Drawn(words(_("Storing…")), id="sentence")

    def on_mount(self) -> None:
        """Begin."""
        self._store()

    @work(thread=True, group="store")
    def _store(self) -> None:
        fault = None
        desk = self._desk
        try:
            with Store.open(desk.store.path, now=desk.now) as store:
                adding.store(Desk(store, desk.settings, desk.now), self._plans)
        except FlashcardsError as error:
            fault = error
        self.post_message(self.Ended(fault))

    @on(Ended)
    def _ended(self, event: Ended) -> None:
        self.dismiss(event.fault)
