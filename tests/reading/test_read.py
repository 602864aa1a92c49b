"""The one public entry: what it promises to those who call it."""

import subprocess
import sys

import pytest

from flashcards.errors import BadInput
from flashcards.reading.read import MAX_BYTES, MAX_LINES, decode, read_notes
from tests.reading.shown import NOTES, proposal_of, question, read


def test_an_empty_file_is_an_empty_proposal() -> None:
    for text in ("", "\n\n", "\ufeff"):
        proposal = read(text)
        assert proposal.questions == ()
        assert proposal.problems == ()


def test_questions_stand_in_the_order_of_the_file() -> None:
    for path in NOTES.glob("*.md"):
        lines = [q.line for q in proposal_of(path.name).questions]
        assert lines == sorted(lines)


def test_a_line_is_a_point_once() -> None:
    for path in NOTES.glob("*.md"):
        lines = [point.line for q in proposal_of(path.name).questions for point in q.points]
        assert len(lines) == len(set(lines))


def test_reading_is_pure() -> None:
    assert proposal_of("mixed-indents-ko.md") == proposal_of("mixed-indents-ko.md")


def test_the_section_path_leaves_out_the_title_of_the_file() -> None:
    assert question(proposal_of("mixed-indents-ko.md"), 5).section == ("질의응답",)
    assert question(read("# One\n## Part\n- Why?\n  - So.\n# Two\n"), 3).section == ("One", "Part")


def test_importing_the_reader_loads_no_library() -> None:
    code = (
        "import sys, flashcards.reading.read as r; r.read_notes('- a?\\n  - b', file='x')\n"
        "heavy = ('yaml', 'charset_normalizer', 'rapidfuzz', 'markdown_it', 'sqlalchemy')\n"
        "print([m for m in heavy if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_cap_is_public_so_that_callers_can_look_at_the_size_first() -> None:
    assert MAX_BYTES == 16 * 1024 * 1024
    assert read_notes(decode(b"- a", file="x"), file="x").file == "x"


def test_progress_only_grows_and_ends_with_every_line() -> None:
    text = "- 언제 쉬나요?\n  - 지치기 전에 쉬세요.\n" * 3000
    seen: list[tuple[int, int]] = []
    read_notes(text, file="x", progress=lambda done, total: seen.append((done, total)))
    done = [lines for lines, _ in seen]
    assert done == sorted(done)
    assert 20 <= len(seen) <= 110
    assert seen[-1] == (6001, 6001)


def test_too_many_lines_are_refused_with_what_to_do() -> None:
    with pytest.raises(BadInput, match=r"^big\.md has 200001 lines, more than 200000: split it"):
        read_notes("\n" * MAX_LINES, file="big.md")
    assert read_notes("\n" * (MAX_LINES - 1), file="big.md").questions == ()


def test_one_endless_line_is_refused_by_its_bytes_or_left_out_with_a_problem() -> None:
    with pytest.raises(BadInput, match="larger than 16 MB"):
        decode(b"x" * (50 * 1024 * 1024), file="endless.md")
    found = read_notes("- a?\n  - b\n" + "x" * 5_000_000, file="x")
    assert [problem.line for problem in found.problems] == [3]


@pytest.mark.untraced
def test_ten_thousand_levels_are_flattened_and_said() -> None:
    text = "\n".join(f"{' ' * (2 * min(level, 1900))}- level {level}" for level in range(10_000))
    assert ["40 levels" in problem.message for problem in read_notes(text, file="x").problems] == [True]


def test_only_html_is_cut_from_a_line() -> None:
    notes = "## C++\n- Which container?\n  - Always prefer std::vector<int> over <b>List&lt;String&gt;</b>.\n"
    proposal = read_notes(notes, file="notes.md")
    assert proposal.questions[0].points[0].text.startswith("Always prefer std::vector<int> over List")
