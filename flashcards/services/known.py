"""What is known of a source before its notes are read again: which one it is, its lines and the decisions on them."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from flashcards.core.note import Source, SourceKind
from flashcards.reading.normal import normalise, text_hash
from flashcards.reading.plan import LEFT_THE_SOURCE, Known, KnownPoint, KnownQuestion
from flashcards.services.desk import Desk
from flashcards.services.verdicts import Decision, Verdict
from flashcards.store.lines import Lines, Mention, PointLine, QuestionLine

Decisions = dict[str, Decision]


def hand_source(desk: Desk) -> Source | None:
    """Return the source of cards written by hand, None if there is none yet."""
    return next(iter(desk.store.notes.sources_of_kind(SourceKind.HAND.value)), None)


def find_source(desk: Desk, *, path: str, text_hash: str, title: str) -> Source | None:
    """Find the source of notes: by path, or once its old file is gone by equal text (a renamed file) or title."""
    seen = desk.store.notes.files(desk.store.device())
    by_path = next((one.source for one in seen if one.path == path), None)
    if by_path is not None:
        return desk.store.notes.source(by_path)
    missing = {one.source for one in seen if one.path[:1] not in {"@", "-"} and not Path(one.path).exists()}
    here = {one.source for one in seen} - missing
    free = [one for one in desk.store.notes.sources_of_kind(SourceKind.NOTES.value) if one.uid not in here]
    alike = [one for one in free if one.text_hash == text_hash] or [one for one in free if one.title == title]
    return next(iter(alike), None)


def known(desk: Desk, source: Source | None) -> tuple[Known, Decisions]:
    """Return what is known of a source, retired points and mentions included, and what was decided on its lines.

    Nothing is known of a source that is new here.
    """
    if source is None:
        return Known(), {}
    lines = Lines(desk.store.reading)
    questions = lines.questions(source.uid)
    decisions = {mark: Decision(*one) for mark, one in lines.decisions(source.uid).items()}
    also: dict[str, list[str]] = {}
    for mention in lines.mentions_of_points_of(source.uid):
        also.setdefault(mention.point, []).append(mention.title)
    at_home = lines.points(source.uid)
    former = lines.former(source.uid)
    points = [
        replace(_at_home(one, decisions, tuple(also.get(one.uid, ()))), former=former.get(one.uid, ()))
        for one in at_home
    ]
    points += _mentioned(lines, source, questions, {one.uid for one in at_home})
    return Known(questions=tuple(map(_question, questions)), points=tuple(points)), decisions


def _question(one: QuestionLine) -> KnownQuestion:
    return KnownQuestion(
        uid=one.uid, text=one.text, original=one.original, section=one.section, line=one.line, asked=one.asked,
        own=one.own,
    )  # fmt: skip


def _at_home(one: PointLine, decisions: Decisions, also_in: tuple[str, ...]) -> KnownPoint:
    """Return a point at home; a part of a split line is known by its own text, as the whole line is none of them."""
    decision = decisions.get(text_hash(one.original)) if decisions else None
    is_part = decision is not None and decision.verdict == Verdict.SPLIT and one.text in decision.texts
    return KnownPoint(
        uid=one.uid, question=one.question, text=one.text, original=one.text if is_part else one.original,
        line=one.line, block_id=one.block_id, retired_why=one.retired_why, own=one.own, draft=one.draft,
        also_in=also_in, has_why=one.has_why,
    )  # fmt: skip


def _mentioned(lines: Lines, source: Source, questions: list[QuestionLine], at_home: set[str]) -> Iterator[KnownPoint]:
    """Yield the lines of a source that say what a point elsewhere says, or another line of it; those that left too."""
    found = [one for one in lines.mentions(source.uid) if not (one.home and one.point in at_home)]
    points = lines.of_points(list({one.point for one in found}))
    places = {(normalise(one.text), one.section): one.uid for one in questions}
    for one in found:
        yield _as_known(one, points[one.point], places.get((normalise(one.question_text), one.section), ""))


def _as_known(one: Mention, point: PointLine, question: str) -> KnownPoint:
    """Return a mention as a known line.

    One that left, of a point that left its home too, is a point that can come home here; of one that lives on, a
    mention that can come back.
    """
    retired = point.retired_why
    if one.line is None and retired is None:
        retired = LEFT_THE_SOURCE
    alike = normalise(one.original) == normalise(point.original)
    return KnownPoint(
        uid=point.uid, question=question, text=point.text if alike else one.original, original=one.original,
        line=one.line, block_id=one.block_id, retired_why=retired, own=point.own, draft=point.draft,
        mention=None if point.retired_why == LEFT_THE_SOURCE else one.uid, says=point.text,
        has_why=point.has_why,
    )  # fmt: skip
