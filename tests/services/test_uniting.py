"""Two machines, or three, that went on apart: merged in any order they are the same, and nothing is lost."""

import itertools
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flashcards.core.prompting import Kind
from flashcards.errors import BadInput, DatabaseError, FlashcardsError
from flashcards.services import decking, editing, handling, prompting, reviewing, vacation
from flashcards.services.editing import Wording
from flashcards.services.tracking import Tip
from flashcards.store.tables import SCHEMA
from tests.services.machines import Machine
from tests.services.user import MORNING, User

MINUTE_MS = 60_000
NAMES = itertools.count()
DECKS = ("Korean", "Korean::Verbs", "Work")


def tip(user: User, number: int) -> Tip:
    found = sorted(user.tips_by_uid().values(), key=lambda one: one.point.uid)
    return found[number % len(found)]


def add(user: User, number: int) -> None:
    text = f"---\ndeck: {DECKS[number % 3]}\ntags: [t{number % 2}]\n---\n- Q{number}?\n    - Answer number {number}.\n"
    user.add(user.write(f"notes{number % 5}-{user.now}.md", text))


def refresh(user: User, number: int) -> None:
    user.add(user.write("shared.md", f"- Shared?\n    - One of the answers is here {number % 3}.\n    - Another\n"))


def edit(user: User, number: int) -> None:
    editing.edit(user.desk, tip(user, number).card, Wording(question=f"Q{number}", answer=f"own {number}", details=()))


def answer(user: User, number: int) -> None:
    reviewing.answer(user.desk, tip(user, number // 4).card.uid, number % 4 + 1)


def retire(user: User, number: int) -> None:
    one = tip(user, number).point
    handling.retire(user.desk, one, f"why {number}") if number % 3 else handling.restore(user.desk, one)


def away(user: User, number: int) -> None:
    today = user.desk.today
    vacation.go(user.desk, vacation.plan(user.desk, today + number % 4, today + number % 4 + 2))


DEEDS: tuple[Callable[[User, int], object], ...] = (
    answer, answer, answer, answer, add, refresh, edit, retire, away,
    lambda user, _number: reviewing.undo(user.desk),
    lambda user, _number: reviewing.undo(user.desk),
    lambda user, number: handling.flag(user.desk, [tip(user, number).card], number % 8),
    lambda user, number: handling.suspend(user.desk, [tip(user, number).card], on=bool(number % 2)),
    lambda user, number: handling.tag(user.desk, [tip(user, number).point], "t0", remove=bool(number % 2)),
    lambda user, number: handling.apply(user.desk, tip(user, number).point, f"used {number}"),
    lambda user, number: prompting.reply(user.desk, tip(user, number).point, Kind.WRITTEN, f"If {number}, then"),
    lambda user, number: decking.move(user.desk, [tip(user, number).point.uid], DECKS[number % 3]),
    lambda user, number: decking.set_options(user.desk, "By hand", {"retention": str(0.8 + number % 10 / 100)}),
    lambda user, number: decking.rename(user.desk, DECKS[number % 3], (*DECKS, "Other")[number % 4]),
)  # fmt: skip
DEED = st.tuples(
    st.integers(0, len(DEEDS) - 1), st.integers(0, 40), st.sampled_from([0, 0, 1, 700, 20 * 60, 3 * 24 * 60, -1, -200])
)
HISTORY = st.lists(DEED, max_size=7)


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a database with some tips, answered on one machine."""
    machine = Machine(tmp_path_factory.mktemp("begun") / "begun.db", "first")
    with machine.used() as user:
        user.hand("one :: back one", "two :: back two", "{{c1::Sleep}} before {{c2::exams}} #work")
        user.answer("back one", 3)
        user.answer("back two", 4)
        refresh(user, 0)
    return machine.path


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a database without anything."""
    machine = Machine(tmp_path_factory.mktemp("empty") / "empty.db", "first")
    with machine.used():
        return machine.path


def live(path: Path, folder: Path, name: str, deeds: list[tuple[int, int, int]], at: int) -> Machine:
    """Let a machine begin with a database and do things."""
    machine = Machine(folder / f"{name}.db", name, at)
    shutil.copy(path, machine.path)
    with machine.used() as user:
        for deed, number, minutes in deeds:
            user.later(minutes=minutes)
            with suppress(FlashcardsError, ZeroDivisionError):
                DEEDS[deed](user, number)
        machine.now = user.now
    return machine


def united(*machines: Machine) -> Machine:
    """Return the first machine after it merged the others, one after the other."""
    first = machines[0].copy(f"united{next(NAMES)}")
    for other in machines[1:]:
        first.merge(other)
    return first


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(histories=st.lists(HISTORY, min_size=3, max_size=3), known=st.lists(st.booleans(), min_size=3, max_size=3))
def test_merging_is_the_same_in_any_order_keeps_every_answer_and_contents_the_doctor(
    begun: Path, empty: Path, tmp_path: Path, histories: list[list[tuple[int, int, int]]], known: list[bool]
) -> None:
    folder = tmp_path / str(next(NAMES))
    folder.mkdir()
    one, two, three = (
        live(begun if shared else empty, folder, f"machine{at}", deeds, MORNING + at)
        for at, (deeds, shared) in enumerate(zip(histories, known, strict=True))
    )
    both = united(one, two)
    assert both.essence() == united(two, one).essence()
    assert united(both, two).essence() == united(both, one).essence() == both.essence()
    left, right = united(both, three), united(one, united(two, three))
    assert left.essence() == right.essence() == united(three, two, one).essence()
    assert left.faults() == right.faults() == []
    answers = [row for machine in (one, two, three) for row in machine.essence()["review"]]
    assert len(left.essence()["review"]) == len({str(row[-1]) for row in answers})


def two(tmp_path: Path) -> tuple[Machine, Machine]:
    """Return two machines that made the same deck, each with a tip, an answer and an option of its own."""
    found: list[Machine] = []
    for name, retention in (("a", "0.91"), ("b", "0.95")):
        machine = Machine(tmp_path / f"{name}.db", name, MORNING + len(found) * MINUTE_MS)
        with machine.used() as user:
            user.add(user.write("n.md", f"---\ndeck: Korean\n---\n- Where is {name}?\n    - Here is {name} now.\n"))
            decking.set_options(user.desk, "Korean", {"retention": retention})
            user.answer(f"Here is {name} now.", 3)
        found.append(machine)
    return found[0], found[1]


def test_a_deck_made_on_both_machines_is_one_with_the_later_option_and_both_tips(tmp_path: Path) -> None:
    first, second = two(tmp_path)
    for machine in (united(first, second), united(second, first)):
        with machine.used() as user:
            assert user.store.decks.own_options()["Korean"]["desired_retention"] == 0.95
            assert [tip.reps for tip in user.tips().values()] == [1, 1]
            numbers = [card.n for cards in user.store.cards.of_points().values() for card in cards]
            assert len({*numbers}) == len(numbers)


@pytest.mark.parametrize("name", ["schema-0001", "schema-0002", "schema-0003"])
def test_an_older_database_is_brought_up_to_date_in_a_copy_and_stays_as_it_was(tmp_path: Path, name: str) -> None:
    machine = two(tmp_path)[0]
    old = Machine(tmp_path / "old.db", "old")
    shutil.copy(Path(__file__).parents[1] / "fixtures" / f"{name}.db", old.path)
    before = old.path.read_bytes()

    assert machine.merge(old).answers > 0
    assert old.path.read_bytes() == before
    assert machine.faults() == []
    assert machine.merge(old).is_empty


def test_a_newer_database_and_one_whose_answers_have_no_card_are_refused_and_nothing_is_stored(tmp_path: Path) -> None:
    first, second = two(tmp_path)
    before = first.essence()
    for statement, fault in (
        ("PRAGMA user_version=99", DatabaseError),
        (f"PRAGMA user_version={SCHEMA}; UPDATE review SET card = uid", BadInput),  # noqa: S608  a number of ours
    ):
        with closing(sqlite3.connect(second.path)) as connection:
            connection.executescript(statement)
        with pytest.raises(fault):
            first.merge(second)
        assert first.essence() == before
