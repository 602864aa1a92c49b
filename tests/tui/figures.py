"""A log of many days, the same on every machine, and waiting for what is read beside the screen."""

import random

from textual.pilot import Pilot

from flashcards.config import Settings
from flashcards.core.schedule import AGAIN, EASY, GOOD, HARD
from flashcards.core.studyday import DAY_MS
from flashcards.services import handling, reviewing
from flashcards.services.desk import Desk
from flashcards.services.reviewing import Shown
from flashcards.store.store import Store
from tests.conftest import Clock

_MINUTE_MS = 60_000


async def settle(pilot: Pilot[None]) -> None:
    """Wait until what is read beside the screen is on it."""
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


def study(store: Store, settings: Settings, clock: Clock, *, days: int) -> None:
    """Answer what is due, the last ``days`` days up to yesterday, on most of them, at two hours of the day."""
    draw = random.Random(7)  # noqa: S311  a sample, not a secret
    now = clock.now
    for back in range(days, 0, -1):
        if back > 1 and draw.random() < 0.2:
            continue
        at = now - back * DAY_MS + draw.choice((0, 12 * 60)) * _MINUTE_MS
        for minute in range(30):
            shown = reviewing.next_card(desk := Desk(store, settings, at + minute * _MINUTE_MS))
            if not isinstance(shown, Shown):
                break
            rating = draw.choice((AGAIN, HARD, GOOD, GOOD, GOOD, GOOD, GOOD, GOOD, EASY))
            reviewing.answer(desk, shown.card.uid, rating, duration_ms=draw.randrange(4_000, 20_000))


def retire_first(desk: Desk) -> None:
    """Retire the first tip."""
    _note, points = desk.store.notes.all()[0]
    handling.retire(desk, points[0], "not for me")
