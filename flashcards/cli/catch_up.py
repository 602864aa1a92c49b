"""`flashcards catch-up`: what is overdue after a break, spread over days to come."""

from typing import TYPE_CHECKING

import click

from flashcards.cli import completion, output, spreading
from flashcards.cli.invocation import NO_CARDS, Invocation
from flashcards.errors import UsageError
from flashcards.language import _, count

if TYPE_CHECKING:
    from flashcards.services.backlog import Plan


@click.command()
@click.argument("deck", required=False, shell_complete=completion.decks, callback=completion.deck_name)
@click.option("--days", type=int, metavar="N", help="Spread over this many days, today the first.")
@click.option("--minutes", type=click.IntRange(1, 1440), metavar="M", help="Take no more than so many minutes a day.")
@click.option("--dry-run", is_flag=True, help="Show the days and change nothing.")
@click.option("--yes", is_flag=True, help="Spread without asking.")
@click.option("--json", "as_json", is_flag=True, help="Print the days as JSON.")
@click.pass_obj
def command(
    invocation: Invocation, *, deck: str | None, days: int | None, minutes: int | None, dry_run: bool, yes: bool,
    as_json: bool,
) -> None:  # fmt: skip
    """Spread overdue reviews over days to come, those of DECK and its subdecks or all.

    The most urgent come first. The days and their minutes are shown before anything is asked, and one undo takes it
    all back.

    \b
    Examples:
      flashcards catch-up --days 10
      flashcards catch-up --minutes 20 --dry-run
    """
    if days is not None and minutes is not None:
        raise UsageError("Give --days or --minutes, not both.")
    desk = invocation.known_desk()
    if desk is None:
        _nothing(_(NO_CARDS), as_json=as_json)
        return
    from flashcards.services import backlog

    plan = backlog.plan(desk, deck, days=days, minutes=minutes)
    if not plan.moves:
        _nothing(_("Nothing is overdue."), as_json=as_json)
        return
    if not as_json:
        _show(plan)
    moved = 0
    try:
        if dry_run:
            output.narrate(_("Nothing was changed: this was a dry run."))
        elif spreading.agrees(_("Spread them like this? [y]es, [n]o"), yes=yes):
            moved = backlog.catch_up(desk, plan)
            output.narrate(_done(moved))
        else:
            output.narrate(_("Nothing was changed."))
    finally:
        if as_json:
            output.show_json(_shape(plan, moved))


def _done(moved: int) -> str:
    if not moved:
        return _("Nothing is overdue any more: it was answered or moved meanwhile.")
    return _("Spread {cards}; `flashcards undo` takes it back.", cards=_cards(moved))


def _show(plan: "Plan") -> None:
    over = count(len(plan.days), _("day"), _("days"))
    output.line(_("{cards} overdue, over {days}:", cards=_cards(len(plan.moves)), days=over))
    spreading.show_days(plan.days)
    if plan.limit is not None:
        sentence = "A deck takes {limit} reviews a day, so some would wait longer: take more days, or raise the limit."
        output.narrate(_(sentence, limit=plan.limit))


def _nothing(sentence: str, *, as_json: bool) -> None:
    output.narrate(sentence)
    if as_json:
        output.show_json({"overdue": 0, "moved": 0, "limit": None, "days": []})


def _shape(plan: "Plan", moved: int) -> dict[str, object]:
    return {"overdue": len(plan.moves), "moved": moved, "limit": plan.limit, "days": spreading.shapes(plan.days)}


def _cards(number: int) -> str:
    return count(number, _("card"), _("cards"))
