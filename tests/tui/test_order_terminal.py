"""Keys in one burst in a real terminal: each acts on the screen that the one before led to."""

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
