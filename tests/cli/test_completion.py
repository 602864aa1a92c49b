"""What the shell completes."""

import os
import pty
import select
import shlex
import subprocess
import sys
import time

import pytest

from tests.cli.calling import Caller


def completed(program: Caller, *words: str) -> list[str]:
    """Return what bash is offered for the last word."""
    return [line.partition(",")[2] for line in offered(program, *words).splitlines() if line]


def offered(program: Caller, *words: str, shell: str = "bash") -> str:
    """Return what the program says to a shell about the last word."""
    line = " ".join(("flashcards", *words))
    environment = program.environment() | {
        "_FLASHCARDS_COMPLETE": f"{shell}_complete",
        "COMP_WORDS": line,
        "COMP_CWORD": words[-1] if shell == "fish" else str(len(words)),
    }
    done = subprocess.run(
        [sys.executable, "-m", "flashcards"], env=environment, capture_output=True, encoding="utf-8", check=False
    )
    assert not done.stderr
    return done.stdout


class Bash:
    """An interactive bash in the program's home, with the program's completion, in which Tab is pressed."""

    def __init__(self, program: Caller) -> None:
        """Start the shell."""
        self._end, other = pty.openpty()
        command = program.home / "flashcards"
        command.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m flashcards "$@"\n', encoding="utf-8")
        command.chmod(0o700)
        environment = program.environment() | {"PS1": "ready> ", "TERM": "dumb", "INPUTRC": "/dev/null"}
        environment["PATH"] = f"{program.home}:{environment['PATH']}"
        self._process = subprocess.Popen(
            ["bash", "--norc", "--noprofile", "-i"],
            stdin=other, stdout=other, stderr=other, cwd=program.home, env=environment, start_new_session=True,
        )  # fmt: skip
        os.close(other)
        self._until("ready> ")
        self.type('eval "$(_FLASHCARDS_COMPLETE=bash_source flashcards)"; echo do""ne\n', "done")

    def type(self, keys: str, shown: str) -> None:
        """Type keys, and wait until a text is shown."""
        os.write(self._end, keys.encode())
        self._until(shown)

    def end(self) -> None:
        """Leave."""
        self._process.kill()
        self._process.wait()
        os.close(self._end)

    def _until(self, text: str) -> None:
        seen, deadline = "", time.monotonic() + 30
        while text not in seen and time.monotonic() < deadline:
            if select.select([self._end], [], [], 0.1)[0]:
                seen += os.read(self._end, 65536).decode(errors="replace")
        assert text in seen


def test_bash_completes_files_and_shipped_decks(program: Caller) -> None:
    program.write("talks/a long talk.md", "# A talk\n")
    bash = Bash(program)
    try:
        bash.type("flashcards add tal\t", "talks/")
        bash.type("\t", "a\\ long\\ talk.md")
        bash.type("\x15flashcards add @flash\t--dry-run\n", "Nothing was stored: this was a dry run.")
        bash.type("\x15flashcards --db tal\t", "talks/")
    finally:
        bash.end()


@pytest.mark.parametrize(("shell", "said"), [("bash", "file,no"), ("zsh", "file\nno\n_"), ("fish", "file,no")])
@pytest.mark.parametrize("words", [["add"], ["add", "one.md"], ["export", "json"], ["backup"], ["--db"], ["--config"]])
def test_files_are_left_to_the_shell(program: Caller, shell: str, said: str, words: list[str]) -> None:
    assert offered(program, *words, "no", shell=shell).startswith(said)


def test_shipped_decks_are_completed(program: Caller) -> None:
    assert completed(program, "add", "@ai") == ["@ai-masterclass"]
    assert completed(program, "add", "one.md", "@flash") == ["@flashcards-tour"]
    assert completed(program, "add", "@", "ai") == ["@ai-masterclass"]


def test_commands_are_completed_from_the_table(program: Caller) -> None:
    assert completed(program, "re") == ["refresh", "review", "retire", "restore", "report"]


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
