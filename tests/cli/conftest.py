"""The program in a home of its own."""

from pathlib import Path

import pytest

from tests.cli.calling import Caller


@pytest.fixture
def program(tmp_path: Path) -> Caller:
    """Give the program without a database."""
    home = tmp_path / "home"
    home.mkdir()
    return Caller(home)


@pytest.fixture
def learner(program: Caller) -> Caller:
    """Give the program with one file of notes learned: four tips, none answered."""
    program.learn()
    return program
