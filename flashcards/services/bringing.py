"""Bringing everything: rows that `export json` wrote, with their whole history, into this database."""

import math
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from flashcards.core.memory import Memory, New
from flashcards.core.review import Answer, Standing, by_card, standings
from flashcards.errors import BadInput
from flashcards.formats import rows as everything
from flashcards.services.desk import Desk
from flashcards.services.rebuilding import rebuild
from flashcards.services.reviewing import tally_of
from flashcards.services.telling import Told, followed, part, quiet
from flashcards.store import loading
from flashcards.store.act import Act
from flashcards.store.cards import set_standings
from flashcards.store.decks import Tally, add_tallies
from flashcards.store.dumped import Rows, checked
from flashcards.store.tables import SCHEMA

Log = dict[str, list[Answer]]
_Tallied = tuple[int, str, Tally]
"""A study day, the uid of a deck, and what an answer adds to its roll-up there."""


@dataclass(frozen=True, slots=True)
class Planned:
    """What storing a file's rows would do: how many tips, cards and answers come, and how many rows here change."""

    path: Path
    rows: Rows
    tips: int
    cards: int
    answers: int
    others: int
    changed: int

    @property
    def is_empty(self) -> bool:
        """Whether everything of the file is here already."""
        return not (self.tips or self.cards or self.answers or self.others or self.changed)


def plan(desk: Desk, path: Path, told: Told = quiet) -> Planned:
    """Read a file of rows, check each, and hold them against the database. Nothing is stored.

    Raises BadInput for a file that is damaged, hostile, too large or newer than the program, and Refused where rows
    were changed both here and there.
    """
    told(0.0)
    tables = everything.read(path, schema=SCHEMA)
    told(0.4)
    rows = checked(tables, file=path)
    told(0.8)
    with desk.store.reading() as connection:
        load = loading.against(connection, rows, file=path)
    counted = {name: load.count(name) for name in ("point", "card", "review")}
    return Planned(
        path=path, rows=rows, tips=counted["point"], cards=counted["card"], answers=counted["review"],
        others=sum(map(load.count, rows)) - sum(counted.values()),
        changed=sum(map(len, load.newer.values())),
    )  # fmt: skip


def store(desk: Desk, planned: Planned, told: Told = quiet) -> None:
    """Store what is not here yet, all of it or nothing, and replay the log of every card that it touches.

    Raises what :func:`plan` raises, for the database may have changed since.
    """
    was = desk.store.decks.options(fuzz=True)
    with desk.store.write("import", at=desk.now, study_day=desk.today, by="") as act:
        load = loading.against(act.connection, planned.rows, file=planned.path)
        given = {row["uid"]: row["card"] for row in load.new["review"]}
        taken_back = {row["review"] for row in load.new["retraction"]} - given.keys()
        moved = load.newer.get("card", {}).keys()
        touched = {*given.values(), *moved, *_cards_of(desk, taken_back)}
        earlier = _tallies(desk, touched, taken_back)
        loading.store(act, load)
        told(0.3)
        rebuild(desk, act, desk.store.decks.options(fuzz=True) | was)
        add_tallies(act, earlier, -1)
        add_tallies(act, _replay(desk, act, planned.path, touched, given.keys(), part(told, 0.3, 1.0)))


def _cards_of(desk: Desk, answers: Iterable[str]) -> set[str]:
    return {desk.store.log.answer(uid).card for uid in answers}


def _logs(desk: Desk, cards: Collection[str]) -> Log:
    there = desk.store.cards.by_uids(cards)
    found = by_card(desk.store.log.answers(points={card.point for card in there.values()}))
    return {uid: rows for uid, rows in found.items() if uid in there}


def _replay(  # noqa: PLR0913, PLR0917  what to replay, what to count, and who is told
    desk: Desk, act: Act, path: Path, cards: Collection[str], counted: Collection[str], told: Told
) -> list[_Tallied]:
    """Bring cards where their logs say; return what some of the answers add to the roll-ups of their days."""
    standing: dict[str, Standing] = dict.fromkeys(cards, Standing(New(), 0, 0))
    found: list[_Tallied] = []
    for uid, deck, steps in followed(_steps(desk, cards), len(cards), told):
        before: Memory = New()
        for row, standing[uid] in steps:
            if row.uid in counted and not row.manual:
                found.append((row.study_day, deck, tally_of(row, before)))
            before = standing[uid].memory
        if not _is_known(before):
            raise BadInput("{file} is damaged: an answer leads to no memory; nothing was stored.", file=path)
    set_standings(act, standing)
    return found


def _tallies(desk: Desk, cards: Collection[str], counted: Collection[str]) -> list[_Tallied]:
    """Return what some answers, among those of some cards, add to the roll-ups of their days as the log stands now."""
    found: list[_Tallied] = []
    for _uid, deck, steps in _steps(desk, cards) if counted else ():
        before: Memory = New()
        for row, after in steps:
            if row.uid in counted and not row.manual:
                found.append((row.study_day, deck, tally_of(row, before)))
            before = after.memory
    return found


def _steps(desk: Desk, cards: Collection[str]) -> Iterator[tuple[str, str, Iterator[tuple[Answer, Standing]]]]:
    """Yield each card that was answered, its deck's uid, and the rows of its log with where each led."""
    options, there = desk.store.decks.options(fuzz=True), desk.store.cards.by_uids(cards)
    for uid, log in _logs(desk, cards).items():
        own = options[there[uid].deck]
        yield uid, own.deck, zip(log, standings(log, own.rules.parameters), strict=True)


def _is_known(memory: Memory) -> bool:
    return isinstance(memory, New) or (math.isfinite(memory.strength.stability) and memory.strength.stability > 0)
