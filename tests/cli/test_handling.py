"""Acts on cards and tips: each does one thing, says it, and can be undone."""

import pytest

from tests.cli.calling import Caller


def test_a_suspended_card_is_not_asked_until_it_is_brought_back(learner: Caller) -> None:
    card = learner.json("next", "--json")["card"]

    assert learner("suspend", card).stdout == "Suspended card #2 (Always read the tests before the code.).\n"
    assert learner.json("next", "--json")["card"] != card
    learner("unsuspend", card)
    assert learner.json("next", "--json")["card"] == card


def test_a_buried_card_comes_back_the_next_day(learner: Caller) -> None:
    card = learner.json("next", "--json")["card"]
    learner("bury", card)

    assert learner.json("next", "--json")["card"] != card
    assert learner.json("next", "--json", now="2026-11-24T12:00")["card"] == card
    learner("unbury", card)
    assert learner.json("next", "--json")["card"] == card


def test_a_flag_has_a_colour_and_comes_off(learner: Caller) -> None:
    learner("flag", "2", "4", "--colour", "3")
    assert [learner.json("show", card, "--json")["flag"] for card in ("2", "4", "6")] == [3, 3, 0]

    learner("flag", "2", "--colour", "0")
    assert learner.json("show", "2", "--json")["flag"] == 0


def test_a_tag_is_put_on_and_taken_off(learner: Caller) -> None:
    learner("tag", "1", "3", "work::review")
    assert [tip["tags"] for tip in learner.json("tips", "--json")][:3] == [["work::review"], ["work::review"], []]

    learner("tag", "1", "#work::review", "--remove")
    assert learner.json("tips", "--json")[0]["tags"] == []


def test_applied_is_a_dated_fact_and_a_misfit_does_not_count(learner: Caller) -> None:
    learner("apply", "1", "Asked for the tests first", "--date", "2026-11-20")
    learner("apply", "3", "--didnt-fit")

    assert [tip["applied"] for tip in learner.json("tips", "--json")][:2] == [1, 0]


def test_a_retired_tip_is_not_asked_and_keeps_its_history(learner: Caller) -> None:
    learner("answer", "2", "good")
    learner("retire", "1", "--why", "not my work")

    card = learner.json("show", "2", "--json")
    assert (card["retired"], card["reps"]) == ("not my work", 1)
    assert learner.json("tips", "--status", "retired", "--json")[0]["n"] == 1

    assert "Restored" in learner("restore", "1").stdout
    assert learner.json("show", "2", "--json")["retired"] is None
    assert "was not retired" in learner("restore", "1").stdout


def test_retiring_needs_a_reason(learner: Caller) -> None:
    assert learner("retire", "1").exit_code == 2


NAMED = [
    (["suspend", "2", "4"], ["#2 (Always", "#4 (Ask"]), (["bury", "4"], ["#4 (Ask"]), (["flag", "2"], ["#2 (Always"]),
    (["tag", "1", "3", "word"], ["#1 (Always", "#3 (Ask"]), (["apply", "3"], ["#3 (Ask"]),
    (["apply", "3", "--didnt-fit"], ["#3 (Ask"]), (["retire", "1", "--why", "no"], ["#1 (Always"]),
]  # fmt: skip


@pytest.mark.parametrize(("words", "named"), NAMED, ids=lambda words: str(words[0]))
def test_an_act_names_each_card_or_tip_with_its_first_words(
    learner: Caller, words: list[str], named: list[str]
) -> None:
    lines = learner(*words).stdout.splitlines()

    assert len(lines) == len(named)
    assert all(name in line for name, line in zip(named, lines, strict=True))


def test_what_was_so_before_is_not_called_changed(learner: Caller) -> None:
    learner("suspend", "2")

    result = learner("suspend", "2")

    assert (result.exit_code, result.stdout) == (0, "")
    assert "Nothing changed" in result.stderr


ACTS = [
    ["suspend", "2"], ["bury", "2"], ["flag", "2"], ["tag", "1", "word"], ["apply", "1"],
    ["retire", "1", "--why", "no"], ["answer", "2", "3"],
]  # fmt: skip


@pytest.mark.parametrize("words", ACTS, ids=lambda words: str(words[0]))
def test_every_act_can_be_undone(learner: Caller, words: list[str]) -> None:
    before = learner.json("show", "2", "--json"), learner.json("tips", "--json")
    assert learner(*words).exit_code == 0
    assert (learner.json("show", "2", "--json"), learner.json("tips", "--json")) != before

    result = learner("undo")

    assert result.exit_code == 0
    assert result.stdout.startswith("Took back")
    assert (learner.json("show", "2", "--json"), learner.json("tips", "--json")) == before


def test_one_unknown_card_leaves_the_others_alone(learner: Caller) -> None:
    assert learner("suspend", "2", "999").exit_code == 3
    assert learner.json("show", "2", "--json")["suspended"] is False


def test_cards_move_to_a_new_deck_and_undo_leaves_the_decks_as_before(learner: Caller) -> None:
    before = learner.json("decks", "--json")

    moved = learner("move", "2", "4", "Work:: Reviews")

    assert moved.exit_code == 0
    assert moved.stdout.splitlines()[0] == "Moved #2 (Always read the tests before the code.) to Work::Reviews."
    assert [learner.json("show", card, "--json")["deck"] for card in ("2", "4")] == ["Work::Reviews"] * 2
    assert learner("move", "2", "Work::Reviews").stderr == "Nothing changed: it was so before.\n"
    assert learner("move", "2", "Work::").exit_code == 3
    assert learner("move", "999", "Work").exit_code == 3
    assert learner("undo").stdout == "Took back: moved card #2, #4.\n"
    assert learner.json("decks", "--json") == before
    assert learner("doctor").exit_code == 0
