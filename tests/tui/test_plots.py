"""Plots in cells, as pure functions of values, a width and a height."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from flashcards.core.studyday import Calendar, date_of, day_of, monday
from flashcards.services.daily import Overview, SourceProgress
from flashcards.services.forecasting import Coming
from flashcards.tui.widgets.heatmap import heatmap, legend
from flashcards.tui.widgets.plots import Bar, Dots, bars, columns, dots, sparklines
from flashcards.tui.widgets.tabs import tabs
from flashcards.tui.widgets.weeks import weeks
from tests.conftest import MORNING, ZONE

TODAY = Calendar(ZONE).study_day(MORNING)
counts = st.lists(st.integers(0, 10_000), min_size=1, max_size=60)


def rows(values: list[int], width: int = 80, height: int = 5) -> list[str]:
    return [line.partition("│")[2] for line in columns(values, [], width, height).plain.split("\n")[:-1]]


def test_columns_are_as_high_as_their_values() -> None:
    assert [row.split() for row in rows([4, 2, 1, 0], 40, 4)] == [["███"], ["███"], ["███", "███"], ["███"] * 3]


def test_the_axis_has_the_largest_value_and_zero() -> None:
    top, *_, bottom, below = columns([3, 12], [(0, "a"), (1, "b")], 20, 4).plain.split("\n")
    assert top.startswith("12│")
    assert bottom.startswith(" 0│")
    assert below == "   a   b"


@given(counts, st.integers(70, 200), st.integers(1, 12))
def test_what_is_not_zero_is_seen_and_what_is_zero_is_not(values: list[int], width: int, height: int) -> None:
    drawn = rows(values, width, height)
    step = len(drawn[-1]) // len(values)
    assert [row[step * at] != " " for row in drawn[-1:] for at in range(len(values))] == [value > 0 for value in values]
    assert all(cell_len(row) <= width for row in drawn)


def test_marks_never_touch() -> None:
    marks = [(at, f"{at:05}") for at in range(30)]
    below = columns([1] * 30, marks, 66, 3).plain.split("\n")[-1]
    assert below.split() == ["00000", "00003", "00006", "00009", "00012", "00015", "00018", "00021", "00024", "00027"]


@given(st.lists(st.tuples(st.text(max_size=30), st.integers(0, 999)), min_size=1, max_size=8), st.integers(30, 120))
def test_bars_line_up_within_the_width(found: list[tuple[str, int]], width: int) -> None:
    lines = bars([Bar(label, value, str(value)) for label, value in found], width).plain.split("\n")
    assert len({cell_len(line) for line in lines}) == 1
    assert cell_len(lines[0]) <= width
    assert [int(line.split()[-1]) for line in lines] == [value for _label, value in found]


@pytest.mark.parametrize(
    ("value", "against", "drawn"), [(0.5, 1.0, "█████    │"), (1.0, 0.5, "█████│████"), (0, 0, "│")]
)
def test_what_a_bar_is_compared_with_is_a_rule_in_it(value: float, against: float, drawn: str) -> None:
    content = bars([Bar("", value, "", against=against)], 13, most=1)
    assert content.plain.strip()[:10].rstrip() == drawn


def test_sparklines_line_up_and_show_the_newest_weeks_last() -> None:
    drawn = sparklines([("토크 about reviews", [0, 1, 4], "4/10"), ("B", [0, 0, 0], "0/2")], 40).plain.split("\n")
    assert [cell_len(row) for row in drawn] == [cell_len(drawn[0])] * 2
    assert drawn[0].endswith("·▂█ 4/10")
    assert drawn[1].endswith("···  0/2")
    cut = sparklines([("A talk with a long title", list(range(60)), "59/99")], 24).plain
    assert (cell_len(cut), cut[:4], cut[-6:]) == (24, "A ta", " 59/99")
    assert "█ " in cut


def test_dots_of_two_series_have_signs_of_their_own_and_one_where_they_meet() -> None:
    series = [Dots("o", [1.0, 0.5, None]), Dots("x", [0.5, 0.5, 1.0])]
    top, _middle, bottom, _below = dots(series, [], 20, 3, both="8").plain.split("\n")
    assert top == "100%│o       x   "
    assert bottom.split("│")[1].split() == ["x", "8"]


@given(st.dictionaries(st.integers(TODAY - 200, TODAY), st.integers(1, 500)), st.integers(20, 120))
def test_a_heatmap_has_every_day_once_and_none_to_come(found: dict[int, int], width: int) -> None:
    months, *days = [line.plain for line in heatmap(found, TODAY, width)]
    cells = 2 if width >= 56 else 1
    weeks_shown = min(26, (width - 4) // cells)
    assert all(cell_len(line) <= width for line in (months, *days))
    signs = "".join(line[4:][::cells] for line in days)
    shown = range(monday(TODAY) - 7 * (weeks_shown - 1), TODAY + 1)
    assert len(signs.replace(" ", "")) == len(shown)
    assert sum(sign not in " ·" for sign in signs) == sum(day in found for day in shown)


@pytest.mark.parametrize("most", [1, 2, 3, 4, 5, 12, 400])
def test_the_legend_names_each_number_of_answers_once(most: int) -> None:
    found = {TODAY - at: number for at, number in enumerate(range(1, min(most, 100) + 1))} | {TODAY: most}
    spans = legend(found, TODAY).plain.split("  ")
    numbers = [n for span in spans for n in _numbers(span.split()[1])]
    assert numbers == list(range(most + 1))


def _numbers(span: str) -> range:
    low, _dash, high = span.partition("-")
    return range(int(low), int(high or low) + 1)


@pytest.mark.parametrize("width", [36, 60, 76, 120])
@pytest.mark.parametrize("shown", range(8))
def test_the_page_that_is_shown_keeps_its_name(width: int, shown: int) -> None:
    names = ["Days", "Heatmap", "Forecast", "Retention", "Calibration", "Hours", "Stability", "Tips"]
    line = tabs(names, shown, width).plain
    assert f"[{shown + 1} {names[shown]}]" in line
    assert cell_len(line) <= width
    assert [word.strip("[") for word in line.split() if word.strip("[").isdigit()] == list("12345678")


def overview(answers: dict[int, int], cards: list[int]) -> Overview:
    coming = tuple(Coming(TODAY + at, 0, number, number / 4) for at, number in enumerate(cards))
    return Overview(TODAY, answers, coming, (SourceProgress("출처", 3, 1),))


@pytest.mark.parametrize(("width", "height"), [(36, 18), (71, 9), (96, 9), (120, 9)])
def test_the_week_ahead_stands_beside_the_weeks_behind_where_there_is_room(width: int, height: int) -> None:
    lines = weeks(overview({TODAY: 3}, [5, 0, 1, 0, 0, 0, 2]), width).plain.split("\n")
    assert len(lines) == height
    assert max(map(cell_len, lines)) <= width
    assert any("Mon 11-23" in line and "5  2 min" in line for line in lines)


def test_what_there_is_none_of_is_left_out() -> None:
    assert weeks(overview({}, [0] * 7), 80).plain == ""
    assert "Falls due" not in weeks(overview({TODAY: 1}, [0] * 7), 80).plain
    assert "weeks" not in weeks(overview({}, [1] * 7), 80).plain


def test_months_stand_above_the_week_in_which_they_begin() -> None:
    months = heatmap({}, TODAY, 60)[0].plain
    assert months.split() == ["Jun", "Jul", "Aug", "Sep", "Oct", "Nov"]
    week = (months.index("Oct") - 4) // 2
    first = monday(TODAY) - 7 * 25 + 7 * week
    assert first <= day_of(date_of(TODAY).replace(month=10, day=1)) < first + 7
