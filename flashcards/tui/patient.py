"""Actions that another program's write keeps out: kept on the screen, done again once they can be, or given up."""

from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from time import monotonic

from textual import events
from textual.actions import ActionParseResult
from textual.dom import DOMNode

from flashcards.errors import Busy, DatabaseError
from flashcards.language import _
from flashcards.store.connection import Patience
from flashcards.store.store import Store
from flashcards.tui.inorder import InOrder
from flashcards.tui.widgets.keybar import KeyBar

LONGEST_SECONDS = 30.0
_FROZEN_SECONDS = 0.25
"""How long the screen stands still for another program before it says so."""
_LOOK_SECONDS = 0.1
_ANSWERS = ("rate", "reveal_or_pass")
_LEAVING = ("ctrl+c", "ctrl+q")


class Patient(InOrder):
    """Does an action again that found the database busy. Meanwhile presses do nothing, but Esc gives up.

    An action that could store nothing has left its screen as it was, so it is done again from its beginning.
    """

    def __init__(self, store: Store, *, ansi_color: bool | None = None) -> None:
        super().__init__(ansi_color=ansi_color)
        self._shared, self._usual_patience = store, store.patience
        self._refusals = 0
        self._kept: Callable[[], Awaitable[object]] | None = None
        self._sentence = ""
        self._since: float | None = None
        self._began = 0.0

    def on_mount(self) -> None:
        """Let writes give up soon: the screen waits instead."""
        self._shared.patience = Patience(_FROZEN_SECONDS, _FROZEN_SECONDS, self._refused)

    def on_unmount(self) -> None:
        """Leave the store as it was."""
        self._shared.patience = self._usual_patience

    def waited(self, seconds: float) -> None:
        """Hear for how long an action waited that is done again now."""

    def takes(self, event: events.Event) -> bool:
        """Refuse presses while an action is kept; Esc gives it up, and the program can be left."""
        if self._kept is None:
            return True
        key = event.key if isinstance(event, events.Key) else ""
        if key == "escape":
            self._give_up(_("Given up: nothing was stored."))
        return key in _LEAVING

    async def run_action(
        self,
        action: "str | ActionParseResult",
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Perform an action, and keep it if the database was busy. While one is kept, no screen acts."""
        if self._kept is not None and default_namespace not in (None, self):
            return True
        refusals = self._refusals
        done = await super().run_action(action, default_namespace, namespaces)
        if self._refusals > refusals:
            self._keep(partial(self.run_action, action, default_namespace, namespaces), _sentence(action))
        elif self._kept is None:
            self._since = None
        return done

    def attempt(self, act: Callable[[], None]) -> None:
        """Do what is no action of its own, such as what follows a panel, and keep it if the database was busy."""
        refusals = self._refusals
        act()
        if self._refusals > refusals:

            async def again() -> None:
                self.attempt(act)

            self._keep(again, _sentence(""))
        elif self._kept is None:
            self._since = None

    def _refused(self) -> None:
        self._refusals += 1

    def _keep(self, again: Callable[[], Awaitable[object]], sentence: str) -> None:
        looking = self._kept is not None
        self._kept, self._sentence = again, sentence
        self._began = monotonic()
        self._since = self._began if self._since is None else self._since
        self.forget_presses()
        self._say(sentence)
        if not looking:
            self.set_timer(_LOOK_SECONDS, self._look)

    async def _look(self) -> None:
        """Do the kept action again if the database is free now, give it up if that takes too long."""
        if self._kept is None or self._since is None:
            return
        if not self._is_busy():
            again, self._kept = self._kept, None
            self.waited(monotonic() - self._began)
            await again()
            self.follow()
        elif monotonic() - self._since > LONGEST_SECONDS:
            self._give_up(str(Busy(self._shared.path)))
        else:
            self._say(self._sentence)
            self.set_timer(_LOOK_SECONDS, self._look)

    def _is_busy(self) -> bool:
        try:
            return self._shared.is_busy()
        except DatabaseError:
            return False  # the action meets the fault itself, and says it

    def _give_up(self, sentence: str) -> None:
        self._kept = self._since = None
        self._say(sentence, fault=True)

    def _say(self, sentence: str, *, fault: bool = False) -> None:
        for bar in self.screen.query(KeyBar):
            bar.say(sentence, fault=fault)


def _sentence(action: "str | ActionParseResult") -> str:
    name = action.partition("(")[0] if isinstance(action, str) else action[1]
    what = _("your answer") if name in _ANSWERS else _("what you did")
    return _(
        "Another program is writing to the database; {what} is kept and will be stored if it ends within half a "
        "minute. Esc gives up.", what=what,
    )  # fmt: skip
