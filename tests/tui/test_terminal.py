"""The app in a real terminal: keys go in through tmux, the screen comes out, and the database is checked."""

import os
import signal
import time
from pathlib import Path

import pytest

from flashcards.config import Settings
from flashcards.core.review import Answer
from flashcards.services import decking
from flashcards.services.desk import Desk
from flashcards.store.store import Store
from tests.conftest import MORNING, ZONE, Learn, Plant
from tests.tui.adding import CHANGE, FIRST, MEET, NOTES, RAIN, SMALL, SURPRISES
from tests.tui.notes import KOREAN, TALK
from tests.tui.terminal import NEEDS_TMUX, PATIENCE, REVIEW, Terminal

pytestmark = NEEDS_TMUX

ADD = f"""
import sys
from pathlib import Path
from flashcards.config import Settings
from flashcards.services import adding, gathering
from flashcards.services.desk import Desk
from flashcards.store.store import Store
from flashcards.tui.app import run_add
settings = Settings({{"schedule.timezone": "{ZONE}"}})
with Store.open(Path(sys.argv[1]), now={MORNING}) as store:
    notes = gathering.read_file(Path(sys.argv[1]).with_name("mentor.md"))
    plans = [adding.plan(Desk(store, settings, {MORNING}), notes, adding.Options())]
    code = run_add(store, settings, lambda: {MORNING}, plans)
sys.exit(code)
"""
WHOLE = """
import sys
from flashcards.__main__ import run
sys.exit(run(["--db", sys.argv[1], "--config", sys.argv[1] + ".toml", "--now", "2026-11-23T08:30+09:00"]))
"""


def log(path: Path) -> list[Answer]:
    with Store.open(path, now=MORNING) as store:
        return store.log.answers()


@pytest.mark.parametrize(("width", "height"), [(80, 24), (40, 12)])
def test_a_session_of_four_cards_is_in_the_database(
    terminal: Terminal, learn: Learn, store: Store, width: int, height: int
) -> None:
    learn(KOREAN, "/notes/korean.md")
    learn(TALK)
    terminal.start(store.path, width=width, height=height)
    front = terminal.until("발표를 준비할 때 가장 먼저 할 일은")
    assert "내일 다르게 할" not in front
    terminal.press("Space")
    back = terminal.until("내일 다르게 할 일을")
    assert row_of(back, "발표를 준비할 때") == row_of(front, "발표를 준비할 때")
    terminal.press("4")
    for question, rating in (("How do you open", "1"), ("When do you rehearse", "2"), ("What do you do", "3")):
        terminal.until(question)
        terminal.press("Space")
        terminal.until("4 Easy")
        terminal.press(rating)
    terminal.until("Where do you look")
    assert [row.rating for row in log(store.path)] == [4, 1, 2, 3]
    terminal.press("q")
    terminal.until("code 0")


def test_an_answer_survives_kill_9_once_the_next_card_is_shown(terminal: Terminal, learn: Learn, store: Store) -> None:
    learn(TALK)
    terminal.start(store.path, width=80, height=24)
    terminal.until("How do you open")
    terminal.press("Space")
    terminal.until("4 Easy")
    terminal.press("3")
    terminal.until("When do you rehearse")
    os.kill(terminal.child(), signal.SIGKILL)
    terminal.until("code 137")
    assert [row.rating for row in log(store.path)] == [3]


def test_undo_works_in_the_next_run(terminal: Terminal, learn: Learn, store: Store) -> None:
    learn(TALK)
    terminal.start(store.path, width=80, height=24)
    terminal.until("How do you open")
    terminal.press("Space")
    terminal.until("4 Easy")
    terminal.press("4")
    terminal.until("When do you rehearse")
    terminal.press("q")
    terminal.until("code 0")
    terminal.tmux("kill-session", "-t", "t")
    terminal.start(store.path, width=80, height=24)
    terminal.until("When do you rehearse")
    terminal.press("ㅕ")
    terminal.until("How do you open")
    assert log(store.path) == []


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_a_signal_restores_the_terminal(
    terminal: Terminal, learn: Learn, store: Store, number: signal.Signals, code: int
) -> None:
    learn(TALK)
    terminal.start(store.path, width=80, height=24)
    terminal.until("How do you open")
    assert terminal.tmux("display-message", "-p", "-t", "t", "#{alternate_on}").strip() == "1"
    os.kill(terminal.child(), number)
    terminal.until(f"code {code}")
    state = terminal.tmux("display-message", "-p", "-t", "t", "#{alternate_on} #{cursor_flag} #{mouse_any_flag}")
    assert state.split() == ["0", "1", "0"]


def test_the_terminal_knows_its_size_better_than_the_environment(
    terminal: Terminal, learn: Learn, store: Store
) -> None:
    learn(KOREAN, "/notes/korean.md")
    terminal.start(store.path, width=40, height=12, COLUMNS="100", LINES="50")
    assert "발표를" in terminal.until("show the answer")


DEAF = f"""
import signal
from flashcards.tui import app
app._SIGNALS = ()
signal.signal(signal.SIGHUP, signal.SIG_IGN)
{REVIEW}"""


@pytest.mark.parametrize("program", [REVIEW, DEAF], ids=["hears the signal", "does not"])
def test_a_closed_terminal_ends_the_program(terminal: Terminal, learn: Learn, store: Store, program: str) -> None:
    learn(TALK)
    terminal.start(store.path, width=80, height=24, PROGRAM=program)
    terminal.until("How do you open")
    child = terminal.child()
    terminal.tmux("kill-session", "-t", "t")
    deadline = time.monotonic() + PATIENCE
    while alive(child) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not alive(child)


def test_a_hostile_card_changes_neither_title_nor_clipboard_nor_screen(
    terminal: Terminal, plant: Plant, store: Store
) -> None:
    theft = "\x1b]2;stolen\x07"
    plant(f"Q {theft} \x1b]52;c;c3RvbGVu\x07 end", "A \x1b[2J\x1b[H \x9b2J \u202eevil", title=theft)
    terminal.start(store.path, width=80, height=24)
    terminal.tmux("set-option", "-s", "set-clipboard", "on")
    terminal.until("end")
    terminal.press("Space")
    screen = terminal.until("4 Easy")
    assert "evil" in screen
    assert "end" in screen
    assert "stolen" not in terminal.tmux("display-message", "-p", "-t", "t", "#{pane_title}")
    assert "stolen" not in terminal.tmux("show-buffer")


def test_no_color_sends_no_colour(terminal: Terminal, learn: Learn, store: Store) -> None:
    learn(TALK)
    terminal.start(store.path, width=80, height=24, NO_COLOR="1")
    terminal.until("How do you open")
    terminal.press("Space")
    terminal.until("4 Easy")
    codes = {code for found in terminal.screen("-e").split("\x1b[")[1:] for code in found.split("m")[0].split(";")}
    assert codes <= {"", "0", "1", "2", "3", "4", "7", "9", "39", "49"}


@pytest.mark.parametrize(("width", "height"), [(80, 24), (40, 12)])
def test_notes_are_looked_through_and_what_is_taken_is_in_the_database(
    terminal: Terminal, store: Store, width: int, height: int
) -> None:
    """Drop the first point, word the second, put the third off, take a Korean one below the threshold, store."""
    notes = store.path.with_name("mentor.md")
    notes.write_text(NOTES, encoding="utf-8")
    terminal.start(store.path, width=width, height=height, PROGRAM=ADD)
    terminal.until("▸+  Always write down")
    terminal.press("Space")
    terminal.until("▸x  Always write down")
    terminal.press("j", "e")
    terminal.until("Your wording:")
    terminal.press("BSpace", "!", "Enter")
    terminal.until("▸+  Meet each colleague for")
    terminal.press("ㅓ", "ㅣ")
    terminal.until("▸?  Ask what they would change")
    terminal.press("End", "Space")
    terminal.until("▸+  그날은 비가 왔다")
    terminal.press("Enter")
    terminal.until("5 new, 1 for later: store?")
    assert texts(store.path) == []
    terminal.press("y")
    terminal.until("Stored: 5 new, 1 for later.")
    stored = [MEET.replace(".", "!"), CHANGE, SURPRISES, SMALL, FIRST, RAIN]
    assert texts(store.path) == stored
    terminal.press("q")
    terminal.until("code 0")
    assert notes.read_text(encoding="utf-8") == NOTES


def test_leaving_the_notes_stores_nothing_and_restores_the_terminal(terminal: Terminal, store: Store) -> None:
    theft = "\x1b]2;stolen\x07"
    store.path.with_name("mentor.md").write_text(f"{NOTES}    - Always {theft} end\n", encoding="utf-8")
    terminal.start(store.path, width=80, height=24, PROGRAM=ADD)
    terminal.until("▸+  Always write down")
    terminal.press("End", "Space", "Escape")
    terminal.until("1 choice would be lost")
    terminal.press("y")
    terminal.until("code 0")
    assert texts(store.path) == []
    assert "stolen" not in terminal.tmux("display-message", "-p", "-t", "t", "#{pane_title}")
    assert terminal.tmux("display-message", "-p", "-t", "t", "#{alternate_on}").strip() == "0"


def test_keys_decks_and_settings_go_by_the_file_and_are_kept_in_it(
    terminal: Terminal, learn: Learn, store: Store
) -> None:
    """Flag with a key of the user's own in Hangul mode, apply and reword a tip, set a deck's aim and a theme."""
    learn(TALK)
    file = store.path.with_name(store.path.name + ".toml")
    file.write_text('# mine\n[keys.review]\nflag = "z"\n', encoding="utf-8")
    terminal.start(store.path, width=80, height=24, PROGRAM=WHOLE)
    terminal.until("5 cards due")
    for keys, seen in (
        (["Enter"], "z flag"), (["ㅋ"], "⚑ flagged"), (["a"], "How did you use tip"),
        (["월요일", "Enter"], "was applied"),
        (["e"], "Details, one a line"), (["!", "Enter"], "Edited #"), (["q"], "5 cards due"),
        (["d"], "▸ Talks on craft"), (["e", "Enter"], "default inherits"), (["5", "Enter"], "retention = 0.95"),
        (["q"], "e options"), (["q"], "5 cards due"), ([","], "rollover"), (["/"], "type to find"),
    ):  # fmt: skip
        terminal.press(*keys)
        terminal.until(seen)
    terminal.press(*"theme", "Enter")
    terminal.until("1 setting found")
    terminal.insist("Enter", "ui.theme: colours")  # nothing on the screen says when the line has given up the keys
    terminal.press("C-u", *"light", "Enter")
    terminal.until('ui.theme = "light", kept')
    terminal.press("q")
    terminal.until("animation")
    terminal.press("q")
    terminal.until("5 cards due")
    terminal.press("q")
    terminal.until("code 0")
    assert file.read_text(encoding="utf-8") == '# mine\n[keys.review]\nflag = "z"\n\n[ui]\ntheme = "light"\n'
    with Store.open(store.path, now=MORNING) as after:
        (card,) = [card for found in after.cards.of_points().values() for card in found if card.flag]
        assert [entry.text for entry in after.notes.entries(card.point)] == ["월요일"]
        assert after.notes.point(card.point).text.endswith("!")
        options = decking.in_force(Desk(after, Settings(), MORNING), "Talks on craft")
        assert (options[0].value, options[0].set_by) == ("0.95", "Talks on craft")


def texts(path: Path) -> list[str]:
    with Store.open(path, now=MORNING) as store:
        return [point.text for _note, points in store.notes.all() for point in points]


def row_of(screen: str, text: str) -> int:
    return next(number for number, row in enumerate(screen.splitlines()) if text in row)


def alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True
