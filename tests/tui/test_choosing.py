"""What a user chooses among proposed points, without a screen."""

from collections.abc import Callable

import pytest

from flashcards.core.face import FaceKind
from flashcards.reading.plan import Change
from flashcards.services import adding
from flashcards.services.adding import Options
from flashcards.services.deciding import Verdict
from flashcards.services.desk import Desk
from flashcards.services.gathering import Text
from flashcards.tui.changes import told_changes
from flashcards.tui.choosing import Choosing, Gone, Heading, Place
from flashcards.tui.widgets.candidate import entry
from tests.tui.adding import CHANGE, FIRST, KEY, LATER, LAUGH, MEET, NOTES, RAIN, SMALL, SOON, SURPRISES, WORDS

Begin = Callable[[str], Choosing]


@pytest.fixture
def begin(desk: Desk) -> Begin:
    def choose(text: str) -> Choosing:
        notes = Text(name="mentor.md", path="/notes/mentor.md", text=text)
        return Choosing(desk, adding.plan(desk, notes, Options()))

    return choose


def at(choosing: Choosing, text: str) -> int:
    return next(index for index in range(len(choosing)) if choosing[index].proposed.text == text)


def marks(choosing: Choosing) -> dict[str, str]:
    found = [entry(item, choosing) for item in choosing.items(everything=True)]
    return {one.text: one.mark.strip() for one in found if not one.heading}


def taken(choosing: Choosing) -> list[str]:
    plan = choosing.settled().plan
    return [plan.text(one) if one.own is None else one.own for one in plan.points]


def test_a_new_file_takes_its_key_points(begin: Begin) -> None:
    choosing = begin(NOTES)
    assert taken(choosing) == KEY
    assert not choosing.choices
    assert told_changes([choosing.settled()]) == "6 new"


def test_every_state_has_its_own_mark(begin: Begin, desk: Desk) -> None:
    choosing = begin(NOTES)
    assert marks(choosing) == {
        WORDS: "+", MEET: "+", CHANGE: "+", SURPRISES: "+", SMALL: "+!", LAUGH: ".", FIRST: "+",
        RAIN: ".",
    }  # fmt: skip
    choosing.toggle(at(choosing, MEET))
    choosing.choose(at(choosing, WORDS), Verdict.LATER)
    choosing.choose(at(choosing, SMALL), Verdict.SPLIT, ("Keep it small.", "Say what you want."))
    found = marks(choosing)
    assert (found[MEET], found[WORDS], found["Keep it small. / Say what you want."]) == ("x", "?", "+2")
    adding.store(desk, [begin(NOTES).planned])
    found = marks(begin(LATER))
    assert (found[SOON], found[MEET], found[SURPRISES]) == ("~", "=", "-")


def test_dropping_and_taking_again_is_no_choice(begin: Begin) -> None:
    choosing = begin(NOTES)
    for text in (WORDS, RAIN):
        choosing.toggle(at(choosing, text))
        assert len(choosing.choices) == 1
        choosing.toggle(at(choosing, text))
        assert not choosing.choices


def test_a_point_below_the_threshold_can_be_taken(begin: Begin) -> None:
    choosing = begin(NOTES)
    choosing.toggle(at(choosing, RAIN))
    assert taken(choosing) == [*KEY, RAIN]


def test_taking_a_worded_point_back_brings_the_proposed_text(begin: Begin) -> None:
    choosing = begin(NOTES)
    index = at(choosing, MEET)
    choosing.choose(index, Verdict.ACCEPT, ("Meet everybody.",))
    assert taken(choosing)[1] == "Meet everybody."
    choosing.toggle(index)
    choosing.toggle(index)
    assert taken(choosing) == KEY


def test_all_takes_every_key_point_and_no_other(begin: Begin) -> None:
    choosing = begin(NOTES)
    for index in range(len(choosing)):
        if choosing[index].verdict is Verdict.ACCEPT:
            choosing.toggle(index)
    assert taken(choosing) == []
    assert choosing.accept_key() == len(KEY)
    assert taken(choosing) == KEY
    assert not choosing.choices


def test_points_stand_under_their_questions_and_what_is_gone_at_the_end(begin: Begin, desk: Desk) -> None:
    adding.store(desk, [begin(NOTES).planned])
    items = begin(LATER).items(everything=True)
    assert isinstance(items[0], Heading)
    assert items[0].text == "What should I do in my first week?"
    assert items[1] == Place(0)
    assert isinstance(items[-1], Gone)
    assert items[-1].point.text == SURPRISES


def test_a_known_file_lists_only_what_changes(begin: Begin, desk: Desk) -> None:
    adding.store(desk, [begin(NOTES).planned])
    choosing = begin(LATER)
    places = [one.index for one in choosing.items(everything=False) if isinstance(one, Place)]
    assert [choosing[index].change for index in places] == [Change.REWORDED]
    choosing.toggle(at(choosing, MEET))
    assert len([one for one in choosing.items(everything=False) if isinstance(one, Place)]) == 2
    assert begin(NOTES).items(everything=False) == []


def test_the_card_is_drawn_among_the_siblings_that_stand_with_it(begin: Begin) -> None:
    choosing = begin(NOTES)
    assert choosing.preview(at(choosing, WORDS)).place == (1, 4)
    for text in (WORDS, SURPRISES):
        choosing.toggle(at(choosing, text))
    face = choosing.preview(at(choosing, MEET))
    assert (face.kind, face.place) == (FaceKind.LIST, (1, 2))
    assert [one.text for one in face.lines] == [MEET, CHANGE]
    assert choosing.preview(at(choosing, SURPRISES)).place == (3, 3)
    choosing.choose(at(choosing, MEET), Verdict.SPLIT, ("One.", "Two."))
    assert [one.text for one in choosing.preview(at(choosing, MEET)).lines][:2] == ["One.", "Two."]


def test_the_card_of_a_cloze_has_its_gap(begin: Begin) -> None:
    choosing = begin("---\ncards: all\n---\n- How do I begin?\n    - With a {{c1::list::three words}} on paper.\n")
    assert choosing.preview(0).question == "With a [three words] on paper."


def test_what_changes_is_told_in_words(begin: Begin, desk: Desk) -> None:
    choosing = begin(NOTES)
    choosing.choose(at(choosing, WORDS), Verdict.LATER)
    assert told_changes([choosing.settled()]) == "5 new, 1 for later"
    adding.store(desk, [begin(NOTES).planned])
    choosing = begin(LATER)
    assert told_changes([choosing.settled()]) == "1 reworded, 1 gone"
    choosing.toggle(at(choosing, MEET))
    assert told_changes([choosing.settled()]) == "1 reworded, 1 gone, 1 dropped"
    choosing = begin(NOTES)
    assert told_changes([choosing.settled()]) == ""
    choosing.choose(at(choosing, MEET), Verdict.ACCEPT, ("Meet everybody.",))
    assert told_changes([choosing.settled()]) == "1 choice"
