"""Nothing lost: backups, and the doctor that holds the stored states against the log."""

from dataclasses import dataclass
from pathlib import Path

from flashcards.config import Paths
from flashcards.core.memory import New, Review
from flashcards.core.note import Card
from flashcards.core.review import Answer, Standing, by_card, replay, state_name
from flashcards.core.studyday import date_of, local_time
from flashcards.errors import DatabaseError
from flashcards.language import _
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
    """Check the file's integrity, its references, what a search looks in, and every card's state against its log."""
    verify(desk.store.path)
    options = desk.store.decks.options(fuzz=True)
    answers = desk.store.log.answers()
    logs = by_card(answers)
    by_point = desk.store.cards.of_points()
    cards = [card for found in by_point.values() for card in found]
    faults = [Finding("references", sentence) for sentence in desk.store.broken_references()]
    faults += [
        Finding("orphans", _("Tip #{n} has no card, so it is never asked for.", n=point.n))
        for _note, points in desk.store.notes.all()
        for point in points
        if point.uid not in by_point
    ]
    faults += _examine_search(desk)
    for card in cards:
        faults += _examine_card(card, logs.get(card.uid, []), options[card.deck])
    return Report(len(cards), sum(not row.manual for row in answers), tuple(faults))


def _examine_search(desk: Desk) -> list[Finding]:
    """Report tips that a search would miss, after making what it looks in anew: that follows from the notes alone."""
    stray = desk.store.search.stray()
    if not stray:
        return []
    sentence = _("The search did not know the words of {n} tips as they are; now it does.", n=stray)
    try:
        desk.store.mend_search()
    except DatabaseError as error:
        sentence = _("The search does not know the words of {n} tips as they are: {why}", n=stray, why=error)
    return [Finding("search", sentence)]


def _examine_card(card: Card, log: list[Answer], options: Options) -> list[Finding]:
    expected = replay(log, options.rules.parameters)
    stored = Standing(card.memory, card.reps, card.lapses)
    found = []
    if expected != stored:
        sentence = _(
            "Card #{n} is stored as {stored}, its log says {logged}.",
            n=card.n, stored=_words(stored), logged=_words(expected),
        )  # fmt: skip
        found.append(Finding("states", sentence))
    found += [
        Finding("due dates", _("Card #{n} fell due on {date}, not {days} days later.",
                               n=card.n, date=_date(row.due_after), days=row.interval_after))
        for row in log
        if row.state_after == "review" and not row.manual and row.due_after - row.study_day != row.interval_after
    ]  # fmt: skip
    return found


def _date(day: int | None) -> str:
    """Name a study day that a damaged row may hold: any number, or none."""
    return str(date_of(day)) if day is not None and 0 <= day < _LAST_DAY else _("day {n}", n=day)


def _words(standing: Standing) -> str:
    memory = standing.memory
    if isinstance(memory, New):
        return _("new after {reps} answers with {lapses} lapses", reps=standing.reps, lapses=standing.lapses)
    strength = memory.strength
    return _(
        "{state} with S {s}, D {d}, due {due}, after {reps} answers with {lapses} lapses",
        state=_(state_name(memory)), s=strength.stability, d=strength.difficulty,
        due=_date(memory.due_day) if isinstance(memory, Review) else _("at {due} ms", due=memory.due),
        reps=standing.reps, lapses=standing.lapses,
    )  # fmt: skip
