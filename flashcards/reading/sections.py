"""Where lines stand outside of questions: their section, its mood, the cue they share, and who speaks."""

from collections.abc import Iterator, Mapping
from typing import TypedDict

from flashcards.reading import advice, asking, cues, speakers, wording
from flashcards.reading.advice import Standing
from flashcards.reading.attach import Answered
from flashcards.reading.marks import take_cloze, take_marks
from flashcards.reading.outline import Kind, Node

SIDELINED_SHARE = 0.4


class Company(TypedDict):
    """What the line above is to a line in the tree."""

    under_advice: bool
    under_label: bool


class Places:
    """What is known of every node's place: its section, whether it answers, and whether it only names others."""

    def __init__(self, root: Node, owner: Mapping[Node, Answered], asking_nodes: set[Node], title: str) -> None:
        self.root = root
        self.owner = owner
        self.asking = asking_nodes
        self.title = title
        self.names = speakers.known_names(
            asking.without_answer_prefix(node.text)[0] for node in root.walk() if node.speaker is None
        )
        self._advising: dict[Node, bool] = {}
        self._labels: dict[Node, bool] = {}
        self._topics: dict[Node, bool] = {}
        self._moods: dict[Node, float] = {}
        self._sidelined: dict[Node, bool] = {}
        tops = [n for n in root.children if n.kind is Kind.HEADING and n.level == 1]
        first = next((n for n in root.children if n.kind is Kind.HEADING), None)
        self._title_node = first if len(tops) == 1 and first is tops[0] else None

    def path(self, node: Node) -> tuple[str, ...]:
        """Return the titles above a node, outermost first, without the title of the whole file."""
        titles = [
            take_marks(above.text).text.strip("*_ ").rstrip(":： ")
            for above in node.ancestors()
            if above is not self._title_node
            and above not in self.asking
            and (above.kind is Kind.HEADING or (above not in self.owner and self.is_topic(above)))
        ]
        return tuple(title for title in reversed(titles) if title)

    def said(self, text: str) -> tuple[str, str | None]:
        """Return a line without answer prefix and without the name of who said it, and that name."""
        bare, titled = asking.without_answer_prefix(text)
        name, rest = speakers.take_name(bare, self.names)
        return rest, titled or name

    def is_label(self, node: Node) -> bool:
        """Tell whether a line only names the lines below it."""
        known = self._labels.get(node)
        if known is None:
            text = asking.without_answer_prefix(take_marks(node.text).text)[0]
            known = bool(node.children) and take_cloze(text) is None and advice.is_label(text, len(node.children))
            self._labels[node] = known
        return known

    def is_topic(self, node: Node) -> bool:
        """Tell whether a line outside of questions is a label, or holds questions."""
        known = self._topics.get(node)
        if known is None:
            adopting = node.kind is Kind.TEXT and any(child.adopted for child in node.children)
            short = len(node.text) <= 60 and (adopting or not advice.is_imperative(node.text))
            asked = sum(1 for child in node.children if child in self.asking)
            holds = short and any(child.children and self.is_topic(child) for child in node.children)
            known = self.is_label(node) or (adopting and short) or holds or 0 < 0.5 * len(node.children) <= asked
            self._topics[node] = known
        return known

    def depths(self, item: Answered, labels: set[Node]) -> dict[Node, int]:
        """Return the depth of each answering line below its question; a label adds no depth."""
        lifted: dict[Node, int] = {}
        depths = {}
        for answer in item.answers:
            node = answer.node
            lift = lifted.get(node.parent, 0) if node.parent is not None else 0
            if node.parent in labels and not node.adopted:
                lift += 1
            lifted[node] = lift
            depths[node] = max(1, answer.depth - lift)
        return depths

    def standing(self, node: Node, cue: Node | None) -> Standing:
        """Return where a line under a section title stands."""
        depth = 1
        for above in node.ancestors():
            if above is cue or above.kind is Kind.HEADING:
                break
            depth += 0 if self.is_topic(above) else 1
        section = self._section_of(node)
        return Standing(
            depth=depth,
            children=len(node.children),
            asked=False,
            mood=self._mood(section),
            sidelined=self._is_sidelined(section),
            answer_prefix=asking.has_answer_prefix(node.text),
            task=node.checkbox,
            prose=node.kind is Kind.TEXT and not asking.has_answer_prefix(node.text),
            **self.company(node),
        )

    def company(self, node: Node) -> Company:
        """Return what the line right above a node in the tree is to it."""
        above = node.parent
        inside = above is not None and above.kind is not Kind.HEADING and above.kind is not Kind.ROOT
        if not inside or above is None or above in self.asking:
            return {"under_advice": False, "under_label": False}
        label = self.is_label(above)
        advises = self._advising.get(above)
        if advises is None:
            advises = self._advising[above] = not label and advice.has_cue(above.text)
        return {"under_advice": advises, "under_label": label}

    def _section_of(self, node: Node) -> Node:
        return next((n for n in node.ancestors() if n.kind is Kind.HEADING), self.root)

    def _mood(self, section: Node) -> float:
        known = self._moods.get(section)
        if known is None:
            above = self._mood(self._section_of(section)) if section is not self.root else 0.0
            known = _mood_of(section.text) if section is not self.root else 0.0
            known = min(known, above) if above < 0 else known or above
            if section is self._title_node:
                known = max(known, 0.0)
            self._moods[section] = known
        return known

    def _is_sidelined(self, section: Node) -> bool:
        known = self._sidelined.get(section)
        if known is None:
            inside = [n for n in section.walk() if n.kind is not Kind.HEADING]
            answering = sum(1 for n in inside if n in self.owner or n in self.asking)
            known = bool(inside) and answering >= SIDELINED_SHARE * len(inside)
            self._sidelined[section] = known
        return known


def groups_of(root: Node, places: Places) -> Iterator[tuple[Node | None, list[Node]]]:
    """Yield (cue, lines) for the lines outside of questions: a heading, a topic label, or None for the file's title."""
    groups: dict[Node | None, list[Node]] = {}
    for node in root.walk():
        if node in places.owner or node in places.asking:
            continue
        if node.kind is Kind.HEADING:
            if advice.is_imperative(node.text) and node.level >= 2 and places.path(node):
                groups.setdefault(_cue_of(node, places), []).append(node)
            continue
        if places.is_topic(node) and _cue_of(node, places) is not None and not node.children:
            continue
        groups.setdefault(_cue_of(node, places), []).append(node)
    for cue, nodes in groups.items():
        real = [node for node in nodes if node.kind is Kind.HEADING or not places.is_topic(node)]
        if not all(wording.is_address_only(node.text) for node in real):
            yield cue, real


def _cue_of(node: Node, places: Places) -> Node | None:
    """Return the topic label right above a line's list, else its heading."""
    for above in node.ancestors():
        if above.kind is Kind.HEADING:
            return above
        if places.is_topic(above) and (above.parent is None or above.parent.kind is not Kind.ITEM):
            return above
    return None


def speakers_of(item: Answered) -> dict[Node, str]:
    """Return the lines directly below a question that are names of who answered, if all those with children are."""
    direct = [a.node for a in item.answers if a.depth == 1 and a.node.children]
    names = [node for node in direct if speakers.is_name(node.text)]
    if not names or len(names) != len(direct):
        return {}
    if len(names) < 2 and not any(speakers.is_titled(node.text) for node in names):
        return {}
    return {node: speakers.plain_name(node.text) for node in names}


def _mood_of(title: str) -> float:
    if any(known.search(title) for known in (cues.ABOUT_SECTION, cues.LOGISTICS_SECTION, cues.LISTING_SECTION)):
        return -0.2
    if cues.DIARY_SECTION.search(title):
        return -0.15
    return 0.12 if cues.TIPS_SECTION.search(title) else 0.0
