"""Tips as a listing: by source and section, with number, status and text, and a footer that counts."""

from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from flashcards.cli import output, shapes
from flashcards.language import _, count

if TYPE_CHECKING:
    from flashcards.services.desk import Desk
    from flashcards.services.tracking import Tip

_COLOURS = {"learned": "green", "learning": "yellow", "lapsed": "red", "retired": "bright_black", "new": "blue"}
_FORMATS = ("json", "csv", "markdown")


def chosen(as_json: bool, as_csv: bool, as_markdown: bool) -> str:
    """Return the format that was asked for, an empty string for the plain listing."""
    return next((name for name, wanted in zip(_FORMATS, (as_json, as_csv, as_markdown), strict=True) if wanted), "")


def show_tips(desk: "Desk", found: "Sequence[Tip]", style: str = "") -> None:
    """Print tips, as a listing or in the format ``json``, ``csv`` or ``markdown``."""
    if style:
        from flashcards.formats import table

        write = {"json": table.as_json, "csv": table.as_csv, "markdown": table.as_markdown}[style]
        output.data(write([shapes.tip(desk, tip) for tip in found]))
        return
    if not found:
        output.narrate(_("No tip matches."))
        return
    for source, of_source in groupby(found, key=lambda tip: tip.note.source.title):
        output.line(output.one_line(source), bold=True)
        for at, (section, tips) in enumerate(groupby(of_source, key=lambda tip: tip.note.question.section)):
            if section or at:
                output.line("  " + output.one_line(" › ".join(section) or _("Without a section")), dim=True)
            for tip in tips:
                _show(tip)
    output.line()
    output.line(footer(found))


def footer(found: "Sequence[Tip]") -> str:
    """Count tips by status, and say how many of the living ones are learned."""
    by_status = Counter(tip.status.value for tip in found)
    parts = [f"{number} {_(status)}" for status in _COLOURS if (number := by_status[status])]
    living = len(found) - by_status["retired"]
    learned = _("learned {n} of {m}", n=by_status["learned"], m=living)
    return f"{count(len(found), _('tip'), _('tips'))}: {', '.join(parts)}; {learned}."


def _show(tip: "Tip") -> None:
    import click

    status = tip.status.value
    number = f"#{tip.point.n}".rjust(6)
    facts = [_("flagged")] * tip.flagged + [_("leech")] * tip.leech + [_("draft")] * tip.draft
    facts += [_("slipping")] * tip.slipping
    if tip.applied:
        facts.insert(0, _("applied {n}", n=tip.applied))
    text = output.one_line(shapes.unmarked(tip.point.text)) + (f"  [{', '.join(facts)}]" if facts else "")
    width = output.terminal_width()
    room = None if width is None else width - len(number) - 12
    mark = click.style(_(status).ljust(8), fg=_COLOURS[status])
    click.echo(f"{number}  {mark}  {output.cut(text, room)}")
