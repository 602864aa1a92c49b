"""Cards to an Anki package: one note per card, or per point where the point has cloze marks.

A note's guid is the card's uid, or the point's for a cloze note: Anki finds its note again by it, whatever the
text has become. Two cards of one guid would become two notes at every import, so a uid is written once.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from flashcards.core import cloze as marks
from flashcards.core import note as core
from flashcards.core.face import Face, face
from flashcards.core.studyday import Calendar
from flashcards.errors import BadInput
from flashcards.formats.anki import fields, rows
from flashcards.formats.anki.html import clean, to_cloze_html, to_html, to_text
from flashcards.formats.anki.models import BASIC, CLOZE, Model
from flashcards.formats.anki.package import Package


@dataclass(frozen=True, slots=True)
class Written:
    """How much a package holds; decks count those that hold a card."""

    notes: int
    cards: int
    decks: int


def write_package(
    path: Path,
    notes: Iterable[tuple[core.Note, Sequence[core.Card]]],
    *,
    now: int,
    zone: str,
    rollover: int = 4,
) -> Written:
    """Write cards as new ones, in the order given, to an .apkg file at ``path``.

    ``now`` is the time of the export in epoch ms; ``zone`` and ``rollover`` say when a study day begins. Retired
    points go out suspended and tagged. Raises BadInput, and leaves ``path`` as it was, for a card whose front
    would be empty, a cloze card without its mark, a card given twice, or a file that cannot be written.
    """
    calendar = Calendar(zone, rollover)
    shelf = _Shelf()
    for note, cards in notes:
        points = {point.uid: point for point in note.points}
        for card in cards:
            shelf.add(note, _point_of(card, points), card)
    first_day = calendar.study_day(now) - 1
    Package(list(shelf.decks.values()), now=now, calendar=calendar, first_day=first_day).write_to_file(path)
    return shelf.written()


@dataclass(slots=True)
class _Ids:
    """Hands out ids near the ones wished for, each once; ``_next`` leads from a taken id to the first free one."""

    _next: dict[int, int] = field(default_factory=dict)

    def take(self, wish: int) -> int:
        passed = []
        while wish in self._next:
            passed.append(wish)
            wish = self._next[wish]
        for taken in (*passed, wish):
            self._next[taken] = wish + 1
        return wish


@dataclass(slots=True)
class _Shelf:
    """The decks and notes of a package while it is put together."""

    decks: dict[str, rows.Deck] = field(default_factory=dict)
    _notes: dict[str, rows.Note] = field(default_factory=dict)
    _seen: set[str] = field(default_factory=set)
    _deck_ids: _Ids = field(default_factory=_Ids)
    _note_ids: _Ids = field(default_factory=_Ids)
    _card_ids: _Ids = field(default_factory=_Ids)

    def add(self, note: core.Note, point: core.Point, card: core.Card) -> None:
        if card.uid in self._seen:
            raise BadInput(f"Card #{card.n} was given twice for one package: export it once.")
        self._seen.add(card.uid)
        deck = self._deck(card.deck)
        cloze = card.role is core.Role.CLOZE
        guid = point.uid if cloze else card.uid
        if guid not in self._notes:
            self._notes[guid] = self._note(note, point, card, guid)
            deck.add_note(self._notes[guid])
        self._notes[guid].cards.append(self._card(point, card, deck.deck_id, card.cloze - 1 if cloze else 0))

    def written(self) -> Written:
        return Written(len(self._notes), len(self._seen), len(self.decks))

    def _deck(self, name: str) -> rows.Deck:
        shown = fields.deck_name(name)
        key = shown.casefold()
        if key not in self.decks:
            self.decks[key] = rows.Deck(self._deck_ids.take(_hashed(key)), shown)
        return self.decks[key]

    def _note(self, note: core.Note, point: core.Point, card: core.Card, guid: str) -> rows.Note:
        model, texts = _fields(note, point, card)
        changed = max(note.question.updated_at, *(other.updated_at for other in (*note.points, point)))
        return rows.Note(
            model,
            [*texts, guid],
            note_id=self._note_ids.take(point.added_at or _hashed(guid)),
            tags=fields.tags((*point.tags, *(["retired"] if point.retired_why is not None else []))),
            changed=changed // 1000,
        )

    def _card(self, point: core.Point, card: core.Card, deck_id: int, ord_: int) -> rows.Card:
        suspended = card.suspended or point.retired_why is not None
        return rows.Card(
            ord_,
            card_id=self._card_ids.take(point.added_at or _hashed(card.uid)),
            deck_id=deck_id,
            flag=card.flag,
            scheduling=rows.Scheduling(queue=-1 if suspended else 0, due=len(self._seen)),
        )


def _fields(note: core.Note, point: core.Point, card: core.Card) -> tuple[Model, list[str]]:
    """Return the note type and the fields of a card's note, up to the Uid."""
    shown = face(note, point, card.role, card.cloze)
    lang = fields.language(note.source, f"{shown.question} {shown.answer}")
    origin = fields.source(note.source, note.question.section, lang)
    if card.role is core.Role.CLOZE:
        _check_marks(point, card)
        front, back = to_cloze_html(point.text), fields.back("", shown.details, lang)
        return CLOZE, [fields.front(shown, front, lang), back, origin, ""]
    _check_text(shown, card)
    back = fields.back(to_html(shown.answer), shown.details, lang)
    return BASIC, [fields.front(shown, to_html(shown.question), lang), back, origin, ""]


def _check_text(shown: Face, card: core.Card) -> None:
    if not to_text(to_html(shown.question)):
        raise BadInput(f"Card #{card.n} has an empty front, which Anki would drop: edit the card or retire it.")


def _check_marks(point: core.Point, card: core.Card) -> None:
    covered = (piece for piece in marks.pieces(clean(point.text)) if isinstance(piece, marks.Mark))
    if not any(mark.number == card.cloze and to_text(to_html(mark.answer)) for mark in covered):
        gap = f"{{{{c{card.cloze}::…}}}}"
        raise BadInput(f"Card #{card.n} asks for {gap}, which its text does not have: edit the tip or retire it.")


def _point_of(card: core.Card, points: Mapping[str, core.Point]) -> core.Point:
    try:
        return points[card.point]
    except KeyError:
        raise BadInput(f"Card #{card.n} belongs to another note than the one it was given with.") from None


def _hashed(text: str) -> int:
    """Return an id in Anki's usual range (2001..2018 as ms), the same for the same text on every machine."""
    digest = hashlib.sha256(text.encode()).digest()
    return 1_000_000_000_000 + int.from_bytes(digest[:5], "big") // 2
