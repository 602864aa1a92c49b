"""`flashcards backup`: a verified copy of the database."""

from pathlib import Path

import click

from flashcards.cli import output
from flashcards.cli.invocation import Invocation
from flashcards.cli.target import check_target
from flashcards.errors import BadInput
from flashcards.language import _


@click.command()
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.pass_obj
def command(invocation: Invocation, *, file: Path | None) -> None:
    """Copy the database to FILE, or into the folder of backups, and check the copy. Its path is printed.

    \b
    Example:
      flashcards backup
    """
    desk = invocation.known_desk()
    if desk is None:
        raise BadInput("There is no database at {path} yet, so there is nothing to back up: add notes first.",
                       path=invocation.paths.database)  # fmt: skip
    if file is not None:
        file = check_target(invocation, file, head=None)
    from flashcards.services import safekeeping

    path = safekeeping.backup(desk, invocation.paths, file)
    output.narrate(_("The database was copied, and the copy checked."))
    output.data(str(path))
