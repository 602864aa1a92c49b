"""A report as one Markdown file: what stands in a text is shown by a renderer as it is, and never obeyed."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from flashcards.core.markup import unmarked
from flashcards.core.progress import Status
from flashcards.formats.report import text as words
from flashcards.formats.report.text import clean, one_line
from flashcards.formats.report.values import Mark, Part, Report, Section, Tally, Tip, tally
from flashcards.language import _

HEAD = "<!-- flashcards report -->\n"
"""How each report begins, so that a later one may replace it."""

_ACTS = re.compile(r"[\\`*_{}\[\]<>&~|$^=#@!]|:(?=//)|(?<=\bwww)\.", re.IGNORECASE)
_BEGINS = re.compile(r"^([-+]|\d{1,9}(?=[.)]))")
_BAR = 20
_WEEKS = 26


def document(report: Report) -> str:
    """Return the whole file."""
    whole = tally(report.tips)
    blocks = chain(
        [f"# {shown(report.title)}", f"{words.as_of(report.day)} · {words.streak(report.streak)}"],
        _figures(whole), _weeks(report), _slipping(report.slipping), _contents(report),
        _parts(report.parts), ["---", shown(report.rule)],
    )  # fmt: skip
    return HEAD + "\n" + "\n\n".join(blocks) + "\n"


def shown(text: str) -> str:
    """Return text on one line, with a backslash before whatever Markdown would take for a mark."""
    escaped = _ACTS.sub(r"\\\g<0>", one_line(text))
    return _BEGINS.sub(lambda found: f"\\{found[1]}" if found[1] in "-+" else f"{found[1]}\\", escaped)


def _figures(found: Tally) -> Iterator[str]:
    learned, retired = found.by_status[Status.LEARNED], found.by_status[Status.RETIRED]
    counts = ", ".join(number for _status, number in words.counts(found))
    yield "\n".join(
        (
            f"- `{_bar(learned, found.tips, retired)}` {words.learned(found)} ({counts})",
            f"- `{_bar(found.applied, found.tips)}` {words.applied(found)}",
            f"- {words.recalled(found)}",
        )
    )


def _bar(full: int, whole: int, away: int = 0) -> str:
    """Return a bar in which nothing that there is gets lost: █ of the whole, × for what was put away."""
    if not whole:
        return "░" * _BAR
    left = max(int(full > 0), full * _BAR // whole)
    right = min(_BAR - left, max(int(away > 0), away * _BAR // whole))
    return "█" * left + "░" * (_BAR - left - right) + "×" * right


def _weeks(report: Report) -> Iterator[str]:
    if len(report.weeks) < 2:
        return
    yield f"## {_('Tips learned over time')}"
    most = max(1, *(learned for _monday, learned in report.weeks))
    rows = (f"| {monday} | {learned} | `{_bar(learned, most)}` |" for monday, learned in report.weeks[-_WEEKS:])
    yield "\n".join((f"| {_('week of')} | {_('learned')} | |", "|---|---:|---|", *rows))


def _slipping(tips: Sequence[Tip]) -> Iterator[str]:
    if not tips:
        return
    yield f"## {_('Slipping')}"
    yield words.SLIPPING_MEANS
    rows = [
        f"- {words.percent(tip.recall or 0.0)}: {shown(tip.question)} → {_text(tip)}" for tip in tips[: words.SLIPPING]
    ]
    if len(tips) > words.SLIPPING:
        rows.append(f"- {words.more(tips)}")
    yield "\n".join(rows)


def _contents(report: Report) -> Iterator[str]:
    if len(report.parts) < 2:
        return
    yield f"## {_('Sources')}"
    rows = []
    for part in report.parts:
        found = tally(part.tips)
        bar = _bar(found.by_status[Status.LEARNED], found.tips, found.by_status[Status.RETIRED])
        rows.append(f"- `{bar}` {shown(part.source.title)}: {words.learned(found)}")
    yield "\n".join(rows)


def _parts(parts: Sequence[Part]) -> Iterator[str]:
    """Yield the tips of each source; the figures of a source that is alone stand at the top already."""
    for part in parts:
        yield f"## {shown(part.source.title)}"
        origin = [*words.origin(part.source), part.source.url or ""]
        if any(origin):
            yield " · ".join(shown(one) for one in origin if one)
        if len(parts) > 1:
            yield from _figures(tally(part.tips))
        for at, section in enumerate(part.sections):
            yield from _section(section, parted=at > 0)


def _section(section: Section, *, parted: bool) -> Iterator[str]:
    if parted and not section.path:
        yield f"### {_('Without a section')}"
    if section.path:
        yield f"### {' › '.join(map(shown, section.path))}"
    for question in section.questions:
        if words.asks(question, section):
            yield f"#### {shown(question.text)}"
        yield "\n".join(map(_tip, question.tips))


def _tip(tip: Tip) -> str:
    status = ", ".join((f"**{_(tip.status.value)}**", *map(shown, tip.facts)))
    also = f"{_('also in')} {', '.join(map(shown, tip.also))}" if tip.also else ""
    figures = " · ".join(filter(None, (status, shown(tip.why), words.recall(tip), also, f"\\#{tip.n}")))
    return "\n".join((f"- {_text(tip)}\\", f"  {figures}", *map(_mark, tip.marks)))


def _mark(mark: Mark) -> str:
    return f"  - {mark.date} {shown(mark.kind)}{': ' if mark.text else ''}{shown(mark.text)}"


def _text(tip: Tip) -> str:
    return shown(unmarked(clean(tip.text))) or "…"
