"""Card text as Markdown: which marks are obeyed, wherever a card is drawn. HTML never is."""

from collections.abc import Iterable, Iterator

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline.state_inline import Delimiter, StateInline
from markdown_it.token import Token

_BLOCKS = ("fence", "list")
_INLINE = ("newline", "escape", "backticks", "strikethrough", "emphasis", "link", "image", "autolink", "entity")


def markdown(renderer: type[RendererHTML] = RendererHTML) -> MarkdownIt:
    """Return a parser that obeys the marks of cards and no HTML; ``renderer`` draws what it finds."""
    found = MarkdownIt("zero", {"html": False}, renderer_cls=renderer).enable([*_BLOCKS, *_INLINE])
    found.inline.ruler.at("emphasis", _strong_beside_hangul)
    return found


def parse(text: str) -> list[Token]:
    """Return the tokens of card text: paragraphs, lists and fences of inline marks; a lone line is one paragraph."""
    return _MARKDOWN.parse(text) if "\n" in text else _MARKDOWN.parseInline(text)


def unmarked(text: str) -> str:
    """Return card text as it reads, without its marks; lines are kept apart by spaces."""
    return " ".join("".join(_read(token.children or [token])) for token in parse(text) if token.content).strip()


def _read(tokens: Iterable[Token]) -> Iterator[str]:
    for token in tokens:
        yield " " if token.type in {"softbreak", "hardbreak"} else token.content


def _strong_beside_hangul(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  the rule's signature
    """Let ``**`` open and close wherever no space forbids it: CommonMark leaves ``**a(b)**은`` unmarked."""
    start = state.pos
    marker = state.src[start]
    if silent or marker not in "*_":
        return False
    scan = state.scanDelims(start, marker == "*")
    double = marker == "*" and scan.length == 2
    before = state.src[start - 1 : start]
    after = state.src[start + scan.length : start + scan.length + 1]
    opens = scan.can_open or (double and bool(after.strip()))
    closes = scan.can_close or (double and bool(before.strip()))
    for _ in range(scan.length):
        state.push("text", "", 0).content = marker
        state.delimiters.append(
            Delimiter(ord(marker), scan.length, len(state.tokens) - 1, -1, open=opens, close=closes)
        )
    state.pos += scan.length
    return True


_MARKDOWN = markdown()
