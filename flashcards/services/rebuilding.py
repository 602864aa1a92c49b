"""States rebuilt: what cards stand at under the parameters that their decks use now."""

from collections.abc import Mapping

from flashcards.core.review import by_card, replay
from flashcards.services.desk import Desk
from flashcards.store.act import Act
from flashcards.store.cards import set_standings
from flashcards.store.decks import Options


def rebuild(desk: Desk, act: Act, was: Mapping[str, Options]) -> int:
    """Replay the log of every card whose deck uses other parameters than it did; return how many cards that were.

    ``was`` holds the options in force before, by deck name. Stability and difficulty change, due dates stay.
    """
    now = desk.store.decks.options(fuzz=True)
    parameters = {
        name: own.rules.parameters
        for name, own in now.items()
        if name not in was or own.rules.parameters != was[name].rules.parameters
    }
    if not parameters:
        return 0
    logs = by_card(desk.store.log.answers())
    cards = (card for found in desk.store.cards.of_points().values() for card in found)
    standings = {
        card.uid: replay(logs[card.uid], parameters[card.deck])
        for card in cards
        if card.deck in parameters and card.uid in logs
    }
    set_standings(act, standings)
    return len(standings)
