"""Questions with their answer on the same line: joined by a tab, an arrow, a dash, or ``Q`` and ``A``."""

import re
from collections import Counter
from dataclasses import dataclass, field

from flashcards.reading import asking

_ARROW = r"(?:→|⇒|⟶|➡\ufe0f?|➜|➔|▶\ufe0f?|☞|👉|[-=~]{1,2}>|>>)"
_JOINT = rf"(?:\s*\t\s*|\s*{_ARROW}\s*|\s+(?:[-–—:=|/~]|//|\|\|)\s+|\s*…\s+)"
_AFTER_MARK = re.compile(rf"[?？][*_]*(?:{_JOINT}|\s*:\s+)(?=\S)")
_TAB = re.compile(r"\s*\t\s*(?=\S)")
_MARKED = re.compile(
    r"(?:[?？.!][\"'”’]?\s*|\s+|\s*[/|;,]\s*|\s*[-–—]\s+)[*_(\[]*(?:A|Ans|답변?|Answer)\s?\d{0,3}\s?[\])]*(?:[:：.)\]>]|\s[-–—](?=\s))[*_]*\s*(?=\S)"
    r"|\s*[/|]\s*[*_]*(?:A|답변?|Answer)[*_]*\s+(?=\S)"
)
_OPENS = re.compile(
    r"[*_\[(<]*(?:Q(?:uestion)?|질문|문)\s?\d{0,3}\s?[\])>]*[*_]*(?:[.:：)]+[*_]*\s*|\s+[-–—|]?\s*)(?=\S)",
    re.IGNORECASE,
)
_STATED = re.compile(rf"(?P<head>\S[^?？\n]{{1,78}}?)(?P<joint>\t\s*|\s*{_ARROW}\s*|\s+[-–—:=|/]\s+|:\s+)(?=\S)")
_ASKS = re.compile(
    r"^(?:how|what|which|when|where|who|why|whether|whose|should|can|could|do|does|is|are|will)\b"
    r"|^\S.{0,40}\s(?:how|what|which|when|where|who|why)(?:\s\w+){0,2}$"
    r"|(?:언제|어디서?|얼마나?|며칠|몇\s?\S{1,3}|뭐|뭘|무엇|무슨\s\S+|어떻게|어떤\s\S+|왜|누가|누구)$"
    r"|(?:^|\s)(?:언제|어디|얼마|며칠|몇|뭐|뭘|무엇|무슨|어떻게|어떤|왜|누가|누구|어느)\S*\s?.{0,30}(?:나|까|지|냐|니|음|은|는|요|기)$",
    re.IGNORECASE,
)
_JOINABLE = re.compile(rf"{_ARROW}|\t|\s[-–—:=|/]\s|:\s|[?？][*_]*\s")
_ANSWERED = re.compile(r"(.{4,300}?[?？])[*_]*\s+(\S.*)")


_LAUGHTER = frozenset("ㅋㅎㅠㅜ")
_LEAST_PAIRS = 5
_SHARE_OF_PAIRS = 0.4


@dataclass(slots=True)
class Company:
    """How the lines around a line join question and answer: by joint, those that ask, and all that have it.

    ``marked`` counts pairs with marks for both (``Q … A …``).
    """

    lines: int = 0
    marked: int = 0
    asked: Counter[str] = field(default_factory=Counter)
    joined: Counter[str] = field(default_factory=Counter)

    def __add__(self, other: "Company") -> "Company":
        """Return the company of two lists together."""
        return Company(
            self.lines + other.lines, self.marked + other.marked, self.asked + other.asked, self.joined + other.joined
        )

    def is_of_pairs(self) -> bool:
        """Tell whether three lines and most are pairs, or five and two fifths with three that have a joint or marks."""
        paired = self.asked.total()
        if paired >= 3 and paired >= 0.6 * self.lines:
            return True
        clear = paired + self.marked - self.asked["?"]
        paired += self.marked
        return clear >= 3 and paired >= _LEAST_PAIRS and paired >= _SHARE_OF_PAIRS * self.lines


def split_answer(text: str) -> tuple[str, str] | None:
    """Split a question and its answer on one line: at a tab, an arrow or a dash after the mark, or before ``A:``."""
    marked = _marked(text)
    if marked:
        return marked
    if "?" in text or "？" in text:
        found = _AFTER_MARK.search(text)
        if found:
            return text[: found.start() + 1].strip(), text[found.end() :].strip()
    if "\t" in text:
        found = _TAB.search(text)
        if found and found.start():
            return text[: found.start()].strip(), text[found.end() :].strip()
    return None


def split_after_mark(text: str) -> tuple[str, str] | None:
    """Split a question from the statement that follows its question mark on the same line."""
    found = _ANSWERED.match(text)
    if (
        found is None
        or found[2].startswith("(")
        or asking.is_bare_answer(found[2])
        or asking.asking_of(found[2]).confidence
        or not any(char.isalnum() and char not in _LAUGHTER for char in found[2][:20])
    ):
        return None
    return found[1], found[2]


def split_statement(text: str) -> tuple[str, str, str] | None:
    """Split a line at its first joint into a head without question mark, the joint (``>`` for any arrow) and the rest.

    None where there is no joint, or where the line is a chain of steps.
    """
    found = _STATED.match(text)
    if found is None:
        return None
    joint = found["joint"].strip() or "\t"
    joint = ">" if re.fullmatch(_ARROW, joint) else joint
    if joint == ">" and len(re.findall(_ARROW, text)) > 1:
        return None
    return found["head"].strip(), joint, text[found.end() :].strip()


def pair_of(text: str, company: Company, *, paired: bool) -> tuple[str, str] | None:
    """Split a line without a question mark before its joint, or without a joint after its mark, as its company is.

    An arrow or a tab after question words is enough; any other joint must join three askers of the company, and a head
    without question words must stand among lines of which most ask. ``paired`` tells that a question mark is enough.
    """
    if not _JOINABLE.search(text):
        return None
    stated = split_statement(text)
    if stated:
        head, joint, rest = stated
        arrow = joint in {">", "\t"}
        form = asking.asking_of(head)
        surely = form.explicit or form.confidence >= 0.8 or asks_in_brief(head)
        if arrow and surely and not head.lower().startswith("how to "):
            return head, rest
        asked = company.asked[joint]
        if asked >= 3 and (asks_in_brief(head) or form.confidence):
            return head, rest
        if asked >= 3 and asked >= 0.6 * company.joined[joint] and len(head) <= 40:
            return head, rest
    return split_after_mark(text) if paired else None


def asks_in_brief(head: str) -> bool:
    """Tell whether the head of a one-line pair asks by a question word, as notes in haste do without any mark."""
    return bool(_ASKS.search(head.strip("*_ ")))


def company_of(texts: list[str]) -> Company:
    """Count the joints of sibling lines; ``?`` stands for the bare question mark."""
    company = Company(lines=len(texts))
    for text in texts:
        if not _JOINABLE.search(text) or _marked(text):
            company.marked += _marked(text) is not None
            continue
        found = _AFTER_MARK.search(text)
        stated = split_statement(text)
        if found:
            joint = text[found.start() : found.end()].strip("?？*_ ").strip()
            joint = ">" if re.fullmatch(_ARROW, joint) else joint or "\t"
            company.asked[joint] += 1
            company.joined[joint] += 1
        elif stated:
            company.joined[stated[1]] += 1
            company.asked[stated[1]] += asks_in_brief(stated[0])
        elif split_after_mark(text):
            company.asked["?"] += 1
    return company


def _marked(text: str) -> tuple[str, str] | None:
    """Split ``Q … A …`` on one line; without the ``Q`` only after a question mark or a full stop."""
    found = _MARKED.search(text) if "A" in text or "답" in text else None
    if found is None or not found.start():
        return None
    opened = _OPENS.match(text)
    ended = found[0][0] in "?？.!"
    if not ended and (opened is None or opened.end() >= found.start()):
        return None
    head = text[: found.start()] + (found[0][0] if ended else "")
    if opened and not asking.asking_of(head).explicit:
        head = f"Q: {head[opened.end() :]}"
    return head.strip(), text[found.end() :].strip()
