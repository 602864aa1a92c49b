"""A simulated learner: cards reviewed over months the way the app logs them, forgotten at random by a seed."""

import random
from collections.abc import Iterator

from flashcards.core.memory import Memory, New, Review
from flashcards.core.review import Answer, logged
from flashcards.core.schedule import AGAIN, EASY, GOOD, HARD, Rules, next_states, retrievability
from flashcards.core.studyday import DAY_MS
from tests.core.answering import FIRST_DAY

RULES = Rules(fuzz=False)
_NOON_MS = DAY_MS // 2
_MINUTE_MS = 60_000


def learn(*, cards: int, days: int, seed: int, forgets: float = 0.3) -> list[Answer]:
    """Return the log of some cards over some days; ``forgets`` (0..1) is how much faster than expected they fade."""
    draw = random.Random(seed)  # noqa: S311  a sample, not a secret
    log = [row for number in range(cards) for row in _card(number, days=days, draw=draw, forgets=forgets)]
    return sorted(log, key=lambda row: (row.id, row.uid))


def _card(number: int, *, days: int, draw: random.Random, forgets: float) -> Iterator[Answer]:
    memory: Memory = New()
    at = (FIRST_DAY + draw.randrange(days // 2)) * DAY_MS + _NOON_MS + number
    reps = 0
    while (day := at // DAY_MS) < FIRST_DAY + days:
        rating = _rating(memory, day, draw, forgets)
        outcome = next_states(memory, now=at, day=day, rules=RULES, seed=f"{number}:{reps}")[rating - 1]
        yield logged(
            memory, outcome, uid=f"answer-{number:04}-{reps:03}", device="here", card=f"card-{number:04}",
            study_day=day, duration_ms=4000, desired_retention=RULES.desired_retention,
        )  # fmt: skip
        memory, reps = outcome.memory, reps + 1
        at = _next(memory, at, number, draw)


def _next(memory: Memory, at: int, number: int, draw: random.Random) -> int:
    """Return when the card is answered again: its step, or noon of its day, sometimes some days late."""
    if isinstance(memory, Review):
        late = draw.choice([0, 0, 0, 1, 3])
        return (memory.due_day + late) * DAY_MS + _NOON_MS + number
    return at + 10 * _MINUTE_MS


def _rating(memory: Memory, day: int, draw: random.Random, forgets: float) -> int:
    if isinstance(memory, New):
        return draw.choice([AGAIN, HARD, GOOD, GOOD, GOOD, EASY])
    if not isinstance(memory, Review):
        return draw.choice([AGAIN, GOOD, GOOD, GOOD, GOOD])
    recall = retrievability(memory.strength, day - memory.last_day) ** (1 + forgets)
    return draw.choice([HARD, GOOD, GOOD, GOOD, GOOD, EASY]) if draw.random() < recall else AGAIN
