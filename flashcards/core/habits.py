"""How somebody answers: which ratings, and how long each takes, as the log shows it.

Where the log is thin, what is usual among users of FSRS fills in: it counts like 20 answers more.
"""

import random
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate

from flashcards.core.review import Answer

Four = tuple[float, float, float, float]

_USUAL_WEIGHT = 20
_LONGEST_MS = 60_000
_USUAL: dict[str, Four] = {
    "new": (0.24, 0.09, 0.50, 0.17),
    "learning": (0.15, 0.06, 0.73, 0.06),
    "review": (0.0, 0.22, 0.63, 0.15),
    "relearning": (0.13, 0.10, 0.73, 0.04),
}
_USUAL_SECONDS: dict[str, Four] = {
    "new": (20.0, 19.0, 14.0, 11.0),
    "learning": (20.0, 19.0, 14.0, 11.0),
    "review": (19.0, 18.0, 12.0, 9.0),
    "relearning": (16.0, 15.0, 12.0, 8.0),
}


@dataclass(frozen=True, slots=True)
class Habits:
    """By state (``new``, ``learning``, ``review``, ``relearning``), for Again, Hard, Good, Easy: odds and seconds.

    In review the odds are those of the answers that passed, so that of Again is 0: it comes when recall fails.
    """

    odds: dict[str, Four]
    seconds: dict[str, Four]


def habits(log: Iterable[Answer] = ()) -> Habits:
    """Return the habits that a log shows, those of others for an empty one."""
    given = {state: [_USUAL_WEIGHT * share for share in usual] for state, usual in _USUAL.items()}
    timed = {state: [float(_USUAL_WEIGHT)] * 4 for state in _USUAL}
    spent = {state: [_USUAL_WEIGHT * seconds for seconds in usual] for state, usual in _USUAL_SECONDS.items()}
    for answer in log:
        state, at = answer.state_before, answer.rating - 1
        if at < 0 or answer.kind == "cram" or state not in given:
            continue
        given[state][at] += not (state == "review" and at == 0)
        if answer.duration_ms > 0:
            timed[state][at] += 1
            spent[state][at] += min(answer.duration_ms, _LONGEST_MS) / 1000
    return Habits(
        {state: _four([count / sum(counts) for count in counts]) for state, counts in given.items()},
        {state: _four([spent[state][at] / timed[state][at] for at in range(4)]) for state in given},
    )


class Learner:
    """Somebody who answers by habits: recalls as often as the model says, always the same way for one seed."""

    def __init__(self, habits: Habits, seed: int) -> None:
        """Take the habits and the seed of the chance."""
        self._random = random.Random(seed).random  # noqa: S311  a simulation, not a secret
        self._up_to = {state: list(accumulate(odds)) for state, odds in habits.odds.items()}

    def rate(self, card: str, state: str, recall: float) -> int:  # noqa: ARG002  another learner may look at the card
        """Return a rating of a card in a state; ``recall`` is its probability of recall, heeded in review."""
        draw = self._random()
        if state == "review":
            if draw >= recall:
                return 1
            draw /= recall
        again, hard, good, _easy = self._up_to[state]
        if draw >= good:
            return 4
        return 3 if draw >= hard else 2 if draw >= again else 1


def _four(values: list[float]) -> Four:
    again, hard, good, easy = values
    return again, hard, good, easy
