"""What the tests of the store share: an open database, and one known source, question, tip and card in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from flashcards.core.note import Role
from flashcards.store.act import Act
from flashcards.store.decks import ensure_deck
from flashcards.store.keeping import Keeper
from flashcards.store.store import Store

NOW = 1_772_409_600_000
"""2026-03-02, 00:00 UTC."""
DAY = 20_514
"""Its day number."""


@dataclass(frozen=True, slots=True)
class Known:
    """The uids of one tip with its surroundings."""

    deck: str
    source: str
    question: str
    point: str
    card: str


@pytest.fixture(autouse=True)
def quick_database() -> None:
    """Build each new database and compile each statement, as the program does: it is what is tested here."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return where the database lies: a folder of its own, not yet made."""
    return tmp_path / "data" / "flashcards.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    """Open an empty database."""
    with Store.open(path, now=NOW) as opened:
        yield opened


@pytest.fixture
def known(store: Store) -> Known:
    """Put one tip into the store, at NOW."""
    with store.write("add", at=NOW, study_day=DAY) as act:
        return put_tip(act, "Sleep before you decide")


def put_tip(act: Act, text: str) -> Known:
    """Add a source with one question and one tip inside an act."""
    keeper = Keeper(act)
    deck = ensure_deck(act, "Talks::2026")
    source = keeper.add_source(kind="notes", title="A talk", deck=deck)
    question = keeper.add_question(source=source, text="How do I decide?", position=0)
    point = keeper.add_point(
        deck=deck, faces=[(Role.ASK, 0)], question=question, text=text, details=["because tired"], score=1.0, position=0
    )
    return Known(deck, source, question, point, act_card(act, point))


def act_card(act: Act, point: str) -> str:
    """Return the uid of a tip's only card."""
    rows = act.connection.exec_driver_sql("SELECT uid FROM card WHERE point = ?", (point,))
    return str(rows.scalar_one())
