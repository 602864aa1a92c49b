"""A small screen over another one: something to read or write, above its keys."""

from typing import ClassVar, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen

from flashcards.tui.actions import Action
from flashcards.tui.widgets.keybar import KeyBar

Result = TypeVar("Result")


class Panel(ModalScreen[Result]):
    """Subclasses set ``ACTIONS`` and ``BINDINGS`` from the same table."""

    ACTIONS: ClassVar[tuple[Action, ...]] = ()

    def __init__(self) -> None:
        super().__init__()
        self._keys = KeyBar()

    def compose(self) -> ComposeResult:
        """Put the keys below what the panel itself shows."""
        with Vertical(id="panel"):
            yield from self.body()
            yield self._keys

    def body(self) -> ComposeResult:
        """Yield the widgets above the keys."""
        yield from ()

    @property
    def actions(self) -> tuple[Action, ...]:
        """What can be done here now."""
        return self.ACTIONS

    def on_mount(self) -> None:
        """Offer the keys."""
        self._keys.offer(self.actions)

    @on(KeyBar.Clicked)
    async def _clicked(self, event: KeyBar.Clicked) -> None:
        await self.run_action(event.call)
