"""`flashcards show`: one card with its history."""

from typing import TYPE_CHECKING

import click

from flashcards.cli import output, shapes
from flashcards.cli.invocation import Invocation
from flashcards.language import _

if TYPE_CHECKING:
    from flashcards.core.memory import Learning, Relearning, Review
    from flashcards.services.browsing import History
    from flashcards.services.desk import Desk


@click.command()
@click.argument("card")
@click.option("--json", "as_json", is_flag=True, help="Print the card as JSON.")
@click.pass_obj
def command(invocation: Invocation, *, card: str, as_json: bool) -> None:
    """Show a card with its memory, its answers, what was planned and made of its tip, and its line in the notes.

    CARD is a number as in listings, or the uid of a card or a tip.

    \b
    Example:
      flashcards show 2
    """
    desk = invocation.desk_with_cards()
    from flashcards.services import browsing, handling

    found = browsing.history(desk, handling.resolve(desk, card))
    if as_json:
        output.show_json(shapes.history(desk, found))
    else:
        _show(desk, found)


def _show(desk: "Desk", found: "History") -> None:
    from flashcards.core.face import back_text, front_text

    shown = found.shown
    card, point, note = shown.card, shown.point, shown.note
    head = _("Card #{n} ({role}), tip #{tip}, deck {deck}", n=card.n, role=card.role, tip=point.n, deck=card.deck)
    output.line(head, bold=True)
    output.line(" › ".join(output.one_line(part) for part in shown.face.context), dim=True)
    output.line(front_text(shown.face))
    output.line()
    output.line(back_text(shown.face))
    output.line()
    if point.text != point.file_text:
        output.line(
            f"{output.pad(_('in the notes'), 12)}  {output.one_line(point.original or point.file_text)}", dim=True
        )
    for name, value in _facts(desk, found):
        output.line(f"{output.pad(name, 12)}  {output.one_line(value)}")
    if note.source.path and point.line:
        output.line(f"{output.pad(_('source'), 12)}  {output.one_line(note.source.path)}:{point.line}")
    _show_uses(found)
    _show_answers(desk, found)


def _due(desk: "Desk", memory: "Learning | Review | Relearning") -> str:
    """Return the day on which a card is due, the time where it is a step."""
    from flashcards.core.memory import Review
    from flashcards.core.studyday import date_of

    return str(date_of(memory.due_day)) if isinstance(memory, Review) else shapes.instant(desk, memory.due) or ""


def _status(desk: "Desk", point: str) -> str:
    """Return a tip's status with what decided it."""
    from flashcards.services import explaining, tracking

    (tip,) = tracking.tips(desk, among={point})
    return _("{status}: {reason}", status=_(tip.status.value), reason=explaining.explain(tip, desk.settings))


def _facts(desk: "Desk", found: "History") -> list[tuple[str, str]]:
    from flashcards.core.memory import New
    from flashcards.core.review import state_name

    card, point, memory = found.shown.card, found.shown.point, found.shown.card.memory
    facts = [(_("tip"), _status(desk, point.uid)), (_("state"), _(state_name(memory)))]
    if not isinstance(memory, New):
        facts += [
            (_("due"), _due(desk, memory)),
            (_("stability"), _("{days} days", days=f"{memory.strength.stability:.1f}")),
            (_("difficulty"), _("{d} of 10", d=f"{memory.strength.difficulty:.1f}")),
            (_("answers"), _("{reps}, {lapses} lapses", reps=card.reps, lapses=card.lapses)),
        ]
    if found.shown.recall is not None:
        facts.append((_("recall now"), f"{found.shown.recall:.0%}"))
    if point.tags:
        facts.append((_("tags"), " ".join(point.tags)))
    marks = [
        (card.flag > 0, _("flag {n}", n=card.flag)),
        (card.suspended, _("suspended")),
        (card.draft, _("draft")),
        (desk.is_locked(card), _("locked")),
        (card.buried_until is not None and card.buried_until > desk.today, _("buried")),
        (point.retired_why is not None, _("retired: {why}", why=point.retired_why)),
    ]
    held = [words for holds, words in marks if holds]
    return [*facts, (_("marks"), ", ".join(held))] if held else facts


def _show_uses(found: "History") -> None:
    from flashcards.core.studyday import date_of
    from flashcards.services import browsing

    for use in browsing.uses_of(found):
        output.line(f"{output.pad(use.name, 12)}  {date_of(use.study_day)}  {output.one_line(use.text)}".rstrip())


def _show_answers(desk: "Desk", found: "History") -> None:
    from flashcards.cli.ratings import RATINGS
    from flashcards.core import interval

    names = {0: _("moved")} | {number: name for name, number in RATINGS.items()}
    rows = [
        (
            shapes.instant(desk, row.id) or "",
            _(names[row.rating]),
            row.state_after,
            interval.of_days(row.interval_after)
            if row.state_after == "review"
            else interval.of_seconds(row.seconds_after),
            f"{row.duration_ms / 1000:.1f}s",
        )
        for row in found.answers
    ]
    if rows:
        output.line()
        output.table([(_("answered"), _("rating"), _("state"), _("interval"), _("took")), *rows], right=(3, 4))
