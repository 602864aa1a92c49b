"""Twelve days of learning, made once for many tests, to take a break after."""

import sqlite3
from contextlib import closing
from pathlib import Path

from flashcards.core.memory import Review
from flashcards.store.store import Store
from tests.services.user import MORNING, User

CARDS = 80


def notes(count: int) -> str:
    """Return notes with one answer for each question, so that no card has siblings."""
    asked = (
        f"- How do you bring up point {n} of the list?\n    - Say plainly what number {n} is for." for n in range(count)
    )
    return "# Points\n\n" + "\n".join(asked) + "\n"


def learn(user: User, count: int = CARDS, days: int = 12) -> None:
    """Learn cards, twenty a day, and answer what is due each day, half of it Hard."""
    user.add(user.write("points.md", notes(count)))
    for _day in range(days):
        for rating in (2, 3):
            user.review(rating, limit=15)
            user.later(minutes=11)
        user.review(3)
        user.later(minutes=11)
        user.review(3)
        user.now = user.desk.calendar.starts(user.desk.today + 1) + 4 * 3_600_000


def dues(user: User) -> dict[str, int]:
    """Return the due day of each card in review, by its uid."""
    cards = [card for tip in user.tips().values() for card in tip.cards]
    return {card.uid: card.memory.due_day for card in cards if isinstance(card.memory, Review)}


def learned(folder: Path) -> Path:
    """Learn in a store of its own; return its database."""
    path = folder / "learned.db"
    with Store.open(path, now=MORNING) as store:
        learn(User(store, folder))
    return path


def copied(user: User, database: Path) -> User:
    """Give a user what was learned, on the morning after it."""
    with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(user.store.path)) as target:
        user.store.close()
        source.backup(target)
        ((newest,),) = source.execute("SELECT MAX(id) FROM review")
    user.now = newest
    user.now = user.desk.calendar.starts(user.desk.today + 1) + 4 * 3_600_000
    return user
