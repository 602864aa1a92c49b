"""While another program writes, a command waits, says so on stderr, and gives up with a code of its own."""

import sqlite3
import threading
from contextlib import closing
from functools import partial

import pytest

from flashcards.store import connection
from tests.cli.calling import Caller


def test_a_command_waits_for_another_program_and_says_so(learner: Caller) -> None:
    with closing(sqlite3.connect(learner.database, isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")
        release = threading.Timer(1.2, other.execute, ("ROLLBACK",))
        release.start()
        done = learner("flag", "2")
        release.join()
    assert done.exit_code == 0
    assert done.stderr == "Another program is writing to the database: waiting for it.\n"
    assert "#2" in done.stdout


def test_a_command_gives_up_at_last_with_a_code_of_its_own(learner: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "Patience", partial(connection.Patience, seconds=0))
    with closing(sqlite3.connect(learner.database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        done = learner("flag", "2")
    assert done.exit_code == 75
    assert "nothing was stored" in done.stderr
    assert learner("flag", "2").exit_code == 0
