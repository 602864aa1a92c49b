"""Somebody who learns: a store, settings and a clock, with the services under short names."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from flashcards.config import Settings, parse_now
from flashcards.core.note import Card, CardsMode
from flashcards.core.studyday import DAY_MS
from flashcards.services import adding, gathering, handling, reviewing, safekeeping, tracking
from flashcards.services.adding import Options, Planned, Stored
from flashcards.services.desk import Desk
from flashcards.services.gathering import Text
from flashcards.services.reviewing import Answered, Shown
from flashcards.services.tracking import Tip
from flashcards.store.store import Store

ZONE = "Asia/Seoul"
MORNING = parse_now("2026-03-02T08:30", ZONE)
MINUTE_MS = 60_000
SETTINGS = Settings({"schedule.timezone": ZONE})
ALL = Options(cards=CardsMode.ALL)


@dataclass
class User:
    """A user at their desk. The clock stands still until :meth:`later` moves it."""

    store: Store
    folder: Path
    settings: Settings = SETTINGS
    now: int = MORNING
    started: int = field(default=MORNING)

    @property
    def desk(self) -> Desk:
        """The desk at this instant."""
        return Desk(self.store, self.settings, self.now)

    def later(self, *, days: int = 0, minutes: float = 0, ms: int = 0) -> "User":
        """Move the clock."""
        self.now += days * DAY_MS + int(minutes * MINUTE_MS) + ms
        return self

    def write(self, name: str, text: str) -> Path:
        """Write a notes file."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def plan(self, *texts: Text | Path, options: Options = ALL) -> list[Planned]:
        """Plan files or texts."""
        read = [gathering.read_file(text) if isinstance(text, Path) else text for text in texts]
        return [adding.plan(self.desk, text, options) for text in read]

    def add(self, *texts: Text | Path, options: Options = ALL) -> Stored:
        """Add files or texts in one go."""
        return adding.store(self.desk, self.plan(*texts, options=options))

    def hand(self, *cards: str) -> None:
        """Add cards by hand, one after the other."""
        for text in cards:
            self.add(gathering.by_hand(text), options=Options())

    def tips(self) -> dict[str, Tip]:
        """Return every tip by its text."""
        return {tip.point.text: tip for tip in tracking.tips(self.desk)}

    def tips_by_uid(self) -> dict[str, Tip]:
        """Return every tip by its point's uid."""
        return {tip.point.uid: tip for tip in tracking.tips(self.desk)}

    def tip(self, text: str) -> Tip:
        """Return one tip."""
        return self.tips()[text]

    def card(self, text: str) -> Card:
        """Return the first card of a tip."""
        return self.tip(text).card

    def answer(self, text: str, rating: int, *, duration_ms: int = 0, expect: int | None = None) -> Answered:
        """Answer the first card of a tip."""
        return reviewing.answer(self.desk, self.card(text).uid, rating, duration_ms=duration_ms, expect=expect)

    def review(self, rating: int, limit: int = 1000) -> list[str]:
        """Answer what is asked until nothing is, or ``limit`` is reached; return the texts asked for, in order."""
        asked: list[str] = []
        while len(asked) < limit and isinstance(shown := reviewing.next_card(self.desk), Shown):
            reviewing.answer(self.desk, shown.card.uid, rating, expect=shown.card.reps)
            asked.append(shown.point.text)
        return asked

    def recall_daily(self, text: str, ratings: list[int]) -> None:
        """Answer a tip on each day it falls due, from learning (Easy) on; the clock stops at the last answer."""
        self.answer(text, 4)
        for rating in ratings:
            due = self.tip(text).due
            assert due is not None
            self.now = max(self.now, due)
            self.answer(text, rating)

    def retire(self, text: str, why: str = "not for me") -> None:
        """Retire a tip."""
        handling.retire(self.desk, self.tip(text).point, why)

    def faults(self) -> list[str]:
        """Return what the doctor finds."""
        return [finding.sentence for finding in safekeeping.examine(self.desk).faults]

    def with_settings(self, **values: object) -> "User":
        """Return the same user with other settings; ``_`` in the names stands for a dot."""
        named = {name.replace("__", "."): value for name, value in values.items()}
        return replace(self, settings=Settings({**self.settings.values, **named}))


def opened(folder: Path, now: int = MORNING) -> Iterator[User]:
    """Give a user with an empty store in a folder, closed in the end."""
    with Store.open(folder / "data" / "flashcards.db", now=now) as store:
        yield User(store, folder, now=now, started=now)
