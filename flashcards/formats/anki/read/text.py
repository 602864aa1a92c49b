"""Anki's HTML as card text: lists, bold and code stay, and what a terminal cannot show is named where it stood."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

_BLOCKS = {
    "blockquote", "center", "dd", "details", "div", "dl", "dt", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5",
    "h6", "hr", "li", "ol", "p", "pre", "section", "summary", "table", "tr", "ul",
}  # fmt: skip
_MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*", "s": "~~", "strike": "~~", "del": "~~"}
_CODE = {"code", "tt", "kbd", "samp"}
_SILENT = {"script", "style", "head", "title", "template", "noscript"}
_UNSEEN = {"img": "image", "audio": "sound", "video": "video", "object": "object", "iframe": "page", "svg": "drawing",
           "canvas": "drawing", "embed": "object"}  # fmt: skip
_SOUND = re.compile(r"\[sound:([^\]]*)\]")
_TTS = re.compile(r"\[anki:tts[^\]]*\](.*?)\[/anki:tts\]", re.DOTALL)
_MATH = re.compile(r"\\\((.+?)\\\)|\\\[(.+?)\\\]|\[\$\$?\](.+?)\[/\$\$?\]|\[latex\](.+?)\[/latex\]", re.DOTALL)
_SPECIAL = re.compile(r"[`*]|(?<!\w)_|_(?!\w)|~~|\\(?=[!-/:-@\[-`{-~])|\](?=[(\[])|&(?=#?\w+;)")
_SPACES = re.compile(r"[ \t\xa0]+")
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Control characters and those that turn the direction of text: none of them is text."""
_OPENED, _CLOSED, _ITEM, _FENCE = "\x03", "\x04", "\x05", "\x06"
"""What the reader writes before an opening mark, before a closing one, before a list item, and for a fence."""
_LATE = re.compile(rf"{_OPENED}(\*\*|\*|~~)(\s*)")
_EARLY = re.compile(rf"(\s*){_CLOSED}(\*\*|\*|~~)")
_HOLLOW = re.compile(rf"{_OPENED}(\*\*|\*|~~)\s*{_CLOSED}\1")
_LONGEST = 20_000
"""A side of a card is cut there: nobody recalls more, and no screen has to lay it out."""


@dataclass(slots=True)
class Text:
    """What HTML says, and what of it a terminal cannot show: how often each kind of it came."""

    text: str
    unseen: Mapping[str, int] = field(default_factory=dict)


def to_text(html: str) -> Text:
    """Return HTML as card text: Markdown for lists, bold, emphasis and code, everything else as it reads."""
    reader = _Reader()
    reader.feed(_UNSAFE.sub("", _TTS.sub(r"\1", html)))
    reader.close()
    return Text(reader.result()[:_LONGEST].rstrip(), reader.unseen)


class _Reader(HTMLParser):
    """Writes text as tags come; tags that are never closed do no harm."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.unseen: dict[str, int] = {}
        self._parts: list[str] = []
        self._lists: list[int | None] = []
        self._silent: list[str] = []
        self._code = 0
        self._pre = 0
        self._links: list[str] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a block, a mark, a list, or name what cannot be shown."""
        given = dict(attrs)
        if tag in _SILENT:
            self._silent.append(tag)
            if tag == "script":
                self._count("script")
        elif tag in _UNSEEN:
            self._name(_UNSEEN[tag], given.get("src") or given.get("data") or given.get("alt") or "")
        elif tag == "br":
            self._parts.append("\n")
        elif tag in _BLOCKS:
            self._open_block(tag)
        elif tag in ("td", "th"):
            self._parts.append(" | " if self._parts and not self._parts[-1].endswith("\n") else "")
        elif tag == "a":
            self._links.append(given.get("href") or "")
        elif tag in ("sup", "sub"):
            self._parts.append("^" if tag == "sup" else "_")
        elif tag == "rt":
            self._parts.append("(")
        else:
            self._mark(tag, opens=True)

    def handle_endtag(self, tag: str) -> None:
        """Close what was opened."""
        if tag in _SILENT:
            if tag in self._silent:
                del self._silent[self._silent.index(tag) :]
        elif tag in _BLOCKS:
            self._close_block(tag)
        elif tag == "a" and self._links:
            self._close_link(self._links.pop())
        elif tag == "rt":
            self._parts.append(")")
        else:
            self._mark(tag, opens=False)

    def handle_data(self, data: str) -> None:
        """Write text; in code as it stands, elsewhere so that nothing in it reads as Markdown."""
        if self._silent:
            return
        end = 0
        for match in _SOUND.finditer(data):
            self._write(data[end : match.start()])
            self._name("sound", match[1])
            end = match.end()
        self._write(data[end:])

    def result(self) -> str:
        """Return what was written, without blank lines and stray spaces, and with its marks beside their words."""
        ends = [_CLOSED + mark for mark in reversed(self._open)]
        text = _HOLLOW.sub("", unicodedata.normalize("NFC", "".join([*self._parts, *ends])))
        text = _EARLY.sub(r"\2\1", _LATE.sub(r"\2\1", text))
        lines, fenced = list[str](), False
        for line in text.split("\n"):
            if line.startswith(_FENCE):
                fenced = not fenced
                lines.append("```")
            elif fenced:
                lines.append(line.rstrip())
            elif tidy := line[1:].rstrip() if line.startswith(_ITEM) else _SPACES.sub(" ", line).strip():
                lines.append(tidy)
        return "\n".join([*lines, "```"] if fenced else lines)

    def _write(self, data: str) -> None:
        if self._code or self._pre:
            self._parts.append(data)
            return
        end = 0
        for match in _MATH.finditer(data):
            self._parts.append(_escaped(data[end : match.start()]))
            self._count("formula")
            self._parts.append(f"`{next(filter(None, match.groups())).strip()}`")
            end = match.end()
        self._parts.append(_escaped(data[end:]))

    def _mark(self, tag: str, *, opens: bool) -> None:
        if tag in _CODE and not self._pre:
            self._code = max(0, self._code + (1 if opens else -1))
            self._parts.append("`")
        elif tag in _MARKS and not self._code and not self._pre:
            self._emphasise(_MARKS[tag], opens=opens)

    def _emphasise(self, mark: str, *, opens: bool) -> None:
        if opens:
            self._open.append(mark)
            self._parts.append(_OPENED + mark)
        elif mark in self._open:
            self._open.remove(mark)
            self._parts.append(_CLOSED + mark)

    def _open_block(self, tag: str) -> None:
        if tag in ("ul", "ol"):
            self._lists.append(1 if tag == "ol" else None)
        elif tag == "pre":
            self._pre += 1
            self._parts.append(f"\n{_FENCE}\n")
        elif tag == "li":
            self._parts.append("\n" + self._item())
        else:
            self._parts.append("\n")

    def _item(self) -> str:
        indent = "  " * max(0, len(self._lists) - 1)
        if not self._lists or self._lists[-1] is None:
            return f"{_ITEM}{indent}- "
        number = self._lists[-1]
        self._lists[-1] = number + 1
        return f"{_ITEM}{indent}{number}. "

    def _close_block(self, tag: str) -> None:
        if tag in ("ul", "ol") and self._lists:
            self._lists.pop()
        if tag == "pre" and self._pre:
            self._pre -= 1
            self._parts.append(f"\n{_FENCE}")
        self._parts.append("\n")

    def _close_link(self, address: str) -> None:
        if address.startswith(("http://", "https://")) and address not in "".join(self._parts[-3:]):
            self._parts.append(f" (<{address}>)")

    def _name(self, kind: str, name: str) -> None:
        self._count(kind)
        self._parts.append(_escaped(f"[{kind}: {name}]" if name and len(name) < 200 else f"[{kind}]"))

    def _count(self, kind: str) -> None:
        self.unseen[kind] = self.unseen.get(kind, 0) + 1


def _escaped(text: str) -> str:
    """Return text in which no character reads as Markdown."""
    return _SPECIAL.sub(lambda match: "\\" + match[0], text)
