"""Two machines through a shared folder, as docs/two-machines.md has it."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.calling import Caller

PAGE = (Path(__file__).parents[2] / "docs" / "two-machines.md").read_text(encoding="utf-8")
SHELL = re.compile(r"^```sh (desktop|laptop)\n(.*?)^```", re.DOTALL | re.MULTILINE)
HAND = "front one :: back one\nfront two :: back two\n"


@pytest.fixture
def machines(tmp_path: Path) -> dict[str, Caller]:
    """Give two machines, each with a home of its own, and a folder that both see as ~/Shared."""
    (tmp_path / "folder").mkdir()
    found = {}
    for name in ("desktop", "laptop"):
        home = tmp_path / name
        home.mkdir()
        (home / "Shared").symlink_to(tmp_path / "folder")
        found[name] = Caller(home)
    return found


def shell(machine: Caller, line: str) -> "subprocess.CompletedProcess[str]":
    """Run a line of the page in bash, where ``flashcards`` is this program."""
    script = f'flashcards() {{ {shlex.quote(sys.executable)} -m flashcards "$@"; }}\n{line}'
    return subprocess.run(
        ["bash", "-c", script],
        cwd=machine.home, env=machine.environment(), capture_output=True, encoding="utf-8", check=False,
        stdin=subprocess.DEVNULL,
    )  # fmt: skip


def same(machine: Caller) -> list[tuple[object, ...]]:
    """Return what both machines must agree on."""
    tips = machine.json("tips", "--json")
    return sorted((tip["text"], tip["status"], tip["reps"], tip["due"], tip["applied"]) for tip in tips)


def test_the_recipe_brings_two_machines_together(machines: dict[str, Caller]) -> None:
    desktop, laptop = machines.values()
    desktop.write("notes.md", HAND)
    steps = SHELL.findall(PAGE)
    for name, block in steps:
        for line in block.splitlines():
            done = shell(machines[name], line)
            assert done.returncode == 0, f"{name}: {line}\n{done.stderr}"
    assert len(steps) >= 5
    assert same(desktop) == same(laptop)
    assert sum(tip["reps"] for tip in desktop.json("tips", "--json")) == 2
    assert desktop.json("doctor", "--json")["faults"] == laptop.json("doctor", "--json")["faults"] == []
    assert "here already" in laptop("merge", str(laptop.home / "Shared" / "desktop.db")).stdout


def test_what_would_come_is_told_and_nothing_is_stored_without_a_yes(machines: dict[str, Caller]) -> None:
    desktop, laptop = machines.values()
    desktop.learn(HAND, "notes.md")
    copy = desktop("backup", str(desktop.home / "Shared" / "desktop.db")).stdout.strip()
    before = Path(copy).read_bytes()

    assert laptop.json("merge", copy, "--dry-run", "--json")["tips"] == 2
    assert laptop("merge", copy).exit_code == 5
    assert laptop.json("tips", "--json") == []
    assert laptop("merge", copy, "--yes").exit_code == 0
    assert len(laptop.json("tips", "--json")) == 2
    assert Path(copy).read_bytes() == before
    assert sorted(path.name for path in Path(copy).parent.iterdir()) == ["desktop.db"]


def test_undo_does_not_go_past_a_merge(machines: dict[str, Caller]) -> None:
    desktop, laptop = machines.values()
    desktop.learn(HAND, "notes.md")
    laptop.learn("other :: card\n", "other.md")
    laptop("answer", "2", "good")
    copy = desktop("backup", str(desktop.home / "Shared" / "desktop.db")).stdout.strip()
    laptop("merge", copy, "--yes")

    refused = laptop("undo")
    assert refused.exit_code == 5
    assert "merging" in refused.stderr
    laptop("flag", "2")
    assert laptop("undo").exit_code == 0


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\x00" + bytes(200)])
def test_what_is_no_database_of_this_program_is_refused(machines: dict[str, Caller], content: bytes) -> None:
    laptop = machines["laptop"]
    laptop.learn()
    path = laptop.write("other.db", content)

    result = laptop("merge", path, "--yes")
    assert result.exit_code == 4
    assert len(result.stderr.splitlines()) == 1


def test_a_database_is_not_merged_with_itself_and_a_missing_one_is_named(machines: dict[str, Caller]) -> None:
    laptop = machines["laptop"]
    laptop.learn()

    assert laptop("merge", str(laptop.database), "--yes").exit_code == 5
    assert laptop("merge", "nowhere.db", "--yes").exit_code == 3
