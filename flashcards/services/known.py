"""What is known of a source before its notes are read again: which one it is, and its questions and points."""

from pathlib import Path

from flashcards.core.note import Source, SourceKind
from flashcards.reading.plan import Known, KnownPoint, KnownQuestion
from flashcards.services.desk import Desk


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


def known(desk: Desk, source: Source | None) -> Known:
    """Return what is known of a source, retired points included; nothing for a source that is new here."""
    if source is None:
        return Known()
    questions = [
        KnownQuestion(uid=q.uid, text=q.text, original=q.original, section=q.section, line=q.line, asked=q.asked)
        for q in desk.store.notes.questions(source.uid)
    ]
    points = [
        KnownPoint(
            uid=p.uid, question=p.question, text=p.file_text, original=p.original, line=p.line, block_id=p.block_id,
            retired_why=p.retired_why,
        )
        for p in desk.store.notes.points(source.uid)
    ]  # fmt: skip
    return Known(questions=tuple(questions), points=tuple(points))
