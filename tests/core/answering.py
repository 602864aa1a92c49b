"""Builds review logs the way the app writes them: each row from the outcome that the scheduler gave."""

from collections.abc import Iterable

from flashcards.core.memory import Learning, Memory, New, Review
from flashcards.core.review import Answer, log_kind, state_name
from flashcards.core.schedule import Rules, next_states

DAY_MS = 86_400_000
FIRST_DAY = 20_000


def answered(memory: Memory, rating: int, *, day: int, at: int, rules: Rules, reps: int) -> tuple[Answer, Memory]:
    """Answer a card once; return the log's row and the memory after it."""
    outcome = next_states(memory, now=at, day=day, rules=rules, seed=f"card:{reps}")[rating - 1]
    after = outcome.memory
    assert not isinstance(after, New)
    strength = None if isinstance(memory, New) else memory.strength
    row = Answer(
        uid=f"answer-{reps:04}",
        id=at,
        device="here",
        card="card",
        study_day=day,
        rating=rating,
        kind=log_kind(memory),
        duration_ms=4000,
        state_before=state_name(memory),
        step_before=0 if isinstance(memory, New | Review) else memory.step,
        stability_before=strength.stability if strength else None,
        difficulty_before=strength.difficulty if strength else None,
        state_after=state_name(after),
        step_after=0 if isinstance(after, Review) else after.step,
        interval_after=0 if isinstance(after, Learning) else after.interval,
        seconds_after=0 if isinstance(after, Review) else after.seconds,
        due_after=after.due_day if isinstance(after, Review) else after.due,
        desired_retention=rules.desired_retention,
    )
    return row, after


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
