"""What would make a poor card, said before it is added: each problem names its line and how to mend it."""

import re
from collections.abc import Iterator

from flashcards.core.note import Problem
from flashcards.language import _
from flashcards.reading import asides, cues, wording
from flashcards.reading.lines import width
from flashcards.reading.normal import normalise
from flashcards.reading.proposal import Proposal, ProposedPoint, ProposedQuestion

MAX_WORDS = 30
MAX_CELLS = 160
MAX_POINTS = 12

_CLOZE = re.compile(r"\{\{c\d+::(.*?)(?:::[^{}]*?)?\}\}")
_CONDITION = re.compile(r"\s\([^()]*\)$")
_YES_NO_EN = re.compile(r"(?:is|are|was|do|does|did|can|could|should|will|would|has|have|must|may)\b", re.IGNORECASE)
_ASKS_OPEN_KO = re.compile(r"어떻게|어떤|왜|뭐|뭘|무엇|무슨|언제|어디|누가|누구|얼마|몇|어느|이유|방법")
_ENDS_YES_NO_KO = re.compile(r"[가-힣](?:나|까|가)요[?？]?\s*$")
_JOINTS = (
    re.compile(r"\s*;\s+"),
    re.compile(r"(?<=[가-힣])\s*,?\s+그리고\s+"),
    re.compile(r"(?<=[가-힣]고)[,\s]\s*"),
    re.compile(r"\s+/\s+"),
    re.compile(r",?\s+and(?:\s+then)?\s+", re.IGNORECASE),
)


def lint(proposal: Proposal) -> tuple[Problem, ...]:
    """Return what is weak about the cards that a proposal would make, in the order of the file; it changes nothing."""
    found = [problem for question in proposal.questions for problem in _of_question(question)]
    named = (Problem(line, "warning", message, proposal.file) for line, message in found)
    return tuple(sorted(named, key=lambda problem: problem.line))


def suggest_split(text: str) -> tuple[str, ...]:
    """Return the two pieces of advice that a line joins ("..., and ...", "...하고 ..."), or the line alone.

    A line is split only where both sides tell what to do, so that each can be a card.
    """
    for joint in _JOINTS:
        for found in joint.finditer(text):
            left, right = text[: found.start()].strip(" ,"), text[found.end() :].strip()
            if _instructs(left, joins=True) and _instructs(right, joins=False):
                return left, right[:1].upper() + right[1:] if left[:1].isupper() else right
    return (text,)


def _of_question(question: ProposedQuestion) -> Iterator[tuple[int, str]]:
    points = [point for point in question.points if point.key]
    if len(points) > MAX_POINTS:
        sentence = "{count} answers hang on this question: put them under two or three narrower questions."
        yield question.line, _(sentence, count=len(points))
    if question.asked and len(points) == 1 and _asks_yes_or_no(question.text) and _says_more(points[0].text):
        sentence = "This can be answered with yes or no, but the answer says more: ask what, when or why."
        yield question.line, _(sentence)
    seen: dict[str, int] = {}
    for point in points:
        first = seen.setdefault(normalise(point.text), point.line)
        if first != point.line:
            yield point.line, _("This says the same as line {line}: drop one of them with #skip.", line=first)
        yield from _of_point(point)


def _of_point(point: ProposedPoint) -> Iterator[tuple[int, str]]:
    shown = _CLOZE.sub(r"\1", point.text)
    words, cells = len(shown.split()), width(shown)
    if wording.is_address_only(point.original):
        yield point.line, _("The answer is a bare link: write beside it what to remember from it.")
    elif words > MAX_WORDS or cells > MAX_CELLS:
        sentence = "This answer is long ({count} words): keep the one thing to remember, put the rest below it."
        yield point.line, _(sentence, count=words)
    parts = suggest_split(shown) if point.kind != "cloze" else ()
    if len(parts) == 2:
        sentence = "This holds two pieces of advice: write “{one}” and “{other}” on two lines."
        yield point.line, _(sentence, one=parts[0], other=parts[1])


def _instructs(text: str, *, joins: bool) -> bool:
    """Tell whether a side of a joint tells what to do; before a Korean joint the verb ends in -고 or in full."""
    if len(text) < 4:
        return False
    if cues.commands(text):
        return " " in text
    bare = _CONDITION.sub("", text)
    whole = cues.ORDER.search(bare) or cues.NOMINAL.search(bare)
    return bool(whole) or (
        joins and " " in bare and bool(re.search(r"(?:하|두|시|놓|보|쓰|적|내|끄|켜|가|주)고$", bare))
    )


def _asks_yes_or_no(text: str) -> bool:
    if _YES_NO_EN.match(text):
        return True
    return bool(_ENDS_YES_NO_KO.search(text)) and not _ASKS_OPEN_KO.search(text)


def _says_more(answer: str) -> bool:
    """Tell whether a decided answer goes on after its verdict."""
    found = asides.VERDICT.match(answer)
    rest = answer[found.end() :] if found else answer
    return len(rest.split()) >= 4
