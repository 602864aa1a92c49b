"""Which Markdown of card text is obeyed."""

import pytest

from flashcards.core.markup import parse, unmarked


def kinds(text: str) -> list[str]:
    return [child.type for token in parse(text) for child in token.children or []]


@pytest.mark.parametrize("text", ["**굵게(강조)**은 그대로", "이것은**강조**다", "**bold** word"])
def test_strong_works_beside_hangul(text: str) -> None:
    assert {"strong_open", "strong_close"} <= set(kinds(text))


@pytest.mark.parametrize(
    "text", ["<b>x</b>", "<script>x</script>", "2 * 3 * 4", "snake_case_name", "** x **", "# not a title"]
)
def test_what_is_not_markup_stays_text(text: str) -> None:
    assert set(kinds(text)) == {"text"}
    assert "".join(child.content for token in parse(text) for child in token.children or []) == text


def test_a_line_is_inline_and_lines_may_hold_lists_and_fences() -> None:
    assert [token.type for token in parse("- x")] == ["inline"]
    types = [token.type for token in parse("see\n- one\n- two\n\n```\nx = 1\n```\n")]
    assert types.count("list_item_open") == 2
    assert "fence" in types


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("**Read** the *tests* first", "Read the tests first"),
        ("**이름(코드)**은 짧게", "이름(코드)은 짧게"),
        ("Call `run()` with [the docs](https://example.org) open", "Call run() with the docs open"),
        ("one\n- two\n- **three**", "one two three"),
        ("2 * 3 * 4 and snake_case_name stay", "2 * 3 * 4 and snake_case_name stay"),
        ("<b>no tag</b> &amp; ~~old~~ new", "<b>no tag</b> & old new"),
        ("", ""),
    ],
)
def test_text_reads_without_its_marks(text: str, read: str) -> None:
    assert unmarked(text) == read
