"""A tip on one line of the tracker with its status and facts, its source above with a bar, and what is said below."""

from textual.content import Content

from flashcards.core import cloze
from flashcards.core.progress import Status
from flashcards.core.studyday import date_of
from flashcards.language import _, count
from flashcards.services.browsing import SourceCount
from flashcards.services.desk import Desk
from flashcards.services.tracking import Tip
from flashcards.tui.widgets.info import percent
from flashcards.tui.widgets.listing import Entry
from flashcards.tui.widgets.text import Row, drawn, words

_BAR = 12
_SHORT_BAR = 6


def heading(source: SourceCount, *, wide: bool) -> Entry:
    """Return a source's line: learned █ and retired × of all its tips, and the figures beside."""
    learned, retired = source.by_status[Status.LEARNED], source.by_status[Status.RETIRED]
    bar = _bar(learned, retired, source.tips, _BAR if wide else _SHORT_BAR)
    figures = f"{learned}/{source.tips}"
    if wide:
        figures = _(
            "{figures} learned, {applied} applied, {retired} retired",
            figures=figures, applied=source.applied, retired=retired,
        )  # fmt: skip
    return Entry(source.source.title, heading=True, right=f"{bar} {figures}")


def entry(tip: Tip) -> Entry:
    """Return a tip's line: a flag, its words, its facts and its status."""
    facts = (
        _("leech") if tip.leech else "",
        _("draft") if tip.draft else "",
        _("applied {n}", n=tip.applied) if tip.applied else "",
        _(tip.status.value),
    )
    right = "  ".join(filter(None, facts))
    return Entry(drawn(cloze.plain(tip.point.text)).plain, mark="⚑" if tip.flagged else " ", right=right)


def told(desk: Desk, tip: Tip) -> list[Row]:
    """Return the question, the whole tip, and its figures."""
    figures = [f"#{tip.point.n}", count(tip.reps, _("answer"), _("answers"))]
    if tip.stability is not None:
        figures.append(_("S {days:.1f} d", days=tip.stability))
    if tip.retrievability is not None:
        figures.append(_("R {share}", share=percent(tip.retrievability)))
    if tip.due is not None:
        figures.append(_("due {day}", day=date_of(desk.calendar.study_day(tip.due))))
    if tip.point.retired_why:
        figures.append(_("retired: {why}", why=tip.point.retired_why))
    return [
        Row(text=drawn(tip.note.question.text).stylize("bold")),
        Row(Content.styled("▸ ", "$text-success"), drawn(cloze.plain(tip.point.text))),
        Row(text=words(" · ".join(figures), "dim")),
    ]


def _bar(learned: int, retired: int, tips: int, cells: int) -> str:
    """Return a bar in which nothing that there is gets lost, as far as there is room."""
    if not tips:
        return "░" * cells
    full = max(int(learned > 0), learned * cells // tips)
    away = min(cells - full, max(int(retired > 0), retired * cells // tips))
    return "█" * full + "░" * (cells - full - away) + "×" * away
