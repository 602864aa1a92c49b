"""Arriving with everything: what a package holds against what is known here, and storing what is new of it."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from flashcards.core.decking import tidy_name
from flashcards.core.memory import Memory, New
from flashcards.core.note import Role, SourceKind
from flashcards.core.queue import lineage
from flashcards.core.review import Answer, by_card, standings
from flashcards.core.schedule import PARAMETERS
from flashcards.formats.anki.read.collection import read_package
from flashcards.formats.anki.read.faces import faces
from flashcards.formats.anki.read.logs import Reading, answers
from flashcards.formats.anki.read.values import Collection, Preset
from flashcards.services.arriving import ANKI, DEVICE, ArrivingCard, ArrivingTip, Naming, answer_uid, source_of
from flashcards.services.desk import Desk
from flashcards.services.reviewing import tally_of
from flashcards.services.telling import Told, part, quiet
from flashcards.store.act import Act
from flashcards.store.arriving import Arrived, Arriving, Row, add_answers, add_arriving, ensure_device
from flashcards.store.cards import set_standings
from flashcards.store.decks import Options, ensure_deck
from flashcards.store.keeping import Keeper
from flashcards.store.parameters import keep_parameters, use_parameters
from flashcards.store.tables import deck as deck_table
from flashcards.store.tables import point as point_table
from flashcards.store.tables import question as question_table

_AT_ONCE = 500
_SAME_ANSWER_MS = 1_000
"""An answer of the same card and rating within a second is the same one: a package gives each its own millisecond."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """What storing a package would do: tips to add, cards to add to known tips, tips to word anew, answers to add.

    ``answers`` are by card. ``unseen`` counts what a terminal cannot show, by kind; ``unread`` the cards that
    have no note; ``decks`` are those of the package, by name, with what they schedule by.
    """

    path: Path
    new: tuple[ArrivingTip, ...] = ()
    grown: tuple[tuple[ArrivingTip, tuple[ArrivingCard, ...]], ...] = ()
    reworded: tuple[ArrivingTip, ...] = ()
    answers: Mapping[str, tuple[Answer, ...]] = field(default_factory=dict)
    known: int = 0
    unseen: Mapping[str, int] = field(default_factory=dict)
    unread: int = 0
    decks: Mapping[str, Preset] = field(default_factory=dict)

    @property
    def cards(self) -> int:
        """How many cards would be added."""
        return sum(len(tip.cards) for tip in self.new) + sum(len(cards) for _tip, cards in self.grown)

    @property
    def answered(self) -> int:
        """How many answers would be added."""
        return sum(not row.manual for rows in self.answers.values() for row in rows)

    @property
    def is_empty(self) -> bool:
        """Whether everything of the package is here already."""
        return not (self.new or self.grown or self.reworded or self.answers)


def plan(desk: Desk, path: Path, told: Told = quiet) -> Planned:
    """Read a package of Anki's and hold it against the database; ``told`` hears how far it has come.

    Raises BadInput with one sentence for a file that is no package, is damaged, too large or hostile.
    """
    collection = read_package(path, zone=desk.settings.zone, told=part(told, 0.0, 0.5))
    unseen, naming = Counter[str](), Naming()
    arriving: list[ArrivingTip] = []
    for at, note in enumerate(collection.notes):
        if at % _AT_ONCE == 0:
            told(0.5 + 0.3 * at / len(collection.notes))
        found = faces(note)
        unseen.update(found.unseen)
        arriving += naming.tips(note, found)
    told(0.8)
    with desk.store.reading():
        return _Against(desk, collection, arriving).planned(path, unseen)


class _Against:
    """A package held against what the database knows."""

    def __init__(self, desk: Desk, collection: Collection, arriving: Sequence[ArrivingTip]) -> None:
        self._desk = desk
        self._collection = collection
        self._arriving = arriving
        points = [tip.point for tip in arriving]
        by_uid = desk.store.cards.by_uids(card.uid for tip in arriving for card in tip.cards)
        self._cards = {uid: card.point for uid, card in by_uid.items()}
        self._faces = {
            (point, card.role, card.cloze): card.uid
            for point, cards in desk.store.cards.of_points(points).items()
            for card in cards
        }
        self._points = {point for point, _role, _cloze in self._faces}
        self._options = desk.store.decks.options(fuzz=True)
        self._texts = self._known_texts()
        self._presets = {tidy_name(name): preset for name, preset in collection.presets.items()}

    def planned(self, path: Path, unseen: Mapping[str, int]) -> Planned:
        """Return what storing the package would do."""
        new, grown = list[ArrivingTip](), list[tuple[ArrivingTip, tuple[ArrivingCard, ...]]]()
        here: dict[str, tuple[ArrivingTip, ArrivingCard]] = {}
        for tip in self._arriving:
            cards = {self._here(tip, card) or card.uid: card for card in tip.cards}
            fresh = {uid: card for uid, card in cards.items() if uid not in here}
            here.update({uid: (tip, card) for uid, card in fresh.items()})
            missing = tuple(card for card in fresh.values() if self._here(tip, card) is None)
            if missing and len(missing) == len(cards) and tip.point not in self._points:
                new.append(tip)
            elif missing and self._can_grow(tip):
                grown.append((tip, missing))
            else:
                for card in missing:
                    del here[card.uid]
        reworded = [tip for tip in self._arriving if self._is_reworded(tip)]
        answers = dict(self._new_answers(here))
        used = {tip.deck for tip in self._arriving}
        return Planned(
            path=path, new=tuple(new), grown=tuple(grown), reworded=tuple(reworded), answers=answers,
            known=len(self._arriving) - len(new), unseen=unseen, unread=self._collection.unread,
            decks={name: preset for name, preset in self._presets.items() if name in used},
        )  # fmt: skip

    def _here(self, tip: ArrivingTip, card: ArrivingCard) -> str | None:
        """Return the uid that a card has here, None if it is not here."""
        if card.uid in self._cards:
            return card.uid
        return self._faces.get((tip.point, card.role, card.cloze))

    def _can_grow(self, tip: ArrivingTip) -> bool:
        """Say whether a tip's text is, or will be, the package's: a card whose mark it lacks could not be asked."""
        if tip.asked.cards[0][0] is not Role.CLOZE:
            return tip.point in self._points
        known = self._texts.get(tip.point)
        return known is not None and (known[1] == tip.asked.text or self._is_reworded(tip))

    def _known_texts(self) -> dict[str, tuple[str, str, tuple[str, ...], int]]:
        """Return question, text, details and last change (ms) of the package's tips that are here, as Anki had them."""
        wanted = {tip.point for tip in self._arriving if not tip.ours and tip.point in self._points}
        return {
            point.uid: (
                note.question.original,
                point.original,
                point.details,
                max(point.updated_at, note.question.updated_at),
            )
            for note, points in (self._desk.store.notes.all(wanted) if wanted else ())
            for point in points
            if point.uid in wanted
        }

    def _is_reworded(self, tip: ArrivingTip) -> bool:
        if tip.point not in self._texts:
            return False
        question, text, details, changed = self._texts[tip.point]
        said = (tip.asked.question, tip.asked.text, tip.asked.details)
        return said != (question, text, details) and tip.note.changed > changed

    def _new_answers(
        self, here: Mapping[str, tuple[ArrivingTip, ArrivingCard]]
    ) -> Iterator[tuple[str, tuple[Answer, ...]]]:
        logged = Arrived(self._desk.store.reading).logged(here)
        for uid, (tip, card) in here.items():
            rows = answers(card.card, self._reading(uid, tip.deck, self._presets.get(tip.deck, Preset())))
            if known := logged.get(uid):
                rows = [row for row in rows if row.begins is None and not _is_known(row, known)]
            if rows:
                yield uid, tuple(rows)

    def _reading(self, uid: str, deck: str, preset: Preset) -> Reading:
        rules = self._options[deck].rules if deck in self._options else None
        own = preset.parameters or PARAMETERS
        return Reading(
            card=uid,
            device=DEVICE,
            calendar=self._desk.calendar,
            uid=answer_uid,
            desired_retention=rules.desired_retention if rules else preset.desired_retention or 0.9,
            learn_steps=rules.learn_steps if rules else preset.learn_steps or (),
            relearn_steps=rules.relearn_steps if rules else preset.relearn_steps or (),
            parameters=rules.parameters if rules else own,
        )


def _is_known(row: Answer, known: Sequence[tuple[int, int]]) -> bool:
    """Say whether one of (id, rating), in order, is this answer."""
    first = bisect_left(known, (row.id - _SAME_ANSWER_MS + 1, 0))
    last = bisect_left(known, (row.id + _SAME_ANSWER_MS, 0))
    return any(rating == row.rating for _at, rating in known[first:last])


def store(desk: Desk, planned: Planned, told: Told = quiet) -> None:
    """Store what a plan holds, all of it or nothing, in one transaction; ``told`` hears how far it has come."""
    told(0.0)
    with desk.store.write("import", at=desk.now, study_day=desk.today) as act:
        ensure_device(act, DEVICE, ANKI)
        decks = _ensure_decks(act, desk, planned)
        add_arriving(act, _Rows(desk, act, decks).of(planned))
        told(0.5)
        _reword(act, planned.reworded)
        _store_answers(desk, act, planned)
    told(1.0)


def _ensure_decks(act: Act, desk: Desk, planned: Planned) -> dict[str, str]:
    """Return the uids of the decks that new cards go to; those made for them schedule as they did in Anki."""
    there = desk.store.decks.options(fuzz=True)
    wanted = {tip.deck for tip in planned.new} | {tip.deck for tip, _cards in planned.grown}
    uids = {name: ensure_deck(act, name) for name in sorted(wanted)}
    inherited = desk.store.decks.options(fuzz=True)
    given: dict[str, Mapping[str, object]] = {}
    sets: dict[object, str] = {}
    for name in sorted(wanted - there.keys()):
        above = next((given[parent] for parent in lineage(name)[1:] if parent in given), {})
        preset = planned.decks.get(name)
        given[name] = {**above, **(_options(preset, own_parameters="parameters" in above) if preset else {})}
        in_force = {**_options_in_force(inherited[name]), **above}
        own = {key: value for key, value in given[name].items() if value != in_force[key]}
        parameters = own.pop("parameters", None)
        act.update(deck_table, uids[name], **own)
        if isinstance(parameters, tuple):
            if parameters not in sets:
                sets[parameters] = keep_parameters(act, parameters, log_loss_before=None, log_loss=None, reviews=0)
            use_parameters(act, sets[parameters], name)
    return uids


def _options(preset: Preset, *, own_parameters: bool) -> dict[str, object]:
    """Return what a preset says, as a deck's columns; one without parameters uses those of all decks, or FSRS's own."""
    given: dict[str, object] = {
        "desired_retention": preset.desired_retention,
        "learn_steps": None if preset.learn_steps is None else list(preset.learn_steps),
        "relearn_steps": None if preset.relearn_steps is None else list(preset.relearn_steps),
        "new_per_day": preset.new_per_day,
        "reviews_per_day": preset.reviews_per_day,
        "max_interval": preset.max_interval,
        "parameters": preset.parameters or (PARAMETERS if own_parameters else None),
    }
    return {name: value for name, value in given.items() if value is not None}


def _options_in_force(options: Options) -> dict[str, object]:
    """Return the options of a deck as its columns would hold them."""
    return {
        "desired_retention": options.rules.desired_retention,
        "learn_steps": list(options.rules.learn_steps),
        "relearn_steps": list(options.rules.relearn_steps),
        "new_per_day": options.new_per_day,
        "reviews_per_day": options.reviews_per_day,
        "max_interval": options.rules.max_interval,
        "parameters": options.rules.parameters,
    }


@dataclass(frozen=True, slots=True)
class _Rows:
    """Makes the rows of what arrives."""

    desk: Desk
    act: Act
    decks: Mapping[str, str]

    def of(self, planned: Planned) -> Arriving:
        """Return every row to add; new cards wait in the order that they have in Anki."""
        rows, cards = Arriving(), list[tuple[ArrivingTip, ArrivingCard]]()
        known = Arrived(self.desk.store.reading).known([tip.source for tip in planned.new])
        for at, tip in enumerate(planned.new):
            if tip.source not in known:
                known.add(tip.source)
                rows.sources.append(self._source(tip))
            rows.questions.append(self._question(tip, at))
            rows.points.append(self._point(tip, at))
            cards += [(tip, card) for card in tip.cards]
            rows.tags += [(tip.point, name) for name in tip.note.tags]
        cards += [(tip, card) for tip, grown in planned.grown for card in grown]
        rows.cards = [self._card(tip, card) for tip, card in sorted(cards, key=lambda one: one[1].card.position)]
        return rows

    def _source(self, tip: ArrivingTip) -> Row:
        return {
            "uid": source_of(tip.deck), "kind": SourceKind.ANKI.value, "title": tip.deck, "deck": self.decks[tip.deck],
            "cards": "all", "tags": [], "created_at": self.act.at,
        }  # fmt: skip

    def _question(self, tip: ArrivingTip, at: int) -> Row:
        cue = tip.asked.question or tip.deck.rpartition("::")[2]
        return {
            "uid": tip.question, "source": tip.source, "text": cue, "original": tip.asked.question, "section": [],
            "position": at, "ordered": False, "asked": bool(tip.asked.question), "created_at": self.act.at,
            "updated_at": _changed(self.act, tip),
        }  # fmt: skip

    def _point(self, tip: ArrivingTip, at: int) -> Row:
        return {
            "uid": tip.point, "question": tip.question, "text": tip.asked.text, "original": tip.asked.text,
            "details": list(tip.asked.details), "kind": "answer", "score": 1.0, "position": at,
            "created_at": self.act.at, "updated_at": _changed(self.act, tip),
        }  # fmt: skip

    def _card(self, tip: ArrivingTip, card: ArrivingCard) -> Row:
        return {
            "uid": card.uid, "point": tip.point, "role": card.role.value, "cloze": card.cloze,
            "deck": self.decks[tip.deck], "flag": card.card.flag, "suspended": card.card.suspended,
            "buried_until": self.desk.today + 1 if card.card.buried else None, "created_at": self.act.at,
        }  # fmt: skip


def _reword(act: Act, tips: Iterable[ArrivingTip]) -> None:
    """Give tips the package's words, dated as there: a later change there is newer, whenever it comes."""
    keeper = Keeper(act)
    for tip in tips:
        said, changed = tip.asked.question, _changed(act, tip)
        if said:
            keeper.change_question(tip.question, text=said, original=said)
            act.update(question_table, tip.question, updated_at=changed)
        keeper.change_point(tip.point, text=tip.asked.text, original=tip.asked.text, details=list(tip.asked.details))
        act.update(point_table, tip.point, updated_at=changed)


def _changed(act: Act, tip: ArrivingTip) -> int:
    """Return when a tip's words last changed in Anki (ms), which was not after now."""
    return min(tip.note.changed, act.at)


def _store_answers(desk: Desk, act: Act, planned: Planned) -> None:
    """Add the answers, and bring the cards that they belong to where their whole logs say."""
    if not planned.answers:
        return
    options = desk.store.decks.options(fuzz=True)
    cards = desk.store.cards.by_uids(planned.answers)
    held = by_card(desk.store.log.answers(points={card.point for card in cards.values()}))
    rows, standing = [], {}
    for uid, new in planned.answers.items():
        own: Options = options[cards[uid].deck]
        log = sorted([*held.get(uid, ()), *new], key=lambda row: (row.id, row.uid))
        fresh = {row.uid for row in new}
        before: Memory = New()
        after = None
        for row, after in zip(log, standings(log, own.rules.parameters), strict=True):
            if row.uid in fresh:
                rows.append((row, own.deck, None if row.manual else tally_of(row, before)))
            before = after.memory
        if after is not None:
            standing[uid] = after
    rows.sort(key=lambda row: (row[0].id, row[0].uid))
    add_answers(act, rows)
    set_standings(act, standing)
