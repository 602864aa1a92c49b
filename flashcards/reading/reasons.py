"""Which line below a point gives its reason, or the condition under which it holds: what a why card asks for.

A wrong why card annoys at every review, so only forms that can hardly be read otherwise count; whatever else may be a
reason stays small print. What joins a reason to another statement of its own ("..., because ...", "…기 때문에 …하세요")
gives the reason of that statement, not of the point.
"""

import re
from collections.abc import Iterable

from flashcards.core import cloze
from flashcards.core.note import Reason
from flashcards.reading import asides, cues, signals, wording
from flashcards.reading.cue import Cue, Line, either, led, line_of
from flashcards.reading.normal import normalise

_LONGEST = 200
_MOST_WORDS = 14
_RIEUL, _DOUBLE_SIOS = 8, 20
"""Final consonants of Hangul syllables, as numbers."""

_ENDS = r"[.…!~\s)]*$"
_LEADING = re.compile(r"^[\s*(→⇒➔➜=>–—-]+")
_QUOTED = re.compile(r"\"[^\"]*\"|“[^”]*”|「[^」]*」|『[^』]*』")

_LABEL = re.compile(
    r"(?:(?:why|reason|because|rationale|이유|왜냐하?면|왜|까닭|근거)|(?P<condition>condition|조건))"
    r"\s*\**\s*[:：]\s*\**\s*(?=[^\s?？*])",
    re.IGNORECASE,
)

_REASON = Cue(
    korean=either(
        led("때문 덕분", rf"(?:에|에요|이에요|예요|이죠|이지요|이다|입니다|임|이라고|이래요)?{_ENDS}"),
        rf"니까(?<![러그습입합됩갑옵봅십줍납춥]니까)(?:요|죠)?{_ENDS}|거든요{_ENDS}|므로{_ENDS}|기\s위(?:해|해서|해서요|함|함임|함입니다){_ENDS}",
        rf"서(?<=[아어여해려겨라워와춰져써]서)(?<![고골따]라서)(?<![통대관]해서)(?:임|입니다|이에요|예요|이다|이죠){_ENDS}",
        rf"""서(?:(?<=[있없많않짧깊높낮넓좁]어서)|(?<=[같많않]아서)|(?<=[가-힣]이라서)|(?<=[달몰]라서)|(?<=아니라서)
            |(?<=[이가]\s들어서)|(?<=힘들어서)|(?<=[려거까쉬무매]워서)|(?<=싫어서)|(?<=좋아서)|(?<=바빠서)|(?<=비싸서)
            |(?<=[족필요분]해서))요?{_ENDS}""",
    ),
    english=rf"""
    (?<!told)(?<!says)(?<!said)(?<!think)(?<!stated)(?<!noted)(?<!agreed)\sotherwise{_ENDS}
    |,\s(?:and\s)?that['’]?s\swhy{_ENDS}
    """,
    opens=r"""
    (?:(?:and|mostly|mainly|simply|partly|largely|precisely
        |(?:it|that|this)(?:['’]?s|\sis)(?:\s(?:mostly|mainly|partly|simply))?)\s)?(?:because|['’]cause)\s(?!of\scourse)
    |since\s(?!then|when|last|the\s(?:beginning|start|first|day|war)|['’]?\d|yesterday|childhood
        |(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tues|wednes|thurs|fri|satur|sun)[a-z]*\b)
    |so\sthat\s(?!['’]?s\b|is\b|was\b|one\b|means\b)
    |so\s(?:you|they|we|it|nobody|no\sone|everyone|people|nothing)\s(?:can|cannot|can['’]t|don['’]t|doesn['’]t|won['’]t|(?:has|have|needs?)\sto)\b
    |(?:the|one|another)(?:\s(?:main|real|biggest|only|simple))?\sreason(?:\s(?:for\s(?:this|that)|why))?\s(?:is|being)\b
    |reason\sbeing\b
    |(?:otherwise|or\selse)\b
    |if\s(?:not|(?:you|they|we)\s(?:don['’]t|do\snot)),
    |without\s(?:it|that|this|them)\b
    |(?:that|this)\sway,?\s(?:you|they|we|it|nobody|no\sone|everyone|the|your|nothing|each|people)\b
    |왜냐하?면[\s,]|(?:그|가장\s?큰|제일\s?큰|주된|첫\s?번째|두\s?번째)?\s?이유는\s
    |(?:그래야(?:지|만)?|그렇게\s해야)\s
    |(?:안\s?그러면|안\s?그럼|그렇지\s?않으면|그러지\s?않으면|그렇게\s?(?:안\s하|하지\s?않으)면|안\s하면)[\s,]
    """,
)
"""Gives the reason of the line above it."""

_OUTCOME = re.compile(
    rf"""
    면(?<![화장측표양전정]면)\s(?:.*\s)?
    (?:[가-힣]+[이가]\s?(?:안|못)\s?[가-힣]{{1,5}}|[가-힣]+을\s못\s?[가-힣]{{1,5}}|덜\s?[가-힣]{{1,5}}|[가-힣]*게\s?(?:됨|됩니다|돼요|된다|되죠)
      |[가-힣]+(?<![던만가])(?:집니다|진다|짐|져요|지죠|진대요)
      |[가-힣]*(?:싫어|억울|힘들|깎[이여]|깎임|상하|상합|무너|손해|늦|후회|짜|싱거)[가-힣]{{0,5}}){_ENDS}
    """,
    re.VERBOSE,
)
"""Says what comes of doing it, or of doing it otherwise: "…면 …게 됩니다", "…면 …집니다"."""

_ALTERNATIVE = re.compile(r"(?:otherwise|or\s+else|if\s[^,]+)[,\s]+(?P<rest>.*)", re.IGNORECASE)
"""Begins a reason, or another thing to do."""

_CONDITION = Cue(
    korean=rf"""
    (?:때|(?<!대부분의\s)(?<![이그저어]런\s)(?<!많은\s)(?<!모든\s)경우)(?:만|에|에만|의?\s?(?:이야기|얘기)(?:다|임|이다|예요|입니다|죠)?)?{_ENDS}
    |[가-힣](?:으|하|되|다|이라)면(?<!그러하면)(?<!왜냐하면)(?<!어떻게\s하면){_ENDS}
    """,
    opens=r"""
    (?:(?:but|and)\s)?(?:(?:only|especially|mainly)\s)?(?:if|when|unless|as\slong\sas|provided|assuming)\s
        (?!to\b|so\b|it\scomes\sto\b|i\b|he\b|she\b)
    """,
)
"""Ends as a condition in Korean, begins as one in English."""

_WHEN = re.compile(r"(?P<tense>\S)(?P<ending>\S)\s?때(?:만|에|에만|의?\s?(?:이야기|얘기)[가-힣]*)?[.…!~\s)]*$")
_CLAUSES = re.compile(
    r"[,;:?!–—]|[.…]\s|\s-\s|\b(?:then|should|must|will|won['’]t|would|might|may|(?:needs?|have|has)\s+to|try|please|just"
    r"|was|were|did|had|went|came|got|said|became|joined|started|(?<!you\s)can|could)\b|['’](?:ll|s|re)\b",
    re.IGNORECASE,
)
"""Tells that an English condition goes on with what follows from it, or that it is a story."""
_PRONOUN = re.compile(r"\b(?:you|it|they|we|there)\b", re.IGNORECASE)
_HAS_CONDITION = re.compile(
    r"\b(?:if|when|unless|until|after|before|once|while|during)\b|때|경우|면(?=[\s,(])|(?:전|뒤|후)에", re.IGNORECASE
)
_TURNS = re.compile(
    r"(?:그래도|하지만|그런데|근데|다만|단[,\s]|물론|반대로|(?:though|however|although|even)\b)", re.IGNORECASE
)
_HANGUL = re.compile(r"[가-힣]")
_TOPIC = re.compile(r"\S+[은는네]\s")


def reason_in(point: str, lines: Iterable[str]) -> Reason | None:
    """Return what a why card would ask for: the first line below a point that gives its reason, else its condition.

    A point that says its reason itself is not asked for another, nor for a condition where it names one.
    """
    own, said = line_of(cloze.plain(point)), normalise(point)
    found = [(text, kind) for text in lines if (kind := _kind(text)) and normalise(text) not in said]
    if not asides.CAUSE.is_in(own) and not cues.REASON.is_in(own):
        reason = next((text for text, kind in found if kind == "reason"), None)
        if reason is not None:
            return Reason(reason)
    if _HAS_CONDITION.search(own.text):
        return None
    condition = next((text for text, kind in found if kind == "condition"), None)
    return None if condition is None else Reason(condition, condition=True)


def _kind(text: str) -> str:
    """Return ``reason``, ``condition``, or nothing."""
    bare = _LEADING.sub("", text)
    line = line_of(_QUOTED.sub("“”", bare))
    if len(text) > _LONGEST or _is_talk(bare, line):
        return ""
    label = _LABEL.match(bare)
    if label:
        return "condition" if label["condition"] else "reason"
    if _TURNS.match(bare) or cues.EXAMPLE.is_in(line):
        return ""
    if _REASON.is_in(line) or _warns(line):
        return "" if _goes_on(line) else "reason"
    return "condition" if _CONDITION.is_in(line) and _is_bare(line) else ""


def _is_talk(text: str, line: Line) -> bool:
    """Tell whether a line asks, quotes, jokes or speaks of the room."""
    return (
        text.endswith(("?", "？", "?)"))
        or text.startswith(tuple("\"'“‘「『"))
        or wording.has_joke_mark(text)
        or asides.JOKES.is_in(line)
        or asides.ROOM.is_in(line)
    )


def _warns(line: Line) -> bool:
    """Tell whether a Korean line says what comes of it, and nothing of what should be done, or of somebody."""
    somebody = asides.FIRST_PERSON.is_in(line) or asides.THIRD_PERSON.is_in(line) or cues.PAST.is_in(line)
    told = asides.FORBIDS.is_in(line) or signals.has_cue(line.text)
    return bool(_OUTCOME.search(line.korean)) and not somebody and not told


def _goes_on(line: Line) -> bool:
    """Tell whether a line that gives a reason gives it for something else: it tells what to do."""
    other = _ALTERNATIVE.match(line.text)
    parts = re.split(r"[,;]\s", line.text)[1:] + ([other["rest"]] if other else [])
    told = line.korean and (cues.ORDER.search(line.korean) or cues.NOMINAL.search(line.korean))
    return bool(told) or any(cues.commands(part) for part in parts)


def _is_bare(line: Line) -> bool:
    """Tell whether a line is a condition and nothing more: no consequence, no story, nobody's own case."""
    text = line.text
    if asides.FIRST_PERSON.is_in(line) or asides.THIRD_PERSON.is_in(line) or len(text.split()) > _MOST_WORDS:
        return False
    if not _HANGUL.search(text):
        return not _CLAUSES.search(text) and len(_PRONOUN.findall(text)) <= 1
    when = _WHEN.search(text)
    if when and (_final(when["ending"]) != _RIEUL or _is_past(when["tense"])):
        return False
    return not re.search(r"[.!?…;:]\s", text) and not _TOPIC.match(text)


def _is_past(syllable: str) -> bool:
    """Tell whether a syllable before 을 때 makes it the past (갔을 때); 있을 때 is none."""
    return _final(syllable) == _DOUBLE_SIOS and syllable != "있"


def _final(syllable: str) -> int:
    """Return the number of a Hangul syllable's final consonant, 0 for none."""
    return (ord(syllable) - ord("가")) % 28 if "가" <= syllable <= "힣" else 0
