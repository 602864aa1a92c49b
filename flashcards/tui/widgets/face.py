"""A card's face as content: the context above the question, the question, and what stands under it."""

from textual.content import Content

from flashcards.core.face import Face, FaceKind, FaceLine, LineState
from flashcards.language import _
from flashcards.tui.widgets.text import Row, drawn, words

_BLANK = "[…]"
_ANSWER = "$text-success"
_GAP = "bold $text-warning"


def context(face: Face) -> Content:
    """Return where the card comes from on one line: source, speaker, section."""
    return words(" › ".join(face.context))


def question(face: Face) -> Content:
    """Return the question with its cue, as it stands on the front and on the back."""
    asked = drawn(face.question).stylize("bold")
    cue = _cue(face)
    return asked + "  " + Content.styled(cue, "dim") if cue else asked


def front(face: Face) -> list[Row]:
    """Return what stands under the question while the answer is hidden: a hint, or the list with its gap."""
    return [*_hint(face), *(_line(line, revealed=False) for line in face.lines)]


def back(face: Face) -> list[Row]:
    """Return what stands under the question with the answer shown: the answer, then what belongs to it."""
    return [*answer(face), *([Row(), *rest] if (rest := more(face)) else [])]


def answer(face: Face) -> list[Row]:
    """Return the answer alone: the list filled in, or what is asked for."""
    if face.kind is FaceKind.LIST:
        return [_line(line, revealed=True) for line in face.lines]
    return [*_hint(face), Row(Content.styled("▸ ", _ANSWER), drawn(face.answer).stylize_before(_ANSWER))]


def more(face: Face) -> list[Row]:
    """Return what stands below the answer: its details, and the question whole."""
    details = [Row(Content("- "), drawn(text)) for text in face.details]
    whole = [Row(text=drawn(face.long_question).stylize("dim"))] if face.long_question else []
    return [*details, *([Row()] if details and whole else []), *whole]


def _cue(face: Face) -> str:
    if face.place is not None:
        number, total = face.place
        return _("{number} of {total}", number=number, total=total)
    return face.cue


def _hint(face: Face) -> list[Row]:
    return [Row(text=drawn(face.hint).stylize("dim"))] if face.hint else []


def _line(line: FaceLine, *, revealed: bool) -> Row:
    number = "• " if line.number is None else f"{line.number}. "
    match line.state:
        case LineState.BLANK:
            style, text = (_ANSWER, drawn(line.text)) if revealed else (_GAP, Content(_BLANK))
            return Row(Content.styled(f"▸{number}", style), text.stylize_before(style))
        case LineState.HIDDEN if not revealed:
            return Row(Content.styled(f" {number}", "dim"), Content.styled("…", "dim"))
        case _:
            style = "dim" if revealed else ""
            return Row(Content.styled(f" {number}", style), drawn(line.text).stylize(style))
