"""Settings and paths: defaults, faults named with the nearest key, comments that stay, and times to the millisecond."""

import datetime as dt
import stat
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.config import KEYS, Paths, Settings, checked, find_paths, load_settings, parse_now, parsed, save_setting
from flashcards.core.studyday import Calendar, date_of
from flashcards.errors import BadInput

SEOUL = "Asia/Seoul"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return where settings.toml lies: a folder of its own, not yet made."""
    return tmp_path / "config" / "settings.toml"


def written(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_missing_file_means_the_defaults(path: Path) -> None:
    assert load_settings(path) == Settings()
    assert not path.parent.exists()


@pytest.mark.parametrize("name", list(KEYS))
def test_every_setting_has_a_valid_default_a_meaning_and_a_range(name: str) -> None:
    key = KEYS[name]
    assert Settings()[name] == key.default
    assert checked(name, key.default) == key.default
    assert key.meaning
    assert key.range()


def test_the_file_wins_over_the_defaults(path: Path) -> None:
    found = load_settings(written(path, "[schedule]\nrollover = 5\nfuzz = false\n[ui]\ntheme = 'light'\n"))
    assert (found["schedule.rollover"], found.rollover, found["schedule.fuzz"], found["ui.theme"]) == (
        5, 5, False, "light",
    )  # fmt: skip
    assert found["leech.lapses"] == KEYS["leech.lapses"].default


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("[schedule]\nrolover = 4", "schedule.rollover"),
        ("[scheduling]\nrollover = 4", "schedule.rollover"),
        ("[ui]\nthemes = 'dark'", "ui.theme"),
        ("[leech]\nlapse = 4", "leech.lapses"),
    ],
)
def test_an_unknown_key_is_an_error_that_names_the_nearest(path: Path, text: str, nearest: str) -> None:
    with pytest.raises(BadInput, match=f"nearest is '{nearest}'") as caught:
        load_settings(written(path, text))
    assert str(path) in str(caught.value)


@pytest.mark.parametrize("name", ["colour", "x", "", "database.path", "review.sound", "언어"])
def test_a_name_that_is_like_no_other_suggests_none(name: str) -> None:
    with pytest.raises(BadInput, match="`flashcards config` lists all") as caught:
        parsed(name, "4")
    assert "nearest" not in str(caught.value)


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        ("rolover", "schedule.rollover"),
        ("timezone", "schedule.timezone"),
        ("UI.Theme", "ui.theme"),
        ("theme", "ui.theme"),
    ],
)
def test_a_slip_names_the_setting_that_was_meant(name: str, nearest: str) -> None:
    with pytest.raises(BadInput, match=f"nearest is '{nearest}'"):
        parsed(name, "4")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("[schedule]\nrollover = 24", "give 0 to 23"),
        ("[schedule]\nrollover = -1", "give 0 to 23"),
        ("[schedule]\nrollover = true", "give 0 to 23"),
        ("[schedule]\nrollover = 4.5", "give 0 to 23"),
        ("[schedule]\nrollover = '4'", "give 0 to 23"),
        ("[schedule]\nfuzz = 1", "give true or false"),
        ("[schedule]\ntimezone = 'Mars/Olympus'", "is not a time zone"),
        ("[schedule]\ntimezone = '../../etc/passwd'", "is not a time zone"),
        ("[schedule]\ntimezone = 'Asia'", "is not a time zone"),
        ("[ui]\ntheme = 'pink'", "give dark or light or high-contrast or ansi"),
        ("rollover = 4", "outside a table"),
        ("[schedule\nrollover = 4", "not valid TOML"),
    ],
)
def test_a_value_that_is_not_valid_is_an_error_that_says_what_is(path: Path, text: str, fault: str) -> None:
    with pytest.raises(BadInput, match=fault) as caught:
        load_settings(written(path, text))
    assert str(path) in str(caught.value)


def test_a_fault_of_typed_words_names_no_place() -> None:
    with pytest.raises(BadInput, match=r"^There is no setting 'rolover'"):
        parsed("rolover", "4")
    with pytest.raises(BadInput, match=r"^schedule\.rollover = 24 is out of range"):
        parsed("schedule.rollover", "24")


def test_bytes_that_are_no_text_and_folders_are_bad_input(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BadInput, match=r"settings\.toml is not UTF-8 text: mend"):
        load_settings(tmp_path / "settings.toml")
    with pytest.raises(BadInput, match=r"cannot be read \(Is a directory\)"):
        load_settings(tmp_path)


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("fuzz = 'yes'", 'schedule.fuzz = "yes" is not valid'),
        ("rollover = true", "schedule.rollover = true is not valid"),
        ("rollover = [4, 'a']", 'schedule.rollover = [4, "a"] is not valid'),
        ("rollover = 2026-11-23", "schedule.rollover = 2026-11-23 is not valid"),
    ],
)
def test_a_fault_shows_a_value_as_the_file_has_it(path: Path, line: str, shown: str) -> None:
    with pytest.raises(BadInput) as caught:
        load_settings(written(path, f"[schedule]\n{line}\n"))
    assert shown in str(caught.value)


def test_saving_keeps_comments_order_and_other_keys(path: Path) -> None:
    written(path, "# mine\n[ui]\ntheme = 'dark'  # for the night\n\n[schedule]\n# early bird\nrollover = 3\n")
    save_setting(path, "schedule.rollover", 5)
    save_setting(path, "leech.lapses", 6)
    assert path.read_text(encoding="utf-8") == (
        "# mine\n[ui]\ntheme = 'dark'  # for the night\n\n"
        "[schedule]\n# early bird\nrollover = 5\n\n[leech]\nlapses = 6\n"
    )
    assert load_settings(path)["schedule.rollover"] == 5
    assert load_settings(path)["ui.theme"] == "dark"


def test_saving_makes_the_file_for_its_owner_alone(path: Path) -> None:
    save_setting(path, "schedule.timezone", SEOUL)
    assert load_settings(path).zone == SEOUL
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [file.name for file in path.parent.iterdir()] == ["settings.toml"]


@pytest.mark.parametrize("text", ["schedule = 3\n", "[schedule\n", "[schedule]\nrolover = 3\n"])
def test_saving_into_a_broken_file_is_refused_and_leaves_it(path: Path, text: str) -> None:
    written(path, text)
    with pytest.raises(BadInput):
        save_setting(path, "schedule.rollover", 5)
    assert path.read_text(encoding="utf-8") == text


def test_saving_nonsense_or_to_nowhere_is_refused(path: Path, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="out of range"):
        save_setting(path, "schedule.rollover", 99)
    assert not path.exists()
    (tmp_path / "file").touch()
    with pytest.raises(BadInput, match="cannot be read"):
        save_setting(tmp_path / "file" / "settings.toml", "schedule.rollover", 5)


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("schedule.rollover", "6", 6),
        ("schedule.fuzz", "False", False),
        ("schedule.fuzz", "true", True),
        ("ui.theme", "ansi", "ansi"),
        ("schedule.timezone", SEOUL, SEOUL),
        ("schedule.timezone", "KST-9", "KST-9"),
        ("schedule.timezone", "", ""),
    ],
)
def test_a_typed_value_becomes_the_settings_own_type(name: str, text: str, value: object) -> None:
    assert parsed(name, text) == value
    assert type(parsed(name, text)) is type(value)


@pytest.mark.parametrize(("name", "text"), [("schedule.rollover", "soon"), ("schedule.fuzz", "1"), ("ui.theme", "")])
def test_a_typed_value_of_another_type_is_refused(name: str, text: str) -> None:
    with pytest.raises(BadInput, match=name):
        parsed(name, text)


def test_the_zone_is_the_settings_else_the_systems(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Europe/Lisbon")
    assert Settings().zone == "Europe/Lisbon"
    assert Settings({"schedule.timezone": SEOUL}).zone == SEOUL


def test_paths_come_from_arguments_then_the_environment_then_the_platform(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("FLASHCARDS_DB", "FLASHCARDS_CONFIG", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    plain = find_paths()
    assert (plain.database.name, plain.settings.name) == ("flashcards.db", "settings.toml")
    assert plain.database.is_relative_to(tmp_path)
    assert plain.backups == plain.database.parent / "backups"
    monkeypatch.setenv("FLASHCARDS_DB", "~/mine.db")
    monkeypatch.setenv("FLASHCARDS_CONFIG", "/etc/mine.toml")
    assert find_paths() == Paths(tmp_path / "mine.db", Path("/etc/mine.toml"))
    assert find_paths("/a.db", "~/b.toml") == Paths(Path("/a.db"), tmp_path / "b.toml")


def test_a_time_without_offset_is_local_and_one_with_offset_is_not() -> None:
    eight = dt.datetime(2026, 11, 23, 8, 30, tzinfo=ZoneInfo(SEOUL)).timestamp() * 1000
    assert parse_now("2026-11-23T08:30", SEOUL) == eight
    assert parse_now("2026-11-23T08:30+09:00", "UTC") == eight
    assert parse_now("2026-11-22T23:30Z", SEOUL) == eight


@pytest.mark.parametrize("rollover", range(24))
def test_a_date_alone_is_that_study_day(rollover: int) -> None:
    day = Calendar(SEOUL, rollover).study_day(parse_now("2026-12-01", SEOUL, rollover))
    assert date_of(day) == dt.date(2026, 12, 1)


@given(st.datetimes(dt.datetime(1971, 1, 2), dt.datetime(2999, 12, 30)))  # noqa: DTZ001  made aware below
def test_a_time_is_read_to_the_millisecond(when: dt.datetime) -> None:
    when = when.replace(microsecond=when.microsecond // 1000 * 1000, tzinfo=dt.UTC)
    back = dt.datetime(1970, 1, 1, tzinfo=dt.UTC) + dt.timedelta(milliseconds=parse_now(when.isoformat(), SEOUL))
    assert back == when


@pytest.mark.parametrize(
    "text", ["", "soon", "2026-13-01", "25:00", "0001-01-01", "9999-12-31", "{x}", "2026-11-23T08:30+99:00"]
)
def test_what_is_no_time_is_bad_input(text: str) -> None:
    with pytest.raises(BadInput, match="is not a time"):
        parse_now(text, SEOUL)
