"""Where output may go: into a new file, or over an earlier one of its kind; never over anything else."""

import os
from pathlib import Path

from flashcards.cli.invocation import Invocation
from flashcards.errors import BadInput, Refused
from flashcards.language import _


def check_target(invocation: Invocation, target: Path, *, head: bytes | None, yes: bool | None = None) -> Path:
    """Return where to write ``target``, links followed.

    Raises Refused for a file that this program reads or keeps, and for one that does not begin with ``head``, so that
    it is no earlier output of its kind (None: whatever it holds), unless it is said with --yes that it may go (``yes``;
    None where there is no such option); BadInput for a folder, a pipe or a device.
    """
    if os.path.isdir(target):  # noqa: PTH112  unlike Path.is_dir, it is False where nobody may look
        raise BadInput("{path} is a folder: name a file in it.", path=target)
    paths = invocation.paths
    sources = [Path(source.path) for source in invocation.store.notes.sources() if source.path]
    if any(_same(target, own) for own in (paths.database, paths.settings, *sources)):
        raise Refused("{path} is one of your own files and was not overwritten: choose another name.", path=target)
    real = Path(os.path.realpath(target.expanduser()))
    if real.exists():
        _check_earlier(real, target, head, yes=yes)
    return real


def _check_earlier(real: Path, target: Path, head: bytes | None, *, yes: bool | None) -> None:
    if not real.is_file():
        raise BadInput("{path} is not an ordinary file: name a file to write.", path=target)
    try:
        with real.open("rb") as file:
            found = file.read(len(head or b"-"))
    except OSError as error:
        raise BadInput(
            "{path} cannot be written ({why}): choose another place.", path=target, why=error.strerror
        ) from None
    if found and found != head and not yes:
        how = _("choose another name") if yes is None else _("choose another name, or say --yes")
        raise Refused(
            "{path} exists and is no earlier file of this kind, so it was not overwritten: {how}.", path=target, how=how
        )


def _same(one: Path, other: Path) -> bool:
    return os.path.realpath(one.expanduser()) == os.path.realpath(other)
