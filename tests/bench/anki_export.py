"""Ours beside genanki alone and Anki's own add and export, in one run: `python -m tests.bench.anki_export [NOTES]`.

Each writes the same number of notes of one card; only ours has reviews (eight a card) to take along. Seconds are those
of the processor.
"""

import random
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import genanki
from anki.collection import Collection, ExportAnkiPackageOptions

from flashcards.core.schedule import GOOD
from flashcards.core.studyday import DAY_MS
from flashcards.services import exporting
from tests.core.learners import learn
from tests.services.reviewed import review
from tests.services.user import opened

_DAYS = 400


def timed(write: Callable[[Path], object], path: Path) -> tuple[float, float]:
    """Return how long writing took (s of the processor), and how large the file is (MB)."""
    began = time.process_time()
    write(path)
    return time.process_time() - began, path.stat().st_size / 1e6


def texts(notes: int) -> list[tuple[str, str]]:
    """Return questions and answers as long as those of our own notes here."""
    draw = random.Random(GOOD)  # noqa: S311  a sample, not a secret
    return [(f"What is {draw.getrandbits(200):x}?", f"{draw.getrandbits(200):x}") for _ in range(notes)]


def with_genanki(path: Path, notes: int) -> None:
    """Write new cards with genanki alone."""
    model = genanki.Model(1, "Plain", fields=[{"name": "Q"}, {"name": "A"}],
                          templates=[{"name": "1", "qfmt": "{{Q}}", "afmt": "{{A}}"}])  # fmt: skip
    deck = genanki.Deck(1, "Talks")
    for question, answer in texts(notes):
        deck.add_note(genanki.Note(model=model, fields=[question, answer]))
    genanki.Package(deck).write_to_file(path)


def with_anki(path: Path, notes: int) -> None:
    """Add new cards to a collection of Anki's and export it."""
    collection = Collection(str(path.with_suffix(".anki2")))
    basic = collection.models.by_name("Basic")
    deck = collection.decks.id("Talks")
    for question, answer in texts(notes):
        note = collection.new_note(basic)
        note.fields = [question, answer]
        collection.add_note(note, deck)
    options = ExportAnkiPackageOptions(with_scheduling=True, with_deck_configs=True, with_media=False, legacy=False)
    collection.export_anki_package(out_path=str(path), options=options, limit=None)
    collection.close()


def main(notes: int) -> None:
    """Print the table."""
    folder = Path(tempfile.mkdtemp(prefix="flashcards-bench-"))
    rows = {
        "genanki alone, new cards": timed(lambda path: with_genanki(path, notes), folder / "genanki.apkg"),
        "Anki: add and export, new cards": timed(lambda path: with_anki(path, notes), folder / "anki.apkg"),
    }
    for user in opened(folder):
        user.now -= _DAYS * DAY_MS
        review(user, learn(cards=notes, days=_DAYS, seed=1, forgets=0.3))
        user.now += _DAYS * DAY_MS
        reviews = len(user.store.log.answers())
        for name, progress in ((f"flashcards, with {reviews} reviews", True), ("flashcards, new cards", False)):
            write = partial(exporting.to_anki, user.desk, progress=progress)
            rows[name] = timed(write, folder / f"ours-{progress}.apkg")
    for name, (seconds, size) in rows.items():
        print(f"{name:<40} {seconds:6.2f} s  {size:6.2f} MB  {1e6 * seconds / notes:7.0f} µs a note")  # noqa: T201


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
