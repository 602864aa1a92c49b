"""The query language: every text is read or refused with a place, and every tree can be written and read again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.parsing import parse
from flashcards.core.pattern import Pattern
from flashcards.core.query import (
    FIELDS,
    NAMED,
    OPERATORS,
    PROPERTIES,
    STATES,
    Either,
    Every,
    Flagged,
    Is,
    Lately,
    Named,
    Not,
    Property,
    Query,
    Rated,
    Word,
    written,
)
from flashcards.core.tokens import BadQuery

SIGNS = st.sampled_from('ab가ㄱ :"()-\\*_<>=!.0123 \n') | st.characters()
WORDS = st.sampled_from(
    ["deck:", "tag:", "is:", "is:due", "prop:", "prop:s>", "rated:1", " or ", " and ", "flag:3", "("]
)
TEXTS = st.lists(SIGNS | WORDS, max_size=12).map("".join)
PATTERNS = st.text(max_size=6).map(Pattern.of) | st.lists(
    st.sampled_from(["*", "_", "\\*", "\\_", "\\\\", "a", "가", '"', ":", "(", "-", "x y"]), max_size=5
).map(lambda parts: Pattern("".join(parts)))
LEAVES: st.SearchStrategy[Query] = st.one_of(
    st.builds(Word, PATTERNS.filter(lambda one: not one.only_wild)),
    st.builds(Word, PATTERNS, st.sampled_from(FIELDS)),
    st.builds(Named, st.sampled_from(NAMED), PATTERNS),
    st.builds(Is, st.sampled_from(STATES)),
    st.builds(Flagged, st.integers(0, 7)),
    st.builds(Lately, st.sampled_from(["added", "edited"]), st.integers(1, 36_500)),
    st.builds(Rated, st.integers(1, 36_500), st.none() | st.integers(1, 4)),
    st.builds(Property, st.sampled_from(PROPERTIES), st.sampled_from(OPERATORS), st.integers(-100_000, 100_000)),
    st.builds(Property, st.just("r"), st.sampled_from(OPERATORS), st.floats(0, 1, width=16)),
)


def several(kind: type[Every | Either], parts: st.SearchStrategy[Query]) -> st.SearchStrategy[Query]:
    return st.lists(parts, min_size=2, max_size=4).map(lambda found: kind(tuple(found)))


TREES = st.recursive(
    LEAVES, lambda part: st.builds(Not, part) | several(Every, part) | several(Either, part), max_leaves=12
)


def word(text: str, field: str = "") -> Word:
    return Word(Pattern(text), field)


def read(text: str) -> Query | BadQuery:
    try:
        return parse(text)
    except BadQuery as fault:
        return fault


@given(TEXTS)
def test_any_text_is_read_or_refused_with_a_place(text: str) -> None:
    found = read(text)
    if isinstance(found, BadQuery):
        assert 1 <= found.at <= len(text) + 1
        assert f"from character {found.at} on: " in str(found)
        assert str(found).endswith(".")
        assert "\n" not in str(found)
    else:
        assert parse(written(found)) == found


@given(TREES)
def test_a_tree_that_is_written_and_read_is_the_same(tree: Query) -> None:
    assert parse(written(tree)) == tree


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("", Every()),
        ("  ", Every()),
        ("one", word("one")),
        ("one two", Every((word("one"), word("two")))),
        ("one and two", Every((word("one"), word("two")))),
        ("one or two", Either((word("one"), word("two")))),
        ("one two OR three", Either((Every((word("one"), word("two"))), word("three")))),
        ("one (two or three)", Every((word("one"), Either((word("two"), word("three")))))),
        ("(one)(two)", Every((word("one"), word("two")))),
        ("-one", Not(word("one"))),
        ("-(one or two)", Not(Either((word("one"), word("two"))))),
        ('-"one two"', Not(word("one two"))),
        ("one-two", word("one-two")),
        ("a - b", Every((word("a"), word("-"), word("b")))),
        ('"one  two"', word("one  two")),
        (r'"say \"so\""', word('say "so"')),
        ('"or"', word("or")),
        (r"\(one\)", word("(one)")),
        (r"\-one", word("-one")),
        (r"c:\temp", word(r"c:\\temp")),
        ("on*e_", word("on*e_")),
        (r"snake\_case", word(r"snake\_case")),
        ("_", word(r"\_")),
        ("**", word(r"\*\*")),
        ("deck:Work", Named("deck", Pattern("Work"))),
        ('deck:"My work"', Named("deck", Pattern("My work"))),
        ('"deck:My work"', Named("deck", Pattern("My work"))),
        ("DECK:Work::Sub", Named("deck", Pattern("Work::Sub"))),
        ("tag:*", Named("tag", Pattern("*"))),
        ("source:notes.md", Named("source", Pattern("notes.md"))),
        ("answer:_*", word("_*", "answer")),
        ("is:Due", Is("due")),
        ("flag:0", Flagged(0)),
        ("prop:s>=21", Property("s", ">=", 21)),
        ("prop:r<0.9", Property("r", "<", 0.9)),
        ("prop:due=-1", Property("due", "=", -1)),
        ("added:7", Lately("added", 7)),
        ("edited:1", Lately("edited", 1)),
        ("rated:3", Rated(3)),
        ("rated:3:1", Rated(3, 1)),
        ("https://example.org", word("https://example.org")),
        ("10:30", word("10:30")),
        ("work::review", word("work::review")),
        ("note: this", Every((word("note:"), word("this")))),
        ('"note:this"', word("note:this")),
        (r"note\:this", word("note:this")),
        ("질문:이것", word("질문:이것")),
    ],
)
def test_a_search_is_read_as_it_is_meant(text: str, tree: Query) -> None:
    assert parse(text) == tree


@pytest.mark.parametrize(
    ("text", "at", "hint"),
    [
        ("dekc:Work", 1, "perhaps deck: is meant; in quotes"),
        ("one xyz:2", 5, "known are deck:, tag:, source:"),
        ("is:lerned", 4, "perhaps learned is meant"),
        ("is:xyz", 4, "known are new, learn, review, due"),
        ("deck:", 6, "deck: wants something right after its colon"),
        ("one is: two", 8, "is: wants something"),
        ("flag:8", 6, "a whole number from 0 to 7"),
        ("flag:red", 6, "a whole number from 0 to 7"),
        ("added:0", 7, "a whole number from 1 to 36500"),
        ("rated:1:5", 9, "a whole number from 1 to 4"),
        ("rated:x", 7, "a whole number from 1 to 36500"),
        ("prop:ivl>2.5", 10, "a whole number"),
        ("prop:s>many", 8, "a number such as 0.9"),
        ("prop:s", 6, "prop: compares by one of <=, >="),
        ("prop:ease>2", 6, "known are s, d, r, ivl, due, reps, lapses"),
        ("prop:lapse>2", 6, "perhaps lapses is meant"),
        ("(one", 1, "this bracket is never closed"),
        ("one)", 4, "no bracket is open here"),
        ("()", 2, "a word is missing here"),
        ("one or", 7, "a word is missing here"),
        ("or one", 1, "a word is missing here"),
        ("one or or two", 8, "a word is missing here"),
        ('one "two', 5, "this quote is never closed"),
        ('deck:"two', 6, "this quote is never closed"),
        ("a " * 201, 401, "more than 200 words"),
        ("(" * 51 + "a", 51, "nested deeper than 50"),
        ("a" * 5001, 5001, "longer than 5000 characters"),
        ("one \ud800", 5, "no text"),
    ],
)
def test_a_mistake_is_named_with_its_place_and_what_is_right_there(text: str, at: int, hint: str) -> None:
    with pytest.raises(BadQuery) as caught:
        parse(text)
    assert caught.value.at == at
    assert hint in str(caught.value)
    assert f"from character {at} on" in str(caught.value)
    assert caught.value.exit_code == 3
