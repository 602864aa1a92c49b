"""Progress means the same wherever and whenever a package is imported: three zones, three days, the real engine."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from flashcards.core.memory import New, Relearning, Review
from flashcards.core.note import Card
from flashcards.core.studyday import DAY_MS, Calendar
from tests.formats.anki.test_progress import NOW, RULES, Exported, Learner, export

pytestmark = pytest.mark.anki

DAYS_LATER = (0, 3, 40)
TYPES = {"new": 0, "learning": 1, "review": 2, "relearning": 3}
LOG_TYPES = {"learn": 0, "review": 1, "relearn": 2, "manual": 4}


def arrivals(packages: list[Path], zone: str) -> list[dict[str, Any]]:
    """Return what Anki has after importing each package on a machine in a zone."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.formats.anki.arrivals"],
        input=json.dumps([*map(str, packages)]), env={**os.environ, "TZ": zone}, cwd=Path(__file__).parents[3],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def place(card: Card, calendar: Calendar, today: int) -> list[int]:
    """Return the columns that say where a card stands, in a collection whose day ``today`` it is now."""
    first_day = calendar.study_day(NOW) - today
    match card.memory:
        case New():
            return [0, 0, 1, 0, 0, 0, 0]
        case Review() as memory:
            return [2, 2, memory.due_day - first_day, memory.interval, card.reps, card.lapses, 0]
        case memory:
            again = isinstance(memory, Relearning)
            left = len(RULES.relearn_steps if again else RULES.learn_steps) - memory.step
            day = calendar.study_day(memory.due)
            queue, due = (1, memory.due // 1000) if day <= memory.last_day else (3, day - first_day)
            interval = memory.interval if isinstance(memory, Relearning) else 0
            return [3 if again else 1, queue, due, interval, card.reps, card.lapses, left]


@pytest.mark.parametrize("zone", ["Asia/Seoul", "America/Los_Angeles", "Asia/Kathmandu"])
def test_progress_arrives_as_it_was_on_any_day(tmp_path: Path, zone: str) -> None:
    calendar = Calendar(zone)
    made: list[Exported] = [
        export(tmp_path / f"{later}.apkg", Learner(calendar, NOW - later * DAY_MS)) for later in DAYS_LATER
    ]
    for (_path, cards, reviews), found in zip(made, arrivals([one[0] for one in made], zone), strict=True):
        assert len(found["cards"]) == len(cards) > 10
        for card in cards.values():
            there = found["cards"][card.uid]
            assert there["place"] == place(card, calendar, found["today"])
            if not isinstance(card.memory, New):
                strength = card.memory.strength
                assert (there["data"]["s"], there["data"]["d"]) == (strength.stability, strength.difficulty)
            assert there["log"] == [
                [
                    row.id,
                    row.rating,
                    row.interval_after if row.state_after == "review" else -row.seconds_after,
                    min(row.duration_ms, 60_000),
                    LOG_TYPES[row.kind],
                ]
                for row in reviews[card.uid]
            ]
