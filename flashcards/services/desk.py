"""What every service needs at hand: the store, the settings and the time."""

from dataclasses import dataclass
from functools import cached_property

from flashcards.config import Settings
from flashcards.core.note import Card, Role
from flashcards.core.studyday import Calendar
from flashcards.store.store import Store


@dataclass(frozen=True)
class Desk:
    """An open store, the settings in force, and the instant (epoch ms) at which something is done."""

    store: Store
    settings: Settings
    now: int

    @cached_property
    def calendar(self) -> Calendar:
        """The user's study days."""
        return Calendar(self.settings.zone, self.settings.rollover)

    @cached_property
    def today(self) -> int:
        """The study day of ``now``, as a day number."""
        return self.calendar.study_day(self.now)

    @property
    def why(self) -> bool:
        """Whether why cards are made and asked."""
        return bool(self.settings["review.why"])

    def is_locked(self, card: Card) -> bool:
        """Say whether a card is a why card that is not asked now, or not at all by the settings."""
        return card.role is Role.WHY and (card.locked or not self.why)
