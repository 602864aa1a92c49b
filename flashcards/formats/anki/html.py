"""Card text as HTML that Anki shows and never acts on, its own commands and cloze marks included."""

import html
import re
import unicodedata
from functools import lru_cache

from flashcards.core import cloze as marks
from flashcards.formats.markup import as_html

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_LINE_END = re.compile(r"\r\n?|\x85")
_MARKUP = re.compile(r"[*_`~\[\\<\n]|\{\{|&[#\w]")
_COMMAND = re.compile(r"\[(?=sound:|anki:|latex\]|\$)", re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")
_SLOT = re.compile("\x01(\\d+)\x02")


def clean(text: str) -> str:
    """Return the text in NFC, with LF line ends, without control characters: Anki refuses a package for one."""
    if _CONTROL.search(text):
        text = _CONTROL.sub("", _LINE_END.sub("\n", text))
    return unicodedata.normalize("NFC", text).strip()


@lru_cache(maxsize=8192)
def to_html(text: str) -> str:
    """Return Markdown text as HTML; whatever HTML it holds is shown, not obeyed."""
    return _render(clean(text))


def to_cloze_html(text: str) -> str:
    """Return text with cloze marks as HTML that Anki finds exactly these marks in, and no others."""
    found: list[marks.Mark] = []
    slotted: list[str] = []
    for piece in marks.pieces(clean(text)):
        if isinstance(piece, marks.Mark):
            slotted.append(f"\x01{len(found)}\x02")
            found.append(piece)
        else:
            slotted.append(piece)
    return _SLOT.sub(lambda slot: _mark_html(found[int(slot[1])]), _render("".join(slotted)))


def to_text(markup: str) -> str:
    """Return what is left of HTML without its tags, to see whether it shows anything."""
    return html.unescape(_TAG.sub(" ", markup)).strip()


def _mark_html(mark: marks.Mark) -> str:
    hint = f"::{_guarded(_render(mark.hint))}" if mark.hint else ""
    return f"{{{{c{mark.number}::{_guarded(_render(mark.answer))}{hint}}}}}"


def _guarded(markup: str) -> str:
    """Hide what would end a cloze mark or begin a hint inside one."""
    colons = re.sub(r":(?=:|$)", "&#58;", markup)
    return re.sub(r"\}(?=\}|$)", "&#125;", colons)


def _render(text: str) -> str:
    if not _MARKUP.search(text):
        return html.escape(text, quote=False)
    return _COMMAND.sub("&#91;", as_html(text)).replace("{{", "&#123;{")
