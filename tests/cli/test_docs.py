"""docs/cli.md against the program: every command, argument, option, example and JSON shape, both ways."""

import json
import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click
import pytest

from flashcards.cli.group import COMMANDS, program
from tests.cli.calling import Caller

PAGE = (Path(__file__).parents[2] / "docs" / "cli.md").read_text(encoding="utf-8")
SECTIONS = {
    tuple(word for word in usage.split()[1:] if word.replace("-", "").isalpha() and word.islower()): (usage, text)
    for usage, text in re.findall(r"^### `(flashcards[^`]*)`\n(.*?)(?=^##|\Z)", PAGE, re.DOTALL | re.MULTILINE)
}
OPTION = re.compile(r"^- `([^`]+)`: (.*)$", re.MULTILINE)
SHELL = re.compile(r"^```sh\n(.*?)^```", re.DOTALL | re.MULTILINE)
FOR_A_SHELL = re.compile(r"[|&;$`]|\s[<>]")
SHAPE = re.compile(r"^```json (.*?)\n(.*?)^```", re.DOTALL | re.MULTILINE)
(NOTES,) = re.findall(r"^```markdown notes\.md\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)


def commands() -> Iterator[tuple[tuple[str, ...], click.Command]]:
    with click.Context(program) as ctx:
        for name in COMMANDS:
            command = program.get_command(ctx, name)
            assert command is not None
            yield (name,), command
            if isinstance(command, click.Group):
                yield from (((name, sub), found) for sub, found in command.commands.items())


LISTED = list(commands())


def options(command: click.Command) -> list[tuple[str, str]]:
    with click.Context(command) as ctx:
        return [
            (" ".join([*option.opts, *([] if option.is_flag else [option.make_metavar(ctx)])]), option.help or "")
            for option in command.params
            if isinstance(option, click.Option)
        ]


def arguments(command: click.Command) -> list[str]:
    with click.Context(command) as ctx:
        return [one.make_metavar(ctx) for one in command.params if isinstance(one, click.Argument)]


def test_the_page_has_a_section_for_every_command_and_no_other() -> None:
    assert list(SECTIONS) == [words for words, _command in LISTED]


@pytest.mark.parametrize(("words", "command"), LISTED, ids=[" ".join(words) for words, _command in LISTED])
def test_a_section_has_the_commands_arguments_and_options(words: tuple[str, ...], command: click.Command) -> None:
    usage, text = SECTIONS[words]

    assert usage.split() == ["flashcards", *words, *" ".join(arguments(command)).split()]
    assert OPTION.findall(text) == options(command)


def test_the_global_options_are_there() -> None:
    (text,) = re.findall(r"^## Global options\n(.*?)(?=^## )", PAGE, re.DOTALL | re.MULTILINE)

    assert OPTION.findall(text) == [*options(program), ("-h --help", "Show this message and exit.")]


def test_every_command_has_an_example() -> None:
    for words, (_usage, text) in SECTIONS.items():
        if not isinstance(dict(LISTED)[words], click.Group):
            assert f"flashcards {' '.join(words)}" in "".join(SHELL.findall(text))


def shell(caller: Caller, line: str) -> "subprocess.CompletedProcess[str]":
    """Run a line of the page in bash, where ``flashcards`` is this program."""
    script = f'flashcards() {{ {shlex.quote(sys.executable)} -m flashcards "$@"; }}\n{line}'
    return subprocess.run(
        ["bash", "-c", script],
        cwd=caller.home, env=caller.environment(), capture_output=True, encoding="utf-8", check=False,
        stdin=subprocess.DEVNULL,
    )  # fmt: skip


def called(caller: Caller, line: str) -> tuple[int, str]:
    """Run a line of the page, in this process unless it is for a shell; return its exit code and stderr."""
    if not line.startswith("flashcards ") or FOR_A_SHELL.search(line):
        return in_a_shell(caller, line)
    done = caller(*shlex.split(line)[1:])
    return done.exit_code, done.stderr


def in_a_shell(caller: Caller, line: str) -> tuple[int, str]:
    done = shell(caller, line)
    return done.returncode, done.stderr


@pytest.mark.parametrize(
    "run", [called, pytest.param(in_a_shell, marks=pytest.mark.long)], ids=["short", "each in a shell"]
)
def test_the_examples_run_in_their_order(
    program: Caller, monkeypatch: pytest.MonkeyPatch, run: Callable[[Caller, str], tuple[int, str]]
) -> None:
    program.write("notes.md", NOTES)
    monkeypatch.chdir(program.home)
    lines = [line for block in SHELL.findall(PAGE) for line in block.splitlines()]

    for line in lines:
        code, said = run(program, line)
        assert code == 0, f"{line}\n{said}"
        assert "Traceback" not in said
    assert len(lines) > 30


def shape(value: object) -> object:
    """Return what a reader may rely on: the keys at every depth; of lists, their first object."""
    if isinstance(value, dict):
        return {key: shape(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [shape(value[0])] if value and isinstance(value[0], dict) else []
    return None


def covers(actual: Any, stated: Any) -> bool:  # noqa: ANN401  JSON
    """Say whether every stated key is there at its depth."""
    if isinstance(stated, dict):
        return isinstance(actual, dict) and all(key in actual and covers(actual[key], stated[key]) for key in stated)
    if isinstance(stated, list) and stated:
        return isinstance(actual, list) and bool(actual) and covers(actual[0], stated[0])
    return True


@pytest.mark.parametrize(("words", "stated"), SHAPE.findall(PAGE), ids=[words for words, _shape in SHAPE.findall(PAGE)])
def test_json_has_the_shape_that_is_stated(program: Caller, words: str, stated: str) -> None:
    program.write("notes.md", NOTES)
    notes = str(program.home / "notes.md")
    call = [notes if word == "notes.md" else word for word in shlex.split(words)]
    if call[0] != "add":
        program("add", notes, "--yes")
        program("answer", "2", "good")

    found = program.json(*call)

    first = found[0] if isinstance(found, list) else found
    assert covers(shape(first), shape(json.loads(stated)))
    if call[0] != "show":
        assert set(first) == set(json.loads(stated))
