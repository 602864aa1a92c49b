"""Nothing lost: backups, and the doctor that holds the stored states against the log."""

from dataclasses import dataclass
from pathlib import Path

from flashcards.config import Paths
from flashcards.core.memory import New, Review
from flashcards.core.note import Card
from flashcards.core.review import Answer, Standing, by_card, replay, state_name
from flashcards.core.studyday import date_of, local_time
from flashcards.services.desk import Desk
from flashcards.store.backup import copy_database, verify
from flashcards.store.decks import Options

_LAST_DAY = 1_000_000


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault that the doctor found: which check found it, and a sentence."""

    check: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Report:
    """What the doctor looked at and found; ``faults`` is empty for a healthy database."""

    cards: int
    answers: int
    faults: tuple[Finding, ...]


def backup(desk: Desk, paths: Paths, target: Path | None = None) -> Path:
    """Copy the database to ``target``, else under a dated name in the backups folder, and verify the copy."""
    if target is None:
        stamp = local_time(desk.now, desk.settings.zone).strftime("%Y-%m-%dT%H%M%S")
        target = paths.backups / f"flashcards-{stamp}.db"
    copy_database(desk.store.path, target)
    return target


def examine(desk: Desk) -> Report:
    """Check the file's integrity, its references, and every card's state against its log replayed."""
    verify(desk.store.path)
    options = desk.store.decks.options(fuzz=True)
    answers = desk.store.log.answers()
    logs = by_card(answers)
    by_point = desk.store.cards.of_points()
    cards = [card for found in by_point.values() for card in found]
    faults = [Finding("references", sentence) for sentence in desk.store.broken_references()]
    faults += [
        Finding("orphans", f"Tip #{point.n} has no card, so it is never asked for.")
        for _note, points in desk.store.notes.all()
        for point in points
        if point.uid not in by_point
    ]
    for card in cards:
        faults += _examine_card(card, logs.get(card.uid, []), options[card.deck])
    return Report(len(cards), len(answers), tuple(faults))


def _examine_card(card: Card, log: list[Answer], options: Options) -> list[Finding]:
    expected = replay(log, options.rules.parameters)
    stored = Standing(card.memory, card.reps, card.lapses)
    found = []
    if expected != stored:
        found.append(
            Finding("states", f"Card #{card.n} is stored as {_words(stored)}, its log says {_words(expected)}.")
        )
    found += [
        Finding("due dates", f"Card #{card.n} fell due on {_date(row.due_after)}, not {row.interval_after} days later.")
        for row in log
        if row.state_after == "review" and row.due_after - row.study_day != row.interval_after
    ]
    return found


def _date(day: int | None) -> str:
    """Name a study day that a damaged row may hold: any number, or none."""
    return f"{date_of(day)}" if day is not None and 0 <= day < _LAST_DAY else f"day {day}"


def _words(standing: Standing) -> str:
    memory = standing.memory
    if isinstance(memory, New):
        return f"new after {standing.reps} answers with {standing.lapses} lapses"
    strength = memory.strength
    due = _date(memory.due_day) if isinstance(memory, Review) else f"at {memory.due} ms"
    return (
        f"{state_name(memory)} with S {strength.stability}, D {strength.difficulty}, due {due}, "
        f"after {standing.reps} answers with {standing.lapses} lapses"
    )
