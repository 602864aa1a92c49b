"""What is remembered, as pages: retention by week, calibration, stability, and tips learned over time."""

from statistics import median

from textual.content import Content

from flashcards.core.progress import Status
from flashcards.core.recalling import Retention, Share
from flashcards.core.studyday import date_of, monday
from flashcards.core.tallying import Band
from flashcards.language import _
from flashcards.services.statistics import Statistics
from flashcards.tui.widgets.activity import Frame, stacked, title
from flashcards.tui.widgets.info import percent
from flashcards.tui.widgets.plots import Bar, Dots, bars, columns, dots, sparklines

_YOUNG, _MATURE, _BOTH = "○", "●", "◉"
_WEEKS = 26
_LEARNED_WEEKS = 52
_AXIS = 6
_PERIODS = {
    "today": _("today"), "week": _("7 days"), "month": _("30 days"), "year": _("year"), "all": _("all"),
}  # fmt: skip


def retention(found: Statistics, frame: Frame) -> Content:
    """Return true retention of young and mature cards, by week and by period."""
    head = title(_("True retention by week"))
    if not found.retention_by_week:
        return stacked(head, Content(_("No card was recalled from review yet: that begins once cards come back.")))
    last = monday(frame.today)
    weeks = range(last - 7 * (_WEEKS - 1), last + 1, 7)
    own = [found.retention_by_week.get(week, Retention()) for week in weeks]
    series = [
        Dots(_YOUNG, [one.young.rate for one in own], "$text-warning"),
        Dots(_MATURE, [one.mature.rate for one in own], "$text-success"),
    ]
    marks = [(at, f"{date_of(week):%m-%d}") for at, week in enumerate(weeks)]
    plot = dots(series, marks, frame.width, frame.rows, both=_BOTH)
    told = _("{young} young  {mature} mature  {both} both", young=_YOUNG, mature=_MATURE, both=_BOTH)
    by_week = reversed(found.retention_by_week.items())
    return stacked(
        head, plot, Content(told), Content(""),
        *_table([(_PERIODS[name], one) for name, one in found.retention.items()]), Content(""),
        *_table([(f"{date_of(at):%m-%d}", one) for at, one in by_week][:_WEEKS]),
    )  # fmt: skip


def _table(rows: list[tuple[str, Retention]]) -> list[Content]:
    cells = [(name, _share(one.young), _share(one.mature)) for name, one in rows]
    heads = ("", _("young"), _("mature"))
    widths = [max(len(row[at]) for row in [heads, *cells]) for at in range(3)]
    lines = [
        f"{name:<{widths[0]}}  {young:>{widths[1]}}  {mature:>{widths[2]}}" for name, young, mature in [heads, *cells]
    ]
    return [Content.styled(lines[0], "dim"), *map(Content, lines[1:])]


def _share(one: Share) -> str:
    return f"{percent(one.rate)} {one.passed}/{one.asked}" if one.asked else "–"


def calibration(found: Statistics, frame: Frame) -> Content:
    """Return the share recalled for each prediction; a rule in each bar stands where it was predicted."""
    own = found.calibration
    head = title(_("Recalled, and │ what was predicted"))
    if not own.bins:
        return stacked(head, Content(_("Nothing to compare yet: recalls after a night or more are.")))
    rows = [
        Bar(
            f"R {round(100 * one.low)}-{round(100 * one.high)}%",
            one.recalled,
            _("{true} │{predicted} of {number}", true=percent(one.recalled), predicted=percent(one.predicted),
              number=one.count),
            against=one.predicted,
        )
        for one in reversed(own.bins)
    ]  # fmt: skip
    measures = _("RMSE {rmse:.1f}%, log loss {loss:.3f}, over {number} recalls.", rmse=100 * (own.rmse or 0),
                 loss=own.log_loss, number=own.count)  # fmt: skip
    return stacked(head, bars(rows, frame.width, most=1), Content(measures))


def stability(found: Statistics, frame: Frame) -> Content:
    """Return how many tips have which stability."""
    tips = sum(band.tips for band in found.stability)
    head = title(_("Stability of tips, in days"))
    if not tips:
        return stacked(head, Content(_("No tip was begun yet.")))
    rows = [Bar(band_name(band), band.tips, f"{band.tips}  {percent(band.tips / tips):>4}") for band in found.stability]
    expected = _("{expected:.1f} of {tips} begun tips would be recalled now.", expected=sum(found.chances), tips=tips)
    likely = _("Half of them with {chance} or more.", chance=percent(median(found.chances)))
    return stacked(head, bars(rows, frame.width), Content(expected), Content(likely))


def band_name(band: Band) -> str:
    """Return a band of stability in words."""
    if band.high is None:
        return _("{low} or more", low=band.low)
    return _("below {high}", high=band.high) if not band.low else f"{band.low}-{band.high}"


def learned(found: Statistics, frame: Frame) -> Content:
    """Return how many tips were learned at the end of each week."""
    head = title(_("Tips learned, at the end of each week"))
    if not found.learned:
        return stacked(head, Content(_("Nothing was answered yet.")))
    own = found.learned[-min(_LEARNED_WEEKS, max(1, frame.width - _AXIS)) :]
    now = own[-1]
    told = _(
        "{learned} learned now; this week +{gained} -{lost}.", learned=now.learned, gained=now.gained, lost=now.lost
    )
    if not any(week.learned for week in found.learned):
        return stacked(head, Content(told), Content(_("A tip takes some weeks to be learned.")))
    marks = [(at, f"{date_of(week.monday):%m-%d}") for at, week in enumerate(own)]
    rows = [
        Bar(date_of(week.monday).isoformat(), week.learned, f"{week.learned}  +{week.gained} -{week.lost}")
        for week in reversed(own)
    ]
    plot = columns([week.learned for week in own], marks, frame.width, frame.rows)
    return stacked(head, plot, Content(told), Content(""), *_by_source(found, frame), bars(rows, frame.width))


def _by_source(found: Statistics, frame: Frame) -> list[Content]:
    """Return how the tips learned of each source went, where there is more than one source."""
    rows = [
        (
            one.counts.source.title,
            [week.learned for week in one.learned[-_LEARNED_WEEKS:]],
            f"{one.learned[-1].learned}/{one.counts.tips - one.counts.by_status[Status.RETIRED]}",
        )
        for one in found.sources
        if one.learned
    ]
    return [title(_("By source")), sparklines(rows, frame.width), Content("")] if len(rows) > 1 else []
