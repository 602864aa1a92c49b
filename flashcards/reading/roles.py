"""Who asks and who answers in a chat: it tells answers from small talk, asking back and other people's remarks."""

import re
from collections import Counter
from itertools import pairwise

from flashcards.reading import interrogative
from flashcards.reading.message import Message, Part

_LEAST_ANSWERS = 3
_SHARE = 0.7
_SHORTEST_WORRY, _LONGEST_WORRY = 6, 300
_OPENS = re.compile(r"(?:and|so|but|ok|also|then)?\b[\s,]*(?:how|what|which|when|where|why|who)\b", re.IGNORECASE)


def cast(messages: list[Message]) -> None:
    """Give every message of a chat its part, in the order in which they were written."""
    for message in messages:
        message.asking_line = 0 if message.bot else message.find_asking_line()
    experts = _experts(messages)
    if experts:
        _find_worries(messages, experts)
    asker = ""
    answered = False
    for message in messages:
        message.part = _part(message, asker, experts, answered=answered)
        if message.part is Part.ASKS:
            asker, answered = message.author, False
        answered = answered or message.part is Part.ANSWERS
        if message.closes:
            asker = ""


def _part(message: Message, asker: str, experts: frozenset[str], *, answered: bool) -> Part:
    """Decide by its words, then by its author: a remark of who asked is no answer, nor is one beside the experts'."""
    if message.asking_line and not (asker and message.author in experts):
        return Part.ASKS
    if message.is_idle():
        return Part.LEFT_OUT if asker or not message.texts or message.bot else Part.STANDS
    if not asker:
        return Part.STANDS
    if message.author == asker:
        return Part.STANDS if answered else Part.LEFT_OUT
    return Part.ANSWERS if not experts or message.author in experts else Part.STANDS


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
        if taken_up and _worries(message) and message.author not in experts and not message.asking_line:
            message.asking_line = message.texts[-1][0]
