"""Arriving with everything: what a package holds against what is known here, and storing what is new of it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from flashcards.core.decking import tidy_name
from flashcards.core.memory import Memory, New
from flashcards.core.note import SourceKind
from flashcards.core.review import Answer, by_card, standings
from flashcards.core.schedule import PARAMETERS
from flashcards.formats.anki.read.collection import read_package
from flashcards.formats.anki.read.faces import faces
from flashcards.formats.anki.read.logs import Reading, answers
from flashcards.formats.anki.read.values import Collection, Preset
from flashcards.services.arriving import ANKI, DEVICE, ArrivingCard, ArrivingTip, answer_uid, source_of, tips_of
from flashcards.services.desk import Desk
from flashcards.services.reviewing import tally_of
from flashcards.services.telling import Told, part, quiet
from flashcards.store.act import Act
from flashcards.store.arriving import Arrived, Arriving, Row, add_answers, add_arriving, ensure_device
from flashcards.store.cards import set_standings
from flashcards.store.decks import DEFAULTS, Options, ensure_deck
from flashcards.store.keeping import Keeper
from flashcards.store.parameters import keep_parameters, use_parameters
from flashcards.store.tables import deck as deck_table

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
    unseen = Counter[str]()
    arriving: list[ArrivingTip] = []
    for note in collection.notes:
        found = faces(note)
        unseen.update(found.unseen)
        arriving += tips_of(note, found)
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

    def planned(self, path: Path, unseen: Mapping[str, int]) -> Planned:
        """Return what storing the package would do."""
        new, grown, reworded = list[ArrivingTip](), list[tuple[ArrivingTip, tuple[ArrivingCard, ...]]](), []
        here: list[tuple[str, ArrivingTip, ArrivingCard]] = []
        for tip in self._arriving:
            cards = [(self._here(tip, card), card) for card in tip.cards]
            here += [(uid or card.uid, tip, card) for uid, card in cards]
            missing = tuple(card for uid, card in cards if uid is None)
            if len(missing) == len(cards) and tip.point not in self._points:
                new.append(tip)
            elif missing:
                grown.append((tip, missing))
        texts = self._texts()
        reworded = [tip for tip in self._arriving if self._is_reworded(tip, texts)]
        answers = dict(self._new_answers(here))
        used = {tip.deck for tip in self._arriving}
        return Planned(
            path=path, new=tuple(new), grown=tuple(grown), reworded=tuple(reworded), answers=answers,
            known=len(self._arriving) - len(new), unseen=unseen, unread=self._collection.unread,
            decks={name: preset for name, preset in self._presets().items() if name in used},
        )  # fmt: skip

    def _here(self, tip: ArrivingTip, card: ArrivingCard) -> str | None:
        """Return the uid that a card has here, None if it is not here."""
        if card.uid in self._cards:
            return card.uid
        return self._faces.get((tip.point, card.role, card.cloze))

    def _texts(self) -> dict[str, tuple[str, str, tuple[str, ...], int]]:
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

    def _is_reworded(self, tip: ArrivingTip, texts: Mapping[str, tuple[str, str, tuple[str, ...], int]]) -> bool:
        if tip.point not in texts:
            return False
        question, text, details, changed = texts[tip.point]
        said = (tip.asked.question, tip.asked.text, tip.asked.details)
        return said != (question, text, details) and tip.note.changed > changed

    def _new_answers(
        self, here: Sequence[tuple[str, ArrivingTip, ArrivingCard]]
    ) -> Iterator[tuple[str, tuple[Answer, ...]]]:
        logged = Arrived(self._desk.store.reading).logged(uid for uid, _tip, _card in here)
        presets = self._presets()
        for uid, tip, card in here:
            preset = presets.get(tip.deck, Preset())
            known = logged.get(uid, ())
            rows = [
                row for row in answers(card.card, self._reading(uid, tip.deck, preset)) if not _is_known(row, known)
            ]
            if known:
                rows = [row for row in rows if row.begins is None]
            if rows:
                yield uid, tuple(rows)

    def _reading(self, uid: str, deck: str, preset: Preset) -> Reading:
        rules = self._options[deck].rules if deck in self._options else None
        own = preset.parameters if len(preset.parameters) in (17, 19, 21) else PARAMETERS
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

    def _presets(self) -> dict[str, Preset]:
        return {tidy_name(name): preset for name, preset in self._collection.presets.items()}


def _is_known(row: Answer, known: Iterable[tuple[int, int]]) -> bool:
    return any(abs(at - row.id) < _SAME_ANSWER_MS and rating == row.rating for at, rating in known)


def store(desk: Desk, planned: Planned) -> None:
    """Store what a plan holds, all of it or nothing, in one transaction."""
    with desk.store.write("import", at=desk.now, study_day=desk.today) as act:
        ensure_device(act, DEVICE, ANKI)
        decks = _ensure_decks(act, desk, planned)
        add_arriving(act, _Rows(desk, act, decks).of(planned))
        _reword(act, planned.reworded)
        _store_answers(desk, act, planned)


def _ensure_decks(act: Act, desk: Desk, planned: Planned) -> dict[str, str]:
    """Return the uids of the decks that new cards go to; those made for them schedule as they did in Anki."""
    there = desk.store.decks.options(fuzz=True)
    wanted = {tip.deck for tip in planned.new} | {tip.deck for tip, _cards in planned.grown}
    uids = {name: ensure_deck(act, name) for name in sorted(wanted)}
    sets: dict[tuple[float, ...], str] = {}
    for name in sorted(wanted - there.keys()):
        preset = planned.decks.get(name)
        if preset is not None:
            act.update(deck_table, uids[name], **_options(preset))
            if len(preset.parameters) in (17, 19, 21) and preset.parameters != PARAMETERS:
                if preset.parameters not in sets:
                    sets[preset.parameters] = keep_parameters(
                        act, preset.parameters, log_loss_before=None, log_loss=None, reviews=0
                    )
                use_parameters(act, sets[preset.parameters], name)
    return uids


def _options(preset: Preset) -> dict[str, object]:
    """Return the options of a deck that differ from the defaults; what is not valid here stays the default."""
    given = {
        "desired_retention": preset.desired_retention
        if preset.desired_retention and 0.7 <= preset.desired_retention <= 0.99
        else None,
        "learn_steps": preset.learn_steps,
        "relearn_steps": preset.relearn_steps,
        "new_per_day": preset.new_per_day,
        "reviews_per_day": preset.reviews_per_day,
        "max_interval": preset.max_interval,
    }
    return {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in given.items()
        if value is not None and value != DEFAULTS[name]
    }


@dataclass(frozen=True, slots=True)
class _Rows:
    """Makes the rows of what arrives."""

    desk: Desk
    act: Act
    decks: Mapping[str, str]

    def of(self, planned: Planned) -> Arriving:
        """Return every row to add."""
        rows = Arriving()
        known = Arrived(self.desk.store.reading).known([tip.source for tip in planned.new])
        for at, tip in enumerate(planned.new):
            if tip.source not in known:
                known.add(tip.source)
                rows.sources.append(self._source(tip))
            rows.questions.append(self._question(tip, at))
            rows.points.append(self._point(tip, at))
            rows.cards += [self._card(tip, card) for card in tip.cards]
            rows.tags += [(tip.point, name) for name in tip.note.tags]
        for tip, cards in planned.grown:
            rows.cards += [self._card(tip, card) for card in cards]
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
            "updated_at": self.act.at,
        }  # fmt: skip

    def _point(self, tip: ArrivingTip, at: int) -> Row:
        return {
            "uid": tip.point, "question": tip.question, "text": tip.asked.text, "original": tip.asked.text,
            "details": list(tip.asked.details), "kind": "answer", "score": 1.0, "position": at,
            "created_at": self.act.at, "updated_at": self.act.at,
        }  # fmt: skip

    def _card(self, tip: ArrivingTip, card: ArrivingCard) -> Row:
        return {
            "uid": card.uid, "point": tip.point, "role": card.role.value, "cloze": card.cloze,
            "deck": self.decks[tip.deck], "flag": card.card.flag, "suspended": card.card.suspended,
            "buried_until": self.desk.today + 1 if card.card.buried else None, "created_at": self.act.at,
        }  # fmt: skip


def _reword(act: Act, tips: Iterable[ArrivingTip]) -> None:
    keeper = Keeper(act)
    for tip in tips:
        said = tip.asked.question
        if said:
            keeper.change_question(tip.question, text=said, original=said)
        keeper.change_point(tip.point, text=tip.asked.text, original=tip.asked.text, details=list(tip.asked.details))


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
        log = sorted(
            [*held.get(uid, ()), *(replace(row, device=DEVICE) for row in new)], key=lambda row: (row.id, row.uid)
        )
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
