"""FSRS parameter sets: every one that was kept, and which of them decks use.

A deck uses its own set, else its nearest parent's, else the one for all decks, which is a row of ``setting`` so that
decks that are made later use it too.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from flashcards.store.act import Act
from flashcards.store.connection import Reading
from flashcards.store.tables import deck, parameter_set, setting

FOR_ALL = "parameter_set"


@dataclass(frozen=True, slots=True)
class ParameterSet:
    """A set that was kept: ``n`` counts from the oldest; log losses are None where no training measured them.

    ``at`` is an instant (ms); ``reviews`` is how many reviews it was trained on, 0 for a set that was typed in.
    """

    n: int
    uid: str
    at: int
    parameters: tuple[float, ...]
    log_loss_before: float | None
    log_loss: float | None
    reviews: int


class ParameterSets:
    """What can be asked about parameter sets."""

    def __init__(self, reading: Reading) -> None:
        """Take the store's way of reading."""
        self._reading = reading

    def all(self) -> list[ParameterSet]:
        """Return every set, oldest first."""
        with self._reading() as connection:
            rows = connection.execute(select(parameter_set).order_by(parameter_set.c.at, parameter_set.c.uid)).all()
        return [
            ParameterSet(
                n, row.uid, row.at, tuple(row.parameters), row.log_loss_before, row.log_loss, row.reviews
            )
            for n, row in enumerate(rows, 1)
        ]  # fmt: skip

    def own(self) -> dict[str, str]:
        """Return the set of each deck that has one of its own, by deck name."""
        query = select(deck.c.name, deck.c.parameter_set).where(deck.c.parameter_set.is_not(None))
        with self._reading() as connection:
            return {row.name: row.parameter_set for row in connection.execute(query.order_by(deck.c.name))}

    def for_all(self) -> str | None:
        """Return the uid of the set of all decks that have none of their own, None for FSRS's defaults."""
        with self._reading() as connection:
            found: str | None = connection.execute(select(setting.c.value).where(setting.c.name == FOR_ALL)).scalar()
        return found


def keep_parameters(
    act: Act, parameters: Sequence[float], *, log_loss_before: float | None, log_loss: float | None, reviews: int
) -> str:
    """Add a set and return its uid; no deck uses it yet."""
    return act.insert(
        parameter_set, at=act.at, parameters=list(parameters), log_loss=log_loss, log_loss_before=log_loss_before,
        reviews=reviews,
    )  # fmt: skip


def ensure_choice(act: Act) -> str:
    """Return the uid of the row that says which set all decks use, made if there is none."""
    found = act.connection.execute(select(setting.c.uid).where(setting.c.name == FOR_ALL)).scalar()
    return found or act.insert(setting, name=FOR_ALL, value=None, at=act.at)


def use_parameters(act: Act, uid: str | None, deck_name: str | None) -> None:
    """Let a deck with its subdecks use a set, or its parent's for None; with no deck, all decks, or the defaults."""
    if deck_name is None:
        act.update(setting, ensure_choice(act), value=uid)
        return
    found = act.connection.execute(select(deck.c.uid).where(deck.c.name == deck_name)).scalar_one()
    act.update(deck, found, parameter_set=uid)


SET_FOR_ALL = (
    select(parameter_set.c.uid.label("parameter_set"), parameter_set.c.parameters)
    .join(setting, func.json_extract(setting.c.value, "$") == parameter_set.c.uid)
    .where(setting.c.name == FOR_ALL)
)
