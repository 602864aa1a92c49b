"""Why a tip has its status: the rule it was judged by, in words, with the figures that decided."""

from flashcards.config import Settings
from flashcards.core.progress import Status
from flashcards.language import _, count
from flashcards.services.tracking import Tip


def explain(tip: Tip, settings: Settings) -> str:
    """Return what makes a tip's status what it is, such as "S 24.1 d, last 2 recalls passed"; no full stop."""
    days, recalls = settings["learned.stability_days"], settings["learned.recalls"]
    if tip.status is Status.RETIRED:
        return _("not for me: {why}", why=tip.point.retired_why)
    if tip.status is Status.NEW or tip.stability is None:
        return _("not answered yet")
    stability = _("S {days:.1f} d", days=tip.stability)
    if tip.status is Status.LEARNED:
        passed = _("last recall passed") if recalls == 1 else _("last {n} recalls passed", n=recalls)
        return _("{stability}, {passed}", stability=stability, passed=passed)
    wanted = _(
        "{stability} of {days} d, {passed} of {n} in a row passed",
        stability=stability, days=days, passed=min(tip.passed, recalls), n=count(recalls, _("recall"), _("recalls")),
    )  # fmt: skip
    return _("was learned; now {wanted}", wanted=wanted) if tip.status is Status.LAPSED else wanted
