"""`flashcards stats`: today, retention, load, what is remembered, and how good the predictions are."""

from typing import TYPE_CHECKING

import click

from flashcards.cli import figures, output, plots
from flashcards.cli.invocation import NO_CARDS, Invocation
from flashcards.language import _, count

if TYPE_CHECKING:
    from flashcards.core.recalling import Calibration, Share
    from flashcards.core.tallying import Band
    from flashcards.services.statistics import Statistics

_PERIODS = {"today": "today", "week": "7 days", "month": "30 days", "year": "year", "all": "all"}
_FORECAST = 14
_WEEKS = 12


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
@click.pass_obj
def command(invocation: Invocation, *, as_json: bool) -> None:
    """Show today, your retention, the load by day, what is remembered of each source, and how well it was predicted.

    \b
    Example:
      flashcards stats
    """
    from flashcards.services.statistics import Statistics, statistics

    desk = invocation.known_desk()
    found = Statistics() if desk is None else statistics(desk)
    today = figures.today(invocation)
    if as_json:
        output.show_json(figures.statistics(today, found))
    elif not found.sources:
        output.narrate(_(NO_CARDS))
    else:
        _show(found, today, plots.page_width())


def _show(found: "Statistics", today: int, width: int) -> None:
    from flashcards.cli.forecast import lines

    _today(found)
    _title(_("True retention"))
    rows = [(_(_PERIODS[name]), _of(one.young), _of(one.mature), _of(one.all)) for name, one in found.retention.items()]
    output.table([("", _("young"), _("mature"), _("both")), *rows], right=(1, 2, 3))
    _title(_("Answers by day"))
    for line in plots.heatmap({day.day: day.answers for day in found.days}, today, width):
        output.line(line)
    _title(_("Falls due"))
    for line in lines(found.forecast, width, _FORECAST):
        output.line(line)
    _title(_("Remembered now, by source"))
    for line in plots.bars(_sources(found), width, most=1):
        output.line(line)
    if found.days:
        _more(found, width)
    if found.calibration.count:
        _predicted(found.calibration)


def _more(found: "Statistics", width: int) -> None:
    """Show what there is to see once something was answered."""
    from flashcards.core.studyday import date_of

    learned = [(f"{date_of(one.monday):%m-%d}", one) for one in found.learned[-_WEEKS:]]
    hours = [one for one in found.hours if one.answers]
    parts: list[tuple[str, list[tuple[str, float, str]]]] = [
        (_("Stability"), [(_band(one), float(one.tips), str(one.tips)) for one in found.stability]),
        (
            _("Tips learned, by week"),
            [(day, float(one.learned), f"{one.learned}  +{one.gained} -{one.lost}") for day, one in learned],
        ),
        (_("Tips learned, by source"), _learned(found)),
        (
            _("Answers and recall, by hour"),
            [(f"{one.hour:02}", float(one.answers), f"{one.answers}  {_of(one.recalls)}") for one in hours],
        ),
    ]
    for title, rows in parts:
        _title(title)
        for line in plots.bars(rows, width):
            output.line(line)


def _band(one: "Band") -> str:
    if one.high is None:
        return _("{low} d or more", low=one.low)
    return _("below {high} d", high=one.high) if not one.low else _("{low}-{high} d", low=one.low, high=one.high)


def _today(found: "Statistics") -> None:
    day = found.today
    answers = count(day.answered, _("answer"), _("answers"))
    minutes = round(day.duration_ms / 60_000)
    output.line(
        _("Today: {answers} in {minutes} min, {new} new.", answers=answers, minutes=minutes, new=found.new_today)
    )
    output.line(_("Streak: {days}.", days=count(found.streak, _("day"), _("days"))))


def _title(text: str) -> None:
    output.line()
    output.line(text, bold=True)


def _of(share: "Share") -> str:
    return f"{plots.percent(share.rate)}/{share.asked}" if share.asked else "-"


def _sources(found: "Statistics") -> list[tuple[str, float, str]]:
    from flashcards.core.progress import Status

    rows = []
    for one in found.sources:
        living = one.counts.tips - one.counts.by_status[Status.RETIRED]
        share = one.expected_recalled / living if living else 0.0
        rows.append((output.one_line(one.counts.source.title), share, f"{one.expected_recalled:.1f}/{living}"))
    return rows


def _learned(found: "Statistics") -> list[tuple[str, float, str]]:
    from flashcards.core.progress import Status

    rows = []
    for one in found.sources:
        week = one.learned[-1]
        figure = f"{week.learned}/{one.counts.tips - one.counts.by_status[Status.RETIRED]}  +{week.gained} -{week.lost}"
        rows.append((output.one_line(one.counts.source.title), float(week.learned), figure))
    return rows


def _predicted(found: "Calibration") -> None:
    _title(_("Predicted and true recall"))
    rows = [
        (
            f"{plots.percent(own.low)}-{plots.percent(own.high)}",
            str(own.count),
            plots.percent(own.predicted, 1),
            plots.percent(own.recalled, 1),
        )
        for own in found.bins
    ]
    output.table([(_("R"), _("reviews"), _("predicted"), _("true")), *rows], right=(1, 2, 3))
    output.line(_("RMSE {rmse}, log loss {loss:.3f}.", rmse=plots.percent(found.rmse, 1), loss=found.log_loss))
