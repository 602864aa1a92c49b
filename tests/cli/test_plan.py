"""Plans from the command line: the tip that asks for one, the answers, and where they are listed."""

import pytest

from tests.cli.calling import Caller

LATER = "2026-12-02T12:00"
PLAN = "If a review is waiting, then I will read its tests first"


@pytest.fixture
def recalled(learner: Caller) -> Caller:
    """Recall the first tip in review state, eight days before LATER."""
    for day, rating in (("2026-11-23", "easy"), ("2026-11-24", "good")):
        assert learner("answer", "2", rating, now=f"{day}T12:00").exit_code == 0
    learner.now = LATER
    return learner


def test_next_apply_shows_the_tip_with_its_source_and_question(recalled: Caller) -> None:
    lines = recalled("next", "--apply").stdout.splitlines()

    assert lines == [
        "Tip #1  코드 리뷰 이야기 › 리뷰",
        "How do I get better at code review?",
        "  Always read the tests before the code.",
        "    They say what the code is for.",
    ]
    found = recalled.json("next", "--apply", "--json")
    assert {name: found[name] for name in ("n", "question", "since", "left")} == {
        "n": 1, "question": "How do I get better at code review?", "since": "2026-12-01", "left": 1,
    }  # fmt: skip


def test_nothing_asks_before_its_time_nor_without_cards_nor_when_it_is_off(recalled: Caller) -> None:
    early = recalled("next", "--apply", now="2026-11-30T12:00")
    assert (early.stdout, early.stderr) == ("", "No tip asks for a plan now.\n")
    recalled("config", "review.apply", "false")
    assert "review.apply is off" in recalled("next", "--apply").stderr
    assert recalled.json("next", "--apply", "--json") == {"tip": None}


def test_without_a_database_nothing_asks(program: Caller) -> None:
    assert program.json("next", "--apply", "--json") == {"tip": None}
    assert "No cards yet" in program("next", "--apply").stderr


def test_a_plan_is_stored_and_the_earlier_ones_are_shown_after_it(recalled: Caller) -> None:
    assert recalled("plan", "1", PLAN).stdout == "Planned for tip #1 (Always read the tests before the code.).\n"
    assert recalled.json("next", "--apply", "--json") == {"tip": None}

    recalled.now = "2027-01-02T12:00"
    assert recalled.json("next", "--apply", "--json")["n"] == 1
    done = recalled.json("plan", "2", "If it is ten, then I will read", "--json")
    assert done["earlier"] == [{"date": "2026-12-02", "kind": "written", "text": PLAN}]
    assert "2026-12-02" not in "".join(recalled("next", "--apply").stdout)
    assert recalled("plan", "1", "If I yawn, then I will stop").stdout.splitlines()[1:] == [
        "Earlier plans:", "  2027-01-02  If it is ten, then I will read", f"  2026-12-02  {PLAN}",
    ]  # fmt: skip


@pytest.mark.parametrize(("words", "said"), [("--not-now", "in a week"), ("--doesnt-fit", "no plan any more")])
def test_not_now_and_doesnt_fit_are_answers_that_undo_takes_back(recalled: Caller, words: str, said: str) -> None:
    assert said in recalled("plan", "1", words).stdout
    assert recalled.json("next", "--apply", "--json") == {"tip": None}
    assert "tip #1." in recalled("undo").stdout
    assert recalled.json("next", "--apply", "--json")["n"] == 1


@pytest.mark.parametrize("words", [(), ("",), (PLAN, "--not-now"), ("--not-now", "--doesnt-fit")])
def test_one_answer_is_given_at_a_time(recalled: Caller, words: tuple[str, ...]) -> None:
    assert recalled("plan", "1", *words).exit_code == 2
    assert recalled.json("show", "2", "--json")["plans"] == []


def test_show_lists_plans_and_uses_by_their_dates(recalled: Caller) -> None:
    recalled("plan", "1", PLAN)
    recalled("apply", "1", "Read them on Friday", "--date", "2026-12-01")
    recalled("apply", "1", "Too slow", "--didnt-fit")
    recalled("plan", "1", "--doesnt-fit", now="2026-12-03T12:00")

    text = recalled("show", "2").stdout
    held = [line for line in text.splitlines() if line.startswith(("planned", "applied", "did not fit", "no plan"))]
    assert held == [
        "applied       2026-12-01  Read them on Friday", f"planned       2026-12-02  {PLAN}",
        "did not fit   2026-12-02  Too slow", "no plan       2026-12-03",
    ]  # fmt: skip
    assert [plan["kind"] for plan in recalled.json("show", "2", "--json")["plans"]] == ["written", "doesnt-fit"]
    assert recalled.json("tips", "--json")[0]["plans"] == 1


def test_undo_of_a_restore_says_so(learner: Caller) -> None:
    learner("retire", "1", "--why", "no")
    learner("restore", "1")
    assert learner("undo").stdout == "Took back: restored tip #1.\n"
    assert learner.json("show", "2", "--json")["retired"] == "no"
    assert learner("undo").stdout == "Took back: retired tip #1.\n"
