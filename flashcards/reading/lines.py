"""What one line of a notes file is by its form alone: its indent, its marker, or why it is left out."""

import re
import unicodedata
from dataclasses import dataclass, replace
from html import unescape

TAB = 4
_WIDE = {"\t": TAB, "\u3000": 2}
_LONG = 60

_SHORT_RULES = frozenset({"--", "—", "——", "–", "――", "──"})

_BIG, _SMALL = "□■◆◇▣◎▶►▷★☆❖", "○●▸"
"""Signs that stand above other bullets where both have the same indent; the big ones above the small ones."""

_EMOJI = r"(?![🙋❓❔🤔💬💡🅰])[\u2600-\u27bf\U0001f300-\U0001faff][\ufe0f\u200d\U0001f3fb-\U0001f3ff]*"

_MARKER = re.compile(
    rf"""(?: (?P<bullet>[-*+•◦▪▫‣·–—∙⁃ㆍ・‧⦁⁕✓✔✅☑☐☞➤➢※{_BIG}{_SMALL}]) \ufe0f? [ \t\u00a0]+
          | -(?=[^\s\-\d>.*_:|]) | [•◦▪‣ㆍ⦁{_BIG}{_SMALL}](?=[^\s\ufe0f])
          | (?P<emoji>{_EMOJI}) [ \t\u00a0]+
          | (?P<number>\d{{1,4}}) (?: [.)] [ \t\u00a0]+ | [.)](?=[^\s\d.,)\]]) )
          | \( (?P<paren>\d{{1,3}}) \) \s+
          | (?P<circle>[①-⑳]) \s*
          | (?P<letter>[a-h]) \) \s+
        )""",
    re.VERBOSE,
)
_HEADING = re.compile(r"(#{1,6})[ \t]+(?=\S)|(#{2,6})(?=[^\s#])|(\*{2,6})[ \t]+(?=[^\s*])(?![^*]*\*\*)")
_HTML_HEADING = re.compile(r"<h([1-6])(?:\s[^<>]{0,100})?>(.+?)</h\1>", re.IGNORECASE)
_CHECKBOX = re.compile(r"(?:\[[ xX\-/>]\]|(?:TODO|DONE|DOING|LATER|NOW|WAITING|CANCEL+ED)(?=\s))[ \t]+")
_PROPERTY = re.compile(r"[^\s:]{1,40}::(?:\s|$)")
_STAMPED = re.compile(r"(?:SCHEDULED|DEADLINE|CLOCK|CLOSED):\s*[<\[]\d|#\+\w+(?::|$|\s)")
_CONTENTS = re.compile(r"\**\[[^\[\]]*\]\(#[^()\s]*\)\**")
_DEFINITION = re.compile(r"\[[^\[\]]{1,80}\]:\s*\S")
_CALLOUT = re.compile(r"\[!([A-Za-z]{1,20})\][-+]?\s*")
_ASKING_CALLOUTS = frozenset({"question", "help", "faq"})
_DRAWER = re.compile(r":(?!END:)[A-Z][A-Z_-]{1,30}:")
_HTML = (
    "a|abbr|article|aside|audio|b|big|blockquote|body|br|button|caption|center|cite|code|col|colgroup|dd|del|details|dfn"
    "|div|dl|dt|em|figcaption|figure|font|footer|form|h[1-6]|head|header|hr|html|i|iframe|img|input|ins|kbd|label|li|main"
    "|mark|nav|object|ol|p|picture|pre|q|s|samp|section|small|source|span|strike|strong|sub|summary|sup|svg|table|tbody"
    "|td|tfoot|th|thead|time|tr|tt|u|ul|var|video|wbr"
)
_TAG = re.compile(rf"</?(?:{_HTML})(?=[\s/>])[^<>]{{0,300}}>|<!--[^<>]{{0,300}}-->", re.IGNORECASE)
_RUN = re.compile(r"([^\w]|[ㅋㅎㅠㅜ_])\1{30,}")
_CODE = re.compile(r"(?<!`)(`{1,3})(?!`).{1,300}?(?<!`)\1(?!`)")
_BREAK = re.compile(r"<br\s*/?>|&nbsp;|&#160;|\u200b|\ufeff|\u00a0", re.IGNORECASE)
_FENCE = re.compile(r"[ \t>]*(?:[-*+][ \t]+)?(`{3,}|~{3,})([^`]*)$")
_END = re.compile(r"""[.?!:;。？！…~)\]"'”’]\**$|[다요죠음함임][.)]?\**$""")
_BLOCK = re.compile(r"\**[\[(<]?\s*(?:[QA]|질문|답변?|Question|Answer)\s?\d{0,3}\s*[\])>]?\**\s*[.:)：]|[→⇒➡]|[-=]>")


@dataclass(frozen=True, slots=True)
class Shape:
    """A line's parts: ``indent`` in columns, ``marker`` true for list items, ``level`` 1..6 for headings.

    ``emoji`` serves as the marker. ``heads`` is 1 or 2 for a sign that stands above other bullets, ``asks`` for a
    question callout. ``skip`` names why the line is left out, and is empty where it is not.
    """

    text: str = ""
    indent: int = 0
    marker: bool = False
    ordered: bool = False
    number: int = 0
    level: int = 0
    checkbox: bool = False
    heads: int = 0
    emoji: str = ""
    asks: bool = False
    skip: str = ""


def shape_of(raw: str) -> Shape:
    """Return the form of one non-blank line that is in no fence and no comment."""
    body = raw.lstrip(" \t\u3000\u00a0")
    indent = _columns(raw[: len(raw) - len(body)])
    body = body.rstrip()
    asks = False
    while body.startswith(">"):
        inner = body[1:].lstrip(" \t")
        indent += max(0, _columns(body[1 : len(body) - len(inner)]) - 1)
        callout = _CALLOUT.match(inner)
        asks = asks or (callout is not None and callout[1].lower() in _ASKING_CALLOUTS)
        body = inner[callout.end() :] if callout else inner
    if not body:
        return Shape(skip="empty")
    skip = _skip_of(body)
    if skip:
        return Shape(skip=skip)
    titled = _HTML_HEADING.fullmatch(body) if body[:2] in {"<h", "<H"} else None
    if titled:
        text = _clean(titled[2])
        return Shape(text=text, level=int(titled[1])) if text else Shape(skip="html")
    heading = _HEADING.match(body)
    if heading:
        text = _clean(_without_closing(body[heading.end() :]))
        level = len(heading[1] or heading[2] or heading[3]) if indent < TAB else 0
        return Shape(text=text, indent=0 if level else indent, level=level) if text else Shape(skip="empty")
    return replace(_block(body, indent), asks=asks) if asks else _block(body, indent)


def _block(body: str, indent: int) -> Shape:
    found = _MARKER.match(body)
    if body in {"-", "*", "+", "•"}:
        return Shape(skip="empty")
    if found is None:
        text = _clean(body)
        return Shape(text=text, indent=indent) if text else Shape(skip="html")
    body = body[found.end() :].lstrip()
    heading = _HEADING.match(body)
    if heading:
        body = body[heading.end() :]
    box = _CHECKBOX.match(body)
    text = _clean(body[box.end() :] if box else body)
    if not text:
        return Shape(skip="empty")
    if _CONTENTS.fullmatch(text):
        return Shape(skip="table of contents")
    if _PROPERTY.match(text):
        return Shape(skip="property")
    number = found["number"] or found["paren"] or found["circle"]
    value = ord(number) - ord("①") + 1 if found["circle"] else int(number or 0)
    ordered = bool(number or found["letter"])
    sign = found[0][0]
    emoji = (found["emoji"] or "")[:1]
    heads = 2 if sign in _BIG else int(sign in _SMALL or bool(emoji))
    return Shape(
        text, indent, marker=True, ordered=ordered, number=value, checkbox=box is not None, heads=heads, emoji=emoji
    )


def _skip_of(body: str) -> str:
    bare = body.replace(" ", "").replace("\t", "")
    if (len(bare) >= 3 and bare[0] in "-*_=" and bare == bare[0] * len(bare)) or body in _SHORT_RULES:
        return "rule"
    if body.startswith("|") and body.count("|") >= 2:
        return "table"
    if _PROPERTY.match(body) or _STAMPED.match(body):
        return "property"
    if _DEFINITION.match(body):
        return "link definition"
    if _CONTENTS.fullmatch(body):
        return "table of contents"
    return ""


def _columns(space: str) -> int:
    columns = 0
    for char in space:
        columns += TAB - columns % TAB if char == "\t" else _WIDE.get(char, 1)
    return columns


def _without_closing(text: str) -> str:
    bare = text.rstrip().rstrip("#")
    return bare if bare[-1:].isspace() else text


def _clean(text: str) -> str:
    text = _RUN.sub(r"\1\1\1", text) if len(text) > 80 else text
    if "<" in text or "&" in text or not text.isascii():
        summary = "<summary>" in text
        text = _without_html(text).strip()
        text = f"**{text}**" if summary and text and "**" not in text else text
    return text.strip()


def _without_html(text: str) -> str:
    """Take tags out and read entities, but for code, which says what it says."""
    parts, end = [], 0
    for code in _CODE.finditer(text) if "`" in text else ():
        parts += [_plain(text[end : code.start()]), code[0]]
        end = code.end()
    return "".join([*parts, _plain(text[end:])])


def _plain(text: str) -> str:
    return unescape(_TAG.sub("", _BREAK.sub(" ", text)))


def width(text: str) -> int:
    """Return how many terminal columns a text takes; East Asian wide characters take two."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def ends_sentence(text: str) -> bool:
    """Tell whether a line ends as a sentence does, in English punctuation or with a Korean final ending."""
    return bool(_END.search(text[-12:]))


def starts_block(text: str) -> bool:
    """Tell whether a line opens with a question or an answer mark, so that it never goes on with the one above."""
    return bool(_BLOCK.match(text))


def wraps(above_raw: str, above: str, text: str, *, hangs: bool) -> bool:
    """Tell whether ``text`` goes on with the line above: that one is long or cut, and this one does not begin anew."""
    if above[-1:] in "?？:" or (above.startswith("**") and above.endswith("**")) or text.startswith("**"):
        return False
    long = width(above_raw.rstrip()) >= _LONG
    if hangs:
        return text[:1].islower() or (long and (not ends_sentence(above) or text.isascii()))
    return long and text[:1].islower() and not ends_sentence(above)


@dataclass(frozen=True, slots=True)
class Region:
    """Lines from an opening line to ``last`` that are left out together."""

    last: int
    name: str
    unclosed: bool = False


class Regions:
    """Finds multi-line regions (code fences, comments, formulas) in linear time over a whole file."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self._never: set[str] = set()

    def opened_by(self, number: int) -> Region | None:
        """Return the region that the line of this number opens, if any."""
        raw = self._lines[number - 1]
        fence = _FENCE.match(raw)
        if fence:
            return self._fence(number, fence[1][:6])
        body = raw.strip()
        if body.startswith(":") and _DRAWER.fullmatch(body):
            return self._until(number, ":END:", "", "drawer")
        if body.startswith("<!--"):
            return self._until(number, "-->", body[4:], "comment")
        if body.startswith("$$"):
            return self._until(number, "$$", body[2:], "formula")
        return None

    def _fence(self, number: int, mark: str) -> Region:
        if mark not in self._never:
            for last in range(number + 1, len(self._lines) + 1):
                line = self._lines[last - 1].strip(" \t>")
                if line.startswith(mark) and not line.strip(mark[0]):
                    return Region(last, "code")
            self._never.add(mark)
        return Region(number, "code", unclosed=True)

    def _until(self, number: int, close: str, rest: str, name: str) -> Region | None:
        if close in rest:
            return Region(number, name) if rest.endswith(close) else None
        if close in self._never:
            return Region(number, name)
        for last in range(number + 1, len(self._lines) + 1):
            if close in self._lines[last - 1]:
                return Region(last, name)
        self._never.add(close)
        return Region(number, name)
