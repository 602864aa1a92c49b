"""Cards to an Anki package: one note per card, or per point where the point has cloze marks.

A note's guid is the card's uid, or the point's for a cloze note: Anki finds its note again by it, whatever the
text has become. Two cards of one guid would become two notes at every import, so a uid is written once.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, starmap
from pathlib import Path

from flashcards.core import cloze as marks
from flashcards.core import note as core
from flashcards.core.face import Face, face
from flashcards.core.studyday import Calendar
from flashcards.errors import BadInput
from flashcards.formats.anki import fields, rows
from flashcards.formats.anki.html import clean, to_cloze_html, to_html, to_text
from flashcards.formats.anki.ids import Ids, hashed
from flashcards.formats.anki.models import BASIC, CLOZE, Model
from flashcards.formats.anki.package import Package

_LONG_AGO = 3653
"""Due days are counted from ten years before the export: no card has been due for longer."""


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

    The cloze cards of a point must come together, with one note. ``now`` is the time of the export in epoch ms;
    ``zone`` and ``rollover`` say when a study day begins. Retired points go out suspended and tagged.

    Raises BadInput, and leaves ``path`` as it was, for a card whose front would be empty, a cloze card without its
    mark, a card given twice, or a file that cannot be written.
    """
    calendar = Calendar(zone, rollover)
    shelf = _Shelf()
    stream = chain.from_iterable(starmap(shelf.notes, notes))
    first_day = calendar.study_day(now) - _LONG_AGO
    Package(stream, shelf.decks, now=now, calendar=calendar, first_day=first_day).write_to_file(path)
    return Written(len(shelf.guids), shelf.cards, len(shelf.decks))


@dataclass(slots=True)
class _Shelf:
    """What has been given out while a package is written: decks, ids, guids and cards."""

    decks: dict[str, rows.Deck] = field(default_factory=dict)
    guids: set[str] = field(default_factory=set)
    cards: int = 0
    _deck_ids: Ids = field(default_factory=Ids)
    _note_ids: Ids = field(default_factory=Ids)
    _card_ids: Ids = field(default_factory=Ids)

    def notes(self, note: core.Note, cards: Sequence[core.Card]) -> Iterable[rows.Note]:
        """Return one note for each card; the cloze cards of a point share one."""
        points = {point.uid: point for point in note.points}
        made: dict[str, rows.Note] = {}
        for card in cards:
            point = _point_of(card, points)
            guid = point.uid if card.role is core.Role.CLOZE else card.uid
            if guid not in made:
                made[guid] = self._note(note, point, card, guid)
            self._add_card(made[guid], point, card)
        return made.values()

    def _add_card(self, made: rows.Note, point: core.Point, card: core.Card) -> None:
        if card.role is core.Role.CLOZE:
            _check_marks(point, card)
        ord_ = max(card.cloze - 1, 0)
        if any(other.ord == ord_ for other in made.cards):
            raise _given_twice(card)
        self.cards += 1
        made.cards.append(self._card(point, card, ord_))

    def _deck(self, name: str) -> rows.Deck:
        shown = fields.deck_name(name)
        key = shown.casefold()
        if key not in self.decks:
            self.decks[key] = rows.Deck(self._deck_ids.take(hashed(key)), shown)
        return self.decks[key]

    def _note(self, note: core.Note, point: core.Point, card: core.Card, guid: str) -> rows.Note:
        if guid in self.guids:
            raise _given_twice(card)
        self.guids.add(guid)
        model, texts = _fields(note, point, card)
        changed = max(note.question.updated_at, *(other.updated_at for other in (*note.points, point)))
        return rows.Note(
            model,
            [*texts, guid],
            note_id=self._note_ids.take(point.added_at or hashed(guid)),
            tags=fields.tags((*point.tags, *(["retired"] if point.retired_why is not None else []))),
            changed=changed // 1000,
        )

    def _card(self, point: core.Point, card: core.Card, ord_: int) -> rows.Card:
        suspended = card.suspended or point.retired_why is not None
        return rows.Card(
            ord_,
            card_id=self._card_ids.take(point.added_at or hashed(card.uid)),
            deck_id=self._deck(card.deck).deck_id,
            flag=card.flag,
            scheduling=rows.Scheduling(queue=-1 if suspended else 0, due=self.cards),
        )


def _fields(note: core.Note, point: core.Point, card: core.Card) -> tuple[Model, list[str]]:
    """Return the note type and the fields of a card's note, up to the Uid."""
    shown = face(note, point, card.role, card.cloze)
    lang = fields.language(note.source, f"{shown.question} {shown.answer}")
    origin = fields.source(note.source, note.question.section, lang)
    if card.role is core.Role.CLOZE:
        front, back = to_cloze_html(point.text), fields.back("", shown.details, lang)
        return CLOZE, [fields.front(shown, front, lang), back, origin, ""]
    _check_text(shown, card)
    back = fields.back(to_html(shown.answer), shown.details, lang)
    return BASIC, [fields.front(shown, to_html(shown.question), lang), back, origin, ""]


def _given_twice(card: core.Card) -> BadInput:
    return BadInput("Card #{n} was given twice for one package: export it once, with its siblings.", n=card.n)


def _check_text(shown: Face, card: core.Card) -> None:
    if not to_text(to_html(shown.question)):
        raise BadInput("Card #{n} has an empty front, which Anki would drop: edit the card or retire it.", n=card.n)


def _check_marks(point: core.Point, card: core.Card) -> None:
    covered = (piece for piece in marks.pieces(clean(point.text)) if isinstance(piece, marks.Mark))
    if not any(mark.number == card.cloze and to_text(to_html(mark.answer)) for mark in covered):
        gap = f"{{{{c{card.cloze}::…}}}}"
        raise BadInput(
            "Card #{n} asks for {gap}, which its text does not have: edit the tip or retire it.", n=card.n, gap=gap
        )


def _point_of(card: core.Card, points: Mapping[str, core.Point]) -> core.Point:
    try:
        return points[card.point]
    except KeyError:
        raise BadInput("Card #{n} belongs to another note than the one it was given with.", n=card.n) from None
