"""Which lines answer which question: the subtree, else what follows up to the next question, heading or rule."""

from bisect import bisect
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import count, takewhile
from operator import attrgetter

from flashcards.reading import advice, asking, cues, oneline, series
from flashcards.reading.cue import line_of
from flashcards.reading.lines import ends_sentence
from flashcards.reading.outline import Kind, Node, Outline, is_set_apart
from flashcards.reading.questions import Found
from flashcards.reading.series import is_bold

_LEAST_PARENTS = 3
_TITLES = 2
"""Lines of a table before its rows: the titles and the rule of dashes."""


@dataclass(slots=True)
class Answer:
    """A node that answers a question, ``depth`` levels below it (1 = directly)."""

    node: Node
    depth: int


@dataclass(slots=True)
class Answered:
    """A question with everything that answers it; nested questions and their answers are not among it."""

    found: Found
    parent: Found | None
    answers: list[Answer] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)

    @property
    def lines(self) -> tuple[int, ...]:
        """Every line that belongs to the answer, in order, with the rows of its tables."""
        own = (line for answer in self.answers for line in answer.node.lines)
        same = [self.found.place.line] if self.found.answer else []
        return tuple(sorted({*same, *own, *self.rows}))


def attach(outline: Outline, found: Mapping[Node, Found]) -> tuple[list[Answered], dict[Node, Answered]]:
    """Return the questions with their answers in file order, and which question each answering node belongs to."""
    claims = _claims(outline.root, found)
    questions = {node: Answered(item, None) for node, item in found.items()}
    owner: dict[Node, Answered] = {}
    places = {item.place: node for node, item in found.items() if item.place is not node}
    depths: dict[Node, int] = {}
    direct = {*claims, *(child for node in found for child in node.children)}
    for node in outline.root.walk():
        above = owner.get(node.parent) if node.parent is not None else None
        claimed = claims.get(node)
        if claimed is not None:
            mine: Answered | None = questions[claimed]
        else:
            mine = questions.get(node.parent, above) if node.parent is not None else above
        if node in questions:
            questions[node].parent = mine.found if mine and _is_deeper(node, mine.found.node) else None
            depths[node] = 0
            continue
        if mine is None:
            continue
        owner[node] = mine
        depths[node] = _depth(node, depths, direct=node in direct)
        if node not in places and not asking.is_bare_answer(node.text):
            mine.answers.append(Answer(node, max(1, depths[node])))
    _add_rows(outline, questions, owner)
    for question in questions.values():
        if not question.answers and question.found.asking.explicit and not question.found.answer:
            question.found = _with_own_answer(question.found)
    return list(questions.values()), owner


def _add_rows(outline: Outline, questions: Mapping[Node, Answered], owner: Mapping[Node, Answered]) -> None:
    """Give the rows of a table, without its titles, to the heading or paragraph that asks and runs up to it."""
    numbers = {region.first for region in outline.skipped if region.name == "table"}
    if not numbers:
        return
    others = [region.first for region in outline.skipped if region.name not in {"table", "empty"}]
    nodes = sorted(outline.root.walk(), key=attrgetter("line"))
    lines = [node.line for node in nodes]
    for first in (number for number in numbers if number - 1 not in numbers):
        at = bisect(lines, first) - 1
        last = nodes[at] if at >= 0 else outline.root
        mine = questions.get(last) or owner.get(last)
        apart = bisect(others, first) != bisect(others, last.line)
        if mine is not None and mine.found.node.kind is not Kind.ITEM and not apart:
            mine.rows.extend(takewhile(numbers.__contains__, count(first + _TITLES)))


def _is_deeper(node: Node, question: Node) -> bool:
    """Tell whether a question among another's answers follows it up; one at the same indent only comes next."""
    if question.kind is Kind.HEADING:
        return not series.follows(node, question)
    return node.indent > question.indent


def _with_own_answer(found: Found) -> Found:
    """Return a marked question that nothing answers with what follows its question mark as the answer."""
    split = oneline.split_after_mark(found.asking.text)
    return found if split is None else replace(found, asking=replace(found.asking, text=split[0]), answer=split[1])


def _depth(node: Node, depths: dict[Node, int], *, direct: bool) -> int:
    parent = node.parent
    if direct or parent is None or parent not in depths or asking.is_bare_answer(parent.text):
        return 1
    return depths[parent] + (0 if node.adopted or parent.kind is Kind.HEADING else 1)


def _claims(root: Node, found: Mapping[Node, Found]) -> dict[Node, Node]:
    """Return for each following sibling that answers a question: sibling -> question node."""
    claims: dict[Node, Node] = {}
    parents = Counter(node.depth for node in found if node.kind is Kind.ITEM and node.children)
    for parent in (root, *root.walk()):
        current: Node | None = None
        for previous, node in _pairs(parent.children):
            if node in found:
                current = None if _waits(node, parents[node.depth]) else node
            elif current is not None and _goes_on(current, previous, node, found):
                claims[node] = current
            else:
                current = None
    return claims


def _waits(question: Node, parents: int) -> bool:
    """Tell whether an item stays without answer because the questions on its level have theirs below them."""
    return parents >= _LEAST_PARENTS and question.kind is Kind.ITEM and not question.children and not question.asks


def _pairs(nodes: list[Node]) -> Iterator[tuple[Node | None, Node]]:
    yield from zip([None, *nodes], nodes, strict=False)


def _goes_on(question: Node, previous: Node | None, node: Node, found: Mapping[Node, Found]) -> bool:
    """Tell whether a sibling after a question still answers it."""
    item = found[question]
    alone = item.closed or (item.answer and question.kind is Kind.TEXT and node.blank_before)
    if alone or node.speaker is not None or (item.bounded and (node.blank_before or node.after_rule)):
        return False
    if previous is None or Kind.HEADING in (node.kind, question.kind) or node.after_rule or item.pair is not None:
        return False
    if item.place is node or asking.has_answer_prefix(node.text) or asking.is_bare_answer(node.text):
        return True
    begun = previous is not question or bool(question.children)
    if node.blank_before and begun and _begins_anew(node, previous, question):
        return False
    if question.kind is Kind.TEXT:
        return not _is_label(node, previous, question, explicit=item.asking.explicit)
    next_number = question.ordered and node.ordered
    answered = (question.children or item.answer) and not _open(previous, question)
    return not answered and not next_number


def _begins_anew(node: Node, previous: Node, question: Node) -> bool:
    """Tell whether a line after a blank one leaves the answer: set apart, with a bigger sign, or about the event."""
    bigger = node.heads > max(question.heads, previous.heads)
    return bigger or is_set_apart(node, previous) or cues.LOGISTICS.is_in(line_of(node.text))


def _open(previous: Node, question: Node) -> bool:
    """Tell whether an answer begun by a marker on the question's own level still runs."""
    return previous is not question and previous.kind is Kind.TEXT


def _names_a_section(node: Node) -> bool:
    """Tell whether a bold line after a blank one is a title: short, and no sentence."""
    return (
        node.blank_before
        and len(node.text) <= 34
        and not ends_sentence(node.text.strip("*_: "))
        and not advice.has_cue(node.text)
    )


def _is_label(node: Node, previous: Node, question: Node, *, explicit: bool) -> bool:
    """Tell whether a paragraph after a question's answer begins a new topic instead."""
    if node.kind is not Kind.TEXT:
        return False
    if node.children and cues.LISTING_SECTION.search(node.text):
        return True
    if is_bold(node.text):
        return is_bold(question.text) or not explicit or _names_a_section(node)
    if question.children and not explicit:
        return True
    answered = previous is not question or bool(question.children)
    short = len(node.text) <= 60 and not ends_sentence(node.text)
    return answered and short and bool(node.children) and not explicit
