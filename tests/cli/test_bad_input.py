"""Whatever is fed in, one sentence comes out, with the exit code of its kind and never a traceback."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from flashcards.reading.decode import MAX_BYTES
from tests.cli.calling import NOTES, Caller

TEXTS = {
    "binary": bytes(range(256)) * 8,
    "utf-8 cut off": NOTES.encode()[:18] + b"\xff\xfe\xfd\n" + "글".encode()[:2],
    "too large": b"- a line of notes\n" * (MAX_BYTES // 18 + 1),
}


def says_one_sentence(result: subprocess.CompletedProcess[str], code: int, *parts: str) -> None:
    assert result.returncode == code, result.stderr
    assert "Traceback" not in result.stderr
    lines = [line for line in result.stderr.splitlines() if line.startswith("flashcards: ")]
    assert len(lines) == 1
    for part in parts:
        assert part in lines[0]


@pytest.mark.parametrize("kind", TEXTS)
def test_a_file_that_is_no_notes_is_bad_input(program: Caller, kind: str) -> None:
    path = program.write("notes.md", TEXTS[kind])

    says_one_sentence(program.process("add", path, "--yes"), 3, path)
    assert not program("tips", "--json").exit_code


@pytest.mark.parametrize("target", ["missing.md", "~nobody-of-that-name/notes.md", "a" * 300])
def test_a_missing_file_is_bad_input(program: Caller, target: str) -> None:
    says_one_sentence(program.process("add", target), 3, target)


def test_a_folder_without_notes_is_bad_input(program: Caller) -> None:
    program.write("pictures/one.png", b"\x89PNG")

    says_one_sentence(program.process("add", "pictures"), 3, "pictures")


def test_an_unknown_shipped_deck_names_those_there_are(program: Caller) -> None:
    says_one_sentence(program.process("add", "@nothing"), 3, "@ai-masterclass")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16", "utf-16-le", "utf-16-be"])
def test_notes_are_read_in_the_encodings_people_have(program: Caller, encoding: str) -> None:
    path = program.write("notes.md", NOTES.replace("\n", "\r\n").encode(encoding))

    plan = program.json("add", path, "--dry-run", "--json")

    assert plan[0]["title"] == "코드 리뷰 이야기"
    assert [question["line"] for question in plan[0]["questions"]] == [5, 9]


@pytest.mark.parametrize("content", ["", "\n\n", "Just a sentence about the weather.\n"])
def test_a_file_without_advice_is_no_fault(program: Caller, content: str) -> None:
    path = program.write("notes.md", content)

    result = program.process("add", path, "--yes")

    assert result.returncode == 0
    assert len(result.stdout.splitlines()) == 1
    assert not result.stderr


def test_in_a_folder_the_rest_goes_on(program: Caller) -> None:
    program.write("notes/good.md", NOTES)
    program.write("notes/bad.md", TEXTS["binary"])

    says_one_sentence(program.process("add", "notes", "--yes"), 3, "notes/bad.md")
    assert len(program.json("tips", "--json")) == 4


def test_a_database_that_cannot_be_made_is_code_4(program: Caller) -> None:
    below = Path(program.write("plain-file", "")) / "flashcards.db"
    notes = program.write("notes.md", NOTES)

    says_one_sentence(program.process("--db", str(below), "add", notes, "--yes"), 4, str(below))


def test_a_folder_is_no_database(program: Caller) -> None:
    says_one_sentence(program.process("--db", str(program.home), "due"), 4, str(program.home))


def test_a_foreign_database_is_left_alone(program: Caller) -> None:
    path = program.home / "other.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE film (title TEXT)")
    connection.close()
    before = path.read_bytes()

    says_one_sentence(program.process("--db", str(path), "tips"), 4, str(path))
    assert path.read_bytes() == before


def test_a_newer_database_is_left_alone(learner: Caller) -> None:
    with sqlite3.connect(learner.database) as connection:
        connection.execute("PRAGMA user_version = 9999")
    connection.close()
    before = learner.database.read_bytes()

    says_one_sentence(learner.process("due"), 4, "9999", "update")
    assert learner.database.read_bytes() == before


@pytest.mark.parametrize("words", [["due"], ["tips"], ["doctor"], ["answer", "2", "3"], ["backup"]])
def test_a_damaged_database_is_code_4(learner: Caller, words: list[str]) -> None:
    data = learner.database.read_bytes()
    learner.database.write_bytes(data[:4096] + b"\xa5" * (len(data) - 4096))

    says_one_sentence(learner.process(*words), 4, "damaged")


def test_a_broken_settings_file_names_its_place(learner: Caller) -> None:
    path = learner.write("settings.toml", "[schedule]\nrollover = 'late'\n")

    says_one_sentence(learner.process("due"), 3, path, "schedule.rollover")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--now", "yesterday", "due"], 3),
        (["answer", "2", "5"], 3),
        (["answer", "999", "3"], 3),
        (["show", "no-such-uid"], 3),
        (["suspend", "2", "999"], 3),
        (["flag", "2", "--colour", "9"], 2),
        (["tag", "2", "two words"], 3),
        (["apply", "2", "--date", "2026-13-01"], 3),
        (["apply", "2", "--date", "2026-11-24"], 3),
        (["retire", "2", "--why", " "], 3),
        (["review", "--plain", "No such deck"], 3),
        (["due", "No such deck"], 3),
        (["config", "schedule.rolover", "3"], 3),
        (["config", "schedule.rollover", "25"], 3),
        (["export", "anki", "missing/folder/x.apkg"], 3),
        (["export", "json", "."], 3),
        (["export", "anki", "x.apkg", "wordsthatarenowhere"], 3),
        (["tips", "--status", "great"], 2),
        (["add"], 2),
        (["add", "--text", "no back"], 3),
        (["review", "--limit", "0"], 2),
        (["nonsense"], 2),
    ],
)
def test_a_wrong_word_has_the_code_of_its_kind(learner: Caller, words: list[str], code: int) -> None:
    result = learner(*words)

    assert result.exit_code == code, result.output
    assert "Traceback" not in result.output
    assert result.stderr.strip()


def test_a_word_that_is_no_text_is_bad_input(program: Caller) -> None:
    result = program("search", os.fsdecode(b"\xff"))

    assert result.exit_code == 3
    assert "UTF-8" in result.stderr


@pytest.mark.parametrize("words", [["tips"], ["--version"], ["--help"]])
def test_a_reader_that_leaves_early_is_no_fault(learner: Caller, words: list[str]) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "flashcards", *words],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=learner.environment(), encoding="utf-8",
    ) as process:  # fmt: skip
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        stderr = process.stderr.read()

    assert (process.returncode, stderr) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
def test_a_full_output_is_one_sentence(learner: Caller) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(
            [sys.executable, "-m", "flashcards", "tips"],
            stdout=full, stderr=subprocess.PIPE, env=learner.environment(), encoding="utf-8", check=False,
        )  # fmt: skip

    assert done.returncode == 3
    assert "Traceback" not in done.stderr
    assert done.stderr.count("flashcards: ") == 1


def test_a_terminal_without_hangul_gets_escapes_and_no_fault(learner: Caller) -> None:
    environment = learner.environment() | {"PYTHONIOENCODING": "iso-8859-1"}
    done = subprocess.run(
        [sys.executable, "-m", "flashcards", "tips"], env=environment, capture_output=True, check=False
    )

    assert done.returncode == 0
    assert b"\\uba3c" in done.stdout


def test_debug_adds_the_traceback(program: Caller) -> None:
    result = program("--debug", "add", "missing.md")

    assert result.exit_code == 3
    assert "missing.md" in result.stderr


def test_a_crash_is_told_as_a_fault_of_the_program(learner: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_arguments: object) -> None:
        raise KeyError("lost")

    monkeypatch.setattr("flashcards.services.tracking.tips", broken)
    result = learner("tips")

    assert result.exit_code == 70
    assert result.stderr.startswith("flashcards: This is a fault of the program (KeyError")
    assert "Traceback" not in result.stderr
    assert "Traceback" in learner("--debug", "tips").stderr
