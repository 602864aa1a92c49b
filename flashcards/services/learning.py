"""How many tips were learned, week by week: the learned rule over the log, as it held at the end of each day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from flashcards.core.progress import LearnedRule, first_recalls, learned_after
from flashcards.core.review import Answer
from flashcards.core.tallying import Change, Week, all_true, by_week
from flashcards.services.desk import Desk
from flashcards.services.telling import Told, followed, quiet
from flashcards.services.tracking import Tip

_EVER = -1


@dataclass(frozen=True, slots=True)
class Learned:
    """Each week from the first answer to today's, over all tips and over those of each source, by its uid."""

    weeks: tuple[Week, ...] = ()
    by_source: Mapping[str, tuple[Week, ...]] = field(default_factory=dict)


def learned_by_week(
    desk: Desk, tips: Sequence[Tip], logs: Mapping[str, Sequence[Answer]], told: Told = quiet
) -> Learned:
    """Return the tips learned at the end of each week, by the present parameters.

    ``logs`` are the answers of each card up to the desk's study day. A retired tip does not count while it is retired;
    a source counts every tip that it mentions.
    """
    first = min((log[0].study_day for log in logs.values()), default=None)
    if first is None:
        return Learned()
    changes = _changes_by_tip(desk, tips, logs, told)
    own: dict[str, dict[str, list[Change]]] = {}
    for tip in tips:
        for source in (tip.note.source, *tip.also_in):
            held = own.setdefault(source.uid, {})
            if tip.point.uid in changes:
                held[tip.point.uid] = changes[tip.point.uid]
    by_source = {uid: by_week(held, first, desk.today) for uid, held in own.items()}
    return Learned(by_week(changes, first, desk.today), by_source)


def _changes_by_tip(
    desk: Desk, tips: Sequence[Tip], logs: Mapping[str, Sequence[Answer]], told: Told
) -> dict[str, list[Change]]:
    """Return when each tip that was ever learned began and ceased to be, by its uid."""
    options = desk.store.decks.options(fuzz=True)
    rule = LearnedRule(desk.settings["learned.stability_days"], desk.settings["learned.recalls"])
    retirements = desk.store.past.retirements(up_to=desk.today)
    changes: dict[str, list[Change]] = {}
    for tip in followed(tips, len(tips), told):
        each = [
            _changes(logs.get(card.uid, ()), rule, options[card.deck].rules.parameters)
            for card in tip.asking
            if card.uid in logs
        ]
        if len(each) == len(tip.asking) and all(each):
            changes[tip.point.uid] = all_true([*each, _living(retirements.get(tip.point.uid, ()))])
    return changes


def _changes(log: Sequence[Answer], rule: LearnedRule, parameters: tuple[float, ...]) -> list[Change]:
    """Return when a card was learned at the end of a study day, and when it was not any more."""
    if sum(answer.rating > 1 for answer in first_recalls(log)) < rule.recalls:
        return []
    found: list[Change] = []
    for day, learned in dict(learned_after(log, rule, parameters)).items():
        if learned != (bool(found) and found[-1][1]):
            found.append((day, learned))
    return found


def _living(retirements: Sequence[Change]) -> list[Change]:
    """Return when a tip was not retired: from the first, but for the days between a retirement and its return."""
    return [(_EVER, True), *((day, not retired) for day, retired in retirements)]
