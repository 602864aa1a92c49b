"""Options of decks: inheritance, what they change in the day, undo, and renaming."""

import pytest

from flashcards.core.memory import Review
from flashcards.core.schedule import EASY, PARAMETERS
from flashcards.errors import BadInput, NotFound, Refused
from flashcards.services import decking, queueing, reviewing, tuning
from flashcards.services.adding import Options
from flashcards.services.reviewing import Shown
from flashcards.store.decks import ensure_deck
from tests.services.user import ALL, User


def notes(questions: int) -> str:
    return "# Talk\n" + "".join(f"- What about matter {n}?\n  - Advice {n}\n" for n in range(questions))


@pytest.fixture
def talks(user: User) -> User:
    """Give a user with thirty tips in a subdeck."""
    options = Options(cards=ALL.cards, deck="Talks::May")
    user.add(user.write("talk.md", notes(30)), options=options)
    return user


def in_force(user: User, deck: str) -> dict[str, tuple[str, str | None]]:
    return {one.option.name: (one.value, one.set_by) for one in decking.in_force(user.desk, deck)}


def test_what_is_set_is_in_force_in_the_deck_and_below_it(talks: User) -> None:
    assert decking.set_options(talks.desk, "Talks", {"new": "7", "retention": "0.85"}) == {"new", "retention"}
    assert in_force(talks, "Talks::May")["new"] == ("7", "Talks")
    decking.set_options(talks.desk, "Talks::May", {"new": "3"})
    assert in_force(talks, "Talks::May")["new"] == ("3", "Talks::May")
    assert in_force(talks, "Talks")["new"] == ("7", "Talks")
    assert queueing.due(talks.desk).new == 3


def test_what_nobody_set_is_the_default(talks: User) -> None:
    assert in_force(talks, "Talks::May") == {
        "retention": ("0.9", None), "new": ("20", None), "reviews": ("200", None), "minutes": ("0", None),
        "steps": ("1m 10m", None), "relearn-steps": ("10m", None), "max-interval": ("36500", None),
        "order": ("overdue", None),
    }  # fmt: skip


def test_default_inherits_again(talks: User) -> None:
    decking.set_options(talks.desk, "Talks::May", {"new": "3"})
    assert decking.set_options(talks.desk, "Talks::May", {"new": "default"}) == {"new"}
    assert in_force(talks, "Talks::May")["new"] == ("20", None)
    assert decking.set_options(talks.desk, "Talks::May", {"new": "default"}) == frozenset()


def test_minutes_end_the_day_before_the_cards_do(talks: User) -> None:
    decking.set_options(talks.desk, "Talks", {"minutes": "1"})
    usual = queueing.usual_ms(talks.desk)
    assert queueing.due(talks.desk).new == 60_000 // usual
    shown = reviewing.next_card(talks.desk)
    assert isinstance(shown, Shown)
    reviewing.answer(talks.desk, shown.card.uid, EASY, duration_ms=58_000)
    assert queueing.due(talks.desk).new == 0


def test_the_users_own_minutes_hold_for_all_decks(talks: User) -> None:
    talks.hand("What is alone? :: A deck of one card")
    user = talks.with_settings(review__minutes=1)
    assert queueing.due(user.desk).total == 60_000 // queueing.usual_ms(user.desk)


def test_desired_retention_changes_the_interval(talks: User) -> None:
    before = reviewing.show(talks.desk, talks.card("Advice 0").uid).outcomes[3].days or 0
    decking.set_options(talks.desk, "Talks", {"retention": "0.97"})
    assert (reviewing.show(talks.desk, talks.card("Advice 0").uid).outcomes[3].days or 0) < before


def test_undo_takes_an_option_back(talks: User) -> None:
    decking.set_options(talks.desk, "Talks", {"new": "7"})
    assert reviewing.undo(talks.desk).sentence() == "Took back: changed deck Talks."
    assert in_force(talks, "Talks")["new"] == ("20", None)


def test_one_bad_option_changes_nothing(talks: User) -> None:
    with pytest.raises(BadInput, match="reviews"):
        decking.set_options(talks.desk, "Talks", {"new": "7", "reviews": "many"})
    with pytest.raises(BadInput, match="no option 'news'"):
        decking.set_options(talks.desk, "Talks", {"news": "7"})
    with pytest.raises(NotFound):
        decking.set_options(talks.desk, "Tal", {"new": "7"})
    assert in_force(talks, "Talks")["new"] == ("20", None)


def names(user: User) -> list[str]:
    return [deck.name for deck in user.store.decks.all()]


def test_a_deck_is_renamed_with_its_subdecks_and_undo_takes_it_back(talks: User) -> None:
    assert decking.rename(talks.desk, "Talks", "Work::2026") == 2
    assert names(talks) == ["Work", "Work::2026", "Work::2026::May"]
    assert queueing.due(talks.desk, "Work").new == 20
    assert reviewing.undo(talks.desk).sentence() == "Took back: changed deck Talks."
    assert names(talks) == ["Talks", "Talks::May"]
    assert talks.faults() == []


def test_a_parent_that_is_used_since_stays_when_the_rename_is_undone(talks: User) -> None:
    decking.rename(talks.desk, "Talks", "Work::2026")
    with talks.store.write("add", at=talks.later(minutes=1).now, study_day=talks.desk.today) as act:
        ensure_deck(act, "Work::Later")
    reviewing.undo(talks.desk)
    assert names(talks) == ["Talks", "Talks::May", "Work", "Work::Later"]


def test_cards_move_to_a_deck_that_is_made_and_undo_leaves_decks_as_before(talks: User) -> None:
    points = [talks.tip(f"Advice {n}").point for n in range(3)]
    moved = decking.move(talks.desk, [point.uid for point in points], "Work:: Now")
    assert [card.n for card in moved] == [talks.card(f"Advice {n}").n for n in range(3)]
    assert {talks.card(f"Advice {n}").deck for n in range(3)} == {"Work::Now"}
    assert names(talks) == ["Talks", "Talks::May", "Work", "Work::Now"]
    assert queueing.due(talks.desk, "Work").new == 3
    assert decking.move(talks.desk, [points[0].uid], "Work::Now") == []
    undone = reviewing.undo(talks.later(minutes=1).desk)
    assert undone.sentence() == "Took back: moved card " + ", ".join(f"#{card.n}" for card in moved) + "."
    assert {card.deck for tip in talks.tips().values() for card in tip.cards} == {"Talks::May"}
    assert names(talks) == ["Talks", "Talks::May"]
    assert talks.faults() == []


def test_decks_are_offered_by_a_part_of_their_name_and_a_name_in_full_comes_first(talks: User) -> None:
    talks.hand("무엇이 먼저인가? :: 결론")
    decking.rename(talks.desk, "By hand", "새 Talks")
    assert decking.offered(talks.desk, "") == (["Talks", "Talks::May", "새 Talks"], None)
    assert decking.offered(talks.desk, "talks") == (["Talks", "Talks::May", "새 Talks"], "talks")
    assert decking.offered(talks.desk, "Talks:: May") == (["Talks::May"], None)
    assert decking.offered(talks.desk, "새 Talks") == (["새 Talks"], None)
    assert decking.offered(talks.desk, "Talks::") == (["Talks::May"], None)
    assert decking.offered(talks.desk, "글::쓰기 ") == ([], "글::쓰기")


def test_a_moved_card_is_as_well_known_as_its_new_decks_parameters_say(talks: User) -> None:
    talks.hand("What is alone? :: A deck of one card")
    tuning.adopt(talks.desk, [*PARAMETERS[:20], 0.3], "By hand")
    talks.answer("Advice 0", 3)
    for _day in range(3):
        talks.later(days=6)
        talks.answer("Advice 0", 3)
    before = talks.card("Advice 0")
    decking.move(talks.later(minutes=1).desk, [before.point], "By hand")
    after = talks.card("Advice 0")
    assert isinstance(before.memory, Review)
    assert isinstance(after.memory, Review)
    assert after.memory.strength != before.memory.strength
    assert after.memory.due_day == before.memory.due_day
    assert talks.faults() == []
    reviewing.undo(talks.later(minutes=1).desk)
    assert talks.card("Advice 0") == before
    assert talks.faults() == []


def test_undo_names_the_deck_whose_parameters_were_chosen(talks: User) -> None:
    tuning.adopt(talks.desk, PARAMETERS, "Talks::May")
    assert reviewing.undo(talks.desk).sentence() == "Took back: chose FSRS parameters for Talks::May."
    tuning.adopt(talks.later(minutes=1).desk, PARAMETERS)
    assert reviewing.undo(talks.desk).sentence() == "Took back: chose FSRS parameters for all decks."


def test_cards_do_not_move_to_a_name_that_is_none(talks: User) -> None:
    for name in ("", "Work::", "a::::b"):
        with pytest.raises(BadInput, match="cannot be a deck"):
            decking.move(talks.desk, [talks.tip("Advice 0").point.uid], name)


@pytest.mark.parametrize("name", ["", "::", "Talks::", "Talks", "Talks::Talks", "a::::b"])
def test_a_name_that_is_none_is_refused(talks: User, name: str) -> None:
    with pytest.raises(BadInput):
        decking.rename(talks.desk, "Talks", name)


def test_a_name_that_is_taken_is_refused(talks: User) -> None:
    talks.hand("What is alone? :: A deck of one card")
    with pytest.raises(Refused):
        decking.rename(talks.desk, "By hand", "Talks")
