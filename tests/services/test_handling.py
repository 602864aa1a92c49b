"""What is done to cards and tips besides answering: each act counts what it changed, and refuses nonsense."""

import datetime as dt

import pytest

from flashcards.core.note import Role
from flashcards.core.studyday import day_of
from flashcards.errors import BadInput, NotFound
from flashcards.services import handling, queueing
from flashcards.store.keeping import Keeper
from tests.services.user import User

ONE, TWO = "front one :: back one", "front two ::: back two"


@pytest.fixture
def tips(user: User) -> User:
    """Add two tips by hand, one of them asked for both ways."""
    user.hand(ONE, TWO)
    return user


def test_a_number_or_a_uid_names_a_card_and_its_tip(tips: User) -> None:
    card = tips.card("back two")
    point = tips.tip("back two").point
    for reference in (str(card.n), f"#{card.n}", card.uid, point.uid, f"#{point.n}"):
        assert handling.resolve(tips.desk, reference) == card
        assert handling.resolve_tip(tips.desk, reference)[1] == point
    reverse = tips.tip("back two").cards[1]
    assert reverse.role is Role.REVERSED
    assert handling.resolve(tips.desk, f"#{reverse.n}") == reverse


@pytest.mark.parametrize("reference", ["0", "#999", "nobody", "", "{ref}"])
def test_what_nothing_is_named_by_is_not_found(tips: User, reference: str) -> None:
    with pytest.raises(NotFound) as caught:
        handling.resolve(tips.desk, reference)
    assert f"no card or tip {reference}:" in str(caught.value)


def test_a_suspended_card_is_not_asked_until_it_is_brought_back(tips: User) -> None:
    cards = [tips.card("back one"), tips.card("back two")]
    assert len(handling.suspend(tips.desk, cards[:1])) == 1
    assert len(handling.suspend(tips.desk, cards)) == 1
    assert queueing.due(tips.desk).total == 1
    assert len(handling.suspend(tips.desk, cards, on=False)) == 2
    assert queueing.due(tips.desk).total == 2


def test_a_buried_card_comes_back_by_itself_on_the_next_study_day(tips: User) -> None:
    assert len(handling.bury(tips.desk, [tips.card("back one")])) == 1
    assert tips.review(4) == ["back two"]
    assert "back one" in tips.later(days=1).review(4)


def test_a_buried_card_can_be_brought_back_at_once(tips: User) -> None:
    cards = [tips.card("back one")]
    handling.bury(tips.desk, cards)
    assert len(handling.bury(tips.desk, cards, on=False)) == 1
    assert "back one" in tips.review(4)


def test_a_flag_is_one_of_seven_or_none(tips: User) -> None:
    cards = [tips.card("back one")]
    assert len(handling.flag(tips.desk, cards, 7)) == 1
    assert len(handling.flag(tips.desk, cards, 7)) == 0
    assert tips.tip("back one").flagged
    assert len(handling.flag(tips.desk, cards, 0)) == 1
    assert not tips.tip("back one").flagged
    for colour in (-1, 8):
        with pytest.raises(BadInput, match="from 0"):
            handling.flag(tips.desk, cards, colour)


def test_a_tag_is_one_word(tips: User) -> None:
    points = [tips.tip(text).point for text in ("back one", "back two")]
    assert len(handling.tag(tips.desk, points[:1], "#일::면접 ")) == 1
    assert len(handling.tag(tips.desk, points, "일::면접")) == 1
    assert tips.tip("back one").point.tags == ("일::면접",)
    assert len(handling.tag(tips.desk, points, "일::면접", remove=True)) == 2
    assert len(handling.tag(tips.desk, points, "일::면접", remove=True)) == 0
    for name in ("", " ", "#", "two words", "a\tb", "::", "work::", "::work", "a::::b"):
        with pytest.raises(BadInput, match="one word"):
            handling.tag(tips.desk, points, name)


def test_applying_counts_each_dated_use_and_not_what_did_not_fit(tips: User) -> None:
    point = tips.tip("back one").point
    handling.apply(tips.desk, point, " in the stand-up ")
    handling.apply(tips.desk, point, day=tips.desk.today - 30)
    handling.apply(tips.desk, point, "too early", fits=False)
    assert tips.tip("back one").applied == 2
    rows = tips.store.dump()["applied"]
    assert [(row["text"], tips.desk.today - row["study_day"], row["kind"]) for row in rows] == [
        ("in the stand-up", 0, "used"), ("", 30, "used"), ("too early", 0, "didnt-fit"),
    ]  # fmt: skip


def test_nothing_is_applied_in_the_future(tips: User) -> None:
    with pytest.raises(BadInput, match="2026-03-03 is in the future"):
        handling.apply(tips.desk, tips.tip("back one").point, day=tips.desk.today + 1)


def test_nothing_was_applied_before_1970(tips: User) -> None:
    with pytest.raises(BadInput, match="0001-01-01 is before 1970"):
        handling.apply(tips.desk, tips.tip("back one").point, day=day_of(dt.date(1, 1, 1)))
    handling.apply(tips.desk, tips.tip("back one").point, day=0)


def test_a_malformed_tag_of_old_can_be_taken_off(tips: User) -> None:
    point = tips.tip("back one").point
    with tips.store.write("tag", at=tips.now, study_day=tips.desk.today) as act:
        Keeper(act).tag(point.uid, "::", removed=False)
    assert len(handling.tag(tips.desk, [point], "::", remove=True)) == 1


def test_a_retired_tip_keeps_its_history_and_comes_back_with_it(tips: User) -> None:
    tips.answer("back one", 4)
    card = tips.card("back one")
    assert handling.retire(tips.desk, tips.tip("back one").point, " too obvious ")
    assert tips.tip("back one").point.retired_why == "too obvious"
    assert tips.card("back one") == card
    assert tips.review(4) == ["back two"]
    assert handling.restore(tips.desk, tips.tip("back one").point)
    assert not handling.restore(tips.desk, tips.tip("back one").point)
    assert tips.card("back one") == card
    assert tips.tip("back one").point.retired_why is None


def test_retiring_needs_a_reason(tips: User) -> None:
    with pytest.raises(BadInput, match="needs a reason"):
        handling.retire(tips.desk, tips.tip("back one").point, "  ")
