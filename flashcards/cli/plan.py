"""`flashcards plan`: when a tip will be used, answered without a screen."""

from typing import TYPE_CHECKING

import click

from flashcards.cli import acting, output, shapes
from flashcards.cli.invocation import Invocation
from flashcards.language import _

if TYPE_CHECKING:
    from flashcards.core.note import Point
    from flashcards.core.prompting import Reply


@click.command()
@click.argument("tip")
@click.argument("text", required=False, default="")
@click.option("--not-now", is_flag=True, help="Ask again in a week.")
@click.option("--doesnt-fit", is_flag=True, help="Never ask for a plan for this tip again; writing one takes it back.")
@click.option("--json", "as_json", is_flag=True, help="Print the answer and the earlier plans as JSON.")
@click.pass_obj
def command(invocation: Invocation, *, tip: str, text: str, not_now: bool, doesnt_fit: bool, as_json: bool) -> None:
    """Plan when you will use a tip: TEXT is 'If ..., then I will ...'.

    `flashcards next --apply` shows the tip that asks for a plan; any other can have one too. Earlier plans are shown
    once the new one is stored.

    \b
    Examples:
      flashcards plan 1 'If a review is waiting at ten, then I will read its tests first'
      flashcards plan 1 --not-now
    """
    if (bool(text.strip()), not_now, doesnt_fit).count(True) != 1:
        raise click.UsageError(_("Give the plan, or --not-now, or --doesnt-fit."))
    desk = invocation.desk_with_cards()
    from flashcards.core.prompting import Kind
    from flashcards.services import handling, prompting

    kind = Kind.NOT_NOW if not_now else Kind.DOESNT_FIT if doesnt_fit else Kind.WRITTEN
    _note, point = handling.resolve_tip(desk, tip)
    earlier = prompting.plans(desk, point)
    prompting.reply(desk, point, kind, text)
    if as_json:
        answer = {"tip": point.uid, "n": point.n, "kind": kind.value, "text": text.strip()}
        output.show_json(answer | {"earlier": [shapes.reply(one) for one in earlier]})
    else:
        output.line(told(point, kind))
        show_plans(earlier if kind is Kind.WRITTEN else [])


def told(point: "Point", kind: str) -> str:
    """Say what was answered for a tip."""
    sentences = {
        "written": _("Planned for tip #{n} ({words}).", n=point.n, words=acting.words(point)),
        "not-now": _("Tip #{n} ({words}) asks again in a week.", n=point.n, words=acting.words(point)),
        "doesnt-fit": _("Tip #{n} ({words}) asks for no plan any more.", n=point.n, words=acting.words(point)),
    }
    return sentences[kind]


def show_plans(plans: "list[Reply]") -> None:
    """Print plans with their dates, the newest first; nothing for none."""
    from flashcards.core.studyday import date_of

    if plans:
        output.line(_("Earlier plans:"), dim=True)
    for plan in reversed(plans):
        output.line(f"  {date_of(plan.study_day)}  {output.one_line(plan.text)}")
