"""Figures read beside the screen, which goes on meanwhile: in a thread, through a connection of their own."""

from collections.abc import Callable
from typing import TypeVar

from textual.worker import get_current_worker

from flashcards.services.desk import Desk
from flashcards.services.telling import Told, quiet
from flashcards.store.store import Store
from flashcards.tui.planning import Stopped

_Figures = TypeVar("_Figures")


def read_beside(desk: Desk, read: Callable[[Desk, Told], _Figures], told: Told = quiet) -> _Figures | None:
    """Return what ``read`` makes of the database as it stands; None once the worker is cancelled.

    To be called by a worker's thread, which ``told`` hears too. Raises FlashcardsError as ``read`` does.
    """
    worker = get_current_worker()

    def listen(share: float) -> None:
        if worker.is_cancelled:
            raise Stopped
        told(share)

    with Store.open_read_only(desk.store.path) as store:
        try:
            return read(Desk(store, desk.settings, desk.now), listen)
        except Stopped:  # caught here: a reading that was broken off ends before its database is closed
            return None
