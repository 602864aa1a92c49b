"""A year of somebody's tips: what the program says of it, at the end and on three past days, against a recount."""

from collections.abc import Iterator
from typing import Any

import pytest

from flashcards.core.schedule import GOOD, PARAMETERS
from flashcards.core.studyday import DAY_MS, date_of
from flashcards.services import handling, reviewing, tracking
from flashcards.tui.app import FlashcardsApp
from flashcards.tui.screens.tips import Tips
from tests.cli.calling import Caller
from tests.core.answering import FIRST_DAY
from tests.core.learners import learn
from tests.recount import recount
from tests.services.reviewed import review
from tests.services.user import User, opened
from tests.tui.figures import settle

NAMES = ("points", "new", "learning", "learned", "lapsed", "retired", "applied")
DAYS = 365
HOUR_MS = 3_600_000
PAST = (60, 170, 290)


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Iterator[User]:
    """Two sources, a year of answers, and along the way tips applied, retired, brought back, and answers undone."""
    for user in opened(tmp_path_factory.mktemp("home")):
        user.now = FIRST_DAY * DAY_MS
        for seed, source in enumerate(("Talks", "책")):
            review(user, learn(cards=25, days=DAYS, seed=seed, forgets=0.6), source)
        log = user.store.log.answers()
        first = log[0].study_day
        points = [points for _note, points in user.store.notes.all()]
        for days, (point, *_rest) in zip(range(30, DAYS, 17), points, strict=False):
            user.now = user.desk.calendar.starts(first + days) + HOUR_MS
            handling.apply(user.desk, point, "Tried it in a meeting", fits=days % 2 == 0)
            if days % 3 == 0:
                handling.retire(user.desk, point, "not for me")
            if days % 4 == 0:
                handling.restore(user.later(days=40).desk, point)
        user.now = user.desk.calendar.starts(first + DAYS) + HOUR_MS
        for card in [card.uid for tip in tracking.tips(user.desk) for card in tip.cards if not tip.point.retired_why][
            :5
        ]:
            reviewing.answer(user.desk, card, GOOD)
            reviewing.undo(user.desk)
        yield user


def days_ago(user: User, days: int) -> int:
    """Return the last hour of the study day that many days after the first answer."""
    return user.desk.calendar.starts(user.store.log.answers()[0].study_day + days + 1) - HOUR_MS


@pytest.fixture(params=[*PAST, DAYS])
def then(year: User, request: pytest.FixtureRequest) -> User:
    """Look at the year from a day in it."""
    year.now = days_ago(year, request.param)
    return year


def call(user: User, *words: str) -> Any:  # noqa: ANN401  whatever the command prints
    desk = user.desk
    caller = Caller(user.folder, now=f"{date_of(desk.today + 1)}T03:00")
    assert caller.database == user.store.path
    return caller.json(*words)


def test_tips_are_what_the_log_says(then: User) -> None:
    found = recount(then.store.path, then.desk.today, then.now, PARAMETERS)
    rows = call(then, "tips", "--json")
    assert {row["tip"]: row["status"] for row in rows} == found["tips"]
    assert {row["tip"] for row in rows if row["learned"]} == {
        tip for tip, status in found["tips"].items() if status == "learned"
    }
    assert len(set(found["tips"].values())) >= 4


def test_stats_are_what_the_log_says(then: User) -> None:
    found = recount(then.store.path, then.desk.today, then.now, PARAMETERS)
    stats = call(then, "stats", "--json")
    assert {row["day"]: row["answers"] for row in stats["reviews_by_day"]} == {
        date_of(day).isoformat(): answers for day, answers in found["days"].items()
    }
    assert len(stats["by_source"]) == 2
    for row in stats["by_source"]:
        own = found["by_source"][row["source"]]
        assert {name: row[name] for name in NAMES} == {name: own[name] for name in NAMES}
        assert row["expected_recalled"] == pytest.approx(own["expected"], abs=0.002)
        assert row["learned_by_week"][-1]["learned"] == own["learned"]
    assert stats["learned_by_week"][-1]["learned"] == list(found["tips"].values()).count("learned")


async def test_the_screen_of_tips_is_what_the_log_says(then: User) -> None:
    found = recount(then.store.path, then.desk.today, then.now, PARAMETERS)["by_source"]
    app = FlashcardsApp(then.store, then.settings, lambda: then.now)
    async with app.run_test(size=(100, 60)) as pilot:
        await pilot.press("l")
        await settle(pilot)
        assert isinstance(app.screen, Tips)
        headings = {entry.text: str(entry.right) for entry in app.screen.listing._entries if entry.heading}
    for source, own in found.items():
        assert f"{own['learned']}/{own['points']}" in headings[source]
        assert f"{own['applied']}/{own['points']} applied" in headings[source]
