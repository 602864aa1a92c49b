"""What is printed: harmless, aligned by cells, colour only where it is wanted."""

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.cli.output import cells, clean, cut, one_line, pad, table
from tests.cli.calling import Caller

CONTROLS = [chr(c) for c in (*range(9), *range(11, 32), *range(127, 160), 0x61C, 0x200E, 0x200F)]
BIDI = [chr(c) for c in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))]


@pytest.mark.parametrize("character", [*CONTROLS, *BIDI], ids=ascii)
def test_a_control_character_loses_its_power(character: str) -> None:
    assert clean(f"a{character}b") == "a\N{REPLACEMENT CHARACTER}b"


def test_line_ends_and_tabs_stay() -> None:
    assert clean("a\tb\nc") == "a\tb\nc"


@given(st.text())
def test_clean_text_is_clean(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert not any(unicodedata.category(c) in {"Cc", "Cs"} and c not in "\t\n" for c in clean(text))


@pytest.mark.parametrize(
    ("text", "width"),
    [("", 0), ("abc", 3), ("한글", 4), (unicodedata.normalize("NFD", "한글"), 4), ("e\u0301", 1), ("日本", 4)],
)
def test_width_is_counted_in_cells(text: str, width: int) -> None:
    assert cells(text) == width


@given(st.text(st.sampled_from("ab 한글é日\u0301…"), max_size=40), st.integers(1, 30))
def test_cut_text_fits_and_begins_as_the_whole(text: str, width: int) -> None:
    short = cut(text, width)

    assert cells(short) <= width
    assert short == text or text.startswith(short.removesuffix("…"))


@given(st.text(st.sampled_from("ab한글"), max_size=20), st.integers(0, 60))
def test_padded_text_is_as_wide_as_asked(text: str, width: int) -> None:
    assert cells(pad(text, width)) == max(width, cells(text))


def test_one_line_is_one_line() -> None:
    assert one_line(" a\n\tb \r\n c\x1b[2J") == "a b c\N{REPLACEMENT CHARACTER}[2J"


HOSTILE = "\x1b]0;owned\x07\x1b[2J\u202e\x9b31m"


@pytest.mark.parametrize(
    "words",
    [
        ["tips"], ["show", "2"], ["next"], ["due"], ["decks"], ["sources"], ["search", "owned"], ["review", "--plain"],
        ["refresh"],
    ],
    ids=lambda words: str(words[0]),
)  # fmt: skip
def test_hostile_notes_reach_no_terminal(program: Caller, words: list[str]) -> None:
    notes = f"# Talk {HOSTILE}\n\n- How {HOSTILE} do I rest?\n    - Always sleep {HOSTILE} before noon.\n"
    path = program.write("talk.md", notes)
    added = program("add", path, "--yes", "--deck", f"Deck {HOSTILE}")
    program.write("talk.md", notes.replace("noon", "one"))

    for result in (added, program(*words, stdin="\n3\nq\n")):
        assert not {"\x1b", "\x07", "\u202e", "\x9b"} & set(result.output)


def test_a_pipe_gets_no_colour(learner: Caller) -> None:
    for words in (["tips"], ["decks"], ["show", "2"], ["--help"], ["add", "missing.md"]):
        assert "\x1b" not in learner(*words).output


@pytest.mark.parametrize("width", [40, 60, 200])
def test_a_narrow_table_cuts_names_and_heads_never_figures(
    width: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    heads = ("deck", "log loss before", "after", "RMSE before", "after")
    table([heads, ("이름이 아주 긴 덱::Subdeck", "0.3412", "0.3398", "0.0512", "0.0498")], right=range(1, 5))
    printed = capsys.readouterr().out
    assert all(cells(line) <= width for line in printed.splitlines())
    assert printed.split()[-4:] == ["0.3412", "0.3398", "0.0512", "0.0498"]
    assert ("log loss before" in printed) == (width >= 60)


def test_decks_keep_their_counts_at_40_columns(learner: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    long = "A deck with a name that is much longer than forty columns"
    learner("add", "--text", "a front :: its back", "--deck", long, "--yes")
    wide = learner("decks").stdout.splitlines()[1].split()[-4:]
    monkeypatch.setattr(Caller, "environment", _in_40_columns(Caller.environment))
    lines = learner("decks").stdout.splitlines()
    assert lines[1].split()[-4:] == wide
    assert all(cells(line) <= 40 for line in lines)


def _in_40_columns(environment: Callable[..., dict[str, str]]) -> Callable[..., dict[str, str]]:
    return lambda *given: environment(*given) | {"COLUMNS": "40"}
