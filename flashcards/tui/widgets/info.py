"""The card info: what the scheduler knows of a card, in one small panel."""

from textual.content import Content

from flashcards.core.memory import Learning, New, Relearning, Review
from flashcards.core.review import state_name
from flashcards.core.studyday import Calendar
from flashcards.language import _
from flashcards.services.reviewing import Shown
from flashcards.tui.moments import clock_time, day_name


def info(shown: Shown, calendar: Calendar) -> Content:
    """Return number, state, S, D, R, reps, lapses and due date of a card."""
    card, memory = shown.card, shown.card.memory
    figures = [(_("card"), f"#{card.n}"), (_("state"), state_name(memory))]
    if not isinstance(memory, New):
        figures += [
            (_("S"), _("{days:.1f} d", days=memory.strength.stability)),
            (_("D"), f"{memory.strength.difficulty:.1f}"),
            (_("R"), percent(shown.recall)),
            (_("due"), _due(memory, calendar)),
        ]
    figures += [(_("reps"), str(card.reps)), (_("lapses"), str(card.lapses))]
    return Content("  ").join(
        Content.styled(name, "dim") + Content(f"\N{NO-BREAK SPACE}{value.replace(' ', chr(0xA0))}")
        for name, value in figures
    )


def percent(recall: float | None) -> str:
    """Return a probability as a whole percentage, a dash where there is none to state."""
    return "–" if recall is None else f"{recall:.0%}"


def _due(memory: Learning | Relearning | Review, calendar: Calendar) -> str:
    if isinstance(memory, Review):
        return day_name(calendar.starts(memory.due_day), calendar)
    return clock_time(memory.due, calendar)
