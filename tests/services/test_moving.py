"""A due day that is moved: the log explains it, no figure counts it, and it can be taken back."""

import pytest

from flashcards.core.memory import Review
from flashcards.core.note import Card
from flashcards.services import daily, queueing, reviewing
from flashcards.services.moving import move
from tests.services.user import User

ONE, TWO = "back one", "back two"


@pytest.fixture
def learner(user: User) -> User:
    """Bring two tips into review; the day after, nothing was answered yet."""
    user.hand(f"front one :: {ONE}", f"front two :: {TWO}")
    user.answer(ONE, 4)
    user.answer(TWO, 4)
    return user.later(days=1)


def moved(user: User, **days: int) -> int:
    """Move tips, by the last word of their text, to a day counted from today, as one act."""
    wanted = {user.card(f"back {name}").uid: user.desk.today + ahead for name, ahead in days.items()}
    with user.store.write("catch-up", at=user.now, study_day=user.desk.today) as act:
        return move(user.desk, act, wanted)


def memory(card: Card) -> Review:
    assert isinstance(card.memory, Review)
    return card.memory


def test_a_moved_card_is_due_on_its_new_day_with_its_memory_as_it_was(learner: User) -> None:
    before = memory(learner.card(ONE))
    assert moved(learner, one=30) == 1
    after = memory(learner.card(ONE))
    assert after.due_day == learner.desk.today + 30
    assert after.interval == after.due_day - before.last_day
    assert (after.strength, after.last, after.last_day) == (before.strength, before.last, before.last_day)
    assert (learner.card(ONE).reps, learner.card(ONE).lapses) == (1, 0)
    assert learner.faults() == []


def test_a_move_is_no_answer_in_any_figure(learner: User) -> None:
    tallies = learner.store.decks.tallies()
    usual = queueing.usual_ms(learner.desk)
    moved(learner, one=0, two=30)
    assert learner.store.decks.tallies() == tallies
    assert queueing.usual_ms(learner.desk) == usual
    assert learner.store.log.seen(learner.desk.today) == set()
    today = daily.so_far(learner.desk)
    assert (today.answered, today.asked, today.passed, today.duration_ms) == (0, 0, 0, 0)
    assert learner.review(3) == [ONE]


def test_undo_takes_back_all_moves_of_an_act_at_once_and_then_the_act_before_it(learner: User) -> None:
    before = [memory(learner.card(text)) for text in (ONE, TWO)]
    learner.answer(ONE, 3)
    answered = memory(learner.card(ONE))
    moved(learner.later(minutes=1), one=40, two=50)
    assert reviewing.undo(learner.later(minutes=1).desk).kind == "catch-up"
    assert [memory(learner.card(text)) for text in (ONE, TWO)] == [answered, before[1]]
    assert reviewing.undo(learner.desk).rating == 3
    assert [memory(learner.card(text)) for text in (ONE, TWO)] == before
    assert learner.faults() == []


def test_moves_after_the_clock_was_set_back_stay_in_order(learner: User) -> None:
    moved(learner, one=40)
    moved(learner.later(minutes=-90), one=50)
    assert memory(learner.card(ONE)).due_day == learner.desk.today + 50
    learner.answer(ONE, 3)
    assert learner.faults() == []
    assert reviewing.undo(learner.desk).rating == 3
    assert memory(learner.card(ONE)).due_day == learner.desk.today + 50


def test_a_card_answered_on_the_day_it_was_moved_stands_by_the_answer(learner: User) -> None:
    learner.answer(ONE, 3)
    moved(learner, one=3)
    learner.later(minutes=-90).answer(ONE, 3)
    assert memory(learner.card(ONE)).due_day != learner.desk.today + 3
    assert learner.faults() == []


def test_cards_that_are_not_in_review_stay_where_they_are(learner: User) -> None:
    learner.hand("front three :: back three")
    learner.answer(ONE, 1)
    before = learner.card(ONE).memory
    assert moved(learner, one=5, three=5) == 0
    assert learner.card(ONE).memory == before
