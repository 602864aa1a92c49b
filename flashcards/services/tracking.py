"""The tracker: every tip with its status and the figures behind it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter

from flashcards.core.memory import Learning, New, Relearning, Review
from flashcards.core.note import Card, Note, Point, Role, Source
from flashcards.core.progress import LearnedRule, Status, is_learned, passed_in_a_row, was_learned
from flashcards.core.queue import within
from flashcards.core.review import Answer, Standing, by_card, replay
from flashcards.core.schedule import retrievability
from flashcards.core.studyday import DAY_MS
from flashcards.services.desk import Desk
from flashcards.services.telling import Told, followed, quiet
from flashcards.store.decks import Options
from flashcards.store.lines import Lines

_CARD = ("flag", "suspended", "draft")
_POINT = ("retired_at", "retired_why")
"""What of a card and of a point is shown as it was on a past day."""
ORDERS = ("source", "retrievability", "stability", "last_review")
"""How tips can be ordered: as they stand in sources and files, or by a figure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tip:
    """One tip with its status and figures.

    ``stability`` (days) and ``retrievability`` are the lowest, ``due`` (epoch ms) the earliest over its ask and cloze
    cards; None when new. ``reps`` and ``lapses`` are summed over all its cards. ``draft`` says whether any waits to be
    accepted; ``also_in`` are the sources that mention the tip beside its own. ``passed`` is how many of the last
    recalls passed in a row, the fewest over its ask and cloze cards; it is ``slipping`` while it is living and one of
    these has a retrievability below its deck's desired retention; ``plans`` is how many were written for it.
    """

    note: Note
    point: Point
    card: Card
    cards: tuple[Card, ...]
    status: Status
    applied: int
    flagged: bool
    leech: bool
    stability: float | None
    retrievability: float | None
    reps: int
    lapses: int
    due: int | None
    last_review: int | None
    draft: bool = False
    also_in: tuple[Source, ...] = ()
    passed: int = 0
    slipping: bool = False
    plans: int = 0

    @property
    def learned(self) -> bool:
        """Whether the tip is learned by the rule."""
        return self.status is Status.LEARNED

    @property
    def asking(self) -> tuple[Card, ...]:
        """The cards that decide whether it is learned: ask and cloze, else all."""
        return asking(self.cards)


def asking(cards: Sequence[Card]) -> tuple[Card, ...]:
    """Return those of a tip's cards that tell how well it is known: ask and cloze, else all."""
    return tuple(card for card in cards if card.role in (Role.ASK, Role.CLOZE)) or tuple(cards)


def tips(
    desk: Desk, log: list[Answer] | None = None, told: Told = quiet, among: Collection[str] | None = None
) -> list[Tip]:
    """Return every tip, retired ones included, in the order of sources and files, as of the study day of ``desk.now``.

    Answers, applied entries and retirements of later days do not count; tips that were added later stand there as new,
    so that a clock that is behind hides none. ``log`` is the whole log, if it is at hand. With ``among``, only those.
    """
    store = desk.store
    view = _View(desk, store.decks.options(fuzz=True), store.log.answers(points=among) if log is None else log)
    cards = {uid: view.as_of_now(found) for uid, found in store.cards.of_points(among).items()}
    return [
        view.tip(note, point, cards[point.uid])
        for note, points in followed(store.notes.all(among), len(cards), told)
        for point in points
        if point.uid in cards
    ]


def select(
    found: Sequence[Tip], *, points: set[str] | None = None, source: str | None = None, deck: str | None = None,
    status: str | None = None,
) -> list[Tip]:  # fmt: skip
    """Narrow tips to some points, a source (part of its title or path), a deck with subdecks, a status or a fact."""
    return [
        tip
        for tip in found
        if (points is None or tip.point.uid in points)
        and (source is None or any(is_named(one, source) for one in (tip.note.source, *tip.also_in)))
        and (deck is None or within(tip.card.deck, deck))
        and (status is None or _has(tip, status))
    ]


def ordered(found: Sequence[Tip], order: str, *, backwards: bool = False) -> list[Tip]:
    """Return tips in one of ``ORDERS``, rising unless ``backwards``; those without that figure come last."""
    if order == "source":
        return [*reversed(found)] if backwards else [*found]
    figures = [(figure, tip) for tip in found if (figure := getattr(tip, order)) is not None]
    rising = sorted(figures, key=itemgetter(0), reverse=backwards)
    return [tip for _figure, tip in rising] + [tip for tip in found if getattr(tip, order) is None]


def is_named(source: Source, words: str) -> bool:
    """Say whether some words are part of a source's title or path."""
    return words.casefold() in f"{source.title}\n{source.path}".casefold()


def _also_in(desk: Desk) -> dict[str, tuple[Source, ...]]:
    """Return the sources that mention a tip which is at home in another, by tip."""
    mentioned = Lines(desk.store.reading).mentioned()
    found: dict[str, tuple[Source, ...]] = {}
    for source in desk.store.notes.sources() if mentioned else ():
        for uid in mentioned.get(source.uid, ()):
            found[uid] = (*found.get(uid, ()), source)
    return found


def _has(tip: Tip, status: str) -> bool:
    facts = {
        "applied": tip.applied > 0, "flagged": tip.flagged, "leech": tip.leech, "draft": tip.draft,
        "slipping": tip.slipping,
    }  # fmt: skip
    return facts.get(status, tip.status == status)


class _View:
    """The log seen from one study day, with what turning it into figures needs."""

    def __init__(self, desk: Desk, options: dict[str, Options], log: list[Answer]) -> None:
        self._desk = desk
        self._options = options
        self._logs = by_card(answer for answer in log if answer.study_day <= desk.today)
        self._later = {answer.card for answer in log if answer.study_day > desk.today}
        settings = desk.settings
        self._rule = LearnedRule(settings["learned.stability_days"], settings["learned.recalls"])
        self._leech = settings["leech.lapses"]
        self._was = desk.store.past.was(desk.today)
        self._applied = desk.store.notes.applied_counts(up_to=desk.today)
        self._plans = desk.store.plans.counts(up_to=desk.today)
        self._also_in = _also_in(desk)

    def as_of_now(self, cards: list[Card]) -> list[Card]:
        """Take cards back to where they stood on the desk's study day, if they were answered or changed after it."""
        return [self._as_of_now(card) if card.uid in self._later else card for card in map(self._as_it_was, cards)]

    def _as_it_was(self, card: Card) -> Card:
        was = self._was.get(card.uid)
        return replace(card, **{name: was[name] for name in _CARD if name in was}) if was else card

    def _point_as_it_was(self, point: Point) -> Point:
        was = self._was.get(point.uid)
        return replace(point, **{name: was[name] for name in _POINT if name in was}) if was else point

    def _as_of_now(self, card: Card) -> Card:
        past = replay(self._logs.get(card.uid, ()), self._parameters(card))
        return replace(card, memory=past.memory, reps=past.reps, lapses=past.lapses)

    def tip(self, note: Note, point: Point, cards: list[Card]) -> Tip:
        own = asking(cards)
        point = self._point_as_it_was(point)
        begun = [card.memory for card in own if not isinstance(card.memory, New)]
        return Tip(
            note=note,
            point=point,
            card=own[0],
            cards=tuple(cards),
            status=self._status(point, own),
            applied=self._applied.get(point.uid, 0),
            flagged=any(card.flag for card in cards),
            leech=any(card.lapses >= self._leech for card in cards),
            stability=min((memory.strength.stability for memory in begun), default=None),
            retrievability=min((self._recall(card) for card in own if card.reps), default=None),
            reps=sum(card.reps for card in cards),
            lapses=sum(card.lapses for card in cards),
            due=min((self._due(memory) for memory in begun), default=None),
            last_review=max((memory.last for memory in begun), default=None),
            draft=any(card.draft for card in cards),
            also_in=self._also_in.get(point.uid, ()),
            passed=min(passed_in_a_row(self._logs.get(card.uid, ())) for card in own),
            slipping=point.retired_why is None and any(map(self._slips, own)),
            plans=self._plans.get(point.uid, 0),
        )

    def _status(self, point: Point, asking: Sequence[Card]) -> Status:
        if point.retired_why is not None:
            return Status.RETIRED
        if not any(card.reps for card in asking):
            return Status.NEW
        if all(self._learned(card) for card in asking):
            return Status.LEARNED
        if any(self._lost(card) for card in asking):
            return Status.LAPSED
        return Status.LEARNING

    def _learned(self, card: Card) -> bool:
        return is_learned(self._logs.get(card.uid, ()), Standing(card.memory, card.reps, card.lapses), self._rule)

    def _lost(self, card: Card) -> bool:
        log = self._logs.get(card.uid, ())
        return not self._learned(card) and was_learned(log, self._rule, self._parameters(card))

    def _parameters(self, card: Card) -> tuple[float, ...]:
        return self._options[card.deck].rules.parameters

    def _recall(self, card: Card) -> float:
        if isinstance(card.memory, New):
            return 0.0
        elapsed = (self._desk.now - card.memory.last) / DAY_MS
        return retrievability(card.memory.strength, elapsed, self._parameters(card))

    def _slips(self, card: Card) -> bool:
        begun = not isinstance(card.memory, New)
        return begun and self._recall(card) < self._options[card.deck].rules.desired_retention

    def _due(self, memory: Learning | Review | Relearning) -> int:
        return self._desk.calendar.starts(memory.due_day) if isinstance(memory, Review) else memory.due
