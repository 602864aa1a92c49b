"""Writing notes: sources, questions, points with their cards, and tags, inside one act.

Where else points stand, and what was decided about lines, is written by :mod:`flashcards.store.mentioning`.
"""

import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table, delete, func, select
from sqlalchemy.dialects.sqlite import insert

from flashcards.core.note import Role
from flashcards.store.act import Act
from flashcards.store.index import listed
from flashcards.store.notes import SeenFile
from flashcards.store.tables import card, point, question, source, source_path, tag

_TAGS = uuid.UUID("b5f4c5a1-6f2b-4c43-9a35-6d8f3f0f2f6e")

_SEEN_OF_QUESTION = {"text", "own_text", "context", "section", "speaker", "ordered"}
_SEEN_OF_POINT = {"question", "text", "own_text", "details", "own_details", "why", "own_why", "position", "retired_at"}


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPoint:
    """A point to add, with one card per face (role, cloze number) in a deck; ``draft`` cards wait to be accepted."""

    uid: str
    deck: str
    faces: list[tuple[Role, int]]
    columns: dict[str, Any]
    draft: bool = False
    tags: tuple[str, ...] = ()


class Keeper:
    """Adds and changes notes inside one act; hands out short numbers and places in the queue of new cards.

    With :meth:`expect`, what is as it was costs no query.
    """

    def __init__(self, act: Act) -> None:
        """Begin where the database's numbers end."""
        self._act = act
        self._rows: dict[str, Mapping[str, Any]] = {}
        self._faces: dict[str, set[tuple[str, int]]] = {}
        numbers = [act.connection.execute(select(func.max(table.c.n))).scalar() or 0 for table in (point, card)]
        self._number = max(numbers)
        self._position = act.connection.execute(select(func.max(card.c.position))).scalar() or 0

    def expect(self, source_uid: str) -> None:
        """Read what is known of a source in one go, before it is compared line by line."""
        asked = select(question).where(question.c.source == source_uid)
        points = select(point).join(question, question.c.uid == point.c.question).where(question.c.source == source_uid)
        faces = (
            select(card.c.point, card.c.role, card.c.cloze)
            .join(point, point.c.uid == card.c.point)
            .join(question, question.c.uid == point.c.question)
            .where(question.c.source == source_uid)
        )
        for query in (asked, points):
            self._rows |= {row["uid"]: row for row in self._act.connection.execute(query).mappings()}
        for row in self._act.connection.execute(faces):
            self._faces.setdefault(row.point, set()).add((row.role, row.cloze))

    def add_source(self, **fields: Any) -> str:  # noqa: ANN401  a row's values
        """Add a source; return its uid."""
        return self._act.insert(source, created_at=self._act.at, **fields)

    def change_source(self, uid: str, **fields: Any) -> None:  # noqa: ANN401  a row's values
        """Change fields of a source."""
        self._act.update(source, uid, **fields)

    def add_question(self, **fields: Any) -> str:  # noqa: ANN401  a row's values
        """Add a question; return its uid."""
        return self.add_questions([fields])[0]

    def add_questions(self, new: Iterable[Mapping[str, Any]]) -> list[str]:
        """Add questions, all of them with the same columns; return their uids."""
        dates = {"created_at": self._act.at, "updated_at": self._act.at}
        rows = [{"uid": self._act.uid(), **dates, **fields} for fields in new]
        self._act.insert_many(question, rows)
        return [str(row["uid"]) for row in rows]

    def change_question(self, uid: str, **fields: Any) -> None:  # noqa: ANN401  a row's values
        """Change fields of a question; a change that its cards show dates it. The user's wording follows the text."""
        if self._is_as_known(uid, fields):
            return
        fields = self._followed(question, uid, fields)
        if self._act.update(question, uid, **fields) & _SEEN_OF_QUESTION:
            self._act.update(question, uid, updated_at=self._act.at)

    def add_point(self, *, deck: str, faces: list[tuple[Role, int]], draft: bool = False, **fields: Any) -> str:  # noqa: ANN401  a row's values
        """Add a point with one card, or draft, per face (role, cloze number); return the point's uid."""
        new = NewPoint(uid=self._act.uid(), deck=deck, faces=faces, columns=fields, draft=draft)
        self.add_points([new])
        return new.uid

    def add_points(self, new: Sequence[NewPoint]) -> None:
        """Add points with their cards and tags; all of them have the same columns."""
        at = self._act.at
        points, cards, tags = [], [], []
        for one in new:
            dates = {"created_at": at, "updated_at": at}
            points.append({"uid": one.uid, "n": self._next_number(), **dates, **one.columns})
            cards += [self._card(one.uid, one.deck, role, number, draft=one.draft) for role, number in one.faces]
            tags += [{"uid": tag_uid(one.uid, name), "point": one.uid, "name": name} for name in one.tags]
        for table, rows in ((point, points), (card, cards), (tag, tags)):
            self._act.insert_many(table, rows)

    def add_cards(
        self, point_uid: str, *, deck: str, faces: list[tuple[Role, int]], draft: bool = False
    ) -> list[tuple[Role, int]]:
        """Add the cards that a point does not have yet; return their faces. A why card goes where its point's are."""
        known = self._faces.get(point_uid)
        if known is None:
            had = select(card.c.role, card.c.cloze).where(card.c.point == point_uid)
            known = {(row.role, row.cloze) for row in self._act.connection.execute(had)}
        new = [(role, number) for role, number in faces if (role.value, number) not in known]
        if (Role.WHY, 0) in new and known:
            beside = select(card.c.deck).where(card.c.point == point_uid).order_by(card.c.role, card.c.cloze).limit(1)
            deck = self._act.connection.execute(beside).scalar_one()
        rows = [self._card(point_uid, deck, role, number, draft=draft) for role, number in new]
        self._act.insert_many(card, rows)
        return new

    def change_point(self, uid: str, **fields: Any) -> frozenset[str]:  # noqa: ANN401  a row's values
        """Change fields of a point; a change that cards show dates it, and the question that it leaves.

        The user's wording follows the file's text. Return the names of the fields that changed.
        """
        if self._is_as_known(uid, fields):
            return frozenset()
        fields = self._followed(point, uid, fields)
        home = self._act.connection.execute(select(point.c.question).where(point.c.uid == uid)).scalar_one()
        changed = self._act.update(point, uid, **fields)
        if changed & _SEEN_OF_POINT:
            self._act.update(point, uid, updated_at=self._act.at)
        if "question" in changed:
            self._act.update(question, home, updated_at=self._act.at)
        return changed

    def word_point(self, uid: str, text: str | None) -> None:
        """Give a point the user's wording of its present line; None takes the file's back, details included."""
        line = self._act.connection.execute(select(point.c.text).where(point.c.uid == uid)).scalar_one()
        if text is None:
            self.change_point(uid, own_text=None, own_for=None, own_details=None, own_why=None)
        else:
            self.change_point(uid, own_text=text, own_for=line)

    def set_draft(self, point_uid: str, *, draft: bool) -> None:
        """Put a point's cards aside until they are accepted, or accept them."""
        cards = self._act.connection.execute(select(card.c.uid).where(card.c.point == point_uid)).scalars().all()
        for uid in cards:
            self._act.update(card, uid, draft=draft)

    def relate(self, one: str, other: str) -> None:
        """Note that two points give the same answer to different questions."""
        for here, there in ((one, other), (other, one)):
            found = self._act.connection.execute(select(point.c.related).where(point.c.uid == here)).scalar() or []
            if there not in found:
                self._act.update(point, here, related=sorted([*found, there]))

    def change_points(self, uids: Collection[str], **fields: Any) -> list[str]:  # noqa: ANN401  a row's values
        """Give points the same values in what is neither text nor place; return the uids of those that changed."""
        found = self._act.update_many(point, uids, **fields)
        seen = [uid for uid, changed in found.items() if changed & _SEEN_OF_POINT]
        self._act.update_many(point, seen, updated_at=self._act.at)
        return [*found]

    def tag(self, point_uid: str, name: str, *, removed: bool = False) -> bool:
        """Put a tag on a tip or take it off; say whether that changed anything."""
        return bool(self.tag_all([point_uid], name, removed=removed))

    def tag_all(self, points: Collection[str], name: str, *, removed: bool = False) -> list[str]:
        """Put a tag on tips or take it off; return the uids of those that changed."""
        tags = {tag_uid(one, name): one for one in points}
        query = select(tag.c.uid).where(tag.c.uid.in_(listed(tags)))
        known = set(self._act.connection.execute(query).scalars())
        changed = set(self._act.update_many(tag, known, removed=removed))
        if not removed:
            self._act.insert_many(
                tag, ({"uid": uid, "point": one, "name": name} for uid, one in tags.items() if uid not in known)
            )
            changed |= tags.keys() - known
        return [one for uid, one in tags.items() if uid in changed]

    def saw_file(self, seen: SeenFile) -> None:
        """Remember where this device saw a source's file, instead of where it was before.

        Local to the device, so not in the change log.
        """
        values = {
            "device": self._act.device, "path": seen.path, "source": seen.source, "mtime_ns": seen.mtime_ns,
            "size": seen.size, "text_hash": seen.text_hash, "seen_at": self._act.at,
        }  # fmt: skip
        own = (source_path.c.device == self._act.device, source_path.c.source == seen.source)
        self._act.connection.execute(delete(source_path).where(*own, source_path.c.path != seen.path))
        statement = insert(source_path).values(values)
        fresh = {name: statement.excluded[name] for name in values if name not in {"device", "path"}}
        self._act.connection.execute(statement.on_conflict_do_update(index_elements=["device", "path"], set_=fresh))

    def _card(self, point_uid: str, deck: str, role: Role, number: int, *, draft: bool) -> dict[str, Any]:
        self._position += 1
        return {
            "uid": self._act.uid(), "n": self._next_number(), "point": point_uid, "role": role.value, "cloze": number,
            "deck": deck, "position": self._position, "draft": draft, "created_at": self._act.at,
        }  # fmt: skip

    def _is_as_known(self, uid: str, fields: Mapping[str, Any]) -> bool:
        """Tell whether a row that was expected has these values; one that has others is read anew from now on."""
        row = self._rows.pop(uid, None)
        return row is not None and all(row[name] == value for name, value in fields.items())

    def _followed(self, table: Table, uid: str, fields: dict[str, Any]) -> dict[str, Any]:
        """Let the user's wording follow its line to other words; where only details were edited, take the new ones."""
        if "text" not in fields or "own_text" in fields:
            return fields
        query = select(table.c.text, table.c.own_text, table.c.own_for).where(table.c.uid == uid)
        row = self._act.connection.execute(query).one()
        if row.own_text is None or row.own_for != row.text:
            return fields
        own = fields["text"] if row.own_text == row.text else row.own_text
        return fields | {"own_text": own, "own_for": fields["text"]}

    def _next_number(self) -> int:
        self._number += 1
        return self._number


def tag_uid(point_uid: str, name: str) -> str:
    """Return a tag's identity, the same on every machine."""
    return str(uuid.uuid5(_TAGS, f"{point_uid}\0{name}"))
