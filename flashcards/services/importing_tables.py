"""Arriving from a spreadsheet: the rows of a table as tips, held against what is known, and stored in one act."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from flashcards.core import cloze
from flashcards.core.decking import tidy_name
from flashcards.core.note import CardsMode, Note, Point, Role, SourceKind
from flashcards.errors import BadInput
from flashcards.formats.table_in import TableCard, read_table
from flashcards.language import _
from flashcards.reading.decode import MAX_BYTES, decode
from flashcards.reading.normal import normalise
from flashcards.reading.reasons import reason_in
from flashcards.services.desk import Desk
from flashcards.services.telling import Told, quiet
from flashcards.store.act import Act
from flashcards.store.arriving import Arrived, Arriving, add_arriving
from flashcards.store.decks import ensure_deck
from flashcards.store.keeping import Keeper
from flashcards.store.lines import Lines, PointLine
from flashcards.store.rows import reason_columns
from flashcards.store.uid import lasting_uid

TABLES = (".csv", ".tsv", ".txt")
_UID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_SPACES = re.compile(r"[^\S\n]+")

Face = tuple[Role, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row under the identities that it has, or would have, here; ``faces`` are the cards that ask for it."""

    card: TableCard
    point: str
    question: str
    source: str
    title: str
    deck: str
    faces: tuple[Face, ...]
    position: int

    @property
    def asked(self) -> str:
        """What the question says: the deck's name where the text alone asks."""
        return _SPACES.sub(" ", self.card.front).strip() or self.deck.rpartition("::")[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """What storing a table would do. ``reworded`` are known rows with the point as it is; ``grown`` get cards.

    ``left_out`` are lines that hold no card, each with the reason.
    """

    path: Path
    new: tuple[Row, ...] = ()
    reworded: tuple[tuple[Row, Point], ...] = ()
    grown: tuple[tuple[Row, tuple[Face, ...]], ...] = ()
    known: int = 0
    left_out: tuple[tuple[int, str], ...] = ()
    ignored: tuple[str, ...] = ()
    unseen: Mapping[str, int] = field(default_factory=dict)

    @property
    def cards(self) -> int:
        """How many cards would be added."""
        return sum(len(row.faces) for row in self.new) + sum(len(faces) for _row, faces in self.grown)

    @property
    def is_empty(self) -> bool:
        """Whether everything of the table is here already."""
        return not (self.new or self.reworded or self.grown)


def plan(desk: Desk, path: Path, *, deck: str | None = None, told: Told = quiet) -> Planned:
    """Read a table and hold it against the database; ``deck`` wins over the file's. Nothing is stored.

    Raises BadInput with one sentence for a file that is no table, or none of cards.
    """
    told(0.0)
    read = read_table(_text(path), file=path, tabs=path.suffix.lower() == ".tsv")
    told(0.5)
    rows = list(_rows(read.cards, path.stem, tidy_name(deck or "")))
    if not rows:
        raise BadInput("{file} holds no card: a row needs a front and a back.", file=path)
    with desk.store.reading():
        known = _known(desk, rows)
        faces = _faces(desk, known)
    rows = _agreed(rows, {note.question.uid: note.question.text for note, _point in known.values()})
    new = tuple(row for row in rows if row.point not in known)
    old = [(row, *known[row.point]) for row in rows if row.point in known]
    blanked = [(row.card.line, _("has other blanks than its cards")) for row, _n, _p in old if _asks_else(row, faces)]
    old = [one for one in old if not _asks_else(one[0], faces)]
    grown = ((row, tuple(face for face in row.faces if face not in faces[row.point])) for row, _note, _point in old)
    return Planned(
        path=path, new=new, known=len(old), grown=tuple(one for one in grown if one[1]),
        reworded=tuple((row, point) for row, note, point in old if _says_else(row, note, point)),
        left_out=tuple(sorted((*read.left_out, *blanked))), ignored=read.ignored, unseen=read.unseen,
    )  # fmt: skip


def store(desk: Desk, planned: Planned) -> None:
    """Store what is new and changed, all of it or nothing."""
    changed = [point.uid for _row, point in planned.reworded]
    known = {note.question.uid: note for note, _points in desk.store.notes.all(changed)}
    lines = Lines(desk.store.reading).of_points(changed)
    with desk.store.write("import", at=desk.now, study_day=desk.today) as act:
        decks = {name: ensure_deck(act, name) for name in sorted({row.deck for row in planned.new})}
        there = Arrived(desk.store.reading).known({one for row in planned.new for one in (row.source, row.question)})
        add_arriving(act, _arriving(act, planned, decks, there))
        keeper = Keeper(act)
        for row, point in planned.reworded:
            said = Lines(desk.store.reading).question(point.question).text
            _reword(keeper, row, lines[point.uid], known[point.question], said)
        cards = desk.store.cards.of_points([row.point for row, _faces in planned.grown])
        for row, faces in planned.grown:
            beside = ensure_deck(act, cards[row.point][0].deck)
            keeper.add_cards(row.point, deck=beside, faces=list(faces))


def is_table(path: Path) -> bool:
    """Say whether a file is a table by its ending."""
    return path.suffix.lower() in TABLES


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise BadInput(
            "{path} cannot be read ({why}): check it and its permissions.", path=path, why=error.strerror
        ) from None
    return decode(data, file=str(path))


def _rows(cards: tuple[TableCard, ...], stem: str, deck: str) -> Iterator[Row]:
    """Yield each row with its identity: its guid, else its front in this table; equal fronts differ by their order."""
    times: dict[str, int] = {}
    for position, card in enumerate(cards):
        title = card.source or stem
        name = f"guid {card.guid}"
        if not card.guid:
            front = f"front {title} {normalise(card.front or cloze.plain(card.back))}"
            times[front] = times.get(front, 0) + 1
            name = f"{front} {times[front]}"
        note = card.note if _UID.fullmatch(card.note) else lasting_uid(0, f"table question {card.note or name}")
        yield Row(
            card=card, title=title, position=position, question=note,
            point=card.guid if _UID.fullmatch(card.guid) else lasting_uid(0, f"table point {name}"),
            source=lasting_uid(0, f"table source {title}"),
            deck=deck or tidy_name(card.deck) or tidy_name(title),
            faces=_wanted(card),
        )  # fmt: skip


def _wanted(card: TableCard) -> tuple[Face, ...]:
    numbers = cloze.numbers(card.back)
    if numbers:
        return tuple((Role.CLOZE, number) for number in numbers)
    return ((Role.ASK, 0), (Role.REVERSED, 0)) if card.both_ways else ((Role.ASK, 0),)


def _known(desk: Desk, rows: list[Row]) -> dict[str, tuple[Note, Point]]:
    uids = {row.point for row in rows}
    return {point.uid: (note, point) for note, points in desk.store.notes.all(uids) for point in points}


def _faces(desk: Desk, points: Mapping[str, object]) -> dict[str, set[Face]]:
    found = desk.store.cards.of_points(points)
    return {uid: {(card.role, card.cloze) for card in found.get(uid, ())} for uid in points}


def _agreed(rows: list[Row], known: Mapping[str, str]) -> list[Row]:
    """Give the rows of one question the same front: the first that is new, else the first."""
    fronts: dict[str, str] = {}
    for row in rows:
        said = fronts.setdefault(row.question, row.card.front)
        if said == known.get(row.question) and row.card.front:
            fronts[row.question] = row.card.front
    return [replace(row, card=replace(row.card, front=fronts[row.question])) for row in rows]


def _asks_else(row: Row, faces: Mapping[str, set[Face]]) -> bool:
    """Say whether a row's blanks are not those that its cards ask for, and more."""
    had = {face for face in faces[row.point] if face[0] in {Role.ASK, Role.CLOZE}}
    return not had <= set(row.faces)


def _says_else(row: Row, note: Note, point: Point) -> bool:
    card = row.card
    asks_else = bool(card.front) and row.asked != note.question.text
    return asks_else or (card.back, card.details) != (point.text, point.details)


def _reword(keeper: Keeper, row: Row, line: PointLine, note: Note, said: str) -> None:
    """Give a known tip the row's words: a table's are its own, beside a notes file's line they are the user's.

    ``said`` is what the file says for the question.
    """
    card, question = row.card, note.question
    if note.source.kind is SourceKind.TABLE:
        keeper.change_point(row.point, text=card.back, original=card.back, details=list(card.details))
        if card.front:
            keeper.change_question(question.uid, text=row.asked, original=card.front)
        return
    why = reason_columns(reason_in(card.back, card.details))
    details = "\n".join(card.details)
    keeper.change_point(row.point, own_text=card.back, own_for=line.text, own_details=details, own_why=why)
    if card.front and row.asked != question.text:
        keeper.change_question(question.uid, own_text=row.asked, own_for=said)


def _arriving(act: Act, planned: Planned, decks: Mapping[str, str], known: set[str]) -> Arriving:
    rows = Arriving()
    for row in planned.new:
        dates = {"created_at": act.at, "updated_at": act.at}
        if row.source not in known:
            known.add(row.source)
            rows.sources.append({
                "uid": row.source, "kind": SourceKind.TABLE.value, "title": row.title, "deck": decks[row.deck],
                "cards": CardsMode.ALL.value, "tags": [], "created_at": act.at,
            })  # fmt: skip
        if row.question not in known:
            known.add(row.question)
            rows.questions.append({
                "uid": row.question, "source": row.source, "text": row.asked, "original": row.card.front,
                "section": row.card.sections, "position": row.position, "ordered": False,
                "asked": bool(row.card.front), **dates,
            })  # fmt: skip
        rows.points.append({
            "uid": row.point, "question": row.question, "text": row.card.back, "original": row.card.back,
            "details": list(row.card.details), "kind": "answer", "score": 1.0, "line": row.card.line,
            "position": row.position, **dates,
        })  # fmt: skip
        rows.cards += [
            {"uid": lasting_uid(0, f"table card {row.point} {role.value} {number}"), "point": row.point,
             "role": role.value, "cloze": number, "deck": decks[row.deck], "created_at": act.at}
            for role, number in row.faces
        ]  # fmt: skip
        rows.tags += [(row.point, tag) for tag in row.card.tags]
    return rows
