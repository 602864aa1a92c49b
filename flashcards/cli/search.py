"""`flashcards search`: tips by their words and by what is known of their cards."""

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
    """Find the tips that contain every word of QUERY, in text, question, tags or source, or fit its search words.

    \b
    Examples:
      flashcards search code review
      flashcards search 'deck:Work (tests or "code review") -is:learned prop:r<0.8'
    """
    desk = invocation.known_desk()
    if desk is None:
        output.narrate(_(NO_CARDS))
        if as_json:
            output.show_json([])
        return
    from flashcards.services import searching

    show_tips(desk, searching.find(desk, " ".join(query)), "json" if as_json else "")
