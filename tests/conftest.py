"""What tests share: a fixed instant, a store in a folder of its own, and notes put into it."""

import functools
import math
import os
import tempfile
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from pathlib import Path

import coverage
import pytest
from sqlalchemy import Engine

from flashcards.config import Settings, parse_now
from flashcards.core.note import Card, CardsMode, Role
from flashcards.core.studyday import DAY_MS
from flashcards.services import adding, gathering
from flashcards.services.adding import Stored
from flashcards.services.desk import Desk
from flashcards.store import connection, migrate, opening
from flashcards.store.decks import ensure_deck
from flashcards.store.keeping import Keeper
from flashcards.store.store import Store

ZONE = "Asia/Seoul"
MORNING = parse_now("2026-11-23T08:30", ZONE)

Learn = Callable[..., Stored]
Plant = Callable[..., Card]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let a run rewrite the committed pictures of screens."""
    parser.addoption("--snapshot-update", action="store_true", help="rewrite the pictures of screens under tests/tui")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Run three workers on two processors: a test of a screen waits about as long as it works."""
    return math.ceil(1.5 * (os.cpu_count() or 1))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Trace nothing for the gate in tests of screens and commands, which the gate is not about, and in long ones."""
    above = {"cli", "tui"} & {folder.name for folder in item.path.parents}
    if not (above or item.get_closest_marker("untraced")):
        return (yield)
    stopped = []
    while (tracing := coverage.Coverage.current()) is not None:  # xdist's processes have one inside another
        tracing.stop()
        stopped.append(tracing)
    try:
        return (yield)
    finally:
        for tracing in reversed(stopped):
            tracing.start()


@functools.cache
def empty_database() -> bytes:
    """Return a database without rows, as the program builds it."""
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder, "empty.db"), now=MORNING) as built:
        return built.path.read_bytes()


@functools.cache
def first_engine() -> Engine:
    """Return an engine whose compiled statements all others use."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "first.db")
        path.write_bytes(empty_database())
        engine = connection.connect(path)
        engine.connect().close()
        engine.dispose()
        return engine


def connect(path: Path, *, writable: bool = True) -> Engine:
    """Connect as the program does, with the statements that other tests had compiled."""
    engine = connection.connect(path, writable=writable)
    engine.dialect, engine._compiled_cache = first_engine().dialect, first_engine()._compiled_cache
    return engine


@pytest.fixture(autouse=True)
def quick_database(monkeypatch: pytest.MonkeyPatch) -> None:
    """Build the schema and compile each statement once in a process, not once in a test; tests/store does without."""
    empty, _ = empty_database(), first_engine()
    monkeypatch.setattr(migrate, "build", lambda path: path.write_bytes(empty))
    monkeypatch.setattr(opening, "connect", connect)


@dataclass
class Clock:
    """A clock that stands still until it is moved; calling it gives epoch ms."""

    now: int = MORNING

    def __call__(self) -> int:
        """Return the instant."""
        return self.now

    def advance(self, *, days: float = 0, seconds: float = 0) -> None:
        """Move on."""
        self.now += int(days * DAY_MS + seconds * 1000)


@pytest.fixture
def clock() -> Clock:
    """Stop the clock on Monday 2026-11-23, 8:30 in Seoul."""
    return Clock()


@pytest.fixture
def settings() -> Settings:
    """Give the defaults in Seoul's zone on every machine, and without fuzz, so that intervals are known."""
    return Settings({"schedule.timezone": ZONE, "schedule.fuzz": False})


@pytest.fixture
def store(tmp_path: Path, clock: Clock) -> Iterator[Store]:
    """Open an empty database."""
    with Store.open(tmp_path / "flashcards.db", now=clock()) as opened:
        yield opened


@pytest.fixture
def desk(store: Store, settings: Settings, clock: Clock) -> Desk:
    """Put the store on a desk on Monday morning."""
    return Desk(store, settings, clock())


@pytest.fixture
def learn(store: Store, settings: Settings, clock: Clock) -> Learn:
    """Put notes into the store: ``learn(text, path="notes.md")``; every point becomes a card."""

    def put(text: str, path: str = "/notes/talk.md") -> Stored:
        now = Desk(store, settings, clock())
        notes = gathering.Text(name=Path(path).name, path=path, text=text)
        return adding.store(now, [adding.plan(now, notes, adding.Options(cards=CardsMode.ALL))])

    return put


@pytest.fixture
def plant(desk: Desk) -> Plant:
    """Put one card into the store as it is, past the reader: ``plant(question, answer, details=(), title="…")``."""

    def put(question: str, answer: str, *, details: tuple[str, ...] = (), title: str = "Planted") -> Card:
        with desk.store.write("add", at=desk.now, study_day=desk.today) as act:
            keeper, deck = Keeper(act), ensure_deck(act, title)
            source = keeper.add_source(kind="anki", title=title, deck=deck, cards="all", tags=[])
            asked = keeper.add_question(
                source=source, text=question, original=question, context="", section=[], position=0, ordered=False,
                asked=True,
            )  # fmt: skip
            point = keeper.add_point(
                deck=deck, faces=[(Role.ASK, 0)], question=asked, text=answer, original=answer, details=list(details),
                kind="answer", score=1.0, position=0,
            )  # fmt: skip
        return desk.store.cards.of_points([point])[point][0]

    return put
