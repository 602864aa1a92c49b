"""`flashcards retire`: a tip that is not for you."""

import click

from flashcards.cli import acting, output
from flashcards.cli.invocation import Invocation
from flashcards.language import _


@click.command()
@click.argument("tip")
@click.option("--why", required=True, metavar="TEXT", help="The reason; it is kept with the tip.")
@click.pass_obj
def command(invocation: Invocation, *, tip: str, why: str) -> None:
    """Put a tip away for good. Nothing is deleted; `flashcards restore` brings it back.

    \b
    Example:
      flashcards retire 1 --why 'Does not hold in my team'
    """
    desk = invocation.desk_with_cards()
    from flashcards.services import handling

    _note, point = handling.resolve_tip(desk, tip)
    handling.retire(desk, point, why)
    words = acting.words(point)
    output.line(_("Retired tip #{n} ({words}); `flashcards restore {n}` brings it back.", n=point.n, words=words))
