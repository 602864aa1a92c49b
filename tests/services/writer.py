"""A process of its own that answers cards: ``python -m tests.services.writer DATABASE NOW RATING COUNT``.

It answers its cards in turn, one line on standard output for each answer that the program acknowledged.
"""

import sys
from pathlib import Path

from flashcards.config import Settings
from flashcards.services import reviewing
from flashcards.services.desk import Desk
from flashcards.store.store import Store


def main(path: str, now: str, rating: str, count: str) -> None:
    """Answer ``count`` times at the instant ``now``; wait for a line on standard input first."""
    with Store.open(Path(path), now=int(now)) as store:
        cards = [card.uid for found in store.cards.of_points().values() for card in found]
        say("ready")
        sys.stdin.readline()
        desk = Desk(store, Settings({"schedule.timezone": "Asia/Seoul"}), int(now))
        for number in range(int(count)):
            done = reviewing.answer(desk, cards[number % len(cards)], int(rating))
            say(done.answer.uid)


def say(line: str) -> None:
    """Write a line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
