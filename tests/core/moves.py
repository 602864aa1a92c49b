"""Logs in which a card in review was now and then put on another day."""

from collections.abc import Iterable
from dataclasses import replace

from flashcards.core.memory import Memory, New, Review
from flashcards.core.review import Answer, moved
from flashcards.core.schedule import Rules
from flashcards.core.studyday import DAY_MS
from tests.core.answering import FIRST_DAY, answered


def history_with_moves(steps: Iterable[tuple[int, int]], rules: Rules) -> tuple[list[Answer], list[Memory]]:
    """Answer a card, or move it: each step is (study days later, rating), or (study days later, -days to move by)."""
    memory: Memory = New()
    log: list[Answer] = []
    memories: list[Memory] = []
    day = FIRST_DAY
    for reps, (days, rating) in enumerate(steps):
        day += days
        at = day * DAY_MS + reps * 60_000
        if rating > 0:
            row, memory = answered(memory, rating, day=day, at=at, rules=rules, reps=reps)
        elif isinstance(memory, Review):
            due = memory.due_day - rating
            row = moved(
                memory, due, uid=f"answer-{reps:04}", at=at, device="here", card="card", study_day=day,
                desired_retention=rules.desired_retention,
            )  # fmt: skip
            memory = replace(memory, due_day=due, interval=due - memory.last_day)
        else:
            continue
        log.append(row)
        memories.append(memory)
    return log, memories
