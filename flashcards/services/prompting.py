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

_ACTS = {Kind.WRITTEN: "plan", Kind.NOT_NOW: "not-now", Kind.DOESNT_FIT: "doesnt-fit"}


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


def plan(desk: Desk, point: Point, text: str) -> None:
    """Store an if-then plan for a tip, asked for or not. Raises BadInput for an empty one."""
    if not text.strip():
        raise BadInput("The plan is empty: write it as 'If ..., then I will ...'.")
    _reply(desk, point, Kind.WRITTEN, text.strip())


def not_now(desk: Desk, point: Point) -> None:
    """Put a tip's prompt off for a week."""
    _reply(desk, point, Kind.NOT_NOW)


def doesnt_fit(desk: Desk, point: Point) -> None:
    """Have a tip ask for no plan any more, until this is undone or a plan is written for it by hand."""
    _reply(desk, point, Kind.DOESNT_FIT)


def plans(desk: Desk, point_uid: str) -> list[Reply]:
    """Return the plans written for a tip, the oldest first."""
    return [reply for reply in desk.store.plans.replies(point_uid) if reply.kind is Kind.WRITTEN]


def _reply(desk: Desk, point: Point, kind: Kind, text: str = "") -> None:
    with desk.store.write(_ACTS[kind], at=desk.now, study_day=desk.today) as act:
        put_reply(act, point.uid, kind, text)


def _days(desk: Desk, deck: str | None, at_most: int) -> dict[str, int]:
    """Return the study days from which tips ask for a plan, up to today, by uid; of those never asked, the first."""
    store, today = desk.store.plans, desk.today
    until = today - FIRST_DAYS
    fresh = store.untouched(today=today, until=until, at_most=at_most, within=deck)
    known = store.touched(today=today, until=until, within=deck)
    replies, used = (store.by_point(up_to=today), store.applied_days(up_to=today)) if known else ({}, {})
    found = {uid: recalled + FIRST_DAYS for uid, recalled in fresh.items()}
    for uid, recalled in known.items():
        day = prompt_day(recalled, replies.get(uid, ()), used.get(uid, ()), today=today)
        if day is not None and day <= today:
            found[uid] = day
    return found


def _prompt(desk: Desk, uid: str, day: int) -> Prompt:
    note, point = desk.store.notes.note_of(uid)
    return Prompt(note, point, asking(desk.store.cards.of_points([uid])[uid])[0], day)
