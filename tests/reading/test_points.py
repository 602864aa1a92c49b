"""Points carry what a card needs: their condition, who said them, and the addresses of their line."""

from flashcards.core.note import CardsMode
from flashcards.reading.echo import echoed, stems
from flashcards.reading.speakers import is_name, known_names, take_asker
from tests.reading.shown import keys, points, question, read


def test_a_condition_below_its_claim_stands_in_the_answer() -> None:
    found = points(read("- When do I repot?\n  - Repot every spring.\n    - unless it is in bloom\n"))
    assert found[2].text == "Repot every spring (unless it is in bloom)"
    assert [(detail.line, detail.text) for detail in found[2].details] == [(3, "unless it is in bloom")]
    assert not found[3].key


def test_a_condition_beside_its_claim_stands_in_the_answer_too() -> None:
    text = (
        "- 언제 분갈이하나요?\n  - 봄에 한 번 하세요.\n  - 다만 꽃이 피었으면 기다립니다.\n  - 물은 사흘 뒤에 주세요.\n"
    )
    found = points(read(text))
    assert found[2].text == "봄에 한 번 하세요 (다만 꽃이 피었으면 기다립니다)"
    assert [detail.line for detail in found[2].details] == [3]
    assert keys(read(text)) == [2, 4]


def test_a_condition_without_a_claim_above_it_stays_a_line_of_its_own() -> None:
    found = points(read("- Is it safe?\n  - only if you wear gloves\n"))
    assert found[2].text == "only if you wear gloves"
    assert found[2].key


def test_where_every_line_is_a_card_conditions_are_cards() -> None:
    text = "- When do I repot?\n  - Repot every spring.\n  - unless it is in bloom\n"
    assert keys(read(text, cards=CardsMode.ALL)) == [2, 3]


def test_several_speakers_are_named_on_their_points() -> None:
    text = "- What do you plant first?\n  - 은별) 상추요\n  - 우진) 저는 고추를 심으세요라고 해요\n"
    text += "- And last?\n  - 은별) 마늘을 심으세요\n  - 우진) 양파요\n"
    found = question(read(text), 1)
    assert (found.points[0].text, found.points[0].speaker) == ("상추요", "은별")
    assert found.speaker is None


def test_a_label_before_a_colon_is_no_speaker() -> None:
    assert known_names(["장점: 싸다", "장점: 가볍다"]) == frozenset()
    assert known_names(["# 가람님 이야기", "가람: 그렇죠", "가람: 아니요"]) == {"가람"}


def test_who_asked_is_cut_off_the_cue_and_a_topic_is_kept() -> None:
    assert question(read("- [홍길동] 언제 심나요?\n  - 봄에 심으세요.\n"), 1).text == "언제 심나요?"
    assert question(read("- [백엔드] 언제 배우나요?\n  - 지금 배우세요.\n"), 1).text == "[백엔드] 언제 배우나요?"
    assert take_asker("[홍길동] 언제 심나요?") == ("홍길동", "언제 심나요?")


def test_names_are_told_from_words() -> None:
    assert is_name("Kim (platform)")
    assert is_name("박민서")
    assert not is_name("Start with one bed")


def test_the_addresses_of_links_and_images_are_kept_beside_the_text() -> None:
    text = "- What do I read?\n  - Read [the guide](https://g.example.org/a_(b)) and ![map](img/m.png), see https://x.example.\n"
    found = points(read(text))[2]
    assert found.urls == ("https://g.example.org/a_(b)", "img/m.png", "https://x.example")
    assert "example" not in found.text


def test_a_question_of_several_questions_is_kept_whole() -> None:
    text = (
        "- 저는 올해 처음으로 텃밭을 시작했는데 흙도 좋지 않고 시간도 주말밖에 없어서 걱정이 많은 사람입니다. "
        "퇴비는 언제 섞어야 하나요? 그리고 물은 며칠에 한 번 주어야 하나요?\n  - 두 주 전에 섞으세요.\n"
    )
    assert question(read(text), 1).text == "퇴비는 언제 섞어야 하나요? 그리고 물은 며칠에 한 번 주어야 하나요?"


def test_a_line_echoes_an_earlier_one_by_its_stems() -> None:
    first = stems("Phone ten donors before the party")
    assert echoed(stems("so phone donors before any party"), [first]) > 0.7
    assert echoed(stems("Write the letter"), [first]) == 0
    assert echoed(stems("그럼요"), [stems("그럼요")]) == 0
