"""`flashcards doctor`: whether the database is whole and its states follow from its log."""

import click

from flashcards.cli import output
from flashcards.cli.invocation import NO_CARDS, Invocation
from flashcards.errors import DatabaseError
from flashcards.language import _, count


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print what was found as JSON.")
@click.pass_obj
def command(invocation: Invocation, *, as_json: bool) -> None:
    """Check the file, its references, the search and every card's state. Exits 4 if something is wrong.

    \b
    Example:
      flashcards doctor
    """
    desk = invocation.known_desk()
    if desk is None:
        output.narrate(_(NO_CARDS))
        if as_json:
            output.show_json({"cards": 0, "answers": 0, "faults": []})
        return
    from flashcards.services import safekeeping

    report = safekeeping.examine(desk)
    if as_json:
        faults = [{"check": fault.check, "sentence": fault.sentence} for fault in report.faults]
        output.show_json({"cards": report.cards, "answers": report.answers, "faults": faults})
    else:
        looked = _("Looked at {cards} and {answers}.", cards=count(report.cards, _("card"), _("cards")),
                   answers=count(report.answers, _("answer"), _("answers")))  # fmt: skip
        output.line(looked if report.faults else f"{looked} {_('All is well.')}")
        for fault in report.faults:
            output.line(f"{fault.check}: {fault.sentence}")
    if report.faults:
        click.get_current_context().exit(DatabaseError.exit_code)
