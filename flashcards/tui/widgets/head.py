"""The line above a card: its deck on the left, what is left of the session on the right."""

from rich.cells import cell_len
from textual.content import Content

from flashcards.language import _
from flashcards.services.reviewing import Shown
from flashcards.services.session import Session
from flashcards.tui.widgets.info import percent
from flashcards.tui.widgets.text import words

_NARROW = 60


def head(shown: Shown, session: Session, width: int, *, revealed: bool) -> Content:
    """Return the line for a width in cells; retrievability only beside a shown answer, where it says something."""
    parts = []
    if shown.card.flag:
        parts.append(_("⚑ flagged"))
    if revealed and shown.recall is not None:
        parts.append(_("recall {share}", share=percent(shown.recall)))
    parts.append(_counts(session, narrow=width < _NARROW))
    if session.limit is not None:
        parts.append(f"{session.answered + 1}/{session.limit}")
    right = "  ".join(parts)
    room = max(0, width - cell_len(right) - 1)
    return words(shown.card.deck).truncate(room, ellipsis=True, pad=True) + Content.styled(f" {right}", "dim")


def _counts(session: Session, *, narrow: bool) -> str:
    left = session.left
    if narrow:
        return f"{left.new}+{left.learning}+{left.review}"
    return _(
        "{new} new  {learning} learning  {review} review", new=left.new, learning=left.learning, review=left.review
    )
