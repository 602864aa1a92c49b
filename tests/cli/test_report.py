"""`flashcards report`: where it may be written, what it says about itself, and how it ends."""

import pytest

from tests.cli.calling import NOTES, Caller


@pytest.mark.parametrize("name", ["progress.html", "progress.md"])
def test_a_report_is_written_for_its_owner_alone_and_replaces_the_one_before(learner: Caller, name: str) -> None:
    path = learner.home / name
    learner("apply", "1", "<b>오늘</b> *used* it")

    assert learner("report", str(path)).exit_code == 0
    first = path.read_text(encoding="utf-8")
    learner("answer", "2", "good")
    result = learner("report", str(path))

    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == f"Wrote 4 tips of 1 source to {path}.\n"
    assert path.read_text(encoding="utf-8") != first
    assert path.stat().st_mode & 0o777 == 0o600
    assert (
        "&lt;b&gt;오늘&lt;/b&gt; *used* it" if name.endswith("html") else "\\<b\\>오늘\\</b\\> \\*used\\* it"
    ) in first


def test_another_file_is_replaced_only_with_yes(learner: Caller) -> None:
    path = learner.home / "diary.md"
    path.write_text("what I would miss", encoding="utf-8")

    result = learner("report", str(path))
    assert result.exit_code == 5
    assert "--yes" in result.stderr
    assert path.read_text(encoding="utf-8") == "what I would miss"

    assert learner("report", str(path), "--yes").exit_code == 0
    assert "what I would miss" not in path.read_text(encoding="utf-8")


def test_ones_own_notes_are_never_replaced(learner: Caller) -> None:
    path = learner.home / "review.md"

    assert learner("report", str(path), "--yes").exit_code == 5
    assert path.read_text(encoding="utf-8") == NOTES


def test_a_page_does_not_replace_a_markdown_report(learner: Caller) -> None:
    path = learner.home / "a.md"
    learner("report", str(path))
    path.rename(learner.home / "a.html")

    assert learner("report", str(learner.home / "a.html")).exit_code == 5


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["report.pdf"], ".html or .md"),
        (["report.html", "--source", "nowhere"], "No source with tips is named 'nowhere'"),
        (["missing/report.html"], "cannot be written"),
        (["."], ".html or .md"),
    ],
)
def test_what_cannot_be_reported_is_said_in_a_sentence(learner: Caller, words: list[str], told: str) -> None:
    result = learner("report", str(learner.home / words[0]), *words[1:])

    assert result.exit_code == 3
    assert told in result.stderr
    assert not (learner.home / "report.html").exists()


def test_without_cards_there_is_nothing_to_report(program: Caller) -> None:
    result = program("report", str(program.home / "a.html"))

    assert result.exit_code == 3
    assert "No cards yet" in result.stderr
    assert not program.database.exists()


def test_a_past_day_has_its_own_report(learner: Caller) -> None:
    learner("answer", "2", "good")
    learner("retire", "5", "--why", "we sit at one desk", now="2026-11-25T12:00")
    path = learner.home / "a.md"

    learner("report", str(path), now="2026-11-24T12:00")
    assert "As of 2026-11-24 · 1 day in a row" in path.read_text(encoding="utf-8")
    assert "one desk" not in path.read_text(encoding="utf-8")
    learner("report", str(path), now="2026-11-25T12:00")
    assert "not for me: we sit at one desk" in path.read_text(encoding="utf-8")
