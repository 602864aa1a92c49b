"""What stands in a note's fields, tags and deck name in Anki."""

import re
from collections.abc import Iterable

from flashcards.core.face import Face, FaceLine, LineState
from flashcards.core.note import Source
from flashcards.formats.anki.html import clean, to_html

_HANGUL = re.compile(r"[가-힣]")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_GAP = {
    LineState.BLANK: '<li class="gap">[…]</li>',
    LineState.HIDDEN: '<li class="later">…</li>',
}


def front(face: Face, question: str, lang: str) -> str:
    """Return the Front of a card; ``question`` is its HTML, so that a cloze text can keep its marks.

    The context stands last, so that Anki's browser sorts by question; the styling shows it first.
    """
    parts = (
        _block("question", question),
        _block("cue", face.cue),
        _block("hint", to_html(face.hint)),
        f"<ol>{''.join(map(_item, face.lines))}</ol>" if face.lines else "",
        _block("context", " › ".join(map(to_html, face.context))),
        _block("context", to_html(face.long_question)),
    )
    return _block("face", "".join(parts), lang)


def back(answer: str, details: Iterable[str], lang: str) -> str:
    """Return the Back of a card: the answer (HTML), then its details as a list."""
    items = "".join(f"<li>{to_html(detail)}</li>" for detail in details)
    body = _block("answer", answer) + (f'<ul class="details">{items}</ul>' if items else "")
    return _block("reply", body, lang)


def source(origin: Source, section: tuple[str, ...], lang: str) -> str:
    """Return where a card comes from: title, speaker and date, the section, the address as text."""
    named = " · ".join(to_html(part) for part in (origin.title, origin.speaker, origin.date) if part)
    lines = (named, " › ".join(map(to_html, section)), to_html(origin.url or ""))
    return _block("origin", "<br>".join(filter(None, lines)), lang)


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


def _tag(word: str) -> str:
    return _levels(re.sub(r"\s+", "_", clean(word)).removeprefix("#"))


def _levels(name: str) -> str:
    return "::".join(level.strip(" :") for level in name.split("::") if level.strip(" :"))


def _item(line: FaceLine) -> str:
    return _GAP.get(line.state) or f"<li>{to_html(line.text)}</li>"


def _block(name: str, body: str, lang: str = "") -> str:
    if not body:
        return ""
    attribute = f' lang="{lang}"' if lang else ""
    return f'<div class="{name}"{attribute}>{body}</div>'
