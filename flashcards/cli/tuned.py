"""What `tune` prints: figures of a training, what a choice did, and their JSON."""

from typing import TYPE_CHECKING

from flashcards.cli import output
from flashcards.language import _, count

if TYPE_CHECKING:
    from flashcards.services.desk import Desk
    from flashcards.services.rescheduling import Outlook
    from flashcards.services.training import Change
    from flashcards.services.tuning import Adopted, Kept, Proposal


def show(proposal: "Proposal") -> None:
    """Print how well the trained parameters foretell the reviews, and the parameters."""
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


def loss(value: float | None) -> str:
    """Return a log loss with four decimals, nothing for None."""
    return "" if value is None else f"{value:.4f}"


def show_outlook(outlook: "Outlook | None") -> None:
    """Print what rescheduling does, if it was asked for."""
    if outlook is not None:
        moved = count(outlook.moved, _("card"), _("cards"))
        output.line(
            _(
                "Rescheduling moves {moved}; due today are then {after} instead of {before}.",
                moved=moved, after=outlook.due_after, before=outlook.due_before,
            )
        )  # fmt: skip


def tell(adopted: "Adopted", *, reschedule: bool) -> None:
    """Say what a choice did."""
    name = _("The default parameters") if adopted.n is None else _("Parameter set {n}", n=adopted.n)
    cards = count(adopted.cards, _("card"), _("cards"))
    moved = count(adopted.moved, _("due date"), _("due dates"))
    dates = _("{moved} moved", moved=moved) if reschedule else _("due dates stay")
    output.narrate(_("{set} in use: {cards} rebuilt, {dates}.", set=name, cards=cards, dates=dates))


def outlook_shape(outlook: "Outlook | None") -> dict[str, object]:
    """Return the JSON of what rescheduling does, under its key."""
    if outlook is None:
        return {"reschedule": None}
    return {"reschedule": {"moves": outlook.moved, "due_before": outlook.due_before, "due_after": outlook.due_after}}


def shape(proposal: "Proposal", adopted: "Adopted | None") -> dict[str, object]:
    """Return the JSON of a training, adopted or not."""
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
        "moved": adopted.moved if adopted else 0,
    }


def _change_shape(change: "Change") -> dict[str, object]:
    return {
        "log_loss": {"before": change.before.log_loss, "after": change.after.log_loss},
        "rmse": {"before": change.before.rmse, "after": change.after.rmse},
    }


def kept_shape(desk: "Desk", one: "Kept") -> dict[str, object]:
    """Return the JSON of a set that was kept."""
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
