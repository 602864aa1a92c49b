"""A tip on one line of the tracker with its status and facts, its source above with bars, and what is said below."""

from textual.content import Content

from flashcards.core import cloze
from flashcards.core.progress import Status
from flashcards.core.studyday import date_of
from flashcards.language import _, count
from flashcards.services import browsing
from flashcards.services.browsing import SourceCount
from flashcards.services.desk import Desk
from flashcards.services.explaining import explain
from flashcards.services.tracking import Tip
from flashcards.tui.widgets.info import percent
from flashcards.tui.widgets.listing import Entry
from flashcards.tui.widgets.text import Row, drawn, words

_NEWEST = 2
_BAR = 10
_SHORT_BAR = 5
_LEARNED, _APPLIED, _RETIRED, _REST = "█", "▓", "×", "░"
_FLAGGED, _SLIPPING = "⚑", "↘"


def heading(source: SourceCount, *, wide: bool) -> Entry:
    """Return a source's line: of all its tips learned █ and retired ×, then applied ▓, with the figures beside."""
    learned, retired = source.by_status[Status.LEARNED], source.by_status[Status.RETIRED]
    cells, tips = (_BAR if wide else _SHORT_BAR), source.tips
    of_learned = _bar(Content.styled(_LEARNED, "$text-success"), learned / max(1, tips), cells, retired / max(1, tips))
    of_applied = _bar(Content.styled(_APPLIED, "$text-primary"), source.applied / max(1, tips), cells)
    known, used = f"{learned}/{tips}", f"{source.applied}/{tips}"
    if wide:
        known, used = _("{figures} learned", figures=known), _("{figures} applied", figures=used)
    right = Content("").join([of_learned, Content(f" {known}  "), of_applied, Content(f" {used}")])
    return Entry(source.source.title, heading=True, right=right)


def entry(tip: Tip, figure: str = "") -> Entry:
    """Return a tip's line: whether it is flagged and slipping, its words, its facts, its status, and a figure."""
    facts = (
        _("leech") if tip.leech else "",
        _("draft") if tip.draft else "",
        _("planned {n}", n=tip.plans) if tip.plans else "",
        _("applied {n}", n=tip.applied) if tip.applied else "",
        _(tip.status.value),
        figure,
    )
    mark = (_FLAGGED if tip.flagged else " ") + (_SLIPPING if tip.slipping else " ")
    return Entry(drawn(cloze.plain(tip.point.text)).plain, mark=mark, right="  ".join(filter(None, facts)))


def figure(desk: Desk, tip: Tip, order: str) -> str:
    """Return the figure by which a tip is ordered, as wide for every tip; nothing in the order of sources."""
    match order:
        case "retrievability":
            return f"{percent(tip.retrievability):>4}"
        case "stability":
            return f"{'–' if tip.stability is None else _('{days:.1f} d', days=tip.stability):>8}"
        case "last_review":
            last = tip.last_review
            return f"{'–' if last is None else date_of(desk.calendar.study_day(last)).isoformat():>10}"
    return ""


def told(desk: Desk, tip: Tip) -> list[Row]:
    """Return the question, the whole tip, its figures, where it stands, and the newest of its plans and uses."""
    reason = _("{status}: {reason}", status=_(tip.status.value), reason=explain(tip, desk.settings))
    figures = [f"#{tip.point.n}", reason, count(tip.reps, _("answer"), _("answers"))]
    if tip.retrievability is not None:
        slips = _(" {mark} slipping", mark=_SLIPPING) if tip.slipping else ""
        figures.append(_("R {share}", share=percent(tip.retrievability)) + slips)
    if tip.due is not None:
        figures.append(_("due {day}", day=date_of(desk.calendar.study_day(tip.due))))
    figures.append(tip.note.source.title)
    newest = reversed(browsing.uses(desk, tip.point.uid)[-_NEWEST:])
    return [
        Row(text=drawn(tip.note.question.text).stylize("bold")),
        Row(Content.styled("▸ ", "$text-success"), drawn(cloze.plain(tip.point.text))),
        Row(text=words(" · ".join(figures), "dim")),
        *(Row(Content.styled(f"{one.name} {date_of(one.study_day)} ", "dim"), words(one.text)) for one in newest),
    ]


def _bar(sign: Content, share: float, cells: int, away: float = 0.0) -> Content:
    """Return a bar of a share (0..1) and one that is put away, in which nothing that there is gets lost."""
    full = max(int(share > 0), int(share * cells))
    crossed = min(cells - full, max(int(away > 0), int(away * cells)))
    rest = Content.styled(_REST * (cells - full - crossed) + _RETIRED * crossed, "dim")
    return Content("").join([sign] * full) + rest
