"""Databases that earlier versions wrote open in this one, with everything in them."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from flashcards.core.progress import Status
from flashcards.services import browsing, reviewing, safekeeping, tracking
from flashcards.services.desk import Desk
from flashcards.store.backup import verify
from flashcards.store.store import Store
from flashcards.store.tables import SCHEMA, metadata
from tests.store.make_fixture import FIXTURES, NOW, Writer, write

KEPT = sorted(FIXTURES.glob("schema-*.db"))
WHY = 3
"""The schema from which a point keeps the line that gives its reason."""
KINDS = {"add", "flag", "suspend", "bury", "tag", "apply", "retire", "edit", "move", "undo"}


@pytest.fixture(params=KEPT, ids=lambda path: path.stem)
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Copy a database that an earlier version wrote."""
    return Path(shutil.copy(request.param, tmp_path / "flashcards.db"))


def desk(store: Store) -> Desk:
    return Writer(store).desk


def test_every_schema_of_the_history_has_its_database() -> None:
    assert [path.name for path in KEPT] == [f"schema-{number:04d}.db" for number in range(1, SCHEMA + 1)]
    for path in KEPT:
        assert int.from_bytes(path.read_bytes()[60:64], "big") == int(path.stem[-4:])
        assert path.stat().st_size < 200_000


def test_everything_in_it_reads_and_the_doctor_finds_no_fault(kept: Path) -> None:
    with Store.open(kept, now=NOW) as store:
        assert safekeeping.examine(desk(store)).faults == ()
        tips = tracking.tips(desk(store))
        assert {tip.point.text for tip in tips} == {
            "어려운 문단부터", "The phone", "Sleep {{c1::eight}} hours and walk {{c2::one::how long}} full hour",
            "Ask for the decision that is wanted", "To go on",
        }  # fmt: skip
        for tip in tips:
            assert all(reviewing.show(desk(store), card.uid).face.question for card in tip.cards)
        assert {deck.deck.name for deck in browsing.decks(desk(store))} == {"By hand", "Mine", "Talks", "Talks::2026"}
        assert [source.tips for source in browsing.sources(desk(store))] == [4, 1]


def test_every_file_is_read_once_more_after_reading_learned_of_reasons(kept: Path) -> None:
    older = int.from_bytes(kept.read_bytes()[60:64], "big") < WHY
    Store.open(kept, now=NOW).close()
    with closing(sqlite3.connect(kept)) as connection:
        hashes = {row[0] for row in connection.execute("SELECT text_hash FROM source_path")}
    assert (hashes == {""}) == older


def test_the_tips_stand_where_they_stood(kept: Path) -> None:
    with Store.open(kept, now=NOW) as store:
        writer = Writer(store)
        writer.now += 60 * 86_400_000
        tips = {tip.point.text.split()[0]: tip for tip in tracking.tips(writer.desk)}
    assert {name: (tip.status, tip.reps, tip.lapses, tip.applied, tip.flagged) for name, tip in tips.items()} == {
        "어려운": (Status.LEARNED, 4, 0, 1, True),
        "The": (Status.LEARNING, 3, 1, 0, False),
        "Sleep": (Status.LEARNING, 1, 0, 0, False),
        "Ask": (Status.RETIRED, 0, 0, 0, False),
        "To": (Status.NEW, 0, 0, 0, False),
    }
    assert tips["어려운"].point.tags == ("focus", "아침")
    assert tips["Sleep"].point.tags == ("focus",)


def test_it_can_be_answered_and_taken_back(kept: Path) -> None:
    with Store.open(kept, now=NOW) as store:
        for card in [cards[0] for cards in store.cards.of_points().values()]:
            if store.notes.note_of(card.point)[1].retired_why is None:
                reviewing.answer(desk(store), card.uid, 3)
                assert reviewing.undo(desk(store)).rating == 3
                assert store.cards.by_uid(card.uid) == card
        assert safekeeping.examine(desk(store)).faults == ()


def test_the_writer_of_such_databases_fills_every_table(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    write(path)
    rows = verify(path)
    assert [name for name in metadata.tables if not rows[name]] == []
    with Store.open(path, now=NOW) as store:
        dumped = store.dump()
        assert {row["act"] for row in dumped["change"]} >= KINDS
        assert safekeeping.examine(desk(store)).faults == ()
        assert {row["name"] for row in dumped["device"]} == {"ana's laptop"}
