"""Every row as JSON, one on a line: what `export json` writes and `import` reads."""

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from flashcards.errors import BadInput

MAX_BYTES = 256 * 1024 * 1024
"""The largest file that is read: some 300,000 answers with everything else."""

_BLANK = b"\xef\xbb\xbf \t\r\n"
_ONE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def as_json(head: Mapping[str, object], tables: Mapping[str, Sequence[Mapping[str, Any]]]) -> str:
    """Return the head and the tables as JSON, the head first."""
    return "".join(_lines(head, tables))


def read(path: Path, *, schema: int) -> object:
    """Return the tables of such a file, as yet unchecked.

    Raises BadInput with one sentence for a file that cannot be read, is too large, is no JSON or not this program's,
    or comes from a version with a later schema than ``schema``.
    """
    data = _parsed(path)
    head = data.get("flashcards") if isinstance(data, dict) else None
    version = head.get("schema") if isinstance(head, dict) else None
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise BadInput("{file} was not written by `flashcards export json`: import such a file.", file=path)
    if version > schema:
        raise BadInput(
            "{file} was written by a newer flashcards (its tables are of version {theirs}, yours of {ours}): update "
            "the program, then import it.",
            file=path, theirs=version if version < 10**6 else "?", ours=schema,
        )  # fmt: skip
    return data["tables"] if isinstance(data, dict) and "tables" in data else None


def _lines(head: Mapping[str, object], tables: Mapping[str, Sequence[Mapping[str, Any]]]) -> Iterator[str]:
    yield f'{{\n "flashcards": {_ONE.encode(dict(head))},\n "tables": {{'
    for at, (name, rows) in enumerate(tables.items()):
        yield f"{',' if at else ''}\n  {_ONE.encode(name)}: ["
        for number, row in enumerate(rows):
            yield f"{',' if number else ''}\n   {_ONE.encode(dict(row))}"
        yield "\n  ]" if rows else "]"
    yield "\n }\n}\n"


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            large = os.fstat(file.fileno()).st_size > MAX_BYTES
            data = b"" if large else file.read(MAX_BYTES + 1)
    except OSError as error:
        raise BadInput(
            "{path} cannot be read ({why}): check it and its permissions.", path=path, why=error.strerror
        ) from None
    if large or len(data) > MAX_BYTES:
        raise BadInput(
            "{path} has more than {cap} MB, which is not read: bring so much over with `flashcards backup`.",
            path=path, cap=MAX_BYTES >> 20,
        )  # fmt: skip
    return data


def _parsed(path: Path) -> object:
    data = _bytes(path)
    if data.lstrip(_BLANK)[:1] != b"{":
        raise BadInput("{file} was not written by `flashcards export json`: import such a file.", file=path)
    try:
        return json.loads(data, parse_constant=_refuse)
    except (ValueError, RecursionError):
        raise BadInput("{file} is no JSON that this program wrote: export it again.", file=path) from None


def _refuse(name: str) -> None:
    raise ValueError(name)
