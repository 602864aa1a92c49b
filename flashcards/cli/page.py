"""The plan of one file, printed: signs beside the colours, so that colour is never the only one to tell."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from flashcards.cli import output, shapes
from flashcards.cli.differing import Span, differing
from flashcards.language import _, count

if TYPE_CHECKING:
    from flashcards.core.note import Card, Problem
    from flashcards.reading.plan import KnownQuestion, PointMatch
    from flashcards.services.adding import Planned
    from flashcards.services.deciding import Similar

_MANY = 10
"""So many problems of a file are printed."""

_OLD, _NEW = {"fg": "red"}, {"fg": "green"}


class Page:
    """The plan of one file, printed."""

    def __init__(self, planned: "Planned", cards: "Mapping[str, list[Card]]") -> None:
        """Take a plan, and the cards of the points that are known."""
        self._file = output.one_line(planned.plan.proposal.file)
        self._planned = planned
        self._plan = planned.plan
        self._cards = cards

    def show(self) -> None:
        """Print the plan: what is new under its question, then what changed, then problems."""
        questions = self._plan.proposal.questions
        left = self._plan.gone or self._plan.elsewhere
        if not any(question.points for question in questions) and not left:
            output.line(_("{file}: no advice was found in it.", file=self._file))
        elif not self._plan.points and not left and not self._plan.dropped:
            output.line(_("{file}: nothing in it is key advice; --cards all takes every point.", file=self._file))
        elif self._plan.is_empty:
            same = count(len(self._plan.same), _("tip"), _("tips"))
            output.line(_("{file}: nothing changed, {tips}.", file=self._file, tips=same))
        else:
            self._show_changes()
        problems = (*self._plan.proposal.problems, *self._poor())
        for problem in problems[:_MANY]:
            self._at(problem.line, f"{problem.severity}: {problem.message}", fg="yellow")
        if len(problems) > _MANY:
            self._at(None, _("and {n} more; --json lists them all.", n=len(problems) - _MANY), fg="yellow")

    def _show_changes(self) -> None:
        title = output.one_line(self._plan.proposal.header.title)
        output.line(_("{file}: {title}, deck {deck}", file=self._file, title=title, deck=self._planned.deck), bold=True)
        self._under_questions(_("New"), self._plan.new, "+")
        self._under_questions(_("Said already; no second card"), self._plan.mentioned, "=")
        self._reworded_questions()
        self._reworded()
        self._under_questions(_("Moved"), self._plan.moved, ">")
        self._under_questions(_("Back"), self._plan.back, "+")
        self._gone()
        self._why()
        self._counts()

    def _under_questions(self, title: str, matches: "Sequence[PointMatch]", sign: str) -> None:
        self._title(title, matches)
        last = None
        for match in matches:
            question = self._plan.proposal.questions[match.question]
            if match.question != last:
                self._at(question.line, question.text)
                last = match.question
            text = f"  {sign} {shapes.plain(match.own or self._plan.text(match))}{self._number(match.uid)}"
            self._at(self._plan.proposed(match).line, text, fg="" if sign in "=>" else "green")
            self._beside(match)

    def _beside(self, match: "PointMatch") -> None:
        """Print below a line where it comes from, or what it nearly says again."""
        if match in self._plan.moved and (was := self._homes.get(match.uid or "")):
            self._at(None, f"      {_('from')}: {' › '.join((*was.section, was.text))}", dim=True)
        for similar in self._similar.get((match.question, match.point), ()):
            nearly = _("nearly as #{n}: {text}", n=similar.n, text=shapes.plain(similar.text))
            self._at(None, f"      ~ {nearly} ({similar.question})", fg="yellow")

    def _reworded_questions(self) -> None:
        found = [match for match in self._plan.questions if match.old is not None]
        self._title(_("Reworded questions"), found)
        for match in found:
            question = self._plan.proposal.questions[match.question]
            self._differing(question.line, match.old or "", question.text, match.own)

    def _reworded(self) -> None:
        self._title(_("Reworded"), self._plan.reworded)
        for match in self._plan.reworded:
            line, new = self._plan.proposed(match).line, shapes.plain(self._plan.text(match))
            self._differing(line, shapes.plain(match.old or ""), new, match.own, self._card_number(match.uid))

    def _differing(self, line: int, old: str, new: str, own: str | None, n: int | None = None) -> None:
        """Print both wordings of a line (of card ``n``), and the user's own, which stays."""
        before, after = differing(old, new)
        take = _("afterwards `flashcards edit {n} --take-file`", n=n) if n else "--take-file"
        self._spans(None, "-", before, _OLD, f"  (#{n})" if n else "")
        self._spans(line, "+", after, _NEW)
        if own is not None:
            yours = _("yours, which stays ({take} takes the new one): {text}", take=take, text=shapes.plain(own))
            self._at(None, f"  = {yours}")

    def _gone(self) -> None:
        here = {match.uid for match in self._plan.points}
        elsewhere = [one for one in self._plan.elsewhere if one.uid not in here]
        for title, found in (
            (_("Gone from the file; kept, but not asked any more"), self._plan.gone),
            (_("Gone from this file, but said elsewhere too"), elsewhere),
        ):
            self._title(title, found)
            for gone in found:
                self._at(None, f"  - {shapes.plain(gone.text)}{self._number(gone.uid)}", **_OLD)
        self._title(_("Dropped; kept, but not asked any more"), self._plan.dropped)
        for match in self._plan.dropped:
            text = shapes.plain(self._plan.text(match))
            self._at(self._plan.proposed(match).line, f"  - {text}{self._number(match.uid)}", **_OLD)

    def _why(self) -> None:
        """Print the lines that give a reason or a condition, for which a why card comes."""
        self._title(_("Why cards, asked once their tip has been recalled"), self._plan.why)
        for match in self._plan.why:
            proposed = self._plan.proposed(match)
            if proposed.why is not None:
                text = proposed.why.text
                line = next((one.line for one in proposed.details if one.text == text), None)
                self._at(line, f"  + {text}{self._number(match.uid)}", fg="green")

    def _counts(self) -> None:
        taken = {(match.question, match.point) for match in (*self._plan.points, *self._plan.dropped)}
        left = sum(len(question.points) for question in self._plan.proposal.questions) - len(taken)
        if left:
            points = count(left, _("point"), _("points"))
            output.line(_("{points} left out as not key; --cards all takes them too.", points=points), dim=True)
        if self._planned.stays_in is not None:
            decks = {"deck": self._planned.deck, "old": self._planned.stays_in}
            output.line(_("New cards go to {deck}; cards that are there already stay in {old}.", **decks), dim=True)

    @cached_property
    def _homes(self) -> "dict[str, KnownQuestion]":
        """The question that each known point stood under."""
        known = self._planned.ground.known
        questions = {question.uid: question for question in known.questions}
        return {point.uid: questions[point.question] for point in known.points if point.question in questions}

    @cached_property
    def _similar(self) -> "Mapping[tuple[int, int], Sequence[Similar]]":
        from flashcards.services.deciding import near

        return near(self._planned)

    def _poor(self) -> "list[Problem]":
        """Return what makes poor cards of the lines that are new or have new words."""
        from flashcards.reading.lint import lint

        if self._plan.is_empty:
            return []
        changed = (*self._plan.new, *self._plan.reworded, *self._plan.back)
        lines = {self._plan.proposed(match).line for match in changed}
        lines |= {self._plan.proposal.questions[match.question].line for match in changed}
        return [problem for problem in lint(self._plan.proposal) if problem.line in lines]

    def _title(self, title: str, found: Sequence[object]) -> None:
        if found:
            output.line(f"{title}: {len(found)}", bold=True)

    def _number(self, uid: str | None) -> str:
        n = self._card_number(uid)
        return f"  (#{n})" if n else ""

    def _card_number(self, uid: str | None) -> int | None:
        own = self._cards.get(uid or "", ())
        return own[0].n if own else None

    def _spans(self, line: int | None, sign: str, spans: list[Span], style: dict[str, str], number: str = "") -> None:
        """Print a wording in which the words that differ are underlined."""
        output.spans(
            (self._margin(line) + f"  {sign} ", style),
            *(
                (text + (" " if at < len(spans) - 1 else ""), style | ({"underline": True} if differs else {}))
                for at, (text, differs) in enumerate(spans)
            ),
            (number, {}),
        )

    def _at(self, line: int | None, text: str, **style: str | bool) -> None:
        output.line(self._margin(line) + output.clean(text.replace("\n", " ")), **{k: v for k, v in style.items() if v})

    def _margin(self, line: int | None) -> str:
        return f"{'' if line is None else line:>6}  "
