"""Which lines ask and which lines answer them: one claim for every shape of notes that people write."""

import pytest

from flashcards.reading.asking import asking_of
from tests.reading.shown import answers, cues, keys, points, proposal_of, question, read


def test_tabs_and_spaces_mixed_in_a_file_all_make_answers() -> None:
    assert answers(proposal_of("mixed-indents-ko.md")) == {
        5: [6, 7, 8, 9],
        10: [11, 12],
        13: [14],
        15: [16, 17],
        18: [19],
        20: [],
    }


def test_numbered_questions_take_shallow_deep_and_flat_answers() -> None:
    assert answers(proposal_of("numbered-en.md")) == {3: [4, 5], 6: [7], 8: [10], 12: [13, 14], 15: []}


def test_a_question_without_an_answer_is_kept_and_reported() -> None:
    proposal = proposal_of("numbered-en.md")
    assert [(p.line, p.severity, p.file) for p in proposal.problems] == [(15, "warning", "numbered-en.md")]
    assert question(proposal, 15).points == ()


def test_a_marker_alone_leaves_the_asking_to_the_line_below() -> None:
    proposal = proposal_of("code-like-ko.md")
    assert answers(proposal) == {5: [9, 10], 14: [18]}
    assert question(proposal, 5).ordered
    assert read("Q.\nWhere do we eat?\n\nA.\nAt the river.\n").questions[0].answer_lines == (5,)


def test_a_label_above_a_list_is_its_cue() -> None:
    assert cues(proposal_of("labels-ko.md")) == {"배포 팁": [4, 5, 6], "다음 주제": [8, 9], "모니터링 조언": [13, 14]}


def test_headings_ask_for_everything_below_them_but_nested_questions() -> None:
    proposal = proposal_of("headings-ko.md")
    assert answers(proposal) == {3: [5, 6], 8: [10], 12: [14]}
    assert question(proposal, 12).context == "추천서는 누구에게 부탁해야 할까요"


def test_names_below_a_bold_question_are_its_speakers() -> None:
    proposal = proposal_of("panel-en.md")
    assert answers(proposal) == {3: [5, 6, 7, 8], 10: [12, 13, 14, 15]}
    assert question(proposal, 3).speaker is None
    assert [(p.line, p.speaker) for p in question(proposal, 3).points if p.key] == [(6, "Kim"), (8, "Lee (platform)")]
    assert keys(proposal) == [6, 8, 13]


def test_every_prefix_is_cut_off_and_pairs_with_the_next_answer() -> None:
    proposal = proposal_of("prefixes-mixed.md")
    assert answers(proposal) == {3: [4], 6: [7], 9: [10], 12: [14], 16: [18], 20: [21], 23: []}
    texts = {q.line: (q.text, [point.text for point in q.points]) for q in proposal.questions}
    assert texts[6] == ("Should I learn a second language?", ["Yes, once the first one pays your rent."])
    assert texts[9] == ("퇴근 후 공부는 얼마나 하나요?", ["하루 한 시간이면 충분합니다."])
    assert texts[12] == ("사이드 프로젝트는 꼭 필요한가요?", ["필수는 아니지만 배포까지 해 본 경험은 중요합니다."])
    assert texts[16] == ("번아웃이 오면 어떻게 하시나요?", ["쉬는 날을 먼저 달력에 적으세요."])
    assert texts[20] == ("좋은 팀인지 어떻게 알아보나요", ["면접에서 실패한 프로젝트를 물어보세요."])
    assert question(proposal, 16).speaker == "박서연 대표"
    assert [p.line for p in proposal.problems] == [23]


def test_an_answer_on_the_questions_own_line_is_split_off() -> None:
    proposal = proposal_of("same-line-en.md")
    assert [(q.text, q.points[0].text) for q in proposal.questions] == [
        ("what is a flaky test?", "A test that fails without a change in the code"),
        ("how long should a pull request be?", "short enough to read before lunch"),
        ("Where do you keep notes?", "one plain text file"),
    ]
    assert answers(proposal) == {3: [3], 4: [4], 5: [5]}


def test_follow_ups_inside_an_answer_keep_their_own_answers() -> None:
    proposal = proposal_of("follow-ups-en.md")
    assert answers(proposal) == {3: [4], 5: [6], 7: [8], 9: [10], 11: [12]}
    assert question(proposal, 5).context == "How do I get better at estimating?"


def test_a_statement_among_questions_asks_too() -> None:
    found = question(proposal_of("mixed-indents-ko.md"), 18)
    assert found.reason == "stands among questions"
    assert not answers(read("- Our proxy blocks it\n  - Use the mirror.\n- The disk is full\n  - Delete the logs.\n"))


def test_a_question_mark_does_not_make_a_question_everywhere() -> None:
    proposal = proposal_of("not-questions-ko.md")
    assert answers(proposal) == {}
    assert keys(proposal) == []


def test_a_speakers_agreeing_question_is_part_of_the_answer() -> None:
    text = "- 팀을 옮겨도 될까요?\n  - 당연히 두렵겠죠?\n    - 누구나 그렇습니다.\n  - 먼저 한 달만 같이 일해 보세요.\n"
    assert answers(read(text)) == {1: [2, 3, 4]}


def test_contents_comments_html_code_and_addresses_are_never_cards() -> None:
    proposal = proposal_of("regions-en.md")
    assert answers(proposal) == {13: [15, 16], 22: [24]}
    assert keys(proposal) == [15, 24]
    assert points(proposal)[24].text == "The person who proposed the book should host."


def test_prose_without_structure_makes_no_cards() -> None:
    proposal = proposal_of("diary-ko.md")
    assert answers(proposal) == {}
    assert keys(proposal) == []
    assert proposal.problems == ()


def test_a_closing_section_without_questions_is_asked_by_its_title() -> None:
    proposal = proposal_of("mixed-indents-ko.md")
    assert cues(proposal) == {"마지막 말씀": [24], "커뮤니티": [26, 27]}
    assert keys(proposal)[-3:] == [24, 26, 27]


def test_plain_paragraphs_ask_where_several_short_ones_do() -> None:
    text = "Why now?\n\nIt got cheap.\n\nWhy us?\n\nWe are near.\n\nWhat is next?\n\nRest.\n"
    assert answers(read(text)) == {1: [3], 5: [7], 9: [11]}
    assert answers(read("It rained. Why now?\n\nI read on.\n\nThe bakery was closed.\n")) == {}


def test_questions_and_answers_that_alternate_in_a_flat_list_pair_up() -> None:
    text = "## Q&A\n\n- Where do you write?\n- At the kitchen table.\n- When?\n- Before breakfast.\n"
    assert answers(read(text)) == {3: [4], 5: [6]}


def test_a_bold_question_is_answered_by_the_paragraphs_up_to_the_next_one() -> None:
    text = "**Why walk?**\nIt clears the head.\n\nAnd it is free.\n\n**Closing**\nThanks for coming.\n"
    assert answers(read(text)) == {1: [2, 4]}


def test_a_marked_question_may_be_answered_in_its_own_sentence() -> None:
    found = read("(질문) 본질은 무엇일까? 나누는 일이다.\n").questions[0]
    assert (found.text, found.points[0].text, found.answer_lines) == ("본질은 무엇일까?", "나누는 일이다.", (1,))


def test_a_summary_asks_for_what_it_folds_away() -> None:
    text = "<details>\n<summary>Which editor?</summary>\n1. The one you know.\n</details>\n"
    assert answers(read(text)) == {2: [3]}


def test_headings_indented_under_an_item_are_labels() -> None:
    text = "- Monday\n\n    ### Q&A\n\n    1. Why tests?\n    - To sleep well.\n"
    proposal = read(text)
    assert answers(proposal) == {5: [6]}
    assert question(proposal, 5).section == ("Monday", "Q&A")


def test_windows_line_ends_and_decomposed_hangul_change_nothing() -> None:
    text = "- 언제 쉬나요?\r\n  - 지치기 전에 쉬세요."
    decomposed = "- 언제 쉬나요?\n  - 지치기 전에 쉬세요."
    assert answers(read("\ufeff" + text)) == answers(read(decomposed)) == {1: [2]}
    assert read(text).questions == read(decomposed).questions


def test_a_heading_over_questions_is_a_topic_and_part_of_their_section() -> None:
    proposal = read(
        "# Talk\n\n## What did people ask?\n\n- Why now?\n  - It is cheap now.\n- Why us?\n  - We can do it.\n"
    )
    assert answers(proposal) == {5: [6], 7: [8]}
    assert question(proposal, 5).section == ("What did people ask?",)


def test_an_imperative_heading_is_a_point_itself() -> None:
    proposal = read("# Talk\n\n## Lessons\n\n### Write every day\n\nEven ten minutes.\n")
    assert points(proposal)[5].text == "Write every day"
    assert points(proposal)[5].key


@pytest.mark.parametrize(
    "text",
    [
        "무엇을 먼저 배워야 하는지 궁금합니다.",
        "연봉은 어떻게 정하시는지",
        "이직을 결심하신 이유는",
        "공부 방법을 듣고 싶습니다 (책이나 강의 등)",
        "개발 문화가 어떤지 알려주세요!",
        "어디까지 준비해야 할까요",
        "지표를 고르는 기준은 무엇인가요? ㅎㅎ",
        "Is it worth it? Thanks!",
        "How do you deal with rejection",
        "Any advice for career changers",
        "Curious about your morning routine",
    ],
)
def test_these_words_ask(text: str) -> None:
    assert asking_of(text).confidence >= 0.6


@pytest.mark.parametrize(
    "text",
    [
        "매일 한 페이지씩 읽으세요.",
        "여기까지",
        "이미지 메시지 패키지",
        "'왜 필요한가?'라는 물음을 먼저 던지세요.",
        "How to ask for a raise",
        "What I learned last year",
        "Question everything you read.",
        "Quarterly goals: three at most",
        "A. plan with numbers",
    ],
)
def test_these_words_do_not_ask(text: str) -> None:
    assert asking_of(text).confidence == 0


def test_a_question_may_be_followed_by_what_is_behind_it() -> None:
    text = "- 멀칭은 꼭 해야 하나요? 환경에 안 좋을 거 같은데\n  - 신문지로 하세요.\n"
    text += "- 물은 며칠에 한 번 줘야 할지 모르겠어요\n  - 사흘에 한 번.\n"
    assert answers(read("## 질문\n" + text)) == {2: [3], 4: [5]}


def test_a_question_that_is_only_quoted_or_in_parentheses_asks_nothing() -> None:
    text = '## Q&A\n- How do I say no?\n  - Show the list.\n- She said "who dropped it?"\n  - nobody answered\n'
    assert question(read(text), 4).reason == "stands among questions"
    text = "## Rules\n- the last one out closes the window (does he?)\n- label the jars\n- wash the brushes\n"
    assert answers(read(text)) == {}


def test_titles_among_asking_titles_ask_only_where_they_say_something() -> None:
    text = "# FAQ\n## 언제 심나요?\n- 봄에 심으세요.\n## 어디에 두나요?\n- 창가에 두세요.\n"
    text += "## 잎이 자꾸 떨어져요\n- 물을 줄이세요.\n## 화분 이야기\n- 큰 것을 쓰세요.\n"
    assert list(answers(read(text))) == [2, 4, 6]


def test_a_statement_with_a_conclusion_below_it_is_a_premise() -> None:
    text = "# Book\n## Asked\n- why do plans slip?\n  - nobody counts rest\n- how long is long?\n  - a year\n"
    text += "- full calendars break\n  → plan for four days\n"
    assert list(answers(read(text))) == [3, 5]


def test_a_callout_and_a_dash_after_the_question_mark_ask() -> None:
    assert answers(read("> [!question] How do I start\n> Start small.\n> Start today.\n")) == {1: [2, 3]}
    assert answers(read("1. How low can I go? - eight percent\n2. Who picks the day? - you do\n")) == {1: [1], 2: [2]}


def test_a_numbered_question_goes_on_after_a_paragraph_at_its_own_indent() -> None:
    text = "1. 어떻게 시작하나요?\n작게 시작하세요.\n2. 언제 멈추나요?\n정오에 멈추세요.\n"
    assert answers(read(text)) == {1: [2], 3: [4]}


def test_a_bold_title_ends_the_answer_of_a_marked_question() -> None:
    text = "Q. Who pays?\n\nA. The buyer pays.\n\n**After lunch**\n\nQ. Who signs?\n\nA. The seller signs.\n"
    assert answers(read(text)) == {1: [3], 7: [9]}


def test_big_signs_stand_above_dots_and_dashes_at_the_same_indent() -> None:
    text = "□ 세금은 언제 내나요?\n- 5월\n○ 나눠 내도 된다\n- 두 번까지\n□ 통장은 몇 개가 필요한가\n- 두 개\n"
    text += "□ 장부가 너무 어렵습니다\n- 앱으로 쓰기\n"
    assert answers(read(text)) == {1: [2, 3, 4], 5: [6], 7: [8]}


@pytest.mark.parametrize("sign", ["–", "—", "ㆍ", "▶", "※", "•", "◦", "➤", "✔", "🌱", "▶️"])
def test_every_sign_people_use_is_a_bullet(sign: str) -> None:
    text = f"{sign} How do I prune?\n  - in March\n  - above a bud\n{sign} And old wood?\n  - at the base\n"
    assert answers(read(text)) == {1: [2, 3], 4: [5]}


def test_an_answered_task_asks_and_an_unanswered_one_does_not() -> None:
    answered = "- [x] 승진 기준이 뭔가요?\n  - 범위와 영향\n"
    tasks = "- [ ] Who reviews my code?\n  - [ ] ask Kim\n- [ ] passport?\n- TODO 휴가는 언제?\n"
    assert answers(read(answered + tasks)) == {1: [2]}


LOGSEQ = """title:: 동네서점

- 질문
  collapsed:: true
\t- 책은 어떻게 고르세요?
\t  id:: 6601
\t\t- 손님이 세 번 물어본 책
\t- 월세가 오르면 어떡하죠?
\t  :LOGBOOK:
\t  CLOCK: [2026-01-03 Sat 10:02]
\t  :END:
\t\t- 2층으로 가기
\t- 혼자 하니까 쉬는 날이 없습니다
\t\t- 월요일은 무조건 닫는다
\t- 모임은 몇 명이 적당한지
\t  SCHEDULED: <2026-01-03 Sat>
\t\t- 여섯 명
- ## 메모
\t- DONE 녹음 정리
\t- 다음엔 떡볶이?
\t- LATER 후속 질문 있나?
"""


def test_drawers_properties_and_tasks_of_an_outliner_are_no_answers() -> None:
    assert answers(read(LOGSEQ)) == {5: [7], 8: [12], 13: [14], 15: [17]}


def test_a_worry_asks_where_most_of_its_level_does() -> None:
    asked = "- ## One\n  - When do I sow?\n    - in April\n  - What about frost?\n    - fleece\n"
    worry = "- ## Two\n  - How deep?\n    - an inch\n  - My seedlings keep falling over\n    - more light\n"
    told = "- ## Three\n  - Every seed wants light\n    - even the big ones\n"
    assert answers(read(asked + worry + told)) == {2: [3], 4: [5], 7: [8], 9: [10]}
