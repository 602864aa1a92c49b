"""What the real Anki engine offers for a card is what the app offers."""

import json
import os
import random
import struct
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from flashcards.core import schedule
from flashcards.core.memory import Learning, Memory, New, Relearning, Review, Strength
from flashcards.core.schedule import Outcome, Rules, next_states
from tests.core.histories import SETS

pytestmark = [pytest.mark.anki, pytest.mark.untraced]

ROOT = Path(__file__).parents[2]
STEPS = (((60, 600), (600,)), ((900,), (420,)), ((), ()), ((60, 300, 1200), (600, 1800)), ((45, 78), (129_600,)))
Offer = list[Any]


def ask_anki(questions: Sequence[tuple[Rules, list[dict[str, Any]]]], *, fuzz: bool) -> list[list[dict[str, Any]]]:
    """Return the engine's replies; it runs at noon, away from the hours near a change of day."""
    switches = {"TZ": f"NOON{datetime.now(UTC).hour - 12:+d}"}
    if not fuzz:
        switches["ANKI_TEST_MODE"] = "1"
    kept = {name: value for name, value in os.environ.items() if name != "ANKI_TEST_MODE"}
    asked = json.dumps([{"rules": asdict(rules), "cards": cards} for rules, cards in questions])
    done = subprocess.run(
        [sys.executable, "-m", "tests.core.anki_engine"],
        input=asked,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=kept | switches,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    replies: list[list[dict[str, Any]]] = json.loads(done.stdout)
    return replies


def drawn_card(draw: random.Random, steps: int) -> dict[str, Any]:
    """Draw a card in any state; a card waits for one of its steps only where there are steps."""
    stability = round(10 ** draw.uniform(-1, 2.7), 4)
    interval = max(1, round(stability * draw.choice([0.5, 1, 1, 1, 1.5, 3])))
    return {
        "state": draw.choice(["new", "learning", "review", "review", "review", "relearning"]),
        "stability": stability,
        "difficulty": round(draw.uniform(1, 10), 3),
        "step": draw.randrange(steps) if steps else 0,
        "interval": interval,
        "elapsed": draw.choice([0, 0, 1, 2, interval, interval, interval // 2, interval * 2]),
        "rating": draw.randint(1, 4),
        "draws": 1,
    }


def memory_of(card: dict[str, Any]) -> Memory:
    """Return the same card as the app knows it, on study day 0."""
    strength, last = Strength(card["stability"], card["difficulty"]), -card["elapsed"]
    match card["state"]:
        case "new":
            return New()
        case "learning":
            return Learning(strength, card["step"], 0, 600, 0, last)
        case "review":
            return Review(strength, card["interval"], last + card["interval"], 0, last)
        case _:
            return Relearning(strength, card["step"], 0, 600, card["interval"], 0, last)


def offered(card: dict[str, Any], rules: Rules, seed: str = "") -> tuple[Outcome, ...]:
    return next_states(memory_of(card), now=0, day=0, rules=rules, seed=seed)


def described(outcome: Outcome) -> Offer:
    """Write an outcome as the engine's: state, seconds, days."""
    after = outcome.memory
    days = after.interval if isinstance(after, Review | Relearning) else None
    return [type(after).__name__.lower(), outcome.seconds, days]


def days_of(offers: Sequence[Offer]) -> tuple[int | None, ...]:
    return tuple(days for _state, _seconds, days, *_memory in offers)


def single(value: float) -> float:
    """Return the nearest number of single precision, in which the engine counts."""
    return float(struct.unpack("f", struct.pack("f", value))[0])


def drawn_questions(seed: int) -> list[tuple[Rules, list[dict[str, Any]]]]:
    """Draw 24 decks of 10 cards: every parameter set with other steps and desired retentions."""
    draw = random.Random(seed)  # noqa: S311  a sample, not a secret
    questions = []
    for n in range(24):
        learn, relearn = STEPS[n % len(STEPS)]
        rules = Rules(SETS[n % len(SETS)], (0.8, 0.9, 0.95)[n % 3], learn, relearn, fuzz=False)
        questions.append((rules, [drawn_card(draw, min(len(learn), len(relearn))) for _ in range(10)]))
    return questions


def test_every_rating_leads_where_anki_leads() -> None:
    questions = drawn_questions(seed=4)
    compared = 0
    for (rules, cards), replies in zip(questions, ask_anki(questions, fuzz=False), strict=True):
        for card, reply in zip(cards, replies, strict=True):
            outcomes = offered(card, rules)
            assert [described(outcome) for outcome in outcomes] == [offer[:3] for offer in reply["offers"][0]], card
            for outcome, (*_place, stability, difficulty) in zip(outcomes, reply["offers"][0], strict=True):
                assert not isinstance(outcome.memory, New)
                assert outcome.memory.strength.stability == pytest.approx(stability, rel=1e-6, abs=5.1e-5)
                assert outcome.memory.strength.difficulty == pytest.approx(difficulty, abs=5.1e-4)
                compared += 1
            after = outcomes[card["rating"] - 1].memory
            assert not isinstance(after, New)
            assert [single(after.strength.stability), after.strength.difficulty] == [
                single(reply["kept"][0]),
                reply["kept"][1],
            ]
    assert compared == 24 * 10 * 4


def drawn_for_fuzz(state: str) -> tuple[Rules, list[dict[str, Any]]]:
    """Draw cards of one state, on time and reviews also early, each to be asked for with 60 seeds."""
    draw = random.Random(state)  # noqa: S311  a sample, not a secret
    rules = replace(Rules(), relearn_steps=(600,) if state == "relearning" else ())
    cards: list[dict[str, Any]] = []
    for stability in (0.8, 3.0, 9.0, 40.0):
        on_time = {"interval": max(1, round(stability)), "elapsed": max(1, round(stability))}
        early = {"interval": max(1, round(stability * 1.1)), "elapsed": 1}
        fixed = {"state": state, "stability": stability, "rating": 0, "draws": 60}
        card = drawn_card(draw, 1) | {"step": 1 if state == "learning" else 0} | fixed
        cards.extend(card | times for times in ((on_time, early) if state == "review" else (on_time,)))
    return rules, cards


def test_fuzz_chooses_among_the_days_that_anki_chooses_among(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = SimpleNamespace(Random=lambda seed: SimpleNamespace(random=lambda: float(seed)))
    questions = [drawn_for_fuzz(state) for state in ("learning", "review", "relearning")]
    answers = ask_anki(questions, fuzz=True)
    monkeypatch.setattr(schedule, "random", drawn)
    for (rules, cards), replies in zip(questions, answers, strict=True):
        for card, reply in zip(cards, replies, strict=True):
            every = (offered(card, rules, f"{n / 1500}") for n in range(1500))
            ours = {days_of([described(outcome) for outcome in outcomes]) for outcomes in every}
            theirs = {days_of(offers) for offers in reply["offers"]}
            assert len(theirs) > 1
            assert theirs <= ours, card
            for button in range(4):
                spread = {days[button] for days in ours}
                assert len(spread) > 7 or {days[button] for days in theirs} == spread, card
