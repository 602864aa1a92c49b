"""A card's face as content: the context above the question, the question, and what stands under it."""

from textual.content import Content

from flashcards.core.face import Face, FaceKind, FaceLine, LineState
from flashcards.language import _
from flashcards.tui.widgets.text import drawn, lines, words

_BLANK = "[…]"
_ANSWER = "bold $text-success"
_GAP = "bold $text-warning"


def context(face: Face) -> Content:
    """Return where the card comes from on one line: source, speaker, section."""
    return words(" › ".join(face.context))


def question(face: Face) -> Content:
    """Return the question with its cue, as it stands on the front and on the back."""
    asked = drawn(face.question).stylize("bold")
    cue = _cue(face)
    return asked + "  " + Content.styled(cue, "dim") if cue else asked


def front(face: Face) -> Content:
    """Return what stands under the question while the answer is hidden: a hint, or the list with its gap."""
    return lines([_hint(face), *(_line(line, revealed=False) for line in face.lines)])


def back(face: Face) -> Content:
    """Return what stands under the question with the answer shown: the list filled in, or the answer; then details."""
    if face.kind is FaceKind.LIST:
        main = [_line(line, revealed=True) for line in face.lines]
    else:
        main = [_hint(face), Content("▸ ").stylize(_ANSWER) + drawn(face.answer).stylize(_ANSWER)]
    parts = [lines(main), lines(_detail(text) for text in _details(face)), _whole(face)]
    return Content("\n\n").join([part for part in parts if part.plain])


def _cue(face: Face) -> str:
    if face.place is not None:
        number, total = face.place
        return _("{number} of {total}", number=number, total=total)
    return face.cue


def _hint(face: Face) -> Content:
    return drawn(face.hint).stylize("dim")


def _details(face: Face) -> tuple[str, ...]:
    """Return the details; on a why card they are the answer itself."""
    return () if face.kind is FaceKind.WHY else face.details


def _detail(text: str) -> Content:
    return Content("- ") + drawn(text)


def _whole(face: Face) -> Content:
    return drawn(face.long_question).stylize("dim")


def _line(line: FaceLine, *, revealed: bool) -> Content:
    number = f"{line.number}. "
    match line.state:
        case LineState.BLANK if revealed:
            return (Content(f"▸{number}") + drawn(line.text)).stylize(_ANSWER)
        case LineState.BLANK:
            return Content(f"▸{number}{_BLANK}").stylize(_GAP)
        case LineState.HIDDEN if not revealed:
            return Content(f" {number}…").stylize("dim")
        case _:
            text = Content(f" {number}") + drawn(line.text)
            return text.stylize("dim") if revealed else text
