"""A fresh proposal laid over what is known of its source: which lines are new, the same, reworded, moved or gone."""

import re
from collections.abc import Iterator

from flashcards.reading.entries import section_path
from flashcards.reading.normal import normalise
from flashcards.reading.plan import (
    DROPPED,
    LEFT_THE_SOURCE,
    Change,
    Known,
    KnownPoint,
    Plan,
    PointMatch,
    QuestionMatch,
)
from flashcards.reading.proposal import Proposal, ProposedPoint
from flashcards.reading.recognition import Recognition
from flashcards.reading.similarity import similarity

_CLOZE = re.compile(r"\{\{c(\d+)::(.*?)(?:::[^{}]*)?\}\}")


def match(proposal: Proposal, known: Known) -> Plan:
    """Return what storing ``proposal`` over ``known`` would do.

    Score decides only about new lines: a proposed point that is known is in the plan whether or not it is key. A
    point that the user retired is recognised and stays retired; one that was dropped from a plan comes back only with
    other words.
    """
    recognition = Recognition(proposal, known)
    found = set(recognition.points.partner.values())
    return Plan(
        proposal=proposal,
        questions=tuple(_questions(proposal, known, recognition)),
        points=tuple(_points(proposal, known, recognition)),
        gone=tuple(point for at, point in enumerate(known.points) if at not in found and point.retired_why is None),
    )


def _questions(proposal: Proposal, known: Known, recognition: Recognition) -> Iterator[QuestionMatch]:
    for at, question in enumerate(proposal.questions):
        there = recognition.questions.partner.get(at)
        if there is None:
            yield QuestionMatch(question=at, uid=None)
            continue
        theirs = known.questions[there]
        reads_alike = normalise(question.text) == normalise(theirs.text)
        yield QuestionMatch(question=at, uid=theirs.uid, old=None if reads_alike else theirs.text, own=theirs.own)


def _points(proposal: Proposal, known: Known, recognition: Recognition) -> Iterator[PointMatch]:
    sections = {question.uid: section_path(question.section) for question in known.questions}
    serial = 0
    for at, question in enumerate(proposal.questions):
        place = (recognition.home(at), section_path(question.section))
        for index, point in enumerate(question.points):
            there = recognition.points.partner.get(serial)
            serial += 1
            if there is None:
                if point.key:
                    yield PointMatch(question=at, point=index, uid=None, change=Change.NEW, similarity=0.0)
                continue
            theirs = known.points[there]
            stays = place == (theirs.question, sections.get(theirs.question, ()))
            reworded = not _reads_alike(point, theirs)
            yield PointMatch(
                question=at,
                point=index,
                uid=theirs.uid,
                change=_change(theirs, reworded=reworded, stays=stays),
                similarity=similarity(normalise(point.text), normalise(theirs.text)) if reworded else 1.0,
                old=theirs.text if reworded else None,
                own=theirs.own,
                mention=theirs.mention,
                has_why=theirs.has_why,
            )


def _change(theirs: KnownPoint, *, reworded: bool, stays: bool) -> Change:
    if theirs.retired_why == LEFT_THE_SOURCE or (theirs.retired_why == DROPPED and reworded):
        return Change.BACK
    if reworded:
        return Change.REWORDED
    return Change.SAME if stays else Change.MOVED


def _reads_alike(point: ProposedPoint, theirs: KnownPoint) -> bool:
    """Whether the card or the line says what it said, with the same words blanked out."""
    if point.text == theirs.text:
        return True
    if _CLOZE.findall(point.text) != _CLOZE.findall(theirs.text):
        return False
    return normalise(point.text) == normalise(theirs.text) or (
        bool(theirs.original) and normalise(point.original) == normalise(theirs.original)
    )
