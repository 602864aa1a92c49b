"""Pasted chats (Slack, Discord, Teams, KakaoTalk, WhatsApp) and interviews: who said which lines."""

import re
from collections import Counter

from flashcards.reading import asking, interrogative, roles
from flashcards.reading.chatheads import Head, head_of
from flashcards.reading.message import Message, Part

LEAST_MESSAGES = 4
"""So many heads of messages make a file a chat; fewer are a coincidence."""

_SAYS = re.compile(r"\**(?P<name>[A-Z가-힣][^\s:]{0,19}(?:\s[^\s:?!,]{1,19}){0,3})\**\s?:\**\s+(?P<text>\S.*)")
_MARKS = frozenset({"q", "a", "question", "answer", "질문", "답변", "답", "문", "추가 질문"})
_NOISE = re.compile(
    r"""
    (?::[a-z0-9_+-]+:\s*\d*\s*)+|\d+\s+(?:repl(?:y|ies)|reactions?)\b.*|(?:\d+개의\s)?(?:답글|댓글)\s*\d*개?
    |.{1,40}\s(?:joined|left|created\ group|changed\ the).{0,60}|-+\s?.{0,40}\s?-+
    |.{1,60}님[이을]\s.{0,40}(?:들어왔|나갔|초대|내보냈).{0,20}
    |\(?(?:사진|이모티콘|동영상|파일|스티커|음성메시지)(?:\s\d+장)?\)?|(?:파일|사진|동영상):\s.*
    |사진을\s보냈습니다\.?|삭제된\s메시지입니다\.?
    |[\u200e<\[]*(?:media|image|video|audio|sticker|gif|photo)\ (?:omitted|message)[>\]]*
    |(?:this|you\ deleted\ this)\ message(?:\ was\ deleted)?\.?
    |.*end-to-end\ encrypted.*|view\ thread|new
    """,
    re.VERBOSE | re.IGNORECASE,
)
_DIVIDER = re.compile(
    r"-{2,}\s?.{0,40}?\s?-{2,}"
    r"|(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?"
    r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?\s+\d{1,2}(?:st|nd|rd|th)?(?:,?\s+\d{4})?"
    r"|(?:\d{4}년\s?)?\d{1,2}월\s?\d{1,2}일(?:\s?\(?[월화수목금토일](?:요일)?\)?)?",
    re.IGNORECASE,
)
_EDITED = re.compile(r"\s*\((?:edited|편집됨|수정됨)\)\s*$", re.IGNORECASE)


def messages_of(lines: list[str]) -> dict[int, Message]:
    """Return the messages of a chat by their first line's number; none where the text is no chat that asks."""
    heads = {number: head for number in range(1, len(lines) + 1) if (head := head_of(lines, number))}
    panel = not heads
    heads = heads or _interview(lines)
    if len(heads) < LEAST_MESSAGES or 8 * len(heads) < sum(1 for line in lines if line.strip()):
        return {}
    messages = {number: _message(lines, number, heads) for number in heads}
    said = sum(1 for message in messages.values() if message.texts)
    roles.cast(list(messages.values()), panel=panel)
    asks = any(message.part is Part.ASKS for message in messages.values())
    return messages if asks and 2 * said >= len(messages) else {}


def _message(lines: list[str], number: int, heads: dict[int, Head]) -> Message:
    """Read one message up to the next head, heading or divider; code in it is left out."""
    head = heads[number]
    last = number + head.lines - 1
    message = Message(head.author, number, last, head.bot)
    if head.text and not _NOISE.fullmatch(head.text):
        message.texts.append((number, _EDITED.sub("", head.text)))
    code = False
    for line in range(last + 1, len(lines) + 1):
        text = lines[line - 1].strip()
        if line in heads or text.startswith("#"):
            message.closes = line not in heads and text.lstrip("#")[:1] == " "
            break
        fence = text.startswith("```")
        code = code != fence
        if text:
            message.last = line
        if _DIVIDER.fullmatch(text):
            message.closes = True
            break
        if text and not code and not fence and not _NOISE.fullmatch(text):
            message.texts.append((line, _EDITED.sub("", text)))
    return message


def _interview(lines: list[str]) -> dict[int, Head]:
    """Return the turns of an interview: two names or more stand before what they say, and one of them asks."""
    heads: dict[int, Head] = {}
    asked: Counter[str] = Counter()
    for number, raw in enumerate(lines, 1):
        found = _SAYS.match(raw[:2000]) if ":" in raw[:70] else None
        if found is None or found["name"].lower() in _MARKS:
            continue
        heads[number] = Head(found["name"], 1, bot=False, text=raw[found.start("text") :].strip())
        asked[found["name"]] += _asks(found["text"])
    turns = Counter(head.author for head in heads.values())
    askers = {name for name, count in asked.items() if count >= 2 and 3 * count >= turns[name]}
    others = {name for name in turns if name not in askers and 2 * asked[name] < turns[name]}
    often = sum(count for count in turns.values() if count > 1)
    named = askers and others and 3 * often >= 2 * len(heads)
    return heads if named else {}


def _asks(text: str) -> bool:
    form = asking.asking_of(text)
    return form.confidence >= 0.6 and not interrogative.is_tag_question(text)
