"""Imports packages into fresh collections of the real Anki; run as a program, because Anki reads its zone once.

Input (JSON): the paths of packages. Output, per package: ``today``, the collection's day number, and by guid each
card's ``[type, queue, due, ivl, reps, lapses, left]``, its ``data``, and its log as ``[id, ease, ivl, time, type]``.
"""

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from anki.collection import Collection
from anki.import_export_pb2 import ImportAnkiPackageOptions, ImportAnkiPackageRequest

CARDS = """
    SELECT guid, cards.id, type, queue, due, ivl, cards.reps, lapses, left, cards.data
    FROM cards JOIN notes ON notes.id = nid
"""
LOG = "SELECT id, ease, ivl, time, type FROM revlog WHERE cid = ? ORDER BY id"


def arrived(package: str, folder: Path) -> dict[str, Any]:
    """Return what Anki has after importing a package."""
    collection = Collection(str(folder / "collection.anki2"))
    options = ImportAnkiPackageOptions(with_scheduling=True, with_deck_configs=True)
    collection.import_anki_package(ImportAnkiPackageRequest(package_path=package, options=options))
    cards = {
        guid: {"place": place, "data": json.loads(data), "log": collection.db.all(LOG, card)}
        for guid, card, *place, data in collection.db.all(CARDS)
    }
    found = {"today": collection.sched.today, "cards": cards}
    collection.close()
    return found


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as home:
        results = []
        for number, path in enumerate(json.load(sys.stdin)):
            own = Path(home, str(number))
            own.mkdir()
            results.append(arrived(path, own))
    json.dump(results, sys.stdout)
