"""What was typed beside what was expected: nothing is lost, nothing is torn, and equal texts show no difference."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.face import Face, FaceKind
from flashcards.core.spelling import clusters, compared, wanted

TEXTS = st.text(
    st.one_of(
        st.sampled_from("abcABC   .,[]*/\n\tㄱㄴㅏ한국어의할일👍🏽\u200d\ufe0fé\u0301\u1100\u1161\u11a8🇰🇷\u200b"),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=40,
)
FAMILY = "👩\u200d👩\u200d👧"


def whole(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def marks(typed: str, expected: str) -> tuple[str, str, str]:
    """Return both texts and the signs between them, each letter in a column of its own."""
    pairs = compared(typed, expected)
    signs = {(True, True): "~", (True, False): "-", (False, True): "+"}
    return (
        "".join(pair.typed or "_" for pair in pairs),
        "".join(" " if pair.same else signs[bool(pair.typed), bool(pair.expected)] for pair in pairs),
        "".join(pair.expected or "_" for pair in pairs),
    )


def is_equal(typed: str, expected: str) -> bool:
    return all(pair.same for pair in compared(typed, expected))


@given(TEXTS)
def test_equal_texts_show_no_difference_in_whatever_form(text: str) -> None:
    for form in ("NFC", "NFD"):
        assert is_equal(unicodedata.normalize(form, text), text)
    assert is_equal(text, text.replace(" ", "").replace("a", " a "))


@given(TEXTS, TEXTS)
def test_every_letter_of_both_texts_is_there_in_its_order(typed: str, expected: str) -> None:
    pairs = compared(typed, expected)
    assert "".join(pair.typed for pair in pairs) == whole(typed)
    assert "".join(pair.expected for pair in pairs) == whole(expected)
    assert all(pair.typed or pair.expected for pair in pairs)


@given(TEXTS, TEXTS)
def test_no_syllable_accent_or_emoji_is_torn(typed: str, expected: str) -> None:
    pairs = compared(typed, expected)
    assert [one for pair in pairs for one in clusters(pair.typed)] == clusters(whole(typed))
    assert [one for pair in pairs for one in clusters(pair.expected)] == clusters(whole(expected))


@given(TEXTS, TEXTS)
def test_what_differs_is_marked_and_only_that(typed: str, expected: str) -> None:
    for pair in compared(typed, expected):
        assert pair.same or pair.typed != pair.expected
    if whole(typed).replace(" ", "") == whole(expected).replace(" ", ""):
        assert is_equal(typed, expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("한국", ["한", "국"]), (unicodedata.normalize("NFD", "각"), ["\u1100\u1161\u11a8"]),
        ("e\u0301a", ["e\u0301", "a"]), (f"{FAMILY}!", [FAMILY, "!"]), ("👍🏽👍", ["👍🏽", "👍"]),
        ("🇰🇷🇯🇵", ["🇰🇷", "🇯🇵"]),
        ("ㅋㅋ", ["ㅋ", "ㅋ"]), ("\u1100\u1100\u1161", ["\u1100\u1100\u1161"]), ("", []),
    ],
)  # fmt: skip
def test_letters_are_what_a_reader_counts(text: str, expected: list[str]) -> None:
    assert clusters(text) == expected


@pytest.mark.parametrize(
    ("typed", "signs", "expected"),
    [
        ("surprized", "      ~  ", "surprised"),
        ("a momnt", "     +  ", "a moment"),
        ("Paris!", "     -", "Paris"),
        ("paris", "~    ", "Paris"),
        ("할일을 적는디", "       ~", "할 일을 적는다"),
        ("[b]x", "--- ", "x"),
    ],
)
def test_signs_say_what_is_missing_too_much_or_other(typed: str, signs: str, expected: str) -> None:
    assert marks(typed, expected)[1] == signs


def test_other_words_do_not_fall_into_crumbs() -> None:
    typed, signs, expected = marks("Tell a story", "With the moment that surprised you")
    assert signs.replace(" ", "") == "-" * 10 + "+" * 29
    assert typed.startswith("Tell a story_")
    assert expected.endswith("_With the moment that surprised you")


def test_one_remembered_word_of_many_is_found_as_one() -> None:
    typed, _signs, _expected = marks("surprise", "With the moment that surprised you")
    assert typed.strip("_") == "surprise"


def test_what_cannot_be_seen_does_not_count() -> None:
    assert is_equal("re\u00advi\u200bew ✔\ufe0f", "review ✔")


def test_long_texts_are_compared_in_good_time() -> None:
    typed, expected = "word " * 400, "ward " * 400
    assert "".join(pair.typed for pair in compared(typed, expected)) == typed.strip()
    assert sum(not pair.same for pair in compared(typed, expected)) == 400


def face(kind: FaceKind, answer: str, **more: tuple[str, ...]) -> Face:
    return Face(kind=kind, context=(), question="Q?", answer=answer, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("shown", "text"),
    [
        (face(FaceKind.RECALL, "Say it **out loud**, `once`.", details=("why",)), "Say it out loud, once."),
        (face(FaceKind.WHY, "first reason\nsecond reason"), "first reason second reason"),
        (face(FaceKind.CLOZE, "Sleep eight hours.", gaps=("eight",)), "eight"),
        (face(FaceKind.CLOZE, "a and b", gaps=("a", "*b*")), "a, b"),
        (face(FaceKind.CLOZE, "on and on", gaps=("on", "on")), "on"),
        (face(FaceKind.RECALL, "[/nope] <b>x</b>"), "[/nope] <b>x</b>"),
    ],
)
def test_wanted_is_the_answer_as_it_reads_without_details(shown: Face, text: str) -> None:
    assert wanted(shown) == text
