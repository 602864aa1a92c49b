"""What storing plans changes, in words."""

from collections.abc import Iterable
from pathlib import PurePath

from flashcards.language import _, count
from flashcards.services.adding import Planned


def told_changes(plans: Iterable[Planned]) -> str:
    """Return a list such as ``23 new, 1 gone``; empty where nothing changes but line numbers."""
    found = [planned.plan for planned in plans]
    new = [one for plan in found for one in plan.new]
    later = sum(one.draft is True for one in new)
    parts = [
        (len(new) - later, _("new")),
        (later, _("for later")),
        (sum(len(plan.reworded) for plan in found), _("reworded")),
        (sum(len(plan.moved) for plan in found), _("moved")),
        (sum(len(plan.back) for plan in found), _("back")),
        (sum(len(plan.mentioned) for plan in found), _("merged")),
        (sum(len(plan.gone) + len(plan.elsewhere) for plan in found), _("gone")),
        (sum(len(plan.dropped) for plan in found), _("dropped")),
        (whys := sum(len(plan.why) for plan in found), _("why card") if whys == 1 else _("why cards")),
    ]
    told = [f"{number} {word}" for number, word in parts if number]
    if told:
        return ", ".join(told)
    chosen = sum(plan.chosen for plan in found)
    if chosen:
        return count(chosen, _("choice"), _("choices"))
    return "" if all(plan.is_empty for plan in found) else _("new wording of questions")


def told_again(planned: Planned, *, kept: int, lost: int) -> str:
    """Say that a file was read again, and how many choices stand and how many are gone with their lines."""
    name = PurePath(planned.text.name).name
    if not kept and not lost:
        return _("Read {name} again.", name=name)
    stand = _("{choices} kept", choices=count(kept, _("choice"), _("choices")))
    gone = _("{choices} gone with the line", choices=count(lost, _("choice"), _("choices")))
    figures = ", ".join(sentence for number, sentence in ((kept, stand), (lost, gone)) if number)
    return _("Read {name} again: {figures}.", name=name, figures=figures)
