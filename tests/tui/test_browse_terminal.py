"""Finding a card by a Korean word in a real terminal, acting on it, and finding that in the database."""

import pytest

from flashcards.store.store import Store
from tests.conftest import MORNING, Learn
from tests.tui.notes import KOREAN, TALK
from tests.tui.terminal import NEEDS_TMUX, TODAY, Terminal

pytestmark = NEEDS_TMUX


@pytest.mark.parametrize(("width", "height"), [(80, 24), (40, 12)])
def test_a_card_is_found_by_one_korean_word_and_flagged_in_hangul_mode(
    terminal: Terminal, learn: Learn, store: Store, width: int, height: int
) -> None:
    learn(TALK)
    learn(KOREAN, "/notes/korean.md")
    terminal.start(store.path, width=width, height=height, PROGRAM=TODAY)
    terminal.until("q quit")
    terminal.press("/")
    terminal.until("Browse  6 cards")
    terminal.press("슬라이드")
    terminal.until("1 card ")
    terminal.press("Enter")
    terminal.until("Enter card")
    terminal.press("Enter")
    screen = terminal.until("tip #")
    assert "발표를 준비할 때" in screen
    terminal.press("ㄹ")
    terminal.until("1 card flagged")
    terminal.press("Escape")
    terminal.until("Enter card")
    terminal.press("q")
    terminal.until("q quit")
    terminal.press("l")
    terminal.until(" ⚑ " if width == 80 else "▸")
    terminal.press("q")
    terminal.until("q quit")
    terminal.press("q")
    terminal.until("code 0")
    with Store.open(store.path, now=MORNING) as after:
        flagged = [card for many in after.cards.of_points().values() for card in many if card.flag]
        assert [after.notes.point(card.point).text[:7] for card in flagged] == ["듣는 사람이 "]
