"""`flashcards restore`: a retired tip, back in review."""

import click

from flashcards.cli import acting, output
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
    done = "Restored tip #{n} ({words})." if handling.restore(desk, point) else "Tip #{n} ({words}) was not retired."
    output.line(_(done, n=point.n, words=acting.words(point)))
