"""Whatever a user does, in any order and under any clock: the log explains the state, and a plain model agrees."""

import itertools
import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from flashcards.core.memory import Review
from flashcards.core.note import Card, Point
from flashcards.core.progress import Status
from flashcards.errors import NothingToDo, Refused
from flashcards.services import backlog, gathering, handling, queueing, reviewing, vacation
from flashcards.services.adding import Options
from flashcards.store.store import Store
from tests.services.user import User

TEXTS = [f"back {number}" for number in range(4)]
TIPS = st.sampled_from(TEXTS)
HOUR = 60


class Tip:
    """What a plain model knows of a tip."""

    def __init__(self) -> None:
        self.answers: dict[int, int] = {}
        self.flag = 0
        self.suspended = False
        self.buried: int | None = None
        self.tags: set[str] = set()
        self.applied = 0
        self.retired: str | None = None

    def seen(self) -> tuple[object, ...]:
        """Return everything that the program must agree with."""
        return len(self.answers), self.flag, self.suspended, self.buried, self.tags, self.applied, self.retired


class AnyHistory(RuleBasedStateMachine):
    """Adds, answers, takes back and handles tips while the clock goes forward and back."""

    @initialize()
    def begin(self) -> None:
        """Open an empty store and add one tip."""
        self.folder = Path(tempfile.mkdtemp())
        self.store = Store.open(self.folder / "flashcards.db", now=0)
        self.user = User(self.store, self.folder)
        self.model: dict[str, Tip] = {}
        self.numbers = itertools.count()
        self.deeds: dict[int, list[tuple[str, int | None, Callable[[], object]]]] = {}
        self.add(TEXTS[0])

    def teardown(self) -> None:
        """Remove the store."""
        self.store.close()
        shutil.rmtree(self.folder)

    def _set(self, tip: Tip, name: str, value: object) -> None:
        """Note that a fact was changed; undoing it brings back what was there before."""
        before = getattr(tip, name)
        self._did("handle", None, lambda: setattr(tip, name, before))
        setattr(tip, name, value)

    def _did(self, kind: str, rating: int | None, take_back: Callable[[], object]) -> None:
        self.deeds.setdefault(self.user.desk.today, []).append((kind, rating, take_back))

    @rule(text=TIPS)
    def add(self, text: str) -> None:
        """Write a card by hand."""
        stored = self.user.add(gathering.by_hand(f"front of {text} :: {text}"), options=Options())
        if stored.new or stored.back:
            self._did("add", None, lambda: None)
        self.model.setdefault(text, Tip())

    @rule(text=TIPS, rating=st.integers(1, 4))
    def answer(self, text: str, rating: int) -> None:
        """Answer as a screen does that was drawn just now."""
        if text not in self.model:
            return
        tip = self.model[text]
        try:
            reviewing.answer(self.user.desk, self._card(text).uid, rating, expect=len(tip.answers))
        except Refused:
            assert tip.retired
        else:
            assert tip.retired is None
            number = next(self.numbers)
            tip.answers[number] = rating
            self._did("answer", rating, lambda: tip.answers.pop(number))

    @rule(text=TIPS, colour=st.integers(0, 3))
    def flag(self, text: str, colour: int) -> None:
        """Flag a card or take its flag off."""
        if text in self.model and handling.flag(self.user.desk, [self._card(text)], colour):
            self._set(self.model[text], "flag", colour)

    @rule(text=TIPS, on=st.booleans())
    def suspend(self, text: str, on: bool) -> None:  # noqa: FBT001  Hypothesis passes by name
        """Suspend a card or bring it back."""
        if text in self.model and handling.suspend(self.user.desk, [self._card(text)], on=on):
            self._set(self.model[text], "suspended", on)

    @rule(text=TIPS, on=st.booleans())
    def bury(self, text: str, on: bool) -> None:  # noqa: FBT001  Hypothesis passes by name
        """Bury a card or dig it out."""
        if text in self.model and handling.bury(self.user.desk, [self._card(text)], on=on):
            self._set(self.model[text], "buried", self.user.desk.today + 1 if on else None)

    @rule(text=TIPS, name=st.sampled_from(["work", "일"]), remove=st.booleans())
    def tag(self, text: str, name: str, remove: bool) -> None:  # noqa: FBT001  Hypothesis passes by name
        """Put a tag on a tip or take it off."""
        if text in self.model and handling.tag(self.user.desk, [self._point(text)], name, remove=remove):
            tags = self.model[text].tags
            (tags.discard if remove else tags.add)(name)
            self._did("handle", None, lambda: (tags.add if remove else tags.discard)(name))

    @rule(text=TIPS)
    def apply(self, text: str) -> None:
        """Note that a tip was applied."""
        if text in self.model:
            tip = self.model[text]
            handling.apply(self.user.desk, self._point(text), "today")
            tip.applied += 1
            self._did("handle", None, lambda: setattr(tip, "applied", tip.applied - 1))

    @rule(text=TIPS, why=st.sampled_from(["no", "later"]))
    def retire(self, text: str, why: str) -> None:
        """Retire a tip with a reason."""
        if text in self.model and self.model[text].retired is None:
            assert handling.retire(self.user.desk, self._point(text), why)
            self._set(self.model[text], "retired", why)

    @rule(text=TIPS)
    def restore(self, text: str) -> None:
        """Bring a retired tip back."""
        if text in self.model and handling.restore(self.user.desk, self._point(text)):
            self._set(self.model[text], "retired", None)

    @rule(days=st.integers(1, 4))
    def catch_up(self, days: int) -> None:
        """Spread what is overdue."""
        desk = self.user.desk
        if backlog.catch_up(desk, backlog.plan(desk, days=days)):
            self._did("catch-up", None, lambda: None)
        assert backlog.overdue(desk) == 0

    @rule(first=st.integers(0, 9), length=st.integers(1, 9))
    def go_away(self, first: int, length: int) -> None:
        """Plan a vacation, or cancel one."""
        desk = self.user.desk
        if known := vacation.coming(desk):
            vacation.cancel(desk, known[0])
        else:
            away = range(desk.today + first, desk.today + first + length)
            vacation.go(desk, vacation.plan(desk, away[0], away[-1]))
            assert not self._due_days() & {*away}
        self._did("vacation", None, lambda: None)

    def _due_days(self) -> set[int]:
        """Return the days on which something is due that can be asked."""
        askable = [self._card(text) for text, tip in self.model.items() if not (tip.retired or tip.suspended)]
        return {card.memory.due_day for card in askable if isinstance(card.memory, Review)}

    @rule()
    def undo(self) -> None:
        """Take back the newest act of the day."""
        deeds = self.deeds.get(self.user.desk.today, [])
        try:
            done = reviewing.undo(self.user.desk)
        except NothingToDo:
            assert all(kind == "add" for kind, _rating, _back in deeds)
            return
        except Refused:
            assert deeds[-1][0] == "add"
            return
        kind, rating, take_back = deeds.pop()
        assert (done.kind == "answer") == (kind == "answer")
        assert done.rating == rating
        take_back()

    @precondition(lambda self: self.deeds.get(self.user.desk.today))
    @rule()
    def undo_the_day(self) -> None:
        """Take back everything of the day, or since notes were added last: the model is then as it was before."""
        deeds = self.deeds[self.user.desk.today]
        while deeds and deeds[-1][0] != "add":
            self.undo()
        with suppress(NothingToDo, Refused):
            reviewing.undo(self.user.desk)
            raise AssertionError("There was more to undo than was done.")

    @rule(minutes=st.sampled_from([1, 11, 13 * HOUR, 24 * HOUR, 9 * 24 * HOUR, 60 * 24 * HOUR]))
    def wait(self, minutes: int) -> None:
        """Let time pass."""
        self.user.later(minutes=minutes)

    @rule(minutes=st.sampled_from([1, 3 * HOUR]))
    def set_the_clock_back(self, minutes: int) -> None:
        """Correct a clock that was fast."""
        self.user.later(minutes=-minutes)

    @rule()
    def close_and_open(self) -> None:
        """End the program and start it again."""
        self.store.close()
        self.store = self.user.store = Store.open(self.folder / "flashcards.db", now=self.user.now)

    @invariant()
    def the_model_agrees(self) -> None:
        """Compare every tip, as seen from the far end of all answers."""
        found = {}
        far = User(self.store, self.folder, now=self.user.now + 10**11)
        for text, tip in far.tips().items():
            card = tip.card
            found[text] = (
                card.reps, card.flag, card.suspended, card.buried_until, set(tip.point.tags), tip.applied,
                tip.point.retired_why,
            )  # fmt: skip
            assert (tip.status is Status.RETIRED) == (tip.point.retired_why is not None)
        assert found == {text: tip.seen() for text, tip in self.model.items()}

    @invariant()
    def the_log_explains_the_state(self) -> None:
        """Ask the doctor, and count the days' roll-ups."""
        assert self.user.faults() == []
        answers = sum(row.answers for row in self.store.decks.tallies())
        assert answers == sum(len(tip.answers) for tip in self.model.values())

    @invariant()
    def due_is_what_can_be_asked(self) -> None:
        """Compare the count with the queue, which leaves out what was put away."""
        asked = {candidate.card for candidate in queueing.today(self.user.desk).cards}
        assert queueing.due(self.user.desk).total == len(asked)
        for text, tip in self.model.items():
            if tip.retired or tip.suspended or (tip.buried or 0) > self.user.desk.today:
                assert self._card(text).uid not in asked

    def _card(self, text: str) -> Card:
        return self.user.card(text)

    def _point(self, text: str) -> Point:
        return self.user.tip(text).point


TestAnyHistory = pytest.mark.untraced(AnyHistory.TestCase)
TestAnyHistory.settings = settings(
    max_examples=10, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
)


class LongHistory(AnyHistory):
    """The same, longer and more often."""


TestLongHistory = pytest.mark.long(LongHistory.TestCase)
TestLongHistory.settings = settings(TestAnyHistory.settings, max_examples=60, stateful_step_count=50)
