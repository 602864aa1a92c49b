"""`flashcards unbury`: buried cards, back today."""

import click

from flashcards.cli import acting
from flashcards.cli.invocation import Invocation


@click.command()
@click.argument("cards", nargs=-1, required=True, metavar="CARD...")
@click.pass_obj
def command(invocation: Invocation, *, cards: tuple[str, ...]) -> None:
    """Bring buried cards back now.

    \b
    Example:
      flashcards unbury 2 4
    """
    desk = invocation.desk_with_cards()
    from flashcards.services import handling

    found = [handling.resolve(desk, card) for card in cards]
    acting.tell(desk, "Unburied card #{n} ({words}).", handling.bury(desk, found, on=False))
