"""Apply prompts: which tips ask for a plan on which day, and what becomes of the answers."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flashcards.config import parse_now
from flashcards.core.prompting import A_DAY, FIRST_DAYS, NEXT_DAYS, NOT_NOW_DAYS, Kind, prompt_day
from flashcards.errors import BadInput, NotFound
from flashcards.services import daily, handling, prompting, queueing, reviewing, tracking
from flashcards.services.desk import Desk
from flashcards.services.reviewing import Shown
from flashcards.store.promptable import Promptable
from tests.services.user import User, opened

FIRST, SECOND = "첫 문장을 소리 내어 연습하세요", "시작 시각보다 10% 일찍 도착하세요"
THIRD, FOURTH = "Keep snake_case out of slides", "Show one IDEA on each"
PLAN = "If I open the slides, then I will read them aloud once"


def recall(user: User, *texts: str) -> None:
    """Bring tips into review, and recall each the next day: their first passed recall."""
    for text in texts:
        user.answer(text, 4)
    user.later(days=1)
    for text in texts:
        user.answer(text, 3)


def asked(user: User, deck: str | None = None) -> list[str]:
    """Return the tips that ask for a plan, in their order."""
    return [prompt.point.text for prompt in prompting.prompts(user.desk, deck)]


def reply(user: User, text: str, kind: Kind = Kind.WRITTEN, plan: str = PLAN) -> None:
    """Answer for a tip."""
    prompting.reply(user.desk, user.tip(text).point, kind, plan if kind is Kind.WRITTEN else "")


def test_a_tip_asks_a_week_after_its_first_recall_with_its_question_and_source(talk: User) -> None:
    recall(talk, FIRST)
    assert asked(talk.later(days=FIRST_DAYS - 1)) == []
    (prompt,) = prompting.prompts(talk.later(days=1).desk)
    assert (prompt.point.text, prompt.note.question.text) == (FIRST, "발표 전날에는 무엇을 하나요?")
    assert (prompt.note.source.title, prompt.card.uid) == ("발표 이야기", talk.card(FIRST).uid)
    assert prompt.day == talk.desk.today


def test_answers_outside_of_review_and_failed_recalls_unlock_nothing(talk: User) -> None:
    talk.answer(FIRST, 4)
    talk.answer(SECOND, 3)
    talk.later(days=1).answer(FIRST, 1)
    assert asked(talk.later(days=30)) == []
    talk.answer(FIRST, 3)
    assert asked(talk.later(days=30)) == []


def test_a_recall_that_was_taken_back_unlocks_nothing(talk: User) -> None:
    recall(talk, FIRST)
    reviewing.undo(talk.desk)
    assert asked(talk.later(days=30)) == []


def test_a_plan_is_followed_by_prompts_after_thirty_and_ninety_days(talk: User) -> None:
    recall(talk, FIRST)
    waits = []
    for _plan in range(4):
        days = 0
        while not asked(talk):
            talk.later(days=1)
            days += 1
        waits.append(days)
        reply(talk, FIRST)
    assert waits == [FIRST_DAYS, NEXT_DAYS[0], NEXT_DAYS[1], NEXT_DAYS[1]]
    assert [one.text for one in prompting.plans(talk.desk, talk.tip(FIRST).point)] == [PLAN] * 4


def test_an_applied_tip_asks_half_a_year_after_its_plan(talk: User) -> None:
    recall(talk, FIRST)
    reply(talk.later(days=7), FIRST)
    handling.apply(talk.later(days=3).desk, talk.tip(FIRST).point, "it worked")
    assert asked(talk.later(days=176)) == []
    assert asked(talk.later(days=1)) == [FIRST]


def test_tried_and_did_not_fit_is_no_use(talk: User) -> None:
    recall(talk, FIRST)
    handling.apply(talk.later(days=7).desk, talk.tip(FIRST).point, fits=False)
    assert asked(talk) == [FIRST]


def test_not_now_asks_again_after_a_week(talk: User) -> None:
    recall(talk, FIRST)
    reply(talk.later(days=7), FIRST, Kind.NOT_NOW)
    assert asked(talk.later(days=NOT_NOW_DAYS - 1)) == []
    assert asked(talk.later(days=1)) == [FIRST]


def test_doesnt_fit_asks_never_again_until_it_is_undone(talk: User) -> None:
    recall(talk, FIRST)
    reply(talk.later(days=7), FIRST, Kind.DOESNT_FIT)
    assert asked(replace(talk, now=talk.now).later(days=900)) == []
    assert reviewing.undo(talk.desk).sentence() == "Took back: asked no more for a plan for tip #1."
    assert asked(talk) == [FIRST]


def test_a_plan_written_by_hand_lets_a_tip_ask_again(talk: User) -> None:
    recall(talk, FIRST)
    reply(talk.later(days=7), FIRST, Kind.DOESNT_FIT)
    reply(talk.later(days=1), FIRST)
    assert asked(talk.later(days=29)) == []
    assert asked(talk.later(days=1)) == [FIRST]


@pytest.mark.parametrize("kind", list(Kind))
def test_every_answer_can_be_undone_within_its_day(talk: User, kind: Kind) -> None:
    recall(talk, FIRST)
    reply(talk.later(days=7), FIRST, kind)
    assert asked(talk) == []
    undone = reviewing.undo(talk.desk)
    assert (undone.kind, undone.numbers) == ({"written": "plan"}.get(kind, kind.value), (talk.tip(FIRST).point.n,))
    assert asked(talk) == [FIRST]
    assert talk.store.plans.replies(talk.tip(FIRST).point.uid) == []
    assert talk.faults() == []


def test_two_ask_a_day_the_longest_overdue_first(talk: User) -> None:
    recall(talk, THIRD)
    recall(talk.later(days=3), FIRST, SECOND)
    recall(talk.later(days=3), FOURTH)
    talk.later(days=20)
    assert asked(talk) == [THIRD, FIRST]
    reply(talk, THIRD)
    assert asked(talk) == [FIRST]
    reply(talk, FIRST, Kind.NOT_NOW)
    assert asked(talk) == []
    talk.later(days=1)
    assert asked(talk) == [SECOND, FOURTH]


def test_a_tip_answered_twice_a_day_counts_once(talk: User) -> None:
    recall(talk, FIRST, SECOND)
    reply(talk.later(days=7), FIRST)
    reply(talk, FIRST, plan="If it is late, then I will stop")
    assert talk.store.plans.prompted(talk.desk.today) == 1
    assert asked(talk) == [SECOND]
    assert talk.store.plans.made(talk.desk.today) == 2


def test_a_tip_that_asked_before_does_not_push_fresh_ones_back(talk: User) -> None:
    recall(talk, FIRST)
    reply(talk.later(days=7), FIRST)
    recall(talk.later(days=15), SECOND, THIRD)
    assert asked(talk.later(days=6)) == []
    assert asked(talk.later(days=1)) == [SECOND, THIRD]
    assert asked(talk.later(days=7)) == [SECOND, THIRD]
    reply(talk, SECOND)
    reply(talk, THIRD)
    assert asked(talk.later(days=1)) == [FIRST]


def test_what_cannot_be_reviewed_does_not_ask(talk: User) -> None:
    recall(talk, FIRST, SECOND)
    talk.later(days=7)
    handling.suspend(talk.desk, [talk.card(FIRST)])
    talk.retire(SECOND)
    assert asked(talk) == []
    handling.suspend(talk.desk, [talk.card(FIRST)], on=False)
    handling.restore(talk.desk, talk.tip(SECOND).point)
    assert asked(talk) == [FIRST, SECOND]


def test_a_cloze_asks_once_from_its_first_recall_on(user: User) -> None:
    user.hand("Keep {{c1::two}} lists, one {{c2::short}}")
    cards = [card.uid for card in user.tips().popitem()[1].cards]
    for days, uid in ((0, cards[0]), (4, cards[1])):
        user.later(days=days)
        reviewing.answer(user.desk, uid, 4)
        reviewing.answer(user.later(days=1).desk, uid, 3)
    prompts = prompting.prompts(user.later(days=7).desk)
    assert [prompt.day for prompt in prompts] == [user.desk.today - 5]


def test_a_deck_asks_for_its_own_tips(talk: User) -> None:
    talk.hand("Why rest? :: To go on")
    recall(talk, "To go on", FIRST)
    talk.later(days=7)
    assert asked(talk, "발표") == asked(talk, "발표::연습") == [FIRST]
    assert asked(talk) == ["To go on", FIRST] or asked(talk) == [FIRST, "To go on"]
    with pytest.raises(NotFound, match="nowhere"):
        asked(talk, "nowhere")


def test_the_setting_switches_prompts_off(talk: User) -> None:
    recall(talk, FIRST)
    assert asked(talk.later(days=7).with_settings(review__apply=False)) == []
    assert asked(talk) == [FIRST]


def test_a_prompt_is_no_card(talk: User) -> None:
    recall(talk, FIRST)
    talk.later(days=7)
    before = (queueing.due(talk.desk), tracking.tips(talk.desk), talk.store.log.answers(), daily.so_far(talk.desk))
    reply(talk, FIRST)
    after = (queueing.due(talk.desk), tracking.tips(talk.desk), talk.store.log.answers(), daily.so_far(talk.desk))
    assert after[0] == before[0]
    assert [replace(tip, plans=0) for tip in after[1]] == before[1]
    assert after[2:] == before[2:]
    assert talk.tip(FIRST).plans == 1


def test_a_plan_needs_words(talk: User) -> None:
    with pytest.raises(BadInput, match="needs words"):
        reply(talk, FIRST, plan=" \n ")
    assert talk.store.plans.by_point(up_to=talk.desk.today) == {}


def test_a_day_of_the_past_shows_what_asked_then(talk: User) -> None:
    recall(talk, FIRST)
    reply(talk.later(days=7), FIRST)
    assert asked(replace(talk, now=talk.now).later(days=-1)) == []
    then = replace(talk, now=talk.now)
    reply(talk.later(days=30), FIRST)
    assert asked(then.later(days=30 - 1)) == []
    assert asked(talk) == []


def test_days_are_study_days_across_a_change_of_the_clocks(user: User) -> None:
    """In Berlin 2026-03-29 has 23 hours; seven study days later it is the eighth morning, at four."""
    berlin = user.with_settings(schedule__timezone="Europe/Berlin")
    berlin.now = parse_now("2026-03-25T23:30", "Europe/Berlin")
    berlin.hand("Why rest? :: To go on")
    recall(berlin, "To go on")
    for when, texts in (("2026-04-02T03:59", []), ("2026-04-02T04:00", ["To go on"])):
        assert asked(replace(berlin, now=parse_now(when, "Europe/Berlin"))) == texts


def test_next_card_never_is_a_prompt(talk: User) -> None:
    recall(talk, FIRST)
    talk.later(days=7)
    talk.review(3)
    assert asked(talk) == [FIRST]
    assert not isinstance(reviewing.next_card(talk.desk), Shown)


STEPS = st.lists(
    st.tuples(
        st.integers(0, 25), st.sampled_from(["one", "two", "three"]),
        st.sampled_from(["fail", "pass", "pass", "undo", "plan", "not", "never", "use", "suspend"]),
    ),
    min_size=6, max_size=12,
)  # fmt: skip


@pytest.mark.untraced
@settings(max_examples=5, deadline=None)
@given(steps=STEPS)
def test_prompts_are_what_the_rule_says_of_the_whole_log(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[int, str, str]]
) -> None:
    for user in opened(tmp_path_factory.mktemp("any")):
        user.hand("a? :: one", "b? :: two", "c? :: three")
        for name in ("one", "two", "three"):
            user.answer(name, 4)
        for gap, name, act in steps:
            _do(user.later(days=gap), name, act)
            assert [(one.point.text, one.day) for one in prompting.prompts(user.desk)] == _expected(user.desk)


def _do(user: User, name: str, act: str) -> None:
    point, card = user.tip(name).point, user.card(name)
    match act:
        case "fail" | "pass":
            user.answer(name, 1 if act == "fail" else 3)
        case "undo":
            if user.store.log.newest_deed(str(user.store.device()), user.desk.today):
                reviewing.undo(user.desk)
        case "use":
            handling.apply(user.desk, point)
        case "suspend":
            handling.suspend(user.desk, [card], on=not card.suspended)
        case _:
            kinds = {"plan": Kind.WRITTEN, "not": Kind.NOT_NOW, "never": Kind.DOESNT_FIT}
            prompting.reply(user.desk, point, kinds[act], PLAN)


def _expected(desk: Desk) -> list[tuple[str, int]]:
    """Return the day's prompts by reading everything."""
    store, today = desk.store, desk.today
    replies, used = store.plans.by_point(up_to=today), store.plans.applied_days(up_to=today)
    found = []
    for tip in tracking.tips(desk):
        recalls = [a.study_day for a in store.log.answers(tip.card.uid) if a.state_before == "review" and a.rating > 1]
        uid = tip.point.uid
        day = prompt_day(min(recalls, default=None), replies.get(uid, ()), used.get(uid, ()), today=today)
        if day is not None and day <= today and not tip.card.suspended:
            found.append((day, tip.point.n, tip.point.text))
    answered = sum(any(reply.study_day == today for reply in given) for given in replies.values())
    return [(text, day) for day, _n, text in sorted(found)][: max(0, A_DAY - answered)]


def test_both_ways_to_look_for_first_recalls_find_the_same(talk: User, monkeypatch: pytest.MonkeyPatch) -> None:
    recall(talk, SECOND, THIRD)
    recall(talk.later(days=2), FIRST)
    today = talk.later(days=10).desk.today
    found = [Promptable(talk.store.reading).untouched(today=today, until=today, at_most=n) for n in (1, 3, 4)]
    monkeypatch.setattr(Promptable, "_in_order", lambda *_of: {})
    by_card = [Promptable(talk.store.reading).untouched(today=today, until=today, at_most=n) for n in (1, 3, 4)]
    assert found == by_card
    assert [len(one) for one in found] == [1, 3, 3]
