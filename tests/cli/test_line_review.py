"""Review in lines: a script on stdin, a transcript on stdout."""

import pytest

from tests.cli.calling import Caller


def test_enter_reveals_and_a_number_rates(learner: Caller) -> None:
    result = learner("review", "--plain", stdin="\n4\n\n4\n\n4\n")

    assert result.exit_code == 0
    front, back = result.stdout.index("How do I get better"), result.stdout.index("Always read the tests")
    assert front < back < result.stdout.index("1 Again 1m")
    assert "You gave 3 answers" in result.stdout
    assert learner.json("due", "--json")["total"] == 0


def test_the_answer_stays_hidden_until_enter(learner: Caller) -> None:
    assert "Always read the tests" not in learner("review", "--plain", stdin="q\n").stdout


def test_enter_twice_is_good(learner: Caller) -> None:
    learner("review", "--plain", "--limit", "1", stdin="\n\n")

    assert [row["rating"] for row in learner.json("show", "2", "--json")["history"]] == [3]


def test_without_a_terminal_review_is_in_lines(learner: Caller) -> None:
    result = learner("review", stdin="\ngood\n")

    assert learner.json("show", "2", "--json")["reps"] == 1
    assert "You gave 1 answer;" in result.stdout


@pytest.mark.parametrize("script", ["", "\n", "q\n", "\nq\n", "ㅂ\n", "\n3"])
def test_leaving_and_the_end_of_input_end_cleanly(learner: Caller, script: str) -> None:
    result = learner("review", "--plain", stdin=script)

    assert result.exit_code == 0
    assert result.stdout.splitlines()[-1].startswith("You gave ")
    assert learner.json("show", "2", "--json")["reps"] == (script == "\n3")


def test_a_word_that_means_nothing_rates_nothing(learner: Caller) -> None:
    result = learner("review", "--plain", stdin="3\n\n7\nnonsense\nq\n")

    assert result.stdout.count("means nothing here") == 3
    assert learner.json("due", "--json")["total"] == 3


def test_undo_goes_back_to_the_card(learner: Caller) -> None:
    result = learner("review", "--plain", stdin="\n1\nu\nq\n")

    assert "Took back Again on #2." in result.stdout
    assert result.stdout.count("#2, 3 left") == 2
    assert learner.json("show", "2", "--json")["reps"] == 0


def test_undo_with_nothing_to_undo_says_so_and_stays(learner: Caller) -> None:
    result = learner("review", "--plain", stdin="u\n\n3\nq\n")

    assert "nothing to undo" in result.stdout
    assert learner.json("show", "2", "--json")["reps"] == 1


@pytest.mark.parametrize(
    ("letter", "held"), [("s", "suspended"), ("ㄴ", "suspended"), ("b", "buried"), ("ㅠ", "buried")]
)
def test_a_card_is_put_away_and_the_next_one_comes(learner: Caller, letter: str, held: str) -> None:
    result = learner("review", "--plain", stdin=f"{letter}\nq\n")

    assert learner.json("show", "2", "--json")[held] is True
    assert result.stdout.count(" left  ") == 2


def test_a_flag_is_set_and_the_card_stays(learner: Caller) -> None:
    result = learner("review", "--plain", stdin="f\n\n3\nq\n")

    card = learner.json("show", "2", "--json")
    assert (card["flag"], card["reps"]) == (1, 1)
    assert "Flagged #2." in result.stdout


def test_a_limit_ends_the_sitting(learner: Caller) -> None:
    result = learner("review", "--plain", "--limit", "2", stdin="\n4\n" * 5)

    assert "You gave 2 answers" in result.stdout
    assert learner.json("due", "--json")["total"] == 1


def test_a_deck_narrows_the_review(learner: Caller) -> None:
    learner("add", "--text", "front :: back", "--deck", "Other", "--yes")

    result = learner("review", "Other", "--plain", stdin="\n4\n")

    assert "front" in result.stdout
    assert "code review" not in result.stdout
    assert learner.json("due", "--json")["total"] == 3


def test_nothing_is_cleared_or_coloured(learner: Caller) -> None:
    assert "\x1b" not in learner("review", "--plain", stdin="\n3\nu\nf\ns\nq\n").stdout


def test_bytes_that_are_no_text_are_no_answer(learner: Caller) -> None:
    result = learner("review", "--plain", stdin=b"\xff\xfe\n\n4\n")

    assert result.exit_code == 0
    assert learner.json("show", "2", "--json")["reps"] == 1


def test_a_card_that_is_asked_twice_gives_two_answers(learner: Caller) -> None:
    learner("add", "--text", "front :: back", "--deck", "Other", "--yes")

    result = learner("review", "Other", "--plain", stdin="\n1\n\n1\nq\n")

    assert "You gave 2 answers; today 2 in all, 2 of them Again." in result.stdout


@pytest.mark.parametrize("key", ["a", "ㅁ"])
def test_a_tip_is_applied_in_words_and_asked_on(learner: Caller, key: str) -> None:
    result = learner("review", "--plain", stdin=f"{key}\nOn Monday, in the team\n\n4\nq\n")

    assert "was applied" in result.stdout
    tips = {tip["n"]: tip for tip in learner.json("tips", "--json")}
    assert [tip["applied"] for tip in tips.values()].count(1) == 1
    assert "You gave 1 answer;" in result.stdout


@pytest.mark.parametrize("key", ["r", "ㄱ"])
def test_a_tip_is_retired_with_its_reason_and_taken_back_by_undo(learner: Caller, key: str) -> None:
    result = learner("review", "--plain", stdin=f"{key}\nnot my team\nq\n")
    retired = [tip for tip in learner.json("tips", "--json") if tip["status"] == "retired"]

    assert "brings it back" in result.stdout
    assert len(retired) == 1

    assert learner("review", "--plain", stdin="u\nq\n").exit_code == 0
    assert not [tip for tip in learner.json("tips", "--json") if tip["status"] == "retired"]


def test_a_tip_without_a_reason_is_kept(learner: Caller) -> None:
    result = learner("review", "--plain", stdin="r\n\n\n4\nq\n")

    assert "a tip is retired with a reason" in result.stdout
    assert not [tip for tip in learner.json("tips", "--json") if tip["status"] == "retired"]
    assert "You gave 1 answer;" in result.stdout


@pytest.fixture
def typist(learner: Caller) -> Caller:
    """Give somebody who types the answers."""
    assert learner("config", "review.type_answers", "true").exit_code == 0
    return learner


def test_a_typed_answer_is_held_against_the_answer_and_rates_nothing(typist: Caller) -> None:
    result = typist("review", "--plain", stdin="alway read teh tests before the code.\n")

    assert "You typed: [-a-]{+A+}lway{+s+} read t{+h+}e[-h-] tests before the code." in result.stdout
    assert typist.json("show", "2", "--json")["reps"] == 0


def test_a_typed_answer_is_rated_by_the_user(typist: Caller) -> None:
    result = typist("review", "--plain", stdin="Alwaysread the tests before the code.\n1\n:q\n")

    assert "(no difference)" in result.stdout
    assert [row["rating"] for row in typist.json("show", "2", "--json")["history"]] == [1]


@pytest.mark.parametrize(
    ("script", "field", "value"),
    [
        (":s\n:q\n", "suspended", True),
        (":ㄴ\n:ㅂ\n", "suspended", True),
        ("s\nq\n", "suspended", False),
        (":f\n", "flag", 1),
    ],
)
def test_a_letter_is_an_answer_and_behind_a_colon_a_command(
    typist: Caller, script: str, field: str, value: object
) -> None:
    assert typist("review", "--plain", stdin=script).exit_code == 0
    assert typist.json("show", "2", "--json")[field] == value


def test_nothing_typed_just_shows_the_answer(typist: Caller) -> None:
    result = typist("review", "--plain", "--limit", "1", stdin="\n\n")

    assert "You typed" not in result.stdout
    assert [row["rating"] for row in typist.json("show", "2", "--json")["history"]] == [3]


@pytest.fixture
def recalled(program: Caller) -> Caller:
    """Recall every tip in review state, the last nine days ago: two ask for a plan, no card is due."""
    program.learn("- How? :: Slowly\n- 언제? :: 아침에\n- Where? :: At the window\n")
    for day, rating in (("2026-11-23", "easy"), ("2026-11-24", "good")):
        for tip in program.json("tips", "--json"):
            assert program("answer", tip["card"], rating, now=f"{day}T12:00").exit_code == 0
    program.now = "2026-12-03T12:00"
    return program


def plans(learner: Caller) -> list[list[str]]:
    cards = [tip["card"] for tip in learner.json("tips", "--json")]
    return [[plan["text"] for plan in learner.json("show", card, "--json")["plans"]] for card in cards]


def test_plans_are_asked_for_after_the_cards(recalled: Caller) -> None:
    result = recalled("review", "--plain", stdin="If it is ten, then I will read\n\n:ㅜ\n")

    assert result.exit_code == 0
    assert result.stdout.index("Nothing is due") < result.stdout.index("Slowly")
    assert result.stdout.count("When will you use it?") == 3
    assert result.stdout.splitlines()[-1] == "1 plan made today."
    assert plans(recalled) == [["If it is ten, then I will read"], [], []]
    assert recalled.json("next", "--apply", "--json") == {"tip": None}


def test_an_undo_among_the_plans_goes_back_to_prompt_and_card(recalled: Caller) -> None:
    recalled.now = "2026-12-30T12:00"
    result = recalled("review", "--plain", stdin="\n3\n" * 3 + ":x\n:u\n:u\n\n3\nIf so, then I will\n:q\n")

    assert "Took back: asked no more for a plan for tip" in result.stdout
    assert "Took back Good" in result.stdout
    assert sum(map(len, plans(recalled))) == 1
    assert recalled.json("due", "--json")["total"] == 0


def test_a_bounded_sitting_has_no_prompts_while_cards_wait(recalled: Caller) -> None:
    recalled.now = "2026-12-30T12:00"

    assert "When will you use it?" not in recalled("review", "--plain", "--limit", "1", stdin="\n3\n").stdout
