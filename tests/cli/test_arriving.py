"""`import` of tables and JSON, `export csv` and `export markdown`: what is printed, what is stored, exit codes."""

import csv
import json

import pytest

from tests.cli.calling import NOTES, Caller

WORDS = "front,back,tags\n사과,apple,fruit\n배,pear,\n"


def test_a_table_is_shown_and_asked_for_before_it_is_stored(program: Caller) -> None:
    path = program.write("words.csv", WORDS)
    shown = program("import", path, "--deck", "Korean :: Words")
    assert (shown.exit_code, shown.stdout) == (5, "words.csv: 2 new tips, 2 cards.\n  Korean::Words  2 tips\n")
    assert "give --yes" in shown.stderr
    assert program("import", path, "--dry-run").exit_code == 0
    assert program.json("tips", "--json") == []
    assert "Stored 2 new tips, 2 cards." in program("import", path, "--deck", "Korean::Words", "--yes").stderr
    assert program("import", path, "--yes").stdout == "Everything in words.csv is here already.\n"
    assert {tip["text"] for tip in program.json("tips", "--deck", "Korean", "--json")} == {"apple", "pear"}


def test_a_changed_row_is_shown_with_its_old_and_new_words(program: Caller) -> None:
    program("import", program.write("words.csv", WORDS), "--yes")
    done = program("import", program.write("words.csv", WORDS.replace("pear", "a pear")), "--yes")
    assert done.stdout.splitlines()[1:] == ["  - pear", "  + a pear"]
    found = program.json("import", program.write("words.csv", WORDS + "only,\n"), "--json", "--dry-run")
    assert [(one["old"], one["new"]) for one in found["reworded"]] == [("a pear", "pear")]
    assert found["left_out"] == [{"line": 4, "why": "has no front or no back"}]


def test_all_that_was_exported_as_json_makes_the_same_database(learner: Caller) -> None:
    learner("answer", "2", "good")
    path = str(learner.home / "everything.json")
    learner("export", "json", path)
    before = learner.json("tips", "--json")
    learner.database.rename(learner.home / "old.db")
    assert learner("import", path, "--dry-run").stdout.startswith("everything.json: 4 new tips, 4 cards, 1 answer, ")
    assert learner("import", path, "--yes").exit_code == 0
    assert learner.json("tips", "--json") == before
    assert learner("doctor").exit_code == 0
    assert learner("import", path).stdout == "Everything in everything.json is here already.\n"
    assert learner.json("import", path, "--json")["new"] == 0


def test_rows_changed_on_both_sides_are_refused_and_named(learner: Caller) -> None:
    path = str(learner.home / "everything.json")
    learner("retire", "1", "--why", "theirs")
    learner("export", "json", path)
    learner("undo")
    learner("retire", "1", "--why", "mine")
    with open(path, encoding="utf-8") as file:  # noqa: PTH123  its name is text
        data = json.load(file)
    kept = [row for row in data["tables"]["change"] if row["act"] != "retire"]
    others = [row | {"uid": row["uid"][:-4] + "0000"} for row in data["tables"]["change"] if row["act"] == "retire"]
    data["tables"]["change"] = kept + others
    refused = learner("import", learner.write("everything.json", json.dumps(data)), "--yes")
    assert (refused.exit_code, "flashcards merge" in refused.stderr) == (5, True)


@pytest.mark.parametrize(
    ("name", "content"),
    [("x.json", "[1]"), ("x.json", "{" * 9000), ("x.csv", "one\ntwo\n"), ("x.csv", b"\x00\x01\x02"), ("x.txt", "")],
)
def test_a_file_that_holds_no_cards_is_refused_in_a_sentence(program: Caller, name: str, content: str | bytes) -> None:
    refused = program("import", program.write(name, content), "--yes")
    assert (refused.exit_code, len(refused.stderr.splitlines())) == (3, 1)
    assert program("import", str(program.home / "missing.csv")).exit_code == 3


@pytest.mark.parametrize("name", ["x.json", "x.apkg"])
def test_a_deck_is_given_to_tables_alone(program: Caller, name: str) -> None:
    assert program("import", program.write(name, "{}"), "--deck", "A").exit_code == 2


def test_a_table_and_notes_go_out_and_replace_only_their_own_kind(learner: Caller) -> None:
    table, notes = learner.home / "tips.csv", learner.home / "tips.md"
    for _ in range(2):
        assert "Wrote 4 tips" in learner("export", "csv", str(table)).stderr
        assert "Wrote 4 tips" in learner("export", "markdown", str(notes)).stderr
    with table.open(encoding="utf-8", newline="") as file:
        assert {row["deck"] for row in csv.DictReader(file)} == {"코드 리뷰 이야기"}
    assert "- Always read the tests before the code. #card" in notes.read_text(encoding="utf-8")
    assert learner("export", "csv", str(notes)).exit_code == 5
    assert learner("export", "markdown", learner.write("mine.md", "---\ntitle: mine\n---\n" + NOTES)).exit_code == 5
    assert learner("export", "csv", str(learner.home / "none.csv"), "nowhere").exit_code == 3


def test_what_notes_cannot_say_is_named(program: Caller) -> None:
    program("import", program.write("words.csv", 'front,back\na,"one\n\ntwo"\nb,c\n'), "--yes")
    done = program("export", "markdown", str(program.home / "x.md"))
    assert "Notes cannot say 1 tip exactly as they are: #1" in done.stderr
