"""Tables of questions and answers: one row is one question with its answer beside it."""

import re
from dataclasses import dataclass

from flashcards.reading import asking

_EDGES = re.compile(r"^\s*\||(?<!\\)\|\s*$")
_BAR = re.compile(r"(?<!\\)\|")
_DASHES = re.compile(r":?-+:?")
_QUESTION = re.compile(r"(?:Q|Questions?|질문(?:\s?내용)?|문항|물음|궁금한\s?점|고민)", re.IGNORECASE)
_ANSWER = re.compile(r"(?:A|Answers?|Repl(?:y|ies)|답변?(?:\s?내용)?|대답|조언)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Row:
    """A row that asks, and what answers it, if anything does; the titles and the rule below them ask nothing."""

    question: str
    answer: str


def rows_of(lines: list[str]) -> dict[int, Row]:
    """Return the rows of question tables by their line's number.

    A table is one if its titles name a column of questions and one of answers; without such titles, if at least two
    and half of its rows ask in the same column and have something beside it.
    """
    rows: dict[int, Row] = {}
    table: list[int] = []
    for number, line in enumerate([*lines, ""], 1):
        if "|" in line and line.count("|") >= 2 - (not line.lstrip().startswith("|")):
            table.append(number)
        elif table:
            rows |= _table({n: _cells(lines[n - 1]) for n in table})
            table = []
    return rows


def _cells(line: str) -> list[str]:
    bare = _EDGES.sub("", _EDGES.sub("", line.strip(), count=1), count=1)
    return [cell.strip().replace("\\|", "|") for cell in _BAR.split(bare)]


def _table(cells: dict[int, list[str]]) -> dict[int, Row]:
    """Read one table; its second line must be the rule of dashes that makes it one."""
    numbers = list(cells)
    if len(numbers) < 3 or not all(_DASHES.fullmatch(cell) for cell in cells[numbers[1]]):
        return {}
    titles = [title.strip("*_ ") for title in cells[numbers[0]]]
    body = {number: cells[number] for number in numbers[2:]}
    asks = next((at for at, title in enumerate(titles) if _QUESTION.fullmatch(title)), None)
    tells = next((at for at, title in enumerate(titles) if _ANSWER.fullmatch(title)), None)
    if asks is None or tells is None:
        columns = _asking_columns(body)
        if columns is None:
            return {}
        asks, tells = columns
    pairs = {number: (_at(row, asks), _at(row, tells)) for number, row in body.items()}
    rows = {number: Row(_asked(question), answer) for number, (question, answer) in pairs.items() if question}
    return rows | dict.fromkeys(numbers[:2], Row("", ""))


def _asking_columns(body: dict[int, list[str]]) -> tuple[int, int] | None:
    """Return the first column that asks in most rows, and the column right of it."""
    width = max((len(row) for row in body.values()), default=0)
    for at in range(width - 1):
        marks = sum(1 for row in body.values() if asking.asking_of(_at(row, at)).confidence >= 0.8 and _at(row, at + 1))
        if marks >= 2 and 2 * marks >= len(body):
            return at, at + 1
    return None


def _at(row: list[str], column: int) -> str:
    return row[column] if column < len(row) else ""


def _asked(question: str) -> str:
    return asking.asking_of(question).text or question
