"""Bytes of notes: every encoding people save, and nothing that is not text."""

import contextlib
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.errors import BadInput
from flashcards.reading.decode import MAX_BYTES, decode, normalise

KOREAN = "- 무엇을 먼저 배울까요?\n  - 손에 익은 도구 하나를 끝까지 파 보세요.\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp949", "euc-kr"]
)
def test_korean_notes_read_the_same_in_every_encoding(encoding: str) -> None:
    assert decode(KOREAN.encode(encoding), file="notes.md") == KOREAN


def test_english_utf16_without_a_mark_is_recognised() -> None:
    text = "- Ask early\n- Ask often\n"
    assert decode(text.encode("utf-16-le"), file="a.md") == text


def test_line_ends_become_newlines_and_lines_keep_their_numbers() -> None:
    assert decode(b"a\r\nb\r\n\r\nc", file="a.md") == "a\nb\n\nc"
    assert normalise("a\rb\nc") == "a b\nc"


def test_decomposed_hangul_is_composed() -> None:
    assert decode(unicodedata.normalize("NFD", KOREAN).encode(), file="a.md") == KOREAN


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x01\x02\x03", "photo.md is not a text file"),
        (bytes(range(256)) * 4, "photo.md"),
        ("café, naïve, déjà vu".encode("latin-1"), "photo.md is neither UTF-8"),
        (b"\xff\xfe\x00", "photo.md is damaged UTF-16-LE text"),
    ],
)
def test_what_is_not_text_is_refused_in_one_sentence_with_the_file(data: bytes, says: str) -> None:
    with pytest.raises(BadInput) as refusal:
        decode(data, file="photo.md")
    assert says in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_an_undecodable_byte_is_named_with_its_line() -> None:
    with pytest.raises(BadInput, match=r"line 3"):
        decode(b"one\ntwo\nth\xffee", file="a.md")


def test_a_file_above_the_cap_is_refused_before_it_is_decoded() -> None:
    with pytest.raises(BadInput, match="larger than 16 MB"):
        decode(b"a" * (MAX_BYTES + 1), file="a.md")


@given(st.binary(max_size=400))
def test_any_bytes_give_text_or_one_sentence(data: bytes) -> None:
    with contextlib.suppress(BadInput):
        text = decode(data, file="x.md")
        assert "\r" not in text
        assert unicodedata.is_normalized("NFC", text)
