"""Prompt: a tip that is known asks when it will be used. A plan is made afresh; the earlier ones are shown after it."""

from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content

from flashcards.core import cloze
from flashcards.core.prompting import Kind, Reply
from flashcards.core.studyday import date_of
from flashcards.errors import FlashcardsError
from flashcards.language import _, count
from flashcards.services import prompting
from flashcards.services.prompting import Prompt
from flashcards.services.session import Session
from flashcards.tui.actions import PLAN, PROMPT, Action, bindings
from flashcards.tui.messages import Begin, Finished
from flashcards.tui.screens.done import Done
from flashcards.tui.screens.page import DeskNow, Page
from flashcards.tui.widgets.text import Drawn, Row, Rows, drawn, words
from flashcards.tui.widgets.writing import Writing

_NEEDS_PROMPT = {"write", "reply"}
_WHILE_WRITING = {"keep", "keys", "help", "scroll_lines"}


def after_cards(desk: DeskNow, session: Session) -> Page:
    """Return what comes after the last card of a sitting: the prompts, if it went to its end and there are some."""
    try:
        found = [] if session.ended else prompting.prompts(desk(), session.deck)
    except FlashcardsError:  # Done reads the same store, and says what is wrong with it
        found = []
    return PromptPage(desk, session, found) if found else Done(desk, session)


class PlanText(Writing):
    """The plan, which wraps; its keys are those of ``PLAN``."""

    BINDINGS: ClassVar = bindings(PLAN)

    def __init__(self) -> None:
        super().__init__("", parts=False, id="plan")
        self.placeholder = _("If ..., then I will ...")


class PromptPage(Page):
    """Asks for one plan after the other; tells the app when none is asked for any more."""

    ACTIONS = PROMPT
    AUTO_FOCUS: ClassVar[str] = "PlanText"
    BINDINGS = bindings(PROMPT)

    def __init__(self, desk: DeskNow, session: Session, prompts: list[Prompt]) -> None:
        """Begin with the first of ``prompts``."""
        super().__init__(desk)
        self.session = session
        self.prompts = prompts
        self._made: list[Reply] | None = None
        self._head = Drawn(id="head")
        self._place = Drawn(id="context")
        self._question = Drawn(id="question")
        self._under = Rows(id="under")
        self._text = PlanText()

    def body(self) -> ComposeResult:
        """Stack the head line, the tip below its question, and the line to write in."""
        yield self._head
        with VerticalScroll(id="card"):
            yield self._place
            yield self._question
            yield self._under
        with Vertical(id="planning"):
            yield Drawn(words(_("When will you use it? Your plan:"), "bold"))
            yield self._text

    def on_mount(self) -> None:
        """Ask for the first plan."""
        self._ask()

    def on_resize(self) -> None:
        """Fit the head line into the new width."""
        self._draw_head()

    def on_descendant_focus(self) -> None:
        """Offer the keys of what has the focus now."""
        self.offer_keys()

    @property
    def actions(self) -> tuple[Action, ...]:
        """The line to write in has keys of its own; once a plan is stored there is nothing to answer."""
        if self._text.has_focus:
            return PLAN
        return tuple(one for one in PROMPT if self._made is None or one.name not in _NEEDS_PROMPT)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002  Textual's signature
        """Ignore the letters of all acts while one writes, and answers once a plan is stored."""
        if any(one.name == action for one in PROMPT):
            return action in (_WHILE_WRITING if self._text.has_focus else {one.name for one in self.actions})
        return True

    async def on_key(self, event: events.Key) -> None:
        """Once a plan is stored, any key that means nothing else goes on."""
        bound = self.active_bindings.get(event.key)
        if self._made is not None and not (bound and bound.enabled):
            event.stop()
            self._go_on()
        else:
            await super().on_key(event)

    def action_write(self) -> None:
        """Go to the line."""
        self.fall_silent()
        self.set_focus(self._text)

    def action_keys(self) -> None:
        """Go from the line to the tip, where letters are keys."""
        self.fall_silent()
        self.set_focus(self.query_one("#card"))

    def action_keep(self) -> None:
        """Store the plan, then show the earlier ones, if there are any, until a key is pressed."""
        with self.spoken():
            desk, prompt = self.desk(), self.prompts[0]
            earlier = prompting.plans(desk, prompt.point)
            self.session.reply(desk, prompt, Kind.WRITTEN, " ".join(self._text.written))
            sentence = _("Planned for tip #{n}.", n=prompt.point.n)
            if earlier:
                self._made = [*earlier, *prompting.plans(desk, prompt.point)[len(earlier) :]]
                self._draw()
                self.say(sentence + " " + _("Any key goes on."))
            else:
                self._go_on(sentence)

    def action_reply(self, kind: str) -> None:
        """Put the tip off, or have it ask no more, and go on."""
        with self.spoken():
            prompt = self.prompts[0]
            self.session.reply(self.desk(), prompt, Kind(kind))
            later = _("Tip #{n} asks again in a week.", n=prompt.point.n)
            never = _("Tip #{n} asks for no plan any more.", n=prompt.point.n)
            self._go_on(later if kind == Kind.NOT_NOW else never)

    def action_undo(self) -> None:
        """Take back the newest act: the tip asks again, or its card is asked again."""
        with self.spoken():
            back = self.session.undo(self.desk())
            if back.shown is not None:
                self.post_message(Begin(self.session, back.shown, back.sentence))
            else:
                self._go_on(back.sentence)

    def action_leave(self) -> None:
        """Leave the prompts that are left to another review."""
        self.post_message(Finished(prompted=True))

    def _go_on(self, sentence: str = "") -> None:
        """Ask for the next plan, or finish; either way say what happened."""
        with self.spoken():
            self.prompts = prompting.prompts(self.desk(), self.session.deck)
            if self.prompts:
                self._ask()
                if sentence:
                    self.say(sentence)
            else:
                self.post_message(Finished(sentence, prompted=True))

    def _ask(self) -> None:
        self._made = None
        self._text.text = ""
        self._draw()
        self.query_one("#card", VerticalScroll).scroll_home(animate=False)

    def _draw_head(self) -> None:
        left = count(len(self.prompts), _("plan to make"), _("plans to make")) if self._made is None else ""
        self._head.draw(_head(self.prompts[0].card.deck, left, self.size.width - 2))

    def _draw(self) -> None:
        """Draw the tip with its question, and once a plan is stored all plans, the new one first."""
        prompt = self.prompts[0]
        note = prompt.note
        self._draw_head()
        self._place.draw(words(" › ".join((note.source.title, *note.question.section))))
        self._question.draw(drawn(note.question.text).stylize("bold"))
        tip = Row(Content.styled("▸ ", "$text-success"), drawn(cloze.plain(prompt.point.text)))
        rows = [tip, *(Row(Content("- "), drawn(detail)) for detail in prompt.point.details)]
        if self._made is not None:
            rows += [Row(), *map(_planned, reversed(self._made))]
        self._under.show(rows)
        self.query_one("#planning").display = self._made is None
        self.set_focus(self._text if self._made is None else self.query_one("#card"))
        self.offer_keys()


def _head(deck: str, left: str, width: int) -> Content:
    """Return the deck on the left and how many plans are asked for on the right, for a width in cells."""
    room = max(0, width - cell_len(left) - 1)
    return words(deck).truncate(room, ellipsis=True, pad=True) + Content.styled(f" {left}", "dim")


def _planned(reply: Reply) -> Row:
    return Row(Content.styled(f"{date_of(reply.study_day)} ", "dim"), words(reply.text))
