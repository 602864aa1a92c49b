"""A plan asked about and stored: what `add` and `refresh` share."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import click

from flashcards.cli import output, shapes
from flashcards.cli.invocation import Invocation
from flashcards.errors import FlashcardsError, Refused
from flashcards.language import _

if TYPE_CHECKING:
    from flashcards.services.adding import Planned, Stored
    from flashcards.services.desk import Desk


def show_plans(desk: "Desk", plans: "Sequence[Planned]", *, as_json: bool) -> None:
    """Print what storing the plans would do, as JSON or in words; a file without change takes one sentence."""
    known = [one.uid for plan in plans for one in (*plan.plan.points, *plan.plan.dropped) if one.uid]
    known += [one.uid for plan in plans for one in (*plan.plan.gone, *plan.plan.elsewhere)]
    cards = desk.store.cards.of_points(known) if known else {}
    if as_json:
        output.show_json([shapes.planned(one, cards) for one in plans])
        return
    from flashcards.cli.page import Page

    for one in plans:
        Page(one, cards).show()


def settle(
    invocation: Invocation,
    desk: "Desk",
    plans: "Sequence[Planned]",
    planner: "Callable[[Desk], Sequence[Planned]] | None" = None,
    *,
    yes: bool,
) -> None:
    """Ask, unless ``yes``, and store the plans in one transaction; shifted line numbers need no question.

    Plans that were made without the user's database are made again for it by ``planner``, once they are wanted: a no
    leaves no database behind. In a terminal the user may go through them line by line in the app. Raises Refused where
    nobody is there to ask.
    """
    from flashcards.services import adding

    willing = yes or output.can_ask()
    storable = _storable(plans)
    if all(one.plan.is_empty for one in plans):
        if storable and willing:
            adding.store(desk, storable)
        return
    if not willing:
        raise Refused("Nothing was stored, for there is no terminal to ask on: give --yes to store this plan.")
    answer = "y" if yes else _asked()
    if answer == "n":
        output.narrate(_("Nothing was stored."))
        return
    if planner is not None and desk.store.path != invocation.paths.database:
        desk = invocation.desk()
        storable = _storable(planner(desk))
    if answer == "e":
        from flashcards.tui.app import run_add

        click.get_current_context().exit(
            run_add(desk.store, desk.settings, invocation.clock, storable, settings_file=invocation.paths.settings)
        )
    output.narrate(_stored(adding.store(desk, storable)))


def _storable(plans: "Sequence[Planned]") -> "list[Planned]":
    return [one for one in plans if one.source is not None or not one.plan.is_empty]


def report(faults: Sequence[FlashcardsError]) -> None:
    """Print the faults of single files, and end the call with the exit code of the gravest if there are any."""
    for fault in faults:
        output.narrate(f"flashcards: {fault}")
    if faults:
        click.get_current_context().exit(max(fault.exit_code for fault in faults))


def _asked() -> str:
    """Ask what to do with a plan: y, n, or e where there is room for the app; Enter means yes."""
    if output.full_screen():
        return output.choose(_("Store this? [y]es, [n]o, [e]ach"), "yne")
    return output.choose(_("Store this? [y]es, [n]o"), "yn")


def _stored(stored: "Stored") -> str:
    numbers = (
        (stored.new, _("new")), (stored.reworded, _("reworded")), (stored.moved, _("moved")), (stored.back, _("back")),
        (stored.gone, _("gone")), (stored.mentioned, _("said already")), (stored.dropped, _("dropped")),
        (stored.why, _("why card") if stored.why == 1 else _("why cards")),
    )  # fmt: skip
    tips = ", ".join(f"{number} {word}" for number, word in numbers if number) or _("the new wording")
    return _("Stored: {tips}. Next: flashcards review", tips=tips)
