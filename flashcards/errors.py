"""The errors a user can meet: one tree, each class with its exit code and a whole sentence for a message.

FlashcardsError
├── NothingToDo      1   a script asked, and there is nothing to do
├── UsageError       2   the words of the call do not fit together
├── BadInput         3   a file, a package or a value cannot be used
│   └── NotFound     3   no such card, tip, deck or source
├── DatabaseError    4   damaged, newer than the program, or not writable
│   └── Busy        75   another program is writing; the same call may work later
├── Refused          5   refused so that no data is lost
└── Unavailable     69   another program that was asked for does not answer
"""

from flashcards.language import _


class FlashcardsError(Exception):
    """A fault with a sentence for the user: what, where, and what to do.

    The sentence has named placeholders, filled in from ``values``.
    """

    exit_code = 1

    def __init__(self, sentence: str, **values: object) -> None:
        """Fill in the sentence."""
        super().__init__(_(sentence, **values))


class NothingToDo(FlashcardsError):
    """There is nothing to do where a script asks for something."""

    exit_code = 1


class UsageError(FlashcardsError):
    """The words of the call do not fit together."""

    exit_code = 2


class BadInput(FlashcardsError):
    """A file, a package or a value cannot be used."""

    exit_code = 3


class NotFound(BadInput):
    """There is no card, tip, deck or source of that name or number."""


class DatabaseError(FlashcardsError):
    """The database is damaged, newer than the program, or not writable."""

    exit_code = 4


class Busy(DatabaseError):
    """Another program was writing to the database for as long as was waited for it; nothing was stored."""

    exit_code = 75

    def __init__(self, path: object) -> None:
        """Name the database."""
        super().__init__(
            "Another program is writing to {path}, so nothing was stored: try again once it has finished.", path=path
        )


class Refused(FlashcardsError):
    """The call was refused so that no data is lost."""

    exit_code = 5


class Unavailable(FlashcardsError):
    """Another program that was asked for does not answer."""

    exit_code = 69
