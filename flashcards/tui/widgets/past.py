"""What is known of a card: its facts, how it is forgotten, its answers, the uses of its tip, its lines in the notes."""

from collections.abc import Sequence
from pathlib import Path

from textual.content import Content

from flashcards.core import interval
from flashcards.core.memory import New
from flashcards.core.review import Answer, Standing, state_name
from flashcards.core.studyday import DAY_MS, date_of, local_time
from flashcards.errors import FlashcardsError
from flashcards.language import _
from flashcards.services import browsing, gathering
from flashcards.services.browsing import History
from flashcards.services.desk import Desk
from flashcards.tui.widgets import cardline
from flashcards.tui.widgets.info import percent
from flashcards.tui.widgets.passage import passage
from flashcards.tui.widgets.plots import Dots, dots
from flashcards.tui.widgets.ratings import NAMES
from flashcards.tui.widgets.text import Row, words

_AROUND = 2
_CURVE_ROWS = 5
_MOST_DOTS = 60
_NARROW = 60


def facts(desk: Desk, found: History) -> list[Row]:
    """Return state, due date, stability, difficulty, recall now and marks, each with its name."""
    card, point, memory = found.shown.card, found.shown.point, found.shown.card.memory
    named = [(_("deck"), card.deck), (_("state"), _(state_name(memory)))]
    if not isinstance(memory, New):
        named += [
            (_("due"), cardline.due(desk, memory)),
            (_("stability"), _("{days:.1f} days", days=memory.strength.stability)),
            (_("difficulty"), _("{d:.1f} of 10", d=memory.strength.difficulty)),
        ]
    if found.shown.recall is not None:
        named.append((_("recall now"), percent(found.shown.recall)))
    named.append((_("answers"), _("{reps}, lapses {lapses}", reps=card.reps, lapses=card.lapses)))
    named.append((_("tags"), " ".join(f"#{tag}" for tag in point.tags)))
    marks = (
        (card.flag > 0, _("flagged")),
        (card.suspended, _("suspended")),
        (card.draft, _("draft")),
        (desk.is_locked(card), _("locked")),
        ((card.buried_until or 0) > desk.today, _("buried until tomorrow")),
        (point.retired_why is not None, _("retired: {why}", why=point.retired_why)),
    )
    named.append((_("marks"), ", ".join(word for holds, word in marks if holds)))
    rows = [Row(Content.styled(f"{name:<11} ", "dim"), words(value)) for name, value in named if value]
    return [*rows, *_uses(found)]


def curve(desk: Desk, found: History, width: int) -> Content:
    """Return how the chance of recall falls from the last answer on, to twice the stability; nothing for a new card."""
    card, memory = found.shown.card, found.shown.card.memory
    if isinstance(memory, New):
        return Content()
    now = (desk.now - memory.last) / DAY_MS
    whole = max(1.0, 2 * memory.strength.stability, 1.1 * now)
    number = max(2, min(_MOST_DOTS, width - 6))
    recalls = browsing.forgetting(desk, card, [whole * at / (number - 1) for at in range(number)])
    today = round(now / whole * (number - 1))
    past = [value if at <= today else None for at, value in enumerate(recalls)]
    ahead = [value if at > today else None for at, value in enumerate(recalls)]
    end = _("{days:.0f} d", days=whole)
    step = max(1, min(4, (width - 5) // number))
    marks = [(0, _("answered")), (today, _("now")), (number - 1 - -(-len(end) // step), end)]
    plot = dots([Dots("•", past), Dots("·", ahead, "dim")], marks, width, _CURVE_ROWS, both="•")
    return _title(_("Chance of recall since the last answer")) + Content("\n") + plot


def answers(desk: Desk, found: History, width: int) -> list[Row]:
    """Return each answer, the newest first: date, rating, the interval it led to, stability and difficulty after it."""
    after = browsing.standings_after(desk, found)
    rows = [Row(text=_title(_("Answers")))] if after else [Row(text=words(_("Not answered yet."), "dim"))]
    pairs = list(zip(found.answers, after, strict=True))
    return rows + [Row(text=Content(_answer(desk, *pair, wide=width >= _NARROW))) for pair in reversed(pairs)]


def lines(found: History, width: int) -> list[Row]:
    """Return where the card stands in the notes, with the lines around it as far as they are there."""
    note, point = found.shown.note, found.shown.point
    place = note.source.path or note.source.title
    title = Row(text=_title(f"{place}:{point.line}" if point.line else place))
    text = _read(note.source.path)
    if point.line and point.line <= len(text):
        return [title, *passage(text, point.line, _AROUND, width)]
    return [title, Row(Content.styled("│ ", "dim"), words(point.original or point.file_text))]


def _read(path: str | None) -> Sequence[str]:
    """Return the lines of a notes file; none where it cannot be read here."""
    if not path or path.startswith(("@", "-")):
        return ()
    try:
        return gathering.read_file(Path(path)).text.split("\n")
    except FlashcardsError:
        return ()


def _answer(desk: Desk, answer: Answer, after: Standing, *, wide: bool) -> str:
    when = local_time(answer.id, desk.settings.zone)
    day = f"{when:%Y-%m-%d %H:%M}" if wide else f"{when:%Y-%m-%d}"
    rating = _("moved") if answer.manual else NAMES[answer.rating]
    in_review = answer.state_after == "review"
    gap = interval.of_days(answer.interval_after) if in_review else interval.of_seconds(answer.seconds_after)
    if isinstance(after.memory, New):
        return f"{day}  {rating:<5} {gap:>6}"
    strength = after.memory.strength
    return f"{day}  {rating:<5} {gap:>6}  S {strength.stability:<6.1f} D {strength.difficulty:.1f}"


def _uses(found: History) -> list[Row]:
    return [
        Row(Content.styled(f"{one.name:<11} ", "dim"), words(f"{date_of(one.study_day)} {one.text}"))
        for one in browsing.uses_of(found)
    ]


def _title(text: str) -> Content:
    return words(text, "bold")
