"""Where a user's files lie, and the settings: settings.toml read into frozen values, every key with its meaning."""

import datetime as dt
import difflib
import json
import os
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flashcards.errors import BadInput
from flashcards.language import _
from flashcards.wholefile import write_whole
from flashcards.zone import find_zone, is_zone, system_zone

APP = "flashcards"
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_UNWRITTEN = "The settings file {path} cannot be written ({why}): check its folder."
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_ALIKE = 0.7
"""From which likeness, 0 to 1, a name may be a slip of another."""
_FIRST_YEAR, _LAST_YEAR = 1970, 3000
_NOON = 12


@dataclass(frozen=True, slots=True)
class Key:
    """One setting: its default, what it means, and which values are valid.

    ``type`` is the Python type of the value; ``low`` and ``high`` bound numbers; ``choices`` bound strings.
    """

    default: Any
    meaning: str
    low: float | None = None
    high: float | None = None
    choices: tuple[str, ...] = ()

    @property
    def type(self) -> type:
        """The Python type that a value must have."""
        return type(self.default)

    def range(self) -> str:
        """Return the valid values in words, for listings and errors."""
        if self.type is bool:
            return _("true or false")
        if self.choices:
            return _(" or ").join(self.choices)
        if self.low is not None:
            return _("{low:g} to {high:g}", low=self.low, high=self.high)
        if "weekdays" in self.meaning:
            return _("weekdays with shares from 0 to 1 such as sat=0.5 sun=0, or empty")
        if "zone" in self.meaning:
            return _("an IANA time zone such as Asia/Seoul, or empty for the system's")
        return _("text")


KEYS: dict[str, Key] = {
    "schedule.timezone": Key("", "time zone in which study days are counted"),
    "schedule.rollover": Key(4, "hour at which a new study day begins", 0, 23),
    "schedule.fuzz": Key(default=True, meaning="spread due days a little, so that cards do not clump"),
    "schedule.learn_ahead_minutes": Key(20, "how early a learning step may be asked when nothing else is due", 0, 1440),
    "schedule.order": Key("overdue", "order of reviews", choices=("overdue", "due", "retrievability", "random")),
    "schedule.source_share": Key(100, "percent of a day's new cards that one source may fill if others wait", 1, 100),
    "schedule.load_balance": Key(default=True, meaning="let due days prefer those on which less is due"),
    "schedule.easy_days": Key("", "share of an ordinary day that weekdays should get, such as sat=0.5 sun=0"),
    "review.minutes": Key(0, "minutes a day after which no reviews and new cards are asked; 0 for no end", 0, 1440),
    "review.type_answers": Key(default=False, meaning="let answers be typed, and show how they differ; you still rate"),
    "review.rest_days": Key(1, "days of rest in any seven that do not end a streak", 0, 6),
    "review.apply": Key(default=True, meaning="ask how a tip you know will be used, a week after its first recall"),
    "review.why": Key(default=True, meaning="ask for the reason or condition of a tip where its notes give one"),
    "learned.stability_days": Key(21, "stability from which a tip can count as learned", 1, 3650),
    "learned.recalls": Key(2, "how many of the last recalls must have passed", 1, 10),
    "leech.lapses": Key(8, "lapses from which a card counts as a leech", 1, 99),
    "leech.suspend": Key(default=False, meaning="keep a card out of review when it becomes a leech"),
    "ui.theme": Key("dark", "colours of the terminal app", choices=("dark", "light", "high-contrast", "ansi")),
    "ui.animation": Key(default=True, meaning="let the terminal app move what it shows, where a jump would do"),
}
KEYS_TABLE = "keys"
"""The table of other keys for actions; which actions and keys there are is the terminal app's to say."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings in force: the file's values over the defaults, by their dotted names."""

    values: Mapping[str, Any] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401  the type is the key's
        """Return the value of a setting by its dotted name."""
        return self.values.get(name, KEYS[name].default)

    @property
    def zone(self) -> str:
        """The zone study days are counted in: the setting's, else the system's."""
        return str(self["schedule.timezone"]) or system_zone()

    @property
    def week(self) -> tuple[float, ...]:
        """Each weekday's share of an ordinary day's reviews, from Monday, 0 to 1."""
        return _week(str(self["schedule.easy_days"]))

    @property
    def keys(self) -> dict[str, tuple[str, ...]]:
        """The keys that actions of the terminal app are given instead of their own, by the action's name."""
        prefix = f"{KEYS_TABLE}."
        return {name.removeprefix(prefix): keys for name, keys in self.values.items() if name.startswith(prefix)}

    def having(self, name: str, value: Any) -> "Settings":  # noqa: ANN401  settings are of several types
        """Return the settings with one value changed; None takes it out."""
        rest = {key: old for key, old in self.values.items() if key != name}
        return Settings(rest if value is None else {**rest, name: value})

    @property
    def rollover(self) -> int:
        """The hour at which a new study day begins."""
        return int(self["schedule.rollover"])


@dataclass(frozen=True, slots=True)
class Paths:
    """Where everything of one user lies."""

    database: Path
    settings: Path

    @property
    def backups(self) -> Path:
        """The folder of backups, beside the database."""
        return self.database.parent / "backups"


def find_paths(database: str | None = None, settings: str | None = None) -> Paths:
    """Return the paths in force: the arguments, else FLASHCARDS_DB and _CONFIG, else the platform's folders."""
    import platformdirs  # noqa: PLC0415  a millisecond that most fixed paths do not need

    database = database or os.environ.get("FLASHCARDS_DB")
    settings = settings or os.environ.get("FLASHCARDS_CONFIG")
    return Paths(
        Path(database).expanduser() if database else platformdirs.user_data_path(APP) / "flashcards.db",
        Path(settings).expanduser() if settings else platformdirs.user_config_path(APP) / "settings.toml",
    )


def load_settings(path: Path) -> Settings:
    """Read settings.toml; a missing file means the defaults. Raises BadInput with the place of a fault."""
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings()
    except UnicodeDecodeError:
        raise BadInput("The settings file {path} is not UTF-8 text: mend or remove it.", path=path) from None
    except OSError as error:
        raise BadInput(
            "The settings file {path} cannot be read ({why}): mend or remove it.", path=path, why=error.strerror
        ) from None
    except tomllib.TOMLDecodeError as error:
        raise BadInput("{path} is not valid TOML ({why}): mend it or remove it.", path=path, why=error) from None
    found = {}
    for table, entries in tables.items():
        if not isinstance(entries, dict):
            raise BadInput(
                "{path}: '{name}' stands outside a table; settings look like [schedule] rollover = 4.",
                path=path, name=table,
            )  # fmt: skip
        named = _flat(entries, f"{table}.") if table == KEYS_TABLE else {f"{table}.{n}": v for n, v in entries.items()}
        for name, value in named.items():
            try:
                found[name] = checked(name, value)
            except BadInput as fault:
                raise BadInput("{path}: {fault}", path=path, fault=fault) from None
    return Settings(found)


def _flat(entries: Mapping[str, Any], prefix: str) -> dict[str, Any]:
    """Return the values of tables within tables by their dotted names; one string is a list of one."""
    found: dict[str, Any] = {}
    for name, value in entries.items():
        if isinstance(value, dict):
            found |= _flat(value, f"{prefix}{name}.")
        else:
            found[prefix + name] = tuple(value) if isinstance(value, list) else (value,)
    return found


def checked(name: str, value: Any) -> Any:  # noqa: ANN401  settings are of several types
    """Return ``value`` if it is valid for the setting ``name``; raise BadInput, naming the nearest key or the range."""
    if name.startswith(f"{KEYS_TABLE}."):
        return _checked_keys(name, value)
    key = find_key(name)
    given = {"name": name, "value": written(value), "range": key.range()}
    if type(value) is not key.type or (key.choices and value not in key.choices):
        raise BadInput("{name} = {value} is not valid: give {range}.", **given)
    if isinstance(value, int) and key.low is not None and key.high is not None and not key.low <= value <= key.high:
        raise BadInput("{name} = {value} is out of range: give {range}.", **given)
    if name == "schedule.timezone" and value and not is_zone(str(value)):
        raise BadInput("{name} = {value} is not a time zone: give {range}.", **given)
    if name == "schedule.easy_days":
        _week(str(value))
    return value


def _checked_keys(name: str, keys: object) -> tuple[str, ...]:
    if not isinstance(keys, tuple) or not keys or not all(isinstance(key, str) and key.strip() for key in keys):
        raise BadInput('{name} is not valid: give a key such as "f", or a list of keys.', name=name)
    return tuple(key.strip() for key in keys)


def written(value: object) -> str:
    """Return a value as it is written in settings.toml."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple) and len(value) == 1:
        return written(value[0])
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(written, value))}]"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else str(value)


def parsed(name: str, text: str) -> Any:  # noqa: ANN401  settings are of several types
    """Return a value typed on the command line as the setting's own type, checked."""
    key = find_key(name)
    if key.type is bool and text.lower() in {"true", "false"}:
        return checked(name, text.lower() == "true")
    if key.type is int and text.lstrip("-").isdigit():
        return checked(name, int(text))
    return checked(name, text)


def find_key(name: str) -> Key:
    """Return the setting of that dotted name; raise BadInput that names the nearest one."""
    if name in KEYS:
        return KEYS[name]
    wanted = name.rpartition(".")[2]
    near = {key: max(_likeness(name, key), _likeness(wanted, key.rpartition(".")[2])) for key in KEYS}
    nearest = max(near, key=lambda key: (near[key], _likeness(name, key)))
    if near[nearest] < _ALIKE:
        raise BadInput("There is no setting '{name}': `flashcards config` lists all.", name=name)
    raise BadInput(
        "There is no setting '{name}'; the nearest is '{nearest}' (`flashcards config` lists all).",
        name=name, nearest=nearest,
    )  # fmt: skip


def _likeness(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, one.casefold(), other).ratio()


def save_setting(path: Path, name: str, value: Any) -> None:  # noqa: ANN401  settings are of several types
    """Write one setting into settings.toml, keeping comments and the other keys; atomic, mode 0600.

    None takes the setting out, so that its default is in force again. Raises BadInput if the file is at fault, or
    cannot be written.
    """
    import tomlkit  # noqa: PLC0415  only needed to write

    if value is not None:
        value = checked(name, value)
    load_settings(path)
    document = tomlkit.parse(path.read_text(encoding="utf-8") if path.exists() else "")
    *tables, key = name.split(".")
    _put(document, tables, key, [*value] if isinstance(value, tuple) and len(value) > 1 else _single(value))
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise BadInput(_UNWRITTEN, path=path, why=error.strerror) from None
    write_whole(path, tomlkit.dumps(document).encode(), _UNWRITTEN)


def _single(value: Any) -> Any:  # noqa: ANN401  settings are of several types
    return value[0] if isinstance(value, tuple) else value


def _put(table: Any, inner: Sequence[str], key: str, value: Any) -> None:  # noqa: ANN401  tomlkit's tables
    """Set a value in a table within tables, made where they are missing; None removes it.

    A dotted key, quoted as a whole, is taken for the tables it names.
    """
    import tomlkit  # noqa: PLC0415  only needed to write

    for name in inner:
        if name not in table:
            if value is None:
                return
            table[name] = tomlkit.table(is_super_table=name == KEYS_TABLE)
        table = table[name]
    if value is None:
        table.pop(key, None)
    else:
        table[key] = value


def parse_now(text: str, zone: str, rollover: int = 4) -> int:
    """Return an ISO-8601 instant as epoch milliseconds; without an offset it is local time in ``zone``.

    A date alone is noon of that study day, or its beginning where ``rollover`` is a later hour.
    Raises BadInput for what is no time, and for years that no calendar of reviews can reach (1971 to 2999 are fine).
    """
    try:
        when = dt.datetime.fromisoformat(text)
    except ValueError:
        when = None
    if when is None or not _FIRST_YEAR < when.year < _LAST_YEAR:
        raise BadInput(
            "--now '{text}' is not a time: write it like 2026-11-23T08:30 or 2026-11-23T08:30+09:00.", text=text
        )
    if _is_date(text):
        when = when.replace(hour=max(_NOON, rollover))
    if when.tzinfo is None:
        when = when.replace(tzinfo=find_zone(zone))
    return (when - _EPOCH) // dt.timedelta(milliseconds=1)


def _is_date(text: str) -> bool:
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _week(text: str) -> tuple[float, ...]:
    """Return the shares of the weekdays that a text such as ``sat=0.5 sun=0`` gives; 1 for those it leaves out."""
    week = dict.fromkeys(_WEEKDAYS, 1.0)
    for part in text.replace(",", " ").lower().split():
        day, _equals, share = part.partition("=")
        try:
            week[day[:3]] = float(share)
        except ValueError:
            week[day[:3]] = -1.0
    if len(week) > len(_WEEKDAYS) or not all(0 <= share <= 1 for share in week.values()) or not any(week.values()):
        raise BadInput(
            'schedule.easy_days = "{text}" is not valid: give {range}.',
            text=text, range=KEYS["schedule.easy_days"].range(),
        )  # fmt: skip
    return tuple(week.values())
