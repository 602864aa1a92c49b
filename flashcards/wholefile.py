"""Writing a file so that it is there whole or not at all."""

import os
from pathlib import Path

from flashcards.errors import BadInput

CHOOSE = "{path} cannot be written ({why}): choose another place or make room."
_NAMED = 40
_NEW = os.O_CREAT | os.O_EXCL | os.O_WRONLY


def write_whole(path: Path, data: bytes, fault: str = CHOOSE) -> None:
    """Write a file for its owner alone (mode 0600): beside its name, synced, then renamed; links are followed.

    Raises BadInput with the sentence ``fault``, of ``{path}`` and ``{why}``; an earlier file then stays as it was.
    """
    real = Path(os.path.realpath(path))
    part = real.with_name(f".{real.name[:_NAMED]}.part-{os.getpid()}")
    try:
        _write(part, data)
        part.replace(real)
    except OSError as error:
        raise BadInput(fault, path=path, why=error.strerror or error) from None
    finally:
        if part.parent.is_dir():
            part.unlink(missing_ok=True)


def _write(part: Path, data: bytes) -> None:
    part.unlink(missing_ok=True)
    with os.fdopen(os.open(part, _NEW, 0o600), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
