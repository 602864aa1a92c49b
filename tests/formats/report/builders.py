"""Reports in which any text can stand at any place."""

import datetime as dt

from flashcards.core.note import Source, SourceKind
from flashcards.core.progress import Status
from flashcards.formats.report.values import Mark, Part, Question, Report, Section, Tip

DAY = dt.date(2026, 11, 23)
HOSTILE = (
    "<script>alert(1)</script>",
    "]]> --> <!-- </style><style>*{display:none}",
    "\" onmouseover='x' autofocus=\"",
    "[click](javascript:alert(1)) <javascript:alert(1)> javascript:alert(1)",
    "![a](https://example.org/a.png) <img src=x onerror=alert(1)>",
    "\x1b[31m \x00 \u202eevil\u2066 &#8238; &#x1b; \ud800",
    "# - 1. > ```\n---\n| a | b |\n***",
    "한글 <b>굵게</b> & \\* `a``b` __x__ ~~y~~",
)


def tip_of(n: int, text: str, status: Status = Status.LEARNED, **more: object) -> Tip:
    values = {"uid": f"t{n}", "n": n, "question": "Why?", "text": text, "status": status, "why": "S 24.1 d"}
    return Tip(**values | more)  # type: ignore[arg-type]


def source_of(title: str = "A talk", **more: str) -> Source:
    return Source(uid=title, kind=SourceKind.NOTES, title=title, deck="D", **more)  # type: ignore[arg-type]


def report_of(*parts: Part, title: str = "What I learned", weeks: tuple[tuple[dt.date, int], ...] = ()) -> Report:
    return Report(title=title, day=DAY, rule="Learned: …", streak=3, parts=parts, weeks=weeks)


def part_of(*tips: Tip, source: Source | None = None) -> Part:
    return Part(source or source_of(), (Section(("Section",), (Question("Why?", tips),)),))


def full_of(text: str) -> Report:
    """Return a report of two sources in which a text stands wherever the user's own can."""
    tips = (
        tip_of(
            1, text, question=text, why=text, recall=0.5, slipping=True, also=(text,), marks=(Mark(DAY, "used", text),)
        ),
        tip_of(2, text, Status.RETIRED, facts=("applied 1", "flagged"), applied=1),
    )  # fmt: skip
    source = source_of(text, speaker=text, date=text, url=text, lang=text)
    parts = [Part(source, (Section((text, text), (Question(text, tips), Question(text, tips, asked=False))),))] * 2
    return report_of(*parts, title=text, weeks=((dt.date(2026, 11, 16), 0), (DAY, 1)))
