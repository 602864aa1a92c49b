"""Writes a database of the present schema for the migration tests: ``python -m tests.store.make_fixture``.

It goes to tests/fixtures/schema-NNNN.db and is kept there for every later schema: run this once when a schema is
released, never again for an older one. Identities, machine and time are fixed: the same program writes the same rows.
"""

import random
import sqlite3
from contextlib import closing
from pathlib import Path
from unittest.mock import patch

from flashcards.config import Settings, parse_now
from flashcards.core.note import Card, CardsMode, Point
from flashcards.services import adding, gathering, handling, reviewing
from flashcards.services.adding import Options
from flashcards.services.desk import Desk
from flashcards.services.gathering import Text
from flashcards.store import tables
from flashcards.store.store import Store

FIXTURES = Path(__file__).parents[1] / "fixtures"
ZONE = "Asia/Seoul"
NOW = parse_now("2026-03-02T08:30", ZONE)
DAY_MS = 86_400_000
TALK = """---
title: 집중에 대한 이야기
speaker: Ana
date: 2026-02-27
url: https://example.org/focus
deck: Talks::2026
tags: [focus]
lang: ko
---
- 조용한 아침을 지키려면? :: 메일을 열기 전에 가장 어려운 문단을 쓰세요
    - 아침의 첫 시간은 다시 오지 않기 때문
- What goes into the other room? ::: The phone
- Sleep {{c1::eight}} hours and walk {{c2::one::how long}} hour #health ^sleep-1
- What helps in a long meeting? :: Ask for the decision that is wanted
"""


class Writer:
    """Fills a database as a user would over a month."""

    def __init__(self, store: Store) -> None:
        """Begin on the first morning."""
        self.store = store
        self.now = NOW

    @property
    def desk(self) -> Desk:
        """The desk at this instant."""
        return Desk(self.store, Settings({"schedule.timezone": ZONE}), self.now)

    def tip(self, start: str) -> tuple[Point, list[Card]]:
        """Return the tip whose text begins so, with its cards."""
        points = [one for _note, found in self.store.notes.all() for one in found]
        point = next(one for one in points if one.text.startswith(start))
        return point, self.store.cards.of_points([point.uid])[point.uid]

    def add(self, text: str) -> None:
        """Add the talk as it stands now."""
        notes = Text(name="focus.md", path="/home/ana/notes/focus.md", text=text, mtime_ns=1, size=len(text.encode()))
        options = Options(cards=CardsMode.MARKED)
        adding.store(self.desk, [adding.plan(self.desk, notes, options)])

    def answer(self, card: Card, *ratings: int) -> None:
        """Answer a card on following days, or whenever it is due."""
        for rating in ratings:
            reviewing.answer(self.desk, card.uid, rating, duration_ms=4000 + 1000 * rating)
            self.now += DAY_MS * (6 if rating > 1 else 1)

    def everything(self) -> None:
        """Do something of every kind."""
        self.add(TALK)
        adding.store(self.desk, [adding.plan(self.desk, gathering.by_hand("Why rest? :: To go on"), Options())])
        morning, phone, sleep, meeting = (self.tip(start) for start in ("메일", "The phone", "Sleep", "Ask"))
        self.answer(morning[1][0], 3, 3, 4, 3)
        self.answer(phone[1][0], 4, 3, 1)
        self.answer(sleep[1][1], 2)
        reviewing.answer(self.desk, sleep[1][1].uid, 1)
        reviewing.undo(self.desk)
        handling.flag(self.desk, [morning[1][0]], 3)
        handling.suspend(self.desk, [phone[1][1]])
        handling.bury(self.desk, [sleep[1][0]])
        handling.tag(self.desk, [morning[0]], "아침")
        handling.tag(self.desk, [sleep[0]], "health", remove=True)
        handling.apply(self.desk, morning[0], "첫 문단을 먼저 썼다")
        handling.apply(self.desk, phone[0], "I needed it for the door", fits=False)
        handling.apply(self.desk, phone[0])
        reviewing.undo(self.desk)
        handling.retire(self.desk, meeting[0], "not for me")
        self._by_the_store(morning[0], phone[1][0])
        self.add(TALK.replace("hour #health", "full hour #health").replace("- What goes", "- So what goes"))

    def _by_the_store(self, point: Point, card: Card) -> None:
        day = self.desk.today
        with self.store.write("edit", at=self.now, study_day=day) as act:
            act.update(tables.point, point.uid, own_text="어려운 문단부터", own_for=point.file_text)
        with self.store.write("move", at=self.now, study_day=day) as act:
            uid = act.insert(tables.deck, name="Mine", created_at=act.at, learn_steps=[60, 600], new_per_day=5)
            act.update(tables.card, card.uid, deck=uid)
        with self.store.write("plan", at=self.now, study_day=day) as act:
            text = "If I sit down, then I will write first"
            act.insert(tables.plan, point=point.uid, at=act.at, study_day=day, text=text)
        with self.store.write("decide", at=self.now, study_day=day) as act:
            source = self.store.notes.sources()[0].uid
            act.insert(tables.decision, source=source, line_hash="0f", verdict="split", texts=["a", "b"], at=act.at)
        with self.store.write("tune", at=self.now, study_day=day) as act:
            act.insert(tables.parameter_set, at=act.at, parameters=[0.5] * 21, log_loss=0.31, reviews=400)
        with self.store.write("set", at=self.now, study_day=day) as act:
            act.insert(tables.setting, name="easy-days", value=[1, 1, 1, 1, 1, 0.5, 0.5], at=act.at)


def write(path: Path) -> None:
    """Write the database to a path that is not taken."""
    chance = random.Random(1)  # noqa: S311  fixed identities, not secrets
    with (
        patch("flashcards.store.uid.os.urandom", chance.randbytes),
        patch("flashcards.store.store.fingerprint", lambda: "ana"),
        patch("flashcards.store.store.platform.node", lambda: "ana's laptop"),
        Store.open(path, now=NOW) as store,
    ):
        Writer(store).everything()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
        connection.execute("PRAGMA page_size=1024")
        connection.execute("VACUUM")


if __name__ == "__main__":
    write(FIXTURES / f"schema-{tables.SCHEMA:04d}.db")
