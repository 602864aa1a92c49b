"""Card text in Anki is text: shown as written, never obeyed."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.cloze import numbers
from flashcards.formats.anki.html import clean, to_cloze_html, to_html


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain 글", "plain 글"),
        ("**bold** and `a < b`", "<strong>bold</strong> and <code>a &lt; b</code>"),
        ("**질문(영어)**은 먼저", "<strong>질문(영어)</strong>은 먼저"),
        ("**`code`**입니다", "<strong><code>code</code></strong>입니다"),
        ("a ** b ** c", "a ** b ** c"),
        ("_this_ not snake_case_name", "<em>this</em> not snake_case_name"),
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("one\ntwo", "one<br>two"),
        ("one\r\ntwo", "one<br>two"),
        ("[the talk](https://example.org) ![a face](x.png)", "the talk a face"),
        ("<https://example.org>", "https://example.org"),
        ("[x](javascript:alert)", "[x](javascript:alert)"),
        ("[sound:a.mp3] [$]x[/$] [a]", "&#91;sound:a.mp3] &#91;$]x[/$] [a]"),
        ("AT&amp;T &copy & co", "AT&amp;T &amp;copy &amp; co"),
        ("1. stays text", "1. stays text"),
        ("{{Front}}", "&#123;{Front}}"),
        (
            "Do:\n- one\n  - inner\n- two",
            "<p>Do:</p>\n<ul>\n<li>one\n<ul>\n<li>inner</li>\n</ul>\n</li>\n<li>two</li>\n</ul>",
        ),
        ("```py\nif a < b:\n    go()\n```", "<pre><code>if a &lt; b:\n    go()\n</code></pre>"),
    ],
)
def test_markdown_becomes_inert_html(text: str, expected: str) -> None:
    assert to_html(text) == expected


def test_control_characters_are_gone_and_hangul_is_composed() -> None:
    assert clean("a\x1fb\x00c\x9bd\ud800 \u1112\u1161\u11ab") == "abcd 한"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Use {{c1::one}} or {{c2::two::what}}", "Use {{c1::one}} or {{c2::two::what}}"),
        ("**{{c1::bold}}** {{c2::`a < b`}}", "<strong>{{c1::bold}}</strong> {{c2::<code>a &lt; b</code>}}"),
        ("`{{c1::x}}`", "<code>{{c1::x}}</code>"),
        ("{{c1::f{x}}} end", "{{c1::f{x&#125;}} end"),
        ("{{c1::a::b::c}}", "{{c1::a::b&#58;:c}}"),
        ("{{c1::a}} {{c0::b}} {{c2::", "{{c1::a}} &#123;{c0::b}} &#123;{c2::"),
    ],
)
def test_cloze_marks_survive_and_nothing_else_becomes_one(text: str, expected: str) -> None:
    assert to_cloze_html(text) == expected


@given(st.text("*_`~[]()!<>&;#:{}/\\\n -=12c가a\x01\x02\x1f"))
def test_no_text_makes_a_tag_of_its_own(text: str) -> None:
    allowed = r"</?(?:strong|em|s|code|pre|p|br|ul|ol|li)>|<ol start=\"\d+\">"
    assert "<" not in re.sub(allowed, "", to_html(text))
    assert not re.search(r"[\x00-\x08\x0b-\x1f]", to_cloze_html(text))


@given(st.text("{}c12:a*` \n"))
def test_cloze_numbers_stay_the_same(text: str) -> None:
    marked = to_cloze_html(f"x {text}")
    assert set(re.findall(r"\{\{c(\d+)::", marked)) == {str(number) for number in numbers(clean(f"x {text}"))}


@given(st.text("가나 abc<>&\"'"))
def test_plain_text_reads_back(text: str) -> None:
    assert html.unescape(to_html(text)) == clean(text)
