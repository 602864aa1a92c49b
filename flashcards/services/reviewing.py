"""A review: the next card with its four outcomes, answering it, and taking an act back."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from flashcards.core.face import Face, face
from flashcards.core.memory import Memory, New, Review
from flashcards.core.note import Card, Note, Point
from flashcards.core.review import Answer, Standing, logged, replay
from flashcards.core.schedule import RATING_NAMES, RATINGS, Outcome, retrievability
from flashcards.core.studyday import DAY_MS
from flashcards.errors import BadInput, NotFound, NothingToDo, Refused
from flashcards.language import _, count
from flashcards.services import leeches
from flashcards.services.desk import Desk
from flashcards.services.moving import move_back
from flashcards.services.queueing import next_due, options_of, queue_of
from flashcards.services.rebuilding import rebuild, rebuild_moved
from flashcards.services.weighing import chosen, weigh
from flashcards.store.act import Act
from flashcards.store.cards import set_standing
from flashcards.store.decks import Options, Tally, add_tally
from flashcards.store.log import Deed, append_answer, free_id, retract

_DONE = {
    "bury": _("buried"), "unbury": _("unburied"), "suspend": _("suspended"), "unsuspend": _("unsuspended"),
    "flag": _("flagged"), "unflag": _("unflagged"), "tag": _("tagged"), "untag": _("untagged"),
    "apply": _("noted the use of"), "retire": _("retired"), "restore": _("restored"), "edit": _("edited"),
    "accept": _("accepted"), "tune": _("chose FSRS parameters"), "deck": _("changed"),
    "move": _("moved"), "plan": _("planned"), "not-now": _("put off the plan for"),
    "doesnt-fit": _("asked no more for a plan for"),
}  # fmt: skip
_OF_TIPS = ("tag", "untag", "apply", "retire", "restore", "plan", "not-now", "doesnt-fit")
_MATURE_DAYS = 21
_MOST_NAMED = 8


@dataclass(frozen=True, slots=True)
class Shown:
    """A card ready to be asked: its face, what each rating would lead to, and R where it says something.

    ``outcomes`` are for Again, Hard, Good, Easy; ``recall`` is None for new cards and within the day.
    """

    card: Card
    point: Point
    note: Note
    face: Face
    outcomes: tuple[Outcome, ...]
    recall: float | None


@dataclass(frozen=True, slots=True)
class Waiting:
    """Nothing to ask now. ``next_due`` is the instant (ms) at which the first card falls due, None if none will."""

    next_due: int | None


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer that is in the log: its row, the card after it, and whether that made it a leech (once more)."""

    answer: Answer
    card: Card
    leech: bool = False

    def advice(self) -> str:
        """Say what to do with a card that this answer made a leech, nothing otherwise."""
        if not self.leech:
            return ""
        put_away = _(" It is suspended.") if self.card.suspended else ""
        return _(
            "#{n} was forgotten {lapses} times: reword it (`flashcards edit {n}`) or split its line.{put_away}",
            n=self.card.n, lapses=self.card.lapses, put_away=put_away,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Undone:
    """An act taken back: its kind, the first card it was about, and for an answer its rating.

    ``numbers`` are those of all it was about: of tips for what is done to tips, else of cards; ``decks`` are the names
    of those that it changed.
    """

    kind: str
    card: Card | None
    rating: int | None = None
    numbers: tuple[int, ...] = ()
    decks: tuple[str, ...] = ()

    def sentence(self) -> str:
        """Say what was taken back."""
        if self.rating is not None and self.card is not None:
            return _("Took back {rating} on #{n}.", rating=RATING_NAMES[self.rating].capitalize(), n=self.card.n)
        subject = f" {self._of_numbers()}" if self.numbers else self._of_decks()
        return _("Took back: {done}{subject}.", done=_DONE.get(self.kind, self.kind), subject=subject)

    def _of_numbers(self) -> str:
        what, several = (_("tip"), _("tips")) if self.kind in _OF_TIPS else (_("card"), _("cards"))
        if len(self.numbers) > _MOST_NAMED:
            return count(len(self.numbers), what, several)
        return f"{what} {', '.join(f'#{n}' for n in self.numbers)}"

    def _of_decks(self) -> str:
        names = ", ".join(self.decks)
        if self.kind == "tune":
            return _(" for {decks}", decks=names) if names else _(" for all decks")
        return _(" deck {decks}", decks=names) if names else ""


def next_card(desk: Desk, deck: str | None = None) -> Shown | Waiting:
    """Return the card to ask now, or when there will be one."""
    with desk.store.reading():
        options = options_of(desk)
        cards = queue_of(desk, options, deck).cards
        return _show(desk, cards[0].card, options) if cards else Waiting(next_due(desk, deck))


def show(desk: Desk, card_uid: str) -> Shown:
    """Return one card with its face and outcomes. Raises NotFound if there is no such card."""
    with desk.store.reading():
        return _show(desk, card_uid, options_of(desk))


def _show(desk: Desk, card_uid: str, options: dict[str, Options]) -> Shown:
    card = _card(desk, card_uid)
    note, point = desk.store.notes.note_of(card.point)
    own = options[card.deck]
    outcomes = weigh(desk, card, own, at=desk.now)
    return Shown(card, point, note, face(note, point, card.role, card.cloze), outcomes, recall(desk, card, own))


def recall(desk: Desk, card: Card, options: Options) -> float | None:
    """Return the probability of recall now, None for new cards and on the day of the last answer."""
    memory = card.memory
    if isinstance(memory, New) or memory.last_day >= desk.today:
        return None
    return retrievability(memory.strength, (desk.now - memory.last) / DAY_MS, options.rules.parameters)


def answer(  # noqa: PLR0913  all but three by keyword
    desk: Desk,
    card_uid: str,
    rating: int,
    *,
    duration_ms: int = 0,
    expect: int | None = None,
    shown: Sequence[Outcome] = (),
) -> Answered:
    """Log an answer and store what it leads to, in one transaction.

    ``expect`` is how often the card had been answered when it was shown: Refused if it was answered elsewhere since.
    ``shown`` are the outcomes that the user saw: their days hold.
    Raises BadInput for a rating outside 1..4, NotFound for an unknown card, Refused for a retired tip.
    """
    if rating not in RATINGS:
        raise BadInput("A rating is 1 (again), 2 (hard), 3 (good) or 4 (easy), not {rating}.", rating=rating)
    with desk.store.write("answer", at=desk.now, study_day=desk.today) as act:
        card = _card(desk, card_uid)
        _check_answerable(desk, card, expect)
        options = options_of(desk)[card.deck]
        at = free_id(act, card.uid, after=0 if isinstance(card.memory, New) else card.memory.last)
        if shown:
            outcome = chosen(desk, card, options, shown[rating - 1], at=at)
        else:
            outcome = weigh(desk, card, options, at=at)[rating - 1]
        row = logged(
            card.memory, outcome, uid=act.group, device=act.device, card=card.uid, study_day=act.study_day,
            duration_ms=max(0, duration_ms), desired_retention=options.rules.desired_retention,
            parameter_set=options.parameter_set,
        )  # fmt: skip
        append_answer(act, row)
        standing = Standing(outcome.memory, card.reps + 1, card.lapses + row.lapsed)
        set_standing(act, card.uid, standing)
        add_tally(act, row.study_day, options.deck, tally_of(row, card.memory))
        after = replace(card, memory=standing.memory, reps=standing.reps, lapses=standing.lapses)
        leech = row.lapsed and leeches.mark(desk, act, after)
    return Answered(row, replace(after, suspended=after.suspended or leech == leeches.SUSPENDED), leech=bool(leech))


def undo(desk: Desk) -> Undone:
    """Take back the newest act of this study day on this machine that is not yet undone.

    Raises NothingToDo if there is none, Refused if notes were added after it, or databases merged: that is not taken
    back.
    """
    with desk.store.write("undo", at=desk.now, study_day=desk.today) as act:
        deed = desk.store.log.newest_deed(act.device, desk.today)
        if deed is None:
            raise NothingToDo("There is nothing to undo on this study day.")
        _check_newest(desk, act, deed.group)
        if deed.kind != "answer":
            was, cards = options_of(desk), [*desk.store.cards.by_uids(deed.rows).values()]
            act.revert(deed.group)
            move_back(desk, act, deed.moves)
            rebuild(desk, act, was)
            rebuild_moved(desk, act, was, cards)
            return _undone(desk, deed)
        row = desk.store.log.answer(deed.group)
        _take_back(desk, act, row)
    return Undone("answer", _card(desk, row.card), row.rating)


def size_of_undo(desk: Desk) -> int:
    """Return how many cards and tips the act was about that an undo would take back; 0 without such an act."""
    device = desk.store.device()
    deed = desk.store.log.newest_deed(device, desk.today) if device is not None else None
    return len(deed.rows) + len(deed.moves) if deed is not None else 0


def _check_newest(desk: Desk, act: Act, group: str) -> None:
    """Raise Refused if notes were added, or databases merged, since: an undo never goes past what it leaves alone."""
    merged = desk.store.log.newest_merge(act.device, desk.today)
    if merged is not None and merged > group:
        raise Refused(
            "The newest act is merging two databases, which is not taken back, nor is what came before it: change what "
            "is wrong by hand, or go back to the backup that was made before.",
        )
    adding = desk.store.log.newest_adding(act.device, desk.today)
    if adding is not None and adding > group:
        raise Refused(
            "The newest act is adding {notes}, which is not taken back, nor is what came before it: put tips away with "
            "`flashcards retire`, or mend the notes and add them again.",
            notes=", ".join(desk.store.log.titles(adding)),
        )  # fmt: skip


def _undone(desk: Desk, deed: Deed) -> Undone:
    by_uid, by_point = desk.store.cards.by_uids(deed.rows), desk.store.cards.of_points(deed.rows)
    found = ([by_uid[row]] if row in by_uid else by_point.get(row, ())[:1] for row in deed.rows)
    cards = [card for one in found for card in one]
    tips = desk.store.notes.points_of([card.point for card in cards]) if deed.kind in _OF_TIPS else {}
    numbers = tuple(one.n for one in tips.values() or cards)
    decks = desk.store.log.decks(deed.group)
    return Undone(deed.kind, cards[0] if cards else None, numbers=numbers, decks=decks)


def _take_back(desk: Desk, act: Act, row: Answer) -> None:
    retract(act, row.uid)
    act.revert(row.uid)
    card = _card(desk, row.card)
    options = options_of(desk)[card.deck]
    parameters = options.rules.parameters
    log = desk.store.log.answers(row.card)
    set_standing(act, row.card, replay(log, parameters))
    earlier = [other for other in log if (other.id, other.uid) < (row.id, row.uid)]
    before = replace(card, memory=replay(earlier, parameters).memory)
    add_tally(act, row.study_day, options.deck, tally_of(row, before.memory), sign=-1)


def _card(desk: Desk, uid: str) -> Card:
    card = desk.store.cards.by_uid(uid)
    if card is None:
        raise NotFound("There is no card {card}: `flashcards tips` lists what there is.", card=uid)
    return card


def _check_answerable(desk: Desk, card: Card, expect: int | None) -> None:
    if expect is not None and card.reps != expect:
        raise Refused(
            "Card #{n} was answered elsewhere since it was shown, so this answer was not stored: look at it again.",
            n=card.n,
        )
    point = desk.store.notes.point(card.point)
    if point.retired_why is not None:
        raise Refused(
            "Tip #{n} is retired ({why}): `flashcards restore` brings it back.", n=point.n, why=point.retired_why
        )


def tally_of(row: Answer, before: Memory) -> Tally:
    """Return what an answer adds to its day: what it found in the card tells young (< 21 days) from mature."""
    reviewed, passed = row.state_before == "review", row.rating > 1
    mature = isinstance(before, Review) and before.interval >= _MATURE_DAYS
    return Tally(
        again=int(not passed),
        new=int(row.state_before == "new"),
        reviews=int(reviewed),
        young_asked=int(reviewed and not mature),
        young_passed=int(reviewed and not mature and passed),
        mature_asked=int(reviewed and mature),
        mature_passed=int(reviewed and mature and passed),
        duration_ms=row.duration_ms,
    )
