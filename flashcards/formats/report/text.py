"""Words of a report: made harmless, and the sentences that HTML and Markdown share."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from typing import TypeVar

from flashcards.core.note import Source
from flashcards.core.progress import Status
from flashcards.core.unsafe import UNSAFE
from flashcards.formats.report.values import ORDER, Question, Section, Tally, Tip
from flashcards.language import _, count

_LINE_END = re.compile("\r\n?|[\x85\u2028\u2029]")
_Item = TypeVar("_Item")

SLIPPING = 12
"""So many slipping tips are named; the others are counted."""
SLIPPING_MEANS = _("Recall is below what you want; the weakest first.")


def clean(text: str) -> str:
    """Return text with its lines kept and other control and bidi characters as U+FFFD."""
    return UNSAFE.sub("\N{REPLACEMENT CHARACTER}", _LINE_END.sub("\n", text))


def one_line(text: str) -> str:
    """Return harmless text on one line."""
    return clean(" ".join(text.split()))


def counts(tally: Tally) -> Iterator[tuple[Status, str]]:
    """Yield each status that some tip has, with its count in words."""
    for status in ORDER:
        if number := tally.by_status[status]:
            yield status, f"{number} {_(status.value)}"


def applied(tally: Tally) -> str:
    """Say how many tips were applied."""
    return _("{n} of {m} applied", n=tally.applied, m=tally.tips)


def learned(tally: Tally) -> str:
    """Say how many of the living tips are learned."""
    return _("{n} of {m} learned", n=tally.by_status[Status.LEARNED], m=tally.living)


def recalled(tally: Tally) -> str:
    """Say how many of the answered tips would be recalled today."""
    if not tally.begun:
        return _("nothing answered yet")
    return _("about {n} of {m} answered tips recalled today", n=round(tally.recalled), m=tally.begun)


def streak(days: int) -> str:
    """Say how long the streak is."""
    return _("{days} in a row", days=count(days, _("day"), _("days")))


def percent(share: float) -> str:
    """Return a share as percent, rounded down, so that what is below a mark never seems to reach it."""
    return f"{int(100 * share)}%"


def as_of(day: dt.date) -> str:
    """Say for which day a report speaks."""
    return _("As of {day}", day=day)


def more(tips: Sequence[Tip]) -> str:
    """Say how many slipping tips are not named."""
    return _("and {n} more", n=len(tips) - SLIPPING)


def recall(tip: Tip) -> str:
    """Say how likely a tip is recalled now; nothing before its first answer."""
    if tip.recall is None:
        return ""
    told = _("recall {share}", share=percent(tip.recall))
    return _("{recall}, slipping", recall=told) if tip.slipping else told


def asks(question: Question, section: Section) -> bool:
    """Say whether a question is to be shown: not where it is but the section's title, which stands above it."""
    return question.asked or question.text != (section.path[-1] if section.path else "")


def origin(source: Source) -> list[str]:
    """Return who spoke and when, without the address."""
    return [one_line(part) for part in (source.speaker, source.date) if part]


def thinned(items: Sequence[_Item], most: int) -> list[_Item]:
    """Return at most so many items, evenly spread, the first and the last among them."""
    if len(items) <= most:
        return list(items)
    return [items[round(at * (len(items) - 1) / (most - 1))] for at in range(most)]
