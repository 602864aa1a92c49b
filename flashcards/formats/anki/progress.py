"""What is known of a card, as Anki keeps it: due, interval, memory state and review log.

Whoever turns FSRS on in Anki gets states computed anew from the log, so the log goes out whole. Anki drops a row
whose id it has already, silently, so ids are unique in the package; and it wants a card's last review time to be
that of its last row, to the second.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from flashcards.core.memory import Learning, New, Relearning, Review, Strength
from flashcards.core.note import Card
from flashcards.core.prompting import Reply
from flashcards.core.review import Answer, Trace
from flashcards.core.schedule import Rules, decay
from flashcards.core.studyday import Calendar
from flashcards.formats.anki.ids import Ids
from flashcards.formats.anki.rows import LogRow, Scheduling

_LOG_TYPES = {"learn": 0, "review": 1, "relearn": 2, "cram": 3, "manual": 4}
_LONGEST_MS = 60_000


@dataclass(frozen=True, slots=True)
class Limits:
    """How many new cards and how many reviews a deck asks a day."""

    new: int = 20
    reviews: int = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """The reviews that go out: each card's living answers by its uid, in the order of (id, uid).

    ``rules`` and ``limits`` are those in force by deck name; a deck without an entry has the defaults. ``plans`` are
    the if-then plans for points, by their uid, the oldest first.
    """

    reviews: Mapping[str, Sequence[Answer | Trace]]
    rules: Mapping[str, Rules] = field(default_factory=dict)
    limits: Mapping[str, Limits] = field(default_factory=dict)
    plans: Mapping[str, Sequence[Reply]] = field(default_factory=dict)

    def rules_of(self, deck: str) -> Rules:
        """Return the rules of a deck."""
        return self.rules.get(deck, _RULES)

    def limits_of(self, deck: str) -> Limits:
        """Return the limits of a deck."""
        return self.limits.get(deck, _LIMITS)


_RULES, _LIMITS = Rules(), Limits()


class Ledger:
    """Turns memories and answers into Anki's columns, with due days counted from ``first_day``."""

    def __init__(self, progress: Progress, calendar: Calendar, *, first_day: int, today: int) -> None:
        self._progress = progress
        self._calendar = calendar
        self._first_day = first_day
        self._today = today
        self._moved = _moved_ids(progress.reviews)

    def scheduling(self, card: Card, position: int) -> Scheduling:
        """Return a card's scheduling and log; ``position`` is its place among the new cards."""
        memory = card.memory
        if isinstance(memory, New):
            return Scheduling(due=position)
        rules = self._progress.rules_of(card.deck)
        log = self._log(card.uid, memory.strength)
        at = self._place(memory, rules)
        last = next((row.id for row in reversed(log) if row.ease), memory.last)
        return at._replace(
            queue=-3 if card.buried_until is not None and card.buried_until > self._today else at.queue,
            factor=2500,
            reps=card.reps,
            lapses=card.lapses,
            data=_data(memory.strength, rules, last, position),
            log=tuple(log),
        )

    def _place(self, memory: Learning | Review | Relearning, rules: Rules) -> Scheduling:
        match memory:
            case Review():
                return Scheduling(type=2, queue=2, due=memory.due_day - self._first_day, ivl=memory.interval)
            case Learning():
                at, left, interval = 1, len(rules.learn_steps) - memory.step, 0
            case Relearning():
                at, left, interval = 3, len(rules.relearn_steps) - memory.step, memory.interval
        day = self._calendar.study_day(memory.due)
        within = day <= memory.last_day
        due = memory.due // 1000 if within else day - self._first_day
        return Scheduling(type=at, queue=1 if within else 3, due=due, ivl=interval, left=max(left, 0))

    def _log(self, card: str, strength: Strength) -> list[LogRow]:
        answers = self._progress.reviews.get(card, ())
        difficulties = [answer.difficulty_before for answer in answers[1:]]
        rows, previous = [], 0
        for answer, difficulty in zip(answers, [*difficulties, strength.difficulty], strict=False):
            interval = answer.interval_after if answer.state_after == "review" else -answer.seconds_after
            factor = 0 if difficulty is None else round(1000 * ((difficulty - 1) / 9 + 0.1))
            time = min(max(answer.duration_ms, 0), _LONGEST_MS)
            at = self._moved.get(answer.uid, answer.id) if self._moved else answer.id
            rows.append(LogRow(at, answer.rating, interval, previous, factor, time, _LOG_TYPES[answer.kind]))
            previous = interval
        return rows


def _data(strength: Strength, rules: Rules, last: int, position: int) -> str:
    """Return compact JSON; its numbers are written as Python writes them."""
    known = f'"s":{round(strength.stability, 4)},"d":{round(strength.difficulty, 3)}'
    asked = f'"dr":{round(rules.desired_retention, 2)},"decay":{round(decay(rules.parameters), 3)}'
    return f'{{{known},{asked},"lrt":{last // 1000},"pos":{position}}}'


def _moved_ids(reviews: Mapping[str, Sequence[Answer | Trace]]) -> dict[str, int]:
    """Return the new ids of the answers that share a millisecond with another: the later uid gets the next free one."""
    every = [answer.id for answers in reviews.values() for answer in answers]
    taken = set(every)
    if len(taken) == len(every):
        return {}
    often = {at for at, times in Counter(every).items() if times > 1}
    shared: dict[int, list[str]] = {}
    for answer in chain.from_iterable(reviews.values()):
        if answer.id in often:
            shared.setdefault(answer.id, []).append(answer.uid)
    ids = Ids()
    for at in taken:
        ids.take(at)
    return {uid: ids.take(at) for at, uids in sorted(shared.items()) for uid in sorted(uids)[1:]}
