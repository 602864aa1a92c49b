"""A report as one HTML page that stands alone: no script, no request, every text escaped."""

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from html import escape
from itertools import chain

from flashcards.core.note import Source
from flashcards.core.progress import Status
from flashcards.formats.markup import as_html
from flashcards.formats.report import text as words
from flashcards.formats.report.style import SHEET
from flashcards.formats.report.text import clean, one_line
from flashcards.formats.report.values import ORDER, Mark, Part, Report, Section, Tally, Tip, tally
from flashcards.formats.report.weeks import figure
from flashcards.language import _

HEAD = "<!doctype html>\n<!-- flashcards report -->\n"
"""How each report begins, so that a later one may replace it."""

_HANGUL = re.compile(r"[가-힣ㄱ-ㅎㅏ-ㅣ]")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_ADDRESS = re.compile(r"https?://[^\s/]\S*", re.IGNORECASE)
_POLICY = (
    f"default-src 'none'; style-src 'sha256-{b64encode(sha256(SHEET.encode()).digest()).decode()}'; "
    "base-uri 'none'; form-action 'none'"
)


def page(report: Report) -> str:
    """Return the whole page."""
    whole = tally(report.tips)
    title = escape(one_line(report.title))
    head = (
        f'<html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light dark"><meta name="referrer" content="no-referrer">'
        f"<style>{SHEET}</style></head>\n<body><main>"
    )
    body = chain(
        _head(report, whole), _slipping(report.slipping), _contents(report),
        _parts(report.parts), _foot(report),
    )  # fmt: skip
    return HEAD + head + "\n".join(body) + "</main></body></html>\n"


def _head(report: Report, whole: Tally) -> Iterator[str]:
    yield f"<header>{_told('h1', report.title)}"
    about = _origin(report.parts[0].source) if len(report.parts) == 1 else []
    yield f'<p class="dim">{" · ".join((escape(words.as_of(report.day)), *about))}</p></header>'
    tiles = (
        (whole.by_status[Status.LEARNED], whole.living, _("tips learned")),
        (whole.applied, whole.tips, _("applied at least once")),
        (round(whole.recalled), whole.begun, _("answered tips expected to be recalled today")),
        (report.streak, None, _("day in a row") if report.streak == 1 else _("days in a row")),
    )
    yield f'<dl class="tiles">{"".join(_tile(*tile) for tile in tiles)}</dl>'
    yield from _bars(whole)
    yield figure(report.weeks)


def _tile(number: int, whole: int | None, label: str) -> str:
    of = "" if whole is None else f" <small>/ {whole}</small>"
    return f"<div><dt>{escape(label)}</dt><dd>{number}{of}</dd></div>"


def _bars(found: Tally) -> Iterator[str]:
    """Yield the bar of statuses, the thin one of what was applied, and the figures of both."""
    pieces = [(status.value, found.by_status[status]) for status in ORDER]
    told = [(status.value, number) for status, number in words.counts(found)]
    yield _bar(pieces, found.tips, ", ".join(number for _status, number in told))
    yield _bar([("applied", found.applied)], found.tips, words.applied(found), "bar thin")
    keys = (f'<li class="{kind}">{escape(number)}</li>' for kind, number in (*told, ("applied", words.applied(found))))
    yield f'<ul class="keys">{"".join(keys)}</ul>'


def _bar(pieces: Iterable[tuple[str, int]], whole: int, told: str, kind: str = "bar") -> str:
    drawn, x = [], 0.0
    for tone, number in pieces:
        if number:
            width = 100 * number / whole
            drawn.append(f'<rect class="{tone}" x="{x:.2f}" width="{width:.2f}" height="1"/>')
            x += width
    view = f'class="{kind}" viewBox="0 0 100 1" preserveAspectRatio="none"'
    return f'<svg {view} role="img" aria-label="{escape(told)}">{"".join(drawn)}</svg>'


def _slipping(tips: list[Tip]) -> Iterator[str]:
    if not tips:
        return
    yield f"<section><h2>{escape(_('Slipping'))}</h2>"
    yield f'<p class="dim">{escape(words.SLIPPING_MEANS)}</p><ol class="list">'
    for tip in tips[: words.SLIPPING]:
        told = f'<div><p class="dim"{_language(tip.question, None)} dir="auto">{escape(one_line(tip.question))}</p>'
        share = f'<span class="slips">{words.percent(tip.recall or 0.0)}</span>'
        yield f'<li class="row">{told}{_body(tip)}</div>{share}</li>'
    yield "</ol>"
    if len(tips) > words.SLIPPING:
        yield f'<p class="dim">{escape(words.more(tips))}</p>'
    yield "</section>"


def _contents(report: Report) -> Iterator[str]:
    if len(report.parts) < 2:
        return
    yield f'<section><h2>{escape(_("Sources"))}</h2><ul class="list">'
    for at, part in enumerate(report.parts, 1):
        found = tally(part.tips)
        link = f'<a href="#source-{at}">{_told("span", part.source.title)}</a>'
        yield f'<li><div class="row">{link}<span>{escape(words.learned(found))}</span></div>'
        yield f"{_bar([(one.value, found.by_status[one]) for one in ORDER], found.tips, words.learned(found))}</li>"
    yield "</ul></section>"


def _parts(parts: Sequence[Part]) -> Iterator[str]:
    """Yield the tips of each source; the title and figures of a source that is alone stand at the top already."""
    for at, part in enumerate(parts, 1):
        yield f'<section id="source-{at}">'
        if len(parts) > 1:
            yield from _title(part)
        for number, section in enumerate(part.sections):
            yield from _section(section, part.source, parted=number > 0)
        yield "</section>"


def _title(part: Part) -> Iterator[str]:
    found = tally(part.tips)
    yield f'<div class="head">{_told("h2", part.source.title)}'
    if about := _origin(part.source):
        yield f'<p class="dim">{" · ".join(about)}</p>'
    yield from _bars(found)
    yield f'<p class="dim">{escape(words.recalled(found))}</p></div>'


def _origin(source: Source) -> list[str]:
    """Return who spoke, when, and the address: a link where it leads into the web, else text."""
    parts = [f"<bdi>{escape(one)}</bdi>" for one in words.origin(source)]
    address = one_line(source.url or "")
    if _ADDRESS.fullmatch(address):
        parts.append(f'<a href="{escape(address)}" rel="noopener noreferrer"><bdi>{escape(address)}</bdi></a>')
    elif address:
        parts.append(f"<bdi>{escape(address)}</bdi>")
    return parts


def _section(section: Section, source: Source, *, parted: bool) -> Iterator[str]:
    if parted and not section.path:
        yield _told("h3", _("Without a section"))
    if section.path:
        yield _told("h3", " › ".join(section.path), source)
    for question in section.questions:
        if words.asks(question, section):
            yield _told("h4", question.text, source)
        yield '<ul class="tips">'
        yield from (_tip(tip, source) for tip in question.tips)
        yield "</ul>"


def _tip(tip: Tip, source: Source) -> str:
    facts = f" <small>{escape(', '.join(tip.facts))}</small>" if tip.facts else ""
    marks = f'<ul class="marks">{"".join(map(_mark, tip.marks))}</ul>' if tip.marks else ""
    return (
        f'<li class="tip {tip.status.value}"><p class="status {tip.status.value}">{escape(_(tip.status.value))}'
        f"{facts}</p><div>{_body(tip, source)}{_why(tip)}{marks}</div></li>"
    )


def _body(tip: Tip, source: Source | None = None) -> str:
    drawn = clean(as_html(clean(tip.text)))
    return f'<div class="text"{_language(tip.text, source)} dir="auto">{drawn}</div>'


def _why(tip: Tip) -> str:
    parts = [f"#{tip.n}", f"<bdi>{escape(one_line(tip.why))}</bdi>"]
    if recall := escape(words.recall(tip)):
        parts.append(f'<span class="recall{" slips" if tip.slipping else ""}">{recall}</span>')
    if tip.also:
        also = f"<bdi>{escape(', '.join(map(one_line, tip.also)))}</bdi>"
        parts.append(f"{escape(_('also in'))} {also}")
    return f'<p class="why">{" · ".join(parts)}</p>'


def _mark(mark: Mark) -> str:
    said = f" {_told('q', mark.text)}" if mark.text else ""
    return f'<li><time datetime="{mark.date}">{mark.date}</time> {escape(mark.kind)}{said}</li>'


def _foot(report: Report) -> Iterator[str]:
    yield f"<footer><p>{escape(report.rule)}</p></footer>"


def _told(tag: str, text: str, source: Source | None = None) -> str:
    """Return a text of the user's on one line in an element of its own, with its language."""
    return f'<{tag}{_language(text, source)} dir="auto">{escape(one_line(text))}</{tag}>'


def _language(text: str, source: Source | None) -> str:
    if _HANGUL.search(text):
        return ' lang="ko"'
    given = source.lang if source and source.lang and _LANGUAGE.fullmatch(source.lang) else None
    return f' lang="{given}"' if given else ""
