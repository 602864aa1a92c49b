"""Text from cards is text: nothing in it acts on the app, and nothing of it acts on the terminal."""

import ast
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.app import App, ComposeResult
from textual.color import Color
from textual.content import Content
from textual.widgets import Static

import flashcards.tui
from flashcards.tui.inert import InertFilter, inert, line
from flashcards.tui.widgets.text import drawn
from tests.conftest import Plant
from tests.tui.conftest import MakeApp

FORBIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
HOSTILE = (
    "[/b]",
    "[bold red]x[/]",
    "[@click=app.quit]x[/]",
    "[link=http://example.org]x[/link]",
    "\x1b[2J\x1b[H",
    "\x1b]0;title\x07",
    "\x1b]52;c;aGVsbG8=\x1b\\",
    "\x9b31mred\x9d0;t\x9c",
    "ab\u202edcba\u202c",
    "\u2066left\u2069",
    "a\x00b\x08c\x0bd\x7f",
    "zalgo" + "\u0301\u0302\u0303" * 200,
    "<script>alert(1)</script>",
    "[text](javascript:alert(1)) ![img](http://example.org/x.png)",
    "line one\rline two\r\nline three\u2028four",
    "$primary $$ {braces} %s \\[escaped]",
)


@pytest.mark.parametrize("text", HOSTILE)
async def test_a_hostile_card_is_shown_and_rated_like_any_other(make_app: MakeApp, plant: Plant, text: str) -> None:
    plant(f"Q {text}", f"A {text}", details=(f"D {text}",), title=f"T {text}")
    app = make_app(start="review")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("i", "space")
        for region in [app.screen.query_one(name).region for name in ("#question", "#under", "#context", "#head")]:
            await pilot.click(offset=(region.x + 4, region.y))
        assert app.is_running
        painted = [segment for strip in app.screen._compositor.render_strips() for segment in strip]
        assert not any(FORBIDDEN.search(segment.text) for segment in painted)
        assert not any(segment.style and (segment.style.link or "@click" in segment.style.meta) for segment in painted)
        await pilot.press("4")
        await pilot.pause()
        assert app.return_code in (None, 0)


@pytest.mark.parametrize("text", ["[/b]", "[@click=app.quit]x[/]", "[bold]x[/bold]", "\\[x]", "$primary"])
def test_square_brackets_stay_as_they_are(text: str) -> None:
    assert drawn(text.replace("\\", "\\\\")).plain == text


@given(st.text())
def test_no_control_survives_and_lines_stay_lines(text: str) -> None:
    found = inert(text)
    assert not FORBIDDEN.search(found.replace("\n", ""))
    assert found.count("\n") == len(re.findall("\r\n|\r|\n", text))
    assert not FORBIDDEN.search(line(text))


@given(st.text())
def test_any_text_can_be_drawn_and_asks_for_nothing_more(text: str) -> None:
    content = drawn(text)
    assert not FORBIDDEN.search(content.plain.replace("\n", ""))
    assert all(isinstance(span.style, str) and "@" not in span.style for span in content.spans)


def test_combining_marks_are_capped() -> None:
    assert len(inert("a" + "\u0301" * 1_000)) < 10


def test_decomposed_korean_is_composed() -> None:
    assert inert("\u1112\u1161\u11ab\u1100\u1173\u11af") == "한글"


def test_the_look_selectors_are_dropped_so_that_widths_agree() -> None:
    assert cell_len(inert("\u2764\ufe0f")) == 1


def test_tabs_become_spaces() -> None:
    assert inert("a\tb") == "a   b"


def test_the_filter_replaces_controls_and_keeps_styles() -> None:
    bold = Style(bold=True)
    found = InertFilter().apply([Segment("a\x1b[31m\x9b\u202e", bold), Segment("한글", None)], Color(0, 0, 0))
    assert found == [Segment("a\ufffd[31m\ufffd\ufffd", bold), Segment("한글", None)]


async def test_the_filter_stands_behind_every_widget_of_the_app(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.screen.mount(Static(Content("raw \x1b]0;t\x1b\\ \u202e"), markup=False))
        await pilot.pause()
        painted = "".join(segment.text for strip in app.screen._compositor.render_strips() for segment in strip)
        assert "raw \ufffd]0;t\ufffd\\ \ufffd" in painted


async def test_without_the_filter_textual_lets_controls_through() -> None:
    """The reason for the filter: if this ever fails, Textual has begun to do it itself."""

    class Bare(App[None]):
        def compose(self) -> ComposeResult:
            yield Static(Content("raw \x1b]0;t"), markup=False)

    app = Bare()
    async with app.run_test(size=(80, 24)):
        painted = "".join(segment.text for strip in app.screen._compositor.render_strips() for segment in strip)
        assert "\x1b" in painted


MARKUP_BY_DEFAULT = {
    "Static", "Label", "Button", "Checkbox", "Option", "OptionList", "DataTable", "Collapsible", "RadioButton",
    "notify", "Markdown", "Log", "RichLog", "SelectionList", "TabPane", "Tree", "Header", "Footer",
}  # fmt: skip
BANNED_NAMES = {"from_markup", "border_title", "border_subtitle", "sub_title", "tooltip"}


@pytest.mark.parametrize("path", sorted(Path(flashcards.tui.__file__).parent.rglob("*.py")), ids=lambda p: p.stem)
def test_no_module_hands_a_bare_string_to_what_reads_markup(path: Path) -> None:
    """Whatever parses markup by default is switched off by name, or not used at all."""
    assert list(bare_markup(path.read_text(encoding="utf-8"))) == []


def test_the_ban_finds_what_it_bans() -> None:
    code = (
        "Static(text)\nself.notify(text)\nContent.from_markup(text)\nself.border_title = text\nsuper().__init__(text)"
    )
    assert [number for number, _ in bare_markup(code)] == [1, 2, 3, 4]
    assert list(bare_markup("Static(text, markup=False)\nself.notify(text, markup=False)")) == []


def bare_markup(code: str) -> list[tuple[int, str]]:
    found = []
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Attribute) and node.attr in BANNED_NAMES:
            found.append((node.lineno, node.attr))
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            off = any(k.arg == "markup" and getattr(k.value, "value", None) is False for k in node.keywords)
            if name in MARKUP_BY_DEFAULT and not off:
                found.append((node.lineno, name))
    return sorted(found)
