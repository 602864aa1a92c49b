"""Figures read beside the screen: what is broken off ends in order."""

from collections.abc import Iterator
from types import SimpleNamespace

import pytest

from flashcards.services.desk import Desk
from flashcards.services.telling import Told
from flashcards.store.store import Store
from flashcards.tui import beside
from flashcards.tui.beside import read_beside


def test_a_reading_that_is_broken_off_ends_before_its_database_is_closed(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    worker, order = SimpleNamespace(is_cancelled=False), list[str]()
    monkeypatch.setattr(beside, "get_current_worker", lambda: worker)
    close = Store.close

    def noted(store: Store) -> None:
        order.append("closed")
        close(store)

    monkeypatch.setattr(Store, "close", noted)

    def rows() -> Iterator[int]:
        try:
            yield from (1, 2)
        finally:
            order.append("ended")

    def read(_desk: Desk, told: Told) -> int:
        found = rows()
        worker.is_cancelled = bool(next(found))
        told(0.5)
        return sum(found)

    assert read_beside(desk, read) is None
    assert order == ["ended", "closed"]
