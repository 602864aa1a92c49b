"""Due days anew under chosen parameters: what that would do, before it is done."""

from collections.abc import Mapping
from dataclasses import dataclass

from flashcards.core.memory import Review
from flashcards.core.note import Card
from flashcards.core.rescheduling import interval
from flashcards.core.review import Answer, by_card, replay
from flashcards.core.schedule import Rules
from flashcards.core.spread import outside
from flashcards.services.backlog import away_days
from flashcards.services.desk import Desk


@dataclass(frozen=True, slots=True)
class Outlook:
    """The new due day of every card in review, by its uid, and how many of those that can be asked are due today.

    ``moved`` is how many change their day; ``due_before`` and ``due_after`` count what is due today or overdue.
    """

    days: Mapping[str, int]
    moved: int
    due_before: int
    due_after: int


def outlook(desk: Desk, rules: Mapping[str, Rules]) -> Outlook:
    """Return what rescheduling the cards of some decks would do; ``rules`` are those to come, by deck name."""
    logs = by_card(desk.store.log.answers())
    every = [card for found in desk.store.cards.of_points().values() for card in found]
    cards = [card for card in every if card.deck in rules and card.uid in logs]
    before = {card.uid: card.memory.due_day for card in cards if isinstance(card.memory, Review)}
    away = away_days(desk)
    days = {card.uid: _day(card, logs[card.uid], rules[card.deck], away) for card in cards if card.uid in before}
    asked = {card.uid for card in _askable(desk, cards)}
    return Outlook(
        days=days,
        moved=sum(day != before[uid] for uid, day in days.items()),
        due_before=sum(day <= desk.today for uid, day in before.items() if uid in asked),
        due_after=sum(day <= desk.today for uid, day in days.items() if uid in asked),
    )


def _day(card: Card, log: list[Answer], rules: Rules, away: frozenset[int]) -> int:
    memory = replay(log, rules.parameters).memory
    assert isinstance(memory, Review)  # noqa: S101  parameters change a memory's strength, never its state
    days = interval(memory.strength, rules, seed=f"{card.uid}:{card.reps - 1}")
    return memory.last_day + outside(days, 1, rules.max_interval, today=memory.last_day, away=away)


def _askable(desk: Desk, cards: list[Card]) -> list[Card]:
    retired = {
        point.uid for _note, points in desk.store.notes.all() for point in points if point.retired_why is not None
    }
    held = (card for card in cards if not (card.suspended or card.draft or desk.is_locked(card)))
    return [card for card in held if card.point not in retired]
