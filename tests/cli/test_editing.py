"""Own words on a card, drafts, and how a plan tells what changed."""

import stat
from pathlib import Path

import pytest

from flashcards.cli.differing import differing
from tests.cli.calling import NOTES, Caller
from tests.cli.test_terminal import Terminal

DESIGN = "Ask about the design before you mention style."
TALK = "# Another talk\n\n- How do I get better at code review?\n    - Ask about the design before you mention style\n"


def editor(program: Caller, script: str) -> str:
    """Return an editor that runs a shell script on its file ``$1``."""
    path = Path(program.write("editor.sh", f"#!/bin/sh\n{script}\n"))
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


def number(program: Caller, text: str) -> str:
    return next(str(tip["n"]) for tip in program.json("tips", "--json") if tip["text"] == text)


def test_words_given_on_the_command_line_stand_beside_the_line(learner: Caller) -> None:
    card = number(learner, DESIGN)

    assert learner("edit", card, "--text", "Design before style", "--question", "How do I review?").exit_code == 0

    shown = learner.json("show", card, "--json")
    assert (shown["back"], shown["original"], shown["file_text"]) == ("Design before style", DESIGN, DESIGN)
    assert shown["question"] == "How do I review?"
    assert DESIGN in learner("show", card).stdout
    assert (learner.home / "review.md").read_text(encoding="utf-8") == NOTES
    assert "edit" in learner("undo").stdout
    assert learner.json("show", card, "--json")["back"] == DESIGN


def test_without_a_terminal_and_an_editor_words_are_asked_for_at_once(
    learner: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("EDITOR", raising=False)
    monkeypatch.delenv("VISUAL", raising=False)
    result = learner.process("edit", number(learner, DESIGN))
    assert result.returncode == 2
    assert "--text" in result.stderr


def test_an_editor_gets_a_private_page_with_three_parts(learner: Caller) -> None:
    card = number(learner, "Always read the tests before the code.")
    script = f'cp -p "$1" {learner.home}/page; stat -c %a "$1" > {learner.home}/mode; sed -i "s/Always read/Read/" "$1"'

    result = learner.process("edit", card, editor=editor(learner, script))

    assert result.returncode == 0, result.stderr
    page = (learner.home / "page").read_text(encoding="utf-8")
    assert page.startswith("# Question\nHow do I get better at code review?\n\n# Answer\nAlways read the tests")
    assert page.rstrip().endswith("# Details\nThey say what the code is for.")
    assert (learner.home / "mode").read_text(encoding="utf-8") == "600\n"
    assert learner.json("show", card, "--json")["back"].startswith("Read the tests before the code.")


@pytest.mark.parametrize(
    ("script", "code", "said"),
    [("true", 0, "Nothing changed"), ("exit 3", 3, "editor"), ('echo "just words" > "$1"', 3, "headings")],
)
def test_an_editor_that_saves_nothing_or_spoils_the_page_changes_nothing(
    learner: Caller, script: str, code: int, said: str
) -> None:
    result = learner.process("edit", number(learner, DESIGN), editor=editor(learner, script))

    assert result.returncode == code
    assert said in result.stderr
    assert number(learner, DESIGN)


def test_the_words_of_the_notes_can_be_taken_back(learner: Caller) -> None:
    card = number(learner, DESIGN)
    learner("edit", card, "--text", "Design first")

    assert learner("edit", card, "--take-file", "--text", "x").exit_code == 2
    assert learner("edit", card, "--take-file").exit_code == 0
    assert number(learner, DESIGN) == card


def test_a_changed_line_is_shown_beside_the_users_words_which_stay_unless_told_otherwise(learner: Caller) -> None:
    learner("edit", number(learner, DESIGN), "--text", "Design first")
    path = learner.write("review.md", NOTES.replace("you mention style", "any word on style"))

    shown = learner("add", path, "--dry-run").stdout

    assert f"- {DESIGN}" in shown
    assert "+ Ask about the design before any word on style." in shown
    card = learner.json("show", number(learner, "Design first"), "--json")["n"]
    hint = f"afterwards `flashcards edit {card} --take-file` takes the new one"
    assert f"yours, which stays ({hint}): Design first" in shown
    assert learner("add", path, "--yes").exit_code == 0
    assert number(learner, "Design first")
    learner("add", learner.write("review.md", NOTES), "--yes", "--take-file")
    assert number(learner, DESIGN)


def test_what_is_said_already_is_shown_as_no_second_card(learner: Caller) -> None:
    path = learner.write("other.md", TALK)

    result = learner("add", path, "--yes", "--cards", "all")

    assert "= Ask about the design before you mention style" in result.stdout
    assert "1 said already" in result.stderr
    assert len(learner.json("tips", "--json")) == 4
    assert len(learner.json("tips", "--source", "Another talk", "--json")) == 1


def test_what_is_nearly_said_already_is_pointed_out(learner: Caller) -> None:
    path = learner.write("other.md", TALK.replace("before you mention", "before mentioning"))

    (plan,) = learner.json("add", path, "--dry-run", "--json", "--cards", "all")
    shown = learner("add", path, "--dry-run", "--cards", "all").stdout

    (near,) = plan["plan"]["similar"]
    assert [to["text"] for to in near["to"]] == [DESIGN]
    assert "~ nearly as #" in shown


def test_a_poor_card_is_a_problem_with_its_line_and_a_split(program: Caller) -> None:
    path = program.write("poor.md", "# Talk\n\n- How?\n    - Read the tests first, and write down every question\n")

    shown = program("add", path, "--dry-run", "--cards", "all").stdout
    (plan,) = program.json("add", path, "--dry-run", "--cards", "all", "--json")

    assert "two pieces of advice" in shown
    assert "Write down every question" in shown
    assert [problem["line"] for problem in plan["problems"]] == [4]


def test_new_cards_go_to_another_deck_and_the_plan_says_that_old_ones_stay(learner: Caller) -> None:
    path = learner.write("review.md", NOTES + "- Speak to one person in the last row at a time.\n")

    shown = learner("add", path, "--deck", "Talks", "--yes", "--cards", "all").stdout

    assert "stay in 코드 리뷰 이야기" in shown
    tips = {tip["text"]: tip["n"] for tip in learner.json("tips", "--json")}
    decks = {text: learner.json("show", str(n), "--json")["deck"] for text, n in tips.items()}
    assert decks["Speak to one person in the last row at a time."] == "Talks"
    assert decks[DESIGN] == "코드 리뷰 이야기"


def test_a_moved_line_says_where_from(learner: Caller) -> None:
    line = f"    - {DESIGN}\n"
    path = learner.write("review.md", NOTES.replace(line, "").replace("답을 남기세요.\n", "답을 남기세요.\n" + line))

    shown = learner("add", path, "--dry-run").stdout

    assert f"> {DESIGN}" in shown
    assert "from: 리뷰 › How do I get better at code review?" in shown


def test_each_opens_the_app_and_no_other_key_stores(program: Caller) -> None:
    program.write("review.md", NOTES)
    with Terminal(program, "add", "review.md") as terminal:
        terminal.wait_for("[e]ach")
        terminal.type("x\n")
        terminal.type("e\n")
        terminal.wait_for("\x1b[?1049h")

    assert program.json("tips", "--json") == []


def test_accept_makes_cards_of_drafts(learner: Caller) -> None:
    assert learner.json("tips", "--status", "draft", "--json") == []
    assert "Nothing changed" in learner("accept", "2").stderr


def test_words_that_left_and_words_that_came_are_told_apart() -> None:
    old, new = differing("Ask one friend to read it", "Ask two friends to read it aloud")
    assert old == [("Ask", False), ("one friend", True), ("to read it", False)]
    assert new == [("Ask", False), ("two friends", True), ("to read it", False), ("aloud", True)]


def test_refresh_takes_the_words_of_the_file_where_that_is_wanted(learner: Caller) -> None:
    card = number(learner, DESIGN)
    learner("edit", card, "--text", "Design first")
    learner.write("review.md", NOTES.replace("mention style", "speak of style"))
    assert learner("refresh", "--yes", "--take-file").exit_code == 0
    assert learner.json("show", card, "--json")["back"] == "Ask about the design before you speak of style."
