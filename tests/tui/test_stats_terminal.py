"""Stats in a real terminal, from Today and back, also without colour."""

import pytest

from flashcards.store.store import Store
from tests.tui.terminal import NEEDS_TMUX, TODAY, Terminal

pytestmark = NEEDS_TMUX


@pytest.mark.parametrize(("width", "height"), [(80, 24), (40, 12)])
def test_every_page_is_seen_without_colour_and_today_again_after_it(
    terminal: Terminal, student: Store, width: int, height: int
) -> None:
    before = student.log.answers()
    terminal.start(student.path, width=width, height=height, PROGRAM=TODAY, NO_COLOR="1")
    terminal.until("q quit")
    terminal.press("t")
    terminal.until("answers in")
    for key, seen in {
        "2": "Mon ·", "3": "Falls due, next 30 days", "4": "100%│", "5": "R 90-95% █", "6": "hour of the day",
        "7": "below 1", "8": "learned now", "ㅔ": "last 90 days",
    }.items():  # fmt: skip
        terminal.press(key)
        screen = terminal.until(seen)
        assert any(sign in screen for sign in "█│")
    codes = {code for found in terminal.screen("-e").split("\x1b[")[1:] for code in found.split("m")[0].split(";")}
    assert codes <= {"", "0", "1", "2", "3", "4", "7", "9", "39", "49"}
    terminal.press("Escape")
    terminal.until("q quit")
    terminal.press("q")
    terminal.until("code 0")
    assert student.log.answers() == before
