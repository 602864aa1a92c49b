"""Training in a process of its own: what it finds, and every way in which it can fail."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from flashcards.core import training as core
from flashcards.core.schedule import PARAMETERS
from flashcards.core.training import Rated
from flashcards.errors import BadInput
from flashcards.services import training
from tests.core.learners import learn

HISTORIES = core.histories(learn(cards=60, days=120, seed=1, forgets=0.8))


def children() -> set[str]:
    """Return the processes that this one has started and that still run, as far as the system lists them."""
    listed = Path(f"/proc/self/task/{os.getpid()}/children")
    return set(listed.read_text(encoding="ascii").split()) if listed.exists() else set()


@contextmanager
def leaving_no_process() -> Iterator[None]:
    before = children()
    yield
    assert children() == before


def test_the_other_process_trains_what_this_one_would() -> None:
    told: list[tuple[int, int]] = []

    found = training.train(HISTORIES, PARAMETERS, relearn_steps=1, progress=lambda *step: told.append(step))

    every = core.items(HISTORIES)
    earlier, later = core.split(every)
    assert found.parameters == core.train(every, relearn_steps=1)
    assert (found.reviews, found.later_reviews) == (len(every), len(later))
    from_earlier = core.train(earlier, relearn_steps=1)
    for change, reviews, parameters in ((found.all, every, found.parameters), (found.later, later, from_earlier)):
        for measured, wanted in ((change.before, PARAMETERS), (change.after, parameters)):
            fit = core.fit(reviews, wanted)
            assert (measured.log_loss, measured.rmse) == pytest.approx((fit.log_loss, fit.rmse), abs=1e-6)
    assert told == [(0, 3), (1, 3), (2, 3), (3, 3)]


@pytest.mark.parametrize(
    ("histories", "present"),
    [
        ([[Rated(9, 0, 1), Rated(3, 4, 2)]] * 500, PARAMETERS),
        ([[Rated(3, 0, 1), Rated(3, -2, 2), Rated(3, 2, 3)]] * 500, PARAMETERS),
        ([[Rated(3, 0, 1), Rated(3, 0, 2)]] * 500, PARAMETERS),
        (HISTORIES, (0.5,) * 5),
        (HISTORIES, (float("nan"),) * 21),
    ],
    ids=["no rating", "days back", "no item at all", "five numbers", "no numbers"],
)
def test_what_the_library_refuses_is_one_sentence(
    histories: list[list[Rated]], present: tuple[float, ...], capfd: pytest.CaptureFixture[str]
) -> None:
    with leaving_no_process(), pytest.raises(BadInput, match=r"The training failed .* nothing was stored"):
        training.train(histories, present, relearn_steps=1)
    assert capfd.readouterr() == ("", "")


def program(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    """Let another program be the other process."""
    monkeypatch.setattr(training, "_PROGRAM", (sys.executable, "-c", "\n".join(lines)))


def test_a_panic_of_the_library_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    program(
        monkeypatch,
        "from flashcards.core import training",
        "training.train([training.Item(0, [training.Rated(3, 0, 1), training.Rated(3, 0, 2)])] * 9, relearn_steps=1)",
    )
    with leaving_no_process(), pytest.raises(BadInput, match="exit code 1"):
        training.train(HISTORIES, PARAMETERS, relearn_steps=1)
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    "line",
    [
        "import os; os.abort()",
        "import os; os._exit(0)",
        "print('no JSON at all')",
        "import sys; sys.stdin.close()",
        "import sys; sys.stdin.read(); print('{\"done\": 1}')",
    ],
)
def test_a_process_that_dies_or_babbles_is_one_sentence(monkeypatch: pytest.MonkeyPatch, line: str) -> None:
    program(monkeypatch, line)
    with leaving_no_process(), pytest.raises(BadInput, match="The training failed"):
        training.train(HISTORIES * 20, PARAMETERS, relearn_steps=1)


def test_a_training_that_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    program(monkeypatch, "import sys, time", "sys.stdin.read()", "time.sleep(60)")
    start = time.monotonic()
    with leaving_no_process(), pytest.raises(BadInput, match=r"longer than 0\.3 s"):
        training.train(HISTORIES, PARAMETERS, relearn_steps=1, timeout=0.3)
    assert time.monotonic() - start < 20


def test_a_training_that_does_not_even_listen_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    program(monkeypatch, "import time", "time.sleep(60)")
    with leaving_no_process(), pytest.raises(BadInput, match=r"longer than 0\.3 s"):
        training.train(HISTORIES * 40, PARAMETERS, relearn_steps=1, timeout=0.3)


def test_an_interrupted_training_leaves_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    program(monkeypatch, "import sys, time", "sys.stdin.read()", "print('{\"done\": 0}', flush=True)", "time.sleep(60)")

    def interrupt(_done: int, _whole: int) -> None:
        raise KeyboardInterrupt

    with leaving_no_process(), pytest.raises(KeyboardInterrupt):
        training.train(HISTORIES, PARAMETERS, relearn_steps=1, progress=interrupt)
