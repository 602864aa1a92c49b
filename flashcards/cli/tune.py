"""`flashcards tune`: FSRS parameters fitted to your own reviews."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from flashcards.cli import completion, output, tuned
from flashcards.cli.invocation import Invocation
from flashcards.errors import Refused, UsageError
from flashcards.language import _

if TYPE_CHECKING:
    from flashcards.services.desk import Desk


@click.command()
@click.argument("deck", required=False, shell_complete=completion.decks, callback=completion.deck_name)
@click.option("--dry-run", is_flag=True, help="Train, show the result and change nothing.")
@click.option("--yes", is_flag=True, help="Adopt better parameters without asking.")
@click.option("--set", "numbers", metavar="NUMBERS", help="Use these 17, 19 or 21 numbers, from Anki for example.")
@click.option("--use", "reference", metavar="SET", help="Go back to a set by its number, or to default.")
@click.option("--reschedule", is_flag=True, help="Give cards in review new due dates, after showing how many come due.")
@click.option("--history", "listing", is_flag=True, help="List every set that was kept, and what uses it.")
@click.option("--json", "as_json", is_flag=True, help="Print the result, or the sets, as JSON.")
@click.pass_obj
def command(
    invocation: Invocation, *, deck: str | None, dry_run: bool, yes: bool, numbers: str | None, reference: str | None,
    reschedule: bool, listing: bool, as_json: bool,
) -> None:  # fmt: skip
    """Fit the scheduler to your own reviews: those of DECK and its subdecks, or all.

    It needs 400 reviews with a day or more since the one before. The parameters are adopted only if they foretell the
    same reviews better; then stability and difficulty of every card follow from its answers anew. Due dates stay unless
    you say --reschedule. `flashcards undo` takes it all back within the study day.

    \b
    Examples:
      flashcards tune --dry-run
      flashcards tune Work --yes
      flashcards tune --history
      flashcards tune --use default
    """
    if sum((numbers is not None, reference is not None, listing)) > 1:
        raise UsageError("Give one of --set, --use and --history.")
    if dry_run and (numbers is not None or reference is not None):
        raise UsageError("With --set and --use nothing is trained: leave out --dry-run.")
    desk = invocation.desk_with_cards()
    if listing:
        _list(desk, as_json=as_json)
        return
    call = _Call(desk, deck, dry_run=dry_run, yes=yes, reschedule=reschedule, as_json=as_json)
    if numbers is not None or reference is not None:
        _choose(call, numbers, reference)
    else:
        _tune(call)


@dataclass(frozen=True, slots=True)
class _Call:
    desk: "Desk"
    deck: str | None
    dry_run: bool
    yes: bool
    reschedule: bool
    as_json: bool

    def agrees(self, question: str) -> bool:
        """Ask, unless --yes was said. Raises Refused where nobody is there to ask."""
        if self.yes:
            return True
        if not output.can_ask():
            raise Refused("Nothing was changed, for there is no terminal to ask on: give --yes to go on.")
        agreed = output.choose(question, "yn") == "y"
        if not agreed:
            output.narrate(_("Nothing was changed."))
        return agreed


def _tune(call: _Call) -> None:
    from flashcards.services import tuning

    with output.progress(_("Training"), few=0) as report:
        proposal = tuning.propose(call.desk, call.deck, progress=report)
    outlook = tuning.preview(call.desk, proposal.training.parameters, call.deck) if call.reschedule else None
    if not call.as_json:
        tuned.show(proposal)
        tuned.show_outlook(outlook)
        if proposal.is_better and not proposal.training.later.falls:
            output.narrate(_("On the later reviews the gain does not show yet: it will be surer with more of them."))
    adopted = None
    try:
        if call.dry_run:
            output.narrate(_("Nothing was changed: this was a dry run."))
        elif not proposal.is_better:
            output.narrate(_("The parameters in force fit these reviews as well, so nothing was changed."))
        elif call.agrees(_("Adopt the trained parameters? [y]es, [n]o")):
            adopted = tuning.accept(call.desk, proposal, reschedule=call.reschedule)
            tuned.tell(adopted, reschedule=call.reschedule)
    finally:
        if call.as_json:
            output.show_json(tuned.shape(proposal, adopted) | tuned.outlook_shape(outlook))


def _choose(call: _Call, numbers: str | None, reference: str | None) -> None:
    from flashcards.core.training import checked
    from flashcards.services import tuning

    desk, deck, again = call.desk, call.deck, call.reschedule
    given = None if numbers is None else tuning.parsed(numbers)
    outlook = None
    if again:
        parameters = checked(given) if given is not None else tuning.named(desk, reference or "", deck)
        outlook = tuning.preview(desk, parameters, deck)
        if not call.as_json:
            tuned.show_outlook(outlook)
        if not call.agrees(_("Give the cards these due dates? [y]es, [n]o")):
            return
    if given is not None:
        adopted = tuning.adopt(desk, given, deck, reschedule=again)
    else:
        adopted = tuning.use(desk, reference or "", deck, reschedule=again)
    if call.as_json:
        shape = {"deck": deck, "set": adopted.n, "cards": adopted.cards, "moved": adopted.moved}
        output.show_json(shape | tuned.outlook_shape(outlook))
    tuned.tell(adopted, reschedule=again)


def _list(desk: "Desk", *, as_json: bool) -> None:
    from flashcards.core.studyday import local_time
    from flashcards.services import tuning

    found = tuning.history(desk)
    if as_json:
        output.show_json([tuned.kept_shape(desk, one) for one in found])
        return
    if not found:
        output.narrate(_("No parameter set was kept yet: every deck uses FSRS's defaults."))
        return
    heads = (_("set"), _("date"), _("numbers"), _("reviews"), _("before"), _("log loss"), _("used by"))
    rows = [
        (
            str(one.set.n), f"{local_time(one.set.at, desk.settings.zone):%Y-%m-%d}", str(len(one.set.parameters)),
            str(one.set.reviews), tuned.loss(one.set.log_loss_before), tuned.loss(one.set.log_loss),
            ", ".join((*one.decks, *([_("all decks")] if one.for_all else []))),
        )
        for one in found
    ]  # fmt: skip
    output.table([heads, *rows], right=(0, 2, 3, 4, 5))
