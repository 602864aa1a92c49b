"""Several processes at once, and processes that are killed: no acknowledged answer is lost."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.services.user import User

ROOT = Path(__file__).parents[2]
AGAIN, GOOD = 1, 3


def start(user: User, rating: int, count: int) -> "subprocess.Popen[str]":
    """Start a process that answers; it has opened the database when this returns, and waits for a line."""
    command = [sys.executable, "-m", "tests.services.writer", user.store.path, user.now, rating, count]
    process = subprocess.Popen(
        [str(part) for part in command],
        cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout
    assert process.stdout.readline() == "ready\n"
    return process


@pytest.fixture
def cards(user: User) -> User:
    """Add five cards."""
    user.hand(*(f"front {number} :: back {number}" for number in range(5)))
    return user


def test_two_processes_that_answer_at_once_lose_nothing(cards: User) -> None:
    processes = [start(cards, AGAIN, 200), start(cards, GOOD, 200)]
    for process in processes:
        assert process.stdin
        process.stdin.write("go\n")
        process.stdin.flush()
    outputs = [process.communicate(timeout=120) for process in processes]
    assert [(process.returncode, err) for process, (_out, err) in zip(processes, outputs, strict=True)] == [(0, "")] * 2
    acknowledged = [uid for out, _err in outputs for uid in out.split()]
    answers = cards.store.log.answers()
    assert sorted(acknowledged) == sorted(answer.uid for answer in answers)
    assert len(acknowledged) == 400
    assert len({answer.id for answer in answers}) == 400
    assert sum(row.answers for row in cards.store.decks.tallies()) == 400
    assert cards.later(minutes=10).faults() == []


@pytest.mark.parametrize("answers", range(1, 6))
def test_an_answer_that_was_acknowledged_survives_a_kill(cards: User, answers: int) -> None:
    process = start(cards, GOOD, 1000)
    assert process.stdin
    assert process.stdout
    process.stdin.write("go\n")
    process.stdin.flush()
    acknowledged = [process.stdout.readline().strip() for _ in range(answers)]
    process.kill()
    rest, _err = process.communicate(timeout=60)
    acknowledged += rest.split()
    assert process.returncode == -9
    stored = [answer.uid for answer in cards.store.log.answers()]
    assert set(acknowledged) <= set(stored)
    assert len(stored) - len(acknowledged) <= 1
    assert cards.faults() == []
    cards.answer("back 0", GOOD)
