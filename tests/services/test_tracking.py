"""Every tip has exactly one status and the figures behind it, also as of a past day."""

import pytest

from flashcards.core.memory import Review
from flashcards.core.progress import Status
from flashcards.services import decking, explaining, handling, reviewing, tracking
from tests.services.user import User

ONE, TWO = "front one :: back one", "front two ::: back two"
CLOZES = "---\ncards: marked\n---\n- Sleep {{c1::eight}} hours and walk {{c2::one}} hour\n"
GOOD, AGAIN, EASY = 3, 1, 4


def status(user: User, text: str = "back one") -> Status:
    return user.tip(text).status


def learned(user: User, text: str = "back one") -> None:
    """Recall a tip until it is learned."""
    user.recall_daily(text, [GOOD, GOOD, GOOD])


def test_a_tip_goes_from_new_over_learning_to_learned_and_lapses(user: User) -> None:
    user.hand(ONE)
    assert status(user) is Status.NEW
    user.answer("back one", GOOD)
    assert status(user) is Status.LEARNING
    user.later(days=1)
    learned(user)
    assert user.tip("back one").learned
    user.now = user.tip("back one").due or 0
    user.answer("back one", AGAIN)
    assert status(user) is Status.LAPSED
    user.later(minutes=10).answer("back one", GOOD)
    assert status(user) is Status.LAPSED
    user.recall_daily("back one", [GOOD] * 6)
    assert status(user) is Status.LEARNED


def test_one_recall_is_not_yet_learning_by_heart(user: User) -> None:
    user = user.with_settings(learned__stability_days=1)
    user.hand(ONE)
    user.recall_daily("back one", [GOOD])
    assert status(user) is Status.LEARNING
    user.now = user.tip("back one").due or 0
    user.answer("back one", GOOD)
    assert status(user) is Status.LEARNED


def test_the_rule_is_a_setting(user: User) -> None:
    user.hand(ONE)
    learned(user)
    assert status(user) is Status.LEARNED
    assert status(user.with_settings(learned__stability_days=3650)) is Status.LEARNING
    assert status(user.with_settings(learned__recalls=10)) is Status.LEARNING


def test_retired_stands_above_every_other_status(user: User) -> None:
    user.hand(ONE)
    user.retire("back one")
    assert status(user) is Status.RETIRED
    handling.restore(user.desk, user.tip("back one").point)
    assert status(user) is Status.NEW
    learned(user)
    user.retire("back one")
    assert status(user) is Status.RETIRED


def test_a_flag_stands_beside_learned_and_undoes_nothing(user: User) -> None:
    user.hand(ONE)
    learned(user)
    handling.flag(user.desk, [user.card("back one")], 1)
    handling.apply(user.desk, user.tip("back one").point)
    tip = user.tip("back one")
    assert (tip.status, tip.flagged, tip.applied, tip.leech) == (Status.LEARNED, True, 1, False)


def test_every_cloze_must_be_learned(user: User) -> None:
    user.add(user.write("sleep.md", CLOZES))
    (tip,) = user.tips().values()
    first, second = tip.cards
    for card in (first, second):
        assert user.tip(tip.point.text).status is not Status.LEARNED
        handling.bury(user.desk, [other for other in (first, second) if other.uid != card.uid])
        _learn_card(user, card.uid)
    assert user.tip(tip.point.text).status is Status.LEARNED


def _learn_card(user: User, uid: str) -> None:
    for rating in (EASY, GOOD, GOOD, GOOD):
        card = user.store.cards.by_uid(uid)
        assert card
        if isinstance(card.memory, Review):
            user.now = max(user.now, user.desk.calendar.starts(card.memory.due_day))
        reviewing.answer(user.desk, uid, rating)


def test_the_reverse_card_counts_for_repetitions_but_not_for_memory(user: User) -> None:
    user.hand(TWO)
    ask, reverse = user.tip("back two").cards
    reviewing.answer(user.desk, reverse.uid, EASY)
    tip = user.tip("back two")
    assert (tip.status, tip.reps, tip.stability, tip.due, tip.card) == (Status.NEW, 1, None, None, ask)


def test_figures_are_the_lowest_the_earliest_and_the_sums(user: User) -> None:
    user.add(user.write("sleep.md", CLOZES))
    (tip,) = user.tips().values()
    weak, strong = tip.cards
    reviewing.answer(user.desk, strong.uid, EASY)
    reviewing.answer(user.later(minutes=5).desk, weak.uid, GOOD)
    user.later(days=2)
    (tip,) = user.tips().values()
    memories = [card.memory for card in tip.cards]
    assert tip.stability == min(getattr(memory, "strength").stability for memory in memories)  # noqa: B009
    assert tip.reps == 2
    assert tip.due == getattr(memories[0], "due")  # noqa: B009
    assert tip.last_review == getattr(memories[0], "last")  # noqa: B009
    recalls = [reviewing.show(user.desk, card.uid).recall or 0.0 for card in tip.cards]
    assert tip.retrievability == pytest.approx(min(recalls))


def test_a_leech_is_a_tip_with_many_lapses(user: User) -> None:
    user = user.with_settings(leech__lapses=2)
    user.hand(ONE)
    user.recall_daily("back one", [AGAIN])
    assert not user.tip("back one").leech
    user.recall_daily("back one", [AGAIN])
    assert (user.tip("back one").lapses, user.tip("back one").leech) == (2, True)


def test_a_past_day_shows_tips_as_they_stood_then(user: User) -> None:
    user.hand(ONE)
    learned(user)
    then = user.now
    before = user.tip("back one")
    user.now = before.due or 0
    user.answer("back one", AGAIN)
    handling.apply(user.desk, user.tip("back one").point)
    user.retire("back one")
    assert status(user) is Status.RETIRED
    user.now = then
    after = user.tip("back one")
    assert (after.status, after.applied, after.lapses) == (Status.LEARNED, 0, 0)
    assert (after.stability, after.due, after.reps) == (before.stability, before.due, before.reps)
    user.now = user.started - 1
    user.later(days=-1)
    assert status(user) is Status.NEW


def test_a_past_day_shows_what_was_retired_or_flagged_then_and_is_not_now(user: User) -> None:
    user.hand(ONE)
    seen = []
    for act in (
        lambda tip: handling.flag(user.desk, tip.cards, 1),
        lambda tip: handling.retire(user.desk, tip.point, "too long"),
        lambda tip: handling.flag(user.desk, tip.cards, 0),
        lambda tip: handling.restore(user.desk, tip.point),
    ):
        act(user.later(days=1).tip("back one"))
        tip = user.tip("back one")
        seen.append((user.now, tip.status, tip.flagged))
    assert [what[1:] for what in seen] == [
        (Status.NEW, True), (Status.RETIRED, True), (Status.RETIRED, False), (Status.NEW, False),
    ]  # fmt: skip
    for now, then, flagged in reversed(seen):
        user.now = now
        assert (status(user), user.tip("back one").flagged) == (then, flagged)


def test_a_status_is_told_with_the_figures_that_decided(user: User) -> None:
    user.hand(ONE)

    def told(by: User = user) -> str:
        return explaining.explain(by.tip("back one"), by.settings)

    assert told() == "not answered yet"
    user.recall_daily("back one", [GOOD])
    stability = user.tip("back one").stability
    assert told() == f"S {stability:.1f} d of 21 d, 1 of 2 recalls in a row passed"
    learned(user)
    assert told().endswith(" d, last 2 recalls passed")
    assert told(user.with_settings(learned__recalls=1)).endswith(" d, last recall passed")
    user.now = user.tip("back one").due or 0
    user.answer("back one", AGAIN)
    assert told().startswith("was learned; now S ")
    assert told().endswith(" d of 21 d, 0 of 2 recalls in a row passed")
    user.retire("back one", "too long")
    assert told() == "not for me: too long"


def test_answers_of_this_instant_count(user: User) -> None:
    user.hand(ONE, TWO)
    user.answer("back one", GOOD)
    assert user.tip("back one").reps == 1
    assert status(user) is Status.LEARNING


def test_tips_stand_in_the_order_of_sources_and_files(user: User) -> None:
    user.add(user.write("b.md", "---\ncards: all\n---\n- Why?\n    - b one\n    - b two\n- How?\n    - b three\n"))
    user.add(user.later(minutes=1).write("a.md", "---\ncards: all\n---\n- Why?\n    - a one\n"))
    assert list(user.tips()) == ["b one", "b two", "b three", "a one"]


def test_tips_are_narrowed_by_source_deck_status_and_fact(user: User) -> None:
    user.add(user.write("talk.md", "---\ntitle: A Talk\ndeck: Talks::2026\ncards: all\n---\n- Why?\n    - from talk\n"))
    user.hand(ONE, TWO)
    user.answer("back one", GOOD)
    handling.flag(user.desk, [user.card("back two")], 1)
    handling.apply(user.desk, user.tip("from talk").point)
    found = tracking.tips(user.desk)

    def narrowed(**by: str) -> set[str]:
        return {tip.point.text for tip in tracking.select(found, **by)}  # type: ignore[arg-type]

    assert narrowed(source="a talk") == narrowed(source="TALK.MD") == {"from talk"}
    assert narrowed(deck="Talks") == narrowed(deck="Talks::2026") == {"from talk"}
    assert narrowed(deck="Tal") == set()
    assert narrowed(status="learning") == {"back one"}
    assert narrowed(status="new") == {"from talk", "back two"}
    assert narrowed(status="flagged") == {"back two"}
    assert narrowed(status="applied", source="talk") == {"from talk"}
    assert narrowed(status="leech") == set()


def test_a_tip_slips_once_recall_is_below_what_its_deck_wants(user: User) -> None:
    user.hand(ONE, TWO)
    assert not any(tip.slipping for tip in user.tips().values())
    learned(user)
    assert not user.tip("back one").slipping
    user.later(days=1000)
    assert user.tip("back one").slipping
    assert {tip.point.text for tip in tracking.select([*user.tips().values()], status="slipping")} == {"back one"}
    decking.set_options(user.desk, "By hand", {"retention": "0.7"})
    assert not user.tip("back one").slipping
    user.later(days=20_000)
    assert user.tip("back one").slipping
    user.retire("back one")
    assert not user.tip("back one").slipping


def test_tips_are_ordered_by_a_figure_and_those_without_come_last(user: User) -> None:
    user.hand("q :: new", "q1 :: weak", "q2 :: strong")
    user.answer("weak", AGAIN)
    user.later(days=1).answer("strong", EASY)
    user.later(days=3)
    found = tracking.tips(user.desk)

    def names(order: str, *, backwards: bool = False) -> list[str]:
        return [tip.point.text for tip in tracking.ordered(found, order, backwards=backwards)]

    assert names("source") == ["new", "weak", "strong"]
    assert names("source", backwards=True) == ["strong", "weak", "new"]
    for order in ("retrievability", "stability", "last_review"):
        assert names(order) == ["weak", "strong", "new"]
        assert names(order, backwards=True) == ["strong", "weak", "new"]
