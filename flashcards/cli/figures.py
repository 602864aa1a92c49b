"""The JSON of figures: statistics, forecasts and simulations. Additions are fine, changes are a major version."""

from typing import TYPE_CHECKING, Any

from flashcards.core.studyday import Calendar, date_of

if TYPE_CHECKING:
    from flashcards.cli.invocation import Invocation
    from flashcards.core.outcomes import Outcome, Simulated
    from flashcards.core.recalling import Calibration, Retention, Share
    from flashcards.core.tallying import Week
    from flashcards.services.forecasting import Forecast
    from flashcards.services.statistics import SourceMemory, Statistics

Shape = dict[str, Any]


def today(invocation: "Invocation") -> int:
    """Return the study day of a call, as a day number."""
    settings = invocation.settings
    return Calendar(settings.zone, settings.rollover).study_day(invocation.clock())


def statistics(study_day: int, found: "Statistics") -> Shape:
    """Return the figures of a collection."""
    ever = found.retention["all"]
    return {
        "study_day": _date(study_day),
        "today": _today(found),
        "retention": {
            "young": ever.young.rate,
            "mature": ever.mature.rate,
            "periods": [{"period": name, **_retention(one)} for name, one in found.retention.items()],
        },
        "streak": found.streak,
        "reviews_by_day": [
            {
                "day": _date(day.day), "answers": day.answers, "reviews": day.reviews, "new": day.new,
                "again": day.again, "minutes": _minutes(day.duration_ms / 60_000),
            }
            for day in found.days
        ],
        "forecast": _days(found.forecast),
        "by_source": [_source(one) for one in found.sources],
        "calibration": _calibration(found.calibration),
        "retrievability": {
            "tips": len(found.chances),
            "sum": round(sum(found.chances), 4),
            "mean": round(sum(found.chances) / len(found.chances), 4) if found.chances else None,
        },
        "retention_by_week": [{"week": _date(at), **_retention(one)} for at, one in found.retention_by_week.items()],
        "hours": [{"hour": one.hour, "answers": one.answers, **_share(one.recalls)} for one in found.hours],
        "stability": [{"from": band.low, "to": band.high, "tips": band.tips} for band in found.stability],
        "learned_by_week": _weeks(found.learned),
    }  # fmt: skip


def forecast(study_day: int, found: "Forecast") -> Shape:
    """Return what falls due on each of the coming days."""
    return {
        "study_day": _date(study_day),
        "overdue": found.overdue,
        "new": found.new,
        "later": found.later,
        "days": _days(found),
    }


def simulated(found: "Simulated") -> Shape:
    """Return what was simulated, day by day."""
    return {
        "study_day": _date(found.first_day),
        "tips": round(found.tips, 2),
        "remembered": round(found.remembered, 2),
        "runs": [_outcome(found.first_day, one) for one in found.outcomes],
    }


def _today(found: "Statistics") -> Shape:
    again, hard, good, easy = found.today.ratings
    return {
        "answers": found.today.answered, "again": again, "hard": hard, "good": good, "easy": easy,
        "new": found.new_today, "asked": found.today.asked, "passed": found.today.passed,
        "minutes": _minutes(found.today.duration_ms / 60_000),
    }  # fmt: skip


def _retention(one: "Retention") -> Shape:
    return {"young": _share(one.young), "mature": _share(one.mature)}


def _share(share: "Share") -> Shape:
    return {"asked": share.asked, "passed": share.passed, "rate": share.rate}


def _days(found: "Forecast") -> list[Shape]:
    return [
        {
            "day": _date(day.day), "learning": day.learning, "reviews": day.reviews, "cards": day.cards,
            "minutes": _minutes(day.minutes),
        }
        for day in found.days
    ]  # fmt: skip


def _source(one: "SourceMemory") -> Shape:
    from flashcards.core.progress import Status

    counts = one.counts
    return {
        "source": counts.source.title,
        "uid": counts.source.uid,
        "points": counts.tips,
        **{status.value: counts.by_status[status] for status in Status},
        "applied": counts.applied,
        "expected_recalled": round(one.expected_recalled, 4),
        "learned_by_week": _weeks(one.learned),
    }


def _weeks(weeks: "tuple[Week, ...]") -> list[Shape]:
    return [
        {"week": _date(one.monday), "learned": one.learned, "gained": one.gained, "lost": one.lost} for one in weeks
    ]


def _calibration(one: "Calibration") -> Shape:
    return {
        "count": one.count,
        "rmse": one.rmse,
        "log_loss": one.log_loss,
        "bins": [
            {"low": own.low, "high": own.high, "count": own.count, "predicted": own.predicted, "recalled": own.recalled}
            for own in one.bins
        ],
    }


def _outcome(first_day: int, one: "Outcome") -> Shape:
    return {
        "retention": one.retention,
        "reviews_a_day": round(one.reviews, 2),
        "minutes_a_day": _minutes(one.minutes),
        "longest_minutes": _minutes(one.busiest),
        "new": one.new,
        "remembered": round(one.remembered, 2),
        "days": [
            {
                "day": _date(first_day + at), "reviews": day.reviews, "new": day.new, "answers": day.answers,
                "minutes": _minutes(day.minutes), "left": day.left, "remembered": round(day.remembered, 2),
            }
            for at, day in enumerate(one.days)
        ],
    }  # fmt: skip


def _date(day: int) -> str:
    return date_of(day).isoformat()


def _minutes(value: float) -> float:
    return round(value, 2)
