"""Has the real Anki engine train on a history; run as a program. See test_training_anki.

Input (JSON): ``cards``, in order, each a list of ``[instant in ms, rating, kind of Anki's log]``; ``relearn_steps``.
Days begin at 4 in the zone of the process. Output: ``parameters``, ``items``, and ``log_loss`` and ``rmse`` of the
parameters on the items, and of the defaults as ``default_log_loss``.
"""

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from anki.collection import AddNoteRequest, Collection
from anki.decks import DeckId

_REVIEW = 2


def fill(collection: Collection, cards: list[list[list[int]]]) -> None:
    """Add a note with one card for each history, and its rows to the log."""
    notes = [collection.new_note(collection.models.by_name("Basic")) for _card in cards]
    for number, note in enumerate(notes):
        note.fields = [f"front {number}", "back"]
    collection.add_notes([AddNoteRequest(note, DeckId(1)) for note in notes])
    known = sorted(uid for note in notes for uid in note.card_ids())
    rows = [
        (at, uid, -1, rating, 1, 0, 2500, 4000, kind)
        for uid, card in zip(known, cards, strict=True)
        for at, rating, kind in card
    ]
    collection.db.executemany("INSERT INTO revlog VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
    collection.db.execute("UPDATE cards SET type = ?, queue = ?, ivl = 1", _REVIEW, _REVIEW)
    first = min(at for card in cards for at, _rating, _kind in card)
    collection.db.execute("UPDATE col SET crt = ?", first // 1000 - 2 * 86_400)


def train(collection: Collection, relearn_steps: int) -> dict[str, Any]:
    """Return what the engine trains, and how well it fits."""
    backend = collection._backend
    found = backend.compute_fsrs_params(
        search="", current_params=[], ignore_revlogs_before_ms=0, num_of_relearning_steps=relearn_steps,
        health_check=False,
    )  # fmt: skip
    trained = list(found.params)
    fit = backend.evaluate_params_legacy(params=trained, search="", ignore_revlogs_before_ms=0)
    default = backend.evaluate_params_legacy(params=[], search="", ignore_revlogs_before_ms=0)
    return {
        "parameters": trained,
        "items": found.fsrs_items,
        "log_loss": fit.log_loss,
        "rmse": fit.rmse_bins,
        "default_log_loss": default.log_loss,
    }


def main() -> None:
    """Answer the question on standard input in a fresh collection."""
    asked = json.load(sys.stdin)
    with tempfile.TemporaryDirectory() as folder:
        collection = Collection(str(Path(folder, "collection.anki2")))
        collection.set_config("fsrs", val=True)
        collection.set_config("rollover", 4)
        fill(collection, asked["cards"])
        json.dump(train(collection, asked["relearn_steps"]), sys.stdout)
        collection.close()


if __name__ == "__main__":
    main()
