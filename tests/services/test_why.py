"""Why cards: made where the notes give a reason, asked once the tip was recalled, and following the file."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from flashcards.core.face import FaceKind
from flashcards.core.note import Card, Reason, Role
from flashcards.core.progress import Status
from flashcards.services import (
    adding,
    browsing,
    deciding,
    decking,
    editing,
    exporting,
    forecasting,
    gathering,
    handling,
    queueing,
    reviewing,
    searching,
)
from flashcards.services.adding import Options, Stored
from flashcards.services.deciding import Choice, Verdict
from flashcards.services.editing import Wording
from flashcards.services.reviewing import Shown
from tests.services.user import User

KEY = Options()
TIP = "Label every cable."
REASON = "because the drawings are always out of date"
NOTES = f"""---
title: Racks
deck: Work
---
- How do I keep a rack tidy? :: {TIP}
    - {REASON}
- 창고는 어떻게 정리하나요? :: 선반마다 담당자를 꼭 정하세요.
    - 함께 쓸 때
"""
AGAIN, GOOD, EASY = 1, 3, 4


@pytest.fixture
def rack(user: User) -> User:
    """Add notes with a reason and a condition."""
    user.add(user.write("rack.md", NOTES), options=KEY)
    return user


def again(user: User, old: str, new: str) -> Stored:
    """Change the notes and add them again."""
    return user.add(user.write("rack.md", NOTES.replace(old, new)), options=KEY)


def why(user: User, text: str = TIP) -> Card:
    """Return the why card of a tip."""
    return next(card for card in user.tip(text).cards if card.role is Role.WHY)


def recall(user: User, rating: int = GOOD) -> None:
    """Answer the tip on two days, so that the second answer is one from review state."""
    user.recall_daily(TIP, [rating])


def asked(user: User) -> set[Role]:
    """Return the roles in which the tip could be asked tomorrow."""
    queue = queueing.today(user.later(days=1).desk)
    cards = user.store.cards.by_uids(one.card for one in queue.cards)
    return {card.role for card in cards.values() if card.point == user.tip(TIP).point.uid}


def test_a_point_with_a_reason_gets_a_why_card_and_one_without_gets_none(user: User) -> None:
    notes = NOTES.replace(REASON, "with a pen")
    stored = user.add(user.write("rack.md", notes), options=KEY)
    assert (stored.new, stored.why) == (2, 1)
    assert {text: [card.role for card in tip.cards] for text, tip in user.tips().items()} == {
        TIP: [Role.ASK],
        "선반마다 담당자를 꼭 정하세요.": [Role.ASK, Role.WHY],
    }


def test_the_plan_names_what_gets_a_why_card(user: User) -> None:
    (planned,) = user.plan(user.write("rack.md", NOTES), options=KEY)
    assert [planned.plan.proposed(one).why for one in planned.plan.why] == [
        Reason(REASON),
        Reason("함께 쓸 때", condition=True),
    ]


def test_it_asks_for_the_reason_or_the_condition_with_the_tip_standing(rack: User) -> None:
    shown = reviewing.show(rack.desk, why(rack).uid).face
    assert (shown.kind, shown.question, shown.cue, shown.answer) == (FaceKind.WHY, TIP, "Why?", REASON)
    assert shown.context[-1] == "How do I keep a rack tidy?"
    shown = reviewing.show(rack.desk, why(rack, "선반마다 담당자를 꼭 정하세요.").uid).face
    assert (shown.cue, shown.answer) == ("언제?", "함께 쓸 때")


def test_a_locked_card_counts_nowhere(rack: User) -> None:
    assert why(rack).locked
    due = queueing.due(rack.desk)
    assert (due.new, due.total) == (2, 2)
    assert queueing.held(rack.desk, due) == 0
    assert rack.review(EASY) == [TIP, "선반마다 담당자를 꼭 정하세요."]
    tomorrow = rack.later(days=1)
    assert queueing.due(tomorrow.desk).new == 0
    assert forecasting.forecast(tomorrow.desk).new == 0
    assert len(forecasting.scenario(tomorrow.desk).cards) == 2
    assert [deck.due.new for deck in browsing.decks(tomorrow.desk)] == [0]
    assert searching.page(tomorrow.desk, "is:new").total == 0
    dues = [tip.due for tip in rack.tips().values() if tip.due is not None]
    assert queueing.next_due(tomorrow.desk) == min(dues)


@pytest.mark.parametrize("rating", [2, 3, 4])
def test_the_first_passed_recall_from_review_state_unlocks_it_for_another_day(rack: User, rating: int) -> None:
    rack.answer(TIP, EASY)
    assert why(rack).locked
    recall(rack.later(days=9), rating)
    assert not why(rack).locked
    assert why(rack).uid not in {one.card for one in queueing.today(rack.desk).cards}
    assert asked(rack) == {Role.WHY}
    assert searching.page(rack.desk, "is:new").total >= 1


def test_a_failed_recall_unlocks_nothing(rack: User) -> None:
    recall(rack, AGAIN)
    assert why(rack).locked


def test_undo_locks_it_again_unless_it_was_begun(rack: User) -> None:
    recall(rack)
    reviewing.undo(rack.desk)
    assert why(rack).locked
    assert Role.WHY not in asked(rack)
    rack.answer(TIP, GOOD)
    reviewing.answer(rack.later(days=1).desk, why(rack).uid, EASY)
    assert not why(rack).locked


def test_cloze_cards_unlock_too_and_cards_the_other_way_do_not(user: User) -> None:
    text = (
        "- Sleep ==eight== hours.\n    - because tired people shout\n- desk ::: table\n    - because both have legs\n"
    )
    user.add(user.write("both.md", text), options=KEY)
    cards = {card.role: card for tip in user.tips().values() for card in tip.cards}
    reversed_ = cards[Role.REVERSED]
    for card in (cards[Role.CLOZE], reversed_):
        reviewing.answer(user.desk, card.uid, EASY)
    user.later(days=20)
    for card in (cards[Role.CLOZE], reversed_):
        reviewing.answer(user.desk, card.uid, GOOD)
    found = [card for tip in user.tips().values() for card in tip.cards if card.role is Role.WHY]
    assert {card.point: card.locked for card in found} == {cards[Role.CLOZE].point: False, reversed_.point: True}


def test_with_the_setting_off_none_is_made_and_none_is_asked(rack: User) -> None:
    recall(rack)
    off = rack.with_settings(review__why=False)
    assert Role.WHY not in asked(off)
    assert off.desk.is_locked(why(off))
    assert forecasting.forecast(off.desk).new == 1
    assert searching.page(off.desk, "is:new").total == 1
    stored = off.add(off.write("more.md", NOTES.replace("cable", "plug")), options=KEY)
    assert (stored.new, stored.why) == (1, 0)
    assert Role.WHY in asked(rack)


def test_a_file_added_while_it_was_off_gets_its_cards_when_it_is_added_again(user: User) -> None:
    off = user.with_settings(review__why=False)
    path = off.write("rack.md", NOTES)
    off.add(path, options=KEY)
    (planned,) = user.plan(path, options=KEY)
    assert not planned.plan.is_empty
    assert user.add(path, options=KEY) == Stored(why=2)
    assert user.add(path, options=KEY) == Stored()


def test_a_reason_written_below_a_known_tip_makes_a_card(user: User) -> None:
    user.add(user.write("rack.md", NOTES.replace(REASON, "with a pen")), options=KEY)
    recall(user)
    assert again(user, "", "").why == 1
    assert asked(user) == {Role.WHY}


def test_a_reason_that_changes_is_the_new_answer(rack: User) -> None:
    recall(rack)
    card = why(rack)
    again(rack, REASON, "so that nobody has to guess")
    assert why(rack) == card
    assert reviewing.show(rack.desk, card.uid).face.answer == "so that nobody has to guess"


@pytest.mark.parametrize("begun", [False, True])
def test_a_reason_that_goes_takes_its_card_out_and_brings_it_back(rack: User, begun: bool) -> None:  # noqa: FBT001  a parameter
    recall(rack)
    if begun:
        reviewing.answer(rack.later(days=1).desk, why(rack).uid, EASY)
        rack.later(days=20)
    card = why(rack)
    again(rack, REASON, "with a pen")
    assert why(rack).locked
    assert Role.WHY not in asked(rack)
    assert again(rack, "", "") == Stored()
    assert why(rack) == card
    assert Role.WHY in asked(rack)


def test_an_edit_of_the_details_changes_the_reason_and_the_file_brings_it_back(rack: User) -> None:
    recall(rack)
    card = why(rack)
    words = editing.wording(rack.desk, card)
    editing.edit(rack.desk, card, Wording(question=words.question, answer=TIP, details=("since plugs look alike",)))
    assert reviewing.show(rack.desk, card.uid).face.answer == "since plugs look alike"
    editing.edit(rack.desk, card, Wording(question=words.question, answer=TIP, details=("a pen will do",)))
    assert why(rack).locked
    editing.take_file(rack.desk, card)
    assert reviewing.show(rack.desk, card.uid).face.answer == REASON
    assert not why(rack).locked


def test_it_goes_to_the_deck_of_its_tip(user: User) -> None:
    user.add(user.write("rack.md", NOTES.replace(REASON, "with a pen")), options=KEY)
    decking.move(user.desk, [user.tip(TIP).point.uid], "Home")
    again(user, "", "")
    assert why(user).deck == "Home"


def test_only_ask_and_cloze_cards_decide_what_is_learned(rack: User) -> None:
    rack.recall_daily(TIP, [EASY, EASY, EASY])
    reviewing.answer(rack.later(days=1).desk, why(rack).uid, AGAIN)
    assert rack.tip(TIP).status is Status.LEARNED


def test_a_split_line_keeps_its_reason_with_the_first_part(user: User) -> None:
    (planned,) = user.plan(user.write("rack.md", NOTES), options=KEY)
    chosen = deciding.decide(planned, [Choice(0, 0, Verdict.SPLIT, ("Label the plugs.", "Label the sockets."))])
    assert len(chosen.plan.why) == 2
    assert adding.store(user.desk, [chosen]).why == 2
    assert len(user.tip("Label the plugs.").cards) == 2
    assert len(user.tip("Label the sockets.").cards) == 1


def test_what_another_source_says_again_gets_no_card_of_its_own(rack: User) -> None:
    other = NOTES.replace(REASON, "with a pen").replace("Racks", "Racks again")
    stored = rack.add(rack.write("other.md", other), options=KEY)
    assert (stored.mentioned, stored.why) == (2, 0)
    assert reviewing.show(rack.desk, why(rack).uid).face.answer == REASON


def _suspended(user: User) -> None:
    handling.suspend(user.desk, [why(user)])


def _off(user: User) -> None:
    user.settings = user.with_settings(review__why=False).settings


@pytest.mark.parametrize(("change", "cards"), [(lambda _user: None, 3), (_suspended, 3), (_off, 2)])
def test_anki_gets_a_why_card_once_it_is_unlocked(
    rack: User, tmp_path: Path, change: Callable[[User], None], cards: int
) -> None:
    written = exporting.to_anki(rack.desk, tmp_path / "locked.apkg")
    assert (written.notes, written.cards) == (2, 2)
    recall(rack)
    change(rack)
    assert exporting.to_anki(rack.desk, tmp_path / "some.apkg").cards == cards


def test_a_card_by_hand_has_none(user: User) -> None:
    assert user.add(gathering.by_hand("front :: because of it"), options=KEY).why == 0


@pytest.mark.parametrize("seed", range(2))
def test_what_is_counted_is_what_is_asked_whatever_is_answered(user: User, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  a history, not a secret
    text = "\n".join(
        f"- What about topic {n}?\n    - Keep thing {n} short.\n        - because of {n}" for n in range(5)
    )
    user.add(user.write("talk.md", text), options=KEY)
    roles: set[Role] = set()
    for day in range(21):
        user.settings = user.with_settings(review__why=day % 7 != 6).settings
        due, queue = queueing.due(user.desk), queueing.today(user.desk)
        expected = {card.uid for tip in user.tips().values() for card in tip.cards if user.desk.is_locked(card)}
        assert expected.isdisjoint(one.card for one in queue.cards)
        assert due.total == len(queue.cards)
        while isinstance(shown := reviewing.next_card(user.later(ms=5000).desk), Shown):
            assert not user.desk.is_locked(shown.card)
            roles.add(shown.card.role)
            reviewing.answer(user.desk, shown.card.uid, chance.choice([1, 3, 3, 4]))
            if chance.random() < 0.2:
                reviewing.undo(user.desk)
        user.later(days=1)
    assert roles == {Role.ASK, Role.WHY}
    assert user.faults() == []
