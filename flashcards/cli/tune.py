"""`flashcards tune`: FSRS parameters fitted to your own reviews."""

from typing import TYPE_CHECKING

import click

from flashcards.cli import completion, output
from flashcards.cli.invocation import Invocation
from flashcards.errors import Refused, UsageError
from flashcards.language import _, count

if TYPE_CHECKING:
    from flashcards.services.desk import Desk
    from flashcards.services.training import Change
    from flashcards.services.tuning import Adopted, Kept, Proposal


@click.command()
@click.argument("deck", required=False, shell_complete=completion.decks)
@click.option("--dry-run", is_flag=True, help="Train, show the result and change nothing.")
@click.option("--yes", is_flag=True, help="Adopt better parameters without asking.")
@click.option("--set", "numbers", metavar="NUMBERS", help="Use these 17, 19 or 21 numbers, from Anki for example.")
@click.option("--use", "reference", metavar="SET", help="Go back to a set by its number, or to default.")
@click.option("--history", "listing", is_flag=True, help="List every set that was kept, and what uses it.")
@click.option("--json", "as_json", is_flag=True, help="Print the result, or the sets, as JSON.")
@click.pass_obj
def command(
    invocation: Invocation, *, deck: str | None, dry_run: bool, yes: bool, numbers: str | None, reference: str | None,
    listing: bool, as_json: bool,
) -> None:  # fmt: skip
    """Fit the scheduler to your own reviews: those of DECK and its subdecks, or all.

    It needs 400 reviews with a day or more since the one before. The parameters are adopted only if they foretell the
    same reviews better; then stability and difficulty of every card follow from its answers anew, and due dates stay.
    `flashcards undo` takes that back within the study day, `--use` at any time.

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
    elif numbers is not None or reference is not None:
        _choose(desk, deck, numbers, reference, as_json=as_json)
    else:
        _tune(desk, deck, dry_run=dry_run, yes=yes, as_json=as_json)


def _tune(desk: "Desk", deck: str | None, *, dry_run: bool, yes: bool, as_json: bool) -> None:
    from flashcards.services import tuning

    with output.progress(_("Training"), few=0) as report:
        proposal = tuning.propose(desk, deck, progress=report)
    if not as_json:
        _show(proposal)
    adopted = None
    if dry_run:
        output.narrate(_("Nothing was changed: this was a dry run."))
    elif not proposal.is_better:
        output.narrate(_("The parameters in force fit these reviews as well, so nothing was changed."))
    elif yes or (output.can_ask() and output.choose(_("Adopt the trained parameters? [y]es, [n]o"), "yn") == "y"):
        adopted = tuning.accept(desk, proposal)
        _tell(adopted)
    elif output.can_ask():
        output.narrate(_("Nothing was changed."))
    if as_json:
        output.show_json(_shape(proposal, adopted))
    if adopted is None and proposal.is_better and not (dry_run or output.can_ask()):
        raise Refused("Nothing was changed, for there is no terminal to ask on: give --yes to adopt the parameters.")


def _choose(desk: "Desk", deck: str | None, numbers: str | None, reference: str | None, *, as_json: bool) -> None:
    from flashcards.services import tuning

    if numbers is not None:
        adopted = tuning.adopt(desk, tuning.parsed(numbers), deck)
    else:
        adopted = tuning.use(desk, reference or "", deck)
    if as_json:
        output.show_json({"deck": deck, "set": adopted.n, "cards": adopted.cards})
    _tell(adopted)


def _list(desk: "Desk", *, as_json: bool) -> None:
    from flashcards.core.studyday import local_time
    from flashcards.services import tuning

    found = tuning.history(desk)
    if as_json:
        output.show_json([_kept_shape(desk, one) for one in found])
        return
    if not found:
        output.narrate(_("No parameter set was kept yet: every deck uses FSRS's defaults."))
        return
    heads = (_("set"), _("date"), _("numbers"), _("reviews"), _("before"), _("log loss"), _("used by"))
    rows = [
        (
            str(one.set.n), f"{local_time(one.set.at, desk.settings.zone):%Y-%m-%d}", str(len(one.set.parameters)),
            str(one.set.reviews), _loss(one.set.log_loss_before), _loss(one.set.log_loss),
            ", ".join((*one.decks, *([_("all decks")] if one.for_all else []))),
        )
        for one in found
    ]  # fmt: skip
    output.table([heads, *rows], right=(0, 2, 3, 4, 5))


def _show(proposal: "Proposal") -> None:
    trained = proposal.training
    where = proposal.deck or _("all decks")
    output.line(_("{n} next-day reviews of {where}", n=trained.reviews, where=where), bold=True)
    heads = ("", _("log loss before"), _("after"), _("RMSE before"), _("after"))
    later = _("later {n}, trained on the rest", n=trained.later_reviews)
    output.table([heads, (_("all"), *_figures(trained.all)), (later, *_figures(trained.later))], right=(1, 2, 3, 4))
    output.line(" ".join(f"{number:.4f}" for number in trained.parameters))


def _figures(change: "Change") -> tuple[str, ...]:
    fits = (change.before.log_loss, change.after.log_loss, change.before.rmse, change.after.rmse)
    return tuple(f"{value:.4f}" for value in fits)


def _loss(value: float | None) -> str:
    return "" if value is None else f"{value:.4f}"


def _tell(adopted: "Adopted") -> None:
    name = _("The default parameters") if adopted.n is None else _("Parameter set {n}", n=adopted.n)
    cards = count(adopted.cards, _("card"), _("cards"))
    output.narrate(_("{set} in use: {cards} rebuilt, due dates stay.", set=name, cards=cards))


def _shape(proposal: "Proposal", adopted: "Adopted | None") -> dict[str, object]:
    trained = proposal.training
    return {
        "deck": proposal.deck,
        "reviews": trained.reviews,
        **_change_shape(trained.all),
        "later": {"reviews": trained.later_reviews, **_change_shape(trained.later)},
        "parameters": list(trained.parameters),
        "better": proposal.is_better,
        "adopted": adopted is not None,
        "set": adopted and adopted.n,
        "cards": adopted.cards if adopted else 0,
    }


def _change_shape(change: "Change") -> dict[str, object]:
    return {
        "log_loss": {"before": change.before.log_loss, "after": change.after.log_loss},
        "rmse": {"before": change.before.rmse, "after": change.after.rmse},
    }


def _kept_shape(desk: "Desk", one: "Kept") -> dict[str, object]:
    from flashcards.cli.shapes import instant

    return {
        "n": one.set.n,
        "set": one.set.uid,
        "at": instant(desk, one.set.at),
        "length": len(one.set.parameters),
        "reviews": one.set.reviews,
        "log_loss_before": one.set.log_loss_before,
        "log_loss": one.set.log_loss,
        "decks": list(one.decks),
        "for_all": one.for_all,
        "parameters": list(one.set.parameters),
    }
