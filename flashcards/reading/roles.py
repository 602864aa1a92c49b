"""Who asks and who answers in a chat: it tells answers from small talk, asking back and other people's remarks."""

import re
from collections import Counter
from itertools import pairwise

from flashcards.reading.message import Message, Part

_LEAST_ANSWERS = 3
_SHARE = 0.8
_WORRY = re.compile(
    r"[ㅠㅜ]|때문에|자꾸|계속|매번|맨날|번번이|너무|(?:^|\s)[안못]\s?\S|지\s?(?:않|못)|미치|힘들|힘드|어렵|어려|무서|무섭"
    r"|걱정|고민|실패|죽|시들|망했|막막|모르|헷갈|답답|불안|지쳐|지칩|지쳤|스트레스|궁금|문제|[은는면]요[.~\s]*$"
    r"|\b(?:keeps?|can['’]?t|cannot|won['’]t|doesn['’]t|don['’]t know|never|always|struggl\w+|stuck|fail\w*"
    r"|problem|trouble|issues?|afraid|scared|worried|hate|no idea|not sure|unsure|confus\w+|overwhelm\w+|tired of"
    r"|help|nobody|no one)\b",
    re.IGNORECASE,
)
_SHORTEST_WORRY = 6


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
    """Return those who answer first nearly every time and hardly ask; none in a talk among equals."""
    asked = Counter(message.author for message in messages if message.asking_line)
    answered: Counter[str] = Counter()
    asker = ""
    for message in messages:
        if message.asking_line:
            asker = message.author
        elif asker and message.author != asker and not message.is_idle():
            answered[message.author] += 1
            asker = ""
    experts = {name for name, count in answered.items() if count >= 2 and 2 * asked[name] <= count}
    told = sum(answered[name] for name in experts)
    clear = told >= _LEAST_ANSWERS and told >= _SHARE * answered.total() and set(asked) - experts
    return frozenset(experts) if clear else frozenset()


def _find_worries(messages: list[Message], experts: frozenset[str]) -> None:
    """Let a worry ask that an expert takes up next ("진딧물 때문에 미치겠어요")."""
    talking = [message for message in messages if message.asking_line or not message.is_idle()]
    for message, following in pairwise(talking):
        taken_up = following.author in experts and not following.asking_line and not message.closes
        worries = len(message.whole) >= _SHORTEST_WORRY and _WORRY.search(message.whole)
        if taken_up and worries and message.author not in experts and not message.asking_line:
            message.asking_line = message.texts[-1][0]
