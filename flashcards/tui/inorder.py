"""Keys one after the other: what is pressed next acts on the screen that the key before led to.

Textual sends a key from the app to what has the focus, from where it travels back up to the app; keys of one burst all
go to what had the focus at its beginning, and are lost where the first of them opens another screen.
"""

from collections import deque
from collections.abc import Sequence

from textual import events
from textual.app import App
from textual.message_pump import MessagePump

_PRESSES = (events.Key, events.Paste, events.MouseDown, events.MouseUp)
_ROUNDS = 20
"""A screen that is told progress without end does not shut the keys out: after so many rounds the next key goes in."""
_WORK_SECONDS = 0.05
_ENDING = ("escape", "ctrl+c")


class InOrder(App[None]):
    """Lets one press into the app at a time, and the next once nothing that it led to is on its way any more.

    While the screen says that it is ``at_work``, presses wait until that is over; Esc and Ctrl+C go in at once.
    """

    def __init__(self, *, ansi_color: bool | None = None) -> None:
        super().__init__(ansi_color=ansi_color)
        self._waiting: deque[events.Event] = deque()
        self._simulated = 0
        self._under_way = True
        self._rounds = 0

    async def on_event(self, event: events.Event) -> None:
        """Put a press behind those before it; everything else is Textual's."""
        if not isinstance(event, _PRESSES) or event.is_forwarded:
            await super().on_event(event)
        elif self.takes(event):
            self._waiting.append(event)
            await self._next()

    def takes(self, event: events.Event) -> bool:  # noqa: ARG002  for subclasses
        """Say whether a press is to be obeyed at all."""
        return True

    def forget_presses(self) -> None:
        """Drop what was pressed and has not gone in yet."""
        self._waiting.clear()

    def simulate_key(self, key: str) -> None:
        """Press a key right behind the one under way and those simulated since, before all that wait."""
        self._waiting.insert(self._simulated, events.Key(key, None).set_sender(self))
        self._simulated += 1
        if not self._under_way:
            self.call_later(self._next)

    def follow(self) -> None:
        """Let the next press wait for what the app is doing, as if a key had begun it."""
        self._under_way = True
        self._rounds = 0
        self._climb(self._way())

    def _way(self) -> Sequence[MessagePump]:
        """Return what a key passes, from what has the focus up to the app."""
        return (self.focused or self.screen).ancestors_with_self

    async def _next(self) -> None:
        """Let the next press in if there is one; a call behind it comes back when it has arrived."""
        if self._under_way or not self._waiting or self._at_work():
            return
        self._under_way, self._simulated, self._rounds = True, 0, 0
        way = self._way()
        await super().on_event(self._waiting.popleft())
        self._climb(way)

    def _at_work(self) -> bool:
        """Say whether the next press has to wait for the screen's work; one that ends it overtakes the others."""
        if not getattr(self.screen, "at_work", False):
            return False
        ends = (at for at, one in enumerate(self._waiting) if isinstance(one, events.Key) and one.key in _ENDING)
        end = next(ends, None)
        if end is None:
            self._under_way = True
            self.set_timer(_WORK_SECONDS, self._arrive)
            return True
        for _number in range(end):
            self._waiting.popleft()
        return False

    def _climb(self, way: Sequence[MessagePump]) -> None:
        """Go up the way behind everything that waits on it, past what has been closed meanwhile."""
        for number, pump in enumerate(way, 1):
            above = way[number:]
            if pump.call_later(self._climb, above) if above else self.call_later(self._arrive):
                return

    async def _arrive(self) -> None:
        """Let the next press in if all is quiet, else go round again."""
        self._rounds += 1
        if self._restless() and self._rounds < _ROUNDS:
            self._climb(self._way())
        else:
            self._under_way = False
            await self._next()

    def _restless(self) -> bool:
        """Say whether a message is still on its way to the app, a screen or a widget."""
        if self._pending_message is not None or self.message_queue_size:
            return True
        screens = self.screen_stack
        return any(node.message_queue_size for screen in screens for node in screen.walk_children(with_self=True))
