"""Reading and planning notes beside the screen: a connection of its own, progress told, cancelled by its listener."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from flashcards.errors import BadInput, FlashcardsError
from flashcards.services import adding, gathering
from flashcards.services.adding import Options, Planned
from flashcards.services.desk import Desk
from flashcards.services.gathering import Text
from flashcards.services.merging import Elsewhere
from flashcards.store.store import Store

Listener = Callable[[str, float], None]
"""Is told what is read and how much of all is done, 0..1. It may raise Stopped."""


class Stopped(Exception):
    """The user wants no plan any more."""


@dataclass(frozen=True, slots=True)
class Plans:
    """The plans of what could be read, and a fault for each file that could not."""

    plans: list[Planned] = field(default_factory=list)
    faults: list[FlashcardsError] = field(default_factory=list)


def plan_target(desk: Desk, target: str, listener: Listener) -> Plans:
    """Plan the notes that a user named: a file, a folder, or ``@`` and a shipped deck. Nothing is stored.

    May run in any thread: what is known is read through a connection of its own. Raises Stopped when the listener
    does, FlashcardsError where the target itself cannot be used.
    """
    found, elsewhere = Plans(), Elsewhere(desk)
    readers = _readers(target.strip(), found.faults)
    with Store.open_read_only(desk.store.path) as store:
        own = Desk(store, desk.settings, desk.now)
        there = Elsewhere(own)
        for number, (name, read) in enumerate(readers):
            report = _Share(listener, name, number, len(readers))
            report(0, 1)
            try:
                planned = adding.plan(own, read(), Options(), elsewhere=there, progress=report)
                found.plans.append(replace(planned, elsewhere=elsewhere))
            except FlashcardsError as fault:
                found.faults.append(fault)
    return found


@dataclass(frozen=True, slots=True)
class _Share:
    """Tells the progress of one file as its share of all."""

    listener: Listener
    name: str
    number: int
    files: int

    def __call__(self, done: int, total: int) -> None:
        self.listener(self.name, (self.number + done / max(1, total)) / self.files)


def _readers(target: str, faults: list[FlashcardsError]) -> list[tuple[str, Callable[[], Text]]]:
    if not target:
        raise BadInput("Name a notes file, a folder, or @ and a shipped deck.")
    if target.startswith("@"):
        return [(target, lambda: gathering.shipped(target[1:]))]
    return list(_files(target, faults))


def _files(target: str, faults: list[FlashcardsError]) -> Iterator[tuple[str, Callable[[], Text]]]:
    try:
        paths = gathering.find(target, faults)
    except (OSError, RuntimeError, ValueError) as error:
        raise BadInput(
            "{path} cannot be read ({why}): check its name.", path=target, why=getattr(error, "strerror", None) or error
        ) from None
    for path in paths:
        yield str(path), _reader(path)


def _reader(path: Path) -> Callable[[], Text]:
    def read() -> Text:
        if not path.is_file():
            raise BadInput("{path} is no file of notes: name a text file or a folder.", path=path)
        return gathering.read_file(path)

    return read
