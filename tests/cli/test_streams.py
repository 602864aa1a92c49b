"""Streams that the caller closed: a command does its work without them, and ends as it does with them."""

import shlex
import subprocess
import sys

import pytest

from flashcards.cli.group import COMMANDS
from tests.cli.calling import NOTES, Caller

CALLS = [
    ["add", "more.md", "--yes"], ["refresh", "--yes"], ["review", "--plain"], ["due", "--json"], ["next"],
    ["answer", "2", "good"], ["undo"], ["catch-up", "--dry-run"], ["vacation"], ["tips"], ["search", "tests"],
    ["show", "2"], ["stats"], ["forecast"], ["simulate", "--days", "3"], ["decks"],
    ["deck", "show", "코드 리뷰 이야기"], ["sources"],
    ["apply", "1"], ["retire", "1", "--why", "no"], ["restore", "1"], ["edit", "2", "--text", "Read"], ["accept", "2"],
    ["suspend", "2"], ["unsuspend", "2"], ["bury", "2"], ["unbury", "2"], ["flag", "2"], ["tag", "1", "work"],
    ["move", "2", "Work"],
    ["plan", "1", "If it rains, then I will read"], ["report", "all.html"], ["import", "words.csv", "--yes"],
    ["export", "json", "all.json"], ["export", "csv", "all.csv"], ["export", "markdown", "all.md"], ["backup"],
    ["merge", "other.db", "--yes"], ["doctor"], ["tune", "--dry-run"],
    ["config"], ["where"],
]  # fmt: skip


def closed(caller: Caller, words: list[str], streams: str) -> "subprocess.CompletedProcess[str]":
    """Run the program with streams closed, such as ``>&-``."""
    line = f"{shlex.join([sys.executable, '-m', 'flashcards', *words])} {streams}"
    return subprocess.run(
        ["sh", "-c", line],
        cwd=caller.home, env=caller.environment(), capture_output=True, encoding="utf-8", check=False,
        stdin=subprocess.DEVNULL,
    )  # fmt: skip


def test_every_command_is_called() -> None:
    assert {words[0] for words in CALLS} == set(COMMANDS)


@pytest.mark.parametrize("words", CALLS, ids=lambda words: str(words[0]))
def test_a_closed_output_ends_no_command(learner: Caller, words: list[str]) -> None:
    learner.write("more.md", NOTES + "- Ask early.\n")
    learner.write("words.csv", "front,back\na,b\n")
    if words[0] == "undo":
        learner("flag", "2")
    if words[0] == "merge":
        learner("backup", str(learner.home / "other.db"))
        learner("flag", "2")

    result = closed(learner, words, ">&-")

    # What there is too little of to tune is no fault of a stream.
    assert result.returncode == (1 if words[0] == "tune" else 0)
    assert "fault of the program" not in result.stderr


@pytest.mark.parametrize("words", [["--version"], ["--help"], ["due"], []])
@pytest.mark.parametrize("streams", [">&-", "<&-", "2>&-", "<&- >&- 2>&-"])
def test_any_stream_may_be_closed(learner: Caller, words: list[str], streams: str) -> None:
    result = closed(learner, words, streams)

    assert (result.returncode, result.stderr) == (0, "")


def test_what_is_stored_does_not_need_a_stream(program: Caller) -> None:
    program.write("notes.md", NOTES)

    assert closed(program, ["add", "notes.md", "--yes"], "<&- >&- 2>&-").returncode == 0
    assert len(program.json("tips", "--json")) == 4
    assert closed(program, ["show", "999"], "2>&-").returncode == 3
