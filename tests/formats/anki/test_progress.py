"""Progress survives the way to Anki: due day, state, memory and log are what they were here."""

import datetime as dt
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from flashcards.core.memory import Learning, Memory, New, Relearning, Review
from flashcards.core.note import Card
from flashcards.core.review import Answer, logged, moved, replay
from flashcards.core.schedule import Rules, next_states
from flashcards.core.studyday import DAY_MS, Calendar
from flashcards.formats.anki.progress import Limits, Progress
from flashcards.formats.anki.write import write_package
from tests.formats.anki.builders import SOURCE, card_of, note_of

if TYPE_CHECKING:
    from anki.cards import Card as AnkiCard
    from anki.collection import Collection
    from anki.import_export_pb2 import ImportResponse

    Import = Callable[[Path], ImportResponse.Log]

pytestmark = pytest.mark.anki

RULES = Rules(desired_retention=0.85, learn_steps=(60, 600, 86_400), relearn_steps=(600,), fuzz=False)
NOW = int(time.time() * 1000)


@dataclass(frozen=True)
class Learner:
    """Answers cards at given delays before ``now`` (ms); the calendar's zone is the machine's, as Anki takes it."""

    calendar: Calendar
    now: int = NOW

    def answers(self, card: str, *given: tuple[float, int]) -> tuple[Memory, list[Answer]]:
        """Return a card's memory and log after answers of (days before now, rating); -3 moves it by three days."""
        memory: Memory = New()
        log: list[Answer] = []
        for ago, rating in given:
            at = self.now - int(ago * DAY_MS)
            day = self.calendar.study_day(at)
            if rating < 0 and isinstance(memory, Review):
                row = moved(
                    memory, memory.due_day - rating, uid=f"{card}-{at}", at=at, device="here", card=card,
                    study_day=day, desired_retention=RULES.desired_retention,
                )  # fmt: skip
                log.append(row)
                memory = replace(memory, due_day=row.due_after, interval=row.interval_after)
                continue
            outcome = next_states(memory, now=at, day=day, rules=RULES, seed=card)[rating - 1]
            row = logged(
                memory, outcome, uid=f"{card}-{at}", device="here", card=card, study_day=day, duration_ms=75_000,
                desired_retention=RULES.desired_retention,
            )  # fmt: skip
            log.append(row)
            memory = outcome.memory
        return memory, log


@pytest.fixture
def learner() -> Learner:
    offset = dt.datetime.now().astimezone().utcoffset()
    hours = -int((offset or dt.timedelta()).total_seconds() // 3600)
    return Learner(Calendar(f"Etc/GMT{hours:+d}" if hours else "UTC"))


Exported = tuple[Path, dict[str, Card], dict[str, list[Answer]]]

HISTORIES: dict[str, tuple[tuple[float, int], ...]] = {
    "new": (),
    "learning": ((0.002, 3),),
    "across days": ((0.02, 3), (0.01, 3)),
    "young": ((9, 3), (8.99, 3), (8, 3), (5, 3)),
    "easy": ((40, 4), (20, 4)),
    "overdue": ((400, 4), (380, 3)),
    "lapsed": ((60, 4), (40, 3), (0.003, 1)),
    "relearned": ((60, 4), (40, 3), (5, 1), (4.99, 3)),
    "moved": ((60, 4), (40, 3), (0.5, -200)),
    "moved twice": ((60, 4), (40, 3), (8, -20), (2, -7)),
    "moved and answered": ((60, 4), (40, -20), (30, 3), (29, -3), (3, 3)),
    "moved and lapsed": ((60, 4), (40, -20), (30, 1)),
}


@pytest.fixture
def exported(learner: Learner, tmp_path: Path) -> Exported:
    """Return a package of one card for each history, with the cards and logs that went into it."""
    return export(tmp_path / "progress.apkg", learner)


def export(path: Path, learner: Learner) -> Exported:
    """Write a package of one card for each history; return it with the cards and logs that went into it."""
    note = note_of("What helps?", *HISTORIES)
    cards: dict[str, Card] = {}
    reviews: dict[str, list[Answer]] = {}
    for point, (name, given) in zip(note.points, HISTORIES.items(), strict=True):
        card = card_of(point)
        apart = 1e-4 * point.position
        memory, reviews[card.uid] = learner.answers(card.uid, *((ago + apart, rating) for ago, rating in given))
        standing = replay(reviews[card.uid])
        cards[name] = replace(card, memory=memory, reps=standing.reps, lapses=standing.lapses)
    progress = Progress(reviews=reviews, rules={SOURCE.deck: RULES}, limits={SOURCE.deck: Limits(7, 321)})
    write_package(path, [(note, list(cards.values()))], now=learner.now, zone=learner.calendar.zone, progress=progress)
    return path, cards, reviews


def in_anki(collection: "Collection", card: Card) -> "AnkiCard":
    """Return what Anki has for a card."""
    query = "SELECT cards.id FROM cards JOIN notes ON notes.id = nid WHERE guid = ?"
    return collection.get_card(collection.db.scalar(query, card.uid))


@pytest.mark.parametrize("name", HISTORIES)
def test_state_and_due_day_are_what_they_were(
    collection: "Collection", anki_import: "Import", exported: Exported, learner: Learner, name: str
) -> None:
    path, cards, _ = exported
    anki_import(path)
    card, found = cards[name], in_anki(collection, cards[name])
    first_day = learner.calendar.study_day(NOW) - collection.sched.today
    types = {"New": 0, "Learning": 1, "Review": 2, "Relearning": 3}
    assert found.type == types[type(card.memory).__name__]
    assert (found.reps, found.lapses) == (card.reps, card.lapses)
    match card.memory:
        case New():
            assert (found.queue, found.due) == (0, 1)
        case Review() as memory:
            assert (found.queue, found.due, found.ivl) == (2, memory.due_day - first_day, memory.interval)
        case memory if learner.calendar.study_day(memory.due) > memory.last_day:
            assert (found.queue, found.due) == (3, learner.calendar.study_day(memory.due) - first_day)
        case memory:
            assert (found.queue, found.due) == (1, memory.due // 1000)


def test_the_histories_reach_every_kind_of_card(exported: Exported, learner: Learner) -> None:
    memories = {name: card.memory for name, card in exported[1].items()}
    assert {type(memory) for memory in memories.values()} == {New, Learning, Review, Relearning}
    waiting = memories["across days"]
    assert isinstance(waiting, Learning)
    assert learner.calendar.study_day(waiting.due) > waiting.last_day


def test_memory_is_kept_and_agrees_with_what_anki_reads_from_the_log(
    collection: "Collection", anki_import: "Import", exported: Exported
) -> None:
    collection.set_config("fsrs", True)  # noqa: FBT003 - Anki's signature
    path, cards, _ = exported
    anki_import(path)
    for card in cards.values():
        found = in_anki(collection, card)
        if isinstance(card.memory, New):
            assert found.memory_state is None
            continue
        known = card.memory.strength
        assert found.memory_state.stability == pytest.approx(known.stability, abs=1e-4)
        assert found.memory_state.difficulty == pytest.approx(known.difficulty, abs=1e-3)
        assert found.desired_retention == pytest.approx(0.85)
        read = collection._backend.compute_memory_state(found.id)
        assert read.state.stability == pytest.approx(known.stability, rel=2e-3)
        assert read.state.difficulty == pytest.approx(known.difficulty, abs=5e-3)


def test_every_answer_is_in_the_log(collection: "Collection", anki_import: "Import", exported: Exported) -> None:
    path, cards, reviews = exported
    anki_import(path)
    for card in cards.values():
        rows = collection.db.all(
            "SELECT id, ease, ivl, time, type FROM revlog WHERE cid = ? ORDER BY id", in_anki(collection, card).id
        )
        assert rows == [
            [
                answer.id,
                answer.rating,
                answer.interval_after if answer.state_after == "review" else -answer.seconds_after,
                0 if answer.manual else 60_000,
                {"learn": 0, "review": 1, "relearn": 2, "manual": 4}[answer.kind],
            ]
            for answer in reviews[card.uid]
        ]


def test_a_move_is_in_ankis_log_as_anki_writes_its_own(
    collection: "Collection", anki_import: "Import", exported: Exported, learner: Learner
) -> None:
    collection.set_config("fsrs", True)  # noqa: FBT003 - Anki's signature
    path, cards, _ = exported
    anki_import(path)
    found = in_anki(collection, cards["moved"])
    query = "SELECT ease, ivl, lastIvl, factor, time, type FROM revlog WHERE cid = ? ORDER BY id DESC LIMIT 1"
    ours = collection.db.first(query, found.id)
    ahead = found.due - collection.sched.today
    collection.sched.set_due_date([found.id], f"{ahead + 5}!")
    theirs = collection.db.first(query, found.id)
    assert (ours[0], ours[3:]) == (theirs[0], theirs[3:])
    assert (ours[1], theirs[2]) == (found.ivl, found.ivl)


def test_importing_progress_again_changes_nothing(
    collection: "Collection", anki_import: "Import", exported: Exported
) -> None:
    anki_import(exported[0])
    before = [collection.db.all(query) for query in ("SELECT * FROM cards", "SELECT * FROM revlog")]
    log = anki_import(exported[0])
    assert (len(log.new), len(log.updated)) == (0, 0)
    assert before == [collection.db.all(query) for query in ("SELECT * FROM cards", "SELECT * FROM revlog")]


def test_the_deck_brings_its_options(collection: "Collection", anki_import: "Import", exported: Exported) -> None:
    anki_import(exported[0])
    options = collection.decks.config_dict_for_deck_id(collection.decks.id_for_name(SOURCE.deck))
    assert options["name"] == "flashcards"
    assert options["desiredRetention"] == pytest.approx(0.85)
    assert (options["new"]["perDay"], options["rev"]["perDay"]) == (7, 321)
    assert options["new"]["delays"] == [1, 10, 1440]
    assert options["lapse"]["delays"] == [10]
    assert options["fsrsParams6"] == pytest.approx(RULES.parameters)


def test_two_answers_of_one_millisecond_are_both_kept(
    collection: "Collection", anki_import: "Import", learner: Learner, tmp_path: Path
) -> None:
    note = note_of("What helps?", "sleep", "walks", "tea")
    answered = [learner.answers(card.uid, (3, 4)) for card in map(card_of, note.points)]
    cards = [
        replace(card_of(point), memory=memory, reps=1) for point, (memory, _) in zip(note.points, answered, strict=True)
    ]
    reviews = {card.uid: log for card, (_, log) in zip(cards, answered, strict=True)}
    path = tmp_path / "a.apkg"
    zone = learner.calendar.zone
    write_package(path, [(note, cards)], now=NOW, zone=zone, progress=Progress(reviews=reviews))
    anki_import(path)
    at = answered[0][1][0].id
    assert collection.db.list("SELECT id FROM revlog ORDER BY id") == [at, at + 1, at + 2]


@pytest.mark.parametrize("change", [{"suspended": True}, {"buried_until": 10**6}])
def test_suspended_and_buried_cards_keep_their_due_day(
    collection: "Collection", anki_import: "Import", learner: Learner, tmp_path: Path, change: dict[str, int]
) -> None:
    note = note_of("What helps?", "sleep")
    card = card_of(note.points[0])
    memory, log = learner.answers(card.uid, (3, 4))
    assert isinstance(memory, Review)
    changed = replace(card, memory=memory, reps=1, **change)  # type: ignore[arg-type]
    path = tmp_path / "a.apkg"
    zone = learner.calendar.zone
    write_package(path, [(note, [changed])], now=NOW, zone=zone, progress=Progress(reviews={card.uid: log}))
    anki_import(path)
    found = in_anki(collection, card)
    first_day = learner.calendar.study_day(NOW) - collection.sched.today
    queue = -1 if "suspended" in change else -3
    assert (found.type, found.queue, found.due) == (2, queue, memory.due_day - first_day)


def test_without_progress_every_card_is_new(
    collection: "Collection", anki_import: "Import", learner: Learner, tmp_path: Path
) -> None:
    note = note_of("What helps?", "sleep")
    memory, _ = learner.answers("c", (3, 4))
    cards = [replace(card_of(note.points[0]), memory=memory, reps=1)]
    write_package(tmp_path / "a.apkg", [(note, cards)], now=NOW, zone=learner.calendar.zone)
    anki_import(tmp_path / "a.apkg")
    found = in_anki(collection, cards[0])
    assert (found.type, found.queue, found.reps) == (0, 0, 0)
