"""Which words ask: question and answer prefixes, question marks, Korean and English indirect questions."""

import re
from dataclasses import dataclass, replace

from flashcards.reading import interrogative, speakers

_ROLE = (
    r"대표|님|CTO|CEO|CPO|COO|VP|PM|교수|팀장|멘토|마스터|작가|개발자|연구원|이사|매니저|박사|강사|선생"
    r"|실장|본부장|의장|리드|코치"
)

_EDGE = r"""[*_~"'“‘`\s]*"""
_ASK = r"Q(?:uestion)?|(?:추가|후속|사전|현장)?\s?질문?자?|문의?|follow[- ]?up(?:\s+question)?"
_REPLY = r"A(?:nswer|ns)?|답변?|대답"
_NUMBER = r"\s?[-#.]?\s?\d{0,3}"
_PREFIX = r"""
    {edge} (?: [\[(<【〔「]\s* (?:{words}) {number} \s*[\])>】〕」] [*_]*\s*[:.：)]?
             | (?:{words}) {number} \s*[*_]*\s*
               (?: [.:)：]+ (?![\w/]{{0,3}}\d) | [-=]> | \s[-–—](?=\s) | \|(?=\s) ) [*_]*
             | {emoji} \s*[:：]? ) \s*
"""


def _prefix(words: str, emoji: str) -> re.Pattern[str]:
    source = _PREFIX.format(edge=_EDGE, words=words, number=_NUMBER, emoji=emoji)
    return re.compile(source, re.VERBOSE | re.IGNORECASE)


_QUESTION_PREFIX = _prefix(_ASK, "(?:🙋|❓|❔|🤔|🙋🏻)[\u200d\ufe0f♀♂\U0001f3fb-\U0001f3ff]*")
_ANSWER_PREFIX = _prefix(_REPLY, "(?:→|⇒|➡\ufe0f?|=>|->|↳|└>?|ㄴ\\s|💬|💡|🅰\ufe0f?)")
_BARE_QUESTION = re.compile(rf"{_EDGE}[\[(]?(?:Q|질문|Question)\s?\d{{0,3}}[\])]?[.:)]?[*_\s]*", re.IGNORECASE)
_BARE_ANSWER = re.compile(rf"{_EDGE}[\[(]?(?:A|답변?|Answer)\s?\d{{0,3}}[\])]?[.:)]?[*_\s]*", re.IGNORECASE)
_BRACKETED = re.compile(r"\[\s*([^\[\]:]{1,20}?)\s*:\s+(.+?)\s*\]$")
_SPEAKER = re.compile(
    rf"\**((?:[가-힣]{{2,4}}\s?(?:{_ROLE})(?:\s?(?:{_ROLE}))?|(?:Dr|Prof|Mr|Ms|Mrs)\.? [A-Z][\w.'-]+))"
    r"\**\s*[:：]\**\s*(?=\S)"
)
_NUMBERED = re.compile(r"(\**)\d{1,3}[.)]\s+(?=\S)")
_OPEN_END = re.compile(r"(?<=[?？])[*_\s]*(?:→|⇒|⟶|➡\ufe0f?|[-=]{1,2}>|[\[(]?(?:A|답변?)\s?[\])]?[.:)]?)\s*$")
_OPEN_ENDS = frozenset("→⇒⟶➡\ufe0f>A답변:.)]")
"""What a question mark is followed by where the answer was to come."""
_FOLLOW_UP = re.compile(
    rf"{_EDGE}[\[(]\s*(?:추가|후속|이어서|follow[- ]?up|also)\s*[\])]\s*[:：]?\s*(?=\S)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Asking:
    """How a line asks: ``explicit`` for a question prefix, else by its ending; ``text`` is without prefix and tail."""

    text: str
    explicit: bool = False
    confidence: float = 0.0
    reason: str = ""
    asker: str | None = None


def asking_of(text: str) -> Asking:
    """Tell whether and how a line asks; confidence 0 where it does not."""
    if text[-1:] in _OPEN_ENDS:
        text = _OPEN_END.sub("", text)
    numbered = _NUMBERED.match(text)
    if numbered:
        text = numbered[1] + text[numbered.end() :]
    bracketed = _BRACKETED.match(text)
    if bracketed:
        return Asking(bracketed[2], explicit=True, confidence=0.95, reason="a named asker", asker=bracketed[1])
    named = speakers.take_asker(text)
    if named:
        asked = asking_of(named[1])
        return replace(asked, asker=named[0]) if asked.confidence else Asking(text)
    found = _QUESTION_PREFIX.match(text)
    if found and found.end() < len(text):
        rest = _balanced(text[found.end() :].strip(), text[: found.end()])
        return Asking(rest, explicit=True, confidence=1.0, reason="a question prefix")
    follow_up = _FOLLOW_UP.match(text)
    if follow_up:
        asked = asking_of(text[follow_up.end() :])
        return replace(asked, explicit=True, reason="a follow-up") if asked.confidence else Asking(text)
    bare = _balanced(text, "")
    confidence, reason = interrogative.weigh(bare)
    return Asking(bare, confidence=confidence, reason=reason)


def has_answer_prefix(text: str) -> bool:
    """Tell whether a line opens with an answer mark (``A:``, ``답변 :``, an arrow) or a titled speaker's name."""
    return bool(_ANSWER_PREFIX.match(text) or _SPEAKER.match(text))


def without_answer_prefix(text: str) -> tuple[str, str | None]:
    """Return an answer line without its prefix, and the speaker if the prefix names one."""
    found = _ANSWER_PREFIX.match(text)
    if found:
        text = _balanced(text[found.end() :].strip(), text[: found.end()])
    named = _SPEAKER.match(text)
    return (text[named.end() :], named[1].strip()) if named else (text, None)


def is_bare_question(text: str) -> bool:
    """Tell whether a line is a question marker alone, its text standing below."""
    return len(text) <= 20 and bool(_BARE_QUESTION.fullmatch(text))


def is_bare_answer(text: str) -> bool:
    """Tell whether a line is an answer marker alone, its text standing below."""
    return len(text) <= 20 and bool(_BARE_ANSWER.fullmatch(text))


def _balanced(text: str, prefix: str) -> str:
    """Return a text without emphasis marks that span all of it, or whose opening stood in the prefix."""
    text = text.strip()
    for mark in ("**", "__"):
        if text.startswith(mark) and text.endswith(mark) and text.count(mark) == 2 and len(text) > 4:
            text = text[2:-2].strip()
        elif text.count(mark) % 2 and prefix.count(mark) % 2:
            text = text.replace(mark, "", 1).strip()
    return text
