"""`flashcards simulate`: the coming days played through, for a range of desired retentions."""

from typing import TYPE_CHECKING

import click

from flashcards.cli import completion, figures, output, plots
from flashcards.cli.invocation import NO_CARDS, Invocation
from flashcards.errors import BadInput
from flashcards.language import _

if TYPE_CHECKING:
    from flashcards.core.outcomes import Outcome, Simulated

_USUAL = "0.80..0.95"
_MOST_DAYS = 3650
_LONG = 1_000_000
_PLOTTED = 13


@click.command()
@click.argument("deck", required=False, shell_complete=completion.decks, callback=completion.deck_name)
@click.option(
    "--retention", default=_USUAL, metavar="A..B", help=f"Desired retentions to compare, or one; {_USUAL} without it."
)
@click.option(
    "--days", type=click.IntRange(1, _MOST_DAYS), default=365, metavar="N", help="How many days; 365 without it."
)
@click.option("--minutes", type=click.IntRange(1, 1440), metavar="M", help="No more than this many minutes a day.")
@click.option("--json", "as_json", is_flag=True, help="Print every day of every simulation as JSON.")
@click.pass_obj
def command(
    invocation: Invocation, *, deck: str | None, retention: str, days: int, minutes: int | None, as_json: bool
) -> None:
    """Play the coming days through, and compare desired retentions.

    It starts from your cards, limits and habits of answering, and is the same each time it is asked.

    \b
    Examples:
      flashcards simulate
      flashcards simulate Work --retention 0.85..0.95 --days 180
    """
    from flashcards.core.outcomes import Simulated, outcomes
    from flashcards.services import forecasting

    retentions = parsed(retention)
    desk = invocation.known_desk()
    if desk is None:
        output.narrate(_(NO_CARDS))
        if as_json:
            output.show_json(figures.simulated(Simulated(figures.today(invocation))))
        return
    beginning = forecasting.scenario(desk, deck, days=days, minutes=minutes)
    whole = days * (1 + len(retentions))
    with output.progress(_("Simulating"), few=0 if whole * len(beginning.cards) > _LONG else whole) as told:
        found = outcomes(beginning, retentions, told=told)
    if as_json:
        output.show_json(figures.simulated(found))
        return
    _show(found)


def parsed(text: str) -> list[float]:
    """Return the retentions of ``0.9`` or ``0.80..0.95``: in steps of .05, of .02 or .01 in a narrow range.

    Raises BadInput for what is none, and for what lies outside of 0.70 to 0.99.
    """
    low, dots, high = text.partition("..")
    try:
        first, last = _hundredths(low), _hundredths(high if dots else low)
    except (ValueError, OverflowError):
        raise BadInput("--retention {text!r} is none: write 0.9, or a range such as 0.80..0.95.", text=text) from None
    if not 70 <= first <= last <= 99:
        raise BadInput("--retention {text!r} does not lie between 0.70 and 0.99, the lower one first.", text=text)
    step = 5 if last - first > 10 else 2 if last - first > 5 else 1
    return [value / 100 for value in (*range(first, last, step), last)]


def _hundredths(text: str) -> int:
    value = float(text)
    return round(value if value > 1 else 100 * value)


def _show(found: "Simulated") -> None:
    heads = (_("R"), _("reviews"), _("minutes"), _("longest"), _("tips"))
    rows = [
        (
            _("as set") if one.retention is None else plots.percent(one.retention),
            f"{one.reviews:.1f}", f"{one.minutes:.1f}", f"{one.busiest:.0f}", f"{one.remembered:.0f}",
        )
        for one in found.outcomes
    ]  # fmt: skip
    output.table([heads, *rows], right=range(1, 5))
    days, tips, now = len(found.outcomes[0].days), f"{found.tips:.0f}", f"{found.remembered:.0f}"
    output.line(_("R is the desired retention; reviews and minutes are means of {days} days,", days=days))
    output.line(_("tips those remembered at the end: now {now} of {tips}.", now=now, tips=tips))
    output.line()
    output.line(_("Minutes a day, as set"), bold=True)
    for line in plots.bars(_stretches(found.outcomes[0], found.first_day), plots.page_width()):
        output.line(line)


def _stretches(one: "Outcome", first_day: int) -> list[tuple[str, float, str]]:
    """Return the mean minutes a day of equal stretches of the time, by the date each begins on."""
    from flashcards.core.studyday import date_of

    length = -(-len(one.days) // _PLOTTED)
    rows = []
    for first in range(0, len(one.days), length):
        own = one.days[first : first + length]
        mean = sum(day.minutes for day in own) / len(own)
        rows.append((f"{date_of(first_day + first):%Y-%m-%d}", mean, f"{mean:.1f}"))
    return rows
