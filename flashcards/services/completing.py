"""What a shell completes: names in the database, which is opened read-only and never made or updated."""

from pathlib import Path

from flashcards.errors import FlashcardsError
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


def _names(store: Store, kind: str) -> set[str]:
    if kind == "deck":
        return {deck.name for deck in store.decks.all()}
    if kind == "source":
        return {source.title for source in store.notes.sources()}
    return {tag for _note, points in store.notes.all() for point in points for tag in point.tags}
