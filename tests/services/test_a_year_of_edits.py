"""A year of edits: notes are reworded, moved, split and joined between reviews, and no card ends under a wrong line."""

import os
import random
from collections import Counter
from dataclasses import dataclass, field

import pytest

from flashcards.services.adding import Options, Stored
from flashcards.store.backup import copy_database
from flashcards.store.store import Store
from tests.reading.tips import REWORDED, UNLIKE
from tests.services.user import User
from tests.services.yearly import KEPT, Line, Notes

ROUNDS, EDITS = 20, 10
QUESTIONS = (
    "How do I begin a piece of work?", "How do I decide well?", "What do I do with an error?", "How do I lead a talk?",
    "What helps when I study?", "How do I deal with money?", "How do I write code that lasts?",
    "What keeps me healthy?", "How do I treat customers?", "How do I choose my tools?",
    "회의는 어떻게 진행하나요?", "공부는 어떻게 하는 게 좋을까요?", "이력서는 어떻게 써야 하나요?",
    "질문은 어떻게 해야 하나요?", "운동은 언제 하는 게 좋은가요?", "코드 리뷰는 어떻게 받나요?",
    "팀은 어떻게 고르나요?", "실패는 어떻게 다루나요?", "번아웃은 어떻게 막나요?", "아이디어는 어떻게 확인하나요?",
)  # fmt: skip


@dataclass
class Year:
    """What a year did: per kind of edit, how often it was made and how many histories it cost."""

    made: Counter[str] = field(default_factory=Counter)
    lost: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    losses: list[str] = field(default_factory=list)
    anew: Counter[str] = field(default_factory=Counter)
    written: int = 0
    unsettled: list[str] = field(default_factory=list)
    unrestored: list[str] = field(default_factory=list)
    reviews: int = 0
    tips: int = 0

    def report(self) -> str:
        """Return the figures as lines."""
        kinds = [f"  {kind:16} made {self.made[kind]:4}  came as new {self.anew[kind]:3}" for kind in sorted(self.made)]
        found = (
            f"wrong matches {len(self.wrong)}, histories lost {sum(self.lost.values())}, files changed {self.written}",
            f"not settled after one add {len(self.unsettled)}, not restored {len(self.unrestored)}",
        )
        return "\n".join([f"{sum(self.made.values())} edits, {self.tips} tips, {self.reviews} reviews", *kinds, *found])


class Simulation:
    """Somebody who edits a notes file at random, adds it after each round, and reviews in between."""

    def __init__(self, user: User, text: str, new: list[str], seed: int) -> None:
        self.user, self.year = user, Year()
        self.notes = Notes.read(text, random.Random(seed), new)  # noqa: S311  a seeded year
        self.path = user.write("year.md", self.notes.text)
        user.add(self.path, options=Options())

    def run(self, rounds: int = ROUNDS, edits: int = EDITS) -> Year:
        """Edit and add ``rounds`` times."""
        for number in range(rounds):
            self.user.later(days=2).review(3, limit=12)
            before, text = self.at_home(self.user), self.notes.text
            self.notes.touched.clear()
            for _ in range(edits):
                self.year.made[self.notes.edit()] += 1
            self.add()
            self.compare(before, number)
            if number % 4 == 0:
                self.restore(text, before, number)
        with self.user.store.reading():
            self.year.reviews = len(self.user.store.log.answers())
        self.year.tips = len(self.user.tips())
        return self.year

    def add(self) -> None:
        """Add the edited file, twice; it is only read."""
        self.path = self.user.write("year.md", self.notes.text)
        os.utime(self.path, ns=(1_000_000_000, 1_000_000_000))
        self.user.add(self.path, options=Options())
        if self.user.add(self.path, options=Options()) != Stored():
            self.year.unsettled.append(self.notes.text)
        self.year.written += self.path.stat().st_mtime_ns != 1_000_000_000
        self.year.written += self.path.read_text(encoding="utf-8") != self.notes.text

    def at_home(self, user: User) -> dict[str, tuple[Line, int]]:
        """Return for each living point the line where it stands, and how often it was answered."""
        found = {}
        for tip in user.tips_by_uid().values():
            if tip.point.retired_why is None and tip.point.line is not None:
                found[tip.point.uid] = (self.notes.lines[tip.point.line - 1], tip.reps)
        return found

    def compare(self, before: dict[str, tuple[Line, int]], number: int) -> None:
        """Compare where the points stand with where their lines went."""
        now = self.at_home(self.user)
        here = {line.uid: line for line in self.notes.lines}
        for uid, (line, _reps) in now.items():
            if uid in before and not _same(before[uid][0], line):
                self.year.wrong.append(f"{number}: {before[uid][0].text} => {line.text}")
        for uid, (line, reps) in before.items():
            if uid in now or line.uid not in here:
                continue
            kinds = self.notes.touched.get(line.uid, set())
            for kind in kinds or {"untouched"}:
                self.year.anew[kind] += 1
            if kinds <= set(KEPT):
                kind = "+".join(sorted(kinds)) or "untouched"
                self.year.lost[kind] += 1
                self.year.losses.append(f"{number}: {line.text} => {here[line.uid].text} ({kind}, {reps} answers)")
        assert set(before) <= set(self.user.tips_by_uid())

    def restore(self, text: str, before: dict[str, tuple[Line, int]], number: int) -> None:
        """Take the edits back in a copy of the database: every card is where it was."""
        target = self.user.folder / "copies" / f"{number}.db"
        copy_database(self.user.store.path, target)
        notes = self.notes
        with Store.open(target, now=self.user.now) as store:
            copy = User(store, self.user.folder, now=self.user.now)
            self.path.write_text(text, encoding="utf-8")
            copy.add(self.path, options=Options())
            living = {uid: tip.point.line for uid, tip in copy.tips_by_uid().items() if tip.point.retired_why is None}
        self.path.write_text(notes.text, encoding="utf-8")
        old = text.splitlines()
        for uid, (line, _reps) in before.items():
            place = living.get(uid)
            if place is None or old[place - 1] != line.text:
                self.year.unrestored.append(f"{number}: {line.text} => {place and old[place - 1]}")


def _same(one: Line, other: Line) -> bool:
    return bool({one.uid, *one.also} & {other.uid, *other.also})


def invented(seed: int) -> tuple[str, list[str]]:
    """Return notes of sixty tips under twenty questions, and tips to add later."""
    dice = random.Random(seed)  # noqa: S311  seeded notes
    english = [one for one, _other in REWORDED if one.isascii()]
    korean = [one for one, _other in REWORDED if not one.isascii()]
    text, spare = ["# A year of notes", ""], [tip for _other, tip in UNLIKE]
    for language, questions in ((english, QUESTIONS[:10]), (korean, QUESTIONS[10:])):
        dice.shuffle(language)
        spare += language[30:]
        for at, question in enumerate(questions):
            if at % 4 == 0:
                text += ["", f"## Part {len(text)}", ""]
            text.append(f"- {question}")
            text += [f"    - {tip}" for tip in language[3 * at : 3 * at + 3]]
    return "\n".join(text) + "\n", spare


@pytest.mark.untraced
def test_a_year_of_edits_loses_no_history_and_matches_nothing_wrongly(user: User) -> None:
    text, spare = invented(7)
    year = Simulation(user, text, spare, seed=7).run()
    print(f"\n{year.report()}")  # noqa: T201  the figures are what -s is for
    assert sum(year.made.values()) == ROUNDS * EDITS
    assert year.wrong == []
    assert not year.lost
    assert year.written == 0
    assert year.unsettled == []
    assert year.unrestored == []
    assert year.reviews > 100
    assert user.faults() == []
