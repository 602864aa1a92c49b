"""Which words ask: question and answer prefixes, question marks, Korean and English indirect questions."""

import re
from dataclasses import dataclass

_LAUGH = r"[ㅋㅎㅠㅜ]+|\^\^;*|[:;]-?[)D]"
_EMOJI = r"[\u2600-\u27bf\U0001f000-\U0001faff\ufe0f\u200d]+"
_ROLE = (
    r"대표|님|CTO|CEO|CPO|COO|VP|PM|교수|팀장|멘토|마스터|작가|개발자|연구원|이사|매니저|박사|강사|선생"
    r"|실장|본부장|의장|리드|코치"
)

_EDGE = r"""[*_~"'“‘`\s]*"""
_ASK = r"Q(?:uestion)?|(?:추가|후속|사전|현장)?\s?질문자?|문의|follow[- ]?up(?:\s+question)?"
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
_TAIL = (
    rf"(?:\s|[\"'”’)\]}}*_~`!?？.…]|{_LAUGH}|{_EMOJI}|\([^()]{{0,80}}\)|감사합니다|감사해요"
    r"|thank(?:s| you)(?: in advance)?)*"
)
_MARK = re.compile(rf"[?？]{_TAIL}$", re.IGNORECASE)
_INDIRECT_KO = re.compile(
    r"""
    (?:(?:는|은|인|한|던|을|할|될|건|런|신|쓸|올|줄|킬|볼|낼|갈|살|들|풀|칠|일|린)지(?:요|도|가)?
      |(?:까|나|은가|인가|는가|던가|한가|른가|큰가|운가|건가)요
      |궁금(?:합니다|해요|하네요|했습니다|했어요|하다|함|한데요?|하신\s점|해서요?|한\s점)?
      |(?:이유|방법|차이|차이점|기준|노하우|팁|비결|조언|의견|생각|계기|역량|무엇|뭐|것|점|비율|시기|순서|과정|추천|견해|비법|조건|동기
      |장단점)(?:은|는|이란|란)
      |(?:듣고|알고|여쭙고|여쭈고|여쭤보고|질문하고|묻고|물어보고|질문드리고)\s?싶(?:습니다|어요|은데요?|네요|다|음)
      |(?:알려|말씀해|설명해|추천해|공유해|조언해|소개해|들려|이야기해)\s?(?:주세요|주실\s?수|주시면|주셨으면|주십시오).{0,20}
      |(?:뭘|뭐|무엇|무슨|어떻게|어떤|왜|언제|어디|얼마나|누가|누구|몇)\b.*[가-힣](?:나|까|냐|니|은가|는가|인가)
      |(?:여쭤\s?봅니다|여쭤\s?보았습니다|여쭙니다|질문\s?드립니다|질문합니다|문의\s?드립니다|(?:설명|조언|답변|추천
      |말씀)\s?부탁\s?(?:드립니다|드려요|드릴게요|합니다)))$
    """,
    re.VERBOSE,
)
_INDIRECT_EN = re.compile(
    r"""
    (?:(?:how|why)\s+(?:do|does|did|can|could|should|would|is|are|was|were|not|much
      |many|long|often|important|to\s+\w+.*\bwhen)\b
      |what(?:'s|\s+(?:is|are|was|were|do|does|did|should|would|can|makes|kind|advice
      |if))\b
      |(?:which|who|where|when)\s+(?:is|are|was|do|does|did|should|would|can|one|of
      |\w+\s+(?:do|does|did|should|would|is|are))\b
      |(?:should|do|does|did|can|could|is|are|will|would|have)\s+(?:i|we|you|they
      |there|it|he|she|the)\b
      |any\s+(?:advice|tips|thoughts|recommendations?|suggestions?|plans?)\b
      |(?:curious|wondering|asked)\s+(?:about|how|why|what|whether|if|which)\b)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_CURIOUS = re.compile(
    r"""
    \b(?:curious[ ](?:about|how|why|what|whether)
      |wonder(?:ing)?[ ](?:about|how|why|what|whether|if))\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_TAG_QUESTION = re.compile(
    r"""
    (?:죠|겠죠|잖아요?|거든요|그죠|그렇죠|않나|않나요|않을까요?
      |(?:right|ok|okay|no|huh|eh|isn't[ ]it|don't[ ]you|you[ ]know))\s*[?？]
    """,
    re.VERBOSE | re.IGNORECASE,
)
_NUMBERED = re.compile(r"(\**)\d{1,3}[.)]\s+(?=\S)")
_END_MARKS = re.compile(rf"(?:\s|[.~!…*_\"'”’`]|{_LAUGH}|{_EMOJI}|\([^()]{{0,120}}\)|\.\.+)+$")
_SPLIT = re.compile(r"[?？][*_]*(?:\s*\t\s*|\s+(?:→|⇒|->|=>|➡)\s*)(?=\S)|(?:\s*\t\s*)(?=\S)")
_INLINE_ANSWER = re.compile(r"[?？.]\s*\**(?:A|답변?|Answer)\s?[:：.]\**\s*(?=\S)")


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
    numbered = _NUMBERED.match(text)
    if numbered:
        text = numbered[1] + text[numbered.end() :]
    bracketed = _BRACKETED.match(text)
    if bracketed:
        return Asking(bracketed[2], explicit=True, confidence=0.95, reason="a named asker", asker=bracketed[1])
    found = _QUESTION_PREFIX.match(text)
    if found and found.end() < len(text):
        rest = _balanced(text[found.end() :].strip(), text[: found.end()])
        return Asking(rest, explicit=True, confidence=1.0, reason="a question prefix")
    bare = _balanced(text, "")
    if _MARK.search(bare[-400:]):
        return Asking(bare, confidence=0.9, reason="a question mark")
    ending = _END_MARKS.sub("", bare[-300:])
    if _INDIRECT_KO.search(ending[-60:]):
        return Asking(bare, confidence=0.8, reason="an indirect question")
    if _INDIRECT_EN.match(ending) or (len(bare) <= 300 and _CURIOUS.search(bare)):
        return Asking(bare, confidence=0.6, reason="question words")
    return Asking(bare)


def is_tag_question(text: str) -> bool:
    """Tell whether a line's question mark only seeks agreement (``...겠죠?``, ``..., right?``)."""
    return bool(_TAG_QUESTION.search(text[-30:]))


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


def split_answer(text: str) -> tuple[str, str] | None:
    """Split a question and its answer on one line, at a tab, an arrow after the question mark, or ``A:``."""
    if "\t" not in text and "?" not in text and "？" not in text:
        return None
    found = _INLINE_ANSWER.search(text) or _SPLIT.search(text)
    if found is None:
        return None
    head = text[: found.start()]
    mark = found[0][0] if found[0][0] in "?？." else ""
    return (head + mark).strip(), text[found.end() :].strip()


def split_after_mark(text: str) -> tuple[str, str] | None:
    """Split a marked question from the statement that follows its question mark on the same line."""
    found = re.match(r"(.{4,300}?[?？])[*_]*\s+(\S.*)", text)
    if found is None or asking_of(found[2]).confidence or not any(char.isalnum() for char in found[2][:20]):
        return None
    return found[1], found[2]


def _balanced(text: str, prefix: str) -> str:
    """Return a text without emphasis marks that span all of it, or whose opening stood in the prefix."""
    text = text.strip()
    for mark in ("**", "__"):
        if text.startswith(mark) and text.endswith(mark) and text.count(mark) == 2 and len(text) > 4:
            text = text[2:-2].strip()
        elif text.count(mark) % 2 and prefix.count(mark) % 2:
            text = text.replace(mark, "", 1).strip()
    return text
