"""What each rating would lead to for a card on the user's desk: its deck's rules, days balanced, none in a vacation."""

from dataclasses import replace

from flashcards.core.memory import Memory, Review
from flashcards.core.note import Card
from flashcards.core.schedule import Outcome, next_states
from flashcards.core.spread import FURTHEST_DAYS, Load
from flashcards.services.backlog import away_days
from flashcards.services.desk import Desk
from flashcards.store.decks import Options


def weigh(desk: Desk, card: Card, options: Options, *, at: int) -> tuple[Outcome, ...]:
    """Return the outcomes of Again, Hard, Good, Easy at the instant ``at`` (ms)."""
    away = away_days(desk)
    plain = _weighed(desk, card, options, at, Load(away=away, balanced=False))
    spaced = [outcome.days for outcome in plain if outcome.days is not None]
    near = [days for days in spaced if days <= FURTHEST_DAYS]
    if not near or not options.rules.fuzz or not desk.settings["schedule.load_balance"]:
        return plain
    return _weighed(desk, card, options, at, _load(desk, card, min(2 * max(near), FURTHEST_DAYS), away))


def as_shown(outcome: Outcome, shown: Outcome | None) -> Outcome:
    """Return an outcome with the days that were shown for it, where both are reviews counted from one study day.

    Other cards answered meanwhile move the load; what the screen promised holds.
    """
    if shown is None or shown.days is None or outcome.days is None or shown.rating != outcome.rating:
        return outcome
    if _day(shown.memory) != _day(outcome.memory) or not isinstance(outcome.memory, Review):
        return outcome
    memory = replace(outcome.memory, interval=shown.days, due_day=outcome.memory.last_day + shown.days)
    return replace(outcome, memory=memory, days=shown.days)


def _day(memory: Memory) -> int | None:
    return memory.last_day if isinstance(memory, Review) else None


def _weighed(desk: Desk, card: Card, options: Options, at: int, load: Load) -> tuple[Outcome, ...]:
    seed = f"{card.uid}:{card.reps}"
    return next_states(card.memory, now=at, day=desk.today, rules=options.rules, seed=seed, load=load)


def _load(desk: Desk, card: Card, days: int, away: frozenset[int]) -> Load:
    """Return what the next days hold."""
    today, cards = desk.today, desk.store.cards
    return Load(
        due=cards.load(today + 1, today + days),
        siblings=frozenset(cards.sibling_days(card.uid)),
        week=desk.settings.week,
        away=away,
    )
