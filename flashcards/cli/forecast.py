"""`flashcards forecast`: what falls due on the coming days."""

from typing import TYPE_CHECKING

import click

from flashcards.cli import completion, figures, output, plots
from flashcards.cli.invocation import NO_CARDS, Invocation
from flashcards.language import _, count

if TYPE_CHECKING:
    from flashcards.services.forecasting import Forecast

_MOST_DAYS = 3650


@click.command()
@click.argument("deck", required=False, shell_complete=completion.decks, callback=completion.deck_name)
@click.option(
    "--days", type=click.IntRange(1, _MOST_DAYS), default=30, metavar="N", help="How many days; 30 without it."
)
@click.option("--json", "as_json", is_flag=True, help="Print the days as JSON.")
@click.pass_obj
def command(invocation: Invocation, *, deck: str | None, days: int, as_json: bool) -> None:
    """Show what falls due on each of the coming days, from the cards as they stand.

    New cards and the answers to come are not in it: `flashcards simulate` plays them through.

    \b
    Examples:
      flashcards forecast
      flashcards forecast Work --days 7
    """
    from flashcards.services import forecasting

    desk = invocation.known_desk()
    found = forecasting.Forecast() if desk is None else forecasting.forecast(desk, deck, days=days)
    if as_json:
        output.show_json(figures.forecast(figures.today(invocation), found))
        return
    if not (found.later or found.new or any(day.cards for day in found.days)):
        output.narrate(_(NO_CARDS))
        return
    for line in lines(found, plots.page_width()):
        output.line(line)
    parts = [_("{cards} overdue", cards=found.overdue), _("{cards} later", cards=found.later)]
    output.line(
        _("{parts}; {new} waiting.", parts=", ".join(parts), new=count(found.new, _("new card"), _("new cards")))
    )


def lines(found: "Forecast", width: int, most: int | None = None) -> list[str]:
    """Return a bar for each day, with the cards and the minutes they usually take; at most so many days."""
    from flashcards.core.studyday import date_of

    rows = [
        (f"{date_of(day.day):%m-%d %a}", float(day.cards), f"{day.cards}  {_('{n} min', n=day.begun_minutes)}")
        for day in found.days[:most]
    ]
    return plots.bars(rows, width)
