"""A sitting of review: order, bounds, skips, and taking back."""

import pytest

from flashcards.core.schedule import EASY, GOOD
from flashcards.errors import NothingToDo, Refused
from flashcards.services import reviewing
from flashcards.services.desk import Desk
from flashcards.services.reviewing import Shown, Waiting
from flashcards.services.session import LONGEST_MS, Ended, Left, Session
from tests.conftest import Clock, Plant


@pytest.fixture
def cards(plant: Plant) -> list[str]:
    """Plant three cards of three notes; their uids in the order they are asked."""
    return [plant(f"Question {n}?", f"Answer {n}.", title=f"Source {n}").uid for n in range(3)]


def asked(session: Session, desk: Desk) -> Shown:
    turn = session.next(desk)
    assert isinstance(turn, Shown)
    return turn


def test_cards_are_asked_in_the_order_of_the_queue(desk: Desk, cards: list[str]) -> None:
    session = Session()
    for uid in cards:
        shown = asked(session, desk)
        assert shown.card.uid == uid
        session.answer(desk, shown, EASY)
    assert isinstance(session.next(desk), Waiting)


def test_what_is_left_counts_the_card_being_asked(desk: Desk, cards: list[str]) -> None:
    session = Session()
    shown = asked(session, desk)
    assert session.left == Left(new=3)
    session.answer(desk, shown, GOOD)
    asked(session, desk)
    assert session.left == Left(new=2, learning=1)
    assert session.left.total == 3


def test_the_time_since_the_card_was_asked_is_logged_up_to_a_minute(desk: Desk, cards: list[str], clock: Clock) -> None:
    session = Session()
    for seconds, logged in ((12, 12_000), (3_600, LONGEST_MS)):
        shown = asked(session, at(desk, clock))
        clock.advance(seconds=seconds)
        assert session.answer(at(desk, clock), shown, EASY).answer.duration_ms == logged


def test_the_limit_counts_answers_and_undo_gives_one_back(desk: Desk, cards: list[str]) -> None:
    session = Session(limit=1)
    session.answer(desk, asked(session, desk), EASY)
    assert session.next(desk) == Ended("limit")
    session.undo(desk)
    assert isinstance(session.next(desk), Shown)


def test_nothing_left_comes_before_the_bound(desk: Desk, plant: Plant) -> None:
    plant("Only one?", "Yes.")
    session = Session(limit=1)
    session.answer(desk, asked(session, desk), EASY)
    assert isinstance(session.next(desk), Waiting)


def test_the_minutes_run_from_the_first_card(desk: Desk, cards: list[str], clock: Clock) -> None:
    session = Session(minutes=2)
    asked(session, desk)
    clock.advance(seconds=119)
    asked(session, at(desk, clock))
    clock.advance(seconds=1)
    assert session.next(at(desk, clock)) == Ended("minutes")
    assert isinstance(session.renewed().next(at(desk, clock)), Shown)


def test_skipped_cards_come_last_in_the_order_they_were_skipped(desk: Desk, cards: list[str]) -> None:
    session = Session()
    for _ in range(2):
        session.skip(asked(session, desk))
    order = []
    for _ in range(3):
        shown = asked(session, desk)
        order.append(shown.card.uid)
        session.answer(desk, shown, EASY)
    assert order == [cards[2], cards[0], cards[1]]


def test_the_only_card_can_be_skipped_and_is_asked_again(desk: Desk, plant: Plant) -> None:
    uid = plant("Only one?", "Yes.").uid
    session = Session()
    session.skip(asked(session, desk))
    assert asked(session, desk).card.uid == uid


def test_undo_takes_back_skips_and_answers_in_the_order_of_the_acts(desk: Desk, cards: list[str]) -> None:
    session = Session()
    session.answer(desk, asked(session, desk), EASY)
    session.skip(asked(session, desk))
    session.skip(asked(session, desk))
    back = [session.undo(desk).shown for _ in range(3)]
    assert [shown.card.uid for shown in back if shown] == [cards[2], cards[1], cards[0]]
    assert session.answered == 0
    with pytest.raises(NothingToDo):
        session.undo(desk)


def test_a_skip_is_forgotten_with_the_sitting(desk: Desk, cards: list[str]) -> None:
    first = Session()
    first.skip(asked(first, desk))
    assert asked(Session(), desk).card.uid == cards[0]


def test_suspend_bury_and_flag_are_undone_card_by_card(desk: Desk, cards: list[str]) -> None:
    session = Session()
    session.suspend(desk, asked(session, desk))
    session.bury(desk, asked(session, desk))
    flagged = session.flag(desk, asked(session, desk))
    assert flagged.card.flag == 1
    back = [session.undo(desk) for _ in range(3)]
    assert [found.shown.card.uid for found in back if found.shown] == [cards[2], cards[1], cards[0]]
    card = desk.store.cards.by_uid(cards[2])
    assert card is not None
    assert card.flag == 0


def test_an_act_on_a_card_that_cannot_be_asked_is_undone_without_going_to_it(desk: Desk, cards: list[str]) -> None:
    session = Session()
    shown = asked(session, desk)
    session.flag(desk, shown)
    other = Session(deck="Source 1")
    assert other.undo(desk).shown is None


def test_a_card_answered_elsewhere_is_refused_and_counts_for_nothing(desk: Desk, cards: list[str]) -> None:
    session = Session(limit=1)
    shown = asked(session, desk)
    reviewing.answer(desk, shown.card.uid, EASY)
    with pytest.raises(Refused):
        session.answer(desk, shown, GOOD)
    assert session.answered == 0
    assert len(desk.store.log.answers()) == 1


def at(desk: Desk, clock: Clock) -> Desk:
    return Desk(desk.store, desk.settings, clock())
