"""When a tip asks for an if-then plan."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.prompting import APPLIED_DAYS, FIRST_DAYS, NEXT_DAYS, NOT_NOW_DAYS, Kind, Reply, prompt_day

DAY = 20_000
FAR = 10**6
replies = st.lists(
    st.builds(Reply, st.integers(DAY, DAY + 500), st.sampled_from(Kind)), max_size=6
).map(lambda found: sorted(found, key=lambda reply: reply.study_day))  # fmt: skip
uses = st.lists(st.integers(DAY, DAY + 500), max_size=3)


def written(*days: int) -> list[Reply]:
    """Return plans written so many days after the first recall."""
    return [Reply(DAY + day, Kind.WRITTEN, "If it rains, then I will read") for day in days]


def after(recalled: int | None, given: list[Reply], applied: list[int], today: int = FAR) -> int | None:
    """Return how many days after day DAY the tip asks."""
    day = prompt_day(recalled, given, applied, today=today)
    return None if day is None else day - DAY


@pytest.mark.parametrize(
    ("given", "applied", "days"),
    [
        ([], [], 7),
        (written(7), [], 37),
        (written(7, 37), [], 127),
        (written(7, 37, 127), [], 217),
        ([], [DAY], 180),
        (written(7), [DAY + 20], 187),
        (written(7, 37), [DAY + 20], 217),
        ([Reply(DAY + 9, Kind.NOT_NOW)], [], 16),
        ([*written(7), Reply(DAY + 40, Kind.NOT_NOW), Reply(DAY + 47, Kind.NOT_NOW)], [], 54),
        ([Reply(DAY + 9, Kind.NOT_NOW), *written(16)], [], 46),
        ([*written(7), Reply(DAY + 37, Kind.DOESNT_FIT)], [], None),
        ([Reply(DAY + 37, Kind.DOESNT_FIT), Reply(DAY + 38, Kind.NOT_NOW)], [], None),
        ([Reply(DAY + 9, Kind.DOESNT_FIT), *written(50)], [], 80),
    ],
)
def test_a_tip_asks_so_many_days_after_its_first_recall(
    given: list[Reply], applied: list[int], days: int | None
) -> None:
    assert after(DAY, given, applied) == days


def test_a_tip_that_was_never_recalled_does_not_ask() -> None:
    assert after(None, written(1), [DAY]) is None
    assert after(DAY, [], [], today=DAY - 1) is None


def test_a_plan_written_before_the_first_recall_holds_the_prompt_back_no_longer_than_its_own_days() -> None:
    assert after(DAY, written(-100), []) == FIRST_DAYS
    assert after(DAY, written(-10), []) == NEXT_DAYS[0] - 10


@given(replies, uses, st.integers(DAY, DAY + 500))
def test_what_lies_after_today_does_not_count(given: list[Reply], applied: list[int], today: int) -> None:
    known = [reply for reply in given if reply.study_day <= today]
    used = [day for day in applied if day <= today]
    assert prompt_day(DAY, given, applied, today=today) == prompt_day(DAY, known, used, today=today)


@given(replies, uses)
def test_a_tip_never_asks_within_a_week_of_its_recall_or_of_an_answer(given: list[Reply], applied: list[int]) -> None:
    day = prompt_day(DAY, given, applied, today=FAR)
    last = max((reply.study_day for reply in given), default=DAY)
    assert day is None or day >= max(DAY + FIRST_DAYS, last + NOT_NOW_DAYS)


@given(replies, uses, st.sampled_from([Kind.WRITTEN, Kind.NOT_NOW]), st.integers(0, 300))
def test_another_answer_or_use_never_makes_a_tip_ask_earlier(
    given: list[Reply], applied: list[int], kind: Kind, later: int
) -> None:
    before = prompt_day(DAY, given, applied, today=FAR)
    last = max((reply.study_day for reply in given), default=DAY)
    if before is not None:
        answered = prompt_day(DAY, [*given, Reply(max(last, before) + later, kind)], applied, today=FAR)
        used = prompt_day(DAY, given, [*applied, last], today=FAR)
        assert answered is not None
        assert used is not None
        assert answered > before
        assert used >= before


@given(replies, uses)
def test_after_doesnt_fit_only_a_plan_makes_a_tip_ask(given: list[Reply], applied: list[int]) -> None:
    last = max((reply.study_day for reply in given), default=DAY)
    refused = [*given, Reply(last, Kind.DOESNT_FIT)]
    assert prompt_day(DAY, refused, applied, today=FAR) is None
    assert prompt_day(DAY, [*refused, Reply(last + 1, Kind.NOT_NOW)], applied, today=FAR) is None
    gap = APPLIED_DAYS if applied else NEXT_DAYS[-1]
    again = prompt_day(DAY, [*refused, Reply(last + 1, Kind.WRITTEN)], applied, today=FAR)
    assert again is not None
    assert last < again <= last + 1 + gap
