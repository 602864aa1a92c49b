"""Leeches: cards that are forgotten again and again, tagged so that they can be reworded or split."""

from typing import Final

from flashcards.core.note import Card
from flashcards.services.desk import Desk
from flashcards.store.act import Act
from flashcards.store.keeping import Keeper
from flashcards.store.tables import card as card_table

TAG: Final = "leech"
TAGGED: Final = "tagged"
SUSPENDED: Final = "suspended"


def turns(lapses: int, threshold: int) -> bool:
    """Say whether this lapse makes a leech: the threshold's, and every half threshold (rounded up) after it."""
    return lapses >= threshold and (lapses - threshold) % max(1, -(-threshold // 2)) == 0


def mark(desk: Desk, act: Act, card: Card) -> str:
    """Tag a card's tip where this lapse makes it a leech, and suspend the card if the user wants that.

    Part of the answer's act, so that undo takes both back. Returns TAGGED, SUSPENDED or nothing.
    """
    if not turns(card.lapses, desk.settings["leech.lapses"]):
        return ""
    Keeper(act).tag(card.point, TAG)
    if not desk.settings["leech.suspend"]:
        return TAGGED
    act.update(card_table, card.uid, suspended=True)
    return SUSPENDED
