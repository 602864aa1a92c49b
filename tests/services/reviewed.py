"""A simulated learner's log, put into a user's store as if every answer had been given in the app."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from flashcards.core.memory import Memory, New
from flashcards.core.review import Answer, by_card, replay, standings
from flashcards.services.gathering import Text
from flashcards.services.reviewing import tally_of
from flashcards.store.cards import set_standing
from flashcards.store.decks import add_tally, ensure_deck
from flashcards.store.log import append_answers
from tests.core.learners import learn
from tests.services.user import User


def review(user: User, log: Sequence[Answer], deck: str = "Talks") -> None:
    """Add as many tips to a deck as the log has cards, in one file of its own, and give them its answers."""
    logs = by_card(log)
    known = {card.uid for found in user.store.cards.of_points().values() for card in found}
    lines = (f"- What is {_word(deck, n)}?\n    - {_word(deck, -n - 1)}" for n in range(len(logs)))
    notes = f"---\ndeck: {deck}\n---\n\n" + "\n".join(lines) + "\n"
    user.add(Text(name=f"{deck}.md", path=f"/notes/{deck}.md", text=notes))
    cards = sorted({card.uid for found in user.store.cards.of_points().values() for card in found} - known)
    with user.store.write("answer", at=user.now, study_day=user.desk.today) as act:
        given = {
            card: [replace(row, uid=act.uid(), device=act.device, card=card) for row in logs[one]]
            for card, one in zip(cards, sorted(logs), strict=True)
        }
        append_answers(act, sorted((row for rows in given.values() for row in rows), key=lambda row: row.id))
        for card, rows in given.items():
            set_standing(act, card, replay(rows))
            before: Memory = New()
            for row, after in zip(rows, standings(rows), strict=True):
                add_tally(act, row.study_day, ensure_deck(act, deck), tally_of(row, before))
                before = after.memory


def _word(deck: str, n: int) -> str:
    return " ".join(hashlib.sha256(f"{deck} {n}".encode()).hexdigest()[at : at + 8] for at in (0, 8, 16))


def forgetful(user: User, deck: str = "Talks", *, cards: int = 60, seed: int = 1) -> None:
    """Give a deck some months of reviews by somebody who forgets faster than FSRS's defaults expect."""
    review(user, learn(cards=cards, days=120, seed=seed, forgets=0.8), deck)
