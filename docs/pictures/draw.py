"""Draws the pictures of the screens in this folder from the shipped decks: ``make pictures``."""

import asyncio
import re
import tempfile
from pathlib import Path

from flashcards.config import Settings, parse_now
from flashcards.services import adding, gathering, reviewing
from flashcards.services.desk import Desk
from flashcards.store.store import Store
from flashcards.tui.app import FlashcardsApp

HERE = Path(__file__).parent
ZONE = "Asia/Seoul"
NOW = parse_now("2026-11-23T08:30", ZONE)
DAY_MS = 86_400_000
SETTINGS = Settings({"schedule.timezone": ZONE})
AGAIN, GOOD = 1, 3


def study(store: Store) -> None:
    """Add the shipped decks, review them for two weeks as someone would who mostly remembers, then rest for one."""
    start = Desk(store, SETTINGS, NOW - 21 * DAY_MS)
    plans = [
        adding.plan(start, gathering.shipped(name), adding.Options()) for name in ("ai-masterclass", "flashcards-tour")
    ]
    adding.store(start, plans)
    for days in range(21, 7, -1):
        for minutes in range(0, 90, 2):
            desk = Desk(store, SETTINGS, NOW - days * DAY_MS + minutes * 60_000)
            shown = reviewing.next_card(desk)
            if isinstance(shown, reviewing.Waiting):
                break
            rating = AGAIN if shown.card.n % 11 == 0 and shown.card.reps == 2 else GOOD
            reviewing.answer(desk, shown.card.uid, rating, duration_ms=7000)


async def draw(store: Store) -> None:
    """Draw Today, the front and the back of a card, and Done."""
    app = FlashcardsApp(store, SETTINGS, lambda: NOW, limit=3)
    async with app.run_test(size=(80, 24)) as pilot:
        for name, keys in (("today", ()), ("question", ("enter",)), ("review", ("space",)), ("done", ("3", *"  " * 2))):
            await pilot.press(*("space" if key == " " else key for key in keys))
            await app.workers.wait_for_complete()
            await pilot.pause()
            save(app, name)


def save(app: FlashcardsApp, name: str) -> None:
    """Write the screen as an SVG that loads nothing from elsewhere."""
    svg = re.sub(r"@font-face \{.*?\}", "", app.export_screenshot(title="flashcards"), flags=re.DOTALL)
    (HERE / f"{name}.svg").write_text(re.sub(r"terminal-\d+", "terminal", svg), encoding="utf-8")


def main() -> None:
    """Draw every picture."""
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "flashcards.db", now=NOW) as store:
        study(store)
        asyncio.run(draw(store))


if __name__ == "__main__":
    main()
