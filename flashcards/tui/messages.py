"""What screens tell the app, which alone decides what is shown next."""

from dataclasses import dataclass

from textual.message import Message

from flashcards.config import Settings
from flashcards.services.adding import Planned
from flashcards.services.reviewing import Shown
from flashcards.services.session import Session


@dataclass
class Begin(Message):
    """The user wants to review in a session; ``first`` is the card an undo goes back to, ``sentence`` what it undid."""

    session: Session
    first: Shown | None = None
    sentence: str = ""


@dataclass
class Finished(Message):
    """The review has nothing more to ask now, or reached its bound; ``sentence`` says what happened last.

    ``prompted`` says that the prompts for plans, which follow the cards, are over too.
    """

    sentence: str = ""
    fault: bool = False
    prompted: bool = False


@dataclass
class Picked(Message):
    """The user picked notes: these are their plans, ``sentence`` says what could not be read."""

    plans: list[Planned]
    sentence: str = ""


@dataclass
class Settled(Message):
    """The plans are stored; ``sentence`` says what that changed."""

    sentence: str


@dataclass
class Go(Message):
    """The user wants to see the place of that name."""

    place: str


@dataclass
class Changed(Message):
    """The user changed a setting: these are in force from now on."""

    settings: Settings


@dataclass
class Left(Message):
    """The user leaves the screen."""
