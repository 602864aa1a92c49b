"""The cards that a search finds, read from the store page by page: only those that are looked at."""

from flashcards.services import searching
from flashcards.services.desk import Desk
from flashcards.services.searching import Found

_PAGE = 50
_KEPT = 8


class FoundCards:
    """What a search finds in an order, as of one instant; ``total`` is how many cards that is."""

    def __init__(self, desk: Desk, query: str, *, sort: str, backwards: bool) -> None:
        """Read the first page. Raises BadInput."""
        self.query = query
        self._desk, self._sort, self._backwards = desk, sort, backwards
        self._pages: dict[int, tuple[Found, ...]] = {}
        self._total: int | None = None
        self._total = self.total = self._read(0)

    def at(self, index: int) -> Found | None:
        """Return the card at a place from 0, None if it is gone since the search began."""
        number, place = divmod(index, _PAGE)
        if number not in self._pages:
            self._read(number)
        page = self._pages[number]
        return page[place] if place < len(page) else None

    def _read(self, number: int) -> int:
        found = searching.page(
            self._desk, self.query, sort=self._sort, backwards=self._backwards, offset=number * _PAGE, limit=_PAGE,
            total=self._total,
        )  # fmt: skip
        while len(self._pages) >= _KEPT:
            del self._pages[next(iter(self._pages))]
        self._pages[number] = found.found
        return found.total
