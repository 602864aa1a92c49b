"""Rows of the log with only what statistics read; the rest is as it would be for a card that is well known."""

from flashcards.core.review import Answer


def row(
    day: int,
    *,
    rating: int = 3,
    card: str = "a",
    state: str = "review",
    interval: int = 10,
    stability: float | None = 10.0,
    kind: str = "review",
    at: int = 0,
    duration_ms: int = 4_000,
    parameter_set: str | None = None,
) -> Answer:
    """Return an answer on a study day; ``interval`` is what it led to, ``at`` tells rows of one day apart."""
    return Answer(
        uid=f"{card}-{day}-{at}", id=day * 86_400_000 + at, device="here", card=card, study_day=day, rating=rating,
        kind=kind, duration_ms=duration_ms, state_before=state, step_before=0, stability_before=stability,
        difficulty_before=5.0, state_after="review", step_after=0, interval_after=interval, seconds_after=0,
        due_after=day + interval, desired_retention=0.9, parameter_set=parameter_set,
    )  # fmt: skip
