"""The real Anki as somebody uses it for months: a clock that is turned by moving the collection into the past."""

import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from anki.collection import Collection
    from anki.import_export_pb2 import ImportResponse

DAY_S = 86_400
_NAMES = ("", "again", "hard", "good", "easy")


@dataclass
class Engine:
    """A collection of Anki's; ``later`` lets days pass, for Anki itself always looks at the machine's clock."""

    collection: "Collection"

    @property
    def db(self) -> Any:  # noqa: ANN401  Anki's own
        """The collection's database."""
        return self.collection.db

    def set_up(self, *, learn: Sequence[float] = (1, 10), relearn: Sequence[float] = (10,), fsrs: bool = True) -> None:
        """Choose steps in minutes, and whether FSRS schedules."""
        self.collection.set_config("fsrs", fsrs)
        conf = self.collection.decks.get_config(1)
        assert conf is not None
        conf["new"]["delays"], conf["lapse"]["delays"] = list(map(float, learn)), list(map(float, relearn))
        conf["lapse"]["leechAction"] = 1
        self.collection.decks.update_config(conf)

    def add(self, kind: str, *fields: str, deck: str = "Default", tags: Sequence[str] = ()) -> list[int]:
        """Add a note and return its cards."""
        model = self.collection.models.by_name(kind)
        assert model is not None
        note = self.collection.new_note(model)
        for at, field in enumerate(fields):
            note.fields[at] = field
        note.tags = list(tags)
        deck_id = self.collection.decks.id(deck)
        assert deck_id is not None
        self.collection.add_note(note, deck_id)
        return list(note.card_ids())

    def answer(self, card: int, *ratings: int) -> None:
        """Answer a card at once, however it stands."""
        from anki import scheduler_pb2  # noqa: PLC0415 - only these tests load the engine

        for rating in ratings:
            states = self.collection._backend.get_scheduling_states(card)
            given = scheduler_pb2.CardAnswer(
                card_id=card,
                current_state=states.current,
                new_state=getattr(states, _NAMES[rating]),
                rating=scheduler_pb2.CardAnswer.Rating.Value(_NAMES[rating].upper()),
                answered_at_millis=time.time_ns() // 1_000_000,
                milliseconds_taken=3_000,
            )
            self.collection._backend.answer_card_raw(given.SerializeToString())

    def later(self, days: int) -> None:
        """Let days pass."""
        seconds = days * DAY_S
        self.db.execute("UPDATE col SET crt = crt - ?", seconds)
        self.db.execute("UPDATE revlog SET id = -(id - ?)", seconds * 1000)
        self.db.execute("UPDATE revlog SET id = -id")
        self.db.execute("UPDATE cards SET due = due - ? WHERE due > 1000000000", seconds)
        for card, data in self.db.all("SELECT id, data FROM cards WHERE data LIKE '%lrt%'"):
            known = json.loads(data)
            known["lrt"] -= seconds
            self.db.execute("UPDATE cards SET data = ? WHERE id = ?", json.dumps(known, separators=(",", ":")), card)
        self.db.execute("UPDATE col SET mod = mod + 1")
        self.collection.close()
        self.collection.reopen()

    def export(self, path: Path, *, legacy: bool = False) -> Path:
        """Write a package, with the collection's progress; a name in .colpkg makes one of everything."""
        if path.suffix == ".colpkg":
            self.collection.export_collection_package(str(path), include_media=False, legacy=legacy)
            self.collection.reopen()
            return path
        from anki.collection import ExportAnkiPackageOptions  # noqa: PLC0415
        from anki.generic_pb2 import Empty  # noqa: PLC0415
        from anki.import_export_pb2 import ExportLimit  # noqa: PLC0415

        options = ExportAnkiPackageOptions(
            with_scheduling=True, with_deck_configs=True, with_media=False, legacy=legacy
        )
        self.collection.export_anki_package(
            out_path=str(path), options=options, limit=ExportLimit(whole_collection=Empty())
        )
        return path

    def take(self, package: Path) -> "ImportResponse.Log":
        """Import a package, with its progress."""
        from anki.import_export_pb2 import ImportAnkiPackageOptions, ImportAnkiPackageRequest  # noqa: PLC0415

        options = ImportAnkiPackageOptions(with_scheduling=True, with_deck_configs=True)
        request = ImportAnkiPackageRequest(package_path=str(package), options=options)
        response: ImportResponse = self.collection.import_anki_package(request)
        return response.log
