"""What the shell completes."""

import subprocess
import sys

import pytest

from tests.cli.calling import Caller


def completed(program: Caller, *words: str, shell: str = "bash") -> list[str]:
    """Return what the shell is offered for the last word."""
    line = " ".join(("flashcards", *words))
    environment = program.environment() | {
        "_FLASHCARDS_COMPLETE": f"{shell}_complete", "COMP_WORDS": line, "COMP_CWORD": str(len(words)),
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-m", "flashcards"], env=environment, capture_output=True, encoding="utf-8", check=False
    )
    assert not done.stderr
    return [line.partition(",")[2] for line in done.stdout.splitlines() if line]


def test_commands_are_completed_from_the_table(program: Caller) -> None:
    assert completed(program, "re") == ["refresh", "review", "retire", "restore"]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (["review", "코드"], ["코드 리뷰 이야기"]),
        (["tips", "--deck", "코"], ["코드 리뷰 이야기"]),
        (["tips", "--source", "코"], ["코드 리뷰 이야기"]),
        (["tag", "1", "wo"], ["work::review"]),
        (["config", "schedule.r"], ["schedule.rollover"]),
        (["due", "nothing"], []),
    ],
)
def test_decks_sources_tags_and_settings_are_completed(learner: Caller, words: list[str], names: list[str]) -> None:
    learner("tag", "1", "work::review")

    assert completed(learner, *words) == names


def test_completion_makes_no_database(program: Caller) -> None:
    assert completed(program, "due", "") == []
    assert not program.database.parent.exists()


@pytest.mark.parametrize("content", [b"", b"not a database", b"SQLite format 3\x00" + bytes(84)])
def test_completion_never_fails(program: Caller, content: bytes) -> None:
    program.write("data/flashcards.db", content)

    assert completed(program, "due", "") == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_there_is_a_script_for_each_shell(program: Caller, shell: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "flashcards"],
        env=program.environment() | {"_FLASHCARDS_COMPLETE": f"{shell}_source"},
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip

    assert done.returncode == 0
    assert "_FLASHCARDS_COMPLETE" in done.stdout
