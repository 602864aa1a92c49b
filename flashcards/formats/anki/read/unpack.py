"""A package opened safely: which of Anki's three formats it is, and its collection as a database that cannot act.

Nothing is ever extracted by the name a package gives it; sizes are counted as they come, whatever its headers claim.
"""

import contextlib
import sqlite3
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import zstandard

from flashcards.errors import BadInput

LARGEST = 2 * 1024**3
"""How many bytes a collection may have unpacked: some ten times the largest ones that people share."""
_FREE = 64 * 1024**2
_RATIO = 100
"""Above so many bytes, a package may unpack to so many times its own size at most."""
_PIECE = 1 << 20
_MEMBERS = 1_000_000
_FORMATS = ("collection.anki21b", "collection.anki21", "collection.anki2")
"""The collection by format, newest first; older ones beside it only tell old programs to update."""
_LONGEST_VALUE = 32 * 1024**2
"""How many bytes a row may have: far more than a note that people write."""
_UNWANTED = "SELECT 1 FROM sqlite_master WHERE type NOT IN ('table', 'index') OR ifnull(rootpage, 0) <= 0 LIMIT 1"
"""Triggers, views and virtual tables: all that is neither rows nor an index over them."""
_COMPUTED = "SELECT 1 FROM sqlite_master AS made, pragma_table_xinfo(made.name) WHERE hidden > 0 LIMIT 1"
_CALM = ("trusted_schema = OFF", "query_only = ON", "cell_size_check = ON", "ignore_check_constraints = ON")


@contextlib.contextmanager
def unpacked(path: Path) -> Iterator[sqlite3.Connection]:
    """Give a package's collection as a read-only database, with a temporary copy that is gone in the end.

    Raises BadInput with one sentence for whatever is no package, is damaged, too large, or would act.
    """
    if path.exists() and not path.is_file():
        raise BadInput("{path} cannot be read (it is no ordinary file): check its name.", path=path)
    with tempfile.TemporaryDirectory(prefix="flashcards-") as folder:
        copy = Path(folder) / "collection.db"
        with _opened(path) as archive, copy.open("wb") as target:
            _unpack(path, archive, target)
        connection = _connect(path, copy)
        try:
            yield connection
        except sqlite3.Error as error:
            raise _damaged(path, error) from None
        finally:
            connection.close()


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(path) as archive:
            yield archive
    except OSError as error:
        raise BadInput(
            "{path} cannot be read ({why}): check its name.", path=path, why=error.strerror or error
        ) from None
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        zlib.error,
        zstandard.ZstdError,
        EOFError,
        NotImplementedError,
    ) as error:
        raise BadInput("{path} is no whole Anki package ({why}): export it again.", path=path, why=error) from None
    except RuntimeError:
        raise BadInput("{path} is locked with a password: unlock it first.", path=path) from None


def _unpack(path: Path, archive: zipfile.ZipFile, target: IO[bytes]) -> None:
    members = archive.infolist()
    if len(members) > _MEMBERS:
        raise BadInput("{path} holds more than {n} files: it is no deck.", path=path, n=_MEMBERS)
    named = {name: [one for one in members if one.filename == name] for name in _FORMATS}
    found = next((own for own in named.values() if own), None)
    if found is None:
        raise BadInput("{path} holds no collection of Anki: give an .apkg or .colpkg file.", path=path)
    if len(found) > 1:
        raise BadInput("{path} holds more than one collection: export it again.", path=path)
    limit = min(LARGEST, max(_FREE, _RATIO * path.stat().st_size))
    if found[0].file_size > limit:
        raise _too_large(path, limit)
    with archive.open(found[0]) as packed:
        stream = zstandard.ZstdDecompressor().stream_reader(packed) if found[0].filename == _FORMATS[0] else packed
        size = 0
        while piece := stream.read(_PIECE):
            size += len(piece)
            if size > limit:
                raise _too_large(path, limit)
            target.write(piece)


def _too_large(path: Path, limit: int) -> BadInput:
    megabytes = limit // 1024**2
    return BadInput("{path} would unpack to more than {size} MB: it is not read.", path=path, size=megabytes)


def _connect(path: Path, copy: Path) -> sqlite3.Connection:
    """Open the copy so that nothing in it runs: no triggers, no views, no functions, no writes."""
    connection = sqlite3.connect(f"{copy.as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_VALUE)
        connection.create_collation("unicase", _compared)
        connection.text_factory = _text
        for pragma in _CALM:
            connection.execute(f"PRAGMA {pragma}")
        _check(path, connection)
    except sqlite3.Error as error:
        connection.close()
        raise _damaged(path, error) from None
    except BadInput:
        connection.close()
        raise
    return connection


def _check(path: Path, connection: sqlite3.Connection) -> None:
    """Refuse what would act, and what is not whole: a tree of pages that leads back into itself has no end."""
    if any(connection.execute(query).fetchone() for query in (_UNWANTED, _COMPUTED)):
        raise BadInput("{path} holds a database that would act by itself, so it is not read.", path=path)
    (found,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if found != "ok":
        raise _damaged(path, " ".join(found.split())[:100])


def _damaged(path: Path, why: object) -> BadInput:
    return BadInput("{path} holds a damaged collection ({why}): export it again.", path=path, why=why)


def _compared(one: str, other: str) -> int:
    left, right = one.casefold(), other.casefold()
    return (left > right) - (left < right)


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "replace")
