"""Draws a picture of every screen in this folder, of a collection studied for half a year: ``make pictures``.

The clock stands still and identities are drawn by number, so that a picture changes only where its screen did.
"""

import asyncio
import os
import random
import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace

from svg import redraw

from flashcards.config import Settings, parse_now
from flashcards.core.note import CardsMode
from flashcards.core.schedule import AGAIN, EASY, GOOD, HARD
from flashcards.services import adding, gathering, handling, reviewing
from flashcards.services.adding import Options
from flashcards.services.desk import Desk
from flashcards.services.gathering import Text
from flashcards.store import uid
from flashcards.store.store import Store
from flashcards.tui.app import FlashcardsApp, Start
from flashcards.tui.keynames import known_key

HERE = Path(__file__).parent
NOTES = HERE / "notes"
ZONE = "Asia/Seoul"
NOW = parse_now("2026-11-23T08:30", ZONE)
MINUTE_MS, HOUR_MS, DAY_MS = 60_000, 3_600_000, 86_400_000
BEGUN = {
    "flashcards-tour": 182, "ai-masterclass": 100, "review-culture.md": 12, "발표와-글쓰기.md": 6,
    "발표-준비.md": 6, "interviews.md": 0, "habits.md": 0,
}  # fmt: skip
"""The decks and notes, and how many days ago each was added."""
REST = 4
"""How many days up to today nothing was answered: what was begun just before that is due again."""


@dataclass(frozen=True)
class Scene:
    """One picture: the keys that lead to it, and what is given to the app. Keys are written as a user reads them."""

    name: str
    keys: str = ""
    size: tuple[int, int] = (80, 24)
    start: Start = "today"
    deck: str | None = None
    limit: int | None = None
    settings: dict[str, object] = field(default_factory=dict)
    empty: bool = False


SCENES = (
    Scene("today"),
    Scene("first-start", empty=True),
    Scene("catch-up", "c 4"),
    Scene("question", deck="발표 준비", start="review"),
    Scene("review", "Space", deck="발표 준비", start="review"),
    Scene("list", "Space", deck="Interviews", start="review"),
    Scene("cloze", deck="Habits", start="review"),
    Scene("cloze-answer", "Space", deck="Habits", start="review"),
    Scene("typed", "내일_다르게_할_일을_한_문장으로 Enter", deck="발표 준비", start="review",
          settings={"review.type_answers": True}),
    Scene("edit", "e", deck="발표 준비", start="review"),
    Scene("plan", "다음_리뷰에서_막히면_먼저", deck="flashcards tour", start="review"),
    Scene("done", "Space 3 Space 3 Space 1 Space 4", start="review", limit=4),
    Scene("tips", "l"),
    Scene("browse", "/ 어떻게 Enter j"),
    Scene("flagged", "F"),
    Scene("card", "/ 질문에 Enter Enter"),
    Scene("pick", "a mentor"),
    Scene("add", "a mentor.md Enter j j"),
    Scene("stats-days", "t"),
    Scene("stats-heatmap", "t 2"),
    Scene("stats-forecast", "t 3"),
    Scene("stats-retention", "t 4"),
    Scene("stats-calibration", "t 5"),
    Scene("stats-hours", "t 6"),
    Scene("stats-stability", "t 7"),
    Scene("stats-tips", "t 8"),
    Scene("decks", "d"),
    Scene("deck-options", "d e"),
    Scene("settings", ","),
    Scene("help", "?", start="review"),
    Scene("palette", "ctrl+p", start="review"),
    Scene("light", "Space", deck="Interviews", start="review", settings={"ui.theme": "light"}),
    Scene("high-contrast", "Space", deck="Interviews", start="review", settings={"ui.theme": "high-contrast"}),
    Scene("small", "Space", deck="발표 준비", start="review", size=(40, 12)),
)  # fmt: skip


def notes(name: str) -> Text:
    """Return notes of this folder as if they stood in a home folder."""
    return Text(name=name, path=f"/home/mina/notes/{name}", text=(NOTES / name).read_text(encoding="utf-8"))


def add(store: Store, text: Text, at: int) -> None:
    """Make cards of every point."""
    desk = Desk(store, settings(), at)
    adding.store(desk, [adding.plan(desk, text, Options(cards=CardsMode.ALL))])


def study(store: Store) -> None:
    """Add each deck on its day, answer on most days what is due, in the morning or in the evening, and rest at last."""
    draw = random.Random(7)  # noqa: S311  a sample, not a secret
    for days in range(182, -1, -1):
        for name in (name for name, begun in BEGUN.items() if begun == days):
            add(store, notes(name) if name.endswith(".md") else gathering.shipped(name), NOW - days * DAY_MS - HOUR_MS)
        if days > REST and (days < 12 or draw.random() < 0.85):
            at = NOW - days * DAY_MS + draw.choice((0, 0, 12)) * HOUR_MS
            for number in range(16):
                if not answer(Desk(store, settings(), at + number * MINUTE_MS), draw):
                    break


def answer(desk: Desk, draw: random.Random) -> bool:
    """Answer the next card; say whether there was one."""
    shown = reviewing.next_card(desk)
    if isinstance(shown, reviewing.Shown):
        rating = draw.choices((AGAIN, HARD, GOOD, EASY), (9, 8, 75, 8))[0]
        reviewing.answer(desk, shown.card.uid, rating, duration_ms=draw.randrange(4_000, 20_000))
        return True
    return False


def handle(store: Store) -> None:
    """Flag two cards, use three tips and retire one."""
    points = [point for _note, found in store.notes.all() for point in found]
    cards = [store.cards.of_points([point.uid])[point.uid][0] for point in points]
    desk = Desk(store, settings(), NOW - 3 * DAY_MS)
    handling.flag(desk, [cards[4], cards[-8]], 1)
    for number, text in ((1, "신입 온보딩 문서에 적용했다"), (7, ""), (-9, "used it in Monday's review")):
        handling.apply(desk, points[number], text)
    handling.retire(desk, points[12], "우리 팀에는 맞지 않는다")


def settings(**more: object) -> Settings:
    """Return the settings of a scene."""
    return Settings({"schedule.timezone": ZONE, "ui.animation": False, **more})


async def draw(scene: Scene, store: Store) -> None:
    """Go through the keys of a scene, each once the one before is answered, and draw what is seen."""
    app = FlashcardsApp(
        store, settings(**scene.settings), lambda: NOW, start=scene.start, deck=scene.deck, limit=scene.limit,
        settings_file=Path("settings.toml"),
    )  # fmt: skip
    async with app.run_test(size=scene.size) as pilot:
        for keys in ([], *map(keys_of, scene.keys.split())):
            await pilot.press(*keys)
            await app.workers.wait_for_complete()
            await pilot.pause()
        for line in app.screen.query("Input, TextArea"):
            line.cursor_blink = False
        await pilot.pause()
        exported = app.export_screenshot(title="flashcards")
    (HERE / f"{scene.name}.svg").write_text(redraw(exported, f"flashcards: {scene.name}"), encoding="utf-8")


def keys_of(word: str) -> list[str]:
    """Return the keys of a word: the one key that it names, else its letters, of which ``_`` is a space."""
    if word.startswith("ctrl+"):
        return [word]
    if word in {"Space", "Enter"}:
        return [known_key(word)]
    return [known_key(letter.replace("_", "space")) for letter in word]


def main() -> None:
    """Study once, and draw every scene from a copy of its own."""
    uid.os = SimpleNamespace(urandom=random.Random(3).randbytes)  # type: ignore[attr-defined]  # noqa: S311
    with tempfile.TemporaryDirectory() as folder:
        studied, empty, copy = (Path(folder) / name for name in ("studied.db", "empty.db", "copy.db"))
        with Store.open(studied, now=NOW - 183 * DAY_MS) as store:
            study(store)
            handle(store)
        with Store.open(empty, now=NOW):
            pass
        shutil.copy(NOTES / "mentor.md", folder)
        os.chdir(folder)
        for scene in SCENES:
            shutil.copy(empty if scene.empty else studied, copy)
            with Store.open(copy, now=NOW) as store:
                asyncio.run(draw(scene, store))


if __name__ == "__main__":
    main()
