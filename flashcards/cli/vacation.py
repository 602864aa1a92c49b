"""`flashcards vacation`: days on which nothing should be due."""

from typing import TYPE_CHECKING

import click

from flashcards.cli import output, spreading
from flashcards.cli.invocation import Invocation
from flashcards.errors import UsageError
from flashcards.language import _, count

if TYPE_CHECKING:
    from flashcards.services.desk import Desk
    from flashcards.services.vacation import Away


@click.command()
@click.argument("dates", required=False, metavar="[FROM..TO]")
@click.option("--cancel", "reference", metavar="FROM[..TO]", help="Cancel a vacation by its dates.")
@click.option("--dry-run", is_flag=True, help="Show the days and change nothing.")
@click.option("--yes", is_flag=True, help="Make room without asking.")
@click.option("--json", "as_json", is_flag=True, help="Print the days, or the vacations, as JSON.")
@click.pass_obj
def command(
    invocation: Invocation, *, dates: str | None, reference: str | None, dry_run: bool, yes: bool, as_json: bool
) -> None:
    """Keep days free of reviews: what falls due FROM..TO moves to days around them. Without dates, list them.

    A date is 2026-12-24, or 12-24 for the next one. What is moved is shown before anything is asked, and one undo takes
    it all back. For a vacation that is planned already, what has come into it since is moved.

    \b
    Examples:
      flashcards vacation 12-24..01-02
      flashcards vacation
      flashcards vacation --cancel 12-24..01-02
    """
    if dates is not None and reference is not None:
        raise UsageError("Give the dates of a new vacation or --cancel, not both.")
    if dates is not None:
        _go(invocation.desk_with_cards(), dates, dry_run=dry_run, yes=yes, as_json=as_json)
    elif reference is not None:
        _cancel(invocation.desk_with_cards(), reference, dry_run=dry_run, as_json=as_json)
    else:
        _list(invocation.known_desk(), as_json=as_json)


def _go(desk: "Desk", dates: str, *, dry_run: bool, yes: bool, as_json: bool) -> None:
    from flashcards.services import vacation

    away = vacation.plan(desk, *vacation.parse(desk, dates))
    moved = 0
    if not as_json:
        _show_plan(away)
    try:
        if dry_run:
            output.narrate(_("Nothing was changed: this was a dry run."))
        elif spreading.agrees(_("Make room like this? [y]es, [n]o"), yes=yes):
            moved = vacation.go(desk, away)
            sentence = "Nothing is due {range} now: {cards} moved; `flashcards undo` takes it back."
            output.narrate(_(sentence, range=away.name, cards=_cards(moved)))
        else:
            output.narrate(_("Nothing was changed."))
    finally:
        if as_json:
            planned = {"planned": len(away.plan.moves), "moved": moved, "days": spreading.shapes(away.plan.days)}
            output.show_json(_dates(away.first, away.last) | planned)


def _show_plan(away: "Away") -> None:
    inside = len(away.plan.moves)
    if not inside:
        output.line(_("Nothing falls due {range} yet.", range=away.name))
        return
    output.line(_("{cards} due {range}, moved to the days around:", cards=_cards(inside), range=away.name))
    spreading.show_days([day for day in away.plan.days if day.before != day.after])


def _cancel(desk: "Desk", reference: str, *, dry_run: bool, as_json: bool) -> None:
    from flashcards.services import vacation

    found = vacation.find(desk, reference)
    back = vacation.going_back(desk, found) if dry_run else vacation.cancel(desk, found)
    if as_json:
        output.show_json(_dates(found.first, found.last) | {"moved": back})
    if dry_run:
        output.narrate(_("Nothing was changed: this was a dry run. {cards} would go back.", cards=_cards(back)))
    else:
        sentence = "Cancelled {range}: {cards} went back; `flashcards undo` takes it back."
        output.narrate(_(sentence, range=found.name, cards=_cards(back)))


def _list(desk: "Desk | None", *, as_json: bool) -> None:
    from flashcards.services import vacation

    known = vacation.coming(desk) if desk else []
    if as_json:
        output.show_json([_dates(one.first, one.last) for one in known])
        return
    if not known:
        output.narrate(_("No vacation is planned: `flashcards vacation FROM..TO` plans one."))
        return
    rows = [(*one.name.split(".."), count(len(one.days), _("day"), _("days"))) for one in known]
    output.table([(_("from"), _("to"), _("days")), *rows], right=(2,))


def _dates(first: int, last: int) -> dict[str, object]:
    from flashcards.core.studyday import date_of

    return {"from": str(date_of(first)), "to": str(date_of(last))}


def _cards(number: int) -> str:
    return count(number, _("card"), _("cards"))
