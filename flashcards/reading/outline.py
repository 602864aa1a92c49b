"""Text to an outline of nodes with exact line numbers: own rules for notes as people indent them.

CommonMark loses list items in real notes (deep indents become code, shallow ones become siblings). Here only the
relative indent counts: a child stands at least two columns deeper than its parent. Every non-blank line belongs
to exactly one node or to one named skipped region.
"""

import re

from flashcards.core.note import Problem
from flashcards.language import _
from flashcards.reading import asking, oneline
from flashcards.reading import lines as forms
from flashcards.reading.arrows import Arrows
from flashcards.reading.chat import messages_of
from flashcards.reading.indents import with_even_tabs
from flashcards.reading.lines import Shape
from flashcards.reading.message import Message, Part
from flashcards.reading.node import Kind, Node, Outline, Skipped
from flashcards.reading.progress import Step
from flashcards.reading.tables import Row, rows_of

__all__ = ["MAX_DEPTH", "MAX_LINE", "Kind", "Node", "Outline", "Skipped", "is_set_apart", "scan"]

MAX_DEPTH = 40
MAX_LINE = 4_000
_MAX_WRAPPED = 60
_JOINS = re.compile(r"[?？]|\bA\W|답")
_BOLD_NUMBER = re.compile(r"[*_]{2}(\d{1,3})[.)]\s")
_SHORTEST_UNDERLINE = 3


def scan(lines: list[str], first: int = 1, step: Step | None = None) -> Outline:
    """Read lines into an outline; lines before number ``first`` (the front matter) are left out."""
    scanner = _Scanner(with_even_tabs(lines))
    number = first
    while number <= len(lines):
        number = scanner.take(number)
        if step is not None:
            step(number)
    return Outline(scanner.root, tuple(scanner.skipped), tuple(scanner.problems))


def _stands_below(shape: Shape, above: Node) -> bool:
    """Tell whether a line is a child by its indent; for text below an item one column is enough."""
    step = 1 if above.kind is Kind.ITEM and not shape.marker else 2
    return shape.indent >= above.indent + step


def _answers(text: Node, parent: Node, shape: Shape) -> bool:
    """Tell whether a paragraph between two items is no label: it stands between two that ask, or between numbers."""
    before = next((n for n in reversed(parent.children) if n.kind is not Kind.TEXT), None)
    if before is None or before.kind is not Kind.ITEM or before.indent != text.indent:
        return False
    if shape.ordered:
        return before.ordered and shape.number == before.number + 1 > 1
    return all(words.rstrip("*_ ").endswith(("?", "？")) for words in (before.text, shape.text))


def is_set_apart(node: Node, above: Node) -> bool:
    """Tell whether an emoji before a line, after a blank one, ends an answer whose lines have another sign."""
    last = above.children[-1] if above.children else above
    return bool(node.emoji) and last.emoji != node.emoji and bool(last.emoji or asking.has_answer_prefix(last.text))


def _smallest_head(above: Node, node: Node) -> Node:
    """Return the last item with a bigger sign than this one's, all at the same indent."""
    while above.children and above.children[-1].adopted and above.children[-1].heads > node.heads:
        above = above.children[-1]
    return above


def _heads_already(node: Node, parent: Node) -> bool:
    """Tell whether a big sign heads lines of this level, so that an item with it stands under none of them."""
    return node.heads > 0 and any(sibling.heads == node.heads for sibling in parent.children)


def _is_pair(text: str) -> bool:
    """Tell whether a line holds a question and its answer, and so neither titles a list nor stands under a title."""
    return _JOINS.search(text) is not None and oneline.split_answer(text) is not None


def _bold_number(text: str) -> int:
    """Return the number that a bold line begins with, 0 without one: ``**3. Tools**`` and ``4. …`` are one row."""
    found = _BOLD_NUMBER.match(text)
    return int(found[1]) if found else 0


class _Scanner:
    """The state of one pass: the path of open headings, and above it the path of open list levels."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.root = Node(0, Kind.ROOT, "", indent=-2)
        self.skipped: list[Skipped] = []
        self.problems: list[Problem] = []
        self.headings = [self.root]
        self.stack: list[Node] = []
        self.last: Node | None = None
        self.blank = True
        self.rule = False
        self.capped = False
        self.regions = forms.Regions(lines)
        self.messages = messages_of(lines)
        self.rows = rows_of(lines)
        self.arrows = Arrows(lines)
        self.asked: dict[int, Node] = {}
        self.folds = 0

    def take(self, number: int) -> int:
        """Read the line of this number, with the region it opens; return the number of the next unread line."""
        raw = self.lines[number - 1]
        if not raw.strip():
            self.blank = True
            return number + 1
        if number in self.messages:
            return self._message(self.messages[number])
        if len(raw) > MAX_LINE:
            message = _(
                "This line is longer than {cap} characters and is left out: break it up to read it.", cap=MAX_LINE
            )
            self.problems.append(Problem(number, "warning", message))
            return self._skip(number, number, "overlong line")
        region = self.regions.opened_by(number)
        if region is not None:
            if region.unclosed:
                message = "This code fence is never closed: the lines after it are read as notes; close it."
                self.problems.append(Problem(number, "warning", message))
            return self._skip(number, region.last, region.name)
        self._line(number, raw)
        return number + 1

    def _line(self, number: int, raw: str) -> None:
        shape = forms.shape_of(raw)
        self.rule = self.rule or (raw.startswith("<details") and not self.folds)
        if number in self.rows and not self.rows[number].question:
            self._skip(number, number, "table")
        elif number in self.rows:
            self._row(number, self.rows[number])
        elif shape.skip == "rule" and self._underlines(raw):
            self._raise_to_heading(raw, number)
        elif shape.skip:
            self._skip(number, number, shape.skip)
            self.rule = self.rule or shape.skip == "rule"
        elif shape.level:
            self._heading(number, shape)
        elif not shape.marker and self.last is not None and self._wraps(self.last, shape):
            self.last.text = f"{self.last.text} {shape.text}"
            self.last.lines.append(number)
        else:
            self._block(number, shape)
        self.blank = False
        if "details" in raw:
            self._fold(raw)

    def _fold(self, raw: str) -> None:
        """Let what follows an outermost ``<details>`` begin anew, as its summary does, unless that stands in a list."""
        tags = raw.lower()
        self.folds = max(0, self.folds + tags.count("<details") - tags.count("</details"))
        if "</details" in tags and not self.folds and raw.startswith("<"):
            self.rule = True

    def _row(self, number: int, row: Row) -> None:
        """Put a table's row in the tree as a question with its answer beside it."""
        node = Node(number, Kind.ITEM, row.question, asks=True, answer=row.answer, lines=[number])
        self._append(node, self.headings[-1])
        self.stack.clear()
        self.last = None

    def _message(self, message: Message) -> int:
        """Put a chat message in the tree: one that asks at the top, the next ones below it as its answers."""
        texts = [] if message.part is Part.LEFT_OUT else [(n, forms.shape_of(text).text) for n, text in message.texts]
        texts = [(number, text) for number, text in texts if text]
        if message.part is Part.ASKS and texts:
            whole = " ".join(text for _, text in texts)
            node = Node(message.asking_line, Kind.ITEM, whole, asks=True, speaker=message.author)
            node.lines.extend(number for number, _ in texts)
            self.asked[message.first] = node
            self._append(node, self.headings[-1])
        else:
            to = message.answers_to
            above = self.asked.get(to.first) if to is not None else None
            for number, text in texts:
                node = Node(number, Kind.ITEM, text, indent=2, speaker=message.author, lines=[number])
                self._append(node, above or self.headings[-1])
        taken = {number for number, _ in texts}
        for number in range(message.first, message.last + 1):
            if number not in taken and self.lines[number - 1].strip():
                self.skipped.append(Skipped(number, number, "message head"))
        self.stack.clear()
        self.last = None
        return message.last + 1

    def _skip(self, first: int, last: int, name: str) -> int:
        self.skipped.append(Skipped(first, last, name))
        self.blank = False
        self.last = None
        return last + 1

    def _underlines(self, raw: str) -> bool:
        node = self.last
        mark = raw.strip()[0]
        fits = node is not None and node.kind is Kind.TEXT and not self.blank and node.indent == 0
        if not fits or node is None or mark not in "-=" or " " in raw.strip() or len(raw.strip()) < _SHORTEST_UNDERLINE:
            return False
        lone = node.blank_before and len(node.lines) == 1 and node.parent is self.headings[-1]
        return lone and len(node.text) <= 60 and not forms.ends_sentence(node.text)

    def _raise_to_heading(self, raw: str, number: int) -> None:
        node = self.last
        if node is None or node.parent is None:
            return
        node.parent.children.pop()
        shape = Shape(text=node.text, level=1 if raw.strip()[0] == "=" else 2)
        self._heading(node.line, shape)
        self.skipped.append(Skipped(number, number, "underline"))

    def _heading(self, number: int, shape: Shape) -> None:
        while len(self.headings) > 1 and self.headings[-1].level >= shape.level:
            self.headings.pop()
        node = Node(number, Kind.HEADING, shape.text, level=shape.level, lines=[number])
        self._append(node, self.headings[-1])
        self.headings.append(node)
        self.stack.clear()
        self.last = None

    def _block(self, number: int, shape: Shape) -> None:
        if self.rule:
            self.stack.clear()
        arrow = not self.blank and number in self.arrows.answering
        while self.stack and not _stands_below(shape, self.stack[-1]):
            if arrow and self._takes_arrows(self.stack[-1], shape):
                break
            self.stack.pop()
        if len(self.stack) >= MAX_DEPTH:
            del self.stack[MAX_DEPTH - 1 :]
            if not self.capped:
                message = _("Lists nested deeper than {cap} levels are read as {cap} levels.", cap=MAX_DEPTH)
                self.problems.append(Problem(number, "warning", message))
            self.capped = True
        kind = Kind.ITEM if shape.marker else Kind.TEXT
        node = Node(number, kind, shape.text, indent=shape.indent, ordered=shape.ordered, checkbox=shape.checkbox)
        node.lines.append(number)
        node.number, node.asks, node.heads = shape.number, shape.asks, shape.heads
        node.emoji = shape.emoji
        node.arrow = number in self.arrows.answering
        parent = self.stack[-1] if self.stack else self.headings[-1]
        node.adopted = arrow and parent.indent >= node.indent
        adopter = None if arrow else self._adopter(parent, node, shape)
        if adopter is not None:
            node.adopted = True
            self.stack.append(adopter)
        self._append(node, adopter or parent)
        self.stack.append(node)
        self.last = node

    def _takes_arrows(self, above: Node, shape: Shape) -> bool:
        """Tell whether an arrow line answers an open line: one at the same indent that is no arrow itself."""
        return above.indent <= shape.indent + 1 and above.line not in self.arrows.answering

    def _adopter(self, parent: Node, node: Node, shape: Shape) -> Node | None:
        """Return the label or the numbered item right above, at the same indent, that this item stands under."""
        above = parent.children[-1] if parent.children else None
        if above is None or node.kind is not Kind.ITEM or self.rule or len(self.stack) + 1 >= MAX_DEPTH:
            return None
        if abs(above.indent - node.indent) > 1 or above.kind is Kind.HEADING:
            return None
        if above.kind is Kind.TEXT:
            set_apart = (self.blank and is_set_apart(node, above)) or _heads_already(node, parent)
            set_apart = set_apart or _is_pair(above.text) or _is_pair(node.text)
            return None if set_apart or _answers(above, parent, shape) or self._goes_on_above(above, shape) else above
        if above.heads > node.heads and not {above.line, node.line} & self.arrows.answered:
            return _smallest_head(above, node)
        if self.blank or above.ordered == node.ordered:
            return None
        goes_on = bool(above.children) and above.children[-1].adopted
        return above if above.ordered or shape.number == 1 or goes_on else None

    def _goes_on_above(self, above: Node, shape: Shape) -> bool:
        """Tell whether a numbered item goes on with a row that began above, and so does not stand under this line."""
        if not shape.ordered or shape.number < 2:
            return False
        return 0 < _bold_number(above.text) < shape.number or (self.blank and above.text.endswith((".", "다", "요")))

    def _append(self, node: Node, parent: Node) -> None:
        node.parent = parent
        node.depth = parent.depth + 1
        node.blank_before = self.blank
        node.after_rule = self.rule
        self.rule = False
        parent.children.append(node)

    def _wraps(self, above: Node, shape: Shape) -> bool:
        """Tell whether a line without a marker only goes on with the line above it (a hard-wrapped paragraph)."""
        if self.blank or self.rule or len(above.lines) >= _MAX_WRAPPED:
            return False
        if len(above.text) + len(shape.text) > MAX_LINE or forms.starts_block(shape.text):
            return False
        deeper = shape.indent - above.indent
        hangs = above.kind is Kind.ITEM and 2 <= deeper <= 6
        if not hangs and abs(deeper) > 1:
            return False
        return forms.wraps(self.lines[above.lines[-1] - 1], above.text, shape.text, hangs=hangs)
