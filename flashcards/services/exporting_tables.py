"""Leaving for a spreadsheet: one row for each tip, CSV or TSV, which `import` reads again."""

from pathlib import Path
from typing import Any

from flashcards.core import cloze
from flashcards.core.note import Role
from flashcards.core.studyday import date_of
from flashcards.errors import BadInput
from flashcards.formats.table import as_csv
from flashcards.services.desk import Desk
from flashcards.services.searching import matching
from flashcards.services.tracking import Tip, tips
from flashcards.wholefile import write_whole

HEADS = {separator: separator.join(("guid", "note", "kind", "front")).encode() for separator in ",\t"}
"""What such a file begins with, by what parts its columns."""


def separator_of(path: Path) -> str:
    """Return what parts the columns of a table with this name."""
    return "\t" if path.suffix.lower() == ".tsv" else ","


def to_table(desk: Desk, path: Path, query: str = "") -> int:
    """Write the tips that match a search (all for an empty one) as a table; return how many there are.

    Columns are parted by tabs where the name ends in .tsv, else by commas. Raises BadInput if nothing matches or the
    file cannot be written; the file then stays as it was.
    """
    found = tips(desk, among=matching(desk, query) if query else None)
    if not found:
        raise BadInput("Nothing to export: no tip matches, or there is none yet (`flashcards add notes.md`).")
    write_whole(path, as_csv([_row(desk, tip) for tip in found], separator_of(path)).encode())
    return len(found)


def _row(desk: Desk, tip: Tip) -> dict[str, Any]:
    note, point = tip.note, tip.point
    return {
        "guid": point.uid,
        "note": note.question.uid,
        "kind": _kind(tip),
        "front": note.question.text,
        "back": point.text,
        "details": "\n".join(point.details),
        "tags": " ".join(point.tags),
        "deck": tip.card.deck,
        "source": note.source.title,
        "section": " › ".join(note.question.section),
        "status": tip.status.value,
        "applied": tip.applied,
        "answers": tip.reps,
        "lapses": tip.lapses,
        "stability": tip.stability,
        "recall": None if tip.retrievability is None else round(tip.retrievability, 4),
        "due": _date(desk, tip.due),
        "last": _date(desk, tip.last_review),
    }


def _kind(tip: Tip) -> str:
    if cloze.numbers(tip.point.text):
        return "cloze"
    return "reversed" if any(card.role is Role.REVERSED for card in tip.cards) else "basic"


def _date(desk: Desk, at: int | None) -> str:
    """Return the study day of an instant as a date, nothing for None."""
    return "" if at is None else str(date_of(desk.calendar.study_day(at)))
