"""The Markdown file: the same content, every text as it is in any renderer."""

import datetime as dt

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from flashcards.core.progress import Status
from flashcards.formats.report.md import HEAD, document, shown
from flashcards.formats.report.text import one_line
from flashcards.formats.report.values import Mark
from tests.formats.report.builders import DAY, HOSTILE, full_of, part_of, report_of, source_of, tip_of

RENDERER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
SIGNS = st.text("ab 1.)-+*_#>`~|[](){}<>&;!\\:/w@$=^\n\t\r가\"'", max_size=25)
OURS = {"text", "text_special", "softbreak", "hardbreak", "strong_open", "strong_close", "code_inline"}


def inline(text: str) -> list[Token]:
    (found,) = (token for token in RENDERER.parse(text) if token.type == "inline")
    return found.children or []


@given(st.one_of(SIGNS, st.text(max_size=40), st.sampled_from(HOSTILE)))
@example("1. one")
@example("--")
@example("a\\")
@example("&amp; &#8238;")
def test_any_text_is_shown_as_it_is(text: str) -> None:
    line = one_line(text)
    for place in ("# {}", "- {}", "- {}\\\n  tail", "1. plan: {}", "#### {}"):
        tokens = inline(place.format(shown(text))) if line else []
        read = "".join(token.content for token in tokens if token.type != "hardbreak")
        assert {token.type for token in tokens} <= {"text", "text_special", "hardbreak"}
        assert read.removeprefix("plan: ").removesuffix("tail") == line


@given(st.one_of(SIGNS, st.lists(st.sampled_from(HOSTILE), max_size=3).map("".join)))
@settings(max_examples=40)
def test_no_text_breaks_the_document(text: str) -> None:
    tokens = RENDERER.parse(document(full_of(text)))
    kinds = {child.type for token in tokens for child in token.children or ()}

    assert [token.content.strip() for token in tokens if token.type == "html_block"] == [HEAD.strip()]
    assert kinds <= OURS
    assert not {"fence", "code_block", "blockquote_open", "ordered_list_open"} & {token.type for token in tokens}
    assert sum(token.type == "heading_open" for token in tokens) == 1 + 3 + 2 * 3


@pytest.mark.parametrize("text", ["https://example.org", "http://a.b", "www.example.org", "a@example.org"])
def test_what_some_renderers_link_by_itself_is_parted(text: str) -> None:
    assert "\\" in shown(text)


def test_ordinary_sentences_stay_readable() -> None:
    sentence = "Don't guess: measure (twice), then 10% faster - 답을 먼저 남긴다?"

    assert shown(sentence) == sentence


def test_the_file_says_what_the_page_says() -> None:
    tip = tip_of(
        7, "**Read** the tests", why="S 24.1 d", facts=("applied 1", "leech"), applied=1, recall=0.5, slipping=True,
        marks=(Mark(DAY, "applied", "At work"),), also=("Another",),
    )  # fmt: skip
    weeks = ((dt.date(2026, 11, 16), 0), (DAY, 1))
    source = source_of("A talk", speaker="Kim", url="https://example.org")
    text = document(report_of(part_of(tip, tip_of(8, "x", Status.RETIRED), source=source), weeks=weeks))

    assert text.startswith(HEAD)
    for line in (
        "As of 2026-11-23 · 3 days in a row",
        "- `██████████××××××××××` 1 of 1 learned (1 learned, 1 retired)",
        "- `██████████░░░░░░░░░░` 1 of 2 applied",
        "- about 0 of 1 answered tips recalled today",
        "| 2026-11-23 | 1 | `████████████████████` |",
        "- 50%: Why? → Read the tests",
        "Kim · https\\://example.org",
        "### Section",
        "#### Why?",
        "- Read the tests\\",
        "  **learned**, applied 1, leech · S 24.1 d · recall 50%, slipping · also in Another · \\#7",
        "  - 2026-11-23 applied: At work",
    ):
        assert line in text.splitlines()
