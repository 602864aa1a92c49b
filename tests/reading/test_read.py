"""The one public entry: what it promises to those who call it."""

import subprocess
import sys

from flashcards.reading.read import MAX_BYTES, decode, read_notes
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
