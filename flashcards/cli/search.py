"""`flashcards search`: tips by their words."""

import click

from flashcards.cli import output
from flashcards.cli.invocation import NO_CARDS, Invocation
from flashcards.cli.listing import show_tips
from flashcards.language import _


@click.command()
@click.argument("query", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object for each tip.")
@click.pass_obj
def command(invocation: Invocation, *, query: tuple[str, ...], as_json: bool) -> None:
    """Find the tips that contain every word of QUERY, in text, question, tags or source.

    \b
    Example:
      flashcards search code review
    """
    desk = invocation.known_desk()
    if desk is None:
        output.narrate(_(NO_CARDS))
        if as_json:
            output.show_json([])
        return
    from flashcards.services import browsing

    show_tips(desk, browsing.search(desk, " ".join(query)), "json" if as_json else "")
