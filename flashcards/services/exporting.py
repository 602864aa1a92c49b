"""Leaving with everything: Anki packages, and JSON that holds every row."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from flashcards import __version__
from flashcards.core.note import Card, Note
from flashcards.errors import BadInput
from flashcards.formats import rows
from flashcards.services.desk import Desk
from flashcards.services.searching import matching
from flashcards.store.tables import SCHEMA
from flashcards.wholefile import write_whole

if TYPE_CHECKING:
    from flashcards.formats.anki.progress import Progress
    from flashcards.formats.anki.write import Written


def to_anki(desk: Desk, path: Path, query: str = "", *, progress: bool = True) -> "Written":
    """Write the tips that match a search (all for an empty one) to an .apkg file, in the notes' order.

    With ``progress`` the cards take their due days, memory, reviews and plans along; without it they go out as new.
    Drafts and locked why cards stay here.
    Raises BadInput if nothing matches or the file cannot be written; the file then stays as it was.
    """
    from flashcards.formats.anki.write import write_package

    selection = _selection(desk, query)
    if not selection:
        raise BadInput("Nothing to export: no tip matches, or there is none yet (`flashcards add notes.md`).")
    settings = desk.settings
    taken = _progress(desk) if progress else None
    return write_package(path, selection, now=desk.now, zone=settings.zone, rollover=settings.rollover, progress=taken)


def to_json(desk: Desk, path: Path, query: str = "") -> int:
    """Write every row that carries meaning (of the matching tips) to a JSON file; return the number of tips."""
    points = matching(desk, query) if query else None
    tables = desk.store.dump(points)
    head = {"program": __version__, "schema": SCHEMA, "exported_at": desk.now}
    write_whole(path, rows.as_json(head, tables).encode())
    return len(tables["point"])


def _progress(desk: Desk) -> "Progress":
    from flashcards.formats.anki.progress import Progress

    rules = {name: options.rules for name, options in desk.store.decks.options(fuzz=True).items()}
    plans = desk.store.plans.written(up_to=desk.today)
    return Progress(reviews=desk.store.log.traces(), rules=rules, plans=plans)


def _selection(desk: Desk, query: str) -> list[tuple[Note, list[Card]]]:
    wanted = matching(desk, query) if query else None
    cards = desk.store.cards.of_points()
    found = []
    for note, points in desk.store.notes.all():
        own = [
            card
            for point in points
            if wanted is None or point.uid in wanted
            for card in cards.get(point.uid, [])
            if not (card.draft or desk.is_locked(card))
        ]
        if own:
            found.append((replace(note, points=points), own))
    return found
