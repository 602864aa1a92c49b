"""A line ``deck:: NAME`` in notes says where the cards of what follows go."""

from flashcards.reading.read import read_notes

NOTES = """\
- What goes first?
    - The title
deck:: Talks::2026
- What goes second?
    - The speaker
      deck:: not at the margin

## deck

- What goes third?
    - The date
deck::
- What goes last?
    - The thanks
"""


def test_it_holds_up_to_the_next_such_line_and_alone_it_ends() -> None:
    found = {one.text: one.deck for one in read_notes(NOTES, file="notes.md").questions if one.asked}
    assert found == {
        "What goes first?": None,
        "What goes second?": "Talks::2026",
        "What goes third?": "Talks::2026",
        "What goes last?": None,
    }


def test_it_is_no_line_of_advice() -> None:
    with_it, without = (
        read_notes(text, file="notes.md").questions for text in (NOTES, NOTES.replace("\ndeck:: Talks::2026", ""))
    )
    assert [one.text for one in with_it] == [one.text for one in without]
    assert [point.text for one in with_it for point in one.points] == [
        point.text for one in without for point in one.points
    ]


def test_in_code_it_is_code() -> None:
    fenced = "```\ndeck:: Talks\n```\n- What goes first?\n    - The title\n"
    assert [one.deck for one in read_notes(fenced, file="notes.md").questions] == [None]


def test_a_tag_may_have_parts() -> None:
    (question,) = read_notes("- a :: b #work::hiring #x\n", file="notes.md").questions
    assert (question.points[0].text, question.points[0].tags) == ("b", ("work::hiring", "x"))
