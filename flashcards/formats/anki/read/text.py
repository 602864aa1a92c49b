"""Anki's HTML as card text: lists, bold and code stay, and what a terminal cannot show is named where it stood."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape

from flashcards.core.unsafe import UNSAFE

_BLOCKS = {
    "blockquote", "center", "dd", "details", "div", "dl", "dt", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5",
    "h6", "hr", "li", "ol", "p", "pre", "section", "summary", "table", "tr", "ul",
}  # fmt: skip
_MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*", "s": "~~", "strike": "~~", "del": "~~"}
_CODE = {"code", "tt", "kbd", "samp"}
_SILENT = {"script", "style", "head", "title", "template", "noscript"}
_UNSEEN = {"img": "image", "audio": "sound", "video": "video", "object": "object", "iframe": "page", "svg": "drawing",
           "canvas": "drawing", "embed": "object"}  # fmt: skip
_INSTEAD = {"br": "\n", "sup": "^", "sub": "_", "rt": "("}
_SOUND = re.compile(r"\[sound:([^\[\]]{0,500})\]")
_TTS = re.compile(r"\[anki:tts[^\[\]]{0,500}\]|\[/anki:tts\]")
_FORMULA = re.compile(r"\\\(|\\\[|\[\$\$?\]|\[latex\]")
_FORMULA_ENDS = {"\\(": "\\)", "\\[": "\\]", "[$]": "[/$]", "[$$]": "[/$$]", "[latex]": "[/latex]"}
_DATA = re.compile(r"data:[^\s\"'<>]{200,}")
"""A file that stands in a page's text instead of beside it."""
_SPECIAL = re.compile(r"[`*]|(?<!\w)_|_(?!\w)|~~|\\(?=[!-/:-@\[-`{-~])|\](?=[(\[])|&(?=#?\w+;)")
_TOKEN = re.compile(
    r"<!--|<[!?][^<>]*+>"
    r"|<(/?)([a-z][a-z0-9]{0,30})(?![\w-])((?:[^<>\"']++|\"[^\"]{0,2000}+\"|'[^']{0,2000}+'){0,60}+|[^<>]*+)>",
    re.IGNORECASE,
)
"""A comment's beginning, a declaration, or a tag: whether it closes, its name, and its attributes."""
_ATTRIBUTE = re.compile(
    r"(?<![\w-])(src|data|alt|href)\s{0,9}=\s{0,9}(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'>]++))", re.IGNORECASE
)
_ENDLESS = re.compile(r"&#(?:[0-9]{8,}+|x[0-9a-f]{8,}+);?", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\xa0]+")
_OPENED, _CLOSED, _ITEM, _FENCE = "\x03", "\x04", "\x05", "\x06"
"""What the reader writes before an opening mark, before a closing one, before a list item, and for a fence."""
_LATE = re.compile(rf"{_OPENED}(\*\*|\*|~~)(\s*)")
_EARLY = re.compile(rf"(?<!\s)(\s*){_CLOSED}(\*\*|\*|~~)")
_HOLLOW = re.compile(rf"{_OPENED}(\*\*|\*|~~)\s*{_CLOSED}\1")
_LONGEST = 20_000
"""A side of a card is cut there: nobody recalls more, and no screen has to lay it out."""
_LONGEST_HTML = 100_000
"""How much HTML is read for it."""
_DEEPEST = 8
"""A list that stands deeper in others is indented no further."""
_LONGEST_NAME = 200


@dataclass(slots=True)
class Text:
    """What HTML says, and what of it a terminal cannot show: how often each kind of it came."""

    text: str
    unseen: Mapping[str, int] = field(default_factory=dict)


def to_text(html: str) -> Text:
    """Return HTML as card text: Markdown for lists, bold, emphasis and code, everything else as it reads."""
    reader = _Reader()
    reader.feed(plain(_TTS.sub("", _DATA.sub("", html)))[:_LONGEST_HTML])
    return Text(plain(reader.result())[:_LONGEST].rstrip(), reader.unseen)


def plain(text: str) -> str:
    """Return text without control characters (but line ends and tabs) and without those that turn its direction."""
    return UNSAFE.sub("", text)


class _Reader:
    """Writes text as tags come; tags that are never closed do no harm.

    The standard library's parser takes time that grows with the square of what is not closed, so tags are found here.
    """

    def __init__(self) -> None:
        self.unseen: dict[str, int] = {}
        self._parts: list[str] = []
        self._lists: list[int | None] = []
        self._silent: list[str] = []
        self._code = 0
        self._pre = 0
        self._links: list[str] = []
        self._open: list[str] = []

    def feed(self, html: str) -> None:
        """Read a whole page."""
        at = 0
        while token := _TOKEN.search(html, at):
            self._read(html[at : token.start()])
            at = token.end()
            closes, name, attributes = token.groups()
            if token[0] == "<!--":
                end = html.find("-->", at)
                at = len(html) if end < 0 else end + 3
            elif closes:
                self._close(name.lower())
            elif name:
                self._open_tag(name.lower(), attributes)
        self._read(html[at:])

    def _open_tag(self, tag: str, attributes: str) -> None:
        """Open a block, a mark, a list, or name what cannot be shown."""
        if tag in _SILENT:
            self._silent.append(tag)
            if tag == "script":
                self._count("script")
        elif self._silent:
            return
        elif tag in _UNSEEN:
            self._name(_UNSEEN[tag], _attribute(attributes, "src", "data", "alt"))
        elif tag in _INSTEAD:
            self._parts.append(_INSTEAD[tag])
        elif tag in _BLOCKS:
            self._open_block(tag)
        elif tag in ("td", "th"):
            self._parts.append(" | " if self._parts and not self._parts[-1].endswith("\n") else "")
        elif tag == "a":
            self._links.append(_attribute(attributes, "href"))
        else:
            self._mark(tag, opens=True)

    def _close(self, tag: str) -> None:
        """Close what was opened."""
        if tag in _SILENT:
            if tag in self._silent:
                del self._silent[self._silent.index(tag) :]
        elif self._silent:
            return
        elif tag in _BLOCKS:
            self._close_block(tag)
        elif tag == "a" and self._links:
            self._close_link(self._links.pop())
        elif tag == "rt":
            self._parts.append(")")
        else:
            self._mark(tag, opens=False)

    def _read(self, html: str) -> None:
        """Write text; in code as it stands, elsewhere so that nothing in it reads as Markdown."""
        if self._silent:
            return
        data, end = plain(_unescaped(html)), 0
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
        for start, inner, after in _formulas(data):
            self._parts.append(_escaped(data[end:start]))
            self._count("formula")
            self._parts.append(f"`{inner.strip()}`")
            end = after
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
        indent = "  " * min(_DEEPEST, max(0, len(self._lists) - 1))
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
            self._parts.append(f" (<{plain(address)}>)")

    def _name(self, kind: str, name: str) -> None:
        self._count(kind)
        known = " ".join(plain(name).split())
        self._parts.append(_escaped(f"[{kind}: {known}]" if 0 < len(known) < _LONGEST_NAME else f"[{kind}]"))

    def _count(self, kind: str) -> None:
        self.unseen[kind] = self.unseen.get(kind, 0) + 1


def _formulas(data: str) -> Iterator[tuple[int, str, int]]:
    """Yield each formula: where it begins, what it says, and where it has ended."""
    at, unclosed = 0, set[str]()
    while opening := _FORMULA.search(data, at):
        sign, at = opening[0], opening.end()
        end = -1 if sign in unclosed else data.find(_FORMULA_ENDS[sign], at + 1)
        if end < 0:
            unclosed.add(sign)
        else:
            yield opening.start(), data[at:end], (after := end + len(_FORMULA_ENDS[sign]))
            at = after


def _attribute(attributes: str, *names: str) -> str:
    """Return a tag's first attribute of these names that says something, empty if there is none."""
    found = {match[1].lower(): match[2] or match[3] or match[4] or "" for match in _ATTRIBUTE.finditer(attributes)}
    return next((_unescaped(found[name]) for name in names if found.get(name)), "")


def _unescaped(html: str) -> str:
    return unescape(_ENDLESS.sub("", html)) if "&" in html else html


def _escaped(text: str) -> str:
    """Return text in which no character reads as Markdown."""
    return _SPECIAL.sub(lambda match: "\\" + match[0], text)
