"""Review: the question stands still, the answer appears under it, and every answer is stored before the next card."""

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content

from flashcards.core.schedule import GOOD
from flashcards.errors import BadInput, NotFound, Refused
from flashcards.language import _
from flashcards.services import editing
from flashcards.services.editing import Wording
from flashcards.services.reviewing import Shown
from flashcards.services.session import Session
from flashcards.tui.actions import REVIEW, TYPING, Action, bindings
from flashcards.tui.keymap import remapped
from flashcards.tui.messages import Finished
from flashcards.tui.screens.page import Page, Site
from flashcards.tui.screens.reword import Reword
from flashcards.tui.screens.value import Value
from flashcards.tui.widgets import face
from flashcards.tui.widgets.head import head
from flashcards.tui.widgets.info import info
from flashcards.tui.widgets.ratings import Ratings
from flashcards.tui.widgets.text import Drawn, Rows, words
from flashcards.tui.widgets.typing import Typing

_BY_SPACE, _BY_CARD = (next(one for one in REVIEW if one.name == name) for name in ("reveal_or_pass", "card"))
_WHILE_TYPING = {"reveal", "keys", "help", "scroll_lines"}


class Review(Page):
    """Asks the cards of a session one by one; tells the app when there is none left."""

    ACTIONS = REVIEW
    BINDINGS = bindings(REVIEW)

    def __init__(self, site: Site, session: Session, *, first: Shown | None = None, sentence: str = "") -> None:
        """Begin with the card ``first`` and a sentence about it, else with the next one of the session."""
        super().__init__(site.desk)
        self.site = site
        self.session = session
        self.shown = first
        self.revealed = False
        self._sentence = sentence
        self._away_since: int | None = None
        self._head = Drawn(id="head")
        self._card = VerticalScroll(id="card")
        self._place = Drawn(id="context")
        self._question = Drawn(id="question")
        self._under = Rows(id="under")
        self._typing = Typing()
        self._more = Rows(id="more")
        self._figures = Drawn(id="info")
        self._ratings = Ratings()

    def body(self) -> ComposeResult:
        """Stack the counts, the card, its info and the ratings."""
        yield self._head
        with self._card:
            yield self._place
            yield self._question
            yield self._under
            yield self._typing
            yield self._more
        yield self._figures
        yield self._ratings

    def on_mount(self) -> None:
        """Ask the first card."""
        self._figures.display = False
        with self.spoken():
            if self.shown is None:
                self._advance(self._sentence)
            else:
                self._ask(self.shown, self._sentence)

    def on_screen_resume(self) -> None:
        """Come back from another screen, where the card may have been changed or put away."""
        if self._away_since is not None:
            since, self._away_since = self._away_since, None
            with self.spoken():
                self._look_again(since)

    def on_resize(self) -> None:
        """Fit the head line into the new width."""
        self._draw_head()

    def on_descendant_focus(self) -> None:
        """Offer the keys of what has the focus now."""
        self.offer_keys()

    @property
    def actions(self) -> tuple[Action, ...]:
        """Rating needs an answer on the screen, typing one that is hidden; the line to type in has keys of its own."""
        if self._typing.line.has_focus:
            return TYPING
        missing = {"type"} if self.revealed else {"rate"} if self._types else {"rate", "type"}
        return tuple(action for action in REVIEW if action.name not in missing)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002  Textual's signature
        """Ignore ratings until the answer is shown, and the letters of all acts while one types."""
        if self._typing.line.has_focus and any(one.name == action for one in REVIEW):
            return action in _WHILE_TYPING
        return self.revealed or action != "rate"

    def action_reveal(self) -> None:
        """Show the answer."""
        if self.shown is not None and not self.revealed:
            self.fall_silent()
            self.revealed = True
            self.action_keys()
            self._typing.compare(self.shown.face)
            self._draw_under(self.shown)
            self._ratings.offer(self.shown.outcomes)
            self._draw_head()
            self.call_after_refresh(self._bring_answer_in)

    def action_reveal_or_pass(self) -> None:
        """Show the answer, or rate it Good if it is shown."""
        if self.revealed:
            self.action_rate(GOOD)
        else:
            self.action_reveal()

    def action_rate(self, rating: int) -> None:
        """Store the answer, then ask the next card; stay if it could not be stored."""
        if self.shown is None:
            return
        with self.spoken():
            try:
                done = self.session.answer(self.desk(), self.shown, rating)
            except (Refused, NotFound) as fault:
                self._advance(str(fault), fault=True)
            else:
                self._advance(done.advice())

    def action_undo(self) -> None:
        """Take back the newest act and go back to its card."""
        with self.spoken():
            back = self.session.undo(self.desk())
            if back.shown is not None:
                self._ask(back.shown, back.sentence)
                self.set_focus(self._card)
            else:
                self._advance(back.sentence)

    def action_flag(self) -> None:
        """Flag the card or take its flag off; the answer stays as it is, shown or hidden."""
        if self.shown is not None:
            with self.spoken():
                self.shown = self.session.flag(self.desk(), self.shown)
                self._draw_head()
                self.say(_("Flagged.") if self.shown.card.flag else _("The flag is off."))

    def action_skip(self) -> None:
        """Ask the card last today."""
        if self.shown is not None:
            with self.spoken():
                self.session.skip(self.shown)
                self._advance(_("#{n} comes last today.", n=self.shown.card.n))

    def action_bury(self) -> None:
        """Put the card away until tomorrow."""
        if self.shown is not None:
            with self.spoken():
                self.session.bury(self.desk(), self.shown)
                self._advance(_("#{n} is buried until tomorrow.", n=self.shown.card.n))

    def action_suspend(self) -> None:
        """Keep the card out of review."""
        if self.shown is not None:
            with self.spoken():
                self.session.suspend(self.desk(), self.shown)
                self._advance(_("#{n} is suspended: `flashcards unsuspend {n}` brings it back.", n=self.shown.card.n))

    def action_edit(self) -> None:
        """Let the user word the card; its history and its turn stay."""
        if self.shown is not None:
            with self.spoken():
                self.app.push_screen(Reword(editing.wording(self.desk(), self.shown.card), self._edit), self.told)

    def action_apply(self) -> None:
        """Note that the tip was used, with a sentence if the user likes."""
        if self.shown is not None:
            self.fall_silent()
            title = _("How did you use tip #{n}?", n=self.shown.point.n)
            hint = _("One sentence, or just Enter.")
            self.app.push_screen(Value(title, hint, "", self._apply), self.told)

    def action_retire(self) -> None:
        """Put the tip away for a reason, and ask the next card."""
        if self.shown is not None:
            self.fall_silent()
            title = _("Why is tip #{n} not for you?", n=self.shown.point.n)
            hint = _("The reason is kept with the tip; nothing is deleted.")
            self.app.push_screen(Value(title, hint, "", self._retire), self._retired)

    def action_source(self) -> None:
        """Open the notes at the card's line."""
        if self.shown is not None:
            with self.spoken():
                self.site.opener.open(self.shown.note.source, self.shown.point.line)

    def action_info(self) -> None:
        """Show or hide the card info."""
        self._figures.display = not self._figures.display
        self._draw_info()

    def action_card(self) -> None:
        """Show the whole card; from there one comes back to it as it is now."""
        from flashcards.tui.screens.card import CardPage  # noqa: PLC0415  its plots are not wanted before

        if self.shown is not None:
            self.fall_silent()
            self._away_since = self.desk().now
            self.app.push_screen(CardPage(self.site, self.shown.card.uid))

    def action_go(self, place: str) -> None:
        """Go to another screen; the review waits."""
        if self.shown is not None:
            self._away_since = self.desk().now
        super().action_go(place)

    def action_type(self) -> None:
        """Go to the line in which the answer is typed."""
        if self._typing.line.display:
            self.fall_silent()
            self.set_focus(self._typing.line)

    def action_keys(self) -> None:
        """Go from the line to the card, where letters are keys."""
        self.set_focus(self._card)

    @on(Ratings.Pressed)
    async def _pressed(self, event: Ratings.Pressed) -> None:
        await self.run_action("reveal" if event.rating is None else f"rate({event.rating})")

    def _edit(self, wording: Wording) -> str:
        assert self.shown is not None  # noqa: S101  the panel was opened on a card
        before = self.shown
        self.shown = self.session.edit(self.desk(), self.shown, wording)
        if self.shown.face == before.face:
            return _("Nothing changed.")
        self._draw_card()
        return _("Edited #{n}: the notes keep their words.", n=self.shown.card.n)

    def _apply(self, text: str) -> str:
        assert self.shown is not None  # noqa: S101  the panel was opened on a card
        self.session.apply(self.desk(), self.shown, text)
        return _("Noted: tip #{n} was applied.", n=self.shown.point.n)

    def _retire(self, why: str) -> str:
        assert self.shown is not None  # noqa: S101  the panel was opened on a card
        if not why.strip():
            raise BadInput("Retiring a tip needs a reason: write a few words, or go back with Esc.")
        self.session.retire(self.desk(), self.shown, why)
        return _("Retired tip #{n}.", n=self.shown.point.n)

    def _retired(self, sentence: str | None) -> None:
        if sentence:
            with self.spoken():
                self._advance(sentence)

    def _draw_card(self) -> None:
        """Draw the card as it stands, its answer shown or hidden as it was."""
        if self.shown is not None:
            self._place.draw(face.context(self.shown.face))
            self._question.draw(face.question(self.shown.face))
            self._draw_under(self.shown)
            self._draw_head()
            self._draw_info()

    def _draw_under(self, shown: Shown) -> None:
        under = (face.answer if self.revealed else face.front)(shown.face)
        for part, rows in ((self._under, under), (self._more, face.more(shown.face) if self.revealed else [])):
            part.display = bool(rows)
            part.show(rows)

    def _advance(self, sentence: str = "", *, fault: bool = False) -> None:
        """Ask the next card, or finish; either way say what happened."""
        turn = self.session.next(self.desk())
        if isinstance(turn, Shown):
            self._ask(turn, sentence, fault=fault)
        else:
            self.shown = None
            self.post_message(Finished(sentence, fault=fault))

    def _look_again(self, since: int) -> None:
        """Draw the card as it stands; one that was put away, or answered elsewhere, gives way to the next."""
        assert self.shown is not None  # noqa: S101  its screen was open
        before = self.shown
        again = self.session.look_again(self.desk(), before, since)
        if again is None:
            self._advance()
        elif again.card.reps != before.card.reps:
            self._ask(again)
        else:
            self.shown = again
            self._draw_card()

    def _ask(self, shown: Shown, sentence: str = "", *, fault: bool = False) -> None:
        self.shown = shown
        self.revealed = False
        self._draw_card()
        self._typing.ask(on=self._types)
        self._ratings.hide(TYPING[0] if self._types else _BY_SPACE)
        self._card.scroll_home(animate=False)
        if self._types:
            self.set_focus(self._typing.line)
        else:
            self.action_keys()
        if sentence:
            self.say(sentence, fault=fault)

    def _draw_info(self) -> None:
        if self._figures.display and self.shown is not None:
            more = _("{key} shows all", key=remapped(self.app, [_BY_CARD])[0].key)
            self._figures.draw(info(self.shown, self.desk().calendar) + Content("  ") + words(more, "dim"))

    @property
    def _types(self) -> bool:
        return bool(self.desk().settings["review.type_answers"])

    def _draw_head(self) -> None:
        if self.shown is not None:
            self._head.draw(head(self.shown, self.session, self.size.width - 2, revealed=self.revealed))

    def _bring_answer_in(self) -> None:
        """Scroll only where the answer would begin below the screen."""
        card = self._card
        if self._under.virtual_region.y >= card.scroll_offset.y + card.size.height:
            card.scroll_to_widget(self._under, animate=False, top=True)
