"""Where output may go: not over the user's own files (database, settings, notes), and not over a folder."""

import os
from pathlib import Path

from flashcards.cli.invocation import Invocation
from flashcards.errors import BadInput, Refused


def check_target(invocation: Invocation, target: Path) -> None:
    """Raise Refused for a ``target`` that this program reads or keeps, BadInput for a folder."""
    if os.path.isdir(target):  # noqa: PTH112  unlike Path.is_dir, it is False where nobody may look
        raise BadInput("{path} is a folder: name a file in it.", path=target)
    paths = invocation.paths
    sources = [Path(source.path) for source in invocation.store.notes.sources() if source.path]
    if any(_same(target, own) for own in (paths.database, paths.settings, *sources)):
        raise Refused("{path} is one of your own files and was not overwritten: choose another name.", path=target)


def _same(one: Path, other: Path) -> bool:
    return os.path.realpath(one.expanduser()) == os.path.realpath(other)
