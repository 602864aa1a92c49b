"""Card text drawn: inline Markdown as styled, inert content; links are their text and lead nowhere."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from markdown_it.token import Token
from textual.content import Content, Span
from textual.widgets import Static

from flashcards.core.markup import parse
from flashcards.tui.inert import inert, line

_STYLES = {"strong": "bold", "em": "italic", "s": "strike", "link": "underline"}
CODE = "$text-accent"


class Drawn(Static):
    """A Static that takes content only, so that no text is ever read as markup."""

    def __init__(
        self,
        content: Content | None = None,
        *,
        id: str | None = None,  # noqa: A002  Textual's word
        classes: str = "",
    ) -> None:
        super().__init__(content or Content(), markup=False, id=id, classes=classes)

    def draw(self, content: Content) -> None:
        """Show other content; what is the same already costs nothing."""
        if not content.is_same(self.drawn):
            self.update(content)

    @property
    def drawn(self) -> Content:
        """What is shown now."""
        content = self.content
        assert isinstance(content, Content)  # noqa: S101  nothing else can be put in
        return content


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph behind a marker, such as a number; both may be empty, which is a blank line."""

    marker: Content = field(default_factory=Content)
    text: Content = field(default_factory=Content)


class Rows(Drawn):
    """Paragraphs whose further lines begin under the text, not under the marker."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  Textual's word
        super().__init__(id=id)
        self._rows: Sequence[Row] = ()

    def show(self, rows: Sequence[Row]) -> None:
        """Show these paragraphs."""
        self._rows = rows
        self.on_resize()

    def on_resize(self) -> None:
        """Lay the paragraphs out anew."""
        self.draw(hung(self._rows, self.size.width))


def hung(rows: Iterable[Row], width: int) -> Content:
    """Return paragraphs within a width in cells; without a width yet, each on one line."""
    laid = []
    for row in rows:
        indent = row.marker.cell_length
        wrapped = row.text.wrap(width - indent) if width > indent + 1 and row.text.plain else [row.text]
        laid.append(row.marker + Content("\n" + " " * indent).join(wrapped))
    return Content("\n").join(laid)


@lru_cache(maxsize=1024)
def drawn(text: str) -> Content:
    """Return card text as content: bold, emphasis, code and lists drawn, everything else as it is written."""
    pieces = list(_pieces(parse(inert(text))))
    spans: list[Span] = []
    plain = ""
    for piece, style in pieces:
        if style and piece:
            spans.append(Span(len(plain), len(plain) + len(piece), style))
        plain += piece
    return Content(plain.strip("\n"), spans)


def words(text: str, style: str = "") -> Content:
    """Return plain words on one line as content, in one style."""
    return Content.styled(line(text), style) if style else Content(line(text))


def _pieces(tokens: Iterable[Token]) -> Iterator[tuple[str, str]]:
    depth = 0
    for token in tokens:
        match token.type:
            case "inline":
                yield from _inline(token.children or [])
            case "paragraph_close":
                yield "\n", ""
            case "bullet_list_open" | "ordered_list_open":
                depth += 1
            case "bullet_list_close" | "ordered_list_close":
                depth -= 1
            case "list_item_open":
                marker = f"{token.info}." if token.info else "•"
                yield f"{'  ' * (depth - 1)}{marker} ", ""
            case "fence":
                yield token.content, CODE
            case _:
                pass


def _inline(tokens: Iterable[Token]) -> Iterator[tuple[str, str]]:
    open_styles: list[str] = []
    for token in tokens:
        name, _, side = token.type.rpartition("_")
        if name in _STYLES and side == "open":
            open_styles.append(_STYLES[name])
        elif name in _STYLES and side == "close":
            open_styles.pop()
        elif token.type in {"softbreak", "hardbreak"}:
            yield "\n", ""
        elif token.type == "code_inline":
            yield token.content, " ".join((*open_styles, CODE))
        else:
            yield token.content, " ".join(open_styles)
