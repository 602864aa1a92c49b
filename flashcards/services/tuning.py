"""Tuning: FSRS parameters fitted to the user's own reviews, chosen for a deck or for all, and taken back.

A set chosen for a deck holds for its subdecks too. A set chosen for all holds for every deck that has none of its own
or of a parent, also for decks that are made later. Every choice rebuilds the states of the cards that it reaches.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from flashcards.core import training as core
from flashcards.core.queue import lineage
from flashcards.core.review import Answer
from flashcards.core.schedule import PARAMETERS
from flashcards.core.training import checked
from flashcards.errors import BadInput, NotFound, NothingToDo
from flashcards.language import _
from flashcards.services import training
from flashcards.services.desk import Desk
from flashcards.services.moving import move
from flashcards.services.rebuilding import rebuild
from flashcards.services.rescheduling import Outlook, outlook
from flashcards.services.training import Progress, Training
from flashcards.store.act import Act
from flashcards.store.decks import Options
from flashcards.store.parameters import (
    ParameterSet,
    ParameterSets,
    ensure_choice,
    keep_parameters,
    use_parameters,
)

ENOUGH = 400
"""How many next-day reviews tuning needs."""
DEFAULT = "default"
"""Names no set: FSRS's own parameters for all decks, and for one what its parent uses."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Parameters trained for a deck (all decks for None), beside those in force; nothing is stored yet."""

    deck: str | None
    present: tuple[float, ...]
    training: Training

    @property
    def is_better(self) -> bool:
        """Whether the log loss on the same reviews falls: only then may the parameters be adopted."""
        return self.training.all.falls


@dataclass(frozen=True, slots=True)
class Adopted:
    """What a choice did: the number of the set in use now, None without one, how many cards were rebuilt and moved."""

    n: int | None
    cards: int
    moved: int = 0


@dataclass(frozen=True, slots=True)
class Kept:
    """A set that was kept, and the names of the decks that use it as their own; ``for_all`` if all others do."""

    set: ParameterSet
    decks: tuple[str, ...]
    for_all: bool


def propose(
    desk: Desk, deck: str | None = None, *, progress: Progress | None = None, timeout: float = training.TIMEOUT_S
) -> Proposal:
    """Train parameters on the reviews of a deck with its subdecks, or of all, without those that have their own set.

    Raises NotFound for an unknown deck, NothingToDo below 400 next-day reviews, BadInput if the training fails.
    """
    with desk.store.reading():
        options = desk.store.decks.options(fuzz=True)
        _check_deck(options, deck)
        log = _log(desk, _reached(desk, options, deck))
        present = options[deck].rules.parameters if deck else _for_all(desk)
        steps = _relearn_steps(desk, options, log)
    found = core.histories(log)
    ready = len(core.items(found))
    if ready < ENOUGH:
        raise NothingToDo(
            "Tuning needs {enough} next-day reviews and has {n} {where}: go on reviewing until then.",
            enough=ENOUGH, n=ready, where=_("in {deck}", deck=deck) if deck else _("in all"),
        )  # fmt: skip
    trained = training.train(found, present, relearn_steps=steps, progress=progress, timeout=timeout)
    return Proposal(deck, present, trained)


def accept(desk: Desk, proposal: Proposal, *, reschedule: bool = False) -> Adopted:
    """Keep what was trained and use it. Raises NothingToDo if it is not better than what is in force.

    Due dates stay unless ``reschedule``; here and below, :func:`preview` tells beforehand what that does.
    """
    if not proposal.is_better:
        raise NothingToDo("The parameters in force fit these reviews as well, so nothing was changed.")
    change = proposal.training.all
    return _choose(
        desk, proposal.deck,
        lambda act: keep_parameters(
            act, proposal.training.parameters, log_loss_before=change.before.log_loss,
            log_loss=change.after.log_loss, reviews=proposal.training.reviews,
        ),
        reschedule=reschedule,
    )  # fmt: skip


def adopt(desk: Desk, parameters: Sequence[float], deck: str | None = None, *, reschedule: bool = False) -> Adopted:
    """Keep parameters that the user gives (17, 19 or 21 numbers) and use them for a deck, or for all.

    Raises BadInput for numbers that the library would not take as they are, NotFound for an unknown deck.
    """
    numbers = checked(parameters)
    return _choose(
        desk, deck, lambda act: keep_parameters(act, numbers, log_loss_before=None, log_loss=None, reviews=0),
        reschedule=reschedule,
    )  # fmt: skip


def use(desk: Desk, reference: str, deck: str | None = None, *, reschedule: bool = False) -> Adopted:
    """Use a set that was kept, by its number or uid; ``default`` takes the choice back, for a deck or for all.

    Raises NotFound for an unknown set or deck.
    """
    uid = None if reference == DEFAULT else _find(desk, reference).uid
    return _choose(desk, deck, lambda _act: uid, reschedule=reschedule)


def named(desk: Desk, reference: str, deck: str | None = None) -> tuple[float, ...]:
    """Return the parameters that :func:`use` would put in force. Raises NotFound for an unknown set or deck."""
    if reference != DEFAULT:
        return _find(desk, reference).parameters
    options = desk.store.decks.options(fuzz=True)
    _check_deck(options, deck)
    if deck is None:
        return PARAMETERS
    above = lineage(deck)[1:]
    return options[above[0]].rules.parameters if above else _for_all(desk)


def preview(desk: Desk, parameters: tuple[float, ...], deck: str | None = None) -> Outlook:
    """Return what rescheduling under parameters would do to the cards of a deck, or of all. Changes nothing."""
    with desk.store.reading():
        options = desk.store.decks.options(fuzz=desk.settings["schedule.fuzz"])
        _check_deck(options, deck)
        reached = _reached(desk, options, deck)
        return outlook(desk, {name: replace(options[name].rules, parameters=parameters) for name in reached})


def history(desk: Desk) -> list[Kept]:
    """Return every set that was kept, oldest first, with what uses it."""
    with desk.store.reading():
        sets, own, for_all = _sets(desk).all(), _sets(desk).own(), _sets(desk).for_all()
    return [Kept(one, tuple(name for name, uid in own.items() if uid == one.uid), for_all == one.uid) for one in sets]


def parsed(text: str) -> tuple[float, ...]:
    """Return the numbers of a text, parted by commas or blanks, in brackets or not. Raises BadInput if one is none."""
    words = text.strip().strip("[]()").replace(",", " ").split()
    try:
        return tuple(float(word) for word in words)
    except ValueError:
        raise BadInput("{text!r} is not a list of numbers: write 17, 19 or 21 of them.", text=text[:60]) from None


def _choose(desk: Desk, deck: str | None, pick: Callable[[Act], str | None], *, reschedule: bool) -> Adopted:
    """Let a deck, or all, use the set that is picked, and rebuild the cards it reaches: all in one transaction.

    The set is kept by an act of its own, so that undo takes back its use and not the set.
    """
    with desk.store.write("parameters", at=desk.now, study_day=desk.today) as keeping:
        was = desk.store.decks.options(fuzz=True)
        _check_deck(was, deck)
        reached = _reached(desk, was, deck)
        ensure_choice(keeping)
        uid = pick(keeping)
        act = Act(keeping.connection, "tune", keeping.device, keeping.at, keeping.study_day)
        use_parameters(act, uid, deck)
        cards = rebuild(desk, act, was)
        number = next((one.n for one in _sets(desk).all() if one.uid == uid), None)
        moved = _reschedule(desk, act, reached) if reschedule else 0
    return Adopted(number, cards, moved)


def _reschedule(desk: Desk, act: Act, decks: set[str]) -> int:
    options = desk.store.decks.options(fuzz=desk.settings["schedule.fuzz"])
    return move(desk, act, outlook(desk, {name: options[name].rules for name in decks}).days)


def _find(desk: Desk, reference: str) -> ParameterSet:
    found = next((one for one in _sets(desk).all() if reference in (str(one.n), one.uid)), None)
    if found is None:
        raise NotFound("There is no parameter set {set}: `flashcards tune --history` lists them.", set=reference)
    return found


def _sets(desk: Desk) -> ParameterSets:
    return ParameterSets(desk.store.reading)


def _check_deck(options: dict[str, Options], deck: str | None) -> None:
    if deck is not None and deck not in options:
        raise NotFound("There is no deck {deck!r}: `flashcards decks` lists them.", deck=deck)


def _reached(desk: Desk, options: dict[str, Options], deck: str | None) -> set[str]:
    """Return the names of the decks that a set chosen for a deck, or for all, would hold for."""
    own = _sets(desk).own()
    return {name for name in options if next((one for one in lineage(name) if one == deck or one in own), None) == deck}


def _for_all(desk: Desk) -> tuple[float, ...]:
    sets = _sets(desk)
    uid = sets.for_all()
    return next((one.parameters for one in sets.all() if one.uid == uid), PARAMETERS)


def _log(desk: Desk, decks: set[str]) -> list[Answer]:
    """Return the answers that stand of all cards of some decks."""
    cards = {card.uid for found in desk.store.cards.of_points().values() for card in found if card.deck in decks}
    return [answer for answer in desk.store.log.answers() if answer.card in cards]


def _relearn_steps(desk: Desk, options: dict[str, Options], log: Sequence[Answer]) -> int:
    """Return the number of relearning steps that most of the answers were given under, by today's options."""
    decks = {card.uid: card.deck for found in desk.store.cards.of_points().values() for card in found}
    counted = Counter(len(options[decks[answer.card]].rules.relearn_steps) for answer in log)
    return max(counted, key=lambda steps: (counted[steps], steps), default=1)
