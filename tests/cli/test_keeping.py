"""Exports, backups, the doctor, settings and places."""

import json
import os
import sqlite3
import zipfile
from pathlib import Path

import pytest

from tests.cli.calling import NOTES, Caller


def test_an_anki_package_is_written_whole(learner: Caller) -> None:
    path = learner.home / "cards.apkg"

    result = learner("export", "anki", str(path))

    assert result.exit_code == 0
    assert "4 cards" in result.stderr
    with zipfile.ZipFile(path) as package:
        assert package.testzip() is None
        assert {"media"} < set(package.namelist())


def test_an_export_can_be_narrowed_and_leave_progress_behind(learner: Caller) -> None:
    learner("answer", "2", "easy")

    result = learner("export", "anki", str(learner.home / "cards.apkg"), "tests", "--no-progress")

    assert "1 card in 1 deck" in result.stderr


def test_json_holds_every_answer(learner: Caller) -> None:
    review = learner.json("answer", "2", "easy", "--json")["review"]
    path = learner.home / "all.json"

    assert learner("export", "json", str(path)).exit_code == 0
    tables = json.loads(path.read_text(encoding="utf-8"))["tables"]
    assert [row["uid"] for row in tables["review"]] == [review]
    assert len(tables["point"]) == 4


@pytest.mark.parametrize("words", [["export", "anki"], ["export", "json"], ["backup"]])
@pytest.mark.parametrize("own", ["review.md", "data/flashcards.db", "settings.toml"])
def test_no_output_goes_over_ones_own_files(learner: Caller, words: list[str], own: str) -> None:
    learner("config", "schedule.rollover", "4")
    path = learner.home / own
    before = path.read_bytes()

    result = learner(*words, str(path))

    assert result.exit_code == 5
    assert path.read_bytes() == before


@pytest.mark.parametrize("words", [["export", "anki"], ["export", "json"], ["backup"]])
def test_no_output_goes_over_a_file_of_another_kind(learner: Caller, words: list[str]) -> None:
    path = learner.home / "diary.md"
    path.write_text("what I would miss", encoding="utf-8")

    result = learner(*words, str(path))

    assert result.exit_code == 5
    assert "diary.md" in result.stderr
    assert path.read_text(encoding="utf-8") == "what I would miss"


@pytest.mark.parametrize(("words", "name"), [(["export", "anki"], "c.apkg"), (["export", "json"], "c.json")])
def test_an_export_replaces_an_earlier_one_also_through_a_link(learner: Caller, words: list[str], name: str) -> None:
    path, link = learner.home / name, learner.home / "link"
    link.symlink_to(path)

    assert [learner(*words, str(path)).exit_code, learner(*words, str(link)).exit_code] == [0, 0]
    assert link.is_symlink()
    assert path.stat().st_size > 100


def test_a_pipe_is_no_place_for_an_export(learner: Caller) -> None:
    path = learner.home / "pipe.json"
    os.mkfifo(path)

    assert learner("export", "json", str(path)).exit_code == 3


def test_the_file_of_notes_is_known_through_a_link(learner: Caller) -> None:
    link = learner.home / "link.json"
    link.symlink_to(learner.home / "review.md")

    assert learner("export", "json", str(link)).exit_code == 5
    assert (learner.home / "review.md").read_text(encoding="utf-8") == NOTES


def test_a_backup_prints_its_path_and_holds_everything(learner: Caller) -> None:
    learner("answer", "2", "good")

    path = Path(learner("backup").stdout.strip())

    assert path.parent == learner.database.parent / "backups"
    assert learner.json("--db", str(path), "show", "2", "--json")["reps"] == 1
    assert path.stat().st_mode & 0o077 == 0


def test_the_doctor_finds_a_state_that_is_not_what_the_log_says(learner: Caller) -> None:
    learner("answer", "2", "easy")
    assert learner.json("doctor", "--json") == {"cards": 4, "answers": 1, "faults": []}
    with sqlite3.connect(learner.database) as connection:
        connection.execute("UPDATE card SET stability = 99 WHERE n = 2")
    connection.close()

    result = learner("doctor", "--json")

    assert result.exit_code == 4
    assert [fault["check"] for fault in json.loads(result.stdout)["faults"]] == ["states"]
    assert "Card #2" in learner("doctor").stdout


def test_settings_are_listed_with_their_meaning_and_kept(learner: Caller) -> None:
    listing = learner("config").stdout
    assert "schedule.rollover = 4" in listing
    assert "hour at which a new study day begins" in listing

    learner("config", "schedule.rollover", "2")
    assert learner("config", "schedule.rollover").stdout == "2\n"
    assert learner.json("due", "--json", now="2026-11-24T03:00")["study_day"] == "2026-11-24"
    assert {key["key"]: key["value"] for key in learner.json("config", "--json")}["schedule.rollover"] == 2


def test_a_wrong_value_changes_no_setting(learner: Caller) -> None:
    assert learner("config", "schedule.rollover", "-1").exit_code == 3
    assert not (learner.home / "settings.toml").exists()


def test_where_names_every_place(program: Caller) -> None:
    places = program.json("where", "--json")

    assert places["database"] == str(program.database)
    assert places["settings"] == str(program.home / "settings.toml")
    assert Path(places["shipped_decks"], "ai-masterclass.md").is_file()
    assert "not there yet" in program("where").stdout


def test_options_come_before_the_environment(program: Caller) -> None:
    other = program.home / "other.db"
    program("--db", str(other), "add", "@flashcards-tour", "--yes")

    assert other.exists()
    assert not program.database.exists()
    assert program.json("--db", str(other), "due", "--json")["new"] > 0


def test_files_are_for_their_owner_alone(learner: Caller) -> None:
    assert learner.database.stat().st_mode & 0o077 == 0
    assert learner.database.parent.stat().st_mode & 0o077 == 0
