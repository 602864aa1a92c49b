"""How far a long computation has come, told to whoever waits for it; the listener stops it by raising."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

Told = Callable[[float], None]
"""Hears which share of the work is done, 0..1. What it raises ends the work."""

_EVERY = 500
_Item = TypeVar("_Item")


def quiet(_share: float) -> None:
    """Hear it and do nothing."""


def part(told: Told, start: float, end: float) -> Told:
    """Return a listener for a part of the work, which is from ``start`` to ``end`` of all."""
    return lambda share: told(start + share * (end - start))


def followed(items: Iterable[_Item], count: int, told: Told) -> Iterator[_Item]:
    """Yield items, of which there are about ``count``, and tell of every few hundred."""
    for number, item in enumerate(items):
        if number % _EVERY == 0:
            told(min(1.0, number / max(1, count)))
        yield item
