"""`flashcards tune`: what it prints, what it asks, and its exit codes."""

import pytest

from flashcards.core.schedule import PARAMETERS
from flashcards.services import training
from flashcards.store.store import Store
from tests.cli.calling import Caller
from tests.cli.test_terminal import Terminal
from tests.core.histories import FSRS_5
from tests.services.reviewed import forgetful
from tests.services.user import User

FSRS_5_TEXT = ", ".join(map(str, FSRS_5))


@pytest.fixture
def reviewer(program: Caller) -> Caller:
    """Give the program with a deck, Work, that has reviews enough, and one, Home, that has not."""
    with Store.open(program.database, now=0) as store:
        user = User(store, program.home)
        forgetful(user, "Work")
        forgetful(user, "Home", cards=3)
    return program


def rows(caller: Caller) -> object:
    """Return everything that is stored."""
    with Store.open_read_only(caller.database) as store:
        return store.dump()


def test_too_few_reviews_are_told_with_their_number(learner: Caller) -> None:
    result = learner("tune")
    assert result.exit_code == 1
    assert (
        result.stderr == "flashcards: Tuning needs 400 next-day reviews and has 0 in all: go on reviewing until then.\n"
    )
    assert learner("tune", "Nowhere").exit_code == 3


def test_without_a_database_there_is_nothing_to_tune(program: Caller) -> None:
    for words in ((), ("--history",), ("--use", "default")):
        assert program("tune", *words).exit_code == 3
    assert not program.database.exists()


def test_a_dry_run_shows_the_result_and_changes_nothing(reviewer: Caller) -> None:
    before = rows(reviewer)
    result = reviewer("tune", "Work", "--dry-run")
    assert result.exit_code == 0
    assert "next-day reviews of Work" in result.stdout
    assert "log loss before" in result.stdout
    assert "this was a dry run" in result.stderr
    assert rows(reviewer) == before


def test_where_nobody_can_be_asked_nothing_is_adopted(reviewer: Caller) -> None:
    before = rows(reviewer)
    for words in ((), ("--json",), ("--use", "default", "--reschedule")):
        result = reviewer("tune", *words)
        assert result.exit_code == 5
        assert "give --yes" in result.stderr
        assert result.stdout
    assert rows(reviewer) == before


def test_json_tells_what_was_trained_and_adopted(reviewer: Caller) -> None:
    dry = reviewer.json("tune", "--dry-run", "--json")
    done = reviewer.json("tune", "--yes", "--json")

    assert (dry["adopted"], dry["set"], dry["cards"]) == (False, None, 0)
    assert (done["adopted"], done["set"], done["cards"], done["moved"], done["reschedule"]) == (True, 1, 63, 0, None)
    assert dry["parameters"] == done["parameters"] != list(PARAMETERS)
    assert done["better"]
    assert done["log_loss"]["after"] < done["log_loss"]["before"]
    assert done["later"]["reviews"] == done["reviews"] - int(done["reviews"] * 0.7)
    (kept,) = reviewer.json("tune", "--history", "--json")
    assert kept["parameters"] == done["parameters"]
    assert (kept["n"], kept["length"], kept["for_all"], kept["decks"]) == (1, 21, True, [])
    assert kept["log_loss"] == pytest.approx(done["log_loss"]["after"], abs=1e-6)
    assert reviewer("doctor").exit_code == 0


def test_what_is_in_force_already_is_not_adopted_again(reviewer: Caller) -> None:
    assert reviewer("tune", "--yes").exit_code == 0
    before = rows(reviewer)
    result = reviewer("tune", "--yes")
    assert (result.exit_code, rows(reviewer)) == (0, before)
    assert "fit these reviews as well, so nothing was changed" in result.stderr


def test_older_sets_are_taken_and_gone_back_from(reviewer: Caller) -> None:
    result = reviewer("tune", "Home", "--set", FSRS_5_TEXT)
    assert result.exit_code == 0
    assert result.stderr == "Parameter set 1 in use: 3 cards rebuilt, due dates stay.\n"
    assert reviewer("tune", "--set", " ".join(map(str, PARAMETERS))).exit_code == 0
    assert reviewer("tune", "Work", "--use", "1").stderr.startswith("Parameter set 1 in use: 60 cards")
    listed = reviewer("tune", "--history").stdout.splitlines()
    assert [line.split()[0] for line in listed] == ["set", "1", "2"]
    assert "Home, Work" in listed[1]
    assert "all decks" in listed[2]
    assert reviewer("undo").stdout == "Took back: chose FSRS parameters for Work.\n"
    assert reviewer.json("tune", "--history", "--json")[0]["decks"] == ["Home"]
    assert reviewer("tune", "Home", "--use", "default").stderr.startswith("The default parameters in use: 3 cards")
    assert reviewer("doctor").exit_code == 0


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["--set", " ".join(["0.5"] * 34)], 3, "FSRS-7"),
        (["--set", "1 2 3"], 3, "17, 19 or 21 numbers, not 3"),
        (["--set", "one two"], 3, "not a list of numbers"),
        (["--set", ""], 3, "not 0"),
        (["--use", "7"], 3, "no parameter set 7"),
        (["--use", "default", "--set", "1"], 2, "one of --set, --use and --history"),
        (["--use", "default", "--dry-run"], 2, "leave out --dry-run"),
        (["Nowhere", "--set", FSRS_5_TEXT], 3, "no deck 'Nowhere'"),
        (["Nowhere", "--use", "default", "--reschedule", "--yes"], 3, "no deck 'Nowhere'"),
    ],
)
def test_what_cannot_be_used_is_one_sentence(learner: Caller, words: list[str], code: int, sentence: str) -> None:
    before = rows(learner)
    result = learner("tune", *words)
    assert (result.exit_code, result.stdout) == (code, "")
    assert sentence in result.stderr
    assert result.stderr.count("\n") == 1
    assert rows(learner) == before


def test_rescheduling_shows_what_falls_due_before_it_is_done(reviewer: Caller) -> None:
    shown = reviewer("tune", "--reschedule", "--dry-run")
    assert "due today are then" in shown.stdout
    done = reviewer.json("tune", "--reschedule", "--yes", "--json")
    assert done["moved"] == done["reschedule"]["moves"] > 10
    assert done["reschedule"]["due_before"] == 63
    assert f"moves {done['moved']} cards; due today are then {done['reschedule']['due_after']} instead" in shown.stdout
    back = reviewer("tune", "--use", "default", "--reschedule", "--yes")
    assert "due dates moved" in back.stderr
    assert reviewer("doctor").exit_code == 0


def test_a_training_that_fails_is_one_sentence(reviewer: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    before = rows(reviewer)
    monkeypatch.setattr(training, "_PROGRAM", ("false",))
    result = reviewer("tune", "--yes")
    assert (result.exit_code, result.stdout) == (3, "")
    assert "The training failed" in result.stderr
    assert rows(reviewer) == before


def test_in_a_terminal_it_asks_with_a_bar_before_it(reviewer: Caller) -> None:
    with Terminal(reviewer, "tune") as terminal:
        terminal.wait_for("Adopt the trained parameters?")
        assert "Training" in terminal.shown
        terminal.type("y\n")
        assert terminal.end() == 0
        assert "63 cards rebuilt" in terminal.shown


@pytest.mark.parametrize(("keys", "code"), [("n\n", 0), (None, 130)])
def test_no_and_ctrl_c_leave_everything_as_it_was(reviewer: Caller, keys: str | None, code: int) -> None:
    before = rows(reviewer)
    with Terminal(reviewer, "tune", "--reschedule") as terminal:
        terminal.wait_for("Adopt the trained parameters?")
        if keys is None:
            terminal.interrupt()
        else:
            terminal.type(keys)
        assert terminal.end() == code
    assert rows(reviewer) == before


def test_the_training_takes_no_program_from_the_folder_it_is_called_in(
    reviewer: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("flashcards.py", "json.py"):
        reviewer.write(name, "raise SystemExit('not me')")
    monkeypatch.chdir(reviewer.home)
    assert reviewer("tune", "--dry-run").exit_code == 0
