"""Leeches: when a card becomes one, what is done to it, and that undo takes it back."""

import pytest

from flashcards.core.schedule import AGAIN, GOOD
from flashcards.services import leeches, reviewing
from tests.services.user import User

ONE = "Where do words go? :: Into a notebook"


@pytest.mark.parametrize(
    ("threshold", "lapses"),
    [(8, [8, 12, 16, 20]), (1, [1, 2, 3, 4]), (5, [5, 8, 11, 14]), (2, [2, 3, 4, 5])],
)
def test_a_leech_is_made_at_the_threshold_and_at_each_half_of_it_after(threshold: int, lapses: list[int]) -> None:
    assert [n for n in range(lapses[-1] + 1) if leeches.turns(n, threshold)] == lapses


def lapse(user: User, times: int) -> list[bool]:
    """Forget the card again and again; return whether each lapse made it a leech."""
    made = []
    for _time in range(times):
        while user.card("Into a notebook").memory.__class__.__name__ != "Review":
            user.later(minutes=15).answer("Into a notebook", GOOD)
        made.append(user.later(days=30).answer("Into a notebook", AGAIN).leech)
    return made


def test_the_lapse_that_makes_a_leech_says_so_and_tags_the_tip(user: User) -> None:
    user = user.with_settings(leech__lapses=3)
    user.hand(ONE)
    assert lapse(user, 6) == [False, False, True, False, True, False]
    assert user.tip("Into a notebook").point.tags == ("leech",)
    assert not user.card("Into a notebook").suspended


def test_a_leech_is_suspended_where_the_user_wants_that_and_undo_takes_all_of_it_back(user: User) -> None:
    user = user.with_settings(leech__lapses=2, leech__suspend=True)
    user.hand(ONE)
    assert lapse(user, 2) == [False, True]
    assert user.card("Into a notebook").suspended
    assert user.tip("Into a notebook").point.tags == ("leech",)
    reviewing.undo(user.desk)
    assert not user.card("Into a notebook").suspended
    assert user.tip("Into a notebook").point.tags == ()
    assert user.card("Into a notebook").lapses == 1
