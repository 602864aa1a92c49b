"""Deciding on a plan: what storing does with each verdict, and that the same file never asks again."""

from collections.abc import Callable
from pathlib import Path

import pytest

from flashcards.core.note import CardsMode
from flashcards.reading.plan import Change
from flashcards.services import adding, deciding, exporting, handling, reviewing
from flashcards.services.adding import Options, Planned, Stored
from flashcards.services.deciding import Candidate, Choice, Verdict
from flashcards.services.reviewing import Waiting
from tests.services.user import ALL, User

TALK = """# A talk on tools
- How do I learn an editor?
    - Learn one new key every Monday and write it on a card
    - Keep the manual open beside you
- What about themes?
    - The dark one, I think
"""
KEY = Options(cards=CardsMode.MARKED)
MONDAY, MANUAL, DARK = (
    "Learn one new key every Monday and write it on a card", "Keep the manual open beside you", "The dark one, I think",
)  # fmt: skip
PARTS = ("Learn one new key every Monday", "Write it on a card")

Decide = Callable[..., Stored]


@pytest.fixture
def talk(user: User) -> Path:
    """Write the talk; nothing is added."""
    return user.write("talk.md", TALK)


def choice(planned: Planned, text: str, verdict: Verdict, *texts: str, merge_into: str | None = None) -> Choice:
    """Return a verdict on the line that reads so."""
    for at, question in enumerate(planned.plan.proposal.questions):
        for index, point in enumerate(question.points):
            if point.text == text:
                return Choice(at, index, verdict, texts, merge_into)
    raise AssertionError(text)


def decide(
    user: User, path: Path, *said: tuple[str, Verdict] | tuple[str, Verdict, tuple[str, ...]], options: Options = ALL
) -> Stored:
    (planned,) = user.plan(path, options=options)
    choices = [choice(planned, one[0], one[1], *(one[2] if len(one) == 3 else ())) for one in said]
    return adding.store(user.desk, [deciding.decide(planned, choices)])


def found(user: User, path: Path, text: str, options: Options = ALL) -> Candidate:
    (planned,) = user.plan(path, options=options)
    return next(one for one in deciding.candidates(user.desk, planned) if one.proposed.text == text)


def is_settled(user: User, path: Path, options: Options = ALL) -> bool:
    """Whether adding the file again changes nothing."""
    (planned,) = user.plan(path, options=options)
    return planned.plan.is_empty and adding.store(user.desk, [planned]) == Stored()


def test_every_line_is_a_candidate_in_the_order_of_the_file_key_or_not(user: User, talk: Path) -> None:
    (planned,) = user.plan(talk, options=KEY)
    listed = deciding.candidates(user.desk, planned)
    assert [one.proposed.text for one in listed] == [MONDAY, MANUAL, DARK]
    assert {(one.change, one.uid, one.verdict) for one in listed} == {(None, None, Verdict.DROP)}
    assert all(found(user, talk, text).verdict is Verdict.ACCEPT for text in (MONDAY, MANUAL))


def test_deciding_stores_nothing_and_leaves_the_plan_as_it_was(user: User, talk: Path) -> None:
    (planned,) = user.plan(talk)
    before = user.store.dump(), planned.plan
    chosen = deciding.decide(planned, [choice(planned, MONDAY, Verdict.DROP)])
    assert (user.store.dump(), planned.plan) == before
    assert [chosen.plan.text(one) for one in chosen.plan.new] == [MANUAL, DARK]


def test_a_dropped_line_stays_away_without_being_asked_again(user: User, talk: Path) -> None:
    assert decide(user, talk, (MONDAY, Verdict.DROP)) == Stored(new=2)
    assert set(user.tips()) == {MANUAL, DARK}
    assert is_settled(user, talk)
    assert found(user, talk, MONDAY).verdict is Verdict.DROP


def test_a_dropped_line_is_open_again_when_its_words_change(user: User, talk: Path) -> None:
    decide(user, talk, (MONDAY, Verdict.DROP))
    user.write("talk.md", TALK.replace("every Monday", "every Tuesday"))
    assert user.add(talk) == Stored(new=1)


def test_a_line_of_low_score_that_was_accepted_stays_a_card(user: User, talk: Path) -> None:
    assert decide(user, talk, (DARK, Verdict.ACCEPT), options=KEY) == Stored(new=1)
    assert is_settled(user, talk, KEY)
    user.write("talk.md", TALK.replace(f"    - {DARK}\n", ""))
    assert user.add(talk, options=KEY) == Stored(gone=1)
    user.write("talk.md", TALK)
    assert user.add(talk, options=KEY) == Stored(back=1)


def test_an_accepted_line_can_have_the_users_words_and_keeps_the_line_beside_them(user: User, talk: Path) -> None:
    assert decide(user, talk, (MANUAL, Verdict.ACCEPT, ("Read the manual",))) == Stored(new=3)
    point = user.tip("Read the manual").point
    assert (point.file_text, point.original) == (MANUAL, MANUAL)
    assert is_settled(user, talk)
    again = found(user, talk, MANUAL)
    assert (again.own, again.verdict, again.change) == ("Read the manual", Verdict.ACCEPT, Change.SAME)


def test_a_split_line_is_a_card_for_each_part_however_often_it_is_read(user: User, talk: Path) -> None:
    assert decide(user, talk, (MONDAY, Verdict.SPLIT, PARTS)) == Stored(new=4)
    assert set(user.tips()) == {*PARTS, MANUAL, DARK}
    before = {text: user.tip(text).point.uid for text in PARTS}
    assert all(user.tip(text).point.original == MONDAY for text in PARTS)
    assert [one.text for one in user.tip(MANUAL).note.points] == [*PARTS, MANUAL]
    assert is_settled(user, talk)
    user.write("talk.md", TALK.replace("# A talk", "# Another\n\ntalk") + "    - And rest your eyes\n")
    assert user.add(talk).new == 1
    assert {text: user.tip(text).point.uid for text in PARTS} == before
    again = found(user, talk, MONDAY)
    assert (again.verdict, again.texts) == (Verdict.SPLIT, PARTS)


def test_parts_that_left_come_back_with_their_history(user: User, talk: Path) -> None:
    decide(user, talk, (MONDAY, Verdict.SPLIT, PARTS))
    user.answer(PARTS[1], 4)
    user.write("talk.md", TALK.replace(f"    - {MONDAY}\n", ""))
    assert user.add(talk) == Stored(gone=2)
    user.write("talk.md", TALK)
    assert user.add(talk) == Stored(back=2)
    assert user.tip(PARTS[1]).reps == 1


def test_a_known_card_that_is_split_goes_on_as_its_first_part(user: User, talk: Path) -> None:
    user.add(talk)
    user.answer(MONDAY, 4)
    uid = user.tip(MONDAY).point.uid
    parts = ("One key a week", "Cards for keys")
    assert decide(user, talk, (MONDAY, Verdict.SPLIT, parts)) == Stored(new=1, reworded=1)
    assert (user.tip(parts[0]).point.uid, user.tip(parts[0]).reps, user.tip(parts[1]).reps) == (uid, 1, 0)
    assert is_settled(user, talk)


def test_other_parts_replace_the_first_ones(user: User, talk: Path) -> None:
    decide(user, talk, (MONDAY, Verdict.SPLIT, PARTS))
    uid = user.tip(PARTS[0]).point.uid
    assert decide(user, talk, (MONDAY, Verdict.SPLIT, (PARTS[0], "Cards!"))) == Stored(new=1, gone=1)
    assert user.tip(PARTS[0]).point.uid == uid
    assert is_settled(user, talk)


def test_a_split_line_that_changes_is_whole_again(user: User, talk: Path) -> None:
    decide(user, talk, (MONDAY, Verdict.SPLIT, PARTS))
    user.write("talk.md", TALK.replace("on a card", "on paper"))
    user.add(talk)
    assert MONDAY.replace("on a card", "on paper") in {
        text for text, tip in user.tips().items() if tip.point.retired_why is None
    }
    user.write("talk.md", TALK)
    user.add(talk)
    assert {text for text, tip in user.tips().items() if tip.point.retired_why is None} == {*PARTS, MANUAL, DARK}


def test_a_split_line_can_be_dropped_with_all_its_parts(user: User, talk: Path) -> None:
    decide(user, talk, (MONDAY, Verdict.SPLIT, PARTS))
    assert decide(user, talk, (MONDAY, Verdict.DROP)) == Stored(dropped=2)
    assert is_settled(user, talk)


def test_a_line_for_later_is_a_draft_out_of_review_and_export(user: User, talk: Path) -> None:
    later = [(text, Verdict.LATER) for text in (MONDAY, MANUAL, DARK)]
    assert decide(user, talk, *later) == Stored(new=3)
    assert all(card.draft for tip in user.tips().values() for card in tip.cards)
    assert isinstance(reviewing.next_card(user.desk), Waiting)
    with pytest.raises(Exception, match="Nothing to export"):
        exporting.to_anki(user.desk, user.folder / "out.apkg")
    assert found(user, talk, MONDAY).verdict is Verdict.LATER
    assert is_settled(user, talk)
    decide(user, talk, (MONDAY, Verdict.ACCEPT))
    assert user.review(4) == [MONDAY]


def test_dropping_a_known_point_retires_it_and_deletes_nothing(user: User, talk: Path) -> None:
    user.add(talk)
    user.answer(MONDAY, 4)
    assert decide(user, talk, (MONDAY, Verdict.DROP)) == Stored(dropped=1)
    tip = user.tip(MONDAY)
    assert (tip.point.retired_why, tip.reps) == ("dropped", 1)
    assert is_settled(user, talk)
    again = found(user, talk, MONDAY)
    assert again.verdict is Verdict.DROP
    assert decide(user, talk, (MONDAY, Verdict.ACCEPT)) == Stored(back=1)
    assert (user.tip(MONDAY).point.retired_why, user.tip(MONDAY).reps) == (None, 1)


def test_a_dropped_card_that_the_user_restores_stays(user: User, talk: Path) -> None:
    user.add(talk)
    decide(user, talk, (MONDAY, Verdict.DROP))
    handling.restore(user.desk, user.tip(MONDAY).point)
    assert is_settled(user, talk)
    assert user.tip(MONDAY).point.retired_why is None


def test_a_dropped_card_comes_back_with_other_words(user: User, talk: Path) -> None:
    user.add(talk)
    decide(user, talk, (MONDAY, Verdict.DROP))
    user.write("talk.md", TALK.replace("every Monday", "each Monday"))
    assert user.add(talk) == Stored(back=1)


def test_accepting_takes_back_a_remembered_drop(user: User, talk: Path) -> None:
    decide(user, talk, (MONDAY, Verdict.DROP))
    assert decide(user, talk, (MONDAY, Verdict.ACCEPT)) == Stored(new=1)
    assert is_settled(user, talk)


def test_a_changed_line_shows_old_new_and_the_users_words_which_stay(user: User, talk: Path) -> None:
    decide(user, talk, (MANUAL, Verdict.ACCEPT, ("Read the manual",)))
    new = MANUAL.replace("beside you", "next to you")
    user.write("talk.md", TALK.replace(MANUAL, new))
    changed = found(user, talk, new)
    assert (changed.old, changed.proposed.text, changed.own) == (MANUAL, new, "Read the manual")
    assert user.add(talk) == Stored(reworded=1)
    assert user.tip("Read the manual").point.file_text == new
    assert is_settled(user, talk)


@pytest.mark.parametrize("how", ["option", "choice"])
def test_the_files_words_are_taken_where_the_user_says_so(user: User, talk: Path, how: str) -> None:
    decide(user, talk, (MANUAL, Verdict.ACCEPT, ("Read the manual",)), (DARK, Verdict.ACCEPT, ("Dark",)))
    new = MANUAL.replace("beside you", "next to you")
    user.write("talk.md", TALK.replace(MANUAL, new))
    if how == "option":
        user.add(talk, options=Options(take_file=True))
    else:
        decide(user, talk, (new, Verdict.ACCEPT, (new,)))
    assert set(user.tips()) == {MONDAY, new, "Dark"}
    assert is_settled(user, talk)


def test_choices_add_up(user: User, talk: Path) -> None:
    (planned,) = user.plan(talk)
    once = deciding.decide(planned, [choice(planned, MONDAY, Verdict.DROP)])
    twice = deciding.decide(once, [choice(planned, DARK, Verdict.DROP)])
    assert twice.plan.chosen == 2
    assert adding.store(user.desk, [twice]) == Stored(new=1)


def test_a_poor_card_is_named_with_its_problem(user: User) -> None:
    path = user.write("long.md", "# Talk\n- How?\n    - " + "Read on and on and on " * 12 + "\n")
    (planned,) = user.plan(path)
    (one,) = deciding.candidates(user.desk, planned)
    assert any("long" in problem.message for problem in one.problems)
