"""`flashcards next`: the card to ask now, without a screen."""

import click

from flashcards.cli import completion, output, shapes
from flashcards.cli.due import waiting
from flashcards.cli.invocation import NO_CARDS, Invocation
from flashcards.cli.ratings import labels
from flashcards.language import _


@click.command()
@click.argument("deck", required=False, shell_complete=completion.decks, callback=completion.deck_name)
@click.option("--json", "as_json", is_flag=True, help="Print the card as JSON.")
@click.pass_obj
def command(invocation: Invocation, *, deck: str | None, as_json: bool) -> None:
    """Show the card to ask now, with what each rating leads to.

    \b
    Example:
      flashcards next --json
    """
    desk = invocation.known_desk()
    if desk is None:
        if as_json:
            output.show_json({"card": None, "next_due": None})
        else:
            output.narrate(_(NO_CARDS))
        return
    from flashcards.core.face import back_text, front_text
    from flashcards.services import daily, reviewing

    found = reviewing.next_card(desk, deck)
    if isinstance(found, reviewing.Waiting):
        if as_json:
            output.show_json({"card": None, "next_due": shapes.instant(desk, found.next_due)})
        else:
            empty = daily.is_empty(desk)
            output.narrate(_(NO_CARDS) if empty else waiting(found.next_due, desk.now, desk.settings.zone))
        return
    if as_json:
        output.show_json(shapes.shown(desk, found))
        return
    output.line(_("Card #{n} in {deck}", n=found.card.n, deck=found.card.deck), dim=True)
    output.line(front_text(found.face))
    output.line()
    output.line(back_text(found.face))
    output.line(labels(found.outcomes), dim=True)
