"""Markdown as HTML: the short way round the parser leads to the same place."""

from hypothesis import given
from hypothesis import strategies as st

from flashcards.formats import markup
from flashcards.formats.markup import as_html

PIECES = ("**굵게**", "**a b**", "`x`", "`<b>`", "은", "a ", " ", "(c)", '"', "&", "*", "**", "`", "_", "1", "\\")


@given(st.one_of(st.text("*`ab한1_()., \"<&'"), st.lists(st.sampled_from(PIECES)).map("".join)))
def test_a_line_with_simple_marks_is_what_the_parser_makes_of_it(text: str) -> None:
    assert as_html(text) == str(markup._MARKDOWN.renderInline(text))


def test_simple_marks_are_not_parsed() -> None:
    assert markup._SIMPLE.fullmatch('**먼저** `git diff`를 "읽는다"')
    assert not markup._SIMPLE.fullmatch("**a****b**")
    assert not markup._SIMPLE.fullmatch("a " * 30_000 + "*")
