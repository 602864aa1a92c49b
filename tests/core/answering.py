"""Builds review logs the way the app writes them: each row from the outcome that the scheduler gave."""

from collections.abc import Iterable

from flashcards.core.memory import Memory, New
from flashcards.core.review import Answer, logged
from flashcards.core.schedule import Rules, next_states
from flashcards.core.studyday import DAY_MS

FIRST_DAY = 20_000


def answered(memory: Memory, rating: int, *, day: int, at: int, rules: Rules, reps: int) -> tuple[Answer, Memory]:
    """Answer a card once; return the log's row and the memory after it."""
    outcome = next_states(memory, now=at, day=day, rules=rules, seed=f"card:{reps}")[rating - 1]
    row = logged(
        memory, outcome, uid=f"answer-{reps:04}", device="here", card="card", study_day=day, duration_ms=4000,
        desired_retention=rules.desired_retention,
    )  # fmt: skip
    return row, outcome.memory


def history(answers: Iterable[tuple[int, int]], rules: Rules) -> tuple[list[Answer], list[Memory]]:
    """Answer a new card again and again, each time (study days later, rating); return its log and every memory."""
    memory: Memory = New()
    log: list[Answer] = []
    memories: list[Memory] = []
    day = FIRST_DAY
    for reps, (days, rating) in enumerate(answers):
        day += days
        row, memory = answered(memory, rating, day=day, at=day * DAY_MS + reps * 60_000, rules=rules, reps=reps)
        log.append(row)
        memories.append(memory)
    return log, memories
