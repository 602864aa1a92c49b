"""Opening a card's notes at their line: the user's editor, else a pager, while the app steps aside."""

import os
import shlex
import shutil
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from flashcards.core.note import Source
from flashcards.errors import BadInput, NotFound

_GOTO = {"code": ("--goto",), "codium": ("--goto",), "hx": (), "subl": (), "zed": ()}
"""Editors that take FILE:LINE instead of +LINE FILE, with the words before it."""


@dataclass(frozen=True, slots=True)
class Opener:
    """Runs a command in the terminal: ``aside`` gives the terminal up meanwhile, ``run`` starts the command."""

    run: Callable[[Sequence[str]], int]
    aside: Callable[[], AbstractContextManager[None]]

    def open(self, source: Source, line: int | None) -> None:
        """Show a source's file at a line.

        Raises NotFound if it has no file, or the file is gone; BadInput if the program cannot be started.
        """
        words = command(_file(source), line or 1)
        with self.aside():
            try:
                failed = self.run(words)
            except OSError as error:
                raise BadInput(
                    "{program} cannot be started ({why}): set $EDITOR to your editor.",
                    program=words[0], why=error.strerror,
                ) from None  # fmt: skip
        if failed:
            raise BadInput("{program} ended with a fault ({code}).", program=words[0], code=failed)


def command(path: Path, line: int) -> list[str]:
    """Return the words that open a file at a line: $VISUAL, else $EDITOR, else less. Raises NotFound without any."""
    chosen = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    try:
        words = shlex.split(chosen)
    except ValueError:
        raise BadInput("$EDITOR is not a command ({chosen}): set it to your editor.", chosen=chosen) from None
    if words:
        name = Path(words[0]).name
        if name in _GOTO:
            return [*words, *_GOTO[name], f"{path}:{line}"]
        return [*words, f"+{line}", str(path)]
    if shutil.which("less"):
        return ["less", f"+{line}g", str(path)]
    raise NotFound("There is no editor to open {path} with: set $EDITOR.", path=path)


def _file(source: Source) -> Path:
    if not source.path or source.path.startswith(("@", "-")):
        raise NotFound("{title} has no notes file on this machine to open.", title=source.title)
    path = Path(source.path)
    if not path.is_file():
        raise NotFound("{path} is gone: name the moved file with `flashcards add`.", path=path)
    return path
