"""States rebuilt: how well cards are known under the parameters that their decks use now."""

from collections.abc import Mapping

from flashcards.core.review import strength_of
from flashcards.services.desk import Desk
from flashcards.store.act import Act
from flashcards.store.decks import Options
from flashcards.store.strengths import rated, set_strengths


def rebuild(desk: Desk, act: Act, was: Mapping[str, Options]) -> int:
    """Replay the log of every card whose deck uses other parameters than it did; return how many cards that were.

    ``was`` holds the options in force before, by deck name. Stability and difficulty change; all else is the log's.
    """
    now = desk.store.decks.options(fuzz=True)
    parameters = {
        name: own.rules.parameters
        for name, own in now.items()
        if name not in was or own.rules.parameters != was[name].rules.parameters
    }
    if not parameters:
        return 0
    strengths = {
        card: strength
        for card, deck, answers in rated(desk.store.reading, parameters)
        if (strength := strength_of(answers, parameters[deck])) is not None
    }
    set_strengths(act, strengths)
    return len(strengths)
