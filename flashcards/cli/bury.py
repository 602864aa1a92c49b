"""`flashcards bury`: cards put away until tomorrow."""

import click

from flashcards.cli import acting
from flashcards.cli.invocation import Invocation


@click.command()
@click.argument("cards", nargs=-1, required=True, metavar="CARD...")
@click.pass_obj
def command(invocation: Invocation, *, cards: tuple[str, ...]) -> None:
    """Put cards away until the next study day.

    \b
    Example:
      flashcards bury 2 4
    """
    desk = invocation.desk_with_cards()
    from flashcards.services import handling

    found = [handling.resolve(desk, card) for card in cards]
    acting.tell(desk, "Buried card #{n} ({words}) until the next study day.", handling.bury(desk, found))
