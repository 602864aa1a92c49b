"""Review in lines: a question, Enter, the answer, a rating. Nothing is cleared, nothing moves."""

import sys

from flashcards.cli import output
from flashcards.cli.due import waiting
from flashcards.cli.invocation import NO_CARDS, Invocation
from flashcards.cli.line_prompts import ask_for_plans
from flashcards.cli.ratings import RATINGS, labels
from flashcards.core.face import Face, back_text, front_text
from flashcards.errors import NothingToDo, Refused
from flashcards.language import _, count
from flashcards.services import daily
from flashcards.services.desk import Desk
from flashcards.services.reviewing import Shown, Waiting
from flashcards.services.session import Ended, Session

_LETTERS = {"ㅕ": "u", "ㄴ": "s", "ㄹ": "f", "ㅠ": "b", "ㅁ": "a", "ㄱ": "r", "ㅂ": "q"}
_RATINGS = {"": 3} | RATINGS | {str(number): number for number in RATINGS.values()}
_ACTS = ("u", "s", "f", "b", "a", "r")
_LEAVE = "q"
_COMMAND = ":"
"""What stands before a letter that is a command where an answer is typed."""


class LineReview:
    """One sitting in lines, read from stdin; the end of input leaves it as `q` does."""

    def __init__(self, invocation: Invocation, *, deck: str | None, limit: int | None, minutes: int | None) -> None:
        self._invocation = invocation
        self._session = Session(deck=deck, limit=limit, minutes=minutes)
        self._shown: Shown | None = None

    def run(self) -> None:
        """Ask card after card, then for plans, until nothing is left, a bound is reached or the user leaves; sum up."""
        going = True
        while going:
            shown = self._next()
            going = self._ask(shown) if shown is not None else self._ask_for_plans()
        self._sum_up()

    def _desk(self) -> Desk:
        return self._invocation.desk()

    def _next(self) -> Shown | None:
        """Return the card an undo went back to, else the next one; None at the end, with the reason printed."""
        if self._shown is not None:
            shown, self._shown = self._shown, None
            return shown
        desk = self._desk()
        found = self._session.next(desk)
        if isinstance(found, Shown):
            return found
        if isinstance(found, Ended):
            output.line(_("That was what you asked for; {n} wait still.", n=self._session.left.total))
        elif isinstance(found, Waiting):
            empty = daily.is_empty(desk)
            output.line(_(NO_CARDS) if empty else waiting(found.next_due, desk.now, desk.settings.zone))
        return None

    def _ask_for_plans(self) -> bool:
        """Ask for plans where the cards came to an end; say whether an undo went back to a card."""
        self._shown = None if self._session.ended else ask_for_plans(self._invocation, self._session)
        return self._shown is not None

    def _ask(self, shown: Shown) -> bool:
        """Ask one card; say whether to go on with the next."""
        face = shown.face
        output.line()
        where = " › ".join(output.one_line(part) for part in face.context)
        output.line(
            _("#{n}, {left} left  {where}", n=shown.card.n, left=self._session.left.total, where=where), dim=True
        )
        output.line(front_text(face))
        word, typed = self._front()
        if word == "":
            output.line(back_text(face))
            self._compare(typed, face)
            word = self._word(labels(shown.outcomes) + _("   Enter is Good"), (*_RATINGS, *_ACTS))
        if word == _LEAVE:
            return False
        if word in _ACTS:
            self._act(word, shown)
        else:
            self._answer(shown, _RATINGS[word])
        return True

    def _front(self) -> tuple[str, str]:
        """Read a command, or nothing to show the answer, and what was typed of the answer if that is wanted."""
        if not self._invocation.settings["review.type_answers"]:
            prompt = _("Enter shows the answer; u undo, s suspend, f flag, b bury, a applied, r retire, q leave")
            return self._word(prompt, ("", *_ACTS)), ""
        output.prompt(
            _("Type the answer, Enter shows it; :u undo, :s suspend, :f flag, :b bury, :a applied, :r retire, :q leave")
        )
        line = sys.stdin.readline()
        typed = line.strip()
        word = typed.removeprefix(_COMMAND).casefold()
        word = _LETTERS.get(word, word)
        if not line:
            return _LEAVE, ""
        return (word, "") if typed.startswith(_COMMAND) and word in (*_ACTS, _LEAVE) else ("", typed)

    def _compare(self, typed: str, face: Face) -> None:
        """Show how what was typed differs from the answer, if anything was typed."""
        if not typed:
            return
        from flashcards.cli.differing import inline
        from flashcards.core.spelling import compared, is_same, wanted

        pairs = compared(output.one_line(typed), output.one_line(wanted(face)))
        if is_same(pairs):
            output.line(_("You typed: {text}  (no difference)", text=inline(pairs)))
        else:
            output.line(_("You typed: {text}  ([-too much-], {{+missing+}})", text=inline(pairs)))

    def _word(self, prompt: str, known: tuple[str, ...]) -> str:
        """Read a line until it is one of the known words; the end of input reads as leaving."""
        while True:
            output.prompt(prompt)
            typed = sys.stdin.readline()
            if not typed:
                return _LEAVE
            word = typed.strip().casefold()
            word = _LETTERS.get(word, word)
            if word in known or word == _LEAVE:
                return word
            output.line(_("{word!r} means nothing here.", word=output.one_line(word)))

    def _answer(self, shown: Shown, rating: int) -> None:
        try:
            done = self._session.answer(self._desk(), shown, rating)
        except Refused as refusal:
            output.line(str(refusal))
            return
        if done.leech:
            output.line(done.advice())

    def _act(self, word: str, shown: Shown) -> None:
        desk = self._desk()
        match word:
            case "s":
                self._session.suspend(desk, shown)
                output.line(_("Suspended #{n}.", n=shown.card.n))
            case "b":
                self._session.bury(desk, shown)
                output.line(_("Buried #{n} until the next study day.", n=shown.card.n))
            case "f":
                self._shown = self._session.flag(desk, shown)
                n, flagged = shown.card.n, self._shown.card.flag
                output.line(_("Flagged #{n}.", n=n) if flagged else _("Took the flag off #{n}.", n=n))
            case "a":
                self._session.apply(desk, shown, self._words(_("How did you use it? Enter says nothing")))
                self._shown = shown
                output.line(_("Noted: tip #{n} was applied.", n=shown.point.n))
            case "r":
                self._retire(shown)
            case _:
                self._undo(desk, shown)

    def _retire(self, shown: Shown) -> None:
        why = self._words(_("Why is it not for you? Enter keeps the tip"))
        if not why:
            self._shown = shown
            output.line(_("Kept: a tip is retired with a reason."))
            return
        self._session.retire(self._desk(), shown, why)
        output.line(_("Retired tip #{n}; `flashcards restore {n}` brings it back.", n=shown.point.n))

    def _words(self, prompt: str) -> str:
        """Read a line of the user's own words; the end of input reads as none."""
        output.prompt(prompt)
        return sys.stdin.readline().strip()

    def _undo(self, desk: Desk, shown: Shown) -> None:
        try:
            taken_back = self._session.undo(desk)
        except (NothingToDo, Refused) as fault:
            output.line(str(fault))
            self._shown = shown
            return
        output.line(taken_back.sentence)
        self._shown = taken_back.shown

    def _sum_up(self) -> None:
        day = daily.so_far(self._desk())
        again = day.ratings[0]
        given = count(self._session.answered, _("answer"), _("answers"))
        output.line(
            _("You gave {given}; today {n} in all, {again} of them Again.", given=given, n=day.answered, again=again)
        )
        if made := self._desk().store.plans.made(self._desk().today):
            output.line(_("{plans} made today.", plans=count(made, _("plan"), _("plans"))))
