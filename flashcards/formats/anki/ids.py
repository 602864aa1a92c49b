"""Numbers for Anki's rows: stable from one export to the next where they can be, unique always."""

import hashlib
from dataclasses import dataclass, field


@dataclass(slots=True)
class Ids:
    """Hands out ids at or after the ones wished for, each once.

    Thousands of points share the millisecond in which they were added, so every taken id leads towards the next
    free one.
    """

    _next: dict[int, int] = field(default_factory=dict)

    def take(self, wish: int) -> int:
        """Return the first free id from ``wish`` on, which then is taken."""
        passed = [wish]
        while (onward := self._next.get(passed[-1])) is not None:
            passed.append(onward)
        free = passed[-1]
        for taken in passed:
            self._next[taken] = free + 1
        return free


def hashed(text: str) -> int:
    """Return an id in Anki's usual range (2001 to 2019 as ms), the same for the same text on every machine."""
    digest = hashlib.sha256(text.encode()).digest()
    return 1_000_000_000_000 + int.from_bytes(digest[:5], "big") // 2
