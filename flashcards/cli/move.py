"""`flashcards move`: cards put into another deck."""

import click

from flashcards.cli import acting, completion, output
from flashcards.cli.invocation import Invocation
from flashcards.language import _


@click.command()
@click.argument("cards", nargs=-1, required=True, metavar="CARD...", shell_complete=completion.decks)
@click.argument("deck", shell_complete=completion.decks)
@click.pass_obj
def command(invocation: Invocation, *, cards: tuple[str, ...], deck: str) -> None:
    """Put cards into another deck, made with its parents if there is none; all cards of a tip move together.

    \b
    Example:
      flashcards move 2 5 'Work::Reviews'
    """
    desk = invocation.desk_with_cards()
    from flashcards.services import decking, handling

    points = [handling.resolve_tip(desk, card)[1].uid for card in cards]
    moved = decking.move(desk, points, deck)
    for card in moved:
        words = acting.words(desk.store.notes.point(card.point))
        output.line(_("Moved #{n} ({words}) to {deck}.", n=card.n, words=words, deck=card.deck))
    if not moved:
        output.narrate(_("Nothing changed: it was so before."))
