"""States rebuilt: how well cards are known under the parameters that their decks use now."""

from collections.abc import Mapping, Sequence

from flashcards.core.note import Card
from flashcards.core.review import by_card, ratings, strength_of
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


def rebuild_moved(desk: Desk, act: Act, was: Mapping[str, Options], cards: Sequence[Card]) -> int:
    """Replay the logs of cards that have changed their deck, where the parameters differ; return how many they were.

    ``was`` holds the options in force before, and ``cards`` are as they were then.
    """
    now = desk.store.decks.options(fuzz=True)
    there = desk.store.cards.by_uids(card.uid for card in cards)
    former = {card.uid: was[card.deck].rules.parameters for card in cards}
    moved = {uid: own for uid, card in there.items() if (own := now[card.deck].rules.parameters) != former[uid]}
    logs = by_card(desk.store.log.answers(points={there[uid].point for uid in moved}))
    answers = {uid: ratings(logs.get(uid, ())) for uid in moved}
    strengths = {uid: found for uid, own in moved.items() if (found := strength_of(answers[uid], own)) is not None}
    set_strengths(act, strengths)
    return len(strengths)
