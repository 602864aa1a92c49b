"""What was answered and what comes, as pages: by day, as a heatmap, the forecast, by hour."""

from dataclasses import dataclass

from textual.content import Content

from flashcards.core.studyday import date_of
from flashcards.language import _, count
from flashcards.services.statistics import Statistics
from flashcards.tui.moments import weekday
from flashcards.tui.widgets.heatmap import WEEKS, heatmap, legend
from flashcards.tui.widgets.info import percent
from flashcards.tui.widgets.plots import Bar, bars, columns

PERIODS = (30, 90, 365)
_STEPS = (1, 7, 14, 28)
_AXIS = 6
_AROUND = 5
_LOWEST, _HIGHEST = 3, 10


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a page is drawn: its width and height in cells, the study day, and the days that it looks back."""

    width: int
    height: int
    today: int
    period: int = PERIODS[0]

    @property
    def rows(self) -> int:
        """How high a plot may be, so that what is said below it is in sight too."""
        return max(_LOWEST, min(_HIGHEST, self.height - _AROUND))


def title(text: str) -> Content:
    """Return the first line of a page."""
    return Content.styled(text, "bold")


def stacked(*parts: Content) -> Content:
    """Return the parts below each other."""
    return Content("\n").join(parts)


def days(found: Statistics, frame: Frame) -> Content:
    """Return the answers of the last days: a column a day, or for several where they would not fit."""
    first = frame.today - frame.period + 1
    counts = {day.day: day for day in found.days if day.day >= first}
    step = next((step for step in _STEPS if frame.period // step <= frame.width - _AXIS), _STEPS[-1])
    starts = range(frame.today + 1 - step * -(-frame.period // step), frame.today + 1, step)
    values = [sum(counts[day].answers for day in range(start, start + step) if day in counts) for start in starts]
    marks = [(at, f"{date_of(start):%m-%d}") for at, start in enumerate(starts)]
    every = _("Answers a day") if step == 1 else _("Answers in {step} days", step=step)
    head = title(_("{every}, last {period} days", every=every, period=frame.period))
    if not counts:
        return stacked(head, Content(_("Nothing was answered in these days.")))
    return stacked(head, columns(values, marks, frame.width, frame.rows), *_days_told(found, frame, first))


def _days_told(found: Statistics, frame: Frame, first: int) -> list[Content]:
    own = [day for day in found.days if day.day >= first]
    answers, minutes = sum(day.answers for day in own), round(sum(day.duration_ms for day in own) / 60_000)
    most = max(own, key=lambda day: day.answers)
    mean = answers / frame.period
    return [
        Content(
            _("{answers} in {minutes} min, {mean:.1f} a day.", answers=count(answers, _("answer"), _("answers")),
              minutes=minutes, mean=mean)
        ),
        Content(
            _("On {active} of {period} days; most {most}, {day}.", active=len(own), period=frame.period,
              most=most.answers, day=date_of(most.day).isoformat())
        ),
        Content(
            _("{new} new, {again} Again.", new=sum(day.new for day in own), again=sum(day.again for day in own))
        ),
    ]  # fmt: skip


def half_year(found: Statistics, frame: Frame) -> Content:
    """Return the heatmap of 26 weeks, what its signs stand for, and the streak."""
    counts = {day.day: day.answers for day in found.days}
    first = frame.today - 7 * WEEKS + 1
    own = [number for day, number in counts.items() if day >= first]
    return stacked(
        title(_("Answers, last {weeks} weeks", weeks=WEEKS)),
        *heatmap(counts, frame.today, frame.width),
        legend(counts, frame.today),
        Content(
            _("{answers} on {active} of {days} days; streak {streak}.",
              answers=count(sum(own), _("answer"), _("answers")), active=len(own), days=7 * WEEKS,
              streak=count(found.streak, _("day"), _("days")))
        ),
    )  # fmt: skip


def forecast(found: Statistics, frame: Frame) -> Content:
    """Return what falls due on each of the coming days, as columns and then in numbers."""
    coming = found.forecast.days
    head = title(_("Falls due, next {days} days", days=len(coming)))
    waiting = Content(
        _("{overdue} overdue, {new} waiting, {later} later.", overdue=found.forecast.overdue,
          new=count(found.forecast.new, _("new card"), _("new cards")), later=found.forecast.later)
    )  # fmt: skip
    if not any(day.cards for day in coming):
        return stacked(head, Content(_("Nothing that was begun falls due in these days.")), waiting)
    values = [day.cards for day in coming]
    marks = [(at, f"{date_of(day.day):%m-%d}") for at, day in enumerate(coming)]
    rows = [
        Bar(
            f"{date_of(day.day):%m-%d} {weekday(day.day)}", day.cards,
            f"{day.cards}  {_('{n} min', n=day.begun_minutes)}",
        )
        for day in coming
    ]  # fmt: skip
    plot = columns(values, marks, frame.width, frame.rows)
    return stacked(head, plot, waiting, Content(""), bars(rows, frame.width))


def hours(found: Statistics, frame: Frame) -> Content:
    """Return the answers by hour of the day, and how much was recalled in each."""
    head = title(_("Answers and recall by hour of the day"))
    own = [one for one in found.hours if one.answers]
    if not own:
        return stacked(head, Content(_("Nothing was answered yet.")))
    marks = [(hour, f"{hour:02}") for hour in range(0, 24, 3)]
    plot = columns([one.answers for one in found.hours], marks, frame.width, frame.rows)
    rows = [
        Bar(f"{one.hour:02}", one.answers, f"{one.answers}  {percent(one.recalls.rate):>4} of {one.recalls.asked}")
        for one in own
    ]
    told = Content(_("Below: answers, recalled of asked."))
    return stacked(head, plot, told, bars(rows, frame.width))
