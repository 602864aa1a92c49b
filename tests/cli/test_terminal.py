"""In a terminal: it asks, it colours, and it opens the app."""

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable

import pytest

from tests.cli.calling import NOTES, Caller

SECONDS = 30


def _heed_interrupts() -> None:
    """Take Ctrl-C as in a terminal: a shell's background jobs, and all they start, ignore it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class Terminal(contextlib.AbstractContextManager["Terminal"]):
    """A terminal of 80x24 cells with the program in it; leaving the block ends the program."""

    def __init__(self, caller: Caller, *words: str, **environment: str) -> None:
        """Start the program."""
        self._end, other = pty.openpty()
        fcntl.ioctl(other, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self._process = subprocess.Popen(
            [sys.executable, "-m", "flashcards", *words],
            stdin=other, stdout=other, stderr=other, cwd=caller.home, start_new_session=True,
            env=caller.environment() | {"TERM": "xterm-256color"} | environment,
            preexec_fn=_heed_interrupts,  # noqa: PLW1509  nothing else runs in the child before the program
        )  # fmt: skip
        os.close(other)
        self.shown = ""

    def __exit__(self, *_fault: object) -> None:
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
        os.close(self._end)

    def wait_for(self, text: str) -> None:
        """Read until a text is shown."""
        self._read(lambda: text in self.shown)
        assert text in self.shown

    def type(self, keys: str) -> None:
        """Type keys."""
        os.write(self._end, keys.encode())

    def end(self) -> int:
        """Read until the program ends; return its exit code."""
        self._read(lambda: self._process.poll() is not None)
        self._drain()
        return self._process.wait(SECONDS)

    def interrupt(self) -> None:
        """Send what Ctrl-C sends."""
        self._process.send_signal(signal.SIGINT)

    def _read(self, done: Callable[[], bool]) -> None:
        until = time.monotonic() + SECONDS
        while not done() and time.monotonic() < until:
            self._drain()

    def _drain(self) -> None:
        with contextlib.suppress(OSError):
            while select.select([self._end], [], [], 0.05)[0]:
                found = os.read(self._end, 65536)
                if not found:
                    return
                self.shown += found.decode(errors="replace")


@pytest.mark.parametrize(
    ("keys", "tips"), [("y\n", 4), ("\n", 4), ("예\n", 4), ("n\n", 0), ("\x04", 0), ("what\nn\n", 0)]
)
def test_add_asks_and_stores_only_on_yes(program: Caller, keys: str, tips: int) -> None:
    program.write("review.md", NOTES)
    with Terminal(program, "add", "review.md") as terminal:
        terminal.wait_for("Store this? [y]es, [n]o, [e]ach")
        terminal.type(keys)

        assert terminal.end() == 0
        assert ("Nothing was stored." in terminal.shown) == (tips == 0)
        assert program.database.parent.exists() == (tips > 0)
        assert len(program.json("tips", "--json")) == tips


def test_an_interrupted_question_stores_nothing(program: Caller) -> None:
    program.write("review.md", NOTES)
    with Terminal(program, "add", "review.md") as terminal:
        terminal.wait_for("Store this?")
        terminal.interrupt()

        assert terminal.end() == 130
        assert "Traceback" not in terminal.shown
        assert not program.database.parent.exists()


@pytest.mark.parametrize(
    ("environment", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)]
)
def test_a_terminal_gets_colour_unless_it_is_declined(
    learner: Caller,
    environment: dict[str, str],
    coloured: bool,  # noqa: FBT001  a case of the table
) -> None:
    with Terminal(learner, "tips", **environment) as terminal:
        assert terminal.end() == 0
        assert "Always read the tests" in terminal.shown
        assert ("\x1b[" in terminal.shown) == coloured


def test_reading_a_folder_shows_progress_on_a_terminal(program: Caller) -> None:
    for number in range(3):
        program.write(f"talks/{number}.md", NOTES.replace("이야기", f"이야기 {number}"))
    with Terminal(program, "add", "talks", "--yes") as terminal:
        assert terminal.end() == 0
        assert "Reading" in terminal.shown
        assert "Planning" in terminal.shown


def test_a_dumb_terminal_reviews_in_lines(learner: Caller) -> None:
    with Terminal(learner, "review", TERM="dumb") as terminal:
        terminal.wait_for("Enter shows the answer")
        terminal.type("\n")
        terminal.wait_for("1 Again")
        terminal.type("3\n")
        terminal.wait_for("리뷰가 늦어지면")
        terminal.type("q\n")

        assert terminal.end() == 0
        assert "\x1b" not in terminal.shown
        assert learner.json("show", "2", "--json")["reps"] == 1


@pytest.mark.parametrize("words", [[], ["review"]])
def test_a_full_terminal_opens_the_app(learner: Caller, words: list[str]) -> None:
    with Terminal(learner, *words) as terminal:
        terminal.wait_for("\x1b[?1049h")
        terminal.wait_for("3")
        terminal.type("q")

        assert terminal.end() == 0
        assert "\x1b[?1049l" in terminal.shown


def test_an_interrupt_at_a_question_stores_nothing_and_ends_the_line(program: Caller) -> None:
    program.write("talk.md", NOTES)
    with Terminal(program, "add", "talk.md") as terminal:
        terminal.wait_for("Store this?")
        terminal.interrupt()
        assert terminal.end() == 130
        assert terminal.shown.endswith("\r\nNothing was stored.\r\n")
    assert not program.database.exists()
