"""`flashcards accept`: drafts become cards."""

import click

from flashcards.cli import acting
from flashcards.cli.invocation import Invocation


@click.command()
@click.argument("cards", nargs=-1, required=True, metavar="CARD...")
@click.pass_obj
def command(invocation: Invocation, *, cards: tuple[str, ...]) -> None:
    """Make cards of drafts, which `flashcards tips --status draft` lists, so that they are asked.

    \b
    Example:
      flashcards accept 4 7
    """
    desk = invocation.desk_with_cards()
    from flashcards.services import editing, handling

    found = [handling.resolve(desk, card) for card in cards]
    acting.tell(desk, "Accepted card #{n} ({words}).", editing.accept(desk, found))
