"""Looking things up: decks and sources with their counts, a card with its history."""

from flashcards.core.progress import Status
from flashcards.services import browsing, handling, reviewing
from tests.services.user import User


def test_decks_count_their_subdecks_cards(talk: User) -> None:
    talk.hand("front :: back")
    talk.answer("back", 4)
    counts = {one.deck.name: (one.cards, one.due.total) for one in browsing.decks(talk.desk)}
    cards = len(talk.tips()) - 1
    assert counts == {"By hand": (1, 0), "발표": (cards, 2), "발표::연습": (cards, 2)}


def test_sources_count_their_tips_by_status(talk: User) -> None:
    first, second, *_rest = talk.tips().values()
    talk.answer(first.point.text, 4)
    talk.retire(second.point.text)
    handling.apply(talk.desk, first.point)
    (count,) = browsing.sources(talk.desk)
    assert count.source.title == "발표 이야기"
    assert (count.tips, count.applied) == (len(talk.tips()), 1)
    assert count.by_status == {Status.LEARNING: 1, Status.RETIRED: 1, Status.NEW: count.tips - 2}


def test_a_card_has_its_history_without_what_was_taken_back(talk: User) -> None:
    text = next(iter(talk.tips()))
    for rating in (1, 3, 4):
        talk.later(minutes=1).answer(text, rating)
    reviewing.undo(talk.desk)
    history = browsing.history(talk.desk, talk.card(text))
    assert [answer.rating for answer in history.answers] == [1, 3]
    assert history.shown.card == talk.card(text)
