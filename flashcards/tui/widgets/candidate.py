"""One point of a plan, in words and as the card it would be."""

from collections.abc import Iterator

from textual.content import Content

from flashcards.core.cloze import plain
from flashcards.core.face import Face
from flashcards.language import _, count
from flashcards.reading.plan import Change, KnownPoint
from flashcards.services.deciding import Candidate, Verdict
from flashcards.tui.choosing import Choosing, Gone, Heading, Item, Place, shown_texts
from flashcards.tui.widgets import face
from flashcards.tui.widgets.listing import Entry
from flashcards.tui.widgets.text import Row, drawn, words

_TAKEN = {
    Change.NEW: ("+", "$text-success", _("new")),
    Change.SAME: ("=", "dim", _("as before")),
    Change.REWORDED: ("~", "$text-warning", _("reworded: its history stays")),
    Change.MOVED: (">", "$text-accent", _("moved: its history stays")),
    Change.BACK: ("<", "$text-success", _("back in the file, with its history")),
    Change.MENTIONED: ("&", "$text-accent", _("said before: merged into the tip you have")),
}
"""A point that is taken: its mark, its style and its state in words."""

_DROPPED = "dim strike"
_MOST_SIMILAR = 3


def entry(item: Item, choosing: Choosing) -> Entry:
    """Return the line of the list for an item."""
    match item:
        case Heading():
            return Entry(item.text, style="bold", heading=True)
        case Gone():
            return Entry(plain(item.point.text), "- ", "$text-error")
        case Place():
            candidate = choosing[item.index]
            mark, style, _words = state(candidate, merged=choosing.merged(item.index) is not None)
            texts = shown_texts(candidate)
            more = str(len(texts)) if len(texts) > 1 else "!" if candidate.problems else " "
            return Entry(plain(" / ".join(texts)), mark + more, style)


def state(candidate: Candidate, *, merged: bool) -> tuple[str, str, str]:
    """Return a point's mark, its style and what becomes of it in words."""
    match candidate.verdict:
        case Verdict.DROP:
            return _dropped(candidate)
        case Verdict.LATER:
            return "?", "$text-warning", _("later: a draft, not asked until you accept it")
        case Verdict.SPLIT:
            parts = count(len(candidate.texts), _("card"), _("cards"))
            return "+", "$text-success", _("split into {parts}", parts=parts)
        case _:
            return _TAKEN[Change.MENTIONED if merged else candidate.change or Change.NEW]


def _dropped(candidate: Candidate) -> tuple[str, str, str]:
    if candidate.uid is not None:
        return "x", _DROPPED, _("dropped: not asked any more, its history stays")
    if candidate.proposed.key:
        return "x", _DROPPED, _("dropped: not a card")
    return ".", "dim", _("below the threshold: not a card")


def told(candidate: Candidate, preview: Face, *, merged: str | None) -> list[Row]:
    """Return all there is to say of a point: its state, warnings, wordings, its card, and why it is a card or not."""
    mark, style, sentence = state(candidate, merged=merged is not None)
    proposed = candidate.proposed
    score = _("score {score:.2f}: {reason}", score=proposed.score, reason=proposed.reason)
    rows = [Row(Content.styled(f"{mark} ", "bold"), words(sentence, "" if style == _DROPPED else style))]
    rows += [Row(Content.styled("! ", "bold $text-warning"), words(one.message)) for one in candidate.problems]
    rows += _wordings(candidate)
    rows += _similar(candidate, merged)
    return [*rows, Row(), *_card(preview), Row(), Row(text=words(score, "dim"))]


def told_gone(point: KnownPoint) -> list[Row]:
    """Return what there is to say of a point that left the file."""
    return [
        Row(Content.styled("- ", "bold"), words(_("gone from the file: kept with its history, not asked any more"))),
        Row(),
        Row(Content("  "), drawn(plain(point.text))),
    ]


def _wordings(candidate: Candidate) -> Iterator[Row]:
    if candidate.old is not None:
        yield Row(Content.styled("- ", "$text-error"), drawn(plain(candidate.old)).stylize("$text-error"))
        new = drawn(plain(candidate.proposed.text)).stylize("$text-success")
        yield Row(Content.styled("+ ", "$text-success"), new)
    if candidate.own is not None and not candidate.texts:
        yield Row(Content("  "), words(_("Your own wording stays: {text}", text=plain(candidate.own))))


def _similar(candidate: Candidate, merged: str | None) -> Iterator[Row]:
    for one in candidate.similar[:_MOST_SIMILAR]:
        sign = "& " if one.uid == merged else "≈ "
        yield Row(Content.styled(sign, "bold"), words(f"#{one.n} {plain(one.text)}"))


def _card(preview: Face) -> list[Row]:
    return [Row(text=words(_("The card:"), "dim")), Row(text=face.question(preview)), *face.back(preview)]
