"""Why cards from the command line: locked, asked with their tip standing, and left out where they are switched off."""

import json

import pytest

from tests.cli.calling import NOTES, Caller

REASON = "Because they say what the code is for."
NOTES_WITH_IT = NOTES.replace("They say", "Because they say")


@pytest.fixture
def learner(program: Caller) -> Caller:
    """Give the program with notes that hold a reason."""
    program("add", program.write("review.md", NOTES_WITH_IT), "--yes")
    return program


def recalled(learner: Caller) -> str:
    """Recall the tip with a reason from review state; return the day after."""
    tip = str(learner.json("tips", "--json")[0]["n"])
    learner("answer", tip, "easy")
    learner("answer", tip, "good", now="2026-12-06T12:00")
    return "2026-12-07T12:00"


def next_cards(learner: Caller, now: str) -> list[dict[str, object]]:
    """Return what is asked one after the other, each answered easy."""
    found: list[dict[str, object]] = []
    for _ in range(6):
        result = learner("next", "--json", now=now).stdout
        card = json.loads(result) if result.strip() else {}
        if not card.get("card"):
            break
        found.append(card)
        learner("answer", card["card"], "easy", now=now)
    return found


def test_a_locked_why_card_is_shown_as_such_and_not_asked(learner: Caller) -> None:
    cards = learner.json("tips", "--json")[0]["cards"]
    assert len(cards) == 2
    assert learner.json("show", cards[1], "--json")["locked"]
    assert "locked" in learner("show", cards[1]).stdout
    assert learner.json("due", "--json")["new"] == 3


def test_an_unlocked_why_card_is_asked_with_its_tip_standing(learner: Caller) -> None:
    (card,) = [one for one in next_cards(learner, recalled(learner)) if one["kind"] == "why"]
    assert card["front"] == "Always read the tests before the code. (Why?)"
    assert card["back"] == REASON


def test_line_by_line_it_is_asked_with_its_question_as_context(learner: Caller) -> None:
    day = recalled(learner)
    for card in next_cards(learner, "2026-12-06T13:00"):
        assert card["kind"] != "why"
    lines = learner("review", "--plain", stdin="\n3\n" * 4, now=day).stdout
    assert "How do I get better at code review?" in lines
    assert "Why?" in lines
    assert REASON in lines


def test_without_the_setting_no_why_card_is_made_or_asked(learner: Caller) -> None:
    day = recalled(learner)
    learner("config", "review.why", "false")
    assert "why" not in {card["kind"] for card in next_cards(learner, day)}
    other = NOTES_WITH_IT.replace("tests before the code", "names before the code")
    stored = learner("add", learner.write("other.md", other), "--yes")
    assert "why card" not in stored.stdout + stored.stderr
