"""docs/search.md against the parser, both ways: every word is on the page, and every example means what it says."""

import re
from pathlib import Path

import pytest

from flashcards.core.parsing import parse
from flashcards.core.query import PROPERTIES, STATES, Is, Named, Property, Query, Word, leaves
from flashcards.core.tokens import KEYS, BadQuery

PAGE = (Path(__file__).parents[2] / "docs" / "search.md").read_text(encoding="utf-8")
RIGHT, WRONG = PAGE.split("## Mistakes")
WORDED = re.findall(r"^\| `([a-z]+:[a-z]*)` \| `([^`]+)`", RIGHT, re.MULTILINE)
EXAMPLES = re.findall(r"^\| `([^`]+)` \| [^`]", RIGHT, re.MULTILINE) + [example for _word, example in WORDED]
SHELL = re.findall(r"^    flashcards (?:tips|search)(?: --)? '(.*)'$", RIGHT, re.MULTILINE)
FAULTS = re.findall(r"^\| `([^`]+)` \| ", WRONG, re.MULTILINE)


def name_of(leaf: Query) -> str:
    """Return the word as the page's first column has it."""
    match leaf:
        case Is(state):
            return f"is:{state}"
        case Property(name, _operator, _value):
            return f"prop:{name}"
        case Named(kind, _pattern):
            return f"{kind}:"
        case Word(_pattern, field):
            return f"{field}:"
    return f"{getattr(leaf, 'kind', type(leaf).__name__.lower().removesuffix('ged'))}:"


def test_the_page_has_every_word_and_no_other() -> None:
    known = {f"{key}:" for key in KEYS} - {"is:", "prop:"}
    known |= {f"is:{state}" for state in STATES} | {f"prop:{name}" for name in PROPERTIES}
    assert sorted(word for word, _example in WORDED) == sorted(known)


@pytest.mark.parametrize(("word", "example"), WORDED)
def test_an_example_is_of_its_word(word: str, example: str) -> None:
    assert [name_of(leaf) for leaf in leaves(parse(example))] == [word]


@pytest.mark.parametrize("example", [*EXAMPLES, *SHELL])
def test_every_example_is_read(example: str) -> None:
    assert leaves(parse(example))


@pytest.mark.parametrize("example", FAULTS)
def test_every_mistake_is_refused(example: str) -> None:
    with pytest.raises(BadQuery):
        parse(example)


def test_there_are_examples() -> None:
    assert len(EXAMPLES) > 40
    assert len(SHELL) == 2
    assert len(FAULTS) == 4
