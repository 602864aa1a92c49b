"""Contrast: almost equal lines that are different advice."""

import pytest

from flashcards.reading.contrast import contrast
from flashcards.reading.normal import normalise
from tests.reading.tips import CONTRASTED, REWORDED


@pytest.mark.parametrize(("one", "other"), CONTRASTED)
def test_opposite_advice_is_told_apart(one: str, other: str) -> None:
    assert contrast(normalise(one), normalise(other))
    assert contrast(normalise(other), normalise(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("rest 3 days", "rest three days"),
        ("하루에 세 번 걷기", "하루에 3번 걷기"),
        ("삼십 분만 걷기", "30분만 걷기"),
        ("일 년에 만 원", "1년에 10000원"),
        ("earn 1,000 a month", "earn 1000 a month"),
        ("do not skip lunch", "don't skip lunch"),
        ("점심을 거르지 마세요", "점심을 거르지 말 것"),
        ("점심은 안 거르는 게 좋다", "점심은 거르지 않는 게 좋다"),
        ("잘못된 가정부터 적는다", "틀린 가정부터 적는다"),
        ("여기까지만 하지만 괜찮다", "여기까지만 해도 괜찮다"),
        ("집 안에서도 걷기", "집에서도 걷기"),
        ("try it", "try it once"),
    ],
)
def test_the_same_advice_in_other_words_is_not(one: str, other: str) -> None:
    assert not contrast(one, other)


def test_few_honest_rewordings_are_taken_for_contrasts() -> None:
    taken = sum(contrast(normalise(old), normalise(new)) for old, new in REWORDED)
    assert taken <= 3
