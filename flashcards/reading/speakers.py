"""Who speaks: names above answers, before answers, and in brackets before questions."""

import re
from collections import Counter
from collections.abc import Iterable

_SURNAMES = "김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노곽성차주우구민진지엄채원천방공현함변염여추"
_ROLES = "대표|님|CTO|CEO|VP|PM|교수|팀장|멘토|마스터|작가|개발자|연구원|이사|매니저|박사|강사"
_NAME = re.compile(
    rf"(?:[{_SURNAMES}][가-힣]{{2}}|[가-힣]{{2,4}}\s?(?:{_ROLES})님?|@[\w.-]{{2,30}}"
    r"|(?:(?:Dr|Prof|Mr|Ms|Mrs)\. )?[A-Z][a-z'’-]+(?: [A-Z][\w.'’-]*){0,2})"
    r"\s*(?:\([^()]{1,40}\)|,\s[^,:]{2,40})?\s*[:：]?"
)
_TITLED = re.compile(rf"(?:{_ROLES})|\(|^[{_SURNAMES}][가-힣]{{2}}$")
_ASKER = re.compile(
    rf"\[\s*(?P<name>[{_SURNAMES}][가-힣]{{2}}|[가-힣]{{2,4}}\s?(?:{_ROLES})|[A-Z][a-z]+(?: [A-Z][a-z.]+){{1,2}})님?"
    r"\s*\]\s*(?=\S)"
)
_BEFORE = re.compile(r"(?P<name>[가-힣]{2,4}|[A-Z][a-z]{1,14}(?: [A-Z][a-z]{1,14})?)\s?(?P<mark>[:)：])\s+(?=\S)")
_NO_NAMES = frozenset(
    {
        "백엔드",
        "이력서",
        "신입생",
        "전공자",
        "주니어",
        "서비스",
        "연구실",
        "정규직",
        "신사업",
        "공모전",
        "전문가",
        "유튜브",
    }
    | {
        "노하우",
        "구직자",
        "장학금",
        "강의실",
        "성과급",
        "고객사",
        "주식회",
        "이직자",
        "문과생",
        "이과생",
        "공통점",
        "마지막",
    }
)
"""Three-syllable topics in brackets that begin as a surname does."""
_INTRODUCED = 600
"""Characters at the top of a file in which its people are named."""


def is_name(text: str) -> bool:
    """Tell whether a line is nothing but somebody's name."""
    return len(text) <= 60 and bool(_NAME.fullmatch(text.strip("*_ ")))


def is_titled(text: str) -> bool:
    """Tell whether a name has a title or a role, or is a Korean full name, so that it can stand alone."""
    return bool(_TITLED.search(text.strip("*_ ")))


def plain_name(text: str) -> str:
    """Return a name without emphasis and colon."""
    return text.strip("*_ ").rstrip(":： ")


def take_asker(text: str) -> tuple[str, str] | None:
    """Split ``[Name] question`` into name and question; a topic in brackets is no name."""
    found = _ASKER.match(text) if text.startswith("[") else None
    if found is None or found["name"] in _NO_NAMES:
        return None
    return found["name"].strip(), text[found.end() :]


def known_names(texts: Iterable[str]) -> frozenset[str]:
    """Return the names that stand before what they say, twice or more in a file.

    A name before a colon must be introduced (at the top, or with a Korean honorific): "장점:" is a label.
    """
    counts: Counter[tuple[str, str]] = Counter()
    whole = []
    for text in texts:
        whole.append(text)
        found = _BEFORE.match(text)
        if found:
            counts[found["name"], found["mark"]] += 1
    names = {(name, mark) for (name, mark), count in counts.items() if count >= 2}
    if not names:
        return frozenset()
    body = "\n".join(whole)
    return frozenset(name for name, mark in names if mark == ")" or _is_introduced(name, body))


def _is_introduced(name: str, body: str) -> bool:
    said = re.compile(rf"(?<![가-힣A-Za-z]){re.escape(name)}(?!\s?[:)：])")
    return bool(said.search(body[:_INTRODUCED])) or any(f"{name}{title}" in body for title in ("님", "씨", " 님"))


def take_name(text: str, known: frozenset[str]) -> tuple[str | None, str]:
    """Split a known name off the start of a line; return the name, if any, and what it says."""
    found = _BEFORE.match(text) if known else None
    if found is None or found["name"] not in known:
        return None, text
    return found["name"], text[found.end() :]
