"""Training: FSRS parameters from the log, and how well a set of them foretells it. Second home of the FSRS library.

An item is one review to be foretold from the ratings before it. The library trains something else, silently, from items
out of time order or without their cards, and it panics at items without a day between ratings; so they are made here.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from fsrs_rs_python import FSRS, FSRSItem, FSRSReview, TrainingConfig, check_and_fill_parameters

from flashcards.core.review import Answer, by_card
from flashcards.core.schedule import RATINGS
from flashcards.errors import BadInput

LENGTHS = {17: "FSRS-4.5", 19: "FSRS-5", 21: "FSRS-6"}
EARLIER = 0.7
_FSRS_7 = 34
_EPOCHS = 8
_UNRATED = ("manual", "cram")
_BOUNDS = (
    *(((0.001, 100.0),) * 4),
    *((1.0, 10.0), (0.001, 4.0), (0.001, 4.0), (0.001, 0.75), (0.0, 4.5), (0.0, 0.8), (0.001, 3.5), (0.001, 5.0)),
    *((0.001, 0.25), (0.001, 0.9), (0.0, 4.0), (0.0, 1.0), (1.0, 6.0), (0.0, 2.0), (0.0, 2.0), (0.0, 0.8), (0.1, 0.8)),
)


class Rated(NamedTuple):
    """One rating in a card's history: 1..4, study days since the rating before (0 for the first), its instant in ms."""

    rating: int
    days: int
    at: int


History = Sequence[Rated]


class Item(NamedTuple):
    """A history up to the review that is foretold, the last; ``card`` is its place in the order of cards."""

    card: int
    history: History

    @property
    def at(self) -> int:
        """The instant (ms) of the review that is foretold."""
        return self.history[-1].at


@dataclass(frozen=True, slots=True)
class Fit:
    """How far a set's predictions are from what happened: mean log loss, and RMSE over bins of like reviews."""

    log_loss: float
    rmse: float


def histories(log: Iterable[Answer]) -> list[History]:
    """Return what training may know of each card, in the order of the cards' uids: its ratings since it was last new.

    Manual and cram rows are out, and whole cards whose log does not reach back to when they were new.
    """
    logs = by_card(sorted(log, key=lambda answer: (answer.id, answer.uid)))
    found = (list(_rated(_since_new(logs[card]))) for card in sorted(logs))
    return [history for history in found if history]


def items(found: Sequence[History]) -> list[Item]:
    """Return an item for each review with at least a day since the rating before, in the order of their instants."""
    every = (
        Item(card, history[: end + 1])
        for card, history in enumerate(found)
        for end, rated in enumerate(history)
        if rated.days > 0
    )
    return sorted(every, key=lambda item: (item.at, item.card))


def split(found: Sequence[Item]) -> tuple[Sequence[Item], Sequence[Item]]:
    """Return the earlier 70 % of the items and the later 30 %."""
    at = int(len(found) * EARLIER)
    return found[:at], found[at:]


def train(found: Sequence[Item], *, relearn_steps: int) -> tuple[float, ...]:
    """Return the 21 parameters that foretell the items best; the library's defaults for a handful of items.

    ``relearn_steps`` is how many relearning steps the cards have.
    """
    trained = FSRS([]).compute_parameters(
        _as_library(found),
        card_ids=[item.card for item in found],
        num_relearning_steps=relearn_steps,
        training_config=TrainingConfig(num_epochs=_EPOCHS),
    )
    return tuple(trained)


def fit(found: Sequence[Item], parameters: Sequence[float]) -> Fit:
    """Return how well parameters foretell the items, of which there must be one at least."""
    measured = FSRS(list(parameters)).evaluate(_as_library(found))
    return Fit(measured.log_loss, measured.rmse_bins)


def checked(parameters: Sequence[float]) -> tuple[float, ...]:
    """Return parameters that the library takes as they are. Raises BadInput for any others, with what is wrong."""
    if len(parameters) == _FSRS_7:
        raise BadInput("34 numbers are FSRS-7, which this version does not know: give the 21 of FSRS-6.")
    if len(parameters) not in LENGTHS:
        raise BadInput("FSRS parameters are 17, 19 or 21 numbers, not {n}: copy all of them.", n=len(parameters))
    if not all(map(math.isfinite, parameters)):
        raise BadInput("One of the FSRS parameters is not a finite number: copy them again.")
    for at, (value, (low, high)) in enumerate(zip(check_and_fill_parameters(list(parameters)), _BOUNDS, strict=True)):
        if not low * (1 - 1e-6) <= value <= high * (1 + 1e-6):
            raise BadInput(
                "FSRS parameter {n} of {of} is out of bounds ({low} to {high}): copy them again.",
                n=at + 1, of=len(parameters), low=low, high=high,
            )  # fmt: skip
    return tuple(map(float, parameters))


def _since_new(log: Sequence[Answer]) -> Sequence[Answer]:
    """Return a card's ratings from the last time it was new, none if the log begins later than that.

    A card was new at the first of its last run of learning answers, or after a row that reset it. Two machines may each
    have answered it as new before their logs met: that is one run, and one time.
    """
    reset = max((at for at, answer in enumerate(log) if _resets(answer)), default=-1)
    rated = [answer for answer in log[reset + 1 :] if answer.kind not in _UNRATED and answer.rating in RATINGS]
    learning = [at for at, answer in enumerate(rated) if answer.kind == "learn"]
    if not learning:
        return ()
    start = learning[-1]
    while start > 0 and rated[start - 1].kind == "learn":
        start -= 1
    return rated[start:] if rated[start].state_before == "new" else ()


def _resets(answer: Answer) -> bool:
    return answer.kind == "manual" and answer.state_after == "new"


def _rated(log: Sequence[Answer]) -> Iterator[Rated]:
    last: int | None = None
    for answer in log:
        days = 0 if last is None else max(0, answer.study_day - last)
        last = answer.study_day
        yield Rated(answer.rating, days, answer.id)


def _as_library(found: Sequence[Item]) -> list[FSRSItem]:
    return [FSRSItem([FSRSReview(rated.rating, rated.days) for rated in item.history]) for item in found]
