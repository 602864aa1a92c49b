"""Rows of questions at the top of a file: numbered across headings and bold lines, or bold lines with names below."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise

from flashcards.reading import flat, interrogative
from flashcards.reading.asking import Asking
from flashcards.reading.outline import Kind, Node

_NUMBER = re.compile(r"[*_\s]*(?:Q\s?)?(\d{1,3})\s?[.)]\s")
_TELLS = re.compile(r"(?:why|how|what|when|where)\s(?:i|we|he|she|they)\b", re.IGNORECASE)
_SAID = re.compile(r"[-*\s]*\**(?:[가-힣]{2,6}|[A-Z][\w.'’-]{1,14}(?:\s[A-Z][\w.'’-]{1,14})?)\**\s?[:：]\**\s+\S")
_LONGEST = 60
_LEAST = 3
_EMPHASIS = frozenset("*_")


def find_series(root: Node, forms: Mapping[Node, Asking]) -> dict[Node, Asking]:
    """Return the headings and bold lines that ask because of the row they stand in, with how.

    In a numbered row of which three and half ask, so does a worry, one's own case or a topic with lines below. Among
    bold lines of which two and half ask, so does one that is answered by name ("Mina: no, but …").
    """
    top = list(_top(root))
    heads = [node for node in top if node.kind is Kind.HEADING or (node.text[:1] in _EMPHASIS and is_bold(node.text))]
    numbered = [node for node in heads if _number(node)]
    if numbered:
        numbered = [node for node in top if _number(node) and (node in heads or not (node.children or node.indent))]
    bold = [node for node in heads if node.kind is Kind.TEXT]
    rises = _mostly_ask(numbered, forms, _LEAST) and _counts_up(numbered)
    if not rises and not _mostly_ask(bold, forms, 2):
        return {}
    found: dict[Node, Asking] = {}
    next_of: dict[Node, Node] = {}
    for parent in (root, *(node for node in _top(root) if node.kind is Kind.HEADING)):
        next_of.update(pairwise(parent.children))
    if rises:
        found |= {node: forms[node] for node in numbered if forms[node].confidence}
        others = (node for node in numbered if node not in found)
        found |= {node: _stated(node, forms) for node in others if _may_ask(node, next_of.get(node), forms)}
    if _mostly_ask(bold, forms, 2):
        short = [node for node in bold if not forms[node].confidence and len(node.text) <= _LONGEST]
        found |= {node: _stated(node, forms) for node in short if _is_answered_by_name(node, next_of.get(node))}
    return found


def is_bold(text: str) -> bool:
    """Tell whether a whole line is emphasised, as a heading without ``#``."""
    core = text.rstrip(" :：")
    return len(core) > 4 and core.startswith(("**", "__")) and core.endswith(core[:2]) and core.count(core[:2]) == 2


def follows(node: Node, question: Node) -> bool:
    """Tell whether a line has a higher number than a question, so that it only comes after it."""
    return 0 < _number(question) < _number(node)


def _top(root: Node) -> Iterator[Node]:
    """Yield what stands directly in the file or under headings."""
    for node in root.children:
        yield node
        if node.kind is Kind.HEADING:
            yield from _top(node)


def _number(node: Node) -> int:
    found = _NUMBER.match(node.text)
    return int(found[1]) if found else node.number


def _counts_up(nodes: list[Node]) -> bool:
    numbers = [_number(node) for node in nodes]
    return numbers == sorted(numbers)


def _mostly_ask(nodes: list[Node], forms: Mapping[Node, Asking], least: int) -> bool:
    asked = sum(1 for node in nodes if forms[node].confidence)
    return asked >= least and 2 * asked >= len(nodes)


def _stated(node: Node, forms: Mapping[Node, Asking]) -> Asking:
    return replace(forms[node], confidence=0.6, reason="stands in a row of questions")


def _may_ask(node: Node, following: Node | None, forms: Mapping[Node, Asking]) -> bool:
    """Tell whether a numbered statement is a worry, one's own case or a topic; "Why I left" only announces a story."""
    text = forms[node].text.strip("*_ ")
    answered = bool(node.children) or (following is not None and following.kind is not Kind.HEADING)
    if not answered or _TELLS.match(text):
        return False
    return flat.is_topic(text) or interrogative.is_somebodys_own(text) or interrogative.names_trouble(text)


def _is_answered_by_name(node: Node, following: Node | None) -> bool:
    first = node.children[0] if node.children else following
    return first is not None and not is_bold(first.text) and bool(_SAID.match(first.text))
