"""Bringing everything: rows that `export json` wrote, with their whole history, into this database."""

import math
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from flashcards.core.memory import Memory, New
from flashcards.core.review import Answer, Standing, by_card, replay, standings
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
        rebuild(desk, act, was)
        _replay(desk, act, planned.path, touched, part(told, 0.3, 0.9))
        add_tallies(act, earlier, -1)
        add_tallies(act, _tallies(desk, touched, given.keys()))


def _cards_of(desk: Desk, answers: Iterable[str]) -> set[str]:
    return {desk.store.log.answer(uid).card for uid in answers}


def _logs(desk: Desk, cards: Collection[str]) -> Log:
    there = desk.store.cards.by_uids(cards)
    found = by_card(desk.store.log.answers(points={card.point for card in there.values()}))
    return {uid: rows for uid, rows in found.items() if uid in there}


def _replay(desk: Desk, act: Act, path: Path, cards: Collection[str], told: Told) -> None:
    """Bring cards where their logs say."""
    options, there = desk.store.decks.options(fuzz=True), desk.store.cards.by_uids(cards)
    logs = _logs(desk, cards)
    standing: dict[str, Standing] = {}
    for uid, card in followed(there.items(), len(there), told):
        standing[uid] = replay(logs.get(uid, ()), options[card.deck].rules.parameters)
        if not _is_known(standing[uid].memory):
            raise BadInput("{file} is damaged: an answer leads to no memory; nothing was stored.", file=path)
    set_standings(act, standing)


def _tallies(desk: Desk, cards: Collection[str], counted: Collection[str]) -> list[tuple[int, str, Tally]]:
    """Return what some answers, among those of some cards, add to the roll-ups of their days, as the log stands now."""
    if not counted:
        return []
    options, there = desk.store.decks.options(fuzz=True), desk.store.cards.by_uids(cards)
    found = []
    for uid, log in _logs(desk, cards).items():
        own = options[there[uid].deck]
        before: Memory = New()
        for row, after in zip(log, standings(log, own.rules.parameters), strict=True):
            if row.uid in counted and not row.manual:
                found.append((row.study_day, own.deck, tally_of(row, before)))
            before = after.memory
    return found


def _is_known(memory: Memory) -> bool:
    return isinstance(memory, New) or (math.isfinite(memory.strength.stability) and memory.strength.stability > 0)
