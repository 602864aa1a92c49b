"""What stands in a note's fields, tags and deck name in Anki."""

import re
from collections.abc import Iterable, Sequence

from flashcards.core import cloze as marks
from flashcards.core.face import Face, FaceLine, LineState, face
from flashcards.core.note import Card, Note, Point, Role, Source
from flashcards.core.prompting import Reply
from flashcards.core.studyday import date_of
from flashcards.errors import BadInput
from flashcards.formats.anki.html import clean, to_cloze_html, to_html, to_text

_HANGUL = re.compile(r"[가-힣]")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_GAP = {
    LineState.BLANK: '<li class="gap">[…]</li>',
    LineState.HIDDEN: '<li class="later">…</li>',
}


def of_card(note: Note, point: Point, card: Card, plans: Sequence[Reply] = ()) -> list[str]:
    """Return a card's Front, Back, Source and Extra; the plans for its tip, the newest first, are its Extra.

    Raises BadInput for a card that Anki would drop without a word: an empty front, a cloze card without its mark.
    """
    shown = face(note, point, card.role, card.cloze)
    lang = language(note.source, f"{shown.question} {shown.answer}")
    if card.role is Role.CLOZE:
        _check_mark(point, card)
        question, answer = to_cloze_html(point.text), ""
    else:
        question, answer = to_html(shown.question), to_html(shown.answer)
    if not to_text(question):
        raise BadInput("Card #{n} has an empty front, which Anki would drop: edit the card or retire it.", n=card.n)
    origin = _source(note.source, note.question.section, lang)
    return [_front(shown, question, lang), _back(shown, answer, lang), origin, _extra(plans, lang)]


def language(origin: Source, text: str) -> str:
    """Return the language tag of a card: the source's own, else Korean where the text holds Hangul, else none."""
    if origin.lang and _LANGUAGE.fullmatch(origin.lang):
        return origin.lang
    return "ko" if _HANGUL.search(text) else ""


def tags(words: Iterable[str]) -> list[str]:
    """Return tags as Anki wants them: no spaces, no empty level between ``::``, each once."""
    return list(dict.fromkeys(filter(None, map(_tag, words))))


def deck_name(name: str) -> str:
    """Return a deck name as Anki keeps it: NFC, no empty level; a name without any text is ``Default``."""
    return _levels(clean(name).replace('"', "").replace("\n", " ")) or "Default"


def _check_mark(point: Point, card: Card) -> None:
    covered = (piece for piece in marks.pieces(clean(point.text)) if isinstance(piece, marks.Mark))
    if not any(mark.number == card.cloze and to_text(to_html(mark.answer)) for mark in covered):
        raise BadInput(
            "Card #{n} asks for {gap}, which its text does not have: edit the tip or retire it.",
            n=card.n,
            gap=f"{{{{c{card.cloze}::…}}}}",
        )


def _front(shown: Face, question: str, lang: str) -> str:
    """Draw a front around its question; the context stands last, for Anki's browser, and is styled to come first."""
    cue = f"{shown.place[0]} / {shown.place[1]}" if shown.place else shown.cue
    parts = (
        _block("asked", _block("question", question) + _block("cue", cue)),
        _block("hint", to_html(shown.hint)),
        _list(shown.lines),
        _block("context", " › ".join(map(to_html, shown.context))),
    )
    return _block(f"face {shown.kind}-face", "".join(parts), lang)


def _back(shown: Face, answer: str, lang: str) -> str:
    items = "".join(f"<li>{to_html(detail)}</li>" for detail in shown.details)
    details = f'<ul class="details">{items}</ul>' if items else ""
    body = _block("answer", answer) + _rest(shown.lines) + details + _block("whole", to_html(shown.long_question))
    return _block("reply", body, lang)


def _source(origin: Source, section: tuple[str, ...], lang: str) -> str:
    named = " · ".join(to_html(part) for part in (origin.title, origin.speaker, origin.date) if part)
    place = " · ".join(filter(None, (named, " › ".join(map(to_html, section)))))
    return _block("origin", "<br>".join(filter(None, (place, to_html(origin.url or "")))), lang)


def _extra(plans: Sequence[Reply], lang: str) -> str:
    items = (
        f'<li><span class="date">{date_of(plan.study_day)}</span> {to_html(plan.text)}</li>' for plan in reversed(plans)
    )
    return _block("plans", f"<ul>{''.join(items)}</ul>" if plans else "", lang)


def _tag(word: str) -> str:
    return _levels(re.sub(r"\s+", "_", clean(word)).removeprefix("#"))


def _levels(name: str) -> str:
    return "::".join(level.strip(" :") for level in name.split("::") if level.strip(" :"))


def _list(lines: Sequence[FaceLine]) -> str:
    if not lines:
        return ""
    name = "ul" if lines[0].number is None else "ol"
    return f"<{name}>{''.join(map(_item, lines))}</{name}>"


def _rest(lines: Sequence[FaceLine]) -> str:
    """Return the steps that the front holds back, for below the answer."""
    later = [line for line in lines if line.state is LineState.HIDDEN]
    items = "".join(f"<li>{to_html(line.text)}</li>" for line in later)
    return f'<ol class="rest" start="{later[0].number}">{items}</ol>' if later else ""


def _item(line: FaceLine) -> str:
    return _GAP.get(line.state) or f"<li>{to_html(line.text)}</li>"


def _block(name: str, body: str, lang: str = "") -> str:
    if not body:
        return ""
    attribute = f' lang="{lang}"' if lang else ""
    return f'<div class="{name}"{attribute}>{body}</div>'
