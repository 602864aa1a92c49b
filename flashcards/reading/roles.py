"""Who asks and who answers in a chat: it tells answers from small talk, asking back and other people's remarks."""

import re
from collections import Counter
from itertools import pairwise

from flashcards.reading import interrogative, smalltalk
from flashcards.reading.message import Message, Part

_LEAST_ANSWERS = 3
_SHARE = 0.7
_SHORTEST_WORRY, _LONGEST_WORRY = 6, 300
_OPENS = re.compile(
    r"(?:and|so|but|ok|also|then)?\b[\s,]*(?:how|what|which|when|where|why|who"
    r"|(?:is|are|do|does|did|can|could|should|would|will|has|have|was|were)\s"
    r"(?:an?|the|my|our|your|you|we|i|it|there|this|that|these|those|any|some|people|anyone)\b)\b",
    re.IGNORECASE,
)
_NAMES = re.compile(r"@\s?")


def cast(messages: list[Message], *, panel: bool = False) -> None:
    """Give every message of a chat its part, in the order in which they were written.

    In a ``panel`` somebody asks on behalf of all, and whoever speaks then answers.
    """
    for message in messages:
        message.asking_line = 0 if message.bot else message.find_asking_line()
    _drop_questions_to_askers(messages)
    experts = _experts(messages)
    if experts:
        _find_worries(messages, experts)
    thread = _Thread(frozenset() if panel else experts)
    for message in messages:
        thread.take(message)


class _Thread:
    """The question that is open, who asked which before, who may ask back, and whether an answer came last.

    Until the first answer every expert may, then those who have answered.
    """

    def __init__(self, experts: frozenset[str]) -> None:
        self.experts = experts
        self.open: Message | None = None
        self.asked: dict[str, Message] = {}
        self.answered = False
        self.follows = False
        self.talking: frozenset[str] = experts

    def take(self, message: Message) -> None:
        """Decide on the next message."""
        named = self._named(message)
        self.open = named or self.open
        message.part = self._part(message, named=named is not None)
        if message.part is Part.ASKS:
            self.open, self.answered, self.talking = message, False, self.experts
            self.asked[message.author] = message
        elif message.part is Part.ANSWERS:
            self.talking = frozenset([message.author]) | (self.talking if self.answered else frozenset())
            message.answers_to, self.answered = self.open, True
        self.follows = message.part in (Part.ASKS, Part.ANSWERS) or (self.follows and not message.texts)
        if message.closes:
            self.open = None

    def _named(self, message: Message) -> Message | None:
        """Return the last question of the person whom a message names first (``@Ann``)."""
        named = _NAMES.match(message.texts[0][1]) if message.texts else None
        if named is None:
            return None
        said = message.texts[0][1][named.end() :]
        name = max((name for name in self.asked if said.startswith(name)), key=len, default="")
        return self.asked[name] if name and name != message.author else None

    def _part(self, message: Message, *, named: bool) -> Part:
        """Decide by its words, then by its author: a remark of who asked is no answer, asking back no question."""
        asks_back = self.open is not None and message.author in self.experts and message.author in self.talking
        if message.asking_line and not asks_back:
            return Part.ASKS
        if message.is_idle():
            return Part.LEFT_OUT if self.open or not message.texts or message.bot else Part.STANDS
        if self.open is None:
            return Part.STANDS
        if message.author == self.open.author:
            return Part.STANDS if self.answered else Part.LEFT_OUT
        if named or not self.experts or message.author in self.experts:
            return Part.ANSWERS
        return Part.ANSWERS if self.follows and _helps(message) else Part.STANDS


def _helps(message: Message) -> bool:
    """Tell whether somebody who is no expert answers too: with advice, or by how they do it themselves."""
    if any(smalltalk.laughs_first(text) for _, text in message.texts):
        return False
    return any(smalltalk.is_own_way(text) for _, text in message.texts)


def _drop_questions_to_askers(messages: list[Message]) -> None:
    """Let a question ask nothing that only the last asker answers, before others go on ("what's the cat called?")."""
    talking = [message for message in messages if not message.bot and message.texts]
    for at in range(len(talking) - 3):
        first, between, told, after = talking[at : at + 4]
        aside = first.asking_line and between.asking_line and not told.asking_line and not told.is_idle()
        goes_on = not after.asking_line and after.author != first.author
        if aside and goes_on and first.author == told.author != between.author:
            between.asking_line, between.aside = 0, True


def _experts(messages: list[Message]) -> frozenset[str]:
    """Return those who take up nearly every question and worry, and hardly ask; none in a talk among equals."""
    asked = Counter(message.author for message in messages if message.asking_line)
    answered: Counter[str] = Counter()
    asker = ""
    for message in messages:
        if asker and message.author != asker and not message.asking_line and not message.is_idle():
            answered[message.author] += 1
            asker = ""
        if message.author not in answered and (message.asking_line or _worries(message)):
            asker = message.author
    experts = {name for name, count in answered.items() if count >= 2 and 2 * asked[name] <= count}
    told = sum(answered[name] for name in experts)
    clear = told >= _LEAST_ANSWERS and told >= _SHARE * answered.total() and set(asked) - experts
    return frozenset(experts) if clear else frozenset()


def _worries(message: Message) -> bool:
    """Tell whether a message names a trouble or opens as a question does, as people write who wait for an answer."""
    text = message.whole
    if message.is_idle() or not _SHORTEST_WORRY <= len(text) <= _LONGEST_WORRY:
        return False
    return interrogative.names_trouble(text) or bool(_OPENS.match(text))


def _find_worries(messages: list[Message], experts: frozenset[str]) -> None:
    """Let a worry ask that an expert takes up next ("진딧물 때문에 미치겠어요")."""
    talking = [message for message in messages if message.asking_line or not message.is_idle()]
    for message, following in pairwise(talking):
        taken_up = following.author in experts and not following.asking_line and not message.closes
        taken_up = taken_up and not _names_another(following, message)
        if taken_up and _worries(message) and message.author not in experts and not message.asking_line:
            opening = (number for number, text in message.texts if _OPENS.match(text))
            message.asking_line = next(opening, message.texts[-1][0])


def _names_another(message: Message, author: Message) -> bool:
    """Tell whether a message opens with the name of somebody else (``@Ann``)."""
    named = _NAMES.match(message.texts[0][1]) if message.texts else None
    return named is not None and not message.texts[0][1][named.end() :].startswith(author.author)
