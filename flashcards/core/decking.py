"""A deck's options: their names, meanings, ranges, and how they are written: ``retention=0.92``, ``steps="1m 10m"``."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flashcards.core.ordering import ORDERS
from flashcards.errors import BadInput
from flashcards.language import _

_UNITS = {"s": 1, "m": 60, "h": 3_600, "d": 86_400}
_STEP = re.compile(r"(\d+)([smhd]?)")
_LONGEST_STEP_S = 30 * 86_400


@dataclass(frozen=True, slots=True)
class Option:
    """One option: its name to the user, the deck's field that holds it, its meaning, and its valid values in words.

    ``read`` makes a value of text and returns None for what is not valid; ``write`` is its inverse.
    """

    name: str
    field: str
    meaning: str
    range: str
    read: Callable[[str], Any]
    write: Callable[[Any], str] = str

    def value(self, text: str) -> Any:  # noqa: ANN401  options are of several types
        """Return the value of a text, None for ``default``. Raises BadInput that names the range."""
        if text.strip().lower() in {"", "default"}:
            return None
        value = self.read(text.strip())
        if value is None:
            raise BadInput(
                "{name} = {text!r} is not valid: give {range}, or default.",
                name=self.name, text=text, range=self.range,
            )  # fmt: skip
        return value


def tidy_name(name: str) -> str:
    """Return a deck's name as it is stored: ``' A ::  B'`` is ``A::B``; empty for one without words."""
    parts = [" ".join(part.split()) for part in name.split("::")]
    return "::".join(part for part in parts if part)


def steps_of(text: str) -> tuple[int, ...] | None:
    """Return the seconds of steps such as ``1m 10m``; a bare number is in minutes, ``none`` means no steps."""
    if text.lower() == "none":
        return ()
    found = [_STEP.fullmatch(part) for part in text.lower().replace(",", " ").split()]
    seconds = tuple(int(one[1]) * _UNITS[one[2] or "m"] for one in found if one)
    valid = len(seconds) == len(found) and all(1 <= step <= _LONGEST_STEP_S for step in seconds)
    return seconds if valid and seconds else None


def steps_text(steps: tuple[int, ...] | list[int]) -> str:
    """Write steps with the largest unit that leaves no rest: ``30s 10m 1d``, ``none`` for no steps."""
    return " ".join(_step(seconds) for seconds in steps) or "none"


def _step(seconds: int) -> str:
    unit = max((unit for unit, size in _UNITS.items() if seconds % size == 0), key=_UNITS.__getitem__)
    return f"{seconds // _UNITS[unit]}{unit}"


def _whole(low: int, high: int) -> Callable[[str], int | None]:
    return lambda text: int(text) if text.isascii() and text.isdigit() and low <= int(text) <= high else None


def _retention(text: str) -> float | None:
    share = text.removesuffix("%")
    try:
        value = float(share) / (100 if share != text else 1)
    except ValueError:
        return None
    return round(value, 4) if 0.70 <= value <= 0.99 else None


def _order(text: str) -> str | None:
    return text.lower() if text.lower() in ORDERS else None


_STEPS = _("times such as 1m 10m 1d, or none")
OPTIONS: dict[str, Option] = {
    option.name: option
    for option in (
        Option("retention", "desired_retention", _("the share of cards you want to recall when they fall due"),
               _("0.70 to 0.99"), _retention, "{:g}".format),
        Option("new", "new_per_day", _("new cards a day"), _("0 to 9999"), _whole(0, 9999)),
        Option("reviews", "reviews_per_day", _("reviews a day"), _("0 to 9999"), _whole(0, 9999)),
        Option("minutes", "minutes_per_day", _("minutes a day for reviews and new cards; 0 for no end"),
               _("0 to 1440"), _whole(0, 1440)),
        Option("steps", "learn_steps", _("steps of new cards within the first day"), _STEPS, steps_of, steps_text),
        Option("relearn-steps", "relearn_steps", _("steps of forgotten cards"), _STEPS, steps_of, steps_text),
        Option("max-interval", "max_interval", _("the longest interval in days"), _("1 to 36500"), _whole(1, 36_500)),
        Option("order", "review_order", _("order of reviews when this deck is asked alone"),
               ", ".join(ORDERS), _order),
    )
}  # fmt: skip
"""Every option by its name, in the order of listings."""
