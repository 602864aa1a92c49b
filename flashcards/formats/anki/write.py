"""Cards to an Anki package: one note per card, or per point where the point has cloze marks.

A note's guid is the card's uid, or the point's for a cloze note: Anki finds its note again by it, whatever the
text has become. Two cards of one guid would become two notes at every import, so a uid is written once.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, starmap
from pathlib import Path

from flashcards.core import note as core
from flashcards.core.prompting import Reply
from flashcards.core.studyday import Calendar
from flashcards.errors import BadInput
from flashcards.formats.anki import fields, rows
from flashcards.formats.anki.decks import Decks
from flashcards.formats.anki.ids import Ids, hashed
from flashcards.formats.anki.models import BASIC, CLOZE
from flashcards.formats.anki.package import Package
from flashcards.formats.anki.progress import Ledger, Progress

_LONG_AGO = 3653
"""Due days are counted from ten years before the export: no card has been due for longer."""


@dataclass(frozen=True, slots=True)
class Written:
    """How much a package holds; decks count those that hold a card."""

    notes: int
    cards: int
    decks: int


def write_package(  # noqa: PLR0913 - all but two go by name
    path: Path,
    notes: Iterable[tuple[core.Note, Sequence[core.Card]]],
    *,
    now: int,
    zone: str,
    rollover: int = 4,
    progress: Progress | None = None,
    changed: Mapping[str, int] | None = None,
) -> Written:
    """Write cards, in the order given, to an .apkg file at ``path``; without ``progress`` all go out as new ones.

    The cloze cards of a point must come together, with one note. ``now`` is the time of the export in epoch ms;
    ``zone`` and ``rollover`` say when a study day begins; ``changed`` is when what a point's cards show last changed
    (epoch ms), by the point's uid, for those of which more is known than :func:`last_change`. Retired points go out
    suspended and tagged.

    Raises BadInput, and leaves ``path`` as it was, for a card whose front would be empty, a cloze card without its
    mark, a card given twice, or a file that cannot be written.
    """
    calendar = Calendar(zone, rollover)
    today = calendar.study_day(now)
    first_day = today - _LONG_AGO
    ledger = Ledger(progress, calendar, first_day=first_day, today=today) if progress else None
    shelf = _Shelf(Decks(progress), ledger, progress.plans if progress else {}, changed or {})
    stream = chain.from_iterable(starmap(shelf.notes, notes))
    Package(stream, shelf.decks, now=now, calendar=calendar, first_day=first_day).write_to_file(path)
    return Written(len(shelf.guids), shelf.cards, len(shelf.decks))


def guid_of(card: core.Card) -> str:
    """Return the guid of the note that a card is written in: the cloze cards of a point share one."""
    return card.point if card.role is core.Role.CLOZE else card.uid


def last_change(note: core.Note, point: core.Point, plans: Sequence[Reply] = ()) -> int:
    """Return when the texts that a point's cards show last changed (epoch ms), as far as they say themselves."""
    dates = (note.question.updated_at, point.updated_at)
    return max(*dates, *(other.updated_at for other in note.points), *(plan.at for plan in plans))


@dataclass(slots=True)
class _Shelf:
    """What has been given out while a package is written: decks, ids, guids and cards."""

    decks: Decks
    ledger: Ledger | None
    plans: Mapping[str, Sequence[Reply]]
    changed: Mapping[str, int]
    guids: set[str] = field(default_factory=set)
    cards: int = 0
    _note_ids: Ids = field(default_factory=Ids)
    _card_ids: Ids = field(default_factory=Ids)

    def notes(self, note: core.Note, cards: Sequence[core.Card]) -> Iterable[rows.Note]:
        """Return one note for each card; the cloze cards of a point share one."""
        points = {point.uid: point for point in note.points}
        made: dict[str, rows.Note] = {}
        for card in cards:
            point = _point_of(card, points)
            guid = guid_of(card)
            texts = fields.of_card(note, point, card, self.plans.get(point.uid, ()))
            if guid not in made:
                made[guid] = self._note(note, point, card, [*texts, guid])
            self._add_card(made[guid], point, card)
        return made.values()

    def _note(self, note: core.Note, point: core.Point, card: core.Card, texts: list[str]) -> rows.Note:
        guid = texts[-1]
        if guid in self.guids:
            raise _given_twice(card)
        self.guids.add(guid)
        changed = self.changed.get(point.uid) or last_change(note, point, self.plans.get(point.uid, ()))
        return rows.Note(
            id=self._note_ids.take(point.added_at or hashed(guid)),
            model=(CLOZE if card.role is core.Role.CLOZE else BASIC).model_id,
            fields=texts,
            tags=fields.tags((*point.tags, *(["retired"] if point.retired_why is not None else []))),
            changed=changed // 1000,
        )

    def _add_card(self, made: rows.Note, point: core.Point, card: core.Card) -> None:
        ord_ = max(card.cloze - 1, 0)
        if any(other.ord == ord_ for other in made.cards):
            raise _given_twice(card)
        self.cards += 1
        at = self.ledger.scheduling(card, self.cards) if self.ledger else rows.Scheduling(due=self.cards)
        suspended = card.suspended or point.retired_why is not None
        made.cards.append(
            rows.Card(
                ord_,
                self._card_ids.take(point.added_at or hashed(card.uid)),
                self.decks.take(card.deck),
                card.flag,
                at._replace(queue=-1) if suspended else at,
            )
        )


def _given_twice(card: core.Card) -> BadInput:
    return BadInput("Card #{n} was given twice for one package: export it once, with its siblings.", n=card.n)


def _point_of(card: core.Card, points: Mapping[str, core.Point]) -> core.Point:
    try:
        return points[card.point]
    except KeyError:
        raise BadInput("Card #{n} belongs to another note than the one it was given with.", n=card.n) from None
