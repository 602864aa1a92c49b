"""Searching by plain words and by each word of the query language."""

import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from shutil import copyfile

import pytest

from flashcards.core.schedule import PARAMETERS
from flashcards.errors import BadInput
from flashcards.services import handling, reviewing, searching
from flashcards.store.tables import deck as deck_table
from flashcards.store.tables import parameter_set
from tests.services.user import User, opened


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("문장", ["첫 문장을"]),
        ("첫", ["첫 문장을"]),
        ("연습 소리", ["첫 문장을"]),
        ("전날", ["첫 문장을", "시작 시각보다"]),
        ("idea", ["Show one"]),
        ("SLIDES snake", ["Keep snake_case"]),
        ("10%", ["시작 시각보다"]),
        ("%", ["시작 시각보다"]),
        ("snake_case", ["Keep snake_case"]),
        ("_", ["Keep snake_case"]),
        ("nowhere", []),
        ("문장 nowhere", []),
    ],
)
def test_tips_are_found_by_every_word_in_any_order(talk: User, query: str, found: list[str]) -> None:
    texts = [tip.point.text for tip in searching.find(talk.desk, query)]
    assert texts == [text for text in talk.tips() if any(text.startswith(start) for start in found)]
    assert bool(texts) == bool(found)


@pytest.mark.parametrize("query", ["말하기", "발표 이야기", "", "  "])
def test_tags_and_titles_are_searched_and_nothing_means_everything(talk: User, query: str) -> None:
    assert searching.find(talk.desk, query) == list(talk.tips().values())


def test_decomposed_hangul_finds_composed(talk: User) -> None:
    assert searching.find(talk.desk, unicodedata.normalize("NFD", "문장을"))


def test_a_tag_taken_off_is_not_found(talk: User) -> None:
    handling.tag(talk.desk, [tip.point for tip in talk.tips().values()], "말하기", remove=True)
    assert searching.find(talk.desk, "말하기") == []


TALKS = """---
title: 리뷰 이야기
speaker: Ana
deck: Work::Review
tags: [team::code]
cards: all
---
## 시작
- What comes first?
    - Read the tests
    - Ask about the design
- When do you stop? :: Stop after an hour
    - attention ends by then
"""


@pytest.fixture(scope="module")
def ten_days(tmp_path_factory: pytest.TempPathFactory) -> Iterator[User]:
    """Bring tips into every state, without fuzz; ten days have passed since they were added."""
    for user in opened(tmp_path_factory.mktemp("known")):
        learned = into_every_state(user.with_settings(schedule__fuzz=False))
        learned.store.close()
        yield learned


@pytest.fixture
def known(user: User, ten_days: User) -> User:
    """Give a copy of the tips in every state, for one test."""
    user.store.close()
    copyfile(ten_days.store.path, user.store.path)
    return replace(ten_days, store=user.store, folder=user.folder)


def into_every_state(user: User) -> User:
    user.add(user.write("review.md", TALKS))
    user.hand("front one :: back one", "front two :: back two", "front three :: back three", "front four :: back four")
    handling.flag(user.desk, [user.card("back one")], 3)
    handling.apply(user.desk, user.tip("back one").point, "did it")
    handling.retire(user.desk, user.tip("back two").point, "not for me")
    user.answer("Read the tests", 4)
    user.answer("Ask about the design", 3)
    user.later(days=10)
    user.answer("back three", 1)
    handling.suspend(user.desk, [user.card("back four")])
    handling.bury(user.desk, [user.card("Stop after an hour")])
    user.later(minutes=1)
    return user


def texts(user: User, query: str) -> list[str]:
    return [tip.point.text.split()[-1] for tip in searching.find(user.desk, query)]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("is:new", ["hour", "one", "four"]),
        ("is:learn", ["design", "three"]),
        ("is:review", ["tests"]),
        ("is:due", ["tests", "design", "three"]),
        ("is:suspended", ["four"]),
        ("is:buried", ["hour"]),
        ("is:flagged", ["one"]),
        ("is:leech", []),
        ("is:draft", []),
        ("is:learned", []),
        ("is:lapsed", []),
        ("is:learning", ["tests", "design", "three"]),
        ("is:applied", ["one"]),
        ("is:retired", ["two"]),
        ("flag:3", ["one"]),
        ("flag:0 is:new", ["hour", "four"]),
        ("deck:work", ["tests", "design", "hour"]),
        ("deck:Work::Review", ["tests", "design", "hour"]),
        ("deck:Rev*", []),
        ("deck:*review", ["tests", "design", "hour"]),
        ('deck:"by hand"', ["one", "two", "three", "four"]),
        ("deck:Wor", []),
        ("tag:team", ["tests", "design", "hour"]),
        ("tag:TEAM::code", ["tests", "design", "hour"]),
        ("tag:code", []),
        ("tag:*code", ["tests", "design", "hour"]),
        ("tag:none", ["one", "two", "three", "four"]),
        ("-tag:*", ["one", "two", "three", "four"]),
        ("source:review.md", ["tests", "design", "hour"]),
        ("source:리뷰", ["tests", "design", "hour"]),
        ("source:ㄹㅂ", ["tests", "design", "hour"]),
        ("section:시작", ["tests", "design", "hour"]),
        ("speaker:ana", ["tests", "design", "hour"]),
        ("question:first", ["tests", "design"]),
        ("answer:stop", ["hour"]),
        ("question:stop", ["hour"]),
        ("detail:attention", ["hour"]),
        ("answer:attention", []),
        ("prop:reps=1", ["tests", "design", "three"]),
        ("prop:reps!=1 deck:Work", ["hour"]),
        ("prop:reps=0 is:suspended", ["four"]),
        ("prop:lapses>0", []),
        ("prop:s>7", ["tests"]),
        ("-prop:s>7 deck:Work", ["design", "hour"]),
        ("prop:s<=7", ["design", "three"]),
        ("prop:s=8", ["tests"]),
        ("prop:s!=8", ["design", "three"]),
        ("prop:d=1", ["tests"]),
        ("prop:d>5", ["three"]),
        ("prop:d>0.5", ["three"]),
        ("prop:r<0.89", ["tests", "design"]),
        ("prop:r>0.5", ["tests", "design", "three"]),
        ("prop:r>=1.5", []),
        ("prop:r<2", ["tests", "design", "three"]),
        ("prop:r<0", []),
        ("prop:ivl>7", ["tests"]),
        ("prop:due<0", ["tests", "design"]),
        ("prop:due=-10", ["design"]),
        ("prop:due>=0", ["three"]),
        ("prop:due=0", ["three"]),
        ("prop:due!=0", ["tests", "design"]),
        ("prop:due>0", []),
        ("prop:due<=-2", ["tests", "design"]),
        ("added:11", ["tests", "design", "hour", "one", "two", "three", "four"]),
        ("added:10", []),
        ("edited:11 is:retired", ["two"]),
        ("edited:10", []),
        ("rated:1", ["three"]),
        ("rated:10", ["three"]),
        ("rated:11", ["tests", "design", "three"]),
        ("rated:11:4", ["tests"]),
        ("rated:1:3", []),
        ("rated:36500:1", ["three"]),
        ("is:applied or is:retired", ["one", "two"]),
        ("-(is:applied or is:retired) back", ["three", "four"]),
    ],
)
def test_each_word_of_the_language(known: User, query: str, found: list[str]) -> None:
    assert texts(known, query) == found


def test_an_answer_taken_back_is_not_rated(known: User) -> None:
    known.answer("back four", 1)
    assert texts(known, "rated:1") == ["three", "four"]
    reviewing.undo(known.desk)
    assert texts(known, "rated:1") == ["three"]


def test_learned_and_lapsed_are_those_of_the_tracker(known: User) -> None:
    known.recall_daily("Stop after an hour", [3, 3, 3])
    assert known.tip("Stop after an hour").learned
    assert texts(known, "is:learned") == ["hour"]
    assert texts(known, "is:learning") == ["tests", "design", "three"]
    known.later(days=300).answer("Stop after an hour", 1)
    assert texts(known, "is:lapsed") == ["hour"]
    assert texts(known, "-is:learned -is:new -is:retired -is:learning is:lapsed") == ["hour"]


def test_an_edit_is_found_by_its_day(known: User) -> None:
    known.add(known.write("review.md", TALKS.replace("an hour", "one hour")))
    assert texts(known, "edited:1") == ["hour"]
    assert texts(known, "one deck:Work") == ["hour"]


@pytest.mark.parametrize(
    ("sort", "first"),
    [
        ("source", "tests"), ("added", "tests"), ("due", "design"), ("stability", "three"), ("difficulty", "tests"),
        ("retrievability", "design"), ("lapses", "tests"), ("text", "design"),
    ],
)  # fmt: skip
def test_a_page_is_sorted_forwards_and_backwards(known: User, sort: str, first: str) -> None:
    whole = searching.page(known.desk, "", sort=sort)
    assert whole.total == len(whole.found) == 7
    assert whole.found[0].point.text.split()[-1] == first
    begun = [one.card.uid for one in searching.page(known.desk, "prop:reps>0", sort=sort).found]
    turned = [one.card.uid for one in searching.page(known.desk, "prop:reps>0", sort=sort, backwards=True).found]
    assert sorted(begun) == sorted(turned)
    if sort != "lapses":
        assert begun == turned[::-1] or sort == "added"


def test_pages_together_are_the_whole_and_hold_card_tip_and_note(known: User) -> None:
    whole = searching.page(known.desk, "", limit=100).found
    parts = [searching.page(known.desk, "", offset=offset, limit=3) for offset in (0, 3, 6, 9)]
    assert tuple(one for part in parts for one in part.found) == whole
    assert {part.total for part in parts} == {7}
    for one in whole:
        assert one.card.point == one.point.uid
        assert one.point.question == one.note.question.uid


def test_decks_with_parameters_of_their_own_are_compared_by_recall(known: User) -> None:
    parameters = list(PARAMETERS)
    parameters[20] = 0.5
    with known.store.write("tune", at=known.now, study_day=known.desk.today) as act:
        uid = act.insert(parameter_set, at=act.at, parameters=parameters, reviews=400)
        deck = next(one for one in known.store.decks.all() if one.name == "By hand")
        act.update(deck_table, deck.uid, parameter_set=uid)
    known.later(days=60)
    tips = {tip.point.text.split()[-1]: tip.retrievability for tip in known.tips().values() if tip.retrievability}
    order = [
        one.point.text.split()[-1] for one in searching.page(known.desk, "prop:reps>0", sort="retrievability").found
    ]
    assert order == sorted(tips, key=lambda name: tips[name])
    for name, recall in tips.items():
        assert name in texts(known, f"prop:r>{recall - 0.001:.6f}")
        assert name not in texts(known, f"prop:r>{recall + 0.001:.6f}")
        assert name in texts(known, f"prop:r={recall:.2f}")


def test_another_order_is_refused(known: User) -> None:
    with pytest.raises(BadInput, match="source, added, due"):
        searching.page(known.desk, "", sort="size")


def test_days_before_the_calendar_are_no_fault(known: User) -> None:
    assert texts(known, "prop:due<-100000 or prop:due>100000") == []


def test_slipping_tips_are_those_of_the_tracker_on_any_day(known: User) -> None:
    with known.store.write("deck", at=known.now, study_day=known.desk.today) as act:
        deck = next(one for one in known.store.decks.all() if one.name == "Work::Review")
        act.update(deck_table, deck.uid, desired_retention=0.97)
    counts = set()
    for days in (0, 1, 3, 10, 40, 300):
        known.later(days=days)
        wanted = {uid for uid, tip in known.tips_by_uid().items() if tip.slipping}
        assert searching.matching(known.desk, "is:slipping") == wanted
        counts.add(len(wanted))
    assert len(counts) > 1
