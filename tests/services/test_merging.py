"""Merging: what is said twice is one tip with two mentions; what is nearly said twice is only proposed."""

from pathlib import Path

import pytest
from sqlalchemy import select

from flashcards.reading.plan import LEFT_THE_SOURCE
from flashcards.services import adding, browsing, deciding, gathering, tracking
from flashcards.services.adding import Planned, Stored
from flashcards.services.deciding import Candidate, Choice, Verdict
from flashcards.store.tables import mention, point
from tests.services.user import User

ALONE = "Ask one person to read it aloud"
TALK = f"""# A talk on drafts
- How do I test a draft?
    - {ALONE}
    - Print it on paper of another colour
"""
BOOK = f"""# A book on letters
- Where do I write?
    - At a desk that faces a wall
- How do I test a draft?
    - {ALONE}.
"""
WALL = "At a desk that faces a wall"


@pytest.fixture
def talk(user: User) -> Path:
    """Add a talk, and answer what a book will say too."""
    path = user.write("talk.md", TALK)
    user.add(path)
    user.answer(ALONE, 4)
    return path


@pytest.fixture
def book(user: User, talk: Path) -> Path:
    """Add the book."""
    path = user.write("book.md", BOOK)
    assert user.add(path) == Stored(new=1, mentioned=1)
    return path


def standing(user: User, text: str) -> list[tuple[str, int | None, bool]]:
    """Return where a tip stands: title of the source, line, whether it is at home there."""
    titles = {one.uid: one.title for one in user.store.notes.sources()}
    query = select(mention).where(mention.c.point == user.tip(text).point.uid)
    with user.store.reading() as connection:
        rows = connection.execute(query).all()
    return sorted((titles[row.source], row.line, row.home) for row in rows)


def test_what_two_sources_say_is_one_tip_that_both_mention(user: User, book: Path) -> None:
    assert len(user.tips()) == 3
    assert user.tip(ALONE).reps == 1
    assert standing(user, ALONE) == [("A book on letters", 5, False), ("A talk on drafts", 3, True)]
    assert user.faults() == []


def test_a_source_counts_every_tip_it_mentions_and_totals_count_it_once(user: User, book: Path) -> None:
    counts = {one.source.title: one.tips for one in browsing.sources(user.desk)}
    assert counts == {"A talk on drafts": 2, "A book on letters": 2}
    every = tracking.tips(user.desk)
    assert len(every) == 3
    assert {tip.point.text for tip in tracking.select(every, source="letters")} == {WALL, ALONE}


def test_a_mentioned_tip_is_known_of_the_source_that_mentions_it(user: User, book: Path) -> None:
    (planned,) = user.plan(book)
    assert planned.plan.is_empty
    assert adding.store(user.desk, [planned]) == Stored()
    assert len(planned.plan.same) == 2


def test_seeing_a_mention_again_dates_it(user: User, book: Path) -> None:
    user.later(days=3).add(book)
    with user.store.reading() as connection:
        seen = {row.last_seen for row in connection.execute(select(mention)) if row.line == 5}
    assert seen == {user.now}


def test_two_files_added_together_share_what_both_say(user: User) -> None:
    assert user.add(user.write("talk.md", TALK), user.write("book.md", BOOK)) == Stored(new=3, mentioned=1)


def test_a_line_said_twice_in_one_file_is_one_tip(user: User) -> None:
    text = TALK + f"\n## Once more\n\n- How do I test a draft?\n    - {ALONE}\n"
    path = user.write("talk.md", text)
    assert user.add(path) == Stored(new=2, mentioned=1)
    assert user.plan(path)[0].plan.is_empty
    assert [line for _title, line, _home in standing(user, ALONE)] == [3, 9]


def test_a_tip_whose_first_line_left_is_at_home_in_its_other_line(user: User) -> None:
    again = f"\n## Once more\n\n- How do I test a draft?\n    - {ALONE}\n"
    path = user.write("talk.md", TALK + again)
    user.add(path)
    user.write("talk.md", TALK.replace(f"    - {ALONE}\n", "") + again)
    stored = user.add(path)
    assert (stored.gone, stored.new) == (0, 0)
    assert user.tip(ALONE).note.question.section == ("Once more",) or user.tip(ALONE).point.line == 8
    assert user.plan(path)[0].plan.is_empty


def test_a_tip_moves_home_when_its_line_leaves_and_another_source_still_says_it(
    user: User, talk: Path, book: Path
) -> None:
    uid = user.tip(ALONE).point.uid
    user.write("talk.md", TALK.replace(f"    - {ALONE}\n", ""))
    (planned,) = user.plan(talk)
    assert [one.uid for one in planned.plan.elsewhere] == [uid]
    assert adding.store(user.desk, [planned]) == Stored()
    tip = user.tip(ALONE)
    assert (tip.point.uid, tip.note.source.title, tip.point.retired_why, tip.reps) == (
        uid,
        "A book on letters",
        None,
        1,
    )
    assert standing(user, ALONE) == [("A book on letters", 5, True), ("A talk on drafts", None, False)]
    assert all(user.plan(path)[0].plan.is_empty for path in (talk, book))


def test_a_tip_is_retired_when_its_last_line_left_and_comes_back_from_either_source(
    user: User, talk: Path, book: Path
) -> None:
    user.write("talk.md", TALK.replace(f"    - {ALONE}\n", ""))
    user.add(talk)
    user.write("book.md", BOOK.replace(f"    - {ALONE}.\n", ""))
    assert user.add(book) == Stored(gone=1)
    assert user.tip(ALONE).point.retired_why == LEFT_THE_SOURCE
    user.write("talk.md", TALK)
    assert user.add(talk) == Stored(back=1)
    assert (user.tip(ALONE).note.source.title, user.tip(ALONE).reps) == ("A talk on drafts", 1)
    user.write("book.md", BOOK)
    user.add(book)
    assert len(user.tips()) == 3
    assert [(line, home) for _title, line, home in standing(user, ALONE)] == [(5, False), (3, True)]


def test_a_mention_that_leaves_takes_nothing_along(user: User, talk: Path, book: Path) -> None:
    user.write("book.md", BOOK.replace(f"    - {ALONE}.\n", ""))
    assert user.add(book) == Stored()
    assert user.tip(ALONE).note.source.title == "A talk on drafts"
    assert {one.source.title: one.tips for one in browsing.sources(user.desk)}["A book on letters"] == 1
    user.write("book.md", BOOK)
    assert user.add(book) == Stored(back=1)
    assert len(user.tips()) == 3


def test_a_mention_with_a_typo_stays_one_and_leaves_the_tips_words(user: User, book: Path) -> None:
    user.write("book.md", BOOK.replace("person to read", "person to raed"))
    assert user.add(book) == Stored(reworded=1)
    assert set(user.tips()) == {ALONE, "Print it on paper of another colour", WALL}
    assert user.plan(book)[0].plan.is_empty


def test_a_mention_that_says_something_else_by_now_is_a_tip_of_its_own(user: User, book: Path) -> None:
    user.write("book.md", BOOK.replace("Ask one person", "Never ask one person"))
    assert user.add(book) == Stored(new=1)
    assert user.tip("Never ask one person to read it aloud.").note.source.title == "A book on letters"
    assert user.tip(ALONE).reps == 1


def test_the_same_answer_to_another_question_is_a_second_card_related_to_the_first(user: User, talk: Path) -> None:
    user.add(user.write("other.md", f"# Other\n- What finds a bad rhythm?\n    - {ALONE}\n- Alone?\n    - No\n"))
    uids = {tip.point.uid for tip in tracking.tips(user.desk) if tip.point.text == ALONE}
    assert len(uids) == 2
    with user.store.reading() as connection:
        related = {row.uid: set(row.related or ()) for row in connection.execute(select(point))}
    assert all(related[uid] == uids - {uid} for uid in uids)
    assert related[user.tip("No").point.uid] == set()


def near(user: User, path: Path) -> tuple[Planned, Candidate]:
    (planned,) = user.plan(path)
    return planned, next(one for one in deciding.candidates(user.desk, planned) if "read it" in one.proposed.text)


def test_what_is_nearly_said_already_is_proposed_and_merged_only_on_yes(user: User, talk: Path) -> None:
    path = user.write("book.md", BOOK.replace("read it aloud", "read it out loud"))
    planned, candidate = near(user, path)
    tip = user.tip(ALONE)
    (similar,) = candidate.similar
    assert (similar.uid, similar.n, similar.text, similar.question) == (
        tip.point.uid, tip.point.n, ALONE, "How do I test a draft?",
    )  # fmt: skip
    assert len(planned.plan.new) == 2
    yes = Choice(candidate.question, candidate.point, Verdict.ACCEPT, merge_into=similar.uid)
    assert adding.store(user.desk, [deciding.decide(planned, [yes])]) == Stored(new=1, mentioned=1)
    assert user.plan(path)[0].plan.is_empty
    assert len(user.tips()) == 3


@pytest.mark.parametrize("other", ["Ask two persons to read it aloud", "Don't ask one person to read it aloud"])
def test_other_numbers_and_negations_are_never_near(user: User, talk: Path, other: str) -> None:
    _planned, candidate = near(user, user.write("book.md", BOOK.replace(ALONE, other)))
    assert candidate.similar == ()


def test_a_card_by_hand_that_is_known_from_notes_is_not_added_again(user: User, talk: Path) -> None:
    text = gathering.by_hand(f"How do I test a draft? :: {ALONE}")
    assert user.add(text) == Stored(mentioned=1)
    assert user.add(text) == Stored()
    assert len(user.tips()) == 2


def test_blanked_out_words_make_another_card(user: User) -> None:
    one, other = ("The {{c1::steps}} come first", "The steps {{c1::come}} first")
    path = user.write("cloze.md", f"# Reports\n- What comes first?\n    - {one}\n")
    assert user.add(path, user.write("other.md", f"# More\n- What comes first?\n    - {other}\n")) == Stored(new=2)
