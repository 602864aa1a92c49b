"""`flashcards answer`: a rating for a card, without a screen."""

import click

from flashcards.cli import moments, output, shapes
from flashcards.cli.invocation import Invocation
from flashcards.cli.ratings import rating as rating_of
from flashcards.language import _


@click.command()
@click.argument("card")
@click.argument("rating")
@click.option(
    "--ms",
    type=click.IntRange(0, 86_400_000),
    default=0,
    metavar="MS",
    help="How long the answer took, in milliseconds.",
)
@click.option(
    "--expect",
    type=click.IntRange(min=0),
    metavar="REPS",
    help="Refuse unless the card was answered this often before.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the answer as JSON.")
@click.pass_obj
def command(invocation: Invocation, *, card: str, rating: str, ms: int, expect: int | None, as_json: bool) -> None:
    """Answer a card, due or not; RATING is 1 to 4, or again, hard, good, easy.

    CARD is a number as in listings, or the uid of a card or a tip. A retired tip is not answered.

    \b
    Example:
      flashcards answer 2 good --ms 5200 --expect 0
    """
    number = rating_of(rating)
    desk = invocation.desk_with_cards()
    from flashcards.services import handling, reviewing

    found = handling.resolve(desk, card)
    done = reviewing.answer(desk, found.uid, number, duration_ms=ms, expect=expect)
    if as_json:
        output.show_json(shapes.answered(desk, done))
        return
    when = moments.arrival(shapes.due_at(desk, done.card) or desk.now, desk.now, desk.calendar)
    output.line(_("Answered card #{n}; it comes again {when}.", n=found.n, when=when))
    if done.leech:
        output.narrate(done.advice())
