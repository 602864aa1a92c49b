"""`flashcards flag`: cards to look at again."""

import click

from flashcards.cli import acting
from flashcards.cli.invocation import Invocation


@click.command()
@click.argument("cards", nargs=-1, required=True, metavar="CARD...")
@click.option(
    "--colour", type=click.IntRange(0, 7), default=1, metavar="N", help="1 to 7 as in Anki, 0 for none; 1 without it."
)
@click.pass_obj
def command(invocation: Invocation, *, cards: tuple[str, ...], colour: int) -> None:
    """Flag cards, or take their flags off.

    \b
    Examples:
      flashcards flag 2
      flashcards flag 2 --colour 0
    """
    desk = invocation.desk_with_cards()
    from flashcards.services import handling

    found = [handling.resolve(desk, card) for card in cards]
    done = "Flagged card #{n} ({words})." if colour else "Took the flag off card #{n} ({words})."
    acting.tell(desk, done, handling.flag(desk, found, colour))
