"""One message of a chat, and the part it plays in its thread."""

from dataclasses import dataclass, field
from enum import Enum, auto

from flashcards.reading import asking, interrogative, oneline, smalltalk

_LONGEST_WITH_REST = 160
"""Characters of a message that asks first and then says what is behind it."""


class Part(Enum):
    """What a message does: it asks, it answers what was asked last, it stands for itself, or it is left out."""

    ASKS = auto()
    ANSWERS = auto()
    STANDS = auto()
    LEFT_OUT = auto()


@dataclass(slots=True)
class Message:
    """One message: its author, the lines ``first`` to ``last`` it spans, and its lines of text with their numbers.

    ``closes`` says that a divider (a new day) follows it. ``part``, of one that asks ``asking_line``, and of an
    answer the message it ``answers_to`` are set once the whole chat is known.
    """

    author: str
    first: int
    last: int
    bot: bool = False
    closes: bool = False
    texts: list[tuple[int, str]] = field(default_factory=list)
    part: Part = Part.ANSWERS
    asking_line: int = 0
    aside: bool = False
    answers_to: "Message | None" = None

    @property
    def whole(self) -> str:
        """Return all it says on one line."""
        return " ".join(text for _, text in self.texts)

    def find_asking_line(self) -> int:
        """Return the number of the line that asks, the last of several; 0 where none does."""
        return next((number for number, text in reversed(self.texts) if _asks(text)), 0)

    def is_idle(self) -> bool:
        """Tell whether it says nothing, only thanks, greets, laughs or reacts, or asks somebody beside the matter."""
        if self.bot or self.aside or not self.texts:
            return True
        only_thanks = len(self.texts) == 1 and smalltalk.is_thanks(self.texts[0][1])
        return only_thanks or all(
            smalltalk.is_small_talk(text) or smalltalk.seconds_a_question(text) for _, text in self.texts
        )


def _asks(text: str) -> bool:
    if smalltalk.asks_for_presence(text) or smalltalk.seconds_a_question(text):
        return False
    if oneline.split_after_mark(text) and len(text) <= _LONGEST_WITH_REST:
        return True
    form = asking.asking_of(text)
    return (form.confidence >= 0.6 or interrogative.asks_politely(text)) and not interrogative.is_tag_question(text)
