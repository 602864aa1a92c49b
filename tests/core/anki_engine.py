"""Asks the real Anki engine what it offers for a card; run as a program, because Anki reads its switches at start.

Input (JSON): ``rules`` as in Rules, ``cards`` as a list of ``state``, ``stability``, ``difficulty``, ``step``,
``interval`` and ``elapsed`` (study days since the last answer), ``rating`` to answer with (0: do not answer), and
``draws``: how often to ask with another number of repetitions. Output, per card: ``offers``, one list of four
``[state, seconds, days, stability, difficulty]`` per draw, and ``kept``, the stability and difficulty after the answer.
"""

import json
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from anki.collection import Collection
from anki.scheduler_pb2 import CardAnswer, SchedulingState

FIRST_ID = 1_700_000_000_000  # fuzz is drawn from a card's id
RATINGS = ("again", "hard", "good", "easy")
TYPES = {"new": (0, 0), "learning": (1, 1), "review": (2, 2), "relearning": (3, 1)}


def configure(collection: Collection, rules: dict[str, Any]) -> None:
    """Set the first deck's options; steps are kept in minutes there."""
    collection.set_config("fsrs", val=True)
    collection.set_config("loadBalancerEnabled", val=False)
    options = collection.decks.get_config(1)
    names = {17: "fsrsWeights", 19: "fsrsParams5", 21: "fsrsParams6"}
    for length, name in names.items():
        options[name] = rules["parameters"] if length == len(rules["parameters"]) else []
    options["desiredRetention"] = rules["desired_retention"]
    options["new"]["delays"] = [seconds / 60 for seconds in rules["learn_steps"]]
    options["lapse"]["delays"] = [seconds / 60 for seconds in rules["relearn_steps"]]
    options["rev"]["maxIvl"] = rules["max_interval"]
    collection.decks.update_config(options)


def place(collection: Collection, card: dict[str, Any], rules: dict[str, Any]) -> int:
    """Add a card whose last answer lies ``elapsed`` study days back, and return its id."""
    note = collection.new_note(collection.models.by_name("Basic"))
    note.fields = ["front", "back"]
    collection.add_note(note, 1)
    found: int = FIRST_ID + collection.card_count()
    today = collection._backend.sched_timing_today()
    answered = min(int(time.time()), today.next_day_at - 43_200) - 86_400 * card["elapsed"]
    memory = {"s": card["stability"], "d": card["difficulty"], "lrt": answered}
    kind, queue = TYPES[card["state"]]
    steps = rules["relearn_steps" if card["state"] == "relearning" else "learn_steps"]
    values = {
        "id": found,
        "type": kind,
        "queue": queue,
        "due": (1, answered, today.days_elapsed + card["interval"] - card["elapsed"])[queue],
        "ivl": card["interval"],
        "left": len(steps) - card["step"] if queue == 1 and steps else 0,
        "data": json.dumps(memory) if kind else "{}",
    }
    assignments = ", ".join(f"{name} = ?" for name in values)
    query = f"UPDATE cards SET {assignments} WHERE id = ?"  # noqa: S608  the names are the ones above
    collection.db.execute(query, *values.values(), note.card_ids()[0])
    return found


def described(state: SchedulingState) -> list[str | float | None]:
    """Return a state as ``[state, seconds, days, stability, difficulty]``."""
    normal = state.normal
    match normal.WhichOneof("kind"):
        case "learning":
            step = normal.learning
            return ["learning", step.scheduled_secs, None, step.memory_state.stability, step.memory_state.difficulty]
        case "relearning":
            step, days = normal.relearning.learning, normal.relearning.review.scheduled_days
            return ["relearning", step.scheduled_secs, days, step.memory_state.stability, step.memory_state.difficulty]
        case _:
            review = normal.review
            return [
                "review",
                None,
                review.scheduled_days,
                review.memory_state.stability,
                review.memory_state.difficulty,
            ]


def ask(collection: Collection, card: dict[str, Any], rules: dict[str, Any]) -> dict[str, Any]:
    """Return what the engine offers for a card, and what it keeps after the answer."""
    found = place(collection, card, rules)
    offers = []
    for repetitions in range(card["draws"]):
        collection.db.execute("UPDATE cards SET reps = ? WHERE id = ?", repetitions, found)
        states = collection._backend.get_scheduling_states(found)
        offers.append([described(getattr(states, name)) for name in RATINGS])
    kept = answer(collection, found, card["rating"]) if card["rating"] else None
    return {"offers": offers, "kept": kept}


def answer(collection: Collection, card: int, rating: int) -> list[float]:
    """Answer a card, and return the stability and difficulty that are then in the collection."""
    states = collection._backend.get_scheduling_states(card)
    given = CardAnswer(
        card_id=card,
        current_state=states.current,
        new_state=getattr(states, RATINGS[rating - 1]),
        rating=rating - 1,  # type: ignore[arg-type]
        answered_at_millis=int(time.time() * 1000),
        milliseconds_taken=1000,
    )
    collection._backend.answer_card_raw(given.SerializeToString())
    data = json.loads(collection.db.scalar("SELECT data FROM cards WHERE id = ?", card))
    return [data["s"], data["d"]]


def main() -> None:
    """Answer every question on standard input in one fresh collection."""
    with tempfile.TemporaryDirectory() as folder:
        collection = Collection(str(Path(folder, "collection.anki2")))
        replies = []
        for question in json.load(sys.stdin):
            configure(collection, question["rules"])
            replies.append([ask(collection, card, question["rules"]) for card in question["cards"]])
        collection.close()
    json.dump(replies, sys.stdout)


if __name__ == "__main__":
    main()
