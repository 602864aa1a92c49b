"""genanki's cards, notes and decks, extended: our own ids, times, scheduling and review log."""

from dataclasses import dataclass
from typing import Any

import genanki

_CARD = f"INSERT INTO cards VALUES({','.join('?' * 18)})"
_NOTE = f"INSERT INTO notes VALUES({','.join('?' * 11)})"
_LOG = f"INSERT INTO revlog VALUES({','.join('?' * 9)})"


@dataclass(frozen=True, slots=True, kw_only=True)
class LogRow:
    """One answer as Anki's review log holds it. ``id`` is epoch ms, unique in the whole collection.

    ``ivl`` and ``last_ivl`` are days, or seconds where negative; ``factor`` is the difficulty after the answer.
    """

    id: int
    ease: int
    ivl: int
    last_ivl: int
    factor: int
    time: int
    type: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheduling:
    """The columns of a card that say when it comes and what is known of it, with its review log.

    ``due`` is a position for a new card, a day number counted from the collection's first day in review, epoch
    seconds in learning.
    """

    type: int = 0
    queue: int = 0
    due: int = 0
    ivl: int = 0
    factor: int = 0
    reps: int = 0
    lapses: int = 0
    left: int = 0
    data: str = ""
    log: tuple[LogRow, ...] = ()


class Card(genanki.Card):  # type: ignore[misc]
    """A card with its own id, deck, flag and scheduling."""

    def __init__(self, ord_: int, *, card_id: int, deck_id: int, flag: int, scheduling: Scheduling) -> None:
        super().__init__(ord_)
        self.card_id = card_id
        self.deck_id = deck_id
        self.flag = flag
        self.scheduling = scheduling

    def write_to_db(self, cursor: Any, timestamp: float, deck_id: int, note_id: int, *_: object) -> None:  # noqa: ANN401
        """Write the card and its review log; ``timestamp`` (seconds) is when it last changed."""
        at = self.scheduling
        where = (self.card_id, note_id, deck_id, self.ord, int(timestamp), -1)
        when = (at.type, at.queue, at.due, at.ivl, at.factor, at.reps, at.lapses, at.left)
        cursor.execute(_CARD, (*where, *when, 0, 0, self.flag, at.data))
        for row in at.log:
            answer = (row.ease, row.ivl, row.last_ivl, row.factor, row.time, row.type)
            cursor.execute(_LOG, (row.id, self.card_id, -1, *answer))


class Note(genanki.Note):  # type: ignore[misc]
    """A note with its own id and time of change (epoch seconds), which holds the cards it is given.

    Its guid, by which Anki knows it again, is its last field.
    """

    def __init__(self, model: genanki.Model, fields: list[str], *, note_id: int, tags: list[str], changed: int) -> None:
        super().__init__(model=model, fields=fields, guid=fields[-1], tags=tags)
        self.note_id = note_id
        self.changed = changed
        self.cards: list[Card] = []

    def write_to_db(self, cursor: Any, timestamp: float, *_: object) -> None:  # noqa: ANN401
        """Write the note, stamped with its own change (the export's would overwrite edits in Anki), and its cards."""
        text = (self._format_tags(), self._format_fields(), self.sort_field)
        cursor.execute(_NOTE, (self.note_id, self.guid, self.model.model_id, self.changed, -1, *text, 0, 0, ""))
        for card in self.cards:
            card.write_to_db(cursor, timestamp, card.deck_id, self.note_id)


class Deck(genanki.Deck):  # type: ignore[misc]
    """A deck that names its options preset; its notes are streamed past it, not kept in it."""

    def __init__(self, deck_id: int, name: str, preset: int = 1) -> None:
        super().__init__(deck_id, name)
        self.preset = preset

    def to_json(self) -> dict[str, Any]:
        """Return the deck as the collection's JSON holds it."""
        return {**super().to_json(), "conf": self.preset}
