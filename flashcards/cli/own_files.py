"""No output over the user's own files: the database, the settings, and the notes that cards came from."""

import os
from pathlib import Path

from flashcards.cli.invocation import Invocation
from flashcards.errors import Refused


def refuse_own_file(invocation: Invocation, target: Path) -> None:
    """Raise Refused if writing ``target`` would overwrite a file that this program reads or keeps."""
    paths = invocation.paths
    sources = [Path(source.path) for source in invocation.store.notes.sources() if source.path]
    if any(_same(target, own) for own in (paths.database, paths.settings, *sources)):
        raise Refused("{path} is one of your own files and was not overwritten: choose another name.", path=target)


def _same(one: Path, other: Path) -> bool:
    return os.path.realpath(one.expanduser()) == os.path.realpath(other)
