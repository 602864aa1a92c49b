"""The terminal app: which screen is shown, how it looks, and how it ends."""

import asyncio
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import Literal

from textual import on
from textual.app import SystemCommand
from textual.filter import LineFilter
from textual.screen import Screen

from flashcards.config import Settings, find_paths
from flashcards.language import _
from flashcards.services import daily, queueing
from flashcards.services.adding import Planned
from flashcards.services.desk import Desk
from flashcards.services.session import Session
from flashcards.store.store import Store
from flashcards.tui.inert import InertFilter
from flashcards.tui.keymap import Keymap, read_keymap, read_keymap_of
from flashcards.tui.messages import Begin, Changed, Finished, Go, Left, Picked, Settled
from flashcards.tui.opening import Opener
from flashcards.tui.patient import Patient
from flashcards.tui.places import PLACES, find_place
from flashcards.tui.screens.add import Add
from flashcards.tui.screens.done import Done
from flashcards.tui.screens.page import Page, Site
from flashcards.tui.screens.prompt import PromptPage, after_cards
from flashcards.tui.screens.review import Review
from flashcards.tui.screens.today import Today
from flashcards.tui.themes import HIGH_CONTRAST, THEMES, theme_of

Start = Literal["today", "review"]
_FIRST = 2
"""How many screens are stacked while the first one is shown: Textual keeps a blank one below it."""
_SIGNALS = (signal.SIGTERM, signal.SIGHUP)
_GRACE_S = 3.0
_LOOK_S = 2.0


class FlashcardsApp(Patient):
    """Today, Review and Done over one open store; ``clock`` gives the present instant in epoch ms."""

    CSS_PATH = Path(__file__).with_name("flashcards.tcss")
    TITLE = "flashcards"
    VERTICAL_BREAKPOINTS = [(0, "-short"), (16, "-tall")]  # noqa: RUF012  Textual declares it on instances

    def __init__(  # noqa: PLR0913  all but three by keyword
        self,
        store: Store,
        settings: Settings,
        clock: Callable[[], int],
        *,
        deck: str | None = None,
        start: Start = "today",
        limit: int | None = None,
        minutes: int | None = None,
        plans: Sequence[Planned] = (),
        editor: Callable[[Sequence[str]], int] = subprocess.call,
        settings_file: Path | None = None,
    ) -> None:
        """Begin with ``plans``, if there are any, else with the screen ``start``.

        ``settings_file`` is where a change of settings is kept, the user's without it. Raises BadInput for keys in the
        settings that cannot be used.
        """
        theme = theme_of(settings, colourless="NO_COLOR" in os.environ)  # Textual takes the variable away
        super().__init__(store, ansi_color=True if theme == "ansi" else None)
        self.register_theme(HIGH_CONTRAST)
        self.keymap = Keymap()
        self._desk_parts = (store, settings, clock)
        self._usual_animation = self.animation_level
        self._settings_file = settings_file or find_paths().settings
        self._go_by(settings)
        self._start = start
        self._plans = plans
        self._session = Session(deck=deck, limit=limit, minutes=minutes)
        self._opener = Opener(editor, self.step_aside)
        self._inert = InertFilter()

    def desk(self) -> Desk:
        """Return the desk at the present instant."""
        store, settings, clock = self._desk_parts
        return Desk(store, settings, clock())

    @property
    def _site(self) -> Site:
        return Site(self.desk, self._opener, self._settings_file)

    def waited(self, seconds: float) -> None:
        """Leave the time that an answer waited out of the time that it took."""
        self._session.waited(round(seconds * 1000))

    def _go_by(self, settings: Settings) -> None:
        """Take settings into force: keys, colours, movement, and at the next look all the rest."""
        self.keymap = read_keymap(settings)
        self.set_keymap(self.keymap.bindings())
        self._desk_parts = (self._desk_parts[0], settings, self._desk_parts[2])
        theme = theme_of(settings, colourless=self.no_color)
        self.ansi_color = True if theme == "ansi" else None
        self.theme = THEMES[theme]
        self.set_class(theme == "high-contrast", "-high-contrast")
        self.animation_level = self._usual_animation if settings["ui.animation"] else "none"

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Add the gate that lets no control character pass."""
        return [*super().get_line_filters(), self._inert]

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """List the actions of the screen in the palette, each once, with its keys, then every place to go to."""
        if isinstance(screen, Page):
            for action in self.keymap.remapped(screen.actions):
                if action.name != "go":
                    title = f"{action.label}: {action.help}" if action.label else action.help
                    yield SystemCommand(title, action.all_keys, partial(screen.run_action, action.call))
            for place in PLACES:
                title = _("Go to {place}", place=place.label)
                yield SystemCommand(title, place.help, partial(screen.run_action, f"go('{place.name}')"))

    def step_aside(self) -> AbstractContextManager[None]:
        """Give the terminal to another program for the length of a block."""
        return self.suspend()

    def on_mount(self) -> None:
        """Show the first screen; end cleanly when the terminal or the system says so."""
        self.push_screen(self._first_screen())
        self.follow()
        if not self.is_headless:
            loop = asyncio.get_running_loop()
            for number in _SIGNALS:
                signal.signal(number, partial(self._end, loop))
            self.set_interval(_LOOK_S, partial(self._look_for_terminal, loop))

    def _end(self, loop: asyncio.AbstractEventLoop, number: int, _frame: object) -> None:
        """End at a signal: in order, else by force, because a terminal that is gone can hold up the way out.

        Every answer is stored by then.
        """
        loop.call_soon_threadsafe(partial(self.exit, return_code=128 + number))
        force = threading.Timer(_GRACE_S, os._exit, (128 + number,))
        force.daemon = True
        force.start()

    def _look_for_terminal(self, loop: asyncio.AbstractEventLoop) -> None:
        """End where the terminal is gone without a signal: whoever started the program may have it ignored."""
        if sys.__stdin__ is not None and not os.isatty(sys.__stdin__.fileno()):
            self._end(loop, signal.SIGHUP, None)

    def _first_screen(self) -> Page:
        """Without plans and without any cards this is Today, which says how to begin."""
        if self._plans:
            return Add(self.desk, self._plans, self._opener)
        if self._start == "review" and not daily.is_empty(self.desk()):
            return Review(self._site, self._session)
        return Today(self.desk, self._session)

    def action_help_quit(self) -> None:
        """Ctrl+C loses nothing, so it leaves; the exit code says that it was pressed."""
        self.exit(return_code=128 + signal.SIGINT)

    @on(Begin)
    def _begin(self, event: Begin) -> None:
        self._session = event.session
        review = Review(self._site, event.session, first=event.first, sentence=event.sentence)
        if isinstance(self.screen, Review | PromptPage | Done):
            self.switch_screen(review)
        else:
            self.push_screen(review)

    @on(Finished)
    def _finished(self, event: Finished) -> None:
        page = Done(self.desk, self._session) if event.prompted else after_cards(self.desk, self._session)
        self.switch_screen(page)
        if event.sentence:
            self.call_after_refresh(page.say, event.sentence, fault=event.fault)

    @on(Changed)
    def _changed(self, event: Changed) -> None:
        self._go_by(event.settings)
        if isinstance(self.screen, Page):
            self.screen.offer_keys()

    @on(Picked)
    def _picked(self, event: Picked) -> None:
        self.push_screen(Add(self.desk, event.plans, self._opener, sentence=event.sentence))

    @on(Settled)
    def _settled(self, event: Settled) -> None:
        if len(self.screen_stack) > _FIRST:
            self.pop_screen()
        else:
            self.switch_screen(Today(self.desk, self._session))
        self.call_after_refresh(self._tell_today, event.sentence)

    def _tell_today(self, sentence: str) -> None:
        if isinstance(self.screen, Page):
            self.screen.say(sentence)

    @on(Go)
    async def _go(self, event: Go) -> None:
        """Show a place: where it is open already by going back to it, else over this screen."""
        place = find_place(event.place)
        if not place.screen:
            await self._go_home(place.call)
            return
        kind = place.find_screen()
        if any(isinstance(screen, kind) for screen in self.screen_stack):
            while not isinstance(self.screen, kind):
                await self.pop_screen()
        else:
            await self.push_screen(place.make_screen(self._site))

    async def _go_home(self, call: str) -> None:
        """Show Today, and run an action there."""
        while len(self.screen_stack) > _FIRST:
            await self.pop_screen()
        if not isinstance(self.screen, Today):
            await self.switch_screen(Today(self.desk, self._session))
        if call and not await self.run_action(call, self.screen):
            self._tell_today(_("Nothing is due."))

    @on(Left)
    def _left(self) -> None:
        if len(self.screen_stack) > _FIRST:
            self.pop_screen()
        else:
            self.exit()

    @property
    def fault(self) -> Exception | None:
        """The unhandled fault that stopped the app, None if the user left."""
        return self._exception

    def _fatal_error(self) -> None:
        """End on an unhandled fault without Textual's traceback: the caller's boundary tells the user."""
        self._close_messages_no_wait()


def run(  # noqa: PLR0913  all but three by keyword
    store: Store,
    settings: Settings,
    clock: Callable[[], int],
    *,
    deck: str | None = None,
    start: Start = "today",
    limit: int | None = None,
    minutes: int | None = None,
    settings_file: Path | None = None,
) -> int:
    """Run the app in this terminal until the user leaves; return the exit code (128 + n after signal n).

    Raises NotFound for an unknown deck and BadInput for unusable keys in the settings before the screen is touched,
    and a fault that stopped the app once the terminal is as it was.
    """
    queueing.today(Desk(store, settings, clock()), deck)
    read_keymap_of(settings, settings_file or find_paths().settings)
    return _run(
        FlashcardsApp(
            store, settings, clock, deck=deck, start=start, limit=limit, minutes=minutes, settings_file=settings_file
        )
    )


def run_add(
    store: Store,
    settings: Settings,
    clock: Callable[[], int],
    plans: Sequence[Planned],
    *,
    settings_file: Path | None = None,
) -> int:
    """Show plans in this terminal and store what the user takes of them; return the exit code.

    Once stored, the app goes on with today's review. Raises BadInput for unusable keys in the settings, and a fault
    that stopped the app once the terminal is as it was.
    """
    read_keymap_of(settings, settings_file or find_paths().settings)
    return _run(FlashcardsApp(store, settings, clock, plans=plans, settings_file=settings_file))


def _run(app: FlashcardsApp) -> int:
    # Exported sizes are the shell's of another moment; Textual would believe them over the terminal itself.
    for name in ("LINES", "COLUMNS"):
        os.environ.pop(name, None)
    app.run()
    if app.fault is not None:
        raise app.fault
    return app.return_code or 0
