"""How messengers begin a message: name and time in the orders of Slack, Discord, KakaoTalk, WhatsApp and others."""

import re
from dataclasses import dataclass

_CLOCK = r"(?:(?:오전|오후|AM|PM)\s?)?\d{1,2}:\d{2}(?::\d{2})?(?:\s?(?:AM|PM))?"
_DATE = r"\d{2,4}[-./년]\s?\d{1,2}[-./월]\s?\d{1,4}[.일]?(?:\s?[월화수목금토일]요일)?"
_DAY = rf"(?:(?:today|yesterday|오늘|어제)(?:\s+at|\s+)?|{_DATE})[,\s]*"
_STAMP = rf"(?:{_DAY})?{_CLOCK}"
_NAME = r"[^\s:\[\]*_#>-][^:\[\]*_\t]{0,39}?"
_TIME_LINE = re.compile(rf"\s*[\[(—–-]?\s*{_STAMP}[\])]?\s*(?:\(edited\))?", re.IGNORECASE)
_NAME_LINE = re.compile(rf"\*{{0,2}}(?P<name>{_NAME})\*{{0,2}}(?P<bot>\s+(?:APP|BOT))?\s*", re.IGNORECASE)
_ONE_LINE = re.compile(
    rf"\*{{0,2}}(?P<name>{_NAME}),?\*{{0,2}}(?P<bot>\s+(?:APP|BOT))?(?:\s{{2,}}|\s*[—–]\s*|\s*[\[(]|\s+)(?P<stamp>{_STAMP})[\])]?\s*",
    re.IGNORECASE,
)
_WITH_TEXT = re.compile(
    rf"(?:\[(?P<kakao>[^\[\]]{{1,40}})\]\s*\[{_STAMP}\]\s*(?=\S)"
    rf"|\[{_STAMP}\]\s*(?P<bracketed>{_NAME})\s*:(?:\s+|$)"
    rf"|{_STAMP}\s*[-,]\s*(?P<exported>{_NAME})\s*:\s+(?=\S)"
    rf"|{_DATE}[,\s]*{_CLOCK}\s+(?P<dated>{_NAME})\s*:\s+(?=\S)"
    rf"|{_STAMP}\t(?P<tabbed>[^\t]{{1,40}})\t\s*(?=\S)"
    rf"|(?:\[?{_STAMP}\]?\s+)?<(?P<angled>[^<>\s@][^<>@]{{0,29}})>\s+(?=\S))(?P<text>.*)",
    re.IGNORECASE,
)
_TABLE_LINE = re.compile(rf'"?{_STAMP}"?,"?(?P<name>[^",]{{1,40}})"?,"(?P<text>.+)"', re.IGNORECASE)
_TIME_AFTER = re.compile(rf"\**(?P<name>{_NAME})\**\s*[\[(]{_STAMP}[\])]\**\s*:\**\s+(?P<text>\S.*)", re.IGNORECASE)
_KINDS = ("kakao", "bracketed", "exported", "dated", "tabbed", "angled")
_UNSEEN = "\u200e\u200f\u202a\u202c\ufeff"
_LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class Head:
    """Who begins a message, how many lines the beginning takes, and the text on its last line."""

    author: str
    lines: int
    bot: bool
    text: str = ""


def head_of(lines: list[str], number: int) -> Head | None:
    """Return the head of a message that begins on this line, if one does."""
    raw = lines[number - 1].strip().lstrip(_UNSEEN)
    if not raw or len(raw) > _LONGEST:
        return None
    if ":" in raw[:60] or raw[0] == "<":
        found = _with_text(raw)
        if found:
            return found
    if len(raw) > 80:
        return None
    one = _ONE_LINE.fullmatch(raw) if ":" in raw else None
    if one and not one["name"][0].isdigit():
        return Head(one["name"].strip(), 1, bot=bool(one["bot"]))
    following = lines[number] if number < len(lines) else ""
    named = _NAME_LINE.fullmatch(raw) if ":" in following[:40] and _TIME_LINE.fullmatch(following) else None
    return Head(named["name"].strip(), 2, bot=bool(named["bot"])) if named else None


def _with_text(raw: str) -> Head | None:
    """Return the head of a message whose text begins on the same line."""
    stamped = raw[0] in '[<0123456789"' or raw[:2] in ("오전", "오후")
    found = _WITH_TEXT.fullmatch(raw) if stamped else None
    if found:
        name = next(found[kind] for kind in _KINDS if found[kind])
        return Head(name.strip(), 1, bot=False, text=found["text"])
    if stamped:
        found = _TABLE_LINE.fullmatch(raw) if raw.endswith('"') else None
    elif "): " in raw[:90] or "]: " in raw[:90]:
        found = _TIME_AFTER.fullmatch(raw)
    return Head(found["name"].strip(), 1, bot=False, text=found["text"]) if found else None
