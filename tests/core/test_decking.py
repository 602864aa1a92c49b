"""Options of a deck as text: what is valid, what it becomes, and back again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.decking import OPTIONS, steps_of, steps_text
from flashcards.errors import BadInput


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("retention", "0.92", 0.92),
        ("retention", "92%", 0.92),
        ("new", "0", 0),
        ("reviews", "9999", 9999),
        ("minutes", "15", 15),
        ("steps", "1m 10m", (60, 600)),
        ("steps", "30s, 5, 2h 1d", (30, 300, 7200, 86_400)),
        ("relearn-steps", "none", ()),
        ("max-interval", "365", 365),
        ("order", "Random", "random"),
        ("new", "default", None),
        ("order", "", None),
    ],
)
def test_a_text_becomes_the_value(name: str, text: str, value: object) -> None:
    assert OPTIONS[name].value(text) == value


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("retention", "0.69"), ("retention", "1.5"), ("retention", "nan"), ("retention", "inf"), ("retention", "much"),
        ("new", "-1"), ("new", "10000"), ("new", "٣"), ("new", "1.5"), ("steps", "0m"), ("steps", "1m 10x"),
        ("steps", "99999999999d"), ("max-interval", "0"), ("order", "alphabet"), ("minutes", "1441"),
    ],
)  # fmt: skip
def test_what_is_out_of_range_is_refused_with_the_range(name: str, text: str) -> None:
    with pytest.raises(BadInput, match=name) as refused:
        OPTIONS[name].value(text)
    assert OPTIONS[name].range in str(refused.value)


@given(st.lists(st.integers(1, 30 * 86_400), max_size=6).map(tuple))
def test_steps_are_read_as_they_are_written(steps: tuple[int, ...]) -> None:
    assert steps_of(steps_text(steps)) == steps


@pytest.mark.parametrize("name", OPTIONS)
def test_every_option_says_what_it_means_and_what_is_valid(name: str) -> None:
    assert OPTIONS[name].meaning
    assert OPTIONS[name].range
