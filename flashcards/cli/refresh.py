"""`flashcards refresh`: every known source whose file changed, read again."""

import click

from flashcards.cli import output
from flashcards.cli.invocation import NO_CARDS, Invocation
from flashcards.language import _


@click.command()
@click.option("--take-file", is_flag=True, help="Give changed lines the file's words where you had your own.")
@click.option("--yes", is_flag=True, help="Store without asking.")
@click.pass_obj
def command(invocation: Invocation, *, take_file: bool, yes: bool) -> None:
    """Read every known file that changed again, show the plan, ask, and store it.

    \b
    Example:
      flashcards refresh --yes
    """
    desk = invocation.known_desk()
    if desk is None:
        output.narrate(_(NO_CARDS))
        return
    from flashcards.cli import planning
    from flashcards.services import adding

    with output.progress(_("Reading"), few=1) as report:
        plans, faults = adding.refreshable(desk, adding.Options(take_file=take_file), progress=report)
    if plans:
        planning.show_plans(desk, plans, as_json=False)
        planning.settle(invocation, desk, plans, yes=yes)
    elif not faults:
        output.narrate(_("Nothing changed in any of your notes."))
    planning.report(faults)
