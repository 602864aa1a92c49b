"""Finding notes: files, folders, shipped decks, standard input, or one card written by hand, as text.

A notes file is only ever opened for reading.
"""

import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from flashcards.bundled import shipped_decks
from flashcards.core.note import SourceKind
from flashcards.errors import BadInput, FlashcardsError
from flashcards.reading.decode import MAX_BYTES, decode
from flashcards.store.connection import is_opened
from flashcards.store.notes import SeenFile

NOTES_ENDINGS = (".md", ".markdown", ".txt", ".org")


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """Notes as they were found: ``path`` is the key this device knows them by, ``name`` what a user calls them."""

    name: str
    path: str
    text: str
    mtime_ns: int = 0
    size: int = 0
    kind: SourceKind = SourceKind.NOTES

    @property
    def hash(self) -> str:
        """The hash of the whole text."""
        return hashlib.sha256(self.text.encode()).hexdigest()


def find(target: str, faults: list[FlashcardsError]) -> list[Path]:
    """Return the notes files that a path names: itself, or those in a directory, hidden ones left out.

    A folder in it that may not be looked into is left out, and a fault that names it is added to ``faults``. Raises
    BadInput for a missing path and for a directory without notes.
    """
    if not target:
        raise BadInput("No file was named: write `flashcards add notes.md`.")
    path = Path(target).expanduser()
    if not path.exists():
        raise BadInput("There is no file {path}: check the name.", path=path)
    if not path.is_dir():
        return [path]
    closed: list[FlashcardsError] = []
    files = [
        Path(folder) / name
        for folder, folders, names in os.walk(path, onerror=lambda error: closed.append(_closed(error)))
        if _skip_hidden(folders)
        for name in sorted(names)
        if name.lower().endswith(NOTES_ENDINGS) and not name.startswith(".") and (Path(folder) / name).is_file()
    ]
    faults += closed
    if not files and not closed:
        raise BadInput(
            "{path} holds no notes: none of its files ends in {ends}.", path=path, ends=", ".join(NOTES_ENDINGS)
        )
    return files


def read_file(path: Path) -> Text:
    """Read one notes file, as bytes and read-only. Raises BadInput if it cannot be read or is not text."""
    if is_opened(path):
        raise BadInput("{path} is the database itself, no notes: name a file of notes.", path=path)
    try:
        with path.open("rb") as file:
            stat = os.fstat(file.fileno())
            if stat.st_size > MAX_BYTES:
                raise BadInput(
                    "{path} has {size} MB, notes may have {cap}: split it.",
                    path=path, size=stat.st_size >> 20, cap=MAX_BYTES >> 20,
                )  # fmt: skip
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise BadInput(
            "{path} cannot be read ({why}): check it and its permissions.", path=path, why=error.strerror
        ) from None
    text = decode(data, file=str(path))
    return Text(name=str(path), path=str(path.resolve()), text=text, mtime_ns=stat.st_mtime_ns, size=stat.st_size)


def shipped(name: str) -> Text:
    """Return a shipped deck, by its short name without the ``@``. Raises BadInput that lists what is shipped."""
    found = shipped_decks()
    if name not in found:
        known = ", ".join(f"@{deck}" for deck in found)
        raise BadInput("There is no shipped deck @{name}: there are {known}.", name=name, known=known)
    return replace(read_file(found[name]), name=f"@{name}", path=f"@{name}")


def piped(data: bytes) -> Text:
    """Return notes that came on standard input. Raises BadInput if they are not text."""
    if len(data) > MAX_BYTES:
        raise BadInput("Standard input has more than {cap} MB: notes may not.", cap=MAX_BYTES >> 20)
    return Text(name="-", path="-", text=decode(data, file="standard input"))


def by_hand(text: str) -> Text:
    """Return one card written on the command line, such as ``front :: back``."""
    return Text(name="--text", path="", text=text, kind=SourceKind.HAND)


def changed(seen: SeenFile) -> Text | None:
    """Return a known file's text if it changed since it was read; standard input is never read again."""
    if seen.path.startswith("-"):
        return None
    if seen.path.startswith("@"):
        text = shipped(seen.path[1:])
    else:
        path = Path(seen.path)
        if not path.exists():
            raise BadInput("{path} is gone: its cards stay; if it was moved, name it with `flashcards add`.", path=path)
        if not path.is_file():
            raise BadInput("{path} is no longer a file: its cards stay; put the notes back.", path=path)
        stat = path.stat()
        if (stat.st_mtime_ns, stat.st_size) == (seen.mtime_ns, seen.size):
            return None
        text = read_file(path)
    return None if text.hash == seen.text_hash else text


def _closed(error: OSError) -> BadInput:
    return BadInput(
        "The folder {path} cannot be looked into ({why}), so its notes were left out: check its permissions.",
        path=error.filename, why=error.strerror,
    )  # fmt: skip


def _skip_hidden(folders: list[str]) -> Sequence[str]:
    folders[:] = sorted(name for name in folders if not name.startswith("."))
    return [*folders, "."]
