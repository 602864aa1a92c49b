"""Which nodes of an outline ask: by prefix, by ending, and by what stands around them."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from flashcards.reading import advice, asking, cues, flat, interrogative, oneline, series
from flashcards.reading.asking import Asking
from flashcards.reading.lines import ends_sentence
from flashcards.reading.marks import Pair, take_cloze, take_marks, take_pair
from flashcards.reading.outline import Kind, Node, Outline
from flashcards.reading.series import is_bold

_OPENS_TOPIC = re.compile(r"[*_]*(?:how|when|where|what|whom?) to\s\w[^.:!;]{2,60}$", re.IGNORECASE)
_ASIDE = re.compile(r"\s*\([^()]{0,80}\)$")
_ARROWED = 3
"""So many items with RemNote's arrows between front and back show that they are meant as such."""
_SENTENCES = re.compile(r"[.?!。？！]\s+\S|(?:다|요)\.\s*\S")


@dataclass(frozen=True, slots=True)
class Found:
    """A node that asks: its words, how sure that is and why, and the node whose line holds the question.

    ``answer`` stands on the same line; ``bounded`` says that the answer ends where the block of lines does, ``closed``
    that nothing after the line answers it unless it stands below.
    """

    node: Node
    asking: Asking
    place: Node
    answer: str = ""
    pair: Pair | None = None
    bounded: bool = False
    closed: bool = False


def find_questions(outline: Outline) -> dict[Node, Found]:
    """Return the nodes that ask, in the order of the file, with how sure that is."""
    detector = _Detector(outline)
    return detector.run()


@dataclass(frozen=True, slots=True)
class _Around:
    """What stands around the children of one node: the kind of section, whether most of them ask, how one line does."""

    in_questions: bool = False
    in_listing: bool = False
    in_diary: bool = False
    majority: bool = False
    company: oneline.Company = field(default_factory=oneline.Company)
    paired: bool = False


class _Detector:
    """One pass over the outline: forms first, then what the surroundings say, from the top down."""

    def __init__(self, outline: Outline) -> None:
        self.root = outline.root
        self.forms: dict[Node, Asking] = {}
        self.found: dict[Node, Found] = {}
        self.heads: dict[Node, Asking] = {}
        self.series: dict[Node, Asking] = {}
        self.askers: Counter[tuple[Kind, int]] = Counter()
        self.parents: Counter[tuple[Kind, int]] = Counter()
        self.companies: dict[Node, oneline.Company] = {}
        self.paired = False
        self.arrowed = 0
        self.tasks: Counter[Node | None] = Counter()
        self.pointed = 0
        self.unasked = 0
        self.inside: set[Node] = set()
        self.sections: dict[Node, tuple[bool, bool, bool]] = {self.root: (False, False, False)}

    def run(self) -> dict[Node, Found]:
        for node in self.root.walk():
            form = asking.asking_of(take_marks(node.text).text)
            self.forms[node] = form
            self.arrowed += node.kind is Kind.ITEM and _is_arrowed(node.text)
            self.askers[node.kind, node.depth] += bool(form.confidence and node.children)
            self.parents[node.kind, node.depth] += bool(node.children)
            if node.checkbox and form.confidence >= 0.8 and _is_answered_task(node):
                self.tasks[node.parent] += 1
            if _is_pointed_at(node):
                self.pointed += bool(form.confidence)
                self.unasked += not form.confidence
            if node.kind is Kind.HEADING:
                self.companies[node] = _company_of(node)
        self.companies[self.root] = _company_of(self.root)
        self.paired = sum(self.companies.values(), oneline.Company()).is_of_pairs()
        self.heads = flat.find_heads(self.root, self.forms)
        self.series = series.find_series(self.root, self.forms)
        for parent in (self.root, *self.root.walk()):
            self._classify(parent)
        self._drop_topics()
        return self.found

    def _classify(self, parent: Node) -> None:
        """Decide on the children of one node; its own fate is known by then."""
        if not parent.children:
            return
        around = _Around(*self._section(parent))
        if parent not in self.inside and parent not in self.found:
            majority = self._mostly_asks(parent.children, in_questions=around.in_questions)
            company = self.companies.get(parent) or _company_of(parent)
            paired = company.is_of_pairs() or (parent in self.companies and self.paired)
            around = replace(around, majority=majority, company=company, paired=paired)
        for index, node in enumerate(parent.children):
            if parent in self.inside or parent in self.found:
                self.inside.add(node)
            found = self._decide(node, index, around)
            if found is not None:
                below = parent.children[index + 1 : index + 2]
                joined = any(oneline.split_statement(following.text) for following in below)
                closed = around.paired and (found.answer or node.children or joined)
                self.found[node] = replace(found, closed=True) if closed else found

    def _section(self, node: Node) -> tuple[bool, bool, bool]:
        """Tell whether a node stands in a section of questions, of mere listings, or in a diary."""
        known = self.sections.get(node)
        if known is None:
            above = self.sections[node.parent or self.root]
            title = node.kind is Kind.HEADING or bool(node.children)
            words = node.text[:80] if title else ""
            own = tuple(bool(r.search(words)) for r in (cues.ASKING_SECTION, cues.LISTING_SECTION, cues.DIARY_SECTION))
            known = (own[0] or above[0], own[1] or above[1], own[2] or above[2])
            if node.kind is not Kind.HEADING:
                known = (known[0], known[1], above[2])
            self.sections[node] = known
        return known

    def _mostly_asks(self, nodes: list[Node], *, in_questions: bool) -> bool:
        """Tell whether statements with lines below them ask too, because most of their siblings do.

        In a section of questions a third of those with children is enough; elsewhere half of all siblings must ask.
        """
        told = [n for n in nodes if n.kind is not Kind.TEXT or is_bold(n.text)]
        parents = [n for n in told if n.children or n.kind is Kind.TEXT]
        asking_ones = sum(1 for n in parents if self.forms[n].confidence)
        if in_questions:
            return asking_ones >= len(parents) / 3 and (asking_ones >= 2 or 2 * asking_ones >= len(parents) > 0)
        return asking_ones >= 3 and asking_ones >= len(told) / 2

    def _may_worry(self, node: Node) -> bool:
        """Tell whether a statement of oneself asks: most items with lines below do on its level, and one beside it.

        Three must ask in the file; two are enough for one that names a trouble.
        """
        if node in self.inside or not node.children or not interrogative.is_somebodys_own(node.text):
            return False
        level = node.kind, node.depth
        least = 2 if interrogative.names_trouble(node.text) else 3
        if self.askers[level] < least or self.askers[level] < 0.6 * self.parents[level]:
            return False
        return any(self.forms[n].confidence for n in (node.parent.children if node.parent else ()))

    def _decide(self, node: Node, index: int, around: _Around) -> Found | None:
        pair = take_pair(take_marks(node.text).text, arrows=self.arrowed >= _ARROWED)
        if pair is not None and node.kind is not Kind.HEADING:
            form = Asking(pair.front, explicit=True, confidence=1.0, reason="front and back")
            return Found(node, form, node, pair.back, pair)
        if node.asks:
            form = replace(self.forms[node], confidence=0.8, reason="a message or a callout that asks")
            return Found(node, form, node, node.answer)
        if node.speaker is not None:
            return None
        if take_cloze(node.text) is not None or _is_link(self.forms[node].text):
            return None
        return self._in_place(node, index, around)

    def _in_place(self, node: Node, index: int, around: _Around) -> Found | None:
        """Decide on a line by where it stands: a lone marker, a line of an answer, its answer on the same line."""
        first = node.children[0] if node.children else node
        titles_a_list = first.kind is Kind.ITEM and (node.kind is Kind.HEADING or bool(first.children))
        if asking.is_bare_question(node.text) and not titles_a_list:
            return self._from_below(node, index)
        split = oneline.split_answer(node.text)
        if node in self.series and not self.forms[node].explicit:
            return Found(node, self.series[node], node)
        if node in self.inside:
            return self._follow_up(node, self.forms[node], split)
        head = asking.asking_of(split[0]) if split else None
        if split and head and (head.explicit or head.confidence >= 0.8):
            return Found(node, replace(head, confidence=0.9, reason="its answer on the same line"), node, split[1])
        return self._one_line(node, around) or self._by_form(node, index, around)

    def _one_line(self, node: Node, around: _Around) -> Found | None:
        """Find a question and its answer on one line by question words or by how the lines around it are written."""
        if node.kind is Kind.HEADING or node.checkbox or around.in_listing or around.in_diary:
            return None
        pair = (
            None
            if asking.has_answer_prefix(node.text)
            else oneline.pair_of(node.text, around.company, paired=around.paired and not node.children)
        )
        if pair is None:
            return None
        head = replace(asking.asking_of(pair[0]), confidence=0.7, reason="its answer on the same line")
        return Found(node, head, node, pair[1])

    def _by_form(self, node: Node, index: int, around: _Around) -> Found | None:
        """Decide on a line outside of answers by its own words and by its siblings."""
        form = self.forms[node]
        if form.explicit:
            within = bool(self.heads) and node.kind is Kind.TEXT and not node.blank_before
            return Found(node, form, node, bounded=within)
        asks_alone = form.confidence >= 0.8 and self.tasks[node.parent] >= 2
        if asking.has_answer_prefix(node.text) or (node.checkbox and not _is_answered_task(node) and not asks_alone):
            return None
        if node in self.heads:
            return Found(node, self.heads[node], node, bounded=_begins_a_block(node, index) and not is_bold(node.text))
        if form.confidence:
            return Found(node, form, node) if node.checkbox or self._may_ask(node, index, form, around) else None
        stated = (around.majority or node.checkbox or self._may_worry(node)) and self._may_state(node)
        stated = stated or (node.kind is Kind.ITEM and bool(node.children) and bool(_OPENS_TOPIC.match(node.text)))
        if stated or self._is_pointed_question(node, around):
            return Found(node, replace(form, confidence=0.6, reason="stands among questions"), node)
        return None

    def _is_pointed_question(self, node: Node, around: _Around) -> bool:
        """Tell whether a line above arrows asks that has no form of it: two and half of such lines have one."""
        if around.in_diary or around.in_listing or node.kind is Kind.HEADING or not _is_pointed_at(node):
            return False
        return self.pointed >= max(2, self.unasked) and flat.may_ask(node.text)

    def _may_state(self, node: Node) -> bool:
        """Tell whether a statement may be a question: a title must be a sentence, and no premise that an arrow ends."""
        if not node.children:
            return False
        if cues.TALK_TITLE.search(node.text):
            return False
        if node.checkbox:
            return self.tasks[node.parent] >= 2 and flat.is_topic(self.forms[node].text)
        if node.kind is Kind.HEADING or is_bold(node.text):
            return ends_sentence(_ASIDE.sub("", node.text)) and not advice.is_imperative(node.text)
        return node.kind is Kind.ITEM and not asking.has_answer_prefix(node.children[0].text)

    def _from_below(self, node: Node, index: int) -> Found | None:
        """Find the question of a marker that stands alone: the first line below it, or the next line."""
        siblings = node.parent.children if node.parent else []
        lines = node.children or siblings[index + 1 : index + 4]
        below = next(iter(lines), None)
        if below is None or asking.is_bare_answer(below.text) or below.kind is Kind.HEADING:
            return None
        below = _asking_line(lines, self.forms)
        form = asking.asking_of(below.text)
        form = replace(form, explicit=True, confidence=1.0, reason="a question marker above")
        self.forms[below] = Asking(below.text)
        return Found(node, form, below)

    def _follow_up(self, node: Node, form: Asking, split: tuple[str, str] | None) -> Found | None:
        """Inside an answer only a marked question asks; an echo of the speaker does if lines stand below it."""
        if form.explicit:
            return Found(node, form, node, split[1] if split else "")
        titles = node.kind is Kind.HEADING or _is_bold_line_of_a_section(node)
        if titles and form.confidence >= 0.8:
            return Found(node, form, node)
        if node.kind is Kind.HEADING and interrogative.asks_in_title(node.text):
            return Found(node, replace(form, confidence=0.6, reason="a title with a question word"), node)
        echo = form.reason == "a question mark" and node.children and not interrogative.is_tag_question(node.text)
        if echo and not asking.has_answer_prefix(node.text) and split is None:
            return Found(node, replace(form, confidence=0.5, reason="an echo with lines below"), node)
        return None

    def _may_ask(self, node: Node, index: int, form: Asking, around: _Around) -> bool:
        """Weigh an unmarked question by its form, its section and its answers."""
        in_questions, in_listing, in_diary = around.in_questions, around.in_listing, around.in_diary
        weak = form.confidence < 0.7
        if node.kind is Kind.HEADING:
            return bool(node.children) or not weak
        if is_bold(node.text):
            return not in_diary or bool(node.children)
        if node.children:
            return not in_diary and (not weak or in_questions or self.askers[node.kind, node.depth] >= 2)
        if in_listing or in_diary or weak or form.reason == interrogative.BACKED:
            return False
        if node.kind is Kind.TEXT:
            return self._lone_text_asks(node, index, in_questions=in_questions)
        return self._leaf_asks(node, index, in_questions=in_questions)

    def _leaf_asks(self, node: Node, index: int, *, in_questions: bool) -> bool:
        """Tell whether a list item without children asks: a sibling can answer it, or its siblings are answered."""
        siblings = node.parent.children if node.parent else []
        near = [n for n in siblings[max(0, index - 20) : index + 21] if n is not node and n.kind is not Kind.HEADING]
        if any(n.children and self.forms[n].confidence for n in near):
            return True
        following = siblings[index + 1] if index + 1 < len(siblings) else None
        if following is None or following.kind is Kind.HEADING or following.after_rule:
            return False
        if asking.has_answer_prefix(following.text) or asking.is_bare_answer(following.text):
            return True
        if self.forms[following].confidence or following.checkbox:
            return False
        others = sum(1 for n in near if self.forms[n].confidence)
        return (following.kind is not node.kind or following.ordered != node.ordered) or in_questions or others >= 1

    def _lone_text_asks(self, node: Node, index: int, *, in_questions: bool) -> bool:
        """Tell whether a paragraph asks: one short sentence with an answer below, and not the only such one here."""
        siblings = node.parent.children if node.parent else []
        following = siblings[index + 1] if index + 1 < len(siblings) else None
        if following is None or following.kind is Kind.HEADING or following.after_rule:
            return False
        if asking.has_answer_prefix(following.text) or asking.is_bare_answer(following.text):
            return True
        form = self.forms[node]
        if len(form.text) > 160 or _SENTENCES.search(form.text) or self.forms[following].confidence >= 0.8:
            return False
        near = [n for n in siblings[max(0, index - 40) : index + 41] if n.kind is Kind.TEXT]
        alike = sum(1 for n in near if self.forms[n].confidence >= 0.8 and not _SENTENCES.search(n.text))
        return in_questions or (alike >= 3 and alike >= 0.25 * len(near))

    def _drop_topics(self) -> None:
        """Take headings that ask for mere topics where half of what stands directly below them asks too."""
        for node in list(self.found):
            if node.kind is not Kind.HEADING or self.found[node].asking.explicit:
                continue
            below = [n for n in node.children if n.kind is Kind.HEADING] or node.children
            asked = sum(1 for n in below if n in self.found)
            if asked >= 2 and asked >= 0.5 * len(below):
                del self.found[node]


def _is_bold_line_of_a_section(node: Node) -> bool:
    above = node.parent
    return node.kind is Kind.TEXT and is_bold(node.text) and above is not None and above.kind is Kind.HEADING


def _company_of(parent: Node) -> oneline.Company:
    return oneline.company_of([node.text for node in parent.children if node.kind is not Kind.HEADING])


def _begins_a_block(node: Node, index: int) -> bool:
    """Tell whether a paragraph line has its next line right below it, or indented lines."""
    siblings = node.parent.children if node.parent else []
    following = siblings[index + 1] if index + 1 < len(siblings) else None
    beside = following is not None and following.kind is Kind.TEXT and not following.blank_before
    return node.kind is Kind.TEXT and (beside or bool(node.children))


def _is_pointed_at(node: Node) -> bool:
    """Tell whether a line that begins with an arrow stands right below."""
    return bool(node.children) and node.children[0].arrow and not node.arrow


def _is_answered_task(node: Node) -> bool:
    """Tell whether lines that are no tasks themselves stand below a task."""
    return any(not child.checkbox for child in node.children)


def _is_link(text: str) -> bool:
    bare = text.strip("*<> ")
    return bare.startswith(("http://", "https://", "![")) and " " not in bare


def _asking_line(lines: list[Node], forms: Mapping[Node, Asking]) -> Node:
    """Return the line that asks among those right below a marker, the first where none of them does."""
    for node in lines[:3]:
        if node is not lines[0] and (
            node.blank_before or node.kind is Kind.HEADING or asking.is_bare_answer(node.text)
        ):
            break
        if forms[node].confidence:
            return node
    return lines[0]


def _is_arrowed(text: str) -> bool:
    return (">>" in text or "<>" in text) and take_pair(text) is None and take_pair(text, arrows=True) is not None
