"""`catch-up` and `vacation`: the days are shown first, then asked, then stored, and one undo takes it back."""

import pytest

from flashcards.services import backlog
from flashcards.services.backlog import Plan
from flashcards.services.desk import Desk
from tests.cli.calling import Caller

NOTES = (
    "# Talk\n\n" + "\n".join(f"- Why does habit {n} help?\n    - It keeps number {n} small." for n in range(12)) + "\n"
)
BACK = "2027-01-10T12:00"


@pytest.fixture
def returned(program: Caller) -> Caller:
    """Learn twelve tips, and call again seven weeks later."""
    program.learn(NOTES)
    for n in range(12):
        assert program("answer", str(2 * (n + 1)), "easy").exit_code == 0
    program.now = BACK
    return program


def day(program: Caller, date: str) -> int:
    """Return how many reviews are due by a date."""
    found: int = program.json("due", "--json", now=f"{date}T12:00")["review"]
    return found


def test_the_days_are_shown_before_anything_is_asked(returned: Caller) -> None:
    result = returned("catch-up", "--days", "3")
    assert result.exit_code == 5
    assert "give --yes" in result.stderr
    assert result.stdout.splitlines() == [
        "12 cards overdue, over 3 days:",
        "day              reviews  then  takes",
        "2027-01-10  Sun        0     4  1 min",
        "2027-01-11  Mon        0     4  1 min",
        "2027-01-12  Tue        0     4  1 min",
    ]
    assert returned.json("due", "--json")["overdue"] == 12


def test_catching_up_spreads_and_undo_takes_it_back(returned: Caller) -> None:
    result = returned("catch-up", "--days", "3", "--yes")
    assert result.exit_code == 0
    assert result.stderr == "Spread 12 cards; `flashcards undo` takes it back.\n"
    counts = returned.json("due", "--json")
    assert (counts["review"], counts["overdue"]) == (4, 0)
    assert returned("catch-up").stderr == "Nothing is overdue.\n"
    assert returned("undo").stdout == "Took back: catch-up.\n"
    assert returned.json("due", "--json")["overdue"] == 12
    assert returned("doctor").exit_code == 0


def test_the_second_of_two_who_catch_up_at_once_is_told_that_nothing_is_left(
    returned: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    def first(desk: Desk, deck: str | None = None, *, days: int | None = None, minutes: int | None = None) -> Plan:
        planned = plan(desk, deck, days=days, minutes=minutes)
        assert backlog.catch_up(desk, planned) == 12
        return planned

    plan = backlog.plan
    monkeypatch.setattr(backlog, "plan", first)
    result = returned("catch-up", "--days", "3", "--yes")
    assert result.exit_code == 0
    assert result.stderr == "Nothing is overdue any more: it was answered or moved meanwhile.\n"
    assert returned("undo").stdout == "Took back: catch-up.\n"


def test_a_dry_run_and_json_say_the_same_and_change_nothing(returned: Caller) -> None:
    found = returned.json("catch-up", "--days", "5", "--dry-run", "--json")
    assert (found["overdue"], found["moved"], found["limit"]) == (12, 0, None)
    assert [one["after"] for one in found["days"]] == [3, 3, 2, 2, 2]
    assert returned("catch-up", "--days", "5", "--dry-run").stderr.endswith("this was a dry run.\n")
    assert returned.json("due", "--json")["overdue"] == 12
    assert returned.json("catch-up", "--days", "5", "--yes", "--json")["moved"] == 12


def test_a_move_is_in_the_history_of_its_card(returned: Caller) -> None:
    returned("catch-up", "--days", "3", "--yes")
    shown = returned("show", "2")
    assert shown.exit_code == 0
    assert "moved" in shown.stdout
    assert [row["kind"] for row in returned.json("show", "2", "--json")["history"]] == ["learn", "manual"]


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["catch-up", "--days", "3", "--minutes", "5"], 2, "not both"),
        (["catch-up", "--days", "0"], 3, "give 1 to 365"),
        (["catch-up", "--minutes", "0"], 2, "range"),
        (["catch-up", "Nowhere"], 3, "There is no deck"),
        (["vacation", "2027-01-01..2027-01-05"], 3, "is over"),
        (["vacation", "2027-02-05..2027-02-01"], 3, "ends before it begins"),
        (["vacation", "2027-02-01..2027-12-01"], 3, "longer than 180 days"),
        (["vacation", "soon"], 3, "is no date"),
        (["vacation", "--cancel", "02-01"], 3, "There is no vacation 02-01"),
        (["vacation", "--cancel", "1"], 3, "is no date"),
        (["vacation", "02-01..02-05", "--cancel", "1"], 2, "not both"),
    ],
)
def test_what_makes_no_sense_is_refused_in_a_sentence(
    returned: Caller, words: list[str], code: int, sentence: str
) -> None:
    result = returned(*words)
    assert result.exit_code == code
    assert sentence in result.stderr
    assert "Traceback" not in result.stderr


def test_a_minute_that_holds_no_card_is_refused(returned: Caller) -> None:
    returned("answer", "2", "good", "--ms", "3000000")
    result = returned("catch-up", "--minutes", "1")
    assert result.exit_code == 3
    assert "more --minutes" in result.stderr


def test_nothing_overdue_and_no_database_are_no_fault(program: Caller) -> None:
    result = program("catch-up")
    assert (result.exit_code, result.stdout) == (0, "")
    assert program("vacation").exit_code == 0
    assert not program.database.exists()
    program.learn(NOTES)
    assert program("catch-up").stderr == "Nothing is overdue.\n"
    assert program.json("catch-up", "--json")["days"] == []


def test_a_vacation_is_made_listed_and_cancelled(program: Caller) -> None:
    program.learn(NOTES)
    for n in range(12):
        program("answer", str(2 * (n + 1)), "easy")
    due = {one["date"]: one for one in program.json("vacation", "11-25..12-20", "--dry-run", "--json")["days"]}
    assert sum(one["before"] for date, one in due.items() if "2026-11-25" <= date <= "2026-12-20") == 12
    result = program("vacation", "11-25..12-20", "--yes")
    assert result.exit_code == 0
    assert "12 cards due 2026-11-25..2026-12-20" in result.stdout
    changing = sum(one["before"] != one["after"] for one in due.values())
    assert "away" in result.stdout
    assert len(result.stdout.splitlines()) == 2 + changing < len(due)
    assert day(program, "2026-12-20") == 0
    assert program.json("vacation", "--json") == [{"from": "2026-11-25", "to": "2026-12-20"}]
    assert "26 days" in program("vacation").stdout
    assert "12 cards would go back" in program("vacation", "--cancel", "11-25", "--dry-run").stderr
    assert "12 cards went back" in program("vacation", "--cancel", "11-25..12-20").stderr
    assert program.json("vacation", "--json") == []
    assert day(program, "2026-12-20") == 12
    assert program("undo").stdout == "Took back: vacation.\n"
    assert day(program, "2026-12-20") == 0
    assert program("undo").stdout == "Took back: vacation.\n"
    assert day(program, "2026-12-20") == 12


def test_due_points_at_catching_up_once_there_is_much_to_catch_up_with(returned: Caller) -> None:
    hint = "12 cards are overdue: `flashcards catch-up` spreads them."
    assert hint not in returned("due").stdout
    returned("deck", "set", "Talk", "reviews=5")
    assert returned("due").stdout.splitlines()[-1] == hint
    assert returned("due", "Talk").stdout.splitlines()[-1] == hint


def test_the_same_cards_take_the_same_minutes_in_forecast_and_catch_up(learner: Caller) -> None:
    for number in range(12):
        learner("add", "--text", f"front {number} :: back {number}", "--yes")
    for tip in learner.json("tips", "--json"):
        learner("answer", tip["card"], "easy", "--ms", "7300")
    after = "2027-03-01T12:00"
    (day,) = learner.json("catch-up", "--days", "1", "--dry-run", "--json", now=after)["days"]
    first = learner("forecast", "--days", "1", now=after).stdout.splitlines()[0]
    assert first.endswith(f"{day['after']}  {day['minutes']} min")
