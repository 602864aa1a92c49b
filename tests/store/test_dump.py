"""The dump has every row that carries meaning, or all that belongs to some tips."""

import json

from flashcards.store.dump import TABLES
from flashcards.store.keeping import Keeper
from flashcards.store.store import Store
from flashcards.store.tables import applied, metadata
from tests.store.conftest import DAY, NOW, Known, put_tip

LOCAL = {"source_path", "day", "wording"}
"""Tables of this device, or derived from others."""


def test_every_table_but_the_local_ones_is_in_it(store: Store) -> None:
    assert set(store.dump()) == set(metadata.tables) - LOCAL
    assert len(TABLES) == len(store.dump())


def test_it_is_plain_values(store: Store, known: Known) -> None:
    dumped = store.dump()
    assert json.loads(json.dumps(dumped, ensure_ascii=False)) == dumped
    assert dumped["point"][0]["details"] == ["because tired"]


def test_with_tips_it_has_what_belongs_to_them_and_nothing_of_others(store: Store, known: Known) -> None:
    with store.write("add", at=NOW, study_day=DAY) as act:
        other = put_tip(act, "Another tip")
        for one in (known, other):
            Keeper(act).tag(one.point, "work")
            act.insert(applied, point=one.point, at=NOW, study_day=DAY)
    dumped = store.dump({known.point})
    assert [row["uid"] for row in dumped["point"]] == [known.point]
    assert [row["uid"] for row in dumped["source"]] == [known.source]
    assert [row["uid"] for row in dumped["card"]] == [known.card]
    assert {row["point"] for name in ("tag", "applied") for row in dumped[name]} == {known.point}
    rows = {row["uid"] for name, found in dumped.items() if name != "change" for row in found}
    assert {row["row"] for row in dumped["change"]} <= rows
    assert known.point in {row["row"] for row in dumped["change"]}


def test_thousands_of_tips_can_be_asked_for(store: Store) -> None:
    with store.write("add", at=NOW, study_day=DAY) as act:
        one = put_tip(act, "The first")
        rows = [
            {
                "uid": act.uid(), "n": 10 + number, "question": one.question, "text": f"Tip {number}", "score": 1.0,
                "position": number, "created_at": NOW, "updated_at": NOW,
            }
            for number in range(5000)
        ]  # fmt: skip
        act.insert_many(metadata.tables["point"], rows)
    wanted = {row["uid"] for row in store.dump()["point"]}
    assert len(store.dump({str(uid) for uid in wanted})["point"]) == 5001
