"""Tables of cards, CSV or TSV, as spreadsheets and Anki write them: rows with front, back, tags, deck and identity."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from flashcards.core.unsafe import UNSAFE
from flashcards.errors import BadInput
from flashcards.formats.anki.read.text import to_text

MAX_ROWS = 200_000
_SEPARATORS = {
    "comma": ",", "semicolon": ";", "tab": "\t", "space": " ", "pipe": "|", "colon": ":",
}  # fmt: skip
_TRIED = ("\t", ";", ",", "|")
_NAMES = {
    "guid": ("guid", "uid", "id", "note id"),
    "front": ("front", "question", "q", "term", "word", "prompt", "앞면", "앞", "질문", "문제", "단어", "용어"),
    "back": ("back", "answer", "a", "definition", "meaning", "translation", "뒷면", "뒤", "답", "정답", "답변", "뜻"),
    "details": ("details", "extra", "hint", "comment", "설명", "참고"),
    "cloze": ("text", "cloze", "빈칸"),
    "tags": ("tags", "tag", "태그"),
    "deck": ("deck", "덱"),
    "kind": ("kind", "type", "notetype", "note type"),
    "source": ("source", "출처"),
    "note": ("note",),
    "section": ("section",),
    "status": ("status",),
}  # fmt: skip
_ROLES = {name: role for role, names in _NAMES.items() for name in names}
_FIELDS = ("front", "back", "details", "cloze")
_OURS = {"guid", "note", "kind", "section", "status"}
"""What only a table of `export csv` says all of; its cells are card text as it stands."""
_HTML = re.compile(r"</?(?:br|div|b|i|u|em|strong|ul|ol|li|p|span|img|code|pre|sub|sup|table)\b[^>]*>|&(?:nbsp|amp|lt|gt|quot);", re.IGNORECASE)  # fmt: skip  # noqa: E501
_QUOTED = re.compile(r"'+[=+\-@\t\r\n]")
_CLOZE = re.compile(r"\{\{c\d+::")
_LONGEST = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class TableCard:
    """What one row asks: ``cloze`` marks stand in ``back``; ``guid`` is its lasting name, empty where it has none.

    ``line`` is where the row begins in the file; ``note`` names the question it shares with other rows.
    """

    line: int
    front: str
    back: str
    details: tuple[str, ...] = ()
    both_ways: bool = False
    tags: tuple[str, ...] = ()
    deck: str = ""
    guid: str = ""
    source: str = ""
    note: str = ""
    section: str = ""

    @property
    def sections(self) -> list[str]:
        """The headings above the card, the outermost first, as `export csv` writes them."""
        return [part for part in self.section.split(" › ") if part]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRead:
    """A table's cards, and what of it is none.

    The lines that hold no card, with the reason; the columns whose names say nothing; and how often there was what a
    terminal cannot show, by kind.
    """

    cards: tuple[TableCard, ...]
    left_out: tuple[tuple[int, str], ...] = ()
    ignored: tuple[str, ...] = ()
    unseen: Mapping[str, int] = field(default_factory=dict)


def bare(cell: str) -> str:
    """Return a cell without the apostrophe by which a spreadsheet is told that it is no formula."""
    return cell[1:] if _QUOTED.match(cell) else cell


def read_table(text: str, *, file: object, tabs: bool = False) -> TableRead:
    """Read a table: Anki's header lines if there are any, else a row of names, else front and back in this order.

    ``tabs`` says that columns are parted by tabs. Raises BadInput for a file that is no table, with the line.
    """
    head, body, line = _head(text)
    tabs = tabs and "separator" not in head
    separator = "\t" if tabs else _SEPARATORS.get(head.get("separator", "").casefold(), head.get("separator", ""))
    if len(separator) != 1:
        separator = _sniffed(body)
    rows = list(_rows(body, separator, line, file, comments=bool(head)))
    roles, rows, ignored = _roles(head, rows, separator)
    if roles is None:
        raise BadInput(
            "{file} has no columns for front and back: name them so in its first line (notes go to `flashcards add`).",
            file=file,
        )
    return _Cards(head, roles, rows).read(ignored)


def _head(text: str) -> tuple[dict[str, str], str, int]:
    """Return Anki's header lines by key, the rest of the text, and the line on which that begins."""
    found: dict[str, str] = {}
    line = 1
    while text.startswith("#"):
        first, _end, rest = text.partition("\n")
        key, colon, value = first[1:].partition(":")
        if not colon or (not found and key.strip().casefold() not in _KEYS):
            break
        found[key.strip().casefold()] = value.strip("\r") if key == "separator" else value.strip()
        text, line = rest, line + 1
    return found, text, line


_KEYS = {"separator", "html", "tags", "columns", "notetype", "deck", "if matches",
         *(f"{name} column" for name in ("notetype", "deck", "tags", "guid"))}  # fmt: skip


def _sniffed(text: str) -> str:
    """Return the separator under which the first rows are most alike in their number of cells."""
    sample = "\n".join(text.split("\n", 60)[:60])

    def alike(separator: str) -> float:
        try:
            widths = [len(row) for row in csv.reader(io.StringIO(sample, newline=""), delimiter=separator) if row]
        except csv.Error:
            return 0
        width, times = Counter(widths).most_common(1)[0] if widths else (1, 0)
        return times / len(widths) if width > 1 else 0

    return max((",", *_TRIED), key=alike)


def _rows(text: str, separator: str, first: int, file: object, *, comments: bool) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    line = first
    try:
        for number, row in enumerate(reader):
            if number == MAX_ROWS:
                raise BadInput("{file} has more than {cap} rows: split it.", file=file, cap=MAX_ROWS)
            if any(cell.strip() for cell in row) and not (comments and row[0].startswith("#")):
                yield line, row
            line = first + reader.line_num
    except csv.Error as fault:
        raise BadInput("{file} is no table from line {line} on ({why}).", file=file, line=line, why=fault) from None


def _roles(
    head: Mapping[str, str], rows: list[tuple[int, list[str]]], separator: str
) -> tuple[dict[int, str] | None, list[tuple[int, list[str]]], tuple[str, ...]]:
    """Return what each column says by its place, the rows without the row of names, and the names that say nothing."""
    width = max((len(row) for _line, row in rows), default=0)
    placed = {int(head[f"{name} column"]) - 1: name for name in ("notetype", "deck", "tags", "guid")
              if head.get(f"{name} column", "").isdecimal()}  # fmt: skip
    names = head["columns"].split(separator) if "columns" in head else []
    if not names and not placed and rows and _is_names(rows[0][1]):
        names, rows = rows[0][1], rows[1:]
    named = {at: _ROLES.get(name.strip().casefold(), "") for at, name in enumerate(names)}
    roles = {at: role for at, role in named.items() if role and at not in placed}
    if not _asks(roles.values()):
        free = [at for at in range(width) if at not in placed]
        roles = (
            dict(zip(free, ("front", "back", *("details" for _ in free)), strict=False)) if not names or placed else {}
        )
    roles |= {at: "kind" if name == "notetype" else name for at, name in placed.items()}
    ignored = tuple(name.strip() for at, name in enumerate(names) if at not in roles and name.strip())
    return (roles if _asks(roles.values()) or not rows else None), rows, ignored


def _asks(roles: Iterable[str]) -> bool:
    found = set(roles)
    return {"front", "back"} <= found or "cloze" in found


def _is_names(row: Sequence[str]) -> bool:
    known = [_ROLES.get(cell.strip().casefold()) for cell in row]
    return _asks([name for name in known if name])


class _Cards:
    """Makes cards of rows."""

    def __init__(
        self, head: Mapping[str, str], roles: Mapping[int, str], rows: Sequence[tuple[int, list[str]]]
    ) -> None:
        self._head = head
        self._roles = roles
        self._rows = rows
        self._unseen = Counter[str]()
        stated = head.get("html", "").casefold()
        sample = "\n".join(cell for _line, row in rows[:200] for cell in row)
        ours = set(roles.values()) >= _OURS
        self._html = stated == "true" or (not stated and not ours and _HTML.search(sample) is not None)

    def read(self, ignored: tuple[str, ...]) -> TableRead:
        cards: list[TableCard] = []
        left_out: list[tuple[int, str]] = []
        seen: set[str] = set()
        for line, row in self._rows:
            card = self._card(line, row)
            if not card.back or not (card.front or _CLOZE.search(card.back)):
                left_out.append((line, "has no front or no back"))
            elif self._is_retired(row):
                left_out.append((line, "is retired"))
            elif card.guid and card.guid in seen:
                left_out.append((line, "has the identity of a row above"))
            else:
                seen.add(card.guid)
                cards.append(card)
        return TableRead(cards=tuple(cards), left_out=tuple(left_out), ignored=ignored, unseen=dict(self._unseen))

    def _card(self, line: int, row: Sequence[str]) -> TableCard:
        cells: dict[str, list[str]] = {}
        for at, cell in enumerate(row):
            if role := self._roles.get(at):
                cells.setdefault(role, []).append(self._text(cell) if role in _FIELDS else _plain(cell))
        front, back = self._sides(cells)
        details = "\n".join(filter(None, cells.get("details", ()))).split("\n")
        kind = " ".join([*cells.get("kind", ()), self._head.get("notetype", "")]).casefold()
        tags = f"{self._head.get('tags', '')} {' '.join(cells.get('tags', ()))}".split()
        if _CLOZE.search(front) and not _CLOZE.search(back):
            details = [*back.split("\n"), *details]
            front, back = "", front
        return TableCard(
            line=line, front=front, back=back, details=tuple(filter(None, details)),
            both_ways="reversed" in kind and not _CLOZE.search(back),
            tags=tuple(dict.fromkeys(tag.lstrip("#") for tag in tags if tag.strip("#"))),
            deck=self._one(cells, "deck") or self._head.get("deck", ""),
            guid=self._one(cells, "guid"), source=self._one(cells, "source"), note=self._one(cells, "note"),
            section=self._one(cells, "section"),
        )  # fmt: skip

    def _is_retired(self, row: Sequence[str]) -> bool:
        return any(self._roles.get(at) == "status" and cell == "retired" for at, cell in enumerate(row))

    def _sides(self, cells: Mapping[str, Sequence[str]]) -> tuple[str, str]:
        cloze = self._one(cells, "cloze")
        front, back = self._one(cells, "front"), self._one(cells, "back")
        return (front, back) if back or not cloze else (front, cloze)

    def _one(self, cells: Mapping[str, Sequence[str]], role: str) -> str:
        return next(filter(None, cells.get(role, ())), "")

    def _text(self, cell: str) -> str:
        if not self._html:
            return _plain(cell)
        found = to_text(bare(cell))
        self._unseen.update(found.unseen)
        return found.text


def _plain(cell: str) -> str:
    lines = (line.rstrip() for line in UNSAFE.sub("", bare(cell)).strip().split("\n"))
    return "\n".join(lines)[:_LONGEST].rstrip()
