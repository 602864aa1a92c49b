"""Plots as SVG: well-formed, escaped, and with every value in its place."""

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.formats.plot import Axes, Series, bar_plot, line_plot

SVG = "{http://www.w3.org/2000/svg}"
texts = st.text(max_size=30)


def parsed(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314  the project's own output


def numbers(svg: str) -> list[tuple[float, float]]:
    (line,) = parsed(svg).iter(f"{SVG}polyline")
    return [(float(x), float(y)) for x, y in (point.split(",") for point in line.attrib["points"].split())]


def printable(text: str) -> str:
    return "".join(character for character in text if character.isprintable())


@given(texts, texts, st.lists(st.builds(Series, texts, st.lists(st.floats(0, 1e6), max_size=30)), max_size=5))
def test_whatever_is_plotted_is_well_formed_and_escaped(title: str, name: str, given_series: list[Series]) -> None:
    axes = Axes(title, name, ((0, name),))
    for draw in (line_plot, bar_plot):
        page = parsed(draw(axes, given_series))
        assert (page.findtext(f"{SVG}title") or "") == printable(title)
        assert all(printable(one.name) in (page.findtext(f"{SVG}desc") or "") for one in given_series)


def test_text_that_looks_like_markup_stays_text() -> None:
    svg = line_plot(Axes("<script>alert('1')</script>", "a & b"), [Series('"><image href="x"/>', [1])])

    assert not list(parsed(svg).iter(f"{SVG}script"))
    assert not list(parsed(svg).iter(f"{SVG}image"))


def test_a_line_is_as_high_as_its_values() -> None:
    (x0, y0), (x1, y1), (x2, y2) = numbers(line_plot(Axes("t"), [Series("", [0, 5, 10])]))

    assert x1 - x0 == pytest.approx(x2 - x1)
    assert y0 - y1 == pytest.approx(y1 - y2)
    assert y0 > y1 > y2


def test_bars_of_one_position_stand_side_by_side() -> None:
    svg = bar_plot(Axes("t"), [Series("one", [4, 2]), Series("other", [2, 4])])

    bars = [one.attrib for one in parsed(svg).iter(f"{SVG}rect") if one.attrib["width"] != "10"]
    assert [bar["class"] for bar in bars] == ["f0", "f0", "f1", "f1"]
    left = [float(bar["x"]) for bar in bars]
    assert left[0] < left[2] < left[1] < left[3]
    assert float(bars[0]["height"]) == pytest.approx(2 * float(bars[1]["height"]), abs=0.2)


@pytest.mark.parametrize(
    ("most", "ticks"), [(10, ["0", "2", "4", "6", "8", "10"]), (0.31, None), (73, None), (0, None)]
)
def test_ticks_are_round_numbers(most: float, ticks: list[str] | None) -> None:
    page = parsed(line_plot(Axes("t"), [Series("", [0, most])]))
    found = [text.text or "" for text in page.iter(f"{SVG}text") if text.attrib["text-anchor"] == "end"]

    assert ticks is None or found == ticks
    assert 3 <= len(found) <= 7
    assert float(found[-1]) >= most


def test_it_knows_light_and_dark_and_loads_nothing() -> None:
    svg = line_plot(Axes("t"), [Series("one", [1, 2])])

    assert "prefers-color-scheme:dark" in svg
    assert "url(" not in svg
    assert "href" not in svg
