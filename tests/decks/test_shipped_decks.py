"""The shipped decks and the examples of the deck format, held to what they promise."""

import re
from pathlib import Path

import pytest

from flashcards.bundled import shipped_decks
from flashcards.core import cloze
from flashcards.reading.normal import normalise
from flashcards.reading.proposal import Proposal, ProposedPoint
from flashcards.reading.read import read_notes

MASTERCLASS = "ai-masterclass"
TOUR = "flashcards-tour"
BOTH = pytest.mark.parametrize("name", [MASTERCLASS, TOUR])

DECK_FORMAT = Path(__file__).resolve().parents[2] / "docs" / "deck-format.md"
EXAMPLE = re.compile(
    r"(?P<says>(?:[^\n]+\n)+)\n```markdown cards=(?P<cards>\d+)\n(?P<text>.*?)\n```$",
    re.DOTALL | re.MULTILINE,
)
IN_WORDS = ("none", "one", "two", "three")

HANGUL = re.compile("[가-힣]")
NAMED_PERSON = re.compile(
    r"[가-힣]{2,4}\s?님|[가-힣]{2,4}\s씨|(?:CTO|CEO|교수|대표|강사|멘토)(?:님|\b)|\b(?:Mr|Mrs|Ms|Dr|Prof)\."
)
LEANS_ON_ANOTHER_CARD = re.compile(
    r"^(?:이것|그것|이런|그런|이 |그 |위의|앞의|다음)|[첫둘셋넷]째|번째"
    r"|^(?:This|That|It|They|These|Those)\b|\b(?:first|second|third) of\b"
)
LONGEST_FRONT = {MASTERCLASS: 60, TOUR: 90}
LONGEST_ANSWER_IN_WORDS = 15
LONGEST_DETAIL = 120


def read(name: str) -> Proposal:
    path = shipped_decks()[name]
    return read_notes(path.read_text(encoding="utf-8"), file=path.name)


def pairs(name: str) -> list[tuple[str, ProposedPoint]]:
    """Return each point of a deck with the front that asks for it."""
    return [(question.text, point) for question in read(name).questions for point in question.points]


def card_count(proposal: Proposal) -> int:
    """Count the ask, reversed, why and cloze cards that a proposal makes."""
    return sum(_cards_of(point) for question in proposal.questions for point in question.points if point.key)


def _cards_of(point: ProposedPoint) -> int:
    return (len(cloze.numbers(point.text)) or 1 + point.both_ways) + (point.why is not None)


def examples() -> list[tuple[str, int, str]]:
    """Return each example of the deck format: the paragraph before it, its number of cards, its text."""
    found = EXAMPLE.finditer(DECK_FORMAT.read_text(encoding="utf-8"))
    return [(match["says"], int(match["cards"]), match["text"]) for match in found]


def test_the_masterclass_deck_has_fifty_to_sixty_tips() -> None:
    assert 50 <= len(pairs(MASTERCLASS)) <= 60


def test_a_condition_and_a_reason_of_the_masterclass_deck_are_asked_for() -> None:
    found = [point.why.condition for _front, point in pairs(MASTERCLASS) if point.why is not None]
    assert found == [True, False]


def test_the_tour_has_ten_cards() -> None:
    assert card_count(read(TOUR)) == 10


@BOTH
def test_a_shipped_deck_is_read_without_a_problem(name: str) -> None:
    assert read(name).problems == ()


@BOTH
def test_every_point_of_a_shipped_deck_becomes_a_card_with_a_front_and_a_back(name: str) -> None:
    for front, point in pairs(name):
        assert point.key
        assert point.kind == "pair"
        assert front.strip()
        assert point.text.strip()


@BOTH
def test_every_pair_written_in_a_shipped_deck_is_read(name: str) -> None:
    text = shipped_decks()[name].read_text(encoding="utf-8")
    written = [tuple(line[2:].split(" :: ")) for line in text.splitlines() if line.startswith("- ")]
    assert [(front, point.text) for front, point in pairs(name)] == written


@BOTH
def test_no_detail_line_of_a_shipped_deck_is_lost(name: str) -> None:
    text = shipped_decks()[name].read_text(encoding="utf-8")
    written = [line.removeprefix("    - ") for line in text.splitlines() if line.startswith("    - ")]
    assert [detail.text for _, point in pairs(name) for detail in point.details] == written


@BOTH
def test_a_shipped_deck_asks_nothing_twice(name: str) -> None:
    fronts = [normalise(front) for front, _ in pairs(name)]
    backs = [normalise(point.text) for _, point in pairs(name)]
    assert len(set(fronts)) == len(fronts)
    assert len(set(backs)) == len(backs)


@BOTH
def test_a_front_asks_names_its_subject_and_does_not_give_its_answer_away(name: str) -> None:
    for front, point in pairs(name):
        assert front.endswith("?")
        assert not LEANS_ON_ANOTHER_CARD.search(front)
        assert normalise(point.text) not in normalise(front).split()
        assert len(front) <= LONGEST_FRONT[name]


@BOTH
def test_an_answer_is_short_and_has_at_most_one_line_of_small_print(name: str) -> None:
    for _, point in pairs(name):
        assert len(point.text.split()) <= LONGEST_ANSWER_IN_WORDS
        assert len(point.details) <= 1
        assert all(len(detail.text) <= LONGEST_DETAIL for detail in point.details)


@BOTH
def test_a_shipped_deck_names_no_person(name: str) -> None:
    assert read(name).header.speaker is None
    assert not NAMED_PERSON.search(shipped_decks()[name].read_text(encoding="utf-8"))


@pytest.mark.parametrize("text", ["홍길동 님처럼", "김철수님은", "홍길동 씨는", "홍 CTO", "Dr. Kim"])
def test_a_named_person_would_be_seen(text: str) -> None:
    assert NAMED_PERSON.search(text)


def test_the_masterclass_deck_is_korean_card_by_card() -> None:
    assert read(MASTERCLASS).header.lang == "ko"
    for front, point in pairs(MASTERCLASS):
        assert HANGUL.search(front)
        assert HANGUL.search(point.text)


def test_every_markdown_example_of_the_deck_format_is_tested() -> None:
    fences = re.findall(r"^```markdown", DECK_FORMAT.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(examples()) == len(fences) >= 15


@pytest.mark.parametrize(("says", "cards", "text"), examples())
def test_an_example_of_the_deck_format_makes_the_cards_it_promises(says: str, cards: int, text: str) -> None:
    assert IN_WORDS[cards] in re.findall(r"\w+", says.lower())
    proposal = read_notes(text, file="example.md")
    assert card_count(proposal) == cards
    assert [problem.message for problem in proposal.problems] == []
