"""Every card looks the way its note stands today."""

from dataclasses import replace

import pytest

from flashcards.core.face import Face, FaceKind, LineState, back_text, face, front_text, label
from flashcards.core.note import Note, Point, Question, Reason, Role, Source, SourceKind


def note_of(*texts: str, ordered: bool = False) -> Note:
    source = Source(uid="s", kind=SourceKind.NOTES, title="Code review evening", deck="Review", speaker="Kim")
    question = Question(
        uid="q", source="s", text="What makes a review useful?", section=("Q&A", "Reviews"), ordered=ordered
    )
    points = (Point(uid=f"p{i}", n=i, question="q", text=text, position=i) for i, text in enumerate(texts))
    return Note(source=source, question=question, points=tuple(points))


def ask(note: Note, index: int) -> Face:
    return face(note, note.points[index], Role.ASK)


NINE = [f"point number {word}" for word in ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")]


def test_one_point_is_recalled_without_a_count() -> None:
    shown = ask(note_of("Small changes"), 0)
    assert shown.kind is FaceKind.RECALL
    assert (shown.cue, shown.place, shown.lines) == ("", None, ())
    assert front_text(shown) == "What makes a review useful?"
    assert back_text(shown) == "Small changes"


def test_two_to_seven_points_stand_as_a_list_with_one_gap() -> None:
    for count in range(2, 8):
        note = note_of(*NINE[:count])
        for i in range(count):
            shown = ask(note, i)
            assert shown.kind is FaceKind.LIST
            assert shown.place == (i + 1, count)
            assert shown.cue == f"{i + 1} of {count}"
            assert [line.state for line in shown.lines].count(LineState.BLANK) == 1
            assert shown.lines[i].state is LineState.BLANK
            assert LineState.HIDDEN not in {line.state for line in shown.lines}
            assert shown.answer not in front_text(shown)


def test_an_ordered_list_hides_what_comes_later() -> None:
    shown = ask(note_of("Read", "Run", "Comment", "Approve", ordered=True), 1)
    assert front_text(shown) == "What makes a review useful? (2 of 4)\n1. Read\n2. […]\n3. …\n4. …"


def test_a_list_without_an_order_has_no_numbers() -> None:
    shown = ask(note_of("Read", "Run", "Comment"), 1)
    assert front_text(shown) == "What makes a review useful? (2 of 3)\n- Read\n- […]\n- Comment"
    assert [line.number for line in shown.lines] == [None] * 3


def test_more_than_seven_points_are_asked_one_by_one_after_the_point_before() -> None:
    shown = ask(note_of(*NINE), 2)
    assert shown.kind is FaceKind.RECALL
    assert front_text(shown) == "What makes a review useful? (3 of 9)\n2. point number two"


def test_a_point_with_a_label_is_asked_for_by_its_label() -> None:
    shown = ask(note_of(*NINE[:8], "**Tone**: praise in public"), 8)
    assert shown.hint == "9. Tone: […]"


def test_the_first_of_many_points_has_no_point_before_it() -> None:
    assert ask(note_of(*NINE), 0).hint == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("**Naming** says what a value is", "Naming"),
        ("**Naming:** says what a value is", "Naming"),
        ("이름: 값이 무엇인지 말한다", "이름"),
        ("이름：값", ""),
        ("**Write every day.**", ""),
        ("**Write every day**.", ""),
        ("https://example.org/x", ""),
        ("Leave at 10:30", ""),
        ("Rest. Then: go", ""),
        ("no label", ""),
    ],
)
def test_a_label_is_bold_or_ends_in_a_colon_and_something_follows(text: str, expected: str) -> None:
    assert label(text) == expected


def test_a_note_that_grows_changes_only_the_face() -> None:
    assert ask(note_of("Small changes"), 0).kind is FaceKind.RECALL
    assert ask(note_of("Small changes", "Fast answers"), 0).kind is FaceKind.LIST


def test_retired_points_do_not_stand_in_the_list() -> None:
    note = note_of("Small changes", "Long meetings", "Fast answers")
    retired = replace(note.points[1], retired_why="not for me")
    living = replace(note, points=(note.points[0], retired, note.points[2]))
    assert [line.text for line in ask(living, 0).lines] == ["Small changes", "Fast answers"]


def test_a_retired_point_is_shown_in_its_old_place() -> None:
    note = note_of("Small changes", "Long meetings", "Fast answers")
    retired = replace(note.points[1], retired_why="not for me")
    left = replace(note, points=(note.points[0], note.points[2]))
    assert face(left, retired, Role.ASK).place == (2, 3)


def test_a_cloze_blanks_its_own_number_and_shows_the_hint() -> None:
    note = note_of("Review within {{c1::a day::how soon}}, in {{c2::small}} steps")
    first, second = (face(note, note.points[0], Role.CLOZE, number) for number in (1, 2))
    assert front_text(first) == "Review within [how soon], in small steps"
    assert front_text(second) == "Review within a day, in […] steps"
    assert back_text(first) == back_text(second) == "Review within a day, in small steps"


def test_cloze_marks_never_show_in_a_list() -> None:
    note = note_of("Review within {{c1::a day}}", "Keep it small")
    assert ask(note, 1).lines[0].text == "Review within a day"
    assert ask(note, 0).answer == "Review within a day"


def test_reversed_asks_for_the_question_and_does_not_give_it_away() -> None:
    note = note_of("Small changes")
    question = replace(note.question, text="Reviews", asked=False, context="How do reviews go well?")
    shown = face(replace(note, question=question), note.points[0], Role.REVERSED)
    assert (shown.kind, shown.question, shown.answer) == (FaceKind.REVERSED, "Small changes", "Reviews")
    assert shown.context == ("Code review evening", "Kim", "Q&A")
    assert shown.long_question == ""


def test_why_asks_for_the_reason_and_shows_the_other_details_below_it() -> None:
    note = note_of("Keep changes small")
    details = ("under 400 lines", "because attention fades after an hour")
    point = replace(note.points[0], details=details, why=Reason(details[1]))
    shown = face(note, point, Role.WHY)
    assert front_text(shown) == "Keep changes small (Why?)"
    assert back_text(shown) == "because attention fades after an hour\n- under 400 lines"
    assert shown.context == ("Code review evening", "Kim", "Q&A", "Reviews", "What makes a review useful?")


@pytest.mark.parametrize(
    ("text", "condition", "cue"),
    [
        ("Keep changes small", False, "Why?"),
        ("Keep changes small", True, "When?"),
        ("변경은 작게", False, "왜?"),
        ("PR은 작게", True, "언제?"),
    ],
)
def test_the_cue_asks_why_or_when_in_the_language_of_the_point(text: str, condition: bool, cue: str) -> None:  # noqa: FBT001  a parameter
    note = note_of(text)
    point = replace(note.points[0], why=Reason("때", condition))
    assert face(note, point, Role.WHY).cue == cue


def test_details_travel_with_the_answer() -> None:
    note = note_of("Small changes")
    point = replace(note.points[0], details=("under 400 lines",))
    assert back_text(face(note, point, Role.ASK)) == "Small changes\n- under 400 lines"


def test_context_names_title_speaker_and_section() -> None:
    assert ask(note_of("Small changes"), 0).context == ("Code review evening", "Kim", "Q&A", "Reviews")


def test_a_shortened_question_keeps_its_full_text_as_context() -> None:
    note = note_of("Small changes")
    question = replace(note.question, context="We review late. What makes a review useful?")
    assert ask(replace(note, question=question), 0).long_question == "We review late. What makes a review useful?"
    same = replace(note.question, context=note.question.text)
    assert ask(replace(note, question=same), 0).long_question == ""
