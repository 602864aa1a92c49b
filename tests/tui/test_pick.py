"""Picking notes from Today: names are completed, faults told in place, a reading can be stopped."""

import os
import threading
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from flashcards.services import adding, gathering
from flashcards.services.desk import Desk
from flashcards.services.gathering import Text
from flashcards.tui.screens.add import Add
from flashcards.tui.screens.pick import Pick
from flashcards.tui.screens.today import Today
from flashcards.tui.widgets.keybar import KeyBar
from flashcards.tui.widgets.text import Drawn
from tests.tui.adding import NOTES
from tests.tui.conftest import Looks, MakeApp

SIZE = (80, 24)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a home with notes in it, and start the app there."""
    home = tmp_path / "home"
    (home / "talks").mkdir(parents=True)
    (home / "talks" / "mentor.md").write_text(NOTES, encoding="utf-8")
    (home / "talks" / "mentoring.txt").write_text(NOTES.replace("An hour", "Two hours"), encoding="utf-8")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.chdir(home)
    return home


def under(pilot: Pilot[None]) -> str:
    return pilot.app.screen.query_one("#offers", Drawn).drawn.plain


def line(pilot: Pilot[None]) -> str:
    return pilot.app.screen.query_one(Input).value


def stands_on(pilot: Pilot[None], kind: type[object]) -> bool:
    return isinstance(pilot.app.screen, kind)


async def settled(pilot: Pilot[None]) -> None:
    await pilot.app.workers.wait_for_complete()
    for _ in range(3):
        await pilot.pause()


@pytest.mark.parametrize("key", ["a", "A", "ㅁ"])
async def test_a_file_is_picked_and_stored_from_an_empty_start(
    make_app: MakeApp, folder: Path, desk: Desk, key: str
) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        await pilot.press(key)
        await pilot.press(*"ta", "tab", "tab")
        assert line(pilot) == "talks/mentor"
        assert under(pilot).split() == ["talks/mentor.md", "talks/mentoring.txt"]
        await pilot.press(".", "tab")
        assert line(pilot) == "talks/mentor.md"
        await pilot.press("enter")
        await settled(pilot)
        assert stands_on(pilot, Add)
        await pilot.press("enter", "y")
        await settled(pilot)
        assert stands_on(pilot, Today)
        assert pilot.app.screen.query_one(KeyBar).drawn.plain == "Stored: 6 new. Enter starts."
        assert "cards due" in pilot.app.screen.query_one("#summary", Drawn).drawn.plain
    assert [source.path for source in desk.store.notes.sources()] == [str(folder / "talks" / "mentor.md")]


async def test_a_folder_brings_all_its_files(make_app: MakeApp, folder: Path) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        await pilot.press("a", *"~/talks/", "enter")
        await settled(pilot)
        screen = pilot.app.screen
        assert isinstance(screen, Add)
        assert [one.planned.text.name for one in screen._files] == [
            str(folder / "talks" / name) for name in ("mentor.md", "mentoring.txt")
        ]


async def test_what_cannot_be_read_in_a_folder_is_told_beside_the_rest(make_app: MakeApp, folder: Path) -> None:
    (folder / "talks" / "broken.md").write_bytes(b"\x00\x01\x02" * 100)
    async with make_app().run_test(size=SIZE) as pilot:
        await pilot.press("a", *"talks", "enter")
        await settled(pilot)
        assert stands_on(pilot, Add)
        assert "broken.md is not a text file" in pilot.app.screen.query_one(KeyBar).drawn.plain


async def test_a_shipped_deck_is_picked_by_its_name(make_app: MakeApp, folder: Path) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        await pilot.press("a", *"@fl", "tab", "enter")
        await settled(pilot)
        screen = pilot.app.screen
        assert isinstance(screen, Add)
        assert screen.choosing.planned.text.path == "@flashcards-tour"
        await pilot.press("q")
        await pilot.pause()
        assert stands_on(pilot, Today)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("missing.md", "! There is no file missing.md: check the name."),
        ("@nothing", "! There is no shipped deck @nothing"),
        ("~nobody-of-that-name/x", "! ~nobody-of-that-name/x cannot be read"),
        (".", "! . holds no notes"),
        ("", "! Name a notes file"),
        ("queue", "! queue is no file of notes"),
    ],
)
async def test_a_bad_name_is_told_below_the_line_and_can_be_mended(
    make_app: MakeApp, folder: Path, desk: Desk, typed: str, sentence: str
) -> None:
    before = desk.store.dump()
    for file in (folder / "talks").iterdir():
        file.unlink()
    os.mkfifo(folder / "queue")
    async with make_app().run_test(size=SIZE) as pilot:
        await pilot.press("a")
        pilot.app.screen.query_one(Input).value = typed
        await pilot.press("enter")
        await settled(pilot)
        assert stands_on(pilot, Pick)
        assert under(pilot).startswith(sentence)
        await pilot.press("x")
        assert line(pilot) == f"{typed}x"
        assert under(pilot) == ""
    assert desk.store.dump() == before


async def test_a_reading_can_be_stopped(
    make_app: MakeApp, folder: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, go_on, ended = gathering.read_file, threading.Event(), threading.Event()

    def slow(path: Path) -> Text:
        assert go_on.wait(60)
        return read(path)

    plan = adding.plan

    def planned(*words: object, **more: object) -> object:
        try:
            return plan(*words, **more)  # type: ignore[arg-type]
        finally:
            ended.set()

    monkeypatch.setattr(gathering, "read_file", slow)
    monkeypatch.setattr(adding, "plan", planned)
    before = desk.store.dump()
    async with make_app().run_test(size=SIZE) as pilot:
        await pilot.press("a", *"talks", "enter")
        await pilot.pause(0.2)
        assert under(pilot).startswith("Reading")
        await pilot.press("escape")
        assert under(pilot) == "Stopped: nothing was stored."
        go_on.set()
        await pilot.pause(0.5)
        assert ended.wait(60)
        assert stands_on(pilot, Pick)
        assert under(pilot) == "Stopped: nothing was stored."
        await pilot.press("escape")
        await pilot.pause()
        assert stands_on(pilot, Today)
    assert desk.store.dump() == before


async def test_the_progress_of_a_reading_is_shown(
    make_app: MakeApp, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    draw = Drawn.draw

    def noted(self: Drawn, content: object) -> None:
        if self.id == "offers":
            shown.append(str(content))
        draw(self, content)  # type: ignore[arg-type]

    monkeypatch.setattr(Drawn, "draw", noted)
    long = "# A\n\n" + "".join(f"- How is {n}?\n    - Always like {n}.\n" for n in range(2_000))
    (folder / "long.md").write_text(long, encoding="utf-8")
    async with make_app().run_test(size=SIZE) as pilot:
        await pilot.press("a", *"long.md", "enter")
        await settled(pilot)
    shares = [text for text in shown if text.startswith("Reading long.md: ")]
    assert len(set(shares)) > 10
    assert shares == sorted(shares, key=lambda text: int(text.split()[-1].strip("%")))


@pytest.mark.parametrize(("name", "typed"), [("pick", ""), ("pick-offers", "talks/"), ("pick-fault", "missing.md")])
async def test_pick(make_app: MakeApp, looks: Looks, folder: Path, name: str, typed: str) -> None:
    """One line to name notes in, above it what may be named, below it offers or a fault, and the keys."""
    app = make_app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("a", *typed)
        app.screen.query_one(Input).cursor_blink = False
        if name != "pick":
            await pilot.press("tab" if name == "pick-offers" else "enter")
        await settled(pilot)
        looks(app, name)
