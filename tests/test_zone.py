"""Time zones by name and by rule, and what the system's is."""

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.zone import find_zone, is_zone, system_zone, unread_variable

SUMMER, WINTER = dt.datetime(2026, 7, 1, 12, tzinfo=dt.UTC), dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("rule", "name"),
    [
        ("KST-9", "Asia/Seoul"),
        ("<+0530>-5:30", "Asia/Kolkata"),
        ("CET-1CEST,M3.5.0,M10.5.0/3", "Europe/Berlin"),
        ("EST5EDT,M3.2.0,M11.1.0", "America/New_York"),
        ("AEST-10AEDT,M10.1.0,M4.1.0/3", "Australia/Sydney"),
    ],
)
def test_a_rule_keeps_the_hours_of_the_zone_that_it_describes(rule: str, name: str) -> None:
    for when in (SUMMER, WINTER):
        assert when.astimezone(find_zone(rule)).replace(tzinfo=None) == when.astimezone(find_zone(name)).replace(
            tzinfo=None
        )
    assert str(find_zone(rule)) == rule


@pytest.mark.parametrize("name", ["", "nonsense", "Mars/Base", "Asia", "5", "KST-9\nX", "../../etc/passwd", "한국-9"])
def test_what_is_neither_a_name_nor_a_rule_is_no_zone(name: str) -> None:
    assert not is_zone(name)


@given(st.text(max_size=12))
def test_any_text_is_a_zone_or_is_not(text: str) -> None:
    assert is_zone(text) in {True, False}


@pytest.mark.parametrize(
    ("variable", "zone"),
    [(":Asia/Tokyo", "Asia/Tokyo"), ("UTC", "UTC"), ("KST-9", "KST-9"), (":CET-1CEST,M3.5.0,M10.5.0/3",) * 2],
)
def test_the_system_zone_is_what_tz_says(monkeypatch: pytest.MonkeyPatch, variable: str, zone: str) -> None:
    monkeypatch.setenv("TZ", variable)
    assert system_zone() == zone.removeprefix(":")
    assert unread_variable() is None


def test_tz_may_be_the_path_of_a_zone_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "zoneinfo" / "Asia" / "Seoul"
    file.parent.mkdir(parents=True)
    file.touch()
    monkeypatch.setenv("TZ", str(file))
    assert system_zone() == "Asia/Seoul"
    assert unread_variable() is None


@pytest.mark.parametrize("variable", ["Mars/Base", "/etc/passwd", "KST+99", "\udcff", "/" + "a" * 300])
def test_without_a_zone_in_tz_the_system_still_has_one(monkeypatch: pytest.MonkeyPatch, variable: str) -> None:
    monkeypatch.setenv("TZ", variable)
    assert is_zone(system_zone())
    assert system_zone() != variable
    assert unread_variable() == variable


def test_an_empty_tz_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "")
    assert is_zone(system_zone())
    assert unread_variable() is None
