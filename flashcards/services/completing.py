"""What a shell completes: names in the database, which is opened read-only and never made or updated; notes files."""

import os
from pathlib import Path

from flashcards.bundled import shipped_decks
from flashcards.errors import FlashcardsError
from flashcards.services.gathering import NOTES_ENDINGS
from flashcards.store.connection import connect
from flashcards.store.store import Store


def names(path: Path, kind: str) -> list[str]:
    """Return the names of every ``deck``, ``source`` (its title) or ``tag``, sorted; none where they cannot be read."""
    if not path.is_file():
        return []
    with Store(path, connect(path, writable=False)) as store:
        try:
            return sorted(_names(store, kind))
        except FlashcardsError:
            return []


def targets(typed: str) -> list[str]:
    """Return what the beginning of a target of `add` may become, sorted: shipped decks after ``@``, else paths.

    A path is a folder, with ``/`` at its end, or a notes file; hidden ones come only after a dot. What cannot be
    read completes to nothing.
    """
    if typed.startswith("@"):
        return [f"@{name}" for name in shipped_decks() if f"@{name}".startswith(typed)]
    if typed == "~":
        return ["~/"]
    head, slash, start = typed.rpartition("/")
    try:
        with os.scandir(Path(head + slash or ".").expanduser()) as entries:
            found = [(entry.name, entry.is_dir()) for entry in entries]
    except (OSError, RuntimeError, ValueError):
        return []
    return sorted(
        f"{head}{slash}{name}{'/' if folder else ''}"
        for name, folder in found
        if name.startswith(start)
        and name.startswith(".") <= start.startswith(".")
        and (folder or name.lower().endswith(NOTES_ENDINGS))
    )


def _names(store: Store, kind: str) -> set[str]:
    if kind == "deck":
        return {deck.name for deck in store.decks.all()}
    if kind == "source":
        return {source.title for source in store.notes.sources()}
    return {tag for _note, points in store.notes.all() for point in points for tag in point.tags}
