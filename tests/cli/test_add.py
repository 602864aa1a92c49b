"""Notes in, a plan, and what it says stored."""

import json
from typing import Any

import pytest

from tests.cli.calling import NOTES, Caller

REASONED = NOTES.replace("They say", "Because they say")
REWORDED = NOTES.replace("before you mention style", "before any word on style")


def plan_of(program: Caller, content: str) -> dict[str, Any]:
    path = program.write("review.md", content)
    plans = program.json("add", path, "--dry-run", "--json")
    assert len(plans) == 1
    plan = plans[0]["plan"]
    assert isinstance(plan, dict)
    return plan


def test_a_dry_run_has_the_promised_shape(program: Caller) -> None:
    path = program.write("review.md", REASONED)

    (found,) = program.json("add", "--dry-run", "--json", path)

    assert {"file", "title", "questions", "points", "plan", "problems"} <= found.keys()
    assert found["file"] == path
    assert found["title"] == "코드 리뷰 이야기"
    first, second = found["questions"]
    assert first["line"] == 5
    assert first["text"] == "How do I get better at code review?"
    assert first["section"] == ["리뷰"]
    assert first["answer_lines"] == [6, 7, 8]
    assert second["answer_lines"] == [10]
    point = first["points"][0]
    assert point.keys() == {"line", "text", "score", "key", "kind", "detail_lines", "reason", "why"}
    assert (point["line"], point["key"], point["kind"], point["detail_lines"]) == (6, True, "answer", [7])
    assert REASONED.splitlines()[6].strip() == f"- {point['why']}"
    assert [row["line"] for row in found["plan"]["why"]] == [6]
    assert 0 <= point["score"] <= 1
    (advice,) = found["points"]
    assert (advice["cue"], advice["line"], advice["kind"]) == ("Advice for a first talk", 14, "advice")
    assert [new["line"] for new in found["plan"]["new"]] == [6, 8, 10, 14]
    assert {name: found["plan"][name] for name in ("same", "reworded", "moved", "gone")} == {
        "same": 0, "reworded": [], "moved": [], "gone": [],
    }  # fmt: skip


def test_a_problem_has_line_severity_and_message(program: Caller) -> None:
    path = program.write("review.md", "---\ncards: sometimes\n---\n" + NOTES)

    (found,) = program.json("add", "--dry-run", "--json", path)

    (problem,) = found["problems"]
    assert problem.keys() == {"line", "severity", "message"}
    assert problem["line"] == 2


def test_a_dry_run_makes_no_database(program: Caller) -> None:
    program.json("add", "--dry-run", "--json", program.write("review.md", NOTES))

    assert not program.database.parent.exists()


def test_without_a_terminal_nothing_is_stored_unless_yes_is_said(program: Caller) -> None:
    result = program("add", program.write("review.md", NOTES))

    assert result.exit_code == 5
    assert "Ask about the design" in result.stdout
    assert "--yes" in result.stderr
    assert not program.database.exists()


def test_the_plan_stands_under_its_questions_with_line_numbers(program: Caller) -> None:
    result = program("add", program.write("review.md", REASONED), "--yes")

    lines = [line.split(maxsplit=1) for line in result.stdout.splitlines() if line[:6].strip().isdigit()]
    assert [int(number) for number, _text in lines] == [5, 6, 8, 9, 10, 12, 14, 7]
    assert dict(lines)["6"] == "+ Always read the tests before the code."
    assert "Why cards, asked once their tip has been recalled: 1" in result.stdout
    assert "4 new, 1 why card." in result.stderr
    assert "flashcards review" in result.stderr


def test_the_same_file_again_changes_nothing(learner: Caller) -> None:
    result = learner("add", learner.write("review.md", NOTES))

    assert result.exit_code == 0
    assert "nothing changed, 4 tips" in result.stdout
    assert len(learner.json("tips", "--json")) == 4


def test_a_reworded_line_is_shown_as_old_and_new_and_keeps_its_card(learner: Caller) -> None:
    before = learner.json("tips", "--json")[1]
    learner("answer", str(before["n"]), "good")

    (change,) = plan_of(learner, REWORDED)["reworded"]
    result = learner("add", str(learner.home / "review.md"), "--yes")

    assert change["card"] == before["card"]
    assert "before you mention style" in change["old"]
    assert "before any word on style" in change["new"]
    assert "- Ask about the design before you mention style." in result.stdout
    assert "+ Ask about the design before any word on style." in result.stdout
    after = learner.json("tips", "--json")[1]
    assert (after["tip"], after["reps"]) == (before["tip"], 1)
    assert after["text"] == "Ask about the design before any word on style."


def test_a_moved_line_is_shown_as_moved(learner: Caller) -> None:
    line = "    - Ask about the design before you mention style.\n"
    moved = NOTES.replace(line, "").replace("답을 남기세요.\n", "답을 남기세요.\n" + line)

    plan = plan_of(learner, moved)

    assert [one["line"] for one in plan["moved"]] == [10]
    assert not plan["new"]


def test_a_line_that_left_is_gone_and_comes_back_with_its_history(learner: Caller) -> None:
    tip = learner.json("tips", "--json")[2]
    learner("answer", tip["card"], "good")
    without = NOTES.replace("    - 먼저 언제 볼 수 있는지 답을 남기세요.\n", "")
    learner.write("review.md", without)

    (gone,) = plan_of(learner, without)["gone"]
    assert gone["card"] == tip["card"]
    assert "Gone" in learner("refresh", "--yes").stdout
    assert learner.json("tips", "--json", "--status", "retired")[0]["tip"] == tip["tip"]

    learner.write("review.md", NOTES)
    assert "Back" in learner("refresh", "--yes").stdout
    back = learner.json("show", tip["card"], "--json")
    assert (back["retired"], back["reps"]) == (None, 1)


def test_several_files_are_stored_together(program: Caller) -> None:
    program.write("talks/one.md", NOTES)
    program.write("talks/two.md", "# Another talk\n\n- What comes first?\n    - Always write the test first.\n")

    result = program("add", str(program.home / "talks"), "--yes")

    assert result.exit_code == 0
    assert "5 new" in result.stderr
    assert {source["source"] for source in program.json("sources", "--json")} == {"코드 리뷰 이야기", "Another talk"}


def test_notes_come_through_a_pipe(program: Caller) -> None:
    result = program("add", "-", "--yes", "--deck", "Piped", stdin=NOTES)

    assert result.exit_code == 0
    assert {deck["name"] for deck in program.json("decks", "--json")} == {"Piped"}


def test_one_card_is_written_on_the_command_line(program: Caller) -> None:
    result = program("add", "--text", "What goes first in a bug report? :: The steps that reproduce it", "--yes")

    assert result.exit_code == 0
    card = program.json("next", "--json")
    assert (card["front"], card["back"]) == ("What goes first in a bug report?", "The steps that reproduce it")


def test_a_shipped_deck_is_added_by_its_name(program: Caller) -> None:
    assert program("add", "@flashcards-tour", "--yes").exit_code == 0

    assert program.json("due", "--json")["new"] > 0


@pytest.mark.parametrize(("mode", "tips"), [("key", 4), ("all", 5), ("marked", 0)])
def test_cards_says_which_points_become_cards(program: Caller, mode: str, tips: int) -> None:
    program("add", program.write("review.md", NOTES), "--cards", mode, "--yes")

    assert len(program.json("tips", "--json")) == tips


def test_a_lower_score_takes_more_points(program: Caller) -> None:
    path = program.write("review.md", NOTES)

    (strict,), (lax,) = (
        program.json("add", path, "--dry-run", "--json", "--min-score", score) for score in ("0.99", "0.01")
    )

    assert len(strict["plan"]["new"]) < len(lax["plan"]["new"])


def test_notes_without_key_advice_say_how_to_take_all(program: Caller) -> None:
    result = program("add", program.write("review.md", NOTES), "--cards", "marked")

    assert result.exit_code == 0
    assert "--cards all" in result.stdout


def test_the_notes_are_never_written(program: Caller) -> None:
    path = program.write("review.md", NOTES)
    program("add", path, "--yes")
    program("answer", "2", "good")

    assert (program.home / "review.md").read_text(encoding="utf-8") == NOTES


def test_refresh_reads_what_changed_and_leaves_the_rest(learner: Caller) -> None:
    assert "Nothing changed" in learner("refresh").stderr
    learner.write("review.md", REWORDED)

    assert learner("refresh").exit_code == 5
    assert "1 reworded" in learner("refresh", "--yes").stderr
    assert "Nothing changed" in learner("refresh").stderr


def test_refresh_tells_of_a_file_that_is_gone(learner: Caller) -> None:
    (learner.home / "review.md").unlink()

    result = learner("refresh", "--yes")

    assert result.exit_code == 3
    assert "review.md is gone" in result.stderr
    assert len(learner.json("tips", "--json")) == 4


def test_json_with_yes_prints_the_plan_and_stores_it(program: Caller) -> None:
    result = program("add", program.write("review.md", NOTES), "--json", "--yes")

    assert len(json.loads(result.stdout)[0]["plan"]["new"]) == 4
    assert len(program.json("tips", "--json")) == 4


def test_of_many_problems_the_first_are_printed_and_the_rest_are_counted(program: Caller) -> None:
    lines = [f"- Write test {number} first and keep it small for all readers." for number in range(1, 18)]
    path = program.write("notes.md", "\n".join(["# Notes", "", "## Advice", *lines]))

    (plan,) = program.json("add", path, "--dry-run", "--cards", "all", "--json")
    text = program("add", path, "--dry-run", "--cards", "all").stdout

    assert len(plan["problems"]) > 15
    assert text.count("warning: ") == 10
    assert f"and {len(plan['problems']) - 10} more; --json lists them all." in text


def test_a_deck_is_found_however_its_name_is_spaced(program: Caller) -> None:
    program("add", "--text", "a front :: its back", "--deck", " Work ::  By hand", "--yes")

    assert program.json("next", "Work::By hand", "--json")["deck"] == "Work::By hand"
    assert program.json("next", " Work ::  By hand", "--json")["deck"] == "Work::By hand"
    assert program("deck", "show", "Work ::By  hand").exit_code == 0


def test_notes_of_standard_input_without_a_title_are_named_so(program: Caller) -> None:
    program("add", "-", "--yes", stdin="- When do I leave?\n    - Leave before the last train.\n")

    (source,) = program.json("sources", "--json")
    assert (source["source"], source["deck"]) == ("Standard input", "Standard input")
