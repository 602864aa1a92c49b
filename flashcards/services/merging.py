"""Points that say the same in several places: equal ones become mentions, near ones are only proposed.

Two points are equal when question and answer are, after normalising, with the same words blanked out. Equal answers
under other questions are two cards that are related.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from flashcards.reading.candidates import candidates as worth_comparing
from flashcards.reading.contrast import contrast
from flashcards.reading.entries import SHORT, Entry
from flashcards.reading.normal import normalise
from flashcards.reading.plan import Change, Plan, PointMatch
from flashcards.reading.similarity import similarity, weight
from flashcards.services.desk import Desk
from flashcards.services.verdicts import Place
from flashcards.store.lines import Lines, PointLine

NEAR = 0.90
"""From this similarity of the answers on, a new point is proposed as a mention of a known one."""
NEAR_QUESTION = 0.80

Key = tuple[str, str, tuple[str, ...]]
"""Question and answer after normalising, and the answer's cloze marks."""

_CLOZE = re.compile(r"\{\{c\d+::.*?\}\}")


@dataclass(frozen=True, slots=True)
class Similar:
    """A living point that a new one nearly says again: its uid, its number, its text and its question."""

    uid: str
    n: int
    text: str
    question: str


@dataclass(frozen=True, slots=True)
class Standing:
    """A living point with its question's text."""

    point: PointLine
    question: str

    @property
    def key(self) -> Key:
        """What it says."""
        return key_of(self.question, self.point.text)


class Elsewhere:
    """Every living point of the database, by what it says; read when it is first asked, and shared by several plans."""

    def __init__(self, desk: Desk) -> None:
        """Take the desk whose points are meant."""
        self._lines = Lines(desk.store.reading)

    def equal(self, key: Key) -> str | None:
        """Return the uid of the living point that says the same, the oldest of several; None if none does."""
        return self._by_key.get(key)

    def answering_alike(self, key: Key) -> set[str]:
        """Return the living points that give this answer to other questions; "yes" and the like relate nothing."""
        alike = self._by_answer.get(key[1:], ()) if tells(key) else ()
        return {uid for asked, uid in alike if asked != key[0]}

    def near(self, found: Iterable[tuple[Place, str, str]]) -> dict[Place, tuple[Similar, ...]]:
        """Return the living points that new ones, given as (place, question, answer), nearly say again, nearest first.

        Two answers are never near if numbers or negations differ.
        """
        asked = [(place, normalise(question), normalise(answer)) for place, question, answer in found]
        mine = [_entry(at, answer) for at, (_place, _question, answer) in enumerate(asked)]
        scores: dict[Place, list[tuple[float, Similar]]] = defaultdict(list)
        for here, there in worth_comparing(mine, self._entries, ()) if mine else ():
            standing = self._all[there.at]
            place, question, _answer = asked[here.at]
            if is_near(here.text, there.text) and _is_near_question(question, normalise(standing.question)):
                one = standing.point
                close = Similar(one.uid, one.n, one.own or one.text, standing.question)
                scores[place].append((similarity(here.text, there.text), close))
        return {place: tuple(one for _score, one in _ranked(near)) for place, near in scores.items()}

    @cached_property
    def _all(self) -> list[Standing]:
        questions = {one.uid: one.text for one in self._lines.questions()}
        return [Standing(one, questions[one.question]) for one in self._lines.points()]

    @cached_property
    def _by_key(self) -> dict[Key, str]:
        return {one.key: one.point.uid for one in reversed(self._all)}

    @cached_property
    def _by_answer(self) -> dict[tuple[str, tuple[str, ...]], list[tuple[str, str]]]:
        found: dict[tuple[str, tuple[str, ...]], list[tuple[str, str]]] = defaultdict(list)
        for key, uid in ((one.key, one.point.uid) for one in self._all):
            found[key[1:]].append((key[0], uid))
        return found

    @cached_property
    def _entries(self) -> list[Entry]:
        return [_entry(at, normalise(one.point.text)) for at, one in enumerate(self._all)]


def key_of(question: str, answer: str) -> Key:
    """Return what a point says, in the form in which equal points are equal."""
    return normalise(question), normalise(answer), tuple(_CLOZE.findall(answer))


def tells(key: Key) -> bool:
    """Tell whether an answer says enough to be recognised under another question."""
    return weight(key[1]) >= SHORT


def is_near(one: str, other: str) -> bool:
    """Tell whether two normalised answers nearly say the same; never where numbers or negations differ."""
    return similarity(one, other) >= NEAR and not contrast(one, other)


def merge(plan: Plan, elsewhere: Elsewhere) -> Plan:
    """Return the plan in which new points that say what a living one says, or a line above, are mentions."""
    seen: set[Key] = set()
    return replace(plan, points=tuple(_merged(plan, one, elsewhere, seen) for one in plan.points))


def key_in(plan: Plan, one: PointMatch) -> Key:
    """Return what a matched line says."""
    return key_of(plan.proposal.questions[one.question].text, plan.text(one))


def _merged(plan: Plan, one: PointMatch, elsewhere: Elsewhere, seen: set[Key]) -> PointMatch:
    if one.change is not Change.NEW or one.own is not None:
        return one
    key = key_in(plan, one)
    gone = {point.uid for point in plan.gone}
    there = elsewhere.equal(key)
    if there is not None and there not in gone:
        return replace(one, uid=there, change=Change.MENTIONED)
    if key in seen:
        return replace(one, change=Change.MENTIONED)
    seen.add(key)
    return one


def still_mentions(says: str, line: str, *, reworded: bool) -> bool:
    """Tell whether a line that was a mention of a point is one yet, given what the point says now.

    A line that did not change stays one unless the point's numbers or negations changed.
    """
    one, other = normalise(says), normalise(line)
    return is_near(one, other) if reworded else not contrast(one, other)


def _is_near_question(one: str, other: str) -> bool:
    return similarity(one, other) >= NEAR_QUESTION and not contrast(one, other)


def _ranked(near: list[tuple[float, Similar]]) -> list[tuple[float, Similar]]:
    return sorted(near, key=lambda one: (-one[0], one[1].n))


def _entry(at: int, text: str) -> Entry:
    return Entry(at=at, text=text, original=text, line=at, rank=0, section=(), weight=weight(text))
