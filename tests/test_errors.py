"""One tree of errors: each class has its exit code, and a sentence that data cannot break."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards import errors
from flashcards.errors import (
    BadInput,
    Busy,
    DatabaseError,
    FlashcardsError,
    NotFound,
    NothingToDo,
    Refused,
    Unavailable,
    UsageError,
)

DRAWN = re.findall(r"[├└]── (\w+) +(\d+)", errors.__doc__ or "")
CLASSES: list[type[FlashcardsError]] = [
    value for value in vars(errors).values() if isinstance(value, type) and value is not FlashcardsError
]


def test_every_class_is_drawn_with_its_exit_code() -> None:
    assert {name: int(code) for name, code in DRAWN} == {one.__name__: one.exit_code for one in CLASSES}
    assert [name for name, _code in DRAWN] == [one.__name__ for one in CLASSES]


def test_the_exit_codes_are_those_of_the_commands() -> None:
    own = {NothingToDo: 1, UsageError: 2, BadInput: 3, NotFound: 3, DatabaseError: 4, Busy: 75, Refused: 5}
    codes = {**own, Unavailable: 69}
    assert {one: one.exit_code for one in CLASSES} == codes


@pytest.mark.parametrize("one", CLASSES)
def test_every_error_is_caught_as_one(one: type[FlashcardsError]) -> None:
    with pytest.raises(FlashcardsError, match="Nothing is due"):
        raise one("Nothing is due.")


def test_what_is_not_found_is_bad_input() -> None:
    with pytest.raises(BadInput):
        raise NotFound("There is no card #{n}.", n=7)


@given(st.text())
def test_data_in_a_sentence_is_shown_as_it_is(text: str) -> None:
    assert str(BadInput("No card in {text}.", text=text)) == f"No card in {text}."
    assert str(BadInput(f"No card in {text}.")) == f"No card in {text}."
