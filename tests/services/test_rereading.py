"""A file that changed while its plan was looked at: what was chosen stays with its lines, wherever they went."""

from pathlib import Path

import pytest

from flashcards.core.note import CardsMode
from flashcards.errors import BadInput
from flashcards.services import adding, rereading
from flashcards.services.adding import Options, Planned
from flashcards.services.deciding import Choice, Verdict
from tests.services.user import User

NOTES = """\
# A talk
- How do I begin a week?
  - Write down three things to finish.
  - Say no to the fourth one in writing.
- 회의를 어떻게 준비하나요?
  - 정할 것을 한 줄로 먼저 보내 둔다
  - 끝날 시각을 모두에게 말해 둔다
"""
FINISH, NO, SEND, END = (0, 0), (0, 1), (1, 0), (1, 1)


def planned(user: User, text: str, options: Options | None = None) -> tuple[Path, Planned]:
    path = user.write("talk.md", text)
    return path, user.plan(path, options=options or Options(cards=CardsMode.ALL))[0]


def carried(user: User, before: Planned, *choices: Choice) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Return the verdict and texts of each choice that stands, by the file's text of its line now."""
    found = rereading.reread(user.desk, before)
    assert found is not None
    questions = found.planned.plan.proposal.questions
    return {
        questions[one.question].points[one.point].text: (one.verdict.value, one.texts) for one in found.carried(choices)
    }


def test_what_was_chosen_goes_with_its_line_to_where_it_stands_now(user: User) -> None:
    path, before = planned(user, NOTES)
    begun, finish, no, asked, send, end = NOTES.splitlines()[1:]
    path.write_text(f"# A talk\n{asked}\n{end}\n{send}\n{begun}\n  - Sleep well.\n{no}\n{finish}", encoding="utf-8")
    choices = [Choice(*FINISH, Verdict.DROP), Choice(*SEND, Verdict.ACCEPT, ("먼저 한 줄을 보낸다",))]
    assert carried(user, before, *choices) == {
        "Write down three things to finish.": ("drop", ()),
        "정할 것을 한 줄로 먼저 보내 둔다": ("accept", ("먼저 한 줄을 보낸다",)),
    }


def test_a_choice_stays_with_a_line_whose_slip_was_mended_and_goes_with_one_that_is_gone(user: User) -> None:
    path, before = planned(user, NOTES)
    mended = NOTES.replace("끝날 시각을 모두에게", "끝나는 시각을 모두에게").replace(
        "  - Say no to the fourth one in writing.\n", ""
    )
    path.write_text(mended, encoding="utf-8")
    choices = [Choice(*NO, Verdict.LATER), Choice(*END, Verdict.LATER)]
    assert carried(user, before, *choices) == {"끝나는 시각을 모두에게 말해 둔다": ("later", ())}


def test_a_file_that_says_the_same_is_not_planned_again(user: User) -> None:
    path, before = planned(user, NOTES)
    assert not rereading.is_touched(before)
    path.write_text(NOTES + " ", encoding="utf-8")
    path.write_text(NOTES, encoding="utf-8")
    assert rereading.reread(user.desk, before) is None


def test_a_file_that_is_gone_is_told(user: User) -> None:
    path, before = planned(user, NOTES)
    path.unlink()
    assert rereading.is_touched(before)
    with pytest.raises(BadInput, match="cannot be read"):
        rereading.reread(user.desk, before)


def test_it_is_planned_as_it_was_asked_for_and_what_was_remembered_gives_way_to_the_file(user: User) -> None:
    path, before = planned(user, NOTES, Options(cards=CardsMode.ALL, deck="Talks"))
    path.write_text(NOTES.replace("three", "four"), encoding="utf-8")
    found = rereading.reread(user.desk, before)
    assert found is not None
    assert (found.planned.deck, found.planned.options.cards) == ("Talks", CardsMode.ALL)
    adding.store(user.desk, [found.planned])
    again = adding.plan(user.desk, found.planned.text, Options())
    assert again.options.cards is CardsMode.ALL
    path.write_text("---\ncards: marked\n---\n" + NOTES, encoding="utf-8")
    last = rereading.reread(user.desk, again)
    assert last is not None
    assert last.planned.options.cards is None
    assert last.planned.plan.proposal.header.cards is CardsMode.MARKED
