"""`flashcards import` of a package: what it says, what it refuses, and that it stays stored."""

import sqlite3
from pathlib import Path

import pytest

from tests.cli.calling import Caller
from tests.formats.anki.read import packages


def test_a_package_is_shown_stored_and_then_here(program: Caller) -> None:
    path = packages.sound(program.home)
    shown = program("import", str(path), "--dry-run")
    assert shown.exit_code == 0, shown.output
    assert "3 new tips, 3 cards, 0 answers" in shown.stdout
    assert program.json("import", str(path), "--dry-run", "--json")["new"] == 3
    assert program("import", str(path)).exit_code == 5
    assert "Stored" in program("import", str(path), "--yes").stderr
    assert program("doctor").exit_code == 0
    again = program("import", str(path), "--yes")
    assert "is here already" in again.stdout
    assert "3 tips: 3 new" in program("tips").stdout


def test_an_import_is_not_undone_and_is_named(learner: Caller) -> None:
    path = packages.sound(learner.home)
    assert learner("suspend", "2").exit_code == 0
    assert learner("import", str(path), "--yes", now="2026-11-23T12:30").exit_code == 0
    refused = learner("undo", now="2026-11-23T12:31")
    assert refused.exit_code == 5
    assert "멘토링::리뷰" in refused.stderr
    assert learner("doctor").exit_code == 0


@pytest.mark.parametrize("content", [b"no package", b"PK\x05\x06" + bytes(18)])
def test_what_cannot_be_read_is_refused_in_one_sentence(program: Caller, content: bytes) -> None:
    refused = program("import", program.write("bad.apkg", content), "--yes")
    assert refused.exit_code == 3
    assert refused.stdout == ""
    assert len(refused.stderr.strip().splitlines()) == 1
    assert not program.database.exists() or program("doctor").exit_code == 0


def test_strange_words_reach_the_screen_as_plain_ones(program: Caller) -> None:
    def strange(db: sqlite3.Connection) -> None:
        db.execute("UPDATE notes SET flds = char(27) || '[31mred&#x202e;' || char(31) || 'b', tags = char(27) || 'x'")

    path: Path = packages.changed(program.home, strange)
    assert program("import", str(path), "--yes").exit_code == 0
    for words in (("tips",), ("tips", "--json"), ("due",), ("show", "1")):
        said = program(*words)
        assert said.exit_code == 0
        assert "\x1b[31m" not in said.output
        assert "\u202e" not in said.output
