"""The simulator against the services themselves: the same cards, the same answers, day by day."""

from collections import Counter
from dataclasses import dataclass, field, replace
from zlib import crc32

import pytest

from flashcards.core.memory import New, Review
from flashcards.core.scenario import Scenario
from flashcards.core.schedule import retrievability
from flashcards.core.simulation import simulate
from flashcards.services import decking, forecasting, reviewing, tracking
from flashcards.services.gathering import Text
from flashcards.services.queueing import options_of
from flashcards.services.reviewing import Shown
from tests.services.user import User

DAYS = 120
UNTIL_ROLLOVER_S = 70_000
NOTES = "# Many tips\n\n" + "".join(
    "".join([f"- What goes with number {at}?\n", *(f"    - Tip {at}.{part}, in so many words.\n" for part in range(n))])
    for at, n in enumerate((1, 2, 1, 3, 1, 1, 4, 2, 1, 1, 2, 1, 1, 1, 1, 2))
)


@dataclass
class Script:
    """Answers that depend on the tip and on how often it was asked, and on nothing else."""

    names: dict[str, str]
    asked: Counter[str] = field(default_factory=Counter)

    def rate(self, card: str, state: str, recall: float) -> int:  # noqa: ARG002  by the script alone
        """Return the next rating of a card."""
        self.asked[card] += 1
        chance = crc32(f"{self.names[card]} {self.asked[card]}".encode()) % 12
        return {0: 1, 1: 1, 2: 2, 3: 4}.get(chance, 3)


def names(user: User) -> dict[str, str]:
    return {card.uid: tip.point.text for tip in user.tips().values() for card in tip.cards}


def within_today(user: User) -> Shown | None:
    """Return the card to ask next, waiting for a step that still comes on this study day."""
    desk = user.desk
    shown = reviewing.next_card(desk)
    if isinstance(shown, Shown):
        return shown
    if shown.next_due is None or desk.calendar.study_day(shown.next_due) > desk.today:
        return None
    user.now = shown.next_due
    return within_today(user)


def lived(user: User, days: int, missed: frozenset[int]) -> list[tuple[int, int, int]]:
    """Review day by day with the services; return reviews, new cards and all answers of each day."""
    script, done = Script(names(user)), []
    begun = user.now
    for day in range(days):
        user.now = begun + day * 86_400_000
        states: Counter[str] = Counter()
        while day not in missed and (shown := within_today(user)) is not None:
            rating = script.rate(shown.card.uid, "", 0)
            row = reviewing.answer(user.desk, shown.card.uid, rating, duration_ms=1).answer
            states[row.state_before] += 1
            user.later(ms=1_000)
        done.append((states["review"], states["new"], states.total()))
    user.now = begun + (days - 1) * 86_400_000
    return done


def simulated(user: User, scenario: Scenario) -> list[tuple[int, int, int]]:
    return [(day.reviews, day.new, day.answers) for day in simulate(scenario, Script(names(user)))]


@pytest.mark.untraced
@pytest.mark.parametrize(
    ("limits", "missed"),
    [
        ({}, frozenset()),
        ({"new": "2", "reviews": "3"}, frozenset()),
        ({"new": "3", "reviews": "5", "retention": "0.95"}, frozenset(range(30, 45))),
        ({"steps": "none", "relearn-steps": "none"}, frozenset()),
        ({"steps": "1m 1d", "relearn-steps": "10m 2d"}, frozenset({4, 5})),
    ],
    ids=["as it comes", "tight limits", "weeks missed", "no steps", "long steps"],
)
def test_simulated_days_are_the_days_that_the_services_give(
    user: User, limits: dict[str, str], missed: frozenset[int]
) -> None:
    user = user.with_settings(schedule__fuzz=False)
    user.add(Text(name="many.md", path="/notes/many.md", text=NOTES))
    (deck,) = options_of(user.desk)
    if limits:
        decking.set_options(user.desk, deck, limits)
    beginning = forecasting.scenario(user.desk, days=DAYS)
    beginning = replace(beginning, missed=missed, open_seconds=UNTIL_ROLLOVER_S)

    days = simulated(user, beginning)
    real = lived(user, DAYS, missed)

    assert days == real
    assert sum(answers for _reviews, _new, answers in real) > 200


@pytest.mark.untraced
def test_what_is_remembered_in_the_end_is_what_the_cards_say(user: User) -> None:
    user = user.with_settings(schedule__fuzz=False)
    user.add(Text(name="many.md", path="/notes/many.md", text=NOTES))
    beginning = forecasting.scenario(user.desk, days=40)

    last = simulate(beginning, Script(names(user)))[-1]
    lived(user, 40, frozenset())

    memories = [tip.card.memory for tip in tracking.tips(user.desk)]
    expected = sum(
        retrievability(memory.strength, user.desk.today - memory.last_day)
        for memory in memories
        if not isinstance(memory, New)
    )
    assert last.remembered == pytest.approx(expected, rel=1e-6)
    assert sum(isinstance(memory, Review) for memory in memories) > 20
