"""Reading notes nobody wrote for it: labelled files in many shapes, half of them never looked at while tuning."""

from functools import cache
from pathlib import Path

import pytest

from flashcards.reading import signals
from flashcards.reading.advice import WEIGHTS
from flashcards.reading.signals import Standing
from tests.reading.scoring import Marks, Tally, corpus, mean_f1, total

CORPUS = Path(__file__).parent / "corpus"
HALVES = ["tuned", "held_out"]
KEY_FLOORS = {"tuned": (0.85, 0.85), "held_out": (0.78, 0.77)}
ODD_FLOOR = 0.90


@cache
def half(name: str) -> list[Marks]:
    return corpus(CORPUS / name)


def labelled(name: str) -> list[Marks]:
    """Return the files with a label on every line."""
    return [marks for marks in half(name) if marks.keys is not None]


def odd_formats(name: str) -> list[Marks]:
    """Return the files in odd formats, which are labelled for questions alone."""
    return [marks for marks in half(name) if marks.keys is None]


@pytest.mark.parametrize("name", HALVES)
def test_a_corpus_has_enough_files_to_mean_something(name: str) -> None:
    assert len(labelled(name)) >= 10
    assert len(odd_formats(name)) >= 12
    assert total(marks.questions for marks in labelled(name)).hits >= 60


@pytest.mark.parametrize("name", HALVES)
def test_questions_are_found(name: str) -> None:
    assert total(marks.questions for marks in labelled(name)).f1 >= 0.95


@pytest.mark.parametrize("name", HALVES)
def test_questions_are_found_in_odd_formats(name: str) -> None:
    assert mean_f1(marks.questions for marks in odd_formats(name)) >= ODD_FLOOR


@pytest.mark.parametrize("name", HALVES)
def test_answers_are_attached_to_their_question(name: str) -> None:
    assert total(marks.attachment for marks in labelled(name)).f1 >= 0.95


@pytest.mark.parametrize("name", HALVES)
def test_key_points_are_told_from_talk(name: str) -> None:
    keys = total(marks.keys for marks in half(name))
    precision, f1 = KEY_FLOORS[name]
    assert keys.precision >= precision
    assert keys.f1 >= f1


def test_jokes_asides_and_lead_ins_are_seldom_taken_for_advice() -> None:
    assert total(marks.traps for marks in half("tuned")).recall <= 0.2


def test_every_signal_has_a_weight_and_every_weight_a_signal() -> None:
    place, advice, talk = signals._place(Standing()), signals._advice(""), signals._talk("")
    together = {"advises below", "names what is advised"}
    assert {*place, *advice, *talk, *together} - {"advises"} == set(WEIGHTS)


def test_the_scorer_counts_hits_alarms_and_misses() -> None:
    tally = Tally(hits=3, alarms=1, misses=2)
    assert (tally.precision, tally.recall) == (0.75, 0.6)
    assert tally.f1 == pytest.approx(6 / 9)
    assert total([tally, None, Tally(1, 0, 0)]) == Tally(4, 1, 2)
    assert mean_f1([tally, Tally()]) == pytest.approx(5 / 6)
