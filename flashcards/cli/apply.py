"""`flashcards apply`: a tip that was used, dated."""

import click

from flashcards.cli import acting, output
from flashcards.cli.invocation import Invocation
from flashcards.errors import BadInput
from flashcards.language import _


@click.command()
@click.argument("tip")
@click.argument("text", required=False, default="")
@click.option("--date", metavar="DATE", help="The day it was used, as 2026-11-23; today without it.")
@click.option("--didnt-fit", is_flag=True, help="It was tried and did not fit; this does not count as applied.")
@click.pass_obj
def command(invocation: Invocation, *, tip: str, text: str, date: str | None, didnt_fit: bool) -> None:
    """Note that you used a tip, with a sentence on how if you like.

    \b
    Example:
      flashcards apply 1 'Asked for the goal before I opened the editor'
    """
    day = None if date is None else _day(date)
    desk = invocation.desk_with_cards()
    from flashcards.services import handling

    _note, point = handling.resolve_tip(desk, tip)
    handling.apply(desk, point, text, day=day, fits=not didnt_fit)
    output.line(
        _("Noted: tip #{n} ({words}) was tried and did not fit.", n=point.n, words=acting.words(point))
        if didnt_fit
        else _("Noted: tip #{n} ({words}) was applied.", n=point.n, words=acting.words(point))
    )


def _day(text: str) -> int:
    import datetime as dt

    from flashcards.core.studyday import day_of

    try:
        return day_of(dt.date.fromisoformat(text))
    except ValueError:
        raise BadInput("--date {text!r} is not a date: write it like 2026-11-23.", text=text) from None
