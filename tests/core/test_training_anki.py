"""What the real Anki engine trains from a log is what the app trains from it."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from flashcards.core import training
from flashcards.core.review import Answer, by_card
from flashcards.core.schedule import PARAMETERS
from tests.core.learners import learn

pytestmark = [pytest.mark.anki, pytest.mark.untraced]

ROOT = Path(__file__).parents[2]
KINDS = {"learn": 0, "review": 1, "relearn": 2}


def trained_by_anki(log: list[Answer], relearn_steps: int) -> dict[str, Any]:
    """Return what the engine trains from a log whose study days are those of UTC."""
    logs = by_card(log)
    cards = [[[row.id, row.rating, KINDS[row.kind]] for row in logs[card]] for card in sorted(logs)]
    done = subprocess.run(
        [sys.executable, "-m", "tests.core.anki_training"],
        input=json.dumps({"cards": cards, "relearn_steps": relearn_steps}),
        capture_output=True, text=True, cwd=ROOT, env=os.environ | {"TZ": "UTC"}, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize(("seed", "forgets", "relearn_steps"), [(3, 0.6, 1), (8, -0.5, 2)])
def test_the_trained_parameters_are_ankis(seed: int, forgets: float, relearn_steps: int) -> None:
    log = learn(cards=300, days=120, seed=seed, forgets=forgets)
    assert 2_000 < len(log) < 4_500

    theirs = trained_by_anki(log, relearn_steps)

    items = training.items(training.histories(log))
    ours = training.train(items, relearn_steps=relearn_steps)
    assert len(items) == theirs["items"]
    assert ours == pytest.approx(theirs["parameters"], rel=1e-6, abs=1e-6)
    assert training.fit(items, ours).log_loss == pytest.approx(theirs["log_loss"], abs=1e-6)
    assert training.fit(items, ours).rmse == pytest.approx(theirs["rmse"], abs=1e-6)
    assert training.fit(items, PARAMETERS).log_loss == pytest.approx(theirs["default_log_loss"], abs=1e-6)
    assert theirs["log_loss"] < theirs["default_log_loss"]
