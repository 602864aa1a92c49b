"""docs/daily.md: its shell runs, its files parse, and every call of the program in it is a command that there is."""

import re
import shlex
import subprocess
import sys
from configparser import ConfigParser
from pathlib import Path

import pytest

from tests.cli.calling import Caller

PAGE = (Path(__file__).parents[2] / "docs" / "daily.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)[^\n]*\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
CALL = re.compile(r"\bflashcards ((?:due|refresh|review|config|catch-up|vacation)\b[^`|)&\"'\n]*)")


def block(language: str) -> list[str]:
    return [text for name, text in BLOCKS if name == language]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Give a folder in which the program lies under its name."""
    program = tmp_path / "bin" / "flashcards"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m flashcards "$@"\n')
    program.chmod(0o755)
    return program.parent


def shell(caller: Caller, script: str, path: Path) -> subprocess.CompletedProcess[str]:
    environment = caller.environment() | {"PATH": f"{path}:/usr/bin:/bin"}
    return subprocess.run(["sh", "-c", script], env=environment, capture_output=True, encoding="utf-8", check=False)


def test_the_greeting_greets_only_when_something_is_due(program: Caller, path: Path) -> None:
    (greeting,) = block("sh")
    assert shell(program, greeting, path).stdout == ""
    program.learn()
    assert re.fullmatch(r"[1-9]\d* cards wait: flashcards review\n", shell(program, greeting, path).stdout)


def test_cron_has_something_to_mail_only_when_something_is_due(program: Caller, path: Path) -> None:
    (line,) = block("cron")
    *times, command = line.split(maxsplit=5)
    assert times == ["0", "9", "*", "*", "*"]
    assert shell(program, command, path).stdout == ""
    program.learn()
    assert " due: " in shell(program, command, path).stdout


def test_the_units_of_systemd_say_what_to_run(program: Caller) -> None:
    units = ConfigParser(interpolation=None)
    units.optionxform = str  # type: ignore[assignment,method-assign]
    for text in block("ini"):
        units.read_string(text)
    program.learn()
    condition = shlex.split(units["Service"]["ExecCondition"])
    assert program(*condition[1:]).exit_code == 0
    assert units["Timer"]["Persistent"] == "true"


def test_every_call_on_the_page_is_one_that_works(learner: Caller) -> None:
    calls = {match.strip() for match in CALL.findall(PAGE)}
    assert {"due --prompt", "due --check", "refresh --yes"} <= calls
    for call in calls:
        assert learner(*shlex.split(call), *(["--help"] if call == "vacation" else [])).exit_code in (0, 1), call
