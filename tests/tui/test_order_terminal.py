"""Keys in a real terminal: in one burst, and while another process writes to the database."""

import subprocess
import sys
import time

from flashcards.store.store import Store
from tests.conftest import Learn
from tests.tui.notes import TALK
from tests.tui.terminal import NEEDS_TMUX, TODAY, Terminal

pytestmark = NEEDS_TMUX


def test_ten_keys_at_once_across_three_screens_are_all_obeyed(terminal: Terminal, learn: Learn, store: Store) -> None:
    """Today, review, an answer, the next card, a panel with a word typed into it, an answer, and back to Today."""
    learn(TALK)
    terminal.start(store.path, width=80, height=24, PROGRAM=TODAY)
    terminal.until("Enter review")
    terminal.press("Enter", "Space", "3", "Space", "a", "o", "k", "Enter", "4", "q")
    terminal.until("2 answers today")
    assert [row.rating for row in store.log.answers()] == [3, 4]
    assert [row["text"] for row in store.dump()["applied"]] == ["ok"]


HOLD = """
import sqlite3, sys, time
other = sqlite3.connect(sys.argv[1], isolation_level=None)
other.execute("BEGIN IMMEDIATE")
print("held", flush=True)
time.sleep(1.5)
sys.stdin.readline()
other.execute("ROLLBACK")
"""


def test_answers_given_while_another_process_writes_are_stored_once_in_order(
    terminal: Terminal, learn: Learn, store: Store
) -> None:
    """The screen says that it waits, does nothing with the keys pressed meanwhile, and goes on by itself."""
    learn(TALK)
    terminal.start(store.path, width=40, height=12)
    terminal.until("How do you open")
    terminal.press("Space")
    terminal.until("4 Easy")
    hold = [sys.executable, "-c", HOLD, str(store.path)]
    with subprocess.Popen(hold, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        terminal.press("3")
        terminal.until("your answer is kept")
        terminal.press("4", "Space", "q")
        time.sleep(0.3)
        assert "How do you open" in terminal.screen()
        assert store.log.answers() == []
        other.communicate("\n")
    terminal.until("When do you rehearse")
    terminal.press("Space", "4")
    terminal.until("What do you do")
    assert [row.rating for row in store.log.answers()] == [3, 4]
