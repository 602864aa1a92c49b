"""`flashcards undo`: the newest act of this study day, taken back."""

import click

from flashcards.cli import output
from flashcards.cli.invocation import Invocation
from flashcards.errors import NothingToDo


@click.command()
@click.pass_obj
def command(invocation: Invocation) -> None:
    """Take back the newest act of this study day on this machine, and say what it was.

    Answers, and everything done to cards and tips. Exits 1 when nothing is left to take back,
    5 when the newest act is adding notes, which stays.

    \b
    Example:
      flashcards undo
    """
    desk = invocation.known_desk()
    if desk is None:
        raise NothingToDo("There is nothing to undo on this study day.")
    from flashcards.services import reviewing

    output.line(reviewing.undo(desk).sentence())
