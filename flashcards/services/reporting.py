"""A report of what was learned and applied, of one source or all, as of the desk's study day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from flashcards.core import cloze
from flashcards.core.note import Entry
from flashcards.core.progress import Status
from flashcards.core.prompting import Kind, Reply
from flashcards.core.review import by_card
from flashcards.core.studyday import date_of
from flashcards.errors import BadInput, NotFound
from flashcards.formats.report import html, md, values
from flashcards.formats.report.values import Mark, Part, Question, Report, Section
from flashcards.language import _, count
from flashcards.services import daily, tracking
from flashcards.services.desk import Desk
from flashcards.services.explaining import explain
from flashcards.services.learning import learned_by_week
from flashcards.services.telling import Told, followed, part, quiet
from flashcards.services.tracking import Tip
from flashcards.store.lines import Lines
from flashcards.wholefile import write_whole

HEADS = {".html": html.HEAD, ".htm": html.HEAD, ".md": md.HEAD, ".markdown": md.HEAD}
"""How a report begins, by the ending of its file's name."""

_DRAWN = {html.HEAD: html.page, md.HEAD: md.document}


@dataclass(slots=True)
class _Grouped:
    """The tips of a source by section and question, each in the order it came."""

    sections: dict[tuple[str, ...], dict[tuple[str, bool], list[values.Tip]]] = field(default_factory=dict)

    def add(self, section: tuple[str, ...], question: str, tip: values.Tip, *, asked: bool) -> None:
        """Add a tip; one that is there already stays where it is."""
        own = self.sections.setdefault(section, {}).setdefault((question, asked), [])
        if tip not in own:
            own.append(tip)

    def ended(self) -> tuple[Section, ...]:
        """Return the sections."""
        return tuple(
            Section(path, tuple(Question(text, tuple(tips), asked) for (text, asked), tips in questions.items()))
            for path, questions in self.sections.items()
        )


def head(path: Path) -> str:
    """Return how a report in that file begins. Raises BadInput for an ending that names no kind of report."""
    found = HEADS.get(path.suffix.lower())
    if found is None:
        raise BadInput("{path} names no kind of report: let it end in .html or .md.", path=path)
    return found


def to_file(desk: Desk, path: Path, source: str | None = None, told: Told = quiet) -> Report:
    """Write a report to a file, as its name's ending says, and return what it says. Raises BadInput, NotFound."""
    draw = _DRAWN[head(path)]
    found = report(desk, source, part(told, 0.0, 0.9))
    write_whole(path, draw(found).encode())
    told(1.0)
    return found


def report(desk: Desk, source: str | None = None, told: Told = quiet) -> Report:
    """Return what is known of the tips of all sources, or of those that ``source`` names (part of title or path).

    Raises NotFound where there are none.
    """
    with desk.store.reading():
        rows = sum(row.answers for row in desk.store.decks.tallies())
        log = list(followed(desk.store.log.each(), rows, part(told, 0.0, 0.3)))
        tips = tracking.select(tracking.tips(desk, log, part(told, 0.3, 0.6)), source=source)
        if not tips:
            raise (
                NotFound("No source with tips is named {source!r}: `flashcards sources` lists them.", source=source)
                if source
                else NotFound("Nothing to report: there is no tip yet (`flashcards add notes.md`).")
            )
        cards = {card.uid for tip in tips for card in tip.cards}
        logs = by_card(answer for answer in log if answer.card in cards and answer.study_day <= desk.today)
        weeks = learned_by_week(desk, tips, logs, part(told, 0.6, 0.8)).weeks
        parts = _parts(desk, tips, source, part(told, 0.8, 1.0))
        return Report(
            title=parts[0].source.title if len(parts) == 1 else _("What I learned"),
            day=date_of(desk.today),
            rule=_rule(desk),
            streak=daily.streak(desk),
            parts=parts,
            weeks=[(date_of(week.monday), week.learned) for week in weeks],
        )


def _parts(desk: Desk, tips: Sequence[Tip], named: str | None, told: Told) -> tuple[Part, ...]:
    """Return the sources that are named, each with its own tips, then with those that it says after another."""
    seen = _Seen(desk)
    grouped: dict[str, _Grouped] = {}
    drawn: dict[str, values.Tip] = {}
    for tip in followed(tips, len(tips), told):
        drawn[tip.point.uid] = one = seen.tip(tip)
        asked = tip.note.question
        grouped.setdefault(tip.note.source.uid, _Grouped()).add(asked.section, asked.text, one, asked=asked.asked)
    lines = Lines(desk.store.reading)
    for uid in lines.mentioned():
        for line in lines.mentions(uid):
            if line.line is not None and not line.home and line.point in drawn:
                group = grouped.setdefault(uid, _Grouped())
                group.add(line.section, line.question_text, drawn[line.point], asked=True)
    return tuple(
        Part(one, grouped[one.uid].ended())
        for one in desk.store.notes.sources()
        if one.uid in grouped and (named is None or tracking.is_named(one, named))
    )


class _Seen:
    """Tips as a report shows them, with everything that was noted about them at hand."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._entries: Mapping[str, Sequence[Entry]] = desk.store.notes.entries_by_point(up_to=desk.today)
        self._replies: Mapping[str, Sequence[Reply]] = desk.store.plans.by_point(up_to=desk.today)

    def tip(self, tip: Tip) -> values.Tip:
        """Return one tip."""
        facts = (
            _("applied {n}", n=tip.applied) if tip.applied else "",
            _("flagged") if tip.flagged else "",
            _("leech") if tip.leech else "",
            _("draft") if tip.draft else "",
        )
        return values.Tip(
            uid=tip.point.uid,
            n=tip.point.n,
            question=tip.note.question.text,
            text=cloze.plain(tip.point.text),
            status=tip.status,
            why=explain(tip, self._desk.settings),
            facts=tuple(filter(None, facts)),
            applied=tip.applied,
            recall=None if tip.status is Status.RETIRED else tip.retrievability,
            slipping=tip.slipping,
            also=tuple(one.title for one in tip.also_in),
            marks=tuple(self._marks(tip)),
        )

    def _marks(self, tip: Tip) -> list[Mark]:
        uid = tip.point.uid
        found = [
            (entry.study_day, _("applied") if entry.used else _("tried, did not fit"), entry.text)
            for entry in self._entries.get(uid, ())
        ]
        found += [
            (reply.study_day, _("plan") if reply.kind is Kind.WRITTEN else _("no plan fits"), reply.text)
            for reply in self._replies.get(uid, ())
            if reply.kind is not Kind.NOT_NOW
        ]
        if tip.status is Status.RETIRED and tip.point.retired_at is not None:
            found.append((self._desk.calendar.study_day(tip.point.retired_at), _("retired"), ""))
        return [Mark(date_of(day), kind, text) for day, kind, text in sorted(found, key=lambda one: one[0])]


def _rule(desk: Desk) -> str:
    recalls = desk.settings["learned.recalls"]
    passed = _("the last recall passed") if recalls == 1 else _("the last {n} recalls passed", n=recalls)
    return _(
        "Learned: a stability S of {days} or more, and {passed}. Applied: noted as used at least once. "
        "Recall is the chance of recalling a tip now; what is expected to be recalled today is their sum.",
        days=count(desk.settings["learned.stability_days"], _("day"), _("days")), passed=passed,
    )  # fmt: skip
