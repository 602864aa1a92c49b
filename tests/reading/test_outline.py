"""The outline: relative indents decide, every line stands in exactly one place, hostile files cost little."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.reading.decode import normalise
from flashcards.reading.outline import MAX_DEPTH, MAX_LINE, Kind, Node, Outline, scan
from tests.reading.shown import read

PIECES = st.sampled_from(
    [
        "- ",
        "* ",
        "1. ",
        "  ",
        "    ",
        "\t",
        "Q: ",
        "A: ",
        "Q",
        "?",
        "\n",
        "\n\n",
        "# ",
        "## ",
        "**",
        "```",
        "---\n",
        "<!--",
        "-->",
        " :: ",
        " ::: ",
        "==x==",
        "{{c1::a}}",
        "#card",
        "#skip",
        " ^id",
        "질문",
        "답변 :",
        "ㅋㅋ",
        "…",
        "어떻게 하나요",
        "hello world",
        "하세요",
        "[a](#b)",
        "https://x.y",
        "> ",
        "key:: v",
        "-> ",
        "\r\n",
        "(질문)",
        "$$",
        "title: x",
        "\u2028",
        "===",
        "<br>",
        "&nbsp;",
        "<details>",
        "![](i.png)",
        "[ 김 : x ]",
        "- [ ] ",
        "①",
    ]
)
NOTES = st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=60)


def outline(text: str) -> Outline:
    return scan(text.split("\n"))


def shape(node: Node) -> dict[int, object]:
    return {child.line: shape(child) for child in node.children}


def skipped(text: str) -> list[tuple[int, int, str]]:
    return [(s.first, s.last, s.name) for s in outline(text).skipped]


@pytest.mark.parametrize("step", ["\t", "  ", "   ", "    ", "        "])
def test_any_indent_of_two_columns_or_more_makes_a_child(step: str) -> None:
    assert shape(outline(f"- a\n{step}- b\n{step}{step}- c\n{step}- d\n- e").root) == {
        1: {2: {3: {}}, 4: {}},
        5: {},
    }


def test_indents_mixed_in_one_file_are_relative() -> None:
    assert shape(outline("- a\n\t- b\n- c\n  - d\n   - e\n- f\n     - g\n   - h").root) == {
        1: {2: {}},
        3: {4: {}, 5: {}},
        6: {7: {}, 8: {}},
    }


def test_two_columns_under_a_number_are_a_child() -> None:
    assert shape(outline("1. a\n  - b\n2. c").root) == {1: {2: {}}, 3: {}}


def test_bullets_under_a_number_at_its_own_indent_belong_to_it() -> None:
    assert shape(outline("1. a\n- b\n- c\n2. d\n- e").root) == {1: {2: {}, 3: {}}, 4: {5: {}}}


def test_an_indented_paragraph_belongs_to_its_item_and_is_no_code() -> None:
    tree = outline("1. a\n\n    b\n\n        c\n2. d").root
    assert shape(tree) == {1: {3: {5: {}}}, 6: {}}


def test_a_paragraph_right_after_a_list_begins_a_new_label() -> None:
    assert shape(outline("- x\n    - a\nNext topic\n- b\n- c").root) == {1: {2: {}}, 3: {4: {}, 5: {}}}


def test_a_rule_separates_a_paragraph_from_the_list_below() -> None:
    assert shape(outline("para\n\n---\n\n- a").root) == {1: {}, 5: {}}


def test_headings_hold_everything_to_the_next_of_their_level() -> None:
    assert shape(outline("# t\n## a\n- x\n### b\ny\n## c").root) == {1: {2: {3: {}, 4: {5: {}}}, 6: {}}}


def test_an_underlined_line_is_a_heading() -> None:
    tree = outline("Title\n=====\n\nPart\n---\n- a").root
    assert [(n.text, n.level) for n in tree.walk() if n.kind is Kind.HEADING] == [("Title", 1), ("Part", 2)]


def test_a_hard_wrapped_item_is_one_node_with_all_its_lines() -> None:
    tree = outline(
        "- Write the summary before the report, because a summary that\n  comes last is never read\n- b"
    ).root
    assert [n.lines for n in tree.walk()] == [[1, 2], [3]]
    assert tree.children[0].text.endswith("that comes last is never read")


@pytest.mark.parametrize(
    ("text", "regions"),
    [
        ("a\n```py\n- x\n```\nb", [(2, 4, "code")]),
        ("<!-- a\nb -->\nc", [(1, 2, "comment")]),
        ("- [How?](#how)\n- b", [(1, 1, "table of contents")]),
        ("a\n\n* * *\n\nb", [(3, 3, "rule")]),
        ("id:: 12\n- collapsed:: true\n- b", [(1, 1, "property"), (2, 2, "property")]),
        ("<details>\nb\n</details>", [(1, 1, "html"), (3, 3, "html")]),
        ("| a | b |\n|---|---|\nc", [(1, 1, "table"), (2, 2, "table")]),
        ("[x]: https://example.org\n- b", [(1, 1, "link definition")]),
        ("- a\n-\n- b", [(2, 2, "empty")]),
    ],
)
def test_what_is_not_notes_is_a_named_region(text: str, regions: list[tuple[int, int, str]]) -> None:
    assert skipped(text) == regions


def test_an_unclosed_fence_is_a_problem_and_swallows_nothing() -> None:
    found = outline("- a\n```\n- b")
    assert [(p.line, p.severity) for p in found.problems] == [(2, "warning")]
    assert [n.text for n in found.root.walk()] == ["a", "b"]


def test_breaks_and_entities_become_spaces() -> None:
    assert [n.text for n in outline("- a<br>b&nbsp;c <b>d</b>").root.walk()] == ["a b c d"]


def test_nesting_beyond_the_cap_is_flattened_and_said_once() -> None:
    found = outline("\n".join(f"{'  ' * level}- {level}" for level in range(300)))
    assert max(n.depth for n in found.root.walk()) <= MAX_DEPTH + 1
    assert ["deeper" in p.message for p in found.problems] == [True]


def test_an_endless_line_is_left_out_and_said() -> None:
    found = outline("- a\n- " + "x" * (MAX_LINE + 1) + "\n- b")
    assert [(s.first, s.name) for s in found.skipped] == [(2, "overlong line")]
    assert [p.line for p in found.problems] == [2]


@given(NOTES)
def test_every_line_stands_in_one_node_or_one_named_region(text: str) -> None:
    lines = normalise(text).split("\n")
    found = scan(lines)
    in_nodes = [line for node in found.root.walk() for line in node.lines]
    left_out = [n for s in found.skipped for n in range(s.first, s.last + 1) if lines[n - 1].strip()]
    assert sorted(in_nodes + left_out) == [n for n, line in enumerate(lines, 1) if line.strip()]
    assert all(s.name for s in found.skipped)


@given(NOTES)
def test_no_text_raises_and_lines_stay_inside_the_file(text: str) -> None:
    proposal = read(text)
    last = normalise(text).count("\n") + 1
    for question in proposal.questions:
        assert all(1 <= line <= last for line in (question.line, *question.answer_lines))
        assert all(0 <= point.score <= 1 and point.text for point in question.points)
    assert all(1 <= problem.line <= last for problem in proposal.problems)


@pytest.mark.untraced
@pytest.mark.parametrize(
    "line",
    [
        "- a?",
        "###### a?",
        "```a",
        "<!--",
        "- " + "{{c1::" * 400,
        "- " + "==" * 900,
        "- " + "<a " * 900,
        "- " + "[a](" * 900,
        ">" * 1900,
        "how " * 900,
        "- " + "왜 a " * 700,
        "- " + "a → " * 900,
        "| a " * 700,
        "질문 / 답 " * 500,
        "[오후 3:12] " * 150,
        ":LOGBOOK:",
    ],
)
def test_hostile_files_take_time_in_proportion_to_their_size(line: str) -> None:
    def seconds(size: int) -> float:
        text = f"{line}\n" * max(1, size // (len(line) + 1))
        start = time.process_time()
        read(text)
        return time.process_time() - start

    seconds(10_000)
    assert any(seconds(160_000) < 40 * max(seconds(20_000), 0.01) for _try in range(3))


def test_code_keeps_its_tags_and_entities_and_prose_loses_them() -> None:
    (item,) = outline("- Write `<br>` and ``a & `b` &amp;``, <b>never</b> two&nbsp;spaces &amp; more").root.children
    assert item.text == "Write `<br>` and ``a & `b` &amp;``, never two spaces & more"
