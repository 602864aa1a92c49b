"""The tracker's listings, and looking things up."""

import csv
import io
import json
import sqlite3

import pytest

from flashcards.cli.output import cells
from tests.cli.calling import Caller

COLUMNS = {
    "tip", "n", "card", "cards", "source", "section", "question", "text", "line", "status", "learned", "applied",
    "flagged", "leech", "slipping", "stability", "retrievability", "reps", "lapses", "due", "last_review", "tags",
}  # fmt: skip


def answer_until_learned(learner: Caller, card: str) -> str:
    """Answer a card Easy each time it is due until it counts as learned; return the day of the last answer."""
    now = learner.now
    for _time in range(6):
        due = learner.json("answer", card, "easy", "--json", now=now)["due"]
        if any(tip["learned"] for tip in learner.json("tips", "--json", now=now)):
            return now
        now = str(due)
    raise AssertionError("six Easy answers did not make the tip learned")


def test_tips_have_the_promised_shape(learner: Caller) -> None:
    tips = learner.json("tips", "--json")

    assert len(tips) == 4
    assert all(tip.keys() >= COLUMNS for tip in tips)
    first = tips[0]
    assert (first["source"], first["section"], first["line"]) == ("코드 리뷰 이야기", ["리뷰"], 6)
    assert first["question"] == "How do I get better at code review?"
    assert (first["status"], first["learned"], first["applied"]) == ("new", False, 0)
    assert (first["stability"], first["retrievability"], first["due"], first["last_review"]) == (None,) * 4
    assert first["cards"] == [first["card"]]


def test_an_answered_tip_has_its_figures(learner: Caller) -> None:
    learner("answer", "2", "good")

    tip = learner.json("tips", "--json")[0]

    assert (tip["status"], tip["reps"], tip["last_review"]) == ("learning", 1, "2026-11-23T12:00:00+09:00")
    assert tip["stability"] > 0
    assert 0 < tip["retrievability"] <= 1


def test_a_tip_recalled_twice_at_three_weeks_is_learned(learner: Caller) -> None:
    now = answer_until_learned(learner, "2")

    (tip,) = learner.json("tips", "--status", "learned", "--json", now=now)
    assert tip["stability"] >= 21
    assert "learned 1 of 4" in learner("tips", now=now).stdout


@pytest.mark.parametrize(
    ("act", "status"),
    [
        (["answer", "2", "good"], "learning"),
        (["retire", "1", "--why", "no"], "retired"),
        (["flag", "2"], "flagged"),
        (["apply", "1"], "applied"),
    ],
)
def test_tips_are_narrowed_by_status_and_fact(learner: Caller, act: list[str], status: str) -> None:
    learner(*act)

    assert [tip["n"] for tip in learner.json("tips", "--status", status, "--json")] == [1]


def test_tips_are_narrowed_by_words_source_and_deck(learner: Caller) -> None:
    learner("add", "--text", "front :: back", "--deck", "Other::Sub", "--yes")

    def texts(*words: str) -> set[str]:
        return {tip["text"] for tip in learner.json("tips", *words, "--json")}

    assert texts("design style") == {"Ask about the design before you mention style."}
    assert texts("--deck", "Other") == {"back"}
    assert len(texts("--source", "review.md")) == len(texts("--source", "코드 리뷰")) == 4
    assert texts("--source", "no such source") == set()


def test_the_listing_is_grouped_and_counted(learner: Caller) -> None:
    learner("answer", "2", "good")
    learner("flag", "2")

    lines = learner("tips").stdout.splitlines()

    assert lines[:2] == ["코드 리뷰 이야기", "  리뷰"]
    assert lines[2].split(maxsplit=2) == ["#1", "learning", "Always read the tests before the code.  [flagged]"]
    assert lines[-1] == "4 tips: 1 learning, 3 new; learned 0 of 4."


def test_marks_are_not_listed_and_stay_in_json(program: Caller) -> None:
    program("add", "--text", "front :: **Read** the `tests` first", "--yes")

    assert "  Read the tests first\n" in program("tips").stdout
    assert "(Read the tests first)" in program("flag", "2").stdout
    assert program.json("tips", "--json")[0]["text"] == "**Read** the `tests` first"


@pytest.mark.parametrize("columns", [40, 60, 80])
def test_long_tips_are_cut_to_the_terminal(learner: Caller, monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    learner("add", "--text", f"긴 것은? :: {'가나다라 ' * 30}", "--yes")
    environment = learner.environment() | {"COLUMNS": str(columns)}
    monkeypatch.setattr(Caller, "environment", lambda *_arguments: environment)

    lines = learner("tips").stdout.splitlines()

    assert max(map(cells, lines)) <= columns
    assert any(line.endswith("…") for line in lines)


def test_csv_and_markdown_hold_every_tip(learner: Caller) -> None:
    rows = list(csv.DictReader(io.StringIO(learner("tips", "--csv").stdout)))
    markdown = learner("tips", "--markdown").stdout.splitlines()

    assert set(rows[0]) >= COLUMNS
    assert [row["line"] for row in rows] == ["6", "8", "10", "14"]
    assert len(markdown) == 2 + 4
    assert markdown[0].startswith("| tip | n |")


def test_search_finds_words_in_text_question_and_tags(learner: Caller) -> None:
    learner("tag", "7", "talk::opening")

    def found(*words: str) -> list[int]:
        return [tip["line"] for tip in learner.json("search", *words, "--json")]

    assert found("TESTS") == [6]
    assert found("get", "better", "style") == [8]
    assert found("답을") == [10]
    assert found("talk::open") == [14]
    assert found("tests", "style") == []


def test_search_takes_wild_cards_as_text(learner: Caller) -> None:
    assert learner.json("search", "%", "--json") == []
    assert learner.json("search", "_", "--json") == []


def test_search_tips_and_export_take_the_words_of_a_search(learner: Caller) -> None:
    learner("answer", "2", "good")
    query = "is:learn or (question:리뷰가 -tag:*)"

    assert [tip["line"] for tip in learner.json("search", query, "--json")] == [6, 10]
    assert [tip["line"] for tip in learner.json("tips", query, "--json")] == [6, 10]
    assert [tip["line"] for tip in learner.json("search", "--json", "--", "-is:learn", "ㅁㅈ")] == [10]
    learner("export", "json", str(learner.home / "some.json"), query)
    exported = json.loads((learner.home / "some.json").read_text(encoding="utf-8"))
    assert len(exported["tables"]["point"]) == 2


@pytest.mark.parametrize(
    "words", [["search", "is:lerned"], ["tips", "is:lerned"], ["export", "json", "x", "is:lerned"]]
)
def test_a_search_that_cannot_be_read_is_one_sentence_with_its_place(learner: Caller, words: list[str]) -> None:
    result = learner(*words)

    assert result.exit_code == 3
    assert result.stderr.count("\n") == 1
    assert "from character 4 on: lerned is unknown, perhaps learned is meant." in result.stderr
    assert not (learner.home / "x").exists()


def test_show_has_history_and_the_line_in_the_source(learner: Caller) -> None:
    learner("answer", "2", "good", "--ms", "3100")

    card = learner.json("show", "2", "--json")
    text = learner("show", "2").stdout

    assert (card["path"], card["line"]) == (str(learner.home / "review.md"), 6)
    assert [row["rating"] for row in card["history"]] == [3]
    assert f"{learner.home / 'review.md'}:6" in text
    assert "3.1s" in text
    assert "Always read the tests" in text


def test_show_lists_each_time_a_tip_was_tried(learner: Caller) -> None:
    learner("apply", "1", "Read the tests of the parser first", "--date", "2026-11-20")
    learner("apply", "1", "No tests\nto read", "--didnt-fit")
    learner("apply", "3", "Another tip")

    assert learner.json("show", "2", "--json")["entries"] == [
        {"date": "2026-11-20", "kind": "used", "text": "Read the tests of the parser first"},
        {"date": "2026-11-23", "kind": "didnt-fit", "text": "No tests\nto read"},
    ]
    lines = learner("show", "2").stdout.splitlines()
    assert "applied       2026-11-20  Read the tests of the parser first" in lines
    assert "did not fit   2026-11-23  No tests to read" in lines

    learner("undo")
    learner("undo")
    assert len(learner.json("show", "2", "--json")["entries"]) == 1


def test_decks_and_sources_count(learner: Caller) -> None:
    learner("answer", "2", "good")
    learner("retire", "5", "--why", "no")
    learner("apply", "7")

    (deck,) = learner.json("decks", "--json")
    (source,) = learner.json("sources", "--json")

    assert deck == {"name": "코드 리뷰 이야기", "cards": 4, "new": 1, "learning": 1, "review": 0, "due": 2}
    assert {name: source[name] for name in ("points", "new", "learning", "learned", "retired", "applied")} == {
        "points": 4, "new": 2, "learning": 1, "learned": 0, "retired": 1, "applied": 1,
    }  # fmt: skip
    assert source["path"] == str(learner.home / "review.md")
    assert "코드 리뷰 이야기" in learner("decks").stdout
    assert "review.md" in learner("sources").stdout


def test_shipped_decks_are_listed(program: Caller) -> None:
    names = {deck["name"] for deck in program.json("decks", "--shipped", "--json")}

    assert {"@ai-masterclass", "@flashcards-tour"} <= names
    assert "@ai-masterclass" in program("decks", "--shipped").stdout
    assert not program.database.exists()


def test_a_draft_is_marked_in_the_listing(learner: Caller) -> None:
    with sqlite3.connect(learner.database) as connection:
        connection.execute("UPDATE card SET draft = 1 WHERE n = 2")
    connection.close()

    marked = [line for line in learner("tips").stdout.splitlines() if "[draft]" in line]

    assert len(marked) == 1


def test_slipping_tips_are_named_found_and_counted_alike(learner: Caller) -> None:
    learner("answer", "2", "easy")
    later = "2027-06-01"

    assert learner.json("tips", "--status", "slipping", "--json") == []
    (slipping,) = learner.json("tips", "--status", "slipping", "--json", now=later)
    assert slipping["slipping"] is True
    assert learner.json("tips", "is:slipping", "--json", now=later) == [slipping]
    assert "[slipping]" in learner("tips", "is:slipping", now=later).stdout
