"""The header of a notes file: known keys are read, faults are problems with their line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.note import CardsMode
from flashcards.reading.frontmatter import read_front_matter
from tests.reading.shown import points, read

NOTES = "\n- What helps?\n  - Sleep on it.\n"


def test_every_known_key_reaches_the_header() -> None:
    header = read(
        "---\ntitle: Evening talk\nspeaker: Ada\ndate: 2024-03-02\nurl: https://talk.example.org\n"
        "deck: talks::evening\ntags: [work, '#life, a b']\nlang: en\ncards: marked\n---\n" + NOTES
    ).header
    assert (header.title, header.speaker, header.date) == ("Evening talk", "Ada", "2024-03-02")
    assert (header.url, header.deck, header.lang) == ("https://talk.example.org", "talks::evening", "en")
    assert header.tags == ("work", "life,_a_b")
    assert header.cards is CardsMode.MARKED


def test_tags_on_one_line_are_separated_by_commas_or_spaces() -> None:
    assert read("---\ntags: work, life deep\n---\n").header.tags == ("work", "life", "deep")


def test_without_front_matter_the_first_heading_is_the_title_then_the_file_name() -> None:
    assert read("intro\n\n## First\n").header.title == "First"
    assert read("- a\n").header.title == "notes"


def test_an_unknown_key_is_a_problem_that_names_the_nearest_one() -> None:
    proposal = read("---\ntitel: Talk\n---\n" + NOTES)
    assert [(p.line, p.severity) for p in proposal.problems] == [(2, "warning")]
    assert "'titel'" in proposal.problems[0].message
    assert "'title'" in proposal.problems[0].message


def test_an_unknown_cards_mode_is_a_problem_and_key_points_are_used() -> None:
    proposal = read("---\ncards: some\n---\n" + NOTES)
    assert proposal.header.cards is None
    assert [p.line for p in proposal.problems] == [2]


@pytest.mark.parametrize(
    "body",
    [
        "title: [a, b",
        "title: {a: {b: c}}",
        "a: &x [1]\nb: *x",
        "- a: 1\n- b: 2",
        'title: "\\UFFFFFFFF"',
        "a: " + "[" * 5000,
    ],
)
def test_unreadable_front_matter_is_a_problem_and_the_notes_are_read(body: str) -> None:
    proposal = read(f"---\n{body}\n---{NOTES}")
    assert any("front matter cannot be read" in p.message for p in proposal.problems)
    assert all(p.line >= 1 for p in proposal.problems)
    assert [point.text for point in points(proposal).values()] == ["Sleep on it."]


def test_an_unclosed_header_is_a_problem_and_its_lines_are_notes() -> None:
    proposal = read("---\ntitle: Talk\n" + NOTES)
    assert [(p.line, "closing" in p.message) for p in proposal.problems] == [(1, True)]
    assert points(proposal)


def test_a_rule_at_the_top_is_not_front_matter() -> None:
    front = read_front_matter(["---", "Just a sentence.", "---"])
    assert front.last_line == 0
    assert not front.problems


@given(st.lists(st.text(max_size=20), max_size=8))
def test_any_header_is_read_or_is_a_problem(body: list[str]) -> None:
    lines = ["---", "title: x", *"\n".join(body).split("\n"), "---"]
    front = read_front_matter(lines)
    assert front.last_line <= len(lines)
    assert all(1 <= p.line <= len(lines) for p in front.problems)
