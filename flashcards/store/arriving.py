"""Writing what another program kept: tips with their cards, standings and answers, inside one act.

Identities are given from outside, so that the same package makes the same rows on every machine.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.dialects.sqlite import insert

from flashcards.core.review import Answer
from flashcards.store.act import Act
from flashcards.store.connection import Reading
from flashcards.store.decks import Tally, add_tallies
from flashcards.store.index import listed
from flashcards.store.keeping import tag_uid
from flashcards.store.log import append_answers
from flashcards.store.tables import card, device, point, question, review, source, tag

Row = Mapping[str, Any]


@dataclass(slots=True)
class Arriving:
    """Rows to add, by table, without short numbers and places in the queue, which this machine gives them."""

    sources: list[Row] = field(default_factory=list)
    questions: list[Row] = field(default_factory=list)
    points: list[Row] = field(default_factory=list)
    cards: list[Row] = field(default_factory=list)
    tags: list[tuple[str, str]] = field(default_factory=list)
    """(point, name)"""


def add_arriving(act: Act, rows: Arriving) -> None:
    """Add the rows; points and cards are numbered in the order given."""
    connection = act.connection
    highest = [connection.execute(select(func.max(table.c.n))).scalar() or 0 for table in (point, card)]
    number = max(highest)
    position = connection.execute(select(func.max(card.c.position))).scalar() or 0
    points = [{"n": number + at, **row} for at, row in enumerate(rows.points, 1)]
    number += len(points)
    cards = [{"n": number + at, "position": position + at, **row} for at, row in enumerate(rows.cards, 1)]
    tags = [{"uid": tag_uid(one, name), "point": one, "name": name} for one, name in dict.fromkeys(rows.tags)]
    known = _known_tags(act, [one["uid"] for one in tags])
    for table, found in (
        (source, rows.sources), (question, rows.questions), (point, points), (card, cards),
        (tag, [one for one in tags if one["uid"] not in known]),
    ):  # fmt: skip
        act.insert_many(table, found)


def _known_tags(act: Act, uids: Collection[str]) -> set[str]:
    return set(act.connection.execute(select(tag.c.uid).where(tag.c.uid.in_(listed(uids)))).scalars())


def add_answers(act: Act, rows: Sequence[tuple[Answer, str, Tally | None]]) -> None:
    """Add rows to the log, each with the uid of the deck and the tally of its day; None for one that is no answer."""
    append_answers(act, (answer for answer, _deck, _tally in rows))
    add_tallies(act, ((answer.study_day, deck, tally) for answer, deck, tally in rows if tally is not None))


def ensure_device(act: Act, uid: str, name: str) -> str:
    """Return the identity of a machine that is none of the user's: another program, under a name."""
    values = {"uid": uid, "name": name, "fingerprint": uid, "created_at": act.at}
    act.connection.execute(insert(device).values(values).on_conflict_do_nothing())
    return uid


class Arrived:
    """What can be asked about what came from elsewhere before."""

    def __init__(self, reading: Reading) -> None:
        """Take the store's way of reading."""
        self._reading = reading

    def known(self, uids: Collection[str]) -> set[str]:
        """Return those uids that are sources, questions, points or cards of this database."""
        found: set[str] = set()
        with self._reading() as connection:
            for table in (source, question, point, card):
                found.update(connection.execute(select(table.c.uid).where(table.c.uid.in_(listed(uids)))).scalars())
        return found

    def logged(self, cards: Iterable[str]) -> dict[str, list[tuple[int, int]]]:
        """Return (id, rating) of every row of some cards, those taken back included, by card and in order."""
        query = (
            select(review.c.card, review.c.id, review.c.rating)
            .where(review.c.card.in_(listed(cards)))
            .order_by(review.c.id)
        )
        found: dict[str, list[tuple[int, int]]] = {}
        with self._reading() as connection:
            for uid, at, rating in connection.execute(query):
                found.setdefault(uid, []).append((at, rating))
        return found
