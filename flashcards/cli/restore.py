"""`flashcards restore`: a retired tip, back in review."""

import click

from flashcards.cli import output
from flashcards.cli.invocation import Invocation
from flashcards.language import _


@click.command()
@click.argument("tip")
@click.pass_obj
def command(invocation: Invocation, *, tip: str) -> None:
    """Bring a retired tip back, with its history.

    \b
    Example:
      flashcards restore 1
    """
    desk = invocation.desk_with_cards()
    from flashcards.services import handling

    _note, point = handling.resolve_tip(desk, tip)
    restored = handling.restore(desk, point)
    output.line(_("Restored tip #{n}.", n=point.n) if restored else _("Tip #{n} was not retired.", n=point.n))
