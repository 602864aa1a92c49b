"""Everything comes home: rows exported as JSON, into an empty database, a partial one, and never from a false file."""

import itertools
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flashcards.core.prompting import Kind
from flashcards.errors import BadInput, Refused
from flashcards.formats import rows
from flashcards.services import (
    bringing,
    decking,
    exporting,
    handling,
    importing,
    prompting,
    reviewing,
    safekeeping,
    vacation,
)
from flashcards.store.tables import SCHEMA
from tests.services.user import User, opened

Change = Callable[[dict[str, Any]], object]
ONE, TWO, THREE = "front one :: back one", "앞면 ::: 뒷면", "{{c1::Sleep}} before {{c2::exams::what}} #work"


@pytest.fixture
def busy(user: User) -> User:
    """Add tips, answer on several days, take back, tag, retire, plan, apply, move, set options, plan a vacation."""
    user.hand(ONE, TWO, THREE)
    user.add(user.write("talk.md", "- 왜 쉬나요?\n    - 쉬어야 오래 간다\n        - 몸이 버틴다\n    - 자야 한다\n"))
    user.recall_daily("back one", [3, 1, 3])
    user.answer("뒷면", 1)
    reviewing.undo(user.desk)
    user.later(days=1).review(3)
    handling.tag(user.desk, [user.tip("뒷면").point], "말하기")
    handling.apply(user.desk, user.tip("back one").point, "at work")
    prompting.reply(user.desk, user.tip("back one").point, Kind.WRITTEN, "If it rains, then I will read")
    user.retire("자야 한다")
    decking.set_options(user.desk, "By hand", {"retention": "0.93"})
    return user


@pytest.fixture
def other(tmp_path: Path, busy: User) -> Iterator[User]:
    """Open another empty database, at the same time."""
    yield from opened(tmp_path / "other", busy.now)


def exported(user: User, query: str = "") -> Path:
    path = user.folder / "everything.json"
    exporting.to_json(user.desk, path, query)
    return path


def bring(user: User, path: Path) -> bringing.Planned:
    planned = bringing.plan(user.desk, path)
    bringing.store(user.desk, planned)
    return planned


def without_local(dump: dict[str, list[dict[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
    """Return a dump without short numbers, and without the marks of machines."""
    return {
        name: [
            {key: value for key, value in row.items() if key not in {"n", "position", "fingerprint"}} for row in rows
        ]
        for name, rows in dump.items()
    }


def tallies(user: User) -> list[tuple[object, ...]]:
    return [tuple(row) for row in user.store.decks.tallies()]


def test_an_empty_database_gets_the_same_rows_states_days_and_search(busy: User, other: User) -> None:
    planned = bring(other, exported(busy))
    assert other.store.dump() == busy.store.dump()
    assert (planned.tips, planned.answers) == (6, len(busy.store.dump()["review"]))
    assert tallies(other) == tallies(busy)
    assert other.faults() == []
    assert [tip.status for tip in other.tips().values()] == [tip.status for tip in busy.tips().values()]
    assert bringing.plan(other.desk, exported(busy)).is_empty


def test_states_that_a_file_claims_are_replayed_from_its_log(busy: User, other: User) -> None:
    path = exported(busy)
    data = json.loads(path.read_text(encoding="utf-8"))
    for row in data["tables"]["card"]:
        row |= {"stability": 9999.0, "reps": 99, "state": "review", "due": 30_000}
    path.write_text(json.dumps(data), encoding="utf-8")
    bring(other, path)
    assert other.store.dump() == busy.store.dump()


def test_a_database_that_has_some_of_it_gets_the_rest(busy: User, other: User) -> None:
    bring(other, exported(busy, "back"))
    assert len(other.tips()) == 1
    other.hand("only :: here")
    busy.later(days=30).answer("back one", 3)
    planned = bring(other, exported(busy))
    assert (planned.tips, planned.answers) == (5, len(busy.store.dump()["review"]) - 4 - 0)
    assert other.faults() == []
    assert len(other.tips()) == 7
    assert bringing.plan(other.desk, exported(busy)).is_empty
    numbers = [card.n for card in other.store.cards.of_points()[other.tip("back one").point.uid]]
    assert len({*numbers}) == len(numbers)


def test_what_was_changed_here_since_stays_and_what_was_changed_there_since_comes(busy: User, other: User) -> None:
    early = exported(busy)
    bring(other, early)
    handling.tag(other.desk, [other.tip("뒷면").point], "여기")
    handling.retire(other.desk, other.tip("back one").point, "not for me")
    assert bringing.plan(other.desk, early).is_empty
    assert other.tip("back one").point.retired_why == "not for me"
    bring(busy, exported(other))
    assert without_local(busy.store.dump()) == without_local(other.store.dump())


def test_rows_that_were_changed_on_both_sides_are_left_to_a_merge(busy: User, other: User) -> None:
    bring(other, exported(busy))
    other.retire("back one", "mine")
    busy.later(days=1).retire("back one", "theirs")
    before = other.store.dump()
    with pytest.raises(Refused, match=r"point 'back one'.*flashcards merge"):
        bringing.plan(other.desk, exported(busy))
    assert other.store.dump() == before


def test_a_card_that_belongs_to_another_tip_there_is_left_to_a_merge(busy: User, other: User) -> None:
    """As where a database went to Anki and came from there into another one."""
    package = busy.folder / "all.apkg"
    exporting.write(busy.desk, exporting.plan(busy.desk), package)
    importing.store(other.desk, importing.plan(other.desk, package))
    with pytest.raises(Refused, match="changed both here and in"):
        bringing.plan(busy.desk, exported(other))


def test_what_came_from_anki_goes_on_with_its_answers(busy: User, other: User, tmp_path: Path) -> None:
    package = busy.folder / "all.apkg"
    exporting.write(busy.desk, exporting.plan(busy.desk), package)
    importing.store(other.desk, importing.plan(other.desk, package))
    other.later(days=40).answer("back one", 3)
    for third in opened(tmp_path / "third", other.now):
        bring(third, exported(other))
        assert third.store.dump() == other.store.dump()
        assert third.faults() == []


def test_a_deck_of_one_name_is_one_deck(busy: User, other: User) -> None:
    other.hand("only :: here")
    decking.set_options(other.desk, "By hand", {"retention": "0.93"})
    bring(other, exported(busy))
    assert len(other.tips()) == 7
    assert other.faults() == []
    assert bringing.plan(other.desk, exported(busy)).is_empty


def test_a_deck_of_one_name_with_other_options_is_left_to_a_merge(busy: User, other: User) -> None:
    other.hand("only :: here")
    with pytest.raises(Refused, match="deck 'By hand'"):
        bringing.plan(other.desk, exported(busy))


def test_an_answer_taken_back_elsewhere_is_taken_back_here(busy: User, other: User) -> None:
    busy.answer("뒷면", 3)
    bring(other, exported(busy))
    reviewing.undo(busy.desk)
    bring(other, exported(busy))
    assert without_local(other.store.dump()) == without_local(busy.store.dump())
    assert [row for row in tallies(other) if any(row[2:])] == [row for row in tallies(busy) if any(row[2:])]
    assert other.faults() == []


def test_a_name_that_two_decks_took_is_left_to_a_merge(busy: User, other: User) -> None:
    bring(other, exported(busy))
    other.add(other.write("Fresh.md", "- Why rest?\n    - Always sleep\n"))
    decking.rename(busy.desk, "By hand", "Fresh")
    planned = bringing.plan(other.desk, exported(busy))
    before = other.store.dump()
    with pytest.raises(Refused, match="A name was given both here and there"):
        bringing.store(other.desk, planned)
    assert other.store.dump() == before


def test_vacations_and_parameters_come_along(busy: User, other: User) -> None:
    from flashcards.core.schedule import PARAMETERS  # noqa: PLC0415
    from flashcards.services import tuning  # noqa: PLC0415

    tuning.adopt(busy.desk, [1.5 * PARAMETERS[0], *PARAMETERS[1:]])
    vacation.go(busy.desk, vacation.plan(busy.desk, busy.desk.today + 5, busy.desk.today + 9))
    bring(other, exported(busy))
    assert other.store.dump() == busy.store.dump()
    assert other.faults() == []


def test_what_was_exported_to_anki_is_counted_by_numbers_of_this_database_alone(busy: User, other: User) -> None:
    exporting.remember(busy.desk, exporting.plan(busy.desk))
    bring(other, exported(busy))
    assert other.store.dump() == busy.store.dump()
    exporting.remember(other.later(days=1).desk, exporting.plan(other.desk))
    assert bringing.plan(other.desk, exported(busy)).is_empty
    data = json.loads(exported(busy).read_text(encoding="utf-8"))
    next(row for row in data["tables"]["setting"] if row["name"].startswith("anki"))["value"] = [[0, 10**9, 1]]
    (busy.folder / "huge.json").write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(BadInput, match="table setting"):
        bringing.plan(other.desk, busy.folder / "huge.json")


def put(table: str, /, **fields: object) -> Change:
    return lambda data: data["tables"][table][0].update(fields)


def nested(depth: int) -> Any:  # noqa: ANN401  JSON
    value: Any = 1
    for _ in range(depth):
        value = [value]
    return value


HOSTILE: dict[str, Change] = {
    "another program": lambda data: data.pop("flashcards"),
    "a later schema": lambda data: data["flashcards"].update(schema=SCHEMA + 1),
    "a schema of text": lambda data: data["flashcards"].update(schema="3"),
    "no tables": lambda data: data.pop("tables"),
    "tables of text": lambda data: data.update(tables="none"),
    "an unknown table": lambda data: data["tables"].update(sqlite_master=[]),
    "a local table": lambda data: data["tables"].update(source_path=[]),
    "rows of text": lambda data: data["tables"].update(point="none"),
    "a row of text": lambda data: data["tables"]["point"].append("none"),
    "an unknown column": put("point", colour="x"),
    "no uid": lambda data: data["tables"]["point"][0].pop("uid"),
    "a uid of another kind": put("point", uid="../../etc"),
    "a text of numbers": put("point", text=7),
    "a text with NUL": put("point", text="a\0b"),
    "half a character": put("point", text="\ud800"),
    "a number of text": put("card", n="7"),
    "truth as a number": put("card", reps=True),
    "a huge number": put("card", n=10**30),
    "an unknown role": put("card", role="admin"),
    "an unhashable role": put("card", role=["ask"]),
    "an unknown rating": put("review", rating=9),
    "an answer without rating": put("review", rating=0),
    "a study day beyond the calendar": put("review", study_day=10**9),
    "a due day that does not fit": put("review", state_after="review", interval_after=5, due_after=3),
    "details that are no list": put("point", details={"a": 1}),
    "a reason without text": put("point", why={"condition": True}),
    "no such deck": put("card", deck="00000000-0000-7000-8000-000000000000"),
    "no such card": put("review", card="00000000-0000-7000-8000-000000000000"),
    "a tip twice": lambda data: data["tables"]["point"].append(data["tables"]["point"][0]),
    "a deck's name twice": lambda data: data["tables"]["deck"].append(
        data["tables"]["deck"][0] | {"uid": "00000000-0000-7000-8000-000000000000"}
    ),
    "a tip without cards": lambda data: data["tables"].update(card=[], review=[], retraction=[]),
    "a change of an unknown table": put("change", table="sqlite_master"),
    "a change of an unhashable table": put("change", table=["point"]),
    "a change of an unknown column": put("change", field="password"),
    "a change to a value of another type": put("change", table="card", field="flag", new="x"),
    "a nested value": put("change", field="", new={"deep": nested(50)}),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_false_file_is_refused_in_one_sentence_and_nothing_is_stored(busy: User, other: User, name: str) -> None:
    path = exported(busy)
    data = json.loads(path.read_text(encoding="utf-8"))
    HOSTILE[name](data)
    path.write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(BadInput) as fault:
        bringing.plan(other.desk, path)
    assert len(str(fault.value).splitlines()) == 1
    assert not any(other.store.dump().values())


@pytest.mark.parametrize(
    "text",
    [b"", b"PK\x03\x04", b"\xff\xfe\x00", b"[" * 200_000, b'{"flashcards": {"schema": NaN}}', b"[1, 2]", b"null",
     b'{"flashcards": {"schema": ' + b"9" * 5000 + b"}}"],
)  # fmt: skip
def test_what_is_no_export_is_refused_in_one_sentence(user: User, text: bytes) -> None:
    path = user.folder / "some.json"
    path.write_bytes(text)
    with pytest.raises(BadInput) as fault:
        bringing.plan(user.desk, path)
    assert len(str(fault.value).splitlines()) == 1


def test_a_file_that_is_far_too_large_is_refused_before_it_is_read_as_json(user: User) -> None:
    path = user.folder / "some.json"
    with path.open("wb") as file:
        file.write(b'{"flashcards"')
        file.truncate(rows.MAX_BYTES + 1)
    with pytest.raises(BadInput, match="more than 256 MB"):
        bringing.plan(user.desk, path)


def test_an_older_export_gets_the_columns_that_came_since(busy: User, other: User) -> None:
    path = exported(busy)
    data = json.loads(path.read_text(encoding="utf-8"))
    data["flashcards"]["schema"] = 1
    for row in data["tables"]["point"]:
        del row["why"], row["own_why"]
    path.write_text(json.dumps(data), encoding="utf-8")
    bring(other, path)
    assert other.faults() == []
    assert {row["why"] for row in other.store.dump()["point"]} == {None}


NUMBERS = itertools.count()
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=4,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_one_value_changed_is_refused_in_a_sentence_or_leaves_the_doctor_content(
    busy: User, tmp_path: Path, data: st.DataObject
) -> None:
    tables = busy.store.dump()
    name = data.draw(st.sampled_from([name for name, rows in tables.items() if rows]))
    row = data.draw(st.sampled_from(tables[name]))
    column = data.draw(st.sampled_from(sorted(row)))
    row[column] = data.draw(JSON | st.sampled_from([one[column] for one in tables[name]]))
    path = tmp_path / "changed.json"
    path.write_text(json.dumps({"flashcards": {"schema": SCHEMA}, "tables": tables}), encoding="utf-8")
    for user in opened(tmp_path / str(next(NUMBERS)), busy.now):
        refused = ""
        try:
            bring(user, path)
        except BadInput as fault:
            refused = str(fault)
        if refused:
            assert len(refused.splitlines()) == 1
            assert not any(user.store.dump().values())
        else:
            assert [one.sentence for one in safekeeping.examine(user.desk).faults] == []
            user.tips()
