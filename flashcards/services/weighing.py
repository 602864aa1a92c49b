"""What each rating would lead to for a card on the user's desk: its deck's rules, days balanced, none in a vacation."""

from dataclasses import replace

from flashcards.core.memory import Review
from flashcards.core.note import Card
from flashcards.core.schedule import Outcome, next_states
from flashcards.core.spread import FURTHEST_DAYS, Load
from flashcards.services.backlog import away_days
from flashcards.services.desk import Desk
from flashcards.store.decks import Options


def weigh(desk: Desk, card: Card, options: Options, *, at: int) -> tuple[Outcome, ...]:
    """Return the outcomes of Again, Hard, Good, Easy at the instant ``at`` (ms)."""
    return _Plain(desk, card, options, at).balanced()


def chosen(desk: Desk, card: Card, options: Options, shown: Outcome, *, at: int) -> Outcome:
    """Return the outcome of the rating that was shown, with the days shown for it if that was on this study day.

    Other cards answered meanwhile move the load; what the screen promised holds, and the load is not asked for.
    """
    plain = _Plain(desk, card, options, at)
    outcome = plain.outcomes[shown.rating - 1]
    if not (isinstance(outcome.memory, Review) and isinstance(shown.memory, Review) and shown.days is not None):
        return plain.balanced()[shown.rating - 1]
    if shown.memory.last_day != outcome.memory.last_day:
        return plain.balanced()[shown.rating - 1]
    memory = replace(outcome.memory, interval=shown.days, due_day=outcome.memory.last_day + shown.days)
    return replace(outcome, memory=memory, days=shown.days)


class _Plain:
    """Outcomes before balance: vacations are heeded, the load is not asked for yet."""

    def __init__(self, desk: Desk, card: Card, options: Options, at: int) -> None:
        self._desk, self._card, self._options, self._at = desk, card, options, at
        self._away = away_days(desk)
        self.outcomes = self._weighed(Load(away=self._away, balanced=False))

    def balanced(self) -> tuple[Outcome, ...]:
        """Return the outcomes on the emptier days, where fuzz leaves a choice that near."""
        near = [one.days for one in self.outcomes if one.days is not None and one.days <= FURTHEST_DAYS]
        if not near or not self._options.rules.fuzz or not self._desk.settings["schedule.load_balance"]:
            return self.outcomes
        return self._weighed(self._load(min(2 * max(near), FURTHEST_DAYS)))

    def _weighed(self, load: Load) -> tuple[Outcome, ...]:
        card, desk = self._card, self._desk
        seed = f"{card.uid}:{card.reps}"
        return next_states(card.memory, now=self._at, day=desk.today, rules=self._options.rules, seed=seed, load=load)

    def _load(self, days: int) -> Load:
        """Return what the next days hold."""
        today, cards = self._desk.today, self._desk.store.cards
        return Load(
            due=cards.load(today + 1, today + days),
            siblings=frozenset(cards.sibling_days(self._card.uid)),
            week=self._desk.settings.week,
            away=self._away,
        )
