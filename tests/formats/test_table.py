"""Listings leave the program whole, and inert in a spreadsheet."""

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.formats.table import as_csv, as_json, as_markdown

ROWS = [
    {"tip": "t1", "text": "작게, 자주 커밋", "n": 3, "learned": True, "tags": ["git", "습관"], "due": None},
    {"tip": "t2", "text": 'say "why" | not what', "n": -1, "learned": False, "tags": [], "due": "2026-11-24"},
]


def test_json_is_readable_korean_and_reads_back() -> None:
    written = as_json(ROWS)
    assert "작게, 자주 커밋" in written
    assert json.loads(written) == ROWS


def test_csv_has_a_header_and_one_line_a_row() -> None:
    assert as_csv(ROWS).splitlines() == [
        "tip,text,n,learned,tags,due",
        't1,"작게, 자주 커밋",3,yes,"git, 습관",',
        't2,"say ""why"" | not what",-1,no,,2026-11-24',
    ]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_csv_text_is_never_a_formula(start: str) -> None:
    row = next(csv.DictReader(io.StringIO(as_csv([{"text": f"{start}cmd|'/c calc'!A0"}]), newline="")))
    assert row["text"] == f"'{start}cmd|'/c calc'!A0".replace("\r", "\n")


def test_a_list_cannot_smuggle_a_formula_in() -> None:
    assert as_csv([{"tags": ["=1+1", "b"]}]).splitlines()[1] == '"\'=1+1, b"'


def test_negative_numbers_stay_numbers_in_csv() -> None:
    assert as_csv([{"n": -2, "s": -0.5}]).splitlines()[1] == "-2,-0.5"


def test_markdown_escapes_pipes_and_keeps_a_row_on_a_line() -> None:
    assert as_markdown([{"text": "a | b\nc", "n": 1}]) == "| text | n |\n| --- | --- |\n| a \\| b c | 1 |\n"


def test_nothing_to_list_is_nothing_written() -> None:
    assert as_json([]) == "[]"
    assert as_csv([]) == as_markdown([]) == ""


@given(st.lists(st.fixed_dictionaries({"a": st.text("가ㄱ=,\"'\n|x"), "b": st.integers()}), min_size=1))
def test_csv_reads_back_as_written_but_for_the_apostrophe(rows: list[dict[str, object]]) -> None:
    read = list(csv.DictReader(io.StringIO(as_csv(rows), newline="")))
    assert [row["b"] for row in read] == [str(row["b"]) for row in rows]
    for row, written in zip(read, rows, strict=True):
        text = str(written["a"])
        assert row["a"] == (f"'{text}" if text.lstrip("'").startswith(("=", "\n")) else text)
