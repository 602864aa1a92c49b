"""Leaving with everything: Anki packages, and JSON that holds every row."""

import gc
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from flashcards import __version__
from flashcards.core.memory import New
from flashcards.core.note import Card, Note, SourceKind
from flashcards.errors import BadInput
from flashcards.formats import rows
from flashcards.services.desk import Desk
from flashcards.services.searching import matching
from flashcards.store.packages import EXPORT, Changes, changes, exported, remember_export
from flashcards.store.tables import SCHEMA
from flashcards.wholefile import write_whole

if TYPE_CHECKING:
    from flashcards.core.prompting import Reply
    from flashcards.formats.anki.progress import Progress
    from flashcards.formats.anki.write import Written

MAX_BYTES = rows.MAX_BYTES
"""The largest JSON file that `import` reads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What Anki will do with a package: notes that are ``new``, ``changed`` or the ``same`` since the last export.

    That is for each note the last one from this device that held it; ``last`` is when the newest was (epoch ms, None
    before the first). ``progressed`` cards bring progress, ``retired`` ones go out suspended; ``drafts``, ``locked``
    why cards and ``imported`` ones, which came from Anki, stay here. The rest counts cards and notes as a package does.
    """

    new: int
    changed: int
    same: int
    cards: int
    progressed: int
    retired: int
    last: int | None
    drafts: int = 0
    locked: int = 0
    imported: int = 0

    @property
    def notes(self) -> int:
        """How many notes the package holds."""
        return self.new + self.changed + self.same


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """What would go to Anki: cards with the notes they ask about, their progress, when each point's last changed."""

    selection: Sequence[tuple[Note, Sequence[Card]]]
    progress: "Progress | None"
    changed: Mapping[str, int]
    outlook: Outlook


def plan(desk: Desk, query: str = "", *, progress: bool = True, imported: bool = False) -> Planned:
    """Return what would go to Anki of the tips that match a search (all for an empty one), in the notes' order.

    With ``progress`` the cards take their due days, memory, reviews and plans along; without it they go out as new.
    Drafts and locked why cards stay here, and so does what came from Anki, where it would be there twice, unless
    ``imported``. Raises BadInput if nothing is left.
    """
    with _uncollected(), desk.store.reading():
        wanted = matching(desk, query) if query else None
        selection, held = _selection(desk, wanted, imported=imported)
        if held["imported"] and not selection:
            raise BadInput("All that matches came from Anki and is there already: --imported takes it along.")
        if not selection:
            raise BadInput("Nothing to export: no tip matches, or there is none yet (`flashcards add notes.md`).")
        taken = _progress(desk, wanted) if progress else None
        changed = _last_changes(selection, changes(desk.store.reading), taken.plans if taken else {})
        known = exported(desk.store.reading, desk.store.device())
        outlook = _outlook(selection, changed, known)
        outlook = replace(outlook, progressed=outlook.progressed if taken else 0, **held)
        return Planned(selection=selection, progress=taken, changed=changed, outlook=outlook)


def write(desk: Desk, planned: Planned, path: Path) -> "Written":
    """Write what was planned to an .apkg file. Raises BadInput if it cannot be written; it then stays as it was."""
    from flashcards.formats.anki.write import write_package

    settings = desk.settings
    with _uncollected():
        return write_package(
            path, planned.selection, now=desk.now, zone=settings.zone, rollover=settings.rollover,
            progress=planned.progress, changed=planned.changed,
        )  # fmt: skip


def remember(desk: Desk, planned: Planned) -> None:
    """Remember that this device exported these cards. Raises DatabaseError if that cannot be stored."""
    numbers = {card.n for _note, cards in planned.selection for card in cards}
    with desk.store.write(EXPORT, at=desk.now, study_day=desk.today) as act:
        remember_export(act, numbers)


def push(path: Path) -> None:
    """Have a running Anki on this machine import a package. Raises Unavailable, BadInput; both name the file."""
    from flashcards.formats.anki import connect

    connect.push(path)


def to_anki(desk: Desk, path: Path, query: str = "", *, progress: bool = True, imported: bool = False) -> "Written":
    """Plan, write and remember in one go."""
    planned = plan(desk, query, progress=progress, imported=imported)
    written = write(desk, planned, path)
    remember(desk, planned)
    return written


def to_json(desk: Desk, path: Path, query: str = "") -> int:
    """Write every row that carries meaning (of the matching tips) to a JSON file; return the number of tips."""
    points = matching(desk, query) if query else None
    tables = desk.store.dump(points)
    head = {"program": __version__, "schema": SCHEMA, "exported_at": desk.now}
    write_whole(path, rows.as_json(head, tables).encode())
    return len(tables["point"])


def _progress(desk: Desk, wanted: set[str] | None) -> "Progress":
    from flashcards.formats.anki.progress import Limits, Progress

    options = desk.store.decks.options(fuzz=True)
    return Progress(
        reviews=desk.store.log.traces(wanted),
        rules={name: own.rules for name, own in options.items()},
        limits={name: Limits(own.new_per_day, own.reviews_per_day) for name, own in options.items()},
        plans=desk.store.plans.written(up_to=desk.today),
    )


def _selection(
    desk: Desk, wanted: set[str] | None, *, imported: bool
) -> tuple[list[tuple[Note, list[Card]]], Counter[str]]:
    """Return the notes with the cards that go out, and how many drafts, locked and imported cards stay."""
    cards = desk.store.cards.of_points(wanted)
    found, held = [], Counter(drafts=0, locked=0, imported=0)
    for note, points in desk.store.notes.all(wanted):
        asked = [card for point in points for card in cards.get(point.uid, ())]
        if note.source.kind is SourceKind.ANKI and not imported:
            held["imported"] += len(asked)
            continue
        held["drafts"] += sum(card.draft for card in asked)
        held["locked"] += sum(desk.is_locked(card) and not card.draft for card in asked)
        own = [card for card in asked if not (card.draft or desk.is_locked(card))]
        if own:
            found.append((replace(note, points=points), own))
    return found, held


def _last_changes(
    selection: Sequence[tuple[Note, Sequence[Card]]], logged: Changes, plans: "Mapping[str, Sequence[Reply]]"
) -> dict[str, int]:
    """Return when what the cards of each point show last changed (epoch ms), by the point's uid."""
    from flashcards.formats.anki.write import last_change

    found = {}
    for note, cards in selection:
        uids = (note.source.uid, note.question.uid, *(point.uid for point in note.points))
        shared = max(logged.shared.get(uid, 0) for uid in uids)
        points = {point.uid: point for point in note.points}
        for uid in dict.fromkeys(card.point for card in cards):
            found[uid] = max(shared, logged.own.get(uid, 0), last_change(note, points[uid], plans.get(uid, ())))
    return found


def _outlook(
    selection: Sequence[tuple[Note, Sequence[Card]]], changed: Mapping[str, int], known: Mapping[int, int]
) -> Outlook:
    from flashcards.formats.anki.write import guid_of

    exports: dict[str, int] = {}
    dates: dict[str, int] = {}
    cards, progressed, retired = 0, 0, 0
    for note, own in selection:
        gone = {point.uid for point in note.points if point.retired_why is not None}
        cards += len(own)
        for card in own:
            progressed += not isinstance(card.memory, New)
            retired += card.point in gone
            guid = guid_of(card)
            exports[guid] = max(exports.get(guid, 0), known.get(card.n, 0))
            dates[guid] = changed[card.point]
    new = sum(at == 0 for at in exports.values())
    newer = sum(0 < at < dates[guid] for guid, at in exports.items())
    return Outlook(
        new=new, changed=newer, same=len(exports) - new - newer, cards=cards, progressed=progressed,
        retired=retired, last=max(known.values(), default=None),
    )  # fmt: skip


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep the garbage collector from walking a database's worth of values again and again."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()
