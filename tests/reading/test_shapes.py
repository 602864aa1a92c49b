"""docs/shapes.md: every example becomes the cards that the page says."""

import re
from pathlib import Path

import pytest

from tests.reading.shown import shape

PAGE = (Path(__file__).parents[2] / "docs" / "shapes.md").read_text(encoding="utf-8")
EXAMPLE = re.compile(r"^## (.+?)\n\n````markdown\n(.*?)\n````\n\n````text\n(.*?)\n````$", re.DOTALL | re.MULTILINE)
EXAMPLES = EXAMPLE.findall(PAGE)


def test_every_heading_of_the_page_has_an_example() -> None:
    assert len(EXAMPLES) == PAGE.count("````markdown") >= 20


@pytest.mark.parametrize(("notes", "cards"), [example[1:] for example in EXAMPLES], ids=[one[0] for one in EXAMPLES])
def test_notes_of_a_shape_become_the_cards_that_the_page_says(notes: str, cards: str) -> None:
    assert shape(notes) == cards
