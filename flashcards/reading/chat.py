"""Pasted chats (Slack, Discord, Teams, KakaoTalk, WhatsApp) and interviews: who said which lines."""

import re
from collections import Counter
from dataclasses import dataclass, field

from flashcards.reading import asking, interrogative

LEAST_MESSAGES = 4
"""So many heads of messages make a file a chat; fewer are a coincidence."""

_CLOCK = r"(?:(?:오전|오후|AM|PM)\s?)?\d{1,2}:\d{2}(?::\d{2})?(?:\s?(?:AM|PM))?"
_DATE = r"\d{2,4}[-./년]\s?\d{1,2}[-./월]\s?\d{1,4}[.일]?(?:\s?[월화수목금토일]요일)?"
_DAY = rf"(?:(?:today|yesterday|오늘|어제)(?:\s+at|\s+)?|{_DATE})[,\s]*"
_STAMP = rf"(?:{_DAY})?{_CLOCK}"
_NAME = r"[^\s:\[\]*_#>-][^:\[\]*_\t]{0,39}?"
_TIME_LINE = re.compile(rf"\s*\[?{_STAMP}\]?\s*(?:\(edited\))?", re.IGNORECASE)
_NAME_LINE = re.compile(rf"(?:\*\*)?(?P<name>{_NAME})(?:\*\*)?(?P<bot>\s+(?:APP|BOT))?\s*", re.IGNORECASE)
_ONE_LINE = re.compile(
    rf"(?:\*\*)?(?P<name>{_NAME})(?:\*\*)?(?P<bot>\s+(?:APP|BOT))?(?:\s{{2,}}|\s*[—–]\s*|\s*\[|\s+)(?P<stamp>{_STAMP})\]?\s*",
    re.IGNORECASE,
)
_WITH_TEXT = re.compile(
    rf"(?:\[(?P<kakao>[^\[\]]{{1,40}})\]\s*\[{_STAMP}\]\s*"
    rf"|\[{_STAMP}\]\s*(?P<bracketed>{_NAME})\s*:\s+"
    rf"|{_STAMP}\s*[-,]\s*(?P<exported>{_NAME})\s*:\s+)(?P<text>\S.*)",
    re.IGNORECASE,
)
_SAYS = re.compile(r"\**(?P<name>[A-Z가-힣][^\s:]{0,19}(?:\s[A-Z가-힣][^\s:]{0,19}){0,2})\**\s?:\**\s+(?P<text>\S.*)")
_MARKS = frozenset({"q", "a", "question", "answer", "질문", "답변", "답", "문", "추가 질문"})
_NOISE = re.compile(
    r"""
    (?::[a-z0-9_+-]+:\s*\d*\s*)+|\d+\s+(?:repl(?:y|ies)|reactions?)\b.*|(?:\d+개의\s)?(?:답글|댓글)\s*\d*개?
    |.{1,40}\s(?:joined|left|님이\s(?:들어왔|나갔)).{0,40}|-+\s?.{0,40}\s?-+
    |(?:사진|이모티콘|동영상|파일)(?:\s\d+장)?|<media\ omitted>|view\ thread|new
    """,
    re.VERBOSE | re.IGNORECASE,
)
_DIVIDER = re.compile(r"-{2,}\s?.{0,40}?\s?-{2,}")
_THANKS = re.compile(
    r"(?:oh |ah |ok(?:ay)?,? |great,? |아 |오 |네 )*"
    r"(?:thx|thanks?|thank you|ty|cheers|got it|will do|감사|고맙|고마워|넵|넹)",
    re.IGNORECASE,
)
_EDITED = re.compile(r"\s*\((?:edited|편집됨|수정됨)\)\s*$", re.IGNORECASE)


@dataclass(slots=True)
class Message:
    """One message: its author, the lines ``first`` to ``last`` it spans, and its lines of text with their numbers.

    ``closes`` says that a divider (a new day) follows it.
    """

    author: str
    first: int
    last: int
    bot: bool = False
    closes: bool = False
    texts: list[tuple[int, str]] = field(default_factory=list)

    @property
    def asking_line(self) -> int:
        """Return the number of the line that asks, the last of several; 0 where none does."""
        return next((number for number, text in reversed(self.texts) if _asks(text)), 0)

    @property
    def thanks(self) -> bool:
        """Tell whether the message only says thanks."""
        return len(self.texts) == 1 and bool(_THANKS.match(self.texts[0][1]))


@dataclass(frozen=True, slots=True)
class _Head:
    author: str
    lines: int
    bot: bool
    text: str = ""


def messages_of(lines: list[str]) -> dict[int, Message]:
    """Return the messages of a chat by their first line's number; none where the text is no chat that asks."""
    heads = {number: head for number in range(1, len(lines) + 1) if (head := _head(lines, number))}
    heads = heads or _interview(lines)
    if len(heads) < LEAST_MESSAGES or 8 * len(heads) < sum(1 for line in lines if line.strip()):
        return {}
    messages = {number: _message(lines, number, heads) for number in heads}
    said = sum(1 for message in messages.values() if message.texts)
    asks = any(message.asking_line for message in messages.values())
    return messages if asks and 2 * said >= len(messages) else {}


def _message(lines: list[str], number: int, heads: dict[int, _Head]) -> Message:
    """Read one message up to the next head, heading or divider; code in it is left out."""
    head = heads[number]
    last = number + head.lines - 1
    message = Message(head.author, number, last, head.bot)
    if head.text:
        message.texts.append((number, _EDITED.sub("", head.text)))
    code = False
    for line in range(last + 1, len(lines) + 1):
        text = lines[line - 1].strip()
        if line in heads or text.startswith("#"):
            break
        fence = text.startswith("```")
        code = code != fence
        if text:
            message.last = line
        if text and not code and not fence and not _NOISE.fullmatch(text):
            message.texts.append((line, _EDITED.sub("", text)))
        if _DIVIDER.fullmatch(text):
            message.closes = True
            break
    return message


def _head(lines: list[str], number: int) -> _Head | None:
    """Return the head of a message that begins on this line, if one does."""
    raw = lines[number - 1].strip()
    if not raw or len(raw) > 400:
        return None
    found = _WITH_TEXT.fullmatch(raw) if raw[0] in "[0123456789" or raw[:2] in ("오전", "오후") else None
    if found:
        return _Head(found["kakao"] or found["bracketed"] or found["exported"], 1, bot=False, text=found["text"])
    if len(raw) > 80:
        return None
    one = _ONE_LINE.fullmatch(raw) if ":" in raw else None
    if one and not one["name"][0].isdigit():
        return _Head(one["name"].strip(), 1, bot=bool(one["bot"]))
    following = lines[number] if number < len(lines) else ""
    named = _NAME_LINE.fullmatch(raw) if ":" in following[:40] and _TIME_LINE.fullmatch(following) else None
    return _Head(named["name"].strip(), 2, bot=bool(named["bot"])) if named else None


def _interview(lines: list[str]) -> dict[int, _Head]:
    """Return the turns of an interview: two names or more stand before what they say, and one of them asks."""
    heads: dict[int, _Head] = {}
    asked: Counter[str] = Counter()
    for number, raw in enumerate(lines, 1):
        found = _SAYS.match(raw[:2000]) if ":" in raw[:70] else None
        if found is None or found["name"].lower() in _MARKS:
            continue
        heads[number] = _Head(found["name"], 1, bot=False, text=raw[found.start("text") :].strip())
        asked[found["name"]] += _asks(found["text"])
    turns = Counter(head.author for head in heads.values())
    askers = {name for name, count in asked.items() if count >= 2 and 2 * count >= turns[name]}
    others = {name for name in turns if name not in askers and 2 * asked[name] < turns[name]}
    named = askers and others and len(turns) <= len(heads) / 2
    return heads if named else {}


def _asks(text: str) -> bool:
    form = asking.asking_of(text)
    return form.confidence >= 0.6 and not interrogative.is_tag_question(text)
