"""Listings as JSON, CSV and Markdown: rows are mappings with the same keys, which are the columns."""

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence

Row = Mapping[str, object]

_FORMULA = re.compile(r"'*[=+\-@\t\r\n]")


def as_json(rows: Sequence[Row]) -> str:
    """Return the rows as a JSON list of objects, Korean readable as it stands."""
    return json.dumps([dict(row) for row in rows], ensure_ascii=False, indent=1)


def as_csv(rows: Sequence[Row], separator: str = ",") -> str:
    """Return the rows as CSV with a header, their columns parted by ``separator``.

    Text that a spreadsheet would take for a formula gets an apostrophe before it, and so does text that begins with
    one and such a character, so that reading can take it off again; numbers stay numbers.
    """
    if not rows:
        return ""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator="\n")
    writer.writerow(rows[0])
    for row in rows:
        writer.writerow([_inert(row[column]) for column in rows[0]])
    return out.getvalue()


def as_markdown(rows: Sequence[Row]) -> str:
    """Return the rows as a Markdown table, one line a row."""
    if not rows:
        return ""
    head = list(rows[0])
    lines = [head, ["---"] * len(head), *([_one_line(row[column]) for column in head] for row in rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _inert(value: object) -> str:
    text = _text(value)
    if not isinstance(value, int | float) and _FORMULA.match(text):
        text = f"'{text}"
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _one_line(value: object) -> str:
    return " ".join(_text(value).split()).replace("\\", "\\\\").replace("|", "\\|")


def _text(value: object) -> str:
    """Return a cell's text: nothing for None, ``yes`` and ``no`` for truth, lists joined."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case str():
            return value
        case Mapping():
            return json.dumps(value, ensure_ascii=False)
        case Iterable():
            return ", ".join(map(_text, value))
        case _:
            return str(value)
