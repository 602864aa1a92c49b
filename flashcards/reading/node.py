"""The tree that notes are read into: headings, list items and paragraphs with their lines."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from flashcards.core.note import Problem


class Kind(StrEnum):
    """What a node is in the file."""

    ROOT = "root"
    HEADING = "heading"
    ITEM = "item"
    TEXT = "text"


@dataclass(slots=True, eq=False)
class Node:
    """A heading, a list item or a paragraph line, with the lines it spans and what stands below it.

    ``indent`` is in columns, ``level`` 1..6 for headings. ``adopted`` says that the node stands at its parent's own
    indent: the list under a label, or bullets under a number or a bigger sign (``heads``; ``emoji`` where it is one).
    ``arrow`` says that it begins with an arrow. In a chat ``speaker`` wrote it; ``asks`` is its question. ``answer``
    stands beside a question in a table.
    """

    line: int
    kind: Kind
    text: str
    indent: int = 0
    level: int = 0
    depth: int = 0
    ordered: bool = False
    number: int = 0
    checkbox: bool = False
    blank_before: bool = False
    after_rule: bool = False
    adopted: bool = False
    asks: bool = False
    heads: int = 0
    emoji: str = ""
    arrow: bool = False
    answer: str = ""
    speaker: str | None = None
    parent: "Node | None" = None
    lines: list[int] = field(default_factory=list)
    children: "list[Node]" = field(default_factory=list)

    def walk(self) -> "Iterator[Node]":
        """Yield every node below this one, in the order of the file."""
        stack = self.children[::-1]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(reversed(node.children))

    def ancestors(self) -> "Iterator[Node]":
        """Yield the nodes above this one, nearest first, without the root."""
        node = self.parent
        while node is not None and node.kind is not Kind.ROOT:
            yield node
            node = node.parent


@dataclass(frozen=True, slots=True)
class Skipped:
    """A run of lines that is not notes: ``first`` to ``last``, both included."""

    first: int
    last: int
    name: str


@dataclass(frozen=True, slots=True)
class Outline:
    """A file's tree of nodes, the regions left out of it, and what was odd."""

    root: Node
    skipped: tuple[Skipped, ...]
    problems: tuple[Problem, ...]
