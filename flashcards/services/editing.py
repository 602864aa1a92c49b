"""Editing a card in the app: the user's words beside the file's, which stay; and accepting drafts.

The notes file is never written. Both acts can be undone within their study day.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flashcards.core import cloze
from flashcards.core.note import Card
from flashcards.errors import BadInput
from flashcards.reading.reasons import reason_in
from flashcards.services.desk import Desk
from flashcards.store.keeping import Keeper
from flashcards.store.lines import Lines, PointLine, QuestionLine
from flashcards.store.rows import reason_columns
from flashcards.store.tables import card as card_table


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What a card says: its question, its answer with cloze marks, and its details, one a line."""

    question: str
    answer: str
    details: tuple[str, ...] = ()


def wording(desk: Desk, card: Card) -> Wording:
    """Return what a card says now, the user's words before the file's."""
    note, point = desk.store.notes.note_of(card.point)
    return Wording(question=note.question.text, answer=point.text, details=point.details)


def edit(desk: Desk, card: Card, new: Wording) -> bool:
    """Give a card other words; say whether anything changed. Words equal to the file's take the file's back.

    The question is that of every card under it. Raises BadInput for an empty question or answer, and for other blanks
    than those its cards ask for.
    """
    now = wording(desk, card)
    new = Wording(question=new.question.strip(), answer=new.answer.strip(), details=new.details)
    if not new.question or not new.answer:
        raise BadInput("A card needs a question and an answer: write both, or retire the tip.")
    if cloze.numbers(new.answer) != cloze.numbers(now.answer):
        raise BadInput("Other blanks are other cards, so an edit keeps them: leave each {mark} in.", mark="{{c1::...}}")
    question, point = _lines(desk, card)
    with desk.store.write("edit", at=desk.now, study_day=desk.today) as act:
        keeper = Keeper(act)
        changed: frozenset[str] = frozenset()
        if (new.answer, new.details) != (now.answer, now.details):
            changed = keeper.change_point(point.uid, **_of_point(point, now, new))
        if new.question != now.question:
            own = None if new.question == question.text else new.question
            keeper.change_question(question.uid, own_text=own, own_for=own and question.text)
    return bool(changed) or new.question != now.question


def take_file(desk: Desk, card: Card) -> bool:
    """Give a card, and its question, the file's words back; say whether it had others."""
    question, point = _lines(desk, card)
    with desk.store.write("edit", at=desk.now, study_day=desk.today) as act:
        keeper = Keeper(act)
        changed = keeper.change_point(point.uid, own_text=None, own_for=None, own_details=None, own_why=None)
        keeper.change_question(question.uid, own_text=None, own_for=None)
    return bool(changed) or question.own is not None


def accept(desk: Desk, cards: Sequence[Card]) -> list[Card]:
    """Make cards of the drafts among some cards, so that they are asked; return those that were drafts."""
    with desk.store.write("accept", at=desk.now, study_day=desk.today) as act:
        return [card for card in cards if act.update(card_table, card.uid, draft=False)]


def _lines(desk: Desk, card: Card) -> tuple[QuestionLine, PointLine]:
    """Return the lines of the file that a card was made of."""
    lines = Lines(desk.store.reading)
    point = lines.of_points([card.point])[card.point]
    return lines.question(point.question), point


def _of_point(point: PointLine, now: Wording, new: Wording) -> dict[str, Any]:
    """Return the columns that keep a wording of a point, with the reason among its details.

    One that is the file's in full needs none.
    """
    details = point.own_details if new.details == now.details else "\n".join(new.details)
    if new.answer == point.text and details is None:
        return {"own_text": None, "own_for": None, "own_details": None, "own_why": None}
    why = None if details is None else reason_columns(reason_in(new.answer, filter(None, details.split("\n"))))
    return {"own_text": new.answer, "own_for": point.text, "own_details": details, "own_why": why}
