"""Every change is logged with what it replaced, can be taken back, and is stored whole or not at all."""

import sqlite3
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Row, select

from flashcards.core.note import Point
from flashcards.errors import DatabaseError
from flashcards.store.act import newest_act
from flashcards.store.decks import ensure_deck
from flashcards.store.keeping import Keeper
from flashcards.store.store import Store
from flashcards.store.tables import applied, card, change, point, tag
from tests.store.conftest import DAY, NOW, Known, put_tip


def changes(store: Store, group: str) -> list[Row[*tuple[Any, ...]]]:
    """Return the log's entries of an act, in their order."""
    with store.reading() as connection:
        return list(connection.execute(select(change).where(change.c.group == group).order_by(change.c.uid)))


def count(store: Store) -> int:
    """Return how many entries the log of changes has."""
    with store.reading() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM change").scalar_one())


def tip(store: Store, known: Known) -> Point:
    return store.notes.note_of(known.point)[1]


def test_the_newest_act_is_found_without_reading_the_day(store: Store, known: Known) -> None:
    plan: list[str] = []
    with store.reading() as connection:
        raw = connection.connection.driver_connection
        assert isinstance(raw, sqlite3.Connection)
        raw.set_trace_callback(plan.append)
        newest = newest_act(connection, str(store.device()), DAY)
        raw.set_trace_callback(None)
        steps = [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {plan[-1]}")]
    assert newest is not None
    searches = [step for step in steps if step.startswith("SEARCH")]
    assert [step.partition("(")[2] for step in searches] == ["uid>?)"] * 3
    assert not any("TEMP B-TREE" in step for step in steps)


def test_a_change_is_logged_with_its_old_and_new_value(store: Store, known: Known) -> None:
    with store.write("flag", at=NOW + 5000, study_day=DAY) as act:
        assert act.update(card, known.card, flag=3, suspended=True)
    entries = changes(store, act.group)
    assert [(row.table, row.row, row.field, row.old, row.new) for row in entries] == [
        ("card", known.card, "flag", 0, 3),
        ("card", known.card, "suspended", False, True),
    ]
    assert {(row.at, row.study_day, row.act, row.device, row.undoes) for row in entries} == {
        (NOW + 5000, DAY, "flag", store.device(), None)
    }


def test_what_does_not_differ_is_not_logged(store: Store, known: Known) -> None:
    before = count(store)
    with store.write("flag", at=NOW, study_day=DAY) as act:
        assert not act.update(card, known.card, flag=0, suspended=False)
    assert count(store) == before
    assert store.log.newest_deed(act.device, DAY) is None


def test_many_rows_change_as_each_would_alone_and_only_those_that_differ(store: Store, known: Known) -> None:
    with store.write("add", at=NOW + 4000, study_day=DAY) as act:
        other = put_tip(act, "Another line").card
    with store.write("flag", at=NOW + 5000, study_day=DAY) as act:
        assert act.update(card, known.card, flag=3)
    with store.write("flag", at=NOW + 6000, study_day=DAY) as act:
        changed = act.update_many(card, [known.card, other], flag=3, suspended=True)
        assert changed == {known.card: {"suspended"}, other: {"flag", "suspended"}}
        assert [*changed] == [known.card, other]
        assert act.update_many(card, [], flag=1) == {}
    assert [(row.row, row.field, row.old, row.new) for row in changes(store, act.group)] == [
        (known.card, "suspended", False, True),
        (other, "flag", 0, 3),
        (other, "suspended", False, True),
    ]
    with store.write("undo", at=NOW + 7000, study_day=DAY) as undo:
        assert undo.revert(act.group) == 3
    cards = store.cards.by_uids([known.card, other])
    assert [(cards[uid].flag, cards[uid].suspended) for uid in (known.card, other)] == [(3, False), (0, False)]


def test_a_new_row_is_one_entry_that_holds_all_of_it(store: Store, known: Known) -> None:
    with store.write("apply", at=NOW, study_day=DAY) as act:
        uid = act.insert(applied, point=known.point, at=act.at, study_day=DAY, kind="used", text="in the stand-up")
    (entry,) = changes(store, act.group)
    assert (entry.table, entry.row, entry.field, entry.old) == ("applied", uid, "", None)
    assert entry.new["text"] == "in the stand-up"
    assert entry.new["device"] == store.device()


def test_taking_back_restores_every_field(store: Store, known: Known) -> None:
    with store.reading() as connection:
        before = connection.execute(select(card).where(card.c.uid == known.card)).one()
    with store.write("flag", at=NOW, study_day=DAY) as act:
        act.update(card, known.card, flag=7, suspended=True, buried_until=DAY + 1, position=99)
    with store.write("undo", at=NOW, study_day=DAY) as undo:
        assert undo.revert(act.group) == 4
    with store.reading() as connection:
        assert connection.execute(select(card).where(card.c.uid == known.card)).one() == before
    assert {row.undoes for row in changes(store, undo.group)} == {act.group}
    assert [(row.field, row.old, row.new) for row in changes(store, undo.group)] == [
        (row.field, row.new, row.old) for row in reversed(changes(store, act.group))
    ]


def test_a_field_changed_twice_in_one_act_goes_back_to_its_first_value(store: Store, known: Known) -> None:
    for _ in range(5):
        with store.write("flag", at=NOW, study_day=DAY) as act:
            for colour in (1, 2, 3, 4):
                act.update(card, known.card, flag=colour)
        with store.write("undo", at=NOW, study_day=DAY) as undo:
            undo.revert(act.group)
        found = store.cards.by_uid(known.card)
        assert found
        assert found.flag == 0


def test_taking_back_a_new_row_marks_it_as_removed(store: Store, known: Known) -> None:
    with store.write("apply", at=NOW, study_day=DAY) as act:
        act.insert(applied, point=known.point, at=act.at, study_day=DAY)
        Keeper(act).tag(known.point, "work")
    assert tip(store, known).tags == ("work",)
    assert store.notes.applied_counts(up_to=DAY) == {known.point: 1}
    with store.write("undo", at=NOW, study_day=DAY) as undo:
        undo.revert(act.group)
    assert tip(store, known).tags == ()
    assert store.notes.applied_counts(up_to=DAY) == {}
    with store.reading() as connection:
        assert connection.execute(select(applied.c.removed)).scalars().all() == [True]
        assert connection.execute(select(tag.c.removed)).scalars().all() == [True]


def test_a_tag_taken_off_can_be_put_back(store: Store, known: Known) -> None:
    for removed, tags in ((False, ("work",)), (True, ()), (False, ("work",))):
        with store.write("tag", at=NOW, study_day=DAY) as act:
            assert Keeper(act).tag(known.point, "work", removed=removed)
            assert not Keeper(act).tag(known.point, "work", removed=removed)
        assert tip(store, known).tags == tags


def test_acts_under_a_clock_that_stands_still_never_share_a_millisecond(store: Store, known: Known) -> None:
    times = []
    for number in range(50):
        with store.write("flag", at=NOW, study_day=DAY) as act:
            act.update(card, known.card, flag=number % 7 + 1)
        times.append(act.at)
    assert times == sorted(set(times))
    assert max(times) < NOW + 100


@settings(max_examples=10, deadline=None)
@given(steps=st.lists(st.integers(-7_200_000, 7_200_000), min_size=2, max_size=12))
def test_acts_sort_in_the_order_they_were_done_wherever_the_clock_jumps(
    tmp_path_factory: pytest.TempPathFactory, steps: list[int]
) -> None:
    with Store.open(tmp_path_factory.mktemp("clock") / "flashcards.db", now=NOW) as store:
        with store.write("add", at=NOW, study_day=DAY) as act:
            source = Keeper(act).add_source(kind="hand", title="a", deck=ensure_deck(act, "By hand"))
        groups, now = [], NOW
        for number, step in enumerate(steps):
            now += step
            with store.write("edit", at=now, study_day=DAY) as act:
                Keeper(act).change_source(source, title=f"title {number}")
            groups.append(act.group)
            assert act.at >= now
            assert act.at < now + 60_000
            deed = store.log.newest_deed(act.device, DAY)
            assert deed
            assert deed.group == act.group
        assert groups == sorted(set(groups))


def test_an_exception_inside_an_act_leaves_nothing_behind(store: Store, known: Known) -> None:
    before, devices = store.dump(), store.device()

    def begin_and_fail() -> None:
        with store.write("retire", at=NOW, study_day=DAY) as act:
            act.update(point, known.point, retired_at=NOW, retired_why="no")
            assert tip(store, known).retired_why == "no"
            raise KeyError

    with pytest.raises(KeyError):
        begin_and_fail()
    assert store.dump() == before
    assert store.device() == devices
    with store.write("retire", at=NOW, study_day=DAY) as act:
        act.update(point, known.point, retired_at=NOW, retired_why="yes")
    assert tip(store, known).retired_why == "yes"


def test_a_broken_rule_of_the_schema_is_one_sentence_and_leaves_nothing_behind(store: Store, known: Known) -> None:
    before = store.dump()
    with pytest.raises(DatabaseError, match="CHECK constraint"), store.write("flag", at=NOW, study_day=DAY) as act:
        assert act.update(card, known.card, suspended=True) | act.update(card, known.card, flag=8)
    with pytest.raises(DatabaseError, match="FOREIGN KEY"), store.write("apply", at=NOW, study_day=DAY) as act:
        act.insert(applied, point="nobody", at=NOW, study_day=DAY)
    assert store.dump() == before


def test_reading_inside_an_act_sees_its_changes_and_after_it_the_stored_ones(store: Store, known: Known) -> None:
    with store.write("flag", at=NOW, study_day=DAY) as act:
        act.update(card, known.card, flag=5)
        inside = store.cards.by_uid(known.card)
    after = store.cards.by_uid(known.card)
    assert inside
    assert inside == after
    assert inside.flag == 5


def test_short_numbers_never_repeat_between_tips_and_cards(store: Store) -> None:
    with store.write("add", at=NOW, study_day=DAY) as act:
        for number in range(10):
            put_tip(act, f"Tip {number}")
    dumped = store.dump()
    numbers = [row["n"] for row in (*dumped["point"], *dumped["card"])]
    assert sorted(numbers) == list(range(1, 21))
