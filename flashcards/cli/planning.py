"""A plan shown, asked about and stored: what `add` and `refresh` share."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import click

from flashcards.cli import output, shapes
from flashcards.errors import FlashcardsError, Refused
from flashcards.language import _, count

if TYPE_CHECKING:
    from flashcards.core.note import Card
    from flashcards.reading.plan import PointMatch
    from flashcards.services.adding import Planned, Stored
    from flashcards.services.desk import Desk


def show_plans(desk: "Desk", plans: "Sequence[Planned]", *, as_json: bool) -> None:
    """Print what storing the plans would do, as JSON or in words; a file without change takes one sentence."""
    known = [p.uid for one in plans for p in one.plan.points if p.uid]
    known += [gone.uid for one in plans for gone in one.plan.gone]
    cards = desk.store.cards.of_points(known) if known else {}
    if as_json:
        output.show_json([shapes.planned(one, cards) for one in plans])
        return
    for one in plans:
        _Page(one, cards).show()


def settle(desk: "Desk", plans: "Sequence[Planned]", *, yes: bool) -> None:
    """Ask, unless ``yes``, and store the plans in one transaction; shifted line numbers need no question.

    Raises Refused where nobody is there to ask.
    """
    from flashcards.services import adding

    willing = yes or output.can_ask()
    changed = any(not one.plan.is_empty for one in plans)
    storable = [one for one in plans if one.source is not None or not one.plan.is_empty]
    if not changed:
        if storable and willing:
            adding.store(desk, storable)
        return
    if not willing:
        raise Refused("Nothing was stored, for there is no terminal to ask on: give --yes to store this plan.")
    if not yes and not output.ask(_("Store this?")):
        output.narrate(_("Nothing was stored."))
        return
    output.narrate(_stored(adding.store(desk, storable)))


def report(faults: Sequence[FlashcardsError]) -> None:
    """Print the faults of single files, and end the call with the exit code of the gravest if there are any."""
    for fault in faults:
        output.narrate(f"flashcards: {fault}")
    if faults:
        click.get_current_context().exit(max(fault.exit_code for fault in faults))


def _stored(stored: "Stored") -> str:
    parts = [
        _("{n} new", n=stored.new), _("{n} reworded", n=stored.reworded), _("{n} moved", n=stored.moved),
        _("{n} back", n=stored.back), _("{n} gone", n=stored.gone),
    ]  # fmt: skip
    numbers = (stored.new, stored.reworded, stored.moved, stored.back, stored.gone)
    said = [part for part, number in zip(parts, numbers, strict=True) if number]
    tips = ", ".join(said) or _("the new wording of questions")
    return _("Stored: {tips}. Next: flashcards review", tips=tips)


class _Page:
    """The plan of one file, printed."""

    def __init__(self, planned: "Planned", cards: "Mapping[str, list[Card]]") -> None:
        self._file = output.one_line(planned.plan.proposal.file)
        self._planned = planned
        self._plan = planned.plan
        self._cards = cards

    def show(self) -> None:
        """Print the plan: what is new under its question, then what changed, then problems."""
        questions = self._plan.proposal.questions
        if not any(question.points for question in questions) and not self._plan.gone:
            output.line(_("{file}: no advice was found in it.", file=self._file))
        elif not self._plan.points and not self._plan.gone:
            output.line(_("{file}: nothing in it is key advice; --cards all takes every point.", file=self._file))
        elif self._plan.is_empty:
            same = count(len(self._plan.same), _("tip"), _("tips"))
            output.line(_("{file}: nothing changed, {tips}.", file=self._file, tips=same))
        else:
            self._show_changes()
        for problem in self._plan.proposal.problems:
            self._at(problem.line, f"{problem.severity}: {problem.message}", fg="yellow")

    def _show_changes(self) -> None:
        title = output.one_line(self._plan.proposal.header.title)
        output.line(_("{file}: {title}, deck {deck}", file=self._file, title=title, deck=self._planned.deck), bold=True)
        self._under_questions(_("New"), self._plan.new)
        self._reworded_questions()
        self._reworded()
        self._under_questions(_("Moved"), self._plan.moved)
        self._under_questions(_("Back"), self._plan.back)
        self._gone()
        self._counts()

    def _under_questions(self, title: str, matches: "Sequence[PointMatch]") -> None:
        if matches:
            output.line(f"{title}: {len(matches)}", bold=True)
        last = None
        for match in matches:
            question = self._plan.proposal.questions[match.question]
            if match.question != last:
                self._at(question.line, question.text)
                last = match.question
            point = question.points[match.point]
            self._at(point.line, f"  + {shapes.plain(point.text)}{self._number(match.uid)}", fg="green")

    def _reworded_questions(self) -> None:
        found = [match for match in self._plan.questions if match.old is not None]
        if found:
            output.line(f"{_('Reworded questions')}: {len(found)}", bold=True)
        for match in found:
            question = self._plan.proposal.questions[match.question]
            self._at(None, f"  - {match.old}", fg="red")
            self._at(question.line, f"  + {question.text}", fg="green")

    def _reworded(self) -> None:
        if self._plan.reworded:
            output.line(f"{_('Reworded')}: {len(self._plan.reworded)}", bold=True)
        for match in self._plan.reworded:
            point = self._plan.proposal.questions[match.question].points[match.point]
            self._at(None, f"  - {shapes.plain(match.old or '')}{self._number(match.uid)}", fg="red")
            self._at(point.line, f"  + {shapes.plain(point.text)}", fg="green")

    def _gone(self) -> None:
        if self._plan.gone:
            output.line(f"{_('Gone from the file; kept, but not asked any more')}: {len(self._plan.gone)}", bold=True)
        for gone in self._plan.gone:
            self._at(None, f"  - {shapes.plain(gone.text)}{self._number(gone.uid)}", fg="red")

    def _counts(self) -> None:
        taken = {(match.question, match.point) for match in self._plan.points}
        total = sum(len(question.points) for question in self._plan.proposal.questions)
        left = total - len(taken)
        if left:
            points = count(left, _("point"), _("points"))
            output.line(_("{points} left out as not key; --cards all takes them too.", points=points), dim=True)

    def _number(self, uid: str | None) -> str:
        own = self._cards.get(uid or "", ())
        return f"  (#{own[0].n})" if own else ""

    def _at(self, line: int | None, text: str, **style: str) -> None:
        number = "" if line is None else str(line)
        output.line(f"{number:>6}  {output.clean(text.replace(chr(10), ' '))}", **style)
