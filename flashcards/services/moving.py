"""Moving the due days of cards in review, and moving them back: rows of the log that are no answers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from flashcards.core.memory import Review
from flashcards.core.review import Answer, Standing, by_card, moved, replay
from flashcards.services.desk import Desk
from flashcards.store.act import Act
from flashcards.store.cards import set_standings
from flashcards.store.log import append_answers, later_ids, retract


@dataclass(frozen=True, slots=True)
class Move:
    """A card that is to be due on another day, and the day on which it is due while that is planned."""

    was: int
    day: int


def carry_out(desk: Desk, act: Act, moves: Mapping[str, Move]) -> int:
    """Make planned moves, by the cards' uids; return how many.

    A card that is not due any more when it was, because it was answered since, is left as it is.
    """
    cards = desk.store.cards.by_uids(moves)
    due = {uid: card.memory.due_day for uid, card in cards.items() if isinstance(card.memory, Review)}
    return move(desk, act, {uid: one.day for uid, one in moves.items() if due.get(uid) == one.was})


def move(desk: Desk, act: Act, days: Mapping[str, int]) -> int:
    """Put cards in review, by their uids, on other due days; return how many were moved.

    Stability, difficulty and counts stay. A card that is not in review any more, or is on its day already, is left.
    """
    options = desk.store.decks.options(fuzz=True)
    later = later_ids(act)
    cards = desk.store.cards.by_uids(days)
    rows: list[Answer] = []
    standings: dict[str, Standing] = {}
    for uid, day in days.items():
        card = cards.get(uid)
        if card is None or not isinstance(card.memory, Review) or card.memory.due_day == day:
            continue
        own = options[card.deck]
        row = moved(
            card.memory, day, uid=act.uid(), at=max(act.at, later.get(uid, 0) + 1), device=act.device, card=uid,
            study_day=act.study_day, desired_retention=own.rules.desired_retention, parameter_set=own.parameter_set,
        )  # fmt: skip
        rows.append(row)
        memory = replace(card.memory, due_day=day, interval=row.interval_after)
        standings[uid] = Standing(memory, card.reps, card.lapses)
    append_answers(act, rows)
    set_standings(act, standings)
    return len(rows)


def move_back(desk: Desk, act: Act, moves: Iterable[Answer]) -> None:
    """Take moves back: their cards are due again when the rest of their logs says."""
    rows = list(moves)
    if not rows:
        return
    retract(act, *(row.uid for row in rows))
    parameters = {name: own.rules.parameters for name, own in desk.store.decks.options(fuzz=True).items()}
    cards = desk.store.cards.by_uids(row.card for row in rows)
    logs = by_card(row for row in desk.store.log.answers() if row.card in cards)
    set_standings(act, {uid: replay(logs.get(uid, ()), parameters[card.deck]) for uid, card in cards.items()})
