"""`flashcards suspend`: cards kept out of review."""

import click

from flashcards.cli import acting
from flashcards.cli.invocation import Invocation


@click.command()
@click.argument("cards", nargs=-1, required=True, metavar="CARD...")
@click.pass_obj
def command(invocation: Invocation, *, cards: tuple[str, ...]) -> None:
    """Keep cards out of review until `flashcards unsuspend` brings them back.

    \b
    Example:
      flashcards suspend 2 4
    """
    desk = invocation.desk_with_cards()
    from flashcards.services import handling

    found = [handling.resolve(desk, card) for card in cards]
    acting.tell(desk, "Suspended card #{n} ({words}).", handling.suspend(desk, found))
