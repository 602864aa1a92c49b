"""`flashcards next`: the card to ask now, or the tip that asks for a plan, without a screen."""

from typing import TYPE_CHECKING

import click

from flashcards.cli import completion, output, shapes
from flashcards.cli.due import waiting
from flashcards.cli.invocation import NO_CARDS, Invocation
from flashcards.cli.ratings import labels
from flashcards.language import _

if TYPE_CHECKING:
    from flashcards.services.desk import Desk
    from flashcards.services.prompting import Prompt


@click.command()
@click.argument("deck", required=False, shell_complete=completion.decks, callback=completion.deck_name)
@click.option("--apply", is_flag=True, help="Show the tip to plan for instead: what `flashcards plan` answers.")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
@click.pass_obj
def command(invocation: Invocation, *, deck: str | None, apply: bool, as_json: bool) -> None:
    """Show the card to ask now, with what each rating leads to.

    With --apply, show the tip that asks for an if-then plan: two a day at most, a week after the first recall.

    \b
    Examples:
      flashcards next --json
      flashcards next --apply
    """
    desk = invocation.known_desk()
    if desk is None:
        if as_json:
            output.show_json({"tip": None} if apply else {"card": None, "next_due": None})
        else:
            output.narrate(_(NO_CARDS))
    elif apply:
        _show_prompt(desk, deck, as_json=as_json)
    else:
        _show_card(desk, deck, as_json=as_json)


def _show_card(desk: "Desk", deck: str | None, *, as_json: bool) -> None:
    from flashcards.core.face import back_text, front_text
    from flashcards.services import daily, reviewing

    found = reviewing.next_card(desk, deck)
    if isinstance(found, reviewing.Waiting):
        if as_json:
            output.show_json({"card": None, "next_due": shapes.instant(desk, found.next_due)})
        else:
            empty = daily.is_empty(desk)
            output.narrate(_(NO_CARDS) if empty else waiting(found.next_due, desk.now, desk.settings.zone))
        return
    if as_json:
        output.show_json(shapes.shown(desk, found))
        return
    output.line(_("Card #{n} in {deck}", n=found.card.n, deck=found.card.deck), dim=True)
    output.line(front_text(found.face))
    output.line()
    output.line(back_text(found.face))
    output.line(labels(found.outcomes), dim=True)


def _show_prompt(desk: "Desk", deck: str | None, *, as_json: bool) -> None:
    from flashcards.services import prompting

    found = prompting.prompts(desk, deck)
    if as_json:
        output.show_json(shapes.prompt(found[0], len(found)) if found else {"tip": None})
    elif found:
        show_prompt(found[0])
    elif desk.settings["review.apply"]:
        output.narrate(_("No tip asks for a plan now."))
    else:
        output.narrate(_("No tip asks for a plan: the setting review.apply is off."))


def show_prompt(prompt: "Prompt") -> None:
    """Print a tip that asks for a plan, with its source and question."""
    source, asked = prompt.note.source, prompt.note.question
    where = " › ".join(output.one_line(part) for part in (source.title, *asked.section))
    output.line(_("Tip #{n}  {where}", n=prompt.point.n, where=where), dim=True)
    output.line(output.one_line(asked.text))
    output.line(f"  {output.one_line(shapes.plain(prompt.point.text))}", bold=True)
    for detail in prompt.point.details:
        output.line(f"    {output.one_line(detail)}")
