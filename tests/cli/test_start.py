"""What a call loads: start-up is a feature."""

import json
import subprocess
import sys

import click
import pytest

from flashcards.cli.group import COMMANDS, program
from tests.cli.calling import Caller

HEAVY = ("alembic", "genanki", "markdown_it", "rapidfuzz", "sqlalchemy.orm", "textual", "yaml")
PROBE = """
import sys
from flashcards.__main__ import run
code = run(sys.argv[1:])
print("|".join(sorted(sys.modules)), file=sys.stderr)
raise SystemExit(code)
"""


def loaded(caller: Caller, *words: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", PROBE, *words],
        env=caller.environment(), capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return set(done.stderr.strip().splitlines()[-1].split("|"))


@pytest.mark.parametrize("words", [["--help"], ["-h"], ["--version"], ["due", "--help"]])
def test_help_and_version_load_no_database_and_no_screen(program: Caller, words: list[str]) -> None:
    modules = loaded(program, *words)

    assert not modules & {*HEAVY, "sqlalchemy", "fsrs_rs_python", "sqlite3"}


def test_version_loads_no_click(program: Caller) -> None:
    assert "click" not in loaded(program, "--version")


@pytest.mark.parametrize("words", [["due"], ["due", "--prompt"], ["due", "--json"], ["next", "--json"]])
def test_looking_at_what_is_due_loads_little(learner: Caller, words: list[str]) -> None:
    assert not loaded(learner, *words) & set(HEAVY)


def test_a_prompt_without_a_database_loads_no_sqlalchemy(program: Caller) -> None:
    assert "sqlalchemy" not in loaded(program, "due", "--prompt")


def test_every_command_of_the_table_is_there() -> None:
    with click.Context(program) as ctx:
        for name in COMMANDS:
            assert isinstance(program.get_command(ctx, name), click.Command)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_an_example_in_its_help(program: Caller, name: str) -> None:
    result = program(name, "--help")

    assert result.exit_code == 0
    assert "Example" in result.stdout
    assert f"flashcards {name}" in result.stdout


def test_the_short_help_of_the_table_is_the_whole_story(program: Caller) -> None:
    result = program("--help")

    for name, entry in COMMANDS.items():
        assert name in result.stdout
        assert entry.help in " ".join(result.stdout.split())


def test_a_mistyped_command_names_the_nearest(program: Caller) -> None:
    result = program("reveiw")

    assert result.exit_code == 2
    assert "review" in result.stderr


def test_the_version_is_the_same_with_other_options(program: Caller) -> None:
    assert program("--debug", "--version").stdout == program("--version").stdout


def test_a_rule_in_tz_is_heeded_and_nonsense_is_told_once(learner: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    def due(zone: str) -> tuple[str, str]:
        environment = learner.environment("2026-11-23T03:00Z") | {"TZ": zone}
        monkeypatch.setattr(Caller, "environment", lambda *_arguments: environment)
        result = learner("due", "--json")
        return json.loads(result.stdout)["now"], result.stderr

    assert due("KST-9") == ("2026-11-23T12:00:00+09:00", "")
    _now, told = due("Mars/Base")
    assert told.count("schedule.timezone") == told.count("\n") == 1
    assert "TZ=Mars/Base" in told
    learner("config", "schedule.timezone", "Asia/Seoul")
    assert due("Mars/Base") == ("2026-11-23T12:00:00+09:00", "")
