"""Exporting to Anki from the command line: what Anki will do is said first, and --push hands the file over."""

import json
import zipfile
from pathlib import Path

import pytest

from flashcards.formats.anki import connect
from tests.cli.calling import Caller
from tests.formats.anki.fake_anki import fake_anki

LATER = "2026-11-25T12:00"


@pytest.fixture
def learner(program: Caller) -> Caller:
    """Add notes and answer one card."""
    program.learn()
    program("answer", "2", "easy")
    return program


def test_the_figures_stand_before_the_file_is_written(learner: Caller) -> None:
    result = learner("export", "anki", str(learner.home / "a.apkg"))
    assert (result.exit_code, result.stdout) == (0, "")
    first, progress, tick, *_others, wrote = result.stderr.splitlines()
    assert first == "Anki adds 4 notes: none was exported from here before."
    assert progress == "1 card has progress."
    assert tick.startswith("Tick 'Import any learning progress' in Anki")
    assert wrote.startswith("Wrote 4 cards in 1 deck to")
    assert zipfile.is_zipfile(learner.home / "a.apkg")


def test_a_later_export_tells_what_is_new_and_changed(learner: Caller) -> None:
    file = str(learner.home / "a.apkg")
    learner("export", "anki", file)
    learner("tag", "2", "late", now=LATER)
    learner("retire", "4", "--why", "too obvious", now=LATER)
    result = learner("export", "anki", file, now=LATER)
    assert "4 notes: 0 new since the last export from here (2026-11-23 12:00), 2 changed, 2 as before." in result.stderr
    assert "1 card is retired: suspended in Anki, with the tag 'retired'." in result.stderr


def test_the_figures_as_json(learner: Caller) -> None:
    file = learner.home / "a.apkg"
    learner("export", "anki", str(file), "tests")
    found = learner.json("export", "anki", str(file), "--json", now=LATER)
    assert found == {
        "file": str(file), "notes": 4, "cards": 4, "decks": 1, "last": "2026-11-23T12:00:00+09:00",
        "new": 3, "changed": 0, "same": 1, "progress": 1, "retired": 0,
        "left_out": {"drafts": 0, "locked": 0, "imported": 0},
    }  # fmt: skip


def test_push_has_anki_import_the_file(learner: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    push, file = connect.push, learner.home / "a.apkg"
    with fake_anki() as anki:
        monkeypatch.setattr(connect, "push", lambda package: push(package, port=anki.port))
        result = learner("export", "anki", str(file), "--push")
    assert result.exit_code == 0
    assert anki.asked[-1] == {"action": "importPackage", "version": 6, "params": {"path": str(file)}}
    assert "Anki imported 4 cards in 1 deck" in result.stderr
    assert "Tick" not in result.stderr


def test_push_without_anki_leaves_the_file_and_names_it(learner: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    push, file = connect.push, learner.home / "a.apkg"
    monkeypatch.setattr(connect, "push", lambda package: push(package, port=1))
    result = learner("export", "anki", str(file), "--push", "--json")
    assert result.exit_code == 69
    assert json.loads(result.stdout)["notes"] == 4
    assert (
        f"Anki does not answer on this machine: start it, with the add-on AnkiConnect, or open {file}" in result.stderr
    )
    assert zipfile.is_zipfile(file)


def test_a_database_that_cannot_be_written_can_still_be_left(learner: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    from flashcards.errors import DatabaseError  # noqa: PLC0415
    from flashcards.services import exporting  # noqa: PLC0415

    def full(*_: object) -> None:
        raise DatabaseError("The disk is full.")

    monkeypatch.setattr(exporting, "remember_export", full)
    file: Path = learner.home / "a.apkg"
    result = learner("export", "anki", str(file))
    assert result.exit_code == 0
    assert "This export will not be counted from next time: The disk is full." in result.stderr
    assert zipfile.is_zipfile(file)
