"""Edits made in the app: the user's words win, the file's stay beside them, the history goes on."""

from pathlib import Path

import pytest

from flashcards.errors import BadInput
from flashcards.services import adding, browsing, deciding, editing, reviewing
from flashcards.services.adding import Options, Stored
from flashcards.services.editing import Wording
from tests.services.user import User

TALK = """# Notes
- How do I rest?
    - Walk without a phone
        - Because it rings
        - Because you look at it
    - Sleep at the same time each night
"""
WALK, SLEEP, HOW = "Walk without a phone", "Sleep at the same time each night", "How do I rest?"
REASONS = ("Because it rings", "Because you look at it")


@pytest.fixture
def talk(user: User) -> Path:
    """Add the talk and answer a card."""
    path = user.write("talk.md", TALK)
    user.add(path, options=Options())
    user.answer(WALK, 4)
    return path


def edit(
    user: User, text: str, *, answer: str | None = None, question: str = HOW, details: tuple[str, ...] | None = None
) -> bool:
    now = editing.wording(user.desk, user.card(text))
    new = Wording(question=question, answer=answer or now.answer, details=now.details if details is None else details)
    return editing.edit(user.desk, user.card(text), new)


def test_an_edited_card_shows_the_users_words_and_keeps_line_and_history(user: User, talk: Path) -> None:
    before = user.tip(WALK)
    assert edit(user, WALK, answer="  Leave the phone at home  ")
    tip = user.tip("Leave the phone at home")
    assert (tip.point.uid, tip.reps, tip.card) == (before.point.uid, 1, before.card)
    assert (tip.point.file_text, tip.point.original, tip.point.details) == (WALK, WALK, REASONS)
    assert [one.rating for one in browsing.history(user.desk, tip.card).answers] == [4]
    assert talk.read_text(encoding="utf-8") == TALK


def test_an_edit_can_be_undone(user: User, talk: Path) -> None:
    edit(user, WALK, answer="Leave the phone", question="What rests me?", details=())
    assert reviewing.undo(user.desk).kind == "edit"
    assert editing.wording(user.desk, user.card(WALK)) == Wording(question=HOW, answer=WALK, details=REASONS)


def test_details_can_be_edited_alone_and_taken_away(user: User, talk: Path) -> None:
    assert edit(user, WALK, details=("It rings",))
    assert user.tip(WALK).point.details == ("It rings",)
    assert edit(user, WALK, details=())
    assert user.tip(WALK).point.details == ()
    user.write("talk.md", TALK.replace("Walk without", "Walk, without"))
    user.add(talk, options=Options())
    assert user.tip("Walk, without a phone").point.details == ()


def test_an_edited_question_is_that_of_all_its_cards_and_stays_when_its_line_changes(user: User, talk: Path) -> None:
    edit(user, WALK, question="What rests me?")
    assert user.tip(SLEEP).note.question.text == "What rests me?"
    user.write("talk.md", TALK.replace("How do I rest?", "How do I rest well?"))
    assert user.add(talk, options=Options()) == Stored()
    assert user.tip(SLEEP).note.question.text == "What rests me?"
    user.write("talk.md", TALK.replace("How do I rest?", "How do I rest very well?"))
    user.add(talk, options=Options(take_file=True))
    assert user.tip(SLEEP).note.question.text == "How do I rest very well?"


def test_the_files_words_can_be_taken_back(user: User, talk: Path) -> None:
    edit(user, WALK, answer="Leave the phone", question="What rests me?", details=("It rings",))
    assert editing.take_file(user.desk, user.card("Leave the phone"))
    assert editing.wording(user.desk, user.card(WALK)) == Wording(question=HOW, answer=WALK, details=REASONS)
    assert not editing.take_file(user.desk, user.card(WALK))


def test_editing_to_the_same_words_changes_nothing(user: User, talk: Path) -> None:
    assert not edit(user, WALK)
    assert edit(user, WALK, answer="Leave the phone")
    assert edit(user, "Leave the phone", answer=WALK)
    user.write("talk.md", TALK.replace("Walk without", "Walk, without"))
    user.add(talk, options=Options())
    assert "Walk, without a phone" in user.tips()


def test_an_edit_survives_its_line_leaving_and_coming_back(user: User, talk: Path) -> None:
    edit(user, SLEEP, answer="Same hour")
    user.write("talk.md", TALK.replace(f"    - {SLEEP}\n", ""))
    user.add(talk, options=Options())
    user.write("talk.md", TALK)
    assert user.add(talk, options=Options()) == Stored(back=1)
    assert user.tip("Same hour").point.file_text == SLEEP


@pytest.mark.parametrize(("answer", "question"), [(" ", HOW), (WALK, " ")])
def test_a_card_cannot_be_without_question_or_answer(user: User, talk: Path, answer: str, question: str) -> None:
    with pytest.raises(BadInput, match="needs a question and an answer"):
        edit(user, WALK, answer=answer, question=question)


def test_the_blanks_of_a_card_stay(user: User) -> None:
    user.add(user.write("cloze.md", "# Notes\n- What first?\n    - The {{c1::steps}} come first\n"))
    text = "The {{c1::steps}} come first"
    assert edit(user, text, answer="First the {{c1::steps}}", question="What first?")
    with pytest.raises(BadInput, match="blanks"):
        edit(user, "First the {{c1::steps}}", answer="First the steps", question="What first?")


def test_a_draft_is_accepted_and_that_can_be_undone(user: User) -> None:
    (planned,) = user.plan(user.write("talk.md", TALK))
    later = deciding.Choice(0, 0, deciding.Verdict.LATER)
    adding.store(user.desk, [deciding.decide(planned, [later])])
    card = user.card(WALK)
    assert (card.draft, user.tip(WALK).draft, user.tip(SLEEP).draft) == (True, True, False)
    assert len(editing.accept(user.desk, [card])) == 1
    assert len(editing.accept(user.desk, [user.card(WALK)])) == 0
    assert not user.card(WALK).draft
    assert reviewing.undo(user.desk).kind == "accept"
    assert user.card(WALK).draft
