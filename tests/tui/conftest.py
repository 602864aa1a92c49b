"""An app over the test's store, and its pictures."""

import random
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from flashcards.config import Settings
from flashcards.store import uid
from flashcards.store.store import Store
from flashcards.tui.app import FlashcardsApp
from tests.conftest import Clock, Learn
from tests.tui.figures import study
from tests.tui.notes import KOREAN, LIST, TALK
from tests.tui.snapshots import compare, picture
from tests.tui.terminal import Terminal

MakeApp = Callable[..., FlashcardsApp]
Looks = Callable[[FlashcardsApp, str], None]


class Headless(FlashcardsApp):
    """The app without a terminal of its own to give away."""

    def step_aside(self) -> AbstractContextManager[None]:
        """Step nowhere."""
        return nullcontext()


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the machine's own terminal settings out."""
    for name in ("NO_COLOR", "VISUAL", "EDITOR", "TEXTUAL", "TEXTUAL_FILTERS"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def make_app(store: Store, settings: Settings, clock: Clock, tmp_path: Path) -> MakeApp:
    """Return a maker of apps; its arguments are the app's own. What is set is kept in settings.toml in ``tmp_path``."""

    def make(**options: Any) -> FlashcardsApp:  # noqa: ANN401  the app's options
        chosen = Settings({**settings.values, **options.pop("settings", {})})
        return Headless(store, chosen, clock, settings_file=tmp_path / "settings.toml", **options)

    return make


@pytest.fixture
def student(learn: Learn, store: Store, settings: Settings, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Store:
    """Give somebody who answered on most of the last 120 days; identities, which settle ties, are always the same."""
    noise = random.Random(3)  # noqa: S311  the same in every run
    monkeypatch.setattr(uid, "os", SimpleNamespace(urandom=noise.randbytes))
    if not STUDIED:
        clock.advance(days=-120)
        for number, notes in enumerate((TALK, KOREAN, LIST)):
            learn(notes, f"/notes/{number}.md")
        clock.advance(days=120)
        study(store, settings, clock, days=120)
        STUDIED.append((snapshot(store), noise.getstate()))
    kept, state = STUDIED[0]
    noise.setstate(state)
    store.close()
    store.path.write_bytes(kept)
    return store


STUDIED: list[tuple[bytes, tuple[Any, ...]]] = []
"""The student's database, once it is made, and the state of the noise after it."""


def snapshot(store: Store) -> bytes:
    """Close a store, so that all is in its one file, and return that."""
    store.close()
    assert not store.path.with_name(f"{store.path.name}-wal").exists()
    return store.path.read_bytes()


@pytest.fixture
def terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Terminal]:
    """Give a terminal that ends with the test."""
    monkeypatch.delenv("TMUX", raising=False)
    found = Terminal(tmp_path / "tmux")
    yield found
    found.tmux("kill-server")


@pytest.fixture
def looks(request: pytest.FixtureRequest) -> Looks:
    """Return a check that the screen looks like the committed picture of that name."""
    update = bool(request.config.getoption("--snapshot-update"))

    def check(app: FlashcardsApp, name: str) -> None:
        compare(name, picture(app), update=update)

    return check
