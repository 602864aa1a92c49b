"""What every screen has: its actions, a footer that also speaks, help, and keys that work in Hangul mode."""

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import ClassVar, cast

from textual import events, on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.screen import Screen

from flashcards.errors import FlashcardsError
from flashcards.language import _
from flashcards.services import reviewing
from flashcards.services.desk import Desk
from flashcards.tui.actions import Action, typed
from flashcards.tui.messages import Go, Left
from flashcards.tui.opening import Opener
from flashcards.tui.patient import Patient
from flashcards.tui.screens.help import Help
from flashcards.tui.screens.working import Accepted, Act, Working
from flashcards.tui.widgets.keybar import KeyBar

_AT_ONCE = 500
"""So many cards are acted on before the next picture, more of them beside the screen."""
DeskNow = Callable[[], Desk]
"""Gives a desk at the present instant."""


@dataclass(frozen=True, slots=True)
class Site:
    """What a screen that one goes to is made of: the desk, what opens notes at a line, and where settings are kept."""

    desk: DeskNow
    opener: Opener
    settings_file: Path


class Page(Screen[None]):
    """A screen of the app. Subclasses set ``ACTIONS`` and ``BINDINGS`` from the same table."""

    ACTIONS: ClassVar[tuple[Action, ...]] = ()
    AUTO_FOCUS: ClassVar[str] = "VerticalScroll"

    def __init__(self, desk: DeskNow) -> None:
        super().__init__()
        self.desk = desk
        self._keys = KeyBar()

    def compose(self) -> ComposeResult:
        """Put the footer below what the screen itself shows."""
        yield from self.body()
        yield self._keys

    def body(self) -> ComposeResult:
        """Yield the widgets above the footer."""
        yield from ()

    @property
    def actions(self) -> tuple[Action, ...]:
        """What can be done here now."""
        return self.ACTIONS

    def say(self, sentence: str, *, fault: bool = False) -> None:
        """Show a sentence in the footer until the next act."""
        self._keys.say(sentence, fault=fault)

    def offer_keys(self) -> None:
        """Bring the footer up to date with what can be done."""
        self._keys.offer(self.actions)

    def fall_silent(self) -> None:
        """Put the keys back in the place of a sentence."""
        self._keys.fall_silent()

    @contextlib.contextmanager
    def spoken(self) -> Iterator[None]:
        """Forget the last sentence, and show a fault of the block as its own; the screen goes on."""
        self.fall_silent()
        try:
            yield
        except FlashcardsError as fault:
            self.say(str(fault), fault=True)

    def acted(self) -> None:
        """Show what an act changed; a screen that shows nothing of it has nothing to do."""

    def told(self, sentence: str | None) -> None:
        """Show what an act changed and say what was done; nothing for an act that was given up."""
        if sentence:
            self.acted()
            self.say(sentence)
            # under a panel that has just closed the screen looks again, which silences it
            self.call_after_refresh(self.say, sentence)

    def do(self, number: int | None, act: Act) -> None:
        """Act on so many cards and tell: at once, or beside the screen where they are many or nobody knows how many."""
        if number is not None and number <= _AT_ONCE:
            cast("Patient", self.app).attempt(partial(self._do_now, act))
        else:
            sentence = _("Working…") if number is None else _("Working on {n} cards…", n=number)
            self.app.push_screen(Working(self.desk(), act, sentence), self._worked)

    def _do_now(self, act: Act) -> None:
        with self.spoken():
            self.told(act(self.desk()))

    def do_accepted(self, accepted: Accepted | None) -> None:
        """Do what the user accepted in a panel that shows days."""
        if accepted is not None:
            self.do(accepted.number, accepted.act)

    def _worked(self, outcome: str | FlashcardsError | None) -> None:
        if isinstance(outcome, FlashcardsError):
            self.call_after_refresh(self.say, str(outcome), fault=True)
        else:
            self.told(outcome)

    def on_mount(self) -> None:
        """Offer the keys."""
        self.offer_keys()

    async def on_key(self, event: events.Key) -> None:
        """Press the keys behind a composed syllable one by one."""
        if event.character and (keys := typed(event.character)):
            event.stop()
            for key in keys:
                self.app.simulate_key(key)

    def action_help(self) -> None:
        """List the keys of this screen."""
        self.app.push_screen(Help(self.actions))

    def action_go(self, place: str) -> None:
        """Go to another screen."""
        self.post_message(Go(place))

    def action_undo(self) -> None:
        """Take back the newest act of the day."""
        self.do(reviewing.size_of_undo(self.desk()), lambda desk: reviewing.undo(desk).sentence())

    def action_leave(self) -> None:
        """Leave the screen."""
        self.post_message(Left())

    def action_scroll_lines(self, lines: int) -> None:
        """Scroll the body by lines."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)

    @on(KeyBar.Clicked)
    async def _clicked(self, event: KeyBar.Clicked) -> None:
        await self.run_action(event.call)
