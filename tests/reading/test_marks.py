"""Explicit marks win over inference."""

import pytest

from flashcards.core.note import CardsMode
from flashcards.reading.marks import Marked, Pair, take_cloze, take_marks, take_pair
from tests.reading.shown import answers, keys, points, proposal_of, question, read


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Call first #card", Marked("Call first", card=True)),
        ("Call first #skip", Marked("Call first", skip=True)),
        ("Call first ^tip-1", Marked("Call first", block_id="tip-1")),
        ("Call first #work/phone #card ^t1", Marked("Call first", card=True, tags=("work/phone",), block_id="t1")),
        ("Issue #12 is open", Marked("Issue #12 is open")),
        ("Fix #12", Marked("Fix #12")),
        ("x^2", Marked("x^2")),
    ],
)
def test_trailing_marks_are_cut_off_and_kept(text: str, marked: Marked) -> None:
    assert take_marks(text) == marked


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("front :: back", Pair("front", "back", both_ways=False)),
        ("앞 ::: 뒤", Pair("앞", "뒤", both_ways=True)),
        ("a :: b :: c", Pair("a", "b :: c", both_ways=False)),
        ("std::vector grows", None),
        ("empty :: ", None),
        ("{{c1::a::hint}} stands", None),
    ],
)
def test_front_and_back_stand_between_spaces(text: str, pair: Pair | None) -> None:
    assert take_pair(text) == pair


@pytest.mark.parametrize(
    ("text", "cloze"),
    [
        ("The ==bowline== holds", "The {{c1::bowline}} holds"),
        ("==a== and ==b==", "{{c1::a}} and {{c2::b}}"),
        ("{{c2::x::h}} and ==y==", "{{c2::x::h}} and {{c3::y}}"),
        ("a == b and c == d", None),
        ("{{c1::open", None),
    ],
)
def test_cloze_marks_are_numbered_after_those_that_stand(text: str, cloze: str | None) -> None:
    assert take_cloze(text) == cloze


def test_a_deck_file_becomes_pairs_clozes_and_questions() -> None:
    proposal = proposal_of("deck-en.md")
    found = points(proposal)
    assert answers(proposal) == {11: [11, 12, 13], 14: [14], 16: [16], 18: [19]}
    assert (found[11].kind, found[11].text, [d.line for d in found[11].details]) == ("pair", "The bowline", [12, 13])
    assert (found[14].both_ways, found[14].tags, found[14].block_id) == (True, ("sea",), "bow1")
    assert found[15].text == "The sheet bend joins {{c4::two ropes}} of {{c3::different::how alike}} thickness."
    assert found[15].kind == "cloze"
    assert keys(proposal) == [11, 14, 15, 19]
    assert question(proposal, 11).section == ("Loops",)


@pytest.mark.parametrize("mode", list(CardsMode))
def test_marks_make_cards_in_every_mode(mode: CardsMode) -> None:
    assert keys(proposal_of("deck-en.md", mode)) == [11, 14, 15, 19]


def test_card_and_skip_overrule_the_score() -> None:
    text = "- What helps?\n  - Sleep before you decide.  #skip\n  - haha #card\n"
    assert keys(read(text)) == [3]
    assert keys(read(text, CardsMode.ALL)) == [3]


def test_skip_on_a_question_leaves_out_all_of_it() -> None:
    assert keys(read("- What helps? #skip\n  - Sleep on it.\n  - Ask a friend.\n")) == []


def test_only_marks_make_cards_in_marked_mode() -> None:
    text = "- What helps?\n  - You should sleep on it.\n\nQ: 왜 자야 하나요?\nA: 잠이 기억을 굳힙니다.\n"
    assert keys(read(text, CardsMode.MARKED)) == [5]


def test_the_argument_wins_over_the_header() -> None:
    text = "---\ncards: marked\n---\n- What helps?\n  - You should sleep on it.\n"
    assert keys(read(text)) == []
    assert keys(read(text, CardsMode.KEY)) == [5]


def test_all_takes_every_point_but_jokes_asides_and_labels() -> None:
    text = "- What helps?\n  - A nap\n    - on the train home\n  - ㅋㅋㅋ\n  - Good question!\n  - Also:\n    - tea\n"
    assert keys(read(text, CardsMode.ALL)) == [2, 3, 7]


def test_a_smaller_min_score_makes_more_cards() -> None:
    text = "- What helps?\n  - You should sleep.\n  - 5 hours\n    - on the train home\n"
    assert keys(read(text, min_score=0.0)) == [2, 3, 4]
    assert keys(read(text, min_score=1.0)) == []


def test_a_mark_inside_code_is_code() -> None:
    assert take_pair("Write `std :: move` in full.") is None
    assert take_pair("What is `a :: b`? :: a pair") == Pair("What is `a :: b`?", "a pair", both_ways=False)


REMNOTE = """\
- Capitals
    - Capital of France >> Paris
    - 이탈리아의 수도 <> 로마 #travel
    - Capital of Spain :: Madrid
    - `a >> b` shifts >> to the right
"""


def test_remnotes_arrows_are_front_and_back_where_three_items_have_them() -> None:
    found = [(one.text, one.points[0].text, one.points[0].both_ways) for one in read(REMNOTE).questions if one.asked]
    assert found == [
        ("Capital of France", "Paris", False),
        ("이탈리아의 수도", "로마", True),
        ("Capital of Spain", "Madrid", False),
        ("`a >> b` shifts", "to the right", False),
    ]


def test_two_items_with_arrows_are_no_deck() -> None:
    few = "".join(REMNOTE.splitlines(keepends=True)[:4])
    assert [one.text for one in read(few).questions if one.asked] == ["Capital of Spain"]
