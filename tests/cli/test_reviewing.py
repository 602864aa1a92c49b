"""Review without a screen: due, next, answer, undo."""

import json
import re
from itertools import pairwise

import pytest

from tests.cli.calling import Caller

TOMORROW = "2026-11-24T12:00"


def test_due_has_the_promised_shape(learner: Caller) -> None:
    counts = learner.json("due", "--json")

    assert counts == {
        "now": "2026-11-23T12:00:00+09:00",
        "study_day": "2026-11-23",
        "new": 3,
        "learning": 0,
        "review": 0,
        "total": 3,
        "minutes": 1,
        "overdue": 0,
        "decks": [{"name": "코드 리뷰 이야기", "new": 3, "learning": 0, "review": 0}],
    }


def test_the_study_day_before_four_is_yesterdays(learner: Caller) -> None:
    assert learner.json("due", "--json", now="2026-11-24T03:59")["study_day"] == "2026-11-23"
    assert learner.json("due", "--json", now="2026-11-24T04:00")["study_day"] == "2026-11-24"


def test_a_prompt_is_one_token_and_nothing_when_nothing_is_due(learner: Caller) -> None:
    assert learner("due", "--prompt").stdout == "3\n"
    for _time in range(3):
        learner("answer", learner.json("next", "--json")["card"], "easy")
    assert learner("due", "--prompt").stdout == ""


def test_check_answers_with_its_exit_code_alone(learner: Caller) -> None:
    assert learner("due", "--check").exit_code == 0
    for _time in range(3):
        learner("answer", learner.json("next", "--json")["card"], "easy")
    result = learner("due", "--check")
    assert (result.exit_code, result.output) == (1, "")


@pytest.mark.parametrize(
    ("words", "code", "stdout"), [(["--prompt"], 0, ""), (["--check"], 1, ""), (["--check", "--prompt"], 1, "")]
)
def test_without_a_database_a_prompt_makes_none(program: Caller, words: list[str], code: int, stdout: str) -> None:
    result = program("due", *words)

    assert (result.exit_code, result.stdout, result.stderr) == (code, stdout, "")
    assert not program.database.parent.exists()


LISTINGS = [
    ["due"],
    ["next"],
    ["tips"],
    ["search", "word"],
    ["decks"],
    ["sources"],
    ["refresh"],
    ["review"],
    ["doctor"],
]


@pytest.mark.parametrize("words", LISTINGS)
def test_looking_at_nothing_says_how_to_begin(program: Caller, words: list[str]) -> None:
    result = program(*words)

    assert result.exit_code == 0
    assert "flashcards add notes.md" in result.output
    assert not program.database.parent.exists()


@pytest.mark.parametrize("words", [["due"], ["next"], ["tips"], ["decks"], ["sources"], ["review"]])
def test_an_empty_database_says_how_to_begin(learner: Caller, words: list[str]) -> None:
    empty = learner.home / "empty.db"
    learner("--db", str(empty), "add", learner.write("none.md", ""), "--yes")
    assert empty.exists()

    result = learner("--db", str(empty), *words)

    assert result.exit_code == 0
    assert result.output.count("flashcards add notes.md") == 1
    assert "No tip matches" not in result.output


@pytest.mark.parametrize("words", [["show", "1"], ["answer", "1", "3"], ["suspend", "1"], ["apply", "1"]])
def test_acting_on_nothing_is_bad_input(program: Caller, words: list[str]) -> None:
    result = program(*words)

    assert result.exit_code == 3
    assert not program.database.parent.exists()


@pytest.mark.parametrize(
    ("words", "empty"),
    [
        (["tips"], []), (["decks"], []), (["sources"], []), (["search", "x"], []),
        (["next"], {"card": None, "next_due": None}),
    ],
)  # fmt: skip
def test_listings_of_nothing_are_valid_json(program: Caller, words: list[str], empty: object) -> None:
    assert program.json(*words, "--json") == empty


def test_flashcards_alone_prints_what_is_due_without_a_terminal(learner: Caller) -> None:
    result = learner()

    assert result.exit_code == 0
    assert result.stdout.startswith("3 due: 3 new")


def test_next_has_the_promised_shape(learner: Caller) -> None:
    card = learner.json("next", "--json")

    assert {
        "card", "n", "tip", "reps", "kind", "deck", "source", "section", "front", "back", "state", "options",
    } <= card.keys()  # fmt: skip
    assert card["kind"] == "list"
    assert card["source"] == card["deck"] == "코드 리뷰 이야기"
    assert card["section"] == ["리뷰"]
    assert card["front"].splitlines()[0] == "How do I get better at code review? (1 of 2)"
    assert card["back"].splitlines()[0] == "Always read the tests before the code."
    assert (card["state"], card["reps"]) == ("new", 0)
    assert [option["rating"] for option in card["options"]] == [1, 2, 3, 4]
    for option in card["options"]:
        assert ("days" in option) != ("seconds" in option)
    assert all(one["due"] <= other["due"] for one, other in pairwise(card["options"]))


def test_answer_has_the_promised_shape_and_keeps_what_next_promised(learner: Caller) -> None:
    card = learner.json("next", "--json")

    done = learner.json("answer", card["card"], "4", "--ms", "4200", "--json")

    assert done.keys() >= {"review", "card", "rating", "state", "due", "stability", "difficulty", "interval_days"}
    promised = card["options"][3]
    assert (done["card"], done["rating"], done["state"]) == (card["card"], 4, "review")
    assert (done["due"], done["interval_days"]) == (promised["due"], promised["days"])
    (row,) = learner.json("show", card["card"], "--json")["history"]
    assert (row["review"], row["duration_ms"]) == (done["review"], 4200)


def test_an_answer_says_in_words_when_the_card_comes_again(learner: Caller) -> None:
    first = learner("answer", "2", "again").stdout
    second = learner("answer", "2", "good").stdout
    learner("answer", "4", "good")
    days = learner.json("answer", "4", "good", "--json", now="2026-11-23T12:10")["interval_days"]
    later = learner("answer", "6", "easy").stdout

    assert first == "Answered card #2; it comes again in 1 minute.\n"
    assert second == "Answered card #2; it comes again in 10 minutes.\n"
    assert days > 1
    assert re.fullmatch(r"Answered card #6; it comes again on 2026-1[12]-\d\d\.\n", later)


@pytest.mark.parametrize(("word", "number"), [("again", 1), ("Hard", 2), ("good", 3), ("easy", 4), ("2", 2)])
def test_a_rating_is_a_word_or_a_number(learner: Caller, word: str, number: int) -> None:
    assert learner.json("answer", "2", word, "--json")["rating"] == number


def test_a_card_is_meant_by_number_or_uid_of_card_or_tip(learner: Caller) -> None:
    card = learner.json("show", "2", "--json")

    for reference in (str(card["n"]), f"#{card['n']}", card["card"], card["tip"], f"#{card['tip_n']}"):
        assert learner.json("show", reference, "--json")["card"] == card["card"]


def test_an_answer_to_a_stale_card_is_refused(learner: Caller) -> None:
    learner("answer", "2", "good", "--expect", "0")

    result = learner("answer", "2", "good", "--expect", "0")

    assert result.exit_code == 5
    assert learner.json("show", "2", "--json")["reps"] == 1


def test_a_retired_tip_is_not_answered(learner: Caller) -> None:
    learner("retire", "1", "--why", "not my work")

    result = learner("answer", "2", "good")

    assert result.exit_code == 5
    assert "not my work" in result.stderr


def test_undo_takes_back_answer_after_answer(learner: Caller) -> None:
    first = learner.json("next", "--json")
    learner("answer", first["card"], "good")
    learner("answer", "6", "again")

    assert "Again" in learner("undo").stdout
    assert "Good" in learner("undo").stdout
    assert learner.json("next", "--json") == first
    assert learner("undo").exit_code == 1


def test_undo_ends_with_the_study_day(learner: Caller) -> None:
    learner("answer", "2", "good")

    assert learner("undo", now=TOMORROW).exit_code == 1
    assert learner("undo", now="2026-11-24T03:30").exit_code == 0


def test_when_nothing_is_due_the_next_time_is_told(learner: Caller) -> None:
    for _time in range(3):
        learner("answer", learner.json("next", "--json")["card"], "easy")

    assert learner.json("next", "--json") == {"card": None, "next_due": "2026-11-24T04:00:00+09:00"}
    assert "2026-11-24" in learner("due").stdout


def test_due_says_how_many_cards_wait_for_their_siblings_and_limits(learner: Caller) -> None:
    assert "1 more waits: a note is asked one card a day" in learner("due").stdout
    learner("answer", "2", "easy")
    assert "1 more waits" in learner("due").stdout
    learner("suspend", "4")
    assert "wait" not in learner("due").stdout
    learner("add", "--text", "\n".join(f"Front {n} :: Back {n}" for n in range(1, 31)), "--deck", "Other", "--yes")
    due = learner.json("due", "Other", "--json")["total"]
    assert due < 30
    assert f"{30 - due} more wait:" in learner("due", "Other").stdout


def test_a_later_time_shows_what_will_be_due(learner: Caller) -> None:
    days = learner.json("answer", "2", "easy", "--json")["interval_days"]

    assert learner.json("due", "--json", now=TOMORROW)["review"] == 0
    assert learner.json("--now", "2027-01-20T12:00", "due", "--json")["review"] == 1
    assert days < 58


def test_two_processes_that_answer_lose_nothing(learner: Caller) -> None:
    done = [json.loads(learner.process("answer", "2", "again", "--json").stdout) for _time in range(3)]

    assert [row["review"] for row in learner.json("show", "2", "--json")["history"]] == [row["review"] for row in done]
