"""Settings by their keys: what counts is the file afterwards, and what is in force at once."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from flashcards.config import KEYS, Settings, load_settings
from flashcards.errors import BadInput
from flashcards.tui.app import FlashcardsApp
from flashcards.tui.keymap import ACTIONS
from flashcards.tui.preferences import changed, preference, preferences
from flashcards.tui.screens.settings import SettingsPage
from flashcards.tui.screens.today import Today
from flashcards.tui.screens.value import Value
from flashcards.tui.widgets.keybar import KeyBar
from flashcards.tui.widgets.text import Drawn, Rows
from tests.conftest import Learn
from tests.tui.conftest import Looks, MakeApp
from tests.tui.notes import TALK

WIDE, SMALL = (80, 24), (40, 12)
FILE = "# my own\n[schedule]\nrollover = 5  # late nights\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Write a settings file with comments."""
    path = tmp_path / "settings.toml"
    path.write_text(FILE, encoding="utf-8")
    return path


def read(file: Path) -> str:
    return file.read_text(encoding="utf-8")


def said(pilot: Pilot[None]) -> str:
    return pilot.app.screen.query_one(KeyBar).drawn.plain


async def find(pilot: Pilot[None], name: str) -> None:
    """Open the settings and put the cursor on the first that holds a text."""
    await pilot.press("comma", "slash", *("full_stop" if c == "." else "underscore" if c == "_" else c for c in name))
    await pilot.press("enter")
    await pilot.pause()


async def write(pilot: Pilot[None], text: str) -> None:
    """Write a value in the place of the one that stands there."""
    await pilot.press("enter", "ctrl+u", *text, "enter")
    await pilot.pause()


@pytest.mark.parametrize(("name", "size"), [("settings", WIDE), ("settings-small", SMALL)])
async def test_settings(make_app: MakeApp, looks: Looks, name: str, size: tuple[int, int]) -> None:
    """Settings under headings, values at the right, a dot where one is not the default; the meaning below."""
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await pilot.press("comma")
        await pilot.pause()
        looks(app, name)


@pytest.mark.parametrize(("name", "size"), [("settings-found", WIDE), ("settings-found-small", SMALL)])
async def test_settings_found(make_app: MakeApp, looks: Looks, name: str, size: tuple[int, int]) -> None:
    """What is typed to find above the list, and only the settings that hold it, those of keys among them."""
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await find(pilot, "leech")
        looks(app, name)


async def test_settings_found_nothing(make_app: MakeApp, looks: Looks) -> None:
    """Nothing holds the Korean word: it says so, and how to see all again."""
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await find(pilot, "색깔")
        looks(app, "settings-found-nothing")


async def test_settings_fault(make_app: MakeApp, looks: Looks) -> None:
    """A value that is not valid: it stays in the line, and the valid ones are told."""
    app = make_app()
    async with app.run_test(size=SMALL) as pilot:
        await find(pilot, "theme")
        await write(pilot, "pink")
        looks(app, "settings-fault-small")


def test_every_setting_and_every_action_is_listed_once() -> None:
    names = [one.name for one in preferences(Settings())]
    assert names == [*KEYS, *(f"keys.{name}" for name in ACTIONS)]


def test_what_is_shown_can_be_typed() -> None:
    for one in preferences(Settings()):
        found, _value = changed(Settings(), one.name, one.shown)
        assert preference(found, one.name).shown == one.shown


@pytest.mark.parametrize(("name", "text"), [("schedule.rollover", "3"), ("keys.review.flag", "F z")])
def test_default_takes_a_value_out_again(name: str, text: str) -> None:
    found, _value = changed(Settings(), name, text)
    assert preference(found, name).shown == text
    again, value = changed(found, name, "default")
    assert value is None
    assert again == Settings()


def test_a_name_that_is_none_names_the_nearest() -> None:
    for name, nearest in (("schedule.rolover", "schedule.rollover"), ("keys.review.burry", "keys.review.bury")):
        with pytest.raises(BadInput, match=f"nearest is '{nearest}'"):
            changed(Settings(), name, "4")


async def test_a_value_is_kept_in_the_file_with_its_comments(make_app: MakeApp, file: Path) -> None:
    async with make_app().run_test(size=WIDE) as pilot:
        await find(pilot, "leech.lapses")
        await write(pilot, "5")
        assert "leech.lapses = 5, kept in settings.toml." in said(pilot)
    assert read(file) == f"{FILE}\n[leech]\nlapses = 5\n"


async def test_d_takes_the_default_again(make_app: MakeApp, file: Path) -> None:
    async with make_app(settings={"schedule.rollover": 5}).run_test(size=WIDE) as pilot:
        await find(pilot, "rollover")
        await pilot.press("d")
        await pilot.pause()
        assert "schedule.rollover = 4" in said(pilot)
    assert load_settings(file).rollover == 4
    assert "# my own" in read(file)


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        ("rollover", "99", "give 0 to 23"),
        ("timezone", "Nowhere", "not a time zone"),
        ("easy_days", "x=3", "weekdays with shares"),
        ("ui.animation", "maybe", "true or false"),
        ("keys.review.flag", "b", "belongs to keys.review.bury"),
    ],
)
async def test_a_value_that_is_not_valid_is_told_in_place_and_not_kept(
    make_app: MakeApp, file: Path, name: str, text: str, sentence: str
) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await find(pilot, name)
        await write(pilot, text)
        assert isinstance(app.screen, Value)
        assert sentence in said(pilot)
    assert read(file) == FILE


async def test_a_theme_and_a_rollover_are_in_force_at_once(make_app: MakeApp, learn: Learn) -> None:
    learn(TALK)
    app: FlashcardsApp = make_app()
    async with app.run_test(size=WIDE) as pilot:
        today = app.desk().today
        await find(pilot, "ui.theme")
        await write(pilot, "high-contrast")
        assert app.theme == "high-contrast"
        await pilot.press("q")
        await pilot.press("q")
        await find(pilot, "rollover")
        await write(pilot, "23")
        assert app.desk().today == today - 1


async def test_a_key_is_in_force_at_once_on_every_screen(make_app: MakeApp, learn: Learn) -> None:
    learn(TALK)
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await find(pilot, "keys.today.pick")
        await write(pilot, "n")
        await find_back(pilot)
        assert "n add notes" in said(pilot)


async def test_animation_is_off_when_it_is_set_off(make_app: MakeApp) -> None:
    app = make_app(settings={"ui.animation": False})
    async with app.run_test(size=WIDE) as pilot:
        assert app.animation_level == "none"
        await find(pilot, "animation")
        await write(pilot, "true")
        assert app.animation_level == make_app().animation_level


async def test_the_environment_turns_animation_off_too(make_app: MakeApp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("textual.constants.TEXTUAL_ANIMATIONS", "none")
    app = make_app(settings={"ui.animation": True})
    async with app.run_test(size=WIDE):
        assert app.animation_level == "none"


async def test_finding_goes_by_every_word_and_escape_shows_all(make_app: MakeApp) -> None:
    async with make_app().run_test(size=WIDE) as pilot:
        await find(pilot, "key review flag")
        assert pilot.app.screen.query_one("#about", Rows).drawn.plain.startswith("Flag the card")
        assert "1 setting found" in pilot.app.screen.query_one("#head", Drawn).drawn.plain
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, SettingsPage)
        assert "found" not in pilot.app.screen.query_one("#head", Drawn).drawn.plain
        await find_back(pilot)


async def test_a_file_that_cannot_be_written_is_told_and_nothing_changes(make_app: MakeApp, tmp_path: Path) -> None:
    (tmp_path / "settings.toml").mkdir()
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await find(pilot, "ui.theme")
        await write(pilot, "light")
        assert isinstance(app.screen, Value)
        assert "settings.toml" in said(pilot)
        assert app.theme == "textual-dark"


async def find_back(pilot: Pilot[None]) -> None:
    """Leave for Today."""
    while not isinstance(pilot.app.screen, Today):
        await pilot.press("q")
        await pilot.pause()
