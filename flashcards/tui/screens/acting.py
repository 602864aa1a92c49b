"""Acts on cards from a list or from the card itself; each is stored at once and taken back by undo."""

from collections.abc import Callable, Sequence
from functools import partial

from flashcards.core.note import Card, Point
from flashcards.errors import BadInput
from flashcards.language import _, count
from flashcards.services import decking, editing, handling
from flashcards.services.desk import Desk
from flashcards.services.editing import Wording
from flashcards.tui.screens.into import Into
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
            number = _cards(wanted)
            done = _("{cards} flagged; u takes it back.", cards=number)
            sentence = done if on else _("{cards} not flagged any more.", cards=number)
            self.do(len(wanted), lambda desk: sentence if handling.flag(desk, wanted, int(on)) else "")

    def action_tag(self) -> None:
        """Ask for a tag."""
        if self.chosen():
            hint = _("One word, such as work::hiring; with - before it, it is taken off.")
            self.app.push_screen(Value(_("Which tag?"), hint, "", _checked_tag), self._tag)

    def action_retire(self) -> None:
        """Ask for a reason to retire the tips; bring them back if all are retired."""
        with self.spoken():
            points = self._points()
            if points and all(point.retired_why is not None for point in points):
                self.do(len(points), partial(_restore, points))
            elif points:
                hint = _("The reason is kept with the tip; nothing is deleted.")
                title = _("Why is tip #{n} not for you?", n=points[0].n)
                if len(points) > 1:
                    title = _("Why are these {tips} not for you?", tips=_tips(points))
                self.app.push_screen(Value(title, hint, "", _checked_reason), self._retire)

    def action_put(self) -> None:
        """Ask for a deck to put the tips' cards into."""
        with self.spoken():
            points = [*dict.fromkeys(card.point for card in self.chosen())]
            if points:
                title = _("Move the cards of {tips} into which deck?", tips=_tips(points))
                self.app.push_screen(Into(self.desk, title), partial(self._put, points))

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
            sentence = done if on else taken_off

            def switch(desk: Desk) -> str:
                changed = act(desk, cards, on=on)
                return sentence(_cards(changed)) if changed else ""

            self.do(len(cards), switch)

    def _tag(self, text: str | None) -> None:
        if text is not None:
            points = self._points()
            self.do(len(points), partial(_tag, points, text))

    def _retire(self, why: str | None) -> None:
        if why is not None:
            points = self._points()
            self.do(len(points), partial(_retire, points, why))

    def _put(self, points: Sequence[str], deck: str | None) -> None:
        if deck is not None:
            self.do(len(points), partial(_put, points, deck))

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
        points = dict.fromkeys(card.point for card in self.chosen())
        return [*self.desk().store.notes.points_of(points.keys()).values()]

    def _point(self, card: Card) -> Point:
        return self.desk().store.notes.point(card.point)


def _checked_tag(text: str) -> str:
    """Return what is written, if it can be a tag, or with - before it the tag to take off. Raises BadInput."""
    text = text.strip()
    remove = text.startswith("-")
    return ("-" if remove else "") + handling.tag_name(text.removeprefix("-"), remove=remove)


def _checked_reason(text: str) -> str:
    if not text.strip():
        raise BadInput("Retiring a tip needs a reason: write a few words, or go back with Esc.")
    return text


def _tag(points: Sequence[Point], text: str, desk: Desk) -> str:
    remove = text.startswith("-")
    changed = handling.tag(desk, points, text.removeprefix("-"), remove=remove)
    if not changed:
        return _("Nothing changed.")
    if remove:
        return _("{tips} not tagged so any more; u takes it back.", tips=_tips(changed))
    return _("{tips} tagged; u takes it back.", tips=_tips(changed))


def _retire(points: Sequence[Point], why: str, desk: Desk) -> str:
    return _("{tips} retired; u takes it back.", tips=_tips(handling.retire_all(desk, points, why)))


def _restore(points: Sequence[Point], desk: Desk) -> str:
    handling.restore_all(desk, points)
    return _("{tips} back, with the history; u takes it back.", tips=_tips(points))


def _put(points: Sequence[str], deck: str, desk: Desk) -> str:
    moved = decking.move(desk, points, deck)
    if not moved:
        return _("Nothing changed.")
    return _("{cards} moved to {deck}; u takes it back.", cards=_cards(moved), deck=moved[0].deck)


def _cards(cards: Sequence[Card]) -> str:
    return count(len(cards), _("card"), _("cards"))


def _tips(points: Sequence[object]) -> str:
    return count(len(points), _("tip"), _("tips"))
