"""stats, forecast and simulate on the command line."""

import json

import pytest

from flashcards.cli import plots
from flashcards.cli.output import cells
from flashcards.cli.simulate import parsed
from flashcards.errors import BadInput
from tests.cli.calling import Caller

TOMORROW, NEXT_WEEK = "2026-11-24T12:00", "2026-12-01T12:00"
COMMANDS = (["stats"], ["forecast"], ["simulate", "--days", "30"])


@pytest.fixture
def reader(learner: Caller) -> Caller:
    """Give somebody who answered two cards Easy and, a week on, recalled one of them."""
    learner("answer", "2", "easy", "--ms", "6000")
    learner("answer", "6", "easy", "--ms", "60000")
    assert learner("answer", "2", "good", now=NEXT_WEEK).exit_code == 0
    return learner


def test_stats_has_the_promised_figures(reader: Caller) -> None:
    found = reader.json("stats", "--json", now=NEXT_WEEK)

    assert found["retention"]["young"] == 1
    assert found["retention"]["mature"] is None
    assert [day["day"] for day in found["reviews_by_day"]] == ["2026-11-23", "2026-12-01"]
    assert found["reviews_by_day"][0]["minutes"] == 1.1
    (source,) = found["by_source"]
    assert (source["source"], source["points"], source["learning"], source["new"]) == ("코드 리뷰 이야기", 4, 2, 2)
    assert 1.5 < source["expected_recalled"] < 2
    assert found["calibration"]["count"] == 1
    assert len(found["forecast"]) == 30


def test_stats_tells_hours_weeks_and_strength(reader: Caller) -> None:
    found = reader.json("stats", "--json", now=NEXT_WEEK)

    assert [one["answers"] for one in found["hours"] if one["answers"]] == [3]
    assert found["hours"][12] == {"hour": 12, "answers": 3, "asked": 1, "passed": 1, "rate": 1}
    assert sum(band["tips"] for band in found["stability"]) == 2
    assert found["stability"][-1]["to"] is None
    assert [(one["week"], one["learned"]) for one in found["learned_by_week"]] == [("2026-11-23", 0), ("2026-11-30", 0)]
    assert [one["week"] for one in found["retention_by_week"]] == ["2026-11-30"]

    shown = reader("stats", now=NEXT_WEEK).stdout
    for title in ("Stability", "Tips learned, by week", "Answers and recall, by hour"):
        assert title in shown


def test_stats_is_dated(reader: Caller) -> None:
    found = reader.json("stats", "--json")

    assert (found["study_day"], found["today"]["answers"], found["streak"]) == ("2026-11-23", 2, 1)
    assert found["retention"]["young"] is None


@pytest.mark.parametrize("command", COMMANDS, ids=lambda words: words[0])
@pytest.mark.parametrize("width", [40, 80])
def test_a_page_fits_its_terminal(
    reader: Caller, command: list[str], width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("flashcards.cli.output.terminal_width", lambda: width)

    lines = reader(*command, now=NEXT_WEEK).stdout.splitlines()

    assert len(lines) > 5
    plotted = [line for line in lines if not line.endswith((".", ","))]
    assert max(map(cells, plotted)) <= width


@pytest.mark.parametrize("command", COMMANDS, ids=lambda words: words[0])
def test_without_cards_there_is_a_sentence_and_the_same_shape(program: Caller, command: list[str]) -> None:
    result = program(*command)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "No cards yet" in result.stderr

    empty = json.loads(program(*command, "--json").stdout)
    assert not program.database.exists()
    program.learn()

    assert empty.keys() == program.json(*command, "--json").keys()


def test_forecast_shows_as_many_days_as_were_asked_for(reader: Caller) -> None:
    lines = reader("forecast", "--days", "14").stdout.splitlines()

    assert len(lines) == 15
    assert lines[0].startswith("11-23 Mon")
    assert sum("█" in line for line in lines) >= 1
    assert "2 new cards waiting" in lines[14]


def test_simulate_compares_retentions_and_repeats_itself(reader: Caller) -> None:
    words = ("simulate", "--retention", "0.8..0.95", "--days", "200", "--json")

    found = reader.json(*words)

    assert [run["retention"] for run in found["runs"]] == [None, 0.8, 0.85, 0.9, 0.95]
    assert found["runs"][1]["reviews_a_day"] < found["runs"][4]["reviews_a_day"]
    assert all(len(run["days"]) == 200 for run in found["runs"])
    assert found["tips"] == 4
    assert reader.json(*words) == found


def test_an_unknown_deck_is_bad_input(reader: Caller) -> None:
    for command in ("forecast", "simulate"):
        result = reader(command, "Nowhere")
        assert result.exit_code == 3
        assert "no deck 'Nowhere'" in result.stderr


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("0.9", [0.9]),
        ("90", [0.9]),
        ("0.80..0.95", [0.8, 0.85, 0.9, 0.95]),
        ("0.9..0.93", [0.9, 0.91, 0.92, 0.93]),
        ("0.85..0.94", [0.85, 0.87, 0.89, 0.91, 0.93, 0.94]),
    ],
)
def test_a_range_of_retentions(text: str, values: list[float]) -> None:
    assert parsed(text) == values


@pytest.mark.parametrize("text", ["", "much", "0.9..", "..0.9", "0.5", "0.95..0.9", "1", "nan", "inf", "0.8..0.9..1"])
def test_a_retention_that_is_none_is_bad_input(text: str) -> None:
    with pytest.raises(BadInput, match="--retention"):
        parsed(text)


def test_bars_are_as_long_as_their_values() -> None:
    assert plots.bar(10, 10, 20) == "█" * 20
    assert plots.bar(5, 10, 20) == "█" * 10
    assert plots.bar(0, 10, 20) == ""
    assert plots.bar(0.01, 10, 20) == "▏"


def test_a_heatmap_ends_with_today() -> None:
    monday = 20_003 - (20_003 + 3) % 7
    lines = plots.heatmap({monday: 4, monday + 1: 1, monday - 7: 2}, monday + 1, 40)

    assert [line[:3] for line in lines] == ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    assert lines[0].endswith("▒█")
    assert lines[1].rstrip().endswith("░")
    assert all(len(line) == 40 for line in lines)
