"""The tracker once more, from the rows of the database alone: what the program's figures are checked against.

Knows nothing of the program but its schema and the rules as the README states them.
"""

import json
import sqlite3
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from tests.core.fsrs6 import State, after, retrievability

DAY_MS = 86_400_000
_ANSWERS = """SELECT card, id, study_day, rating, state_before FROM review WHERE kind <> 'manual' AND study_day <= ?
    AND uid NOT IN (SELECT review FROM retraction) ORDER BY id, uid"""
_RETIRED = "SELECT row, new FROM change WHERE field = 'retired_why' AND study_day <= ? ORDER BY study_day, uid"
_APPLIED = "SELECT point FROM applied WHERE kind = 'used' AND removed = 0 AND study_day <= ?"
_CARDS = """SELECT source.title, point.uid, card.uid FROM card JOIN point ON point.uid = card.point
    JOIN question ON question.uid = point.question JOIN source ON source.uid = question.source
    WHERE card.role IN ('ask', 'cloze')"""


def recount(database: Path, day: int, now: int, w: tuple[float, ...]) -> dict[str, Any]:
    """Return the status of every tip at ``now`` on a study day, and the counts of each source, by the parameters w."""
    db = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    logs, cards = defaultdict[str, list[Any]](list), defaultdict[tuple[str, str], list[str]](list)
    for card, *row in db.execute(_ANSWERS, (day,)):
        logs[card].append(row)
    for title, point, card in db.execute(_CARDS):
        cards[title, point].append(card)
    retired = {point for point, why in dict(db.execute(_RETIRED, (day,))).items() if why and json.loads(why)}
    applied = {point for (point,) in db.execute(_APPLIED, (day,))}
    tips, by_source = {}, defaultdict[str, dict[str, float]](lambda: defaultdict(int))
    for (title, point), own in cards.items():
        learned, ever, recalls = zip(*(_lived(logs[card], now, w) for card in own), strict=True)
        begun = any(logs[card] for card in own)
        living = "new" if not begun else "learned" if all(learned) else "lapsed" if any(ever) else "learning"
        tips[point] = status = "retired" if point in retired else living
        for name, amount in {status: 1, "points": 1, "applied": int(point in applied)}.items():
            by_source[title][name] += amount
        if status != "retired":
            by_source[title]["expected"] += min((recall for recall in recalls if recall is not None), default=0)
    days = Counter(study_day for log in logs.values() for _at, study_day, _rating, _state in log)
    return {"tips": tips, "by_source": by_source, "days": days}


def _lived(log: list[Any], now: int, w: tuple[float, ...]) -> tuple[bool, bool, float | None]:
    """Return whether a card is learned after its log, whether it ever was, and its R now, None if it is new."""
    state, last, passed, learned, ever = None, 0, 0, False, False
    for _at, day, rating, before in log:
        if before == "review" and day != last:
            passed = passed + 1 if rating > 1 else 0
        raw = after(state, rating=rating, elapsed=day - last, w=w)
        state, last = State(round(raw.stability, 4), round(raw.difficulty, 3)), day
        learned = passed >= 2 and state.stability >= 21
        ever = ever or learned
    return learned, ever, retrievability(state.stability, (now - log[-1][0]) / DAY_MS, w) if state else None
