"""Apply prompts: which tips ask for an if-then plan today, and what is answered to them; no card is answered by it.

A plan is asked for afresh each time: who shows the earlier ones does so after the new one was written.
"""

from dataclasses import dataclass

from flashcards.core.note import Card, Note, Point
from flashcards.core.prompting import A_DAY, FIRST_DAYS, Kind, Reply, prompt_day
from flashcards.errors import BadInput, NotFound
from flashcards.services.desk import Desk
from flashcards.services.tracking import asking
from flashcards.store.plans import put_reply
from flashcards.store.promptable import Promptable

_ACT = {Kind.WRITTEN: "plan", Kind.NOT_NOW: "not-now", Kind.DOESNT_FIT: "doesnt-fit"}
ACTS = frozenset(_ACT.values())
"""The kinds of acts that answer prompts."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """A tip that asks for an if-then plan, with its note, its first card, and the study day from which it asks."""

    note: Note
    point: Point
    card: Card
    day: int


def prompts(desk: Desk, deck: str | None = None) -> list[Prompt]:
    """Return today's prompts, of a deck with its subdecks or all: the longest overdue first, two a study day at most.

    Tips answered for today count among the two. None with the setting ``review.apply`` off. Raises NotFound if there
    is no such deck.
    """
    with desk.store.reading():
        if deck is not None and all(one.name != deck for one in desk.store.decks.all()):
            raise NotFound("There is no deck {deck!r}: `flashcards decks` lists them.", deck=deck)
        left = A_DAY - desk.store.plans.prompted(desk.today) if desk.settings["review.apply"] else 0
        if left <= 0:
            return []
        days = _days(desk, deck, left)
        return sorted((_prompt(desk, *one) for one in days.items()), key=lambda one: (one.day, one.point.n))[:left]


def reply(desk: Desk, point: Point, kind: Kind, text: str = "") -> None:
    """Store what is answered to a tip's prompt, or without one: a plan, not now, or doesn't fit.

    "Not now" puts the prompt off for a week; after "doesn't fit" the tip asks no more, until that is undone or a plan
    is written for it. Raises BadInput for an empty plan.
    """
    if kind is Kind.WRITTEN and not text.strip():
        raise BadInput("A plan needs words: write it as 'If ..., then I will ...'.")
    with desk.store.write(_ACT[kind], at=desk.now, study_day=desk.today) as act:
        put_reply(act, point.uid, kind, text.strip())


def plans(desk: Desk, point: Point) -> list[Reply]:
    """Return the plans written for a tip, the oldest first."""
    return [reply for reply in desk.store.plans.replies(point.uid) if reply.kind is Kind.WRITTEN]


def _days(desk: Desk, deck: str | None, at_most: int) -> dict[str, int]:
    """Return the study days from which tips ask for a plan, up to today, by uid; of those never asked, the first."""
    today = desk.today
    until = today - FIRST_DAYS
    recalls = Promptable(desk.store.reading)
    fresh = recalls.untouched(today=today, until=until, at_most=at_most, within=deck)
    known = recalls.touched(today=today, until=until, within=deck)
    given, used = desk.store.plans.by_point(up_to=today), desk.store.plans.applied_days(up_to=today)
    found = {uid: recalled + FIRST_DAYS for uid, recalled in fresh.items()}
    for uid, recalled in known.items():
        day = prompt_day(recalled, given.get(uid, ()), used.get(uid, ()), today=today)
        if day is not None and day <= today:
            found[uid] = day
    return found


def _prompt(desk: Desk, uid: str, day: int) -> Prompt:
    note, point = desk.store.notes.note_of(uid)
    return Prompt(note, point, asking(desk.store.cards.of_points([uid])[uid])[0], day)
