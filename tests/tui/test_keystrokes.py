"""docs/keystrokes.md against the app: the keys that the page gives for a task are pressed, and the task is done."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner
from textual.pilot import Pilot

from flashcards.cli import output
from flashcards.cli.group import program
from flashcards.core.note import Card
from flashcards.core.schedule import AGAIN, GOOD
from flashcards.services import daily, reviewing
from flashcards.services.desk import Desk
from flashcards.tui import app as tui
from flashcards.tui.keynames import known_key
from flashcards.tui.screens.browse import Browse, Flagged
from flashcards.tui.screens.card import CardPage
from flashcards.tui.screens.review import Review
from flashcards.tui.screens.today import Today
from flashcards.tui.widgets.text import Drawn, Rows
from tests.conftest import Learn
from tests.tui.adding import FIRST, NOTES
from tests.tui.conftest import MakeApp
from tests.tui.figures import settle
from tests.tui.notes import KOREAN, TALK

PAGE = (Path(__file__).parents[2] / "docs" / "keystrokes.md").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Task:
    """A line of the table: how many keys it claims here, and which."""

    name: str
    claimed: int
    spans: tuple[str, ...]

    @property
    def command(self) -> str:
        """What is typed in the shell before the app is there."""
        return next((span for span in self.spans if span.startswith("flashcards")), "")

    @property
    def counted(self) -> list[str]:
        """The keys besides text and names."""
        return [span for span in self.spans if span != self.command and not span.startswith('"')]

    @property
    def presses(self) -> list[list[str]]:
        """What is pressed in the app, as Textual names it; the Enter after a command is the shell's."""
        return [pressed(span) for span in (self.spans[2:] if self.command else self.spans)]


def pressed(span: str) -> list[str]:
    """Return the keys of one span of code: of a text in quotes those of its letters."""
    letters = list(span[1:-1]) if span.startswith('"') else [span]
    return [known_key("space" if letter == " " else letter) for letter in letters]


def read_tasks() -> list[Task]:
    """Return the tasks of the page with what stands in our column."""
    lines = [line.strip("| ").split(" | ") for line in PAGE.splitlines() if line.startswith("| ")]
    cells = [(name, ours) for name, ours, *_others in lines[1:]]
    return [
        Task(name, int(re.match(r"\*\*(\d+)", ours)[1]), tuple(re.findall(r"`([^`]+)`", ours)))  # type: ignore[index]
        for name, ours in cells
    ]


TASKS = read_tasks()


@dataclass
class Seat:
    """Somebody at the app: the screen and the store are asked through it."""

    pilot: Pilot[None]
    desk: Desk

    def reads(self, selector: str) -> str:
        """Return what a part of the screen says."""
        return self.pilot.app.screen.query_one(selector, Drawn).drawn.plain

    def stands(self, selector: str) -> str:
        """Return what stands in rows on the screen."""
        return self.pilot.app.screen.query_one(selector, Rows).drawn.plain

    @property
    def ratings(self) -> list[int]:
        """Every answer in the log."""
        return [row.rating for row in self.desk.store.log.answers()]

    @property
    def card(self) -> Card:
        """The card of the Korean tip, which is asked first."""
        found = self.desk.store.cards.of_points().values()
        return min((card for cards in found for card in cards), key=lambda card: card.n)

    @property
    def asked(self) -> bool:
        """Whether a card is being asked."""
        return isinstance(self.pilot.app.screen, Review)


@dataclass(frozen=True)
class Claim:
    """What is true once the keys of a task were pressed; ``before`` leads from Today to where the task begins."""

    holds: Callable[[Seat], bool]
    before: tuple[str, ...] = ()
    limit: int | None = None
    prepare: Callable[[Desk], None] = lambda _desk: None


@pytest.fixture
def talks(learn: Learn, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Give a desk with cards of two talks, one in Korean, and notes of a third one in the current folder."""
    learn(KOREAN, "/notes/korean.md")
    learn(TALK)
    (tmp_path / "mentor.md").write_text(NOTES, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return desk


def finds_the_card(seat: Seat) -> bool:
    screen = seat.pilot.app.screen
    return isinstance(screen, Browse) and screen.total == 1 and "발표를 준비할" in screen.line(0).text


def tells_tomorrow(seat: Seat) -> bool:
    if not isinstance(seat.pilot.app.screen, Today):
        return False
    due = daily.tomorrow(seat.desk, None)
    row = next(line for line in seat.reads("#weeks").splitlines() if "Tue 11-24" in line)
    return due.review == 1 and row.split()[-3:] == [str(due.review), str(due.minutes), "min"]


def make_due_tomorrow(desk: Desk) -> None:
    """Answer the last card until it comes back after a day."""
    last = max((card for cards in desk.store.cards.of_points().values() for card in cards), key=lambda card: card.n)
    for rating in (AGAIN, GOOD, GOOD):
        reviewing.answer(desk, last.uid, rating, duration_ms=1000)


def tells_the_answers(seat: Seat) -> bool:
    return isinstance(seat.pilot.app.screen, CardPage) and "Easy" in seat.stands("#answers")


def has_cards_of_the_file(seat: Seat) -> bool:
    return FIRST in [point.text for _note, points in seat.desk.store.notes.all() for point in points]


def was_applied(seat: Seat) -> bool:
    return [entry.text for entry in seat.desk.store.notes.entries(seat.card.point)] == ["회의에서 써 봤다"]


ASKED, ANSWERED = ("enter",), ("enter", "space", "4")
CLAIMS = {
    "Start today's review": Claim(lambda seat: seat.asked),
    "Grade a card Good": Claim(lambda seat: seat.ratings == [GOOD], ASKED),
    "Grade a card Again": Claim(lambda seat: seat.ratings == [AGAIN], ASKED),
    "Take back the last answer once the session is over": Claim(
        lambda seat: seat.asked and not seat.ratings, ANSWERED, limit=1
    ),
    "Fix a typo in the answer on the screen": Claim(
        lambda seat: seat.desk.store.notes.point(seat.card.point).text.endswith("한 문장으로 적는다!"),
        (*ASKED, "space"),
    ),
    "Fix a typo in the question on the screen": Claim(lambda seat: "무엇인가?!" in seat.reads("#question"), ASKED),
    "Find a card by a Korean word": Claim(finds_the_card),
    "See what comes tomorrow, while reviewing": Claim(tells_tomorrow, ASKED, prepare=make_due_tomorrow),
    "Flag the card on the screen": Claim(lambda seat: seat.card.flag == 1, ASKED),
    "See a flagged card again later and take its flag off": Claim(
        lambda seat: seat.card.flag == 0 and isinstance(seat.pilot.app.screen, Flagged), ("enter", "f", "q")
    ),
    "Put the card away until tomorrow": Claim(lambda seat: seat.card.buried_until == seat.desk.today + 1, ASKED),
    "Suspend the card": Claim(lambda seat: seat.card.suspended, ASKED),
    "Take that back": Claim(lambda seat: not seat.card.suspended and seat.asked, (*ASKED, "s")),
    "Note that the tip was used": Claim(was_applied, ASKED),
    "See the history of the card on the screen": Claim(
        lambda seat: isinstance(seat.pilot.app.screen, CardPage) and f"#{seat.card.n} " in seat.reads("#head"), ASKED
    ),
    "See the history of a card in a list": Claim(tells_the_answers, (*ANSWERED, "q", "slash", "발", "표", "enter")),
    "Make cards of a file of notes": Claim(has_cards_of_the_file),
}


def test_every_task_of_the_page_is_tried_and_none_is_missing_from_it() -> None:
    assert [task.name for task in TASKS] == list(CLAIMS)


def test_the_numbers_of_keys_are_right() -> None:
    assert {task.name: task.claimed for task in TASKS} == {task.name: len(task.counted) for task in TASKS}


@pytest.mark.parametrize("task", TASKS, ids=[task.name for task in TASKS])
async def test_the_keys_do_the_task(task: Task, make_app: MakeApp, talks: Desk) -> None:
    claim = CLAIMS[task.name]
    claim.prepare(talks)
    async with make_app(limit=claim.limit).run_test(size=(80, 24)) as pilot:
        seat = Seat(pilot, talks)
        await pilot.press(*claim.before)
        await settle(pilot)
        assert not claim.holds(seat)
        for keys in task.presses:
            await pilot.press(*keys)
            await settle(pilot)
        assert claim.holds(seat)


def test_the_command_opens_today(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The first of the page's keys are typed in a shell; they lead to where the rest begin."""
    opened: list[str] = []
    monkeypatch.setattr(output, "full_screen", lambda: True)

    def run(*_parts: object, start: str, **_options: object) -> int:
        opened.append(start)
        return 0

    monkeypatch.setattr(tui, "run", run)
    (task,) = (task for task in TASKS if task.command)
    words = ["--db", str(tmp_path / "own.db"), "--config", str(tmp_path / "own.toml"), *task.command.split()[1:]]
    assert CliRunner().invoke(program, words).exit_code == 0
    assert opened == ["today"]
