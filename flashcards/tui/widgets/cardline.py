"""A card on one line of a list, and what is said of it below: its words, its state, and the figure it is sorted by."""

from textual.content import Content

from flashcards.core import cloze
from flashcards.core.face import face
from flashcards.core.memory import Learning, New, Relearning, Review
from flashcards.core.note import Card, Point, Role
from flashcards.core.review import state_name
from flashcards.core.schedule import retrievability
from flashcards.core.studyday import DAY_MS, date_of
from flashcards.language import _
from flashcards.services.desk import Desk
from flashcards.services.searching import Found
from flashcards.tui.moments import clock_time
from flashcards.tui.widgets.info import percent
from flashcards.tui.widgets.listing import Entry
from flashcards.tui.widgets.text import Row, drawn, words

Begun = Learning | Relearning | Review
_SELECTED, _FLAGGED = "■", "⚑"
_WIDTHS = {
    "source": 0, "text": 0, "added": 10, "due": 10, "stability": 8, "difficulty": 4, "retrievability": 4, "lapses": 3,
}  # fmt: skip
"""How many cells the figure of each order has."""


def entry(desk: Desk, found: Found, figure: str, *, selected: bool) -> Entry:
    """Return a card's line: whether it is selected and flagged, both its sides, state and figure at the right."""
    mark = (_SELECTED if selected else " ") + (_FLAGGED if found.card.flag else " ")
    locked = desk.is_locked(found.card)
    right = "  ".join(filter(None, [state(found.card, found.point, desk.today, locked=locked), figure]))
    asked, answer = (drawn(text).plain for text in _sides(found))
    return Entry(f"{asked} → {answer}", mark=mark, right=right)


def told(desk: Desk, found: Found) -> list[Row]:
    """Return question and answer whole, then where the card is at home and its marks."""
    card, point = found.card, found.point
    asked, answer = _sides(found)
    tags = " ".join(f"#{tag}" for tag in point.tags)
    facts = [f"#{card.n}", card.deck, state(card, point, desk.today, locked=desk.is_locked(card)), tags]
    return [
        Row(text=drawn(asked).stylize("bold")),
        Row(Content.styled("▸ ", "$text-success"), drawn(answer)),
        Row(text=words(" · ".join(filter(None, facts)), "dim")),
    ]


def state(card: Card, point: Point, today: int, *, locked: bool = False) -> str:
    """Return the one word that matters most of a card: why it is not asked, else its state."""
    held = (
        (point.retired_why is not None, _("retired")),
        (card.suspended, _("suspended")),
        (card.draft, _("draft")),
        (locked, _("locked")),
        ((card.buried_until or 0) > today, _("buried")),
    )
    return next((word for holds, word in held if holds), _(state_name(card.memory)))


def _sides(found: Found) -> tuple[str, str]:
    """Return what stands for a card's front and back: question and tip, of a why card the tip and its reason."""
    if found.card.role is Role.WHY:
        shown = face(found.note, found.point, Role.WHY)
        return f"{shown.question} {shown.cue}", shown.answer
    return found.note.question.text, cloze.plain(found.point.text)


def figure(desk: Desk, card: Card, sort: str, parameters: tuple[float, ...], added: int) -> str:
    """Return the figure by which a card is sorted, as wide for every card; nothing where the order is of words."""
    return f"{_figure(desk, card, sort, parameters, added):>{_WIDTHS[sort]}}"


def _figure(desk: Desk, card: Card, sort: str, parameters: tuple[float, ...], added: int) -> str:
    match sort:
        case "added":
            return date_of(desk.calendar.study_day(added)).isoformat()
        case "lapses":
            return str(card.lapses)
        case "source" | "text":
            return ""
        case _:
            return "–" if isinstance(card.memory, New) else _of_memory(desk, card.memory, sort, parameters)


def _of_memory(desk: Desk, memory: Begun, sort: str, parameters: tuple[float, ...]) -> str:
    figures = {
        "due": due(desk, memory),
        "stability": _("{days:.1f} d", days=memory.strength.stability),
        "difficulty": f"{memory.strength.difficulty:.1f}",
        "retrievability": percent(retrievability(memory.strength, (desk.now - memory.last) / DAY_MS, parameters)),
    }
    return figures[sort]


def due(desk: Desk, memory: Begun) -> str:
    """Return the date on which a card is due, for a step of today its hour."""
    day = memory.due_day if isinstance(memory, Review) else desk.calendar.study_day(memory.due)
    if isinstance(memory, Review) or day != desk.today:
        return date_of(day).isoformat()
    return clock_time(memory.due, desk.calendar)
