"""Card text as HTML that shows and never acts: escaped; bold, code and lists kept; links and images as their text."""

import html
import re
from collections.abc import Sequence

from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

from flashcards.core.markup import markdown

_TEXT = r"[^*`_~\[\\<&\r\n\0]"
_CODE = r"(?<!`)`[^`\s\0](?:[^`\r\n\0]*[^`\s\0])?`(?!`)"
_BOLD = rf"(?<!\*)\*\*[^\W_](?:{_TEXT}*[^\W_])?\*\*(?!\*)"
_SIMPLE = re.compile(rf"(?:{_TEXT}++|{_CODE}|{_BOLD})++")
_PIECE = re.compile(rf"({_CODE})|\*\*.+?\*\*")


def as_html(text: str) -> str:
    """Return Markdown text as HTML; whatever HTML it holds is shown, not obeyed. One paragraph stands without ``<p>``.

    Control characters are the caller's to take out, from the result too: Markdown can write them as ``&#8238;``.
    """
    if _SIMPLE.fullmatch(text):
        return _simple(text)
    if "\n" not in text:
        return str(_MARKDOWN.renderInline(text))
    tokens = _MARKDOWN.parse(text)
    if [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]:
        return str(_MARKDOWN.renderInline(text))
    return str(_MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {})).strip()


def _simple(text: str) -> str:
    """Return what Markdown makes of a line whose only marks are whole code spans and bold words, without parsing it."""
    return _PIECE.sub(_marked, html.escape(text, quote=False).replace('"', "&quot;"))


def _marked(piece: re.Match[str]) -> str:
    return f"<code>{piece[0][1:-1]}</code>" if piece[1] else f"<strong>{piece[0][2:-2]}</strong>"


class _Renderer(RendererHTML):
    """Line breaks as ``<br>``, links and images as their text, code without a language."""

    def softbreak(self, *_: object) -> str:
        return "<br>"

    def hardbreak(self, *_: object) -> str:
        return "<br>"

    def link_open(self, *_: object) -> str:
        return ""

    def link_close(self, *_: object) -> str:
        return ""

    def image(self, tokens: Sequence[Token], idx: int, *_: object) -> str:
        return html.escape(tokens[idx].content, quote=False)

    def fence(self, tokens: Sequence[Token], idx: int, *_: object) -> str:
        return f"<pre><code>{html.escape(tokens[idx].content, quote=False)}</code></pre>"


_MARKDOWN = markdown(_Renderer)
