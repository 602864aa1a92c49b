"""One call of the program: where its files lie, its settings, its clock, and the store once it is needed."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from flashcards.cli import output
from flashcards.errors import BadInput, DatabaseError, NotFound
from flashcards.language import _

if TYPE_CHECKING:
    from flashcards.config import Paths, Settings
    from flashcards.services.desk import Desk
    from flashcards.store.store import Store

NO_CARDS = "No cards yet: flashcards add notes.md, or flashcards add @ai-masterclass"


def check_words(words: Sequence[str]) -> None:
    """Raise BadInput for a word of a call, or the name of a file, that is no text in the system's encoding."""
    for word in words:
        try:
            word.encode()
        except UnicodeEncodeError:
            raise BadInput("{word} is not UTF-8 text: rename the file or retype the word.", word=ascii(word)) from None


@dataclass
class Invocation:
    """The global options of a call, and what follows from them. Nothing is opened before it is asked for."""

    database: str | None = None
    config: str | None = None
    now: str | None = None
    _open: "list[Store]" = field(default_factory=list, init=False)

    @cached_property
    def paths(self) -> "Paths":
        """Where the user's files lie. Raises BadInput for the home of an unknown user."""
        from flashcards.config import find_paths

        try:
            return find_paths(self.database, self.config)
        except RuntimeError as error:
            raise BadInput("The path of your files is not one ({why}): write it without ~.", why=error) from None

    @cached_property
    def settings(self) -> "Settings":
        """The settings in force. Raises BadInput if the file is at fault; a TZ that cannot be read is told once."""
        from flashcards.config import load_settings
        from flashcards.zone import unread_variable

        found = load_settings(self.paths.settings)
        if not found["schedule.timezone"] and (named := unread_variable()):
            sentence = "TZ={tz} is no time zone, so days are counted in {zone}: set schedule.timezone to yours."
            output.narrate(_(sentence, tz=named, zone=found.zone))
        return found

    @cached_property
    def fixed(self) -> int | None:
        """The instant (ms) given with --now, None where the clock runs. Raises BadInput if it is not a time."""
        from flashcards.config import parse_now

        return parse_now(self.now, self.settings.zone, self.settings.rollover) if self.now else None

    def clock(self) -> int:
        """Return the instant (ms) at which something is done."""
        return time.time_ns() // 1_000_000 if self.fixed is None else self.fixed

    @cached_property
    def has_database(self) -> bool:
        """Whether there is a database. Raises DatabaseError if its folder may not be looked into."""
        path = self.paths.database
        try:
            return path.exists()
        except OSError as error:
            raise DatabaseError(
                "The database {path} cannot be read ({why}): check its folder, or name another with --db.",
                path=path, why=error.strerror,
            ) from None  # fmt: skip

    @cached_property
    def store(self) -> "Store":
        """The open store, made if there is none."""
        from flashcards.store.connection import Patience
        from flashcards.store.store import Store

        store = Store.open(self.paths.database, now=self.clock(), patience=Patience(told=_tell_waiting))
        self._open.append(store)
        return store

    def desk(self) -> "Desk":
        """Return a desk at the present instant, its database made if there is none."""
        from flashcards.services.desk import Desk

        return Desk(self.store, self.settings, self.clock())

    def known_desk(self) -> "Desk | None":
        """Return a desk at the present instant, None if there is no database: looking makes none."""
        return self.desk() if self.has_database else None

    def desk_with_cards(self) -> "Desk":
        """Return a desk at the present instant. Raises NotFound if there is no database to find anything in."""
        if not self.has_database:
            raise NotFound(_(NO_CARDS))
        return self.desk()

    def close(self) -> None:
        """Close what was opened."""
        for store in self._open:
            store.close()


def _tell_waiting() -> None:
    output.narrate(_("Another program is writing to the database: waiting for it."))
