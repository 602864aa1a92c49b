"""Cues are found by script: on the Korean side, on the English side in any case, and at the start of a line."""

import pytest

from flashcards.reading.cue import Cue, either, led, line_of

CUE = Cue(korean=either("꼭", led("가 나", r"\s?길")), english=r"\bmust\b", opens="note:")


@pytest.mark.parametrize(
    "text", ["이건 꼭 하세요", "먼저 가 길", "나길 바람", "You MUST go", "앱은 must have", "Note: read on"]
)
def test_a_cue_is_found_on_each_side_of_a_line(text: str) -> None:
    assert CUE.is_in(line_of(text))


@pytest.mark.parametrize("text", ["", "길", "mustard", "must가 아니다", "take note: this"])
def test_other_words_and_other_places_are_no_cue(text: str) -> None:
    assert not CUE.is_in(line_of(text))


def test_an_exact_opening_heeds_its_case() -> None:
    spoken = Cue(opens="I ", exact=True)
    assert spoken.is_in(line_of("I went"))
    assert not spoken.is_in(line_of("i went"))


def test_a_line_has_no_side_of_a_script_that_it_lacks() -> None:
    assert line_of("Read 3 books").korean == ""
    assert line_of("책 3권").english == ""
    assert line_of("React는 3일").english == "react는 3일"
