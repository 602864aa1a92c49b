"""Learned, and how the memory of a tip stands: rules over the logs of its cards, up to the last row given."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import takewhile

from flashcards.core.memory import New
from flashcards.core.review import Answer, Standing, standings

STABILITY_DAYS = 21
RECALLS = 2


class Status(StrEnum):
    """Exactly one of these holds for a tip; the first that fits, in this order."""

    RETIRED = "retired"
    NEW = "new"
    LEARNED = "learned"
    LAPSED = "lapsed"
    LEARNING = "learning"


@dataclass(frozen=True, slots=True)
class LearnedRule:
    """When a tip counts as learned: stability in days of each of its cards, and how many last recalls passed."""

    stability_days: int = STABILITY_DAYS
    recalls: int = RECALLS


def is_learned(log: Sequence[Answer], standing: Standing, rule: LearnedRule) -> bool:
    """Say whether one card is learned by the rule, from its log and its standing.

    Stability must have reached the threshold, and each of the last first-of-day answers from review state must have
    been Hard or better. A lapse loses it: the lapse is itself the last recall.
    """
    return _strong(standing, rule) and passed_in_a_row(log) >= rule.recalls


def passed_in_a_row(log: Sequence[Answer]) -> int:
    """Return how many of a card's last first-of-day answers from review state passed, up to the last that failed."""
    return sum(1 for _answer in takewhile(lambda answer: answer.rating > 1, reversed(first_recalls(log))))


def first_recalls(log: Sequence[Answer]) -> list[Answer]:
    """Return each study day's first answer, where it was given from review state."""
    found: list[Answer] = []
    day: int | None = None
    for answer in log:
        if answer.manual:
            continue
        if answer.study_day != day and answer.state_before == "review":
            found.append(answer)
        day = answer.study_day
    return found


def was_learned(log: Sequence[Answer], rule: LearnedRule, parameters: tuple[float, ...]) -> bool:
    """Say whether a card was learned after any answer of its log, under the present parameters."""
    return any(learned for _day, learned in learned_after(log, rule, parameters))


def learned_after(
    log: Sequence[Answer], rule: LearnedRule, parameters: tuple[float, ...]
) -> Iterator[tuple[int, bool]]:
    """Yield, for each answer of a card's log, its study day and whether the card was learned after it.

    Stability is that of the present parameters, as if they had always been in force.
    """
    passed, day = 0, None
    for answer, standing in zip(log, standings(log, parameters), strict=True):
        if answer.manual:
            continue
        if answer.study_day != day and answer.state_before == "review":
            passed = passed + 1 if answer.rating > 1 else 0
        day = answer.study_day
        yield day, passed >= rule.recalls and _strong(standing, rule)


def _strong(standing: Standing, rule: LearnedRule) -> bool:
    return not isinstance(standing.memory, New) and standing.memory.strength.stability >= rule.stability_days
