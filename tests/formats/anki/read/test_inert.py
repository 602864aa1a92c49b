"""Whatever a package's texts hold, reading them ends, raises nothing else than is said, and leaves only text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.core import cloze
from flashcards.formats.anki.read import gaps, template, wire
from flashcards.formats.anki.read.text import to_text

PIECES = st.sampled_from(
    ["{{c1::", "{{c2,3::", "}}", "::", "{{", "<b>", "</b>", "<i ", "<ul>", "</ul>", "<li>", "<pre>", "</pre>", "<code>",
     "</code>", "<a href='http://x.y'>", "</a>", '<img src="a.png">', "<!--", "-->", "<script>", "</script>", "&lt;",
     "&#27;", "&#x202e;", "\\(", "\\)", "[$]", "[/$]", "[sound:", "]", "**", "`", "\n", " ", "\x1b[2J", "\u202e", "가",
     "a", "{{#a}}", "{{^b}}", "{{/a}}", "{{a}}", "{{cloze:a}}", "{{type:nc:b}}", "{{FrontSide}}", "<td>", "<rt>",
     "'", '"']
)  # fmt: skip
TEXTS = st.lists(st.one_of(PIECES, st.text(max_size=4)), max_size=40).map("".join)


def is_inert(text: str) -> bool:
    return all(
        sign in "\n\t" or (unicodedata.category(sign) not in {"Cc", "Cs"} and sign not in "\u202e\u2066")
        for sign in text
    )


@given(TEXTS)
def test_text_of_any_html_is_inert(html: str) -> None:
    assert is_inert(to_text(html).text)


@given(st.text(alphabet="abc 가나\n", max_size=60))
def test_plain_text_stays_as_it_reads(text: str) -> None:
    assert to_text(text).text.split() == unicodedata.normalize("NFC", text).split()


@given(TEXTS)
def test_a_number_that_no_gap_has_blanks_nothing(text: str) -> None:
    assert gaps.blanked(text, 9999) == gaps.shown(text, 1)
    assert gaps.covered(text, 9999) == []
    assert gaps.numbers(text) or gaps.shown(text, 1) == text


@given(TEXTS, TEXTS, TEXTS)
def test_a_template_is_filled_whatever_it_says(source: str, first: str, second: str) -> None:
    for side in ("question", "answer"):
        filled = template.filled(source, template.Scene({"a": first, "b": second}, side, 1))
        assert len(filled) <= 100_000
        assert is_inert(to_text(filled).text)


@given(st.binary(max_size=200))
def test_bytes_are_a_message_or_no_message(raw: bytes) -> None:
    try:
        message = wire.fields(raw)
    except wire.BadWireError:
        return
    for number in message:
        assert isinstance(wire.text(message, number), str)
        assert isinstance(wire.integer(message, number), int)
        assert all(isinstance(one, float) for one in wire.floats(message, number))


@given(st.dictionaries(st.integers(1, 500), st.integers(0, 2**63), max_size=8))
def test_integers_are_read_as_they_were_written(values: dict[int, int]) -> None:
    raw = b"".join(_varint(number << 3) + _varint(value) for number, value in values.items())
    assert wire.fields(raw) == {number: [value] for number, value in values.items()}


def _varint(value: int) -> bytes:
    found = bytearray()
    while value > 0x7F:
        found.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*found, value])


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("one<br>two", "one\ntwo"),
        ("<div>one</div><div>two</div>", "one\ntwo"),
        ("<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>", "- a\n- b\n  - c"),
        ("<ol><li>a</li><li>b</li></ol>", "1. a\n2. b"),
        ("<b>bold </b>text", "**bold** text"),
        ("a <code>x < y</code>", "a `x < y`"),
        ("<pre><code>a\n  b</code></pre>", "```\na\n  b\n```"),
        ("5 * 3 &amp; 2_x_", r"5 \* 3 & 2_x\_"),
        ('<a href="https://x.org">here</a>', "here (<https://x.org>)"),
        ('<img src="cat.png" width=3>', "[image: cat.png]"),
        ("hear [sound:a.mp3]", "hear [sound: a.mp3]"),
        (r"so \(x^2\)", "so `x^2`"),
        ("<ruby>漢<rt>かん</rt></ruby>", "漢(かん)"),
        ("a<!-- b --> c<script>alert('<b>')</script>", "a c"),
        ("3 < 4 and 5 > 2", "3 < 4 and 5 > 2"),
        ("<span title='a > b'>in</span>", "in"),
        ("<b></b>x", "x"),
        ("<b><li>x</b>", "**- x**"),
    ],
)
def test_html_as_card_text(html: str, text: str) -> None:
    assert to_text(html).text == text


@pytest.mark.parametrize(
    ("source", "side", "html"),
    [
        ("{{a}}-{{b}}", "question", "A-<br>"),
        ("{{#a}}x{{/a}}{{^a}}y{{/a}}", "question", "x"),
        ("{{#b}}x{{/b}}{{^b}}y{{/b}}", "question", "y"),
        ("{{#gone}}x{{/gone}}{{gone}}", "question", ""),
        ("{{#a}}{{#b}}x{{/b}}{{^b}}y{{/b}}{{/a}}", "question", "y"),
        ("{{type:a}}{{hint:a}}", "question", ""),
        ("{{type:a}}{{hint:a}}", "answer", "AA"),
        ("{{cloze:c}}", "question", "[…] and two"),
        ("{{cloze:c}}", "answer", "one and two"),
        ("{{cloze-only:c}}", "answer", "one"),
        ("{{#c1}}first{{/c1}}{{#c2}}second{{/c2}}", "question", "first"),
        ("{{kana:f}} {{kanji:f}}", "question", "かん 漢"),
        ("a<!-- {{a}} -->b", "question", "ab"),
        ("{{ a }}{{text:t}}", "question", "Abold"),
    ],
)
def test_a_template_filled_as_anki_does(source: str, side: str, html: str) -> None:
    fields = {"a": "A", "b": "<br>", "c": "{{c1::one}} and {{c2::two}}", "f": "漢[かん]", "t": "<b>bold</b>"}
    assert template.filled(source, template.Scene(fields, side, 1)) == html  # type: ignore[arg-type]


def test_nested_gaps_hide_what_is_asked() -> None:
    text = "{{c1::the {{c2::sky}} is::where}} blue"
    assert gaps.nested(text)
    assert gaps.blanked(text, 2) == "the […] is blue"
    assert gaps.blanked(text, 1) == "[where] blue"
    assert gaps.covered(text, 1) == ["the sky is"]
    assert gaps.numbers(text) == {1, 2}


def test_marks_stay_marks_for_the_cards_here() -> None:
    text = to_text("The {{c1::<b>sky</b>::above}} is {{c2::blue}}").text
    found = [piece for piece in cloze.pieces(text) if isinstance(piece, cloze.Mark)]
    assert [(mark.number, mark.answer, mark.hint) for mark in found] == [(1, "**sky**", "above"), (2, "blue", "")]
