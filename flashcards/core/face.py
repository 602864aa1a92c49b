"""How a card looks: one description of its front and back for the screen, for line mode and for Anki.

A face is made when a card is shown, from the note as it stands then: a note that grows or shrinks keeps every
card and its history, only the faces change.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from flashcards.core import cloze as marks
from flashcards.core.note import Note, Point, Reason, Role

LIST_LIMIT = 7
"""Up to this many points stand together as a list; a longer question asks for each point by itself."""

_LABEL = re.compile(
    r"(?:\*\*(?P<bold>[^*]+?)[:：]?\*\*[:：]?|(?P<word>[^\s:：.!?][^:：.!?]{0,39})[:：](?=\s))(?=\W*\w)"
)
_WHY, _WHEN = ("Why?", "왜?"), ("When?", "언제?")
_HANGUL = re.compile(r"[가-힣ㄱ-ㅎㅏ-ㅣ]")


class FaceKind(StrEnum):
    """The five ways a card can look."""

    RECALL = "recall"
    LIST = "list"
    REVERSED = "reversed"
    CLOZE = "cloze"
    WHY = "why"


class LineState(StrEnum):
    """What the front shows of a list line: its text, the gap that is asked for, or nothing yet."""

    SHOWN = "shown"
    BLANK = "blank"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class FaceLine:
    """One point in a list face. ``number`` counts from 1 where the notes have an order, else it is None.

    ``text`` is there in every state, for the back.
    """

    number: int | None
    text: str
    state: LineState


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """The front and the back of a card, as Markdown text without cloze marks.

    The front is ``context`` (source title, speaker, section path; dimmed), ``question``, ``cue``, ``hint``
    and, in a list, ``lines``; the back adds ``answer`` and ``details``. ``place`` is the cue as numbers, so
    that a screen can say "3 of 5" in the user's language; None where nothing is counted. ``hint`` tells one
    point of a long question from the others: its own label, or the point before it. ``long_question`` holds
    the full question where ``question`` is its last clause, else it is empty. ``gaps`` are the words that a cloze
    blanks, in order.
    """

    kind: FaceKind
    context: tuple[str, ...]
    question: str
    answer: str
    cue: str = ""
    place: tuple[int, int] | None = None
    hint: str = ""
    lines: tuple[FaceLine, ...] = ()
    details: tuple[str, ...] = ()
    long_question: str = ""
    gaps: tuple[str, ...] = ()


def face(note: Note, point: Point, role: Role, cloze: int = 0) -> Face:
    """Describe the card that asks for a point of a note in a role; a cloze card blanks number ``cloze``."""
    match role:
        case Role.ASK:
            return _ask(note, point)
        case Role.REVERSED:
            return _reversed(note, point)
        case Role.WHY:
            return _why(note, point)
        case Role.CLOZE:
            return _cloze(note, point, cloze)
        case _:
            assert_never(role)


def front_text(face: Face) -> str:
    """Return the front as plain lines: question, cue, hint, and the list with its gap."""
    head = f"{face.question} ({face.cue})" if face.cue else face.question
    return "\n".join(filter(None, (head, face.hint, *map(_line_text, face.lines))))


def back_text(face: Face) -> str:
    """Return the back as plain lines: the answer, then its details as a list."""
    return "\n".join(filter(None, (face.answer, *(f"- {detail}" for detail in face.details))))


def label(text: str) -> str:
    """Return what a point calls itself, ``**label** …`` or ``label: …`` at its start, or an empty string."""
    found = _LABEL.match(text)
    return (found["bold"] or found["word"]).strip() if found else ""


def _ask(note: Note, point: Point) -> Face:
    points = _standing(note, point)
    total = len(points)
    index = next(i for i, other in enumerate(points) if other.uid == point.uid)
    counted = total > 1
    listed = 1 < total <= LIST_LIMIT
    return Face(
        kind=FaceKind.LIST if listed else FaceKind.RECALL,
        context=_context(note),
        question=note.question.text,
        answer=marks.plain(point.text),
        cue=f"{index + 1} of {total}" if counted else "",
        place=(index + 1, total) if counted else None,
        hint=_hint(points, index) if counted and not listed else "",
        lines=_lines(points, index, ordered=note.question.ordered) if listed else (),
        details=point.details,
        long_question=_long_question(note),
    )


def _reversed(note: Note, point: Point) -> Face:
    return Face(
        kind=FaceKind.REVERSED,
        context=_context(note),
        question=marks.plain(point.text),
        answer=note.question.text,
        details=point.details,
    )


def _why(note: Note, point: Point) -> Face:
    text, why = marks.plain(point.text), point.why or Reason("")
    asked = _WHEN if why.condition else _WHY
    return Face(
        kind=FaceKind.WHY,
        context=(*_context(note), note.question.text),
        question=text,
        cue=asked[bool(_HANGUL.search(text))],
        answer=why.text,
        details=tuple(detail for detail in point.details if detail != why.text),
        long_question=_long_question(note),
    )


def _cloze(note: Note, point: Point, number: int) -> Face:
    return Face(
        kind=FaceKind.CLOZE,
        context=(*_context(note), note.question.text),
        question=marks.blanked(point.text, number),
        answer=marks.plain(point.text),
        details=point.details,
        long_question=_long_question(note),
        gaps=marks.covered(point.text, number),
    )


def _standing(note: Note, point: Point) -> tuple[Point, ...]:
    """Return the living points of a note together with the one asked for, which may be retired."""
    points = tuple(other for other in note.points if other.retired_why is None or other.uid == point.uid)
    if any(other.uid == point.uid for other in points):
        return points
    return tuple(sorted((*points, point), key=lambda other: other.position))


def _lines(points: tuple[Point, ...], index: int, *, ordered: bool) -> tuple[FaceLine, ...]:
    def state(i: int) -> LineState:
        if i == index:
            return LineState.BLANK
        return LineState.HIDDEN if ordered and i > index else LineState.SHOWN

    return tuple(
        FaceLine(i + 1 if ordered else None, marks.plain(point.text), state(i)) for i, point in enumerate(points)
    )


def _hint(points: tuple[Point, ...], index: int) -> str:
    own = label(marks.plain(points[index].text))
    if own:
        return f"{index + 1}. {own}: […]"
    return f"{index}. {marks.plain(points[index - 1].text)}" if index else ""


def _context(note: Note) -> tuple[str, ...]:
    speaker = note.question.speaker or note.source.speaker
    asked = {"", note.question.text, note.question.context}
    parts = (note.source.title, speaker or "", *note.question.section)
    return tuple(dict.fromkeys(part for part in parts if part not in asked))


def _long_question(note: Note) -> str:
    full = note.question.context
    return full if full != note.question.text else ""


def _line_text(line: FaceLine) -> str:
    shown = {LineState.SHOWN: line.text, LineState.BLANK: "[…]", LineState.HIDDEN: "…"}
    return f"{'-' if line.number is None else f'{line.number}.'} {shown[line.state]}"
