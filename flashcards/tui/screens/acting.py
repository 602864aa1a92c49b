"""Acts on cards from a list or from the card itself; each is stored at once and taken back by undo."""

from collections.abc import Callable, Sequence

from flashcards.core.note import Card, Point
from flashcards.errors import BadInput
from flashcards.language import _, count
from flashcards.services import editing, handling
from flashcards.services.editing import Wording
from flashcards.tui.screens.page import Page, Site
from flashcards.tui.screens.reword import Reword
from flashcards.tui.screens.value import Value


class Acting(Page):
    """Subclasses say on what to act, and in ``acted`` what to show afterwards."""

    site: Site

    def chosen(self) -> list[Card]:
        """Return the cards to act on."""
        raise NotImplementedError

    def one(self) -> Card | None:
        """Return the card under the cursor, for acts on one card."""
        return next(iter(self.chosen()), None)

    def action_suspend(self) -> None:
        """Keep the cards out of review; bring them back if all are suspended."""
        self._switch(
            lambda card: card.suspended, handling.suspend,
            lambda cards: _("{cards} suspended; u takes it back.", cards=cards),
            lambda cards: _("{cards} asked again; u takes it back.", cards=cards),
        )  # fmt: skip

    def action_bury(self) -> None:
        """Put the cards away until tomorrow; bring them back if all are buried."""
        today = self.desk().today
        self._switch(
            lambda card: (card.buried_until or 0) > today, handling.bury,
            lambda cards: _("{cards} buried until tomorrow; u takes it back.", cards=cards),
            lambda cards: _("{cards} not buried any more; u takes it back.", cards=cards),
        )  # fmt: skip

    def action_flag(self) -> None:
        """Flag the cards; take the flags off if all are flagged."""
        with self.spoken():
            cards = self.chosen()
            on = not all(card.flag for card in cards)
            wanted = [card for card in cards if not card.flag] if on else cards
            handling.flag(self.desk(), wanted, int(on))
            if wanted:
                number = _cards(wanted)
                done = _("{cards} flagged; u takes it back.", cards=number)
                self.told(done if on else _("{cards} not flagged any more.", cards=number))

    def action_tag(self) -> None:
        """Ask for a tag."""
        if self.chosen():
            hint = _("One word, such as work::hiring; with - before it, it is taken off.")
            self.app.push_screen(Value(_("Which tag?"), hint, "", self._tag), self.told)

    def action_retire(self) -> None:
        """Ask for a reason to retire the tips; bring them back if all are retired."""
        with self.spoken():
            points = self._points()
            if points and all(point.retired_why is not None for point in points):
                handling.restore_all(self.desk(), points)
                self.told(_("{tips} back, with the history; u takes it back.", tips=_tips(points)))
            elif points:
                hint = _("The reason is kept with the tip; nothing is deleted.")
                title = _("Why is tip #{n} not for you?", n=points[0].n)
                if len(points) > 1:
                    title = _("Why are these {tips} not for you?", tips=_tips(points))
                self.app.push_screen(Value(title, hint, "", self._retire), self.told)

    def action_apply(self) -> None:
        """Note that the tip was used, with a sentence if the user likes."""
        card = self.one()
        if card is not None:
            title = _("How did you use tip #{n}?", n=self._point(card).n)
            self.app.push_screen(Value(title, _("One sentence, or just Enter."), "", self._apply), self.told)

    def action_edit(self) -> None:
        """Let the user word the card."""
        card = self.one()
        if card is not None:
            with self.spoken():
                self.app.push_screen(Reword(editing.wording(self.desk(), card), self._edit), self.told)

    def action_source(self) -> None:
        """Open the notes at the card's line."""
        card = self.one()
        if card is not None:
            with self.spoken():
                note, point = self.desk().store.notes.note_of(card.point)
                self.site.opener.open(note.source, point.line)

    def _switch(
        self,
        holds: Callable[[Card], bool],
        act: Callable[..., list[Card]],
        done: Callable[[str], str],
        taken_off: Callable[[str], str],
    ) -> None:
        """Do an act where it does not hold for all cards, else take it off; say which, of how many cards."""
        with self.spoken():
            cards = self.chosen()
            on = not all(map(holds, cards))
            changed = act(self.desk(), cards, on=on)
            if changed:
                self.told((done if on else taken_off)(_cards(changed)))

    def _tag(self, text: str) -> str:
        remove = text.strip().startswith("-")
        changed = handling.tag(self.desk(), self._points(), text.strip().removeprefix("-"), remove=remove)
        if not changed:
            return _("Nothing changed.")
        if remove:
            return _("{tips} not tagged so any more; u takes it back.", tips=_tips(changed))
        return _("{tips} tagged; u takes it back.", tips=_tips(changed))

    def _retire(self, why: str) -> str:
        if not why.strip():
            raise BadInput("Retiring a tip needs a reason: write a few words, or go back with Esc.")
        return _("{tips} retired; u takes it back.", tips=_tips(handling.retire_all(self.desk(), self._points(), why)))

    def _apply(self, text: str) -> str:
        card = self.one()
        if card is None:
            return ""
        point = self._point(card)
        handling.apply(self.desk(), point, text)
        return _("Noted: tip #{n} was applied.", n=point.n)

    def _edit(self, wording: Wording) -> str:
        card = self.one()
        if card is None or not editing.edit(self.desk(), card, wording):
            return _("Nothing changed.")
        return _("Edited #{n}: the notes keep their words.", n=card.n)

    def _points(self) -> list[Point]:
        return [self.desk().store.notes.point(uid) for uid in dict.fromkeys(card.point for card in self.chosen())]

    def _point(self, card: Card) -> Point:
        return self.desk().store.notes.point(card.point)


def _cards(cards: Sequence[Card]) -> str:
    return count(len(cards), _("card"), _("cards"))


def _tips(points: Sequence[Point]) -> str:
    return count(len(points), _("tip"), _("tips"))
