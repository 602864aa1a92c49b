"""Anki's templates filled in: fields, conditions, and the filters that matter to somebody who reads.

The rules are those of https://docs.ankiweb.net/templates/intro.html.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from flashcards.formats.anki.read.gaps import blanked, covered, shown

FRONT_SIDE = "\x02"
"""Stands in an answer where the question would be shown again."""

_LONGEST = 50_000
"""A template is read that far, and a side is filled in as far as twice that: no side that people read is longer."""
_DEEPEST = 50
_IGNORED = re.compile(r"<(script|style)\b[^>]{0,1000}>", re.IGNORECASE)
_CLOSINGS = {name: re.compile(f"</{name}", re.IGNORECASE) for name in ("script", "style")}
_BLANK = re.compile(r"(?:[ \t\r\n\f\v]|</?(?:br|div) ?/?>)*", re.IGNORECASE)
_FURIGANA = re.compile(r" ?([^ >\[\]]{1,100})\[([^\[\]]{1,200})\]")
_CLOZE_CONDITION = re.compile(r"c([0-9]{1,4})")

Side = Literal["question", "answer"]


@dataclass(frozen=True, slots=True)
class Scene:
    """What a template is filled with: fields by name (HTML), the side, and the number of the cloze that is asked."""

    fields: Mapping[str, str]
    side: Side
    cloze: int = 0


def filled(template: str, scene: Scene) -> str:
    """Return a template's HTML with fields in the place of their names; what has no field is left out."""
    parts, room = list[str](), 2 * _LONGEST
    for part in _filled(_tree(template), scene):
        parts.append(part[:room])
        room -= len(part)
        if room <= 0:
            break
    return "".join(parts)


def is_blank(field: str) -> bool:
    """Say whether a field counts as empty in a condition: line breaks and plain spaces alone do not fill it."""
    return _BLANK.fullmatch(field) is not None


@dataclass(frozen=True, slots=True)
class _Node:
    """A stretch of text, a replacement, or a condition (``#`` if filled, ``^`` if blank) around others."""

    kind: Literal["text", "field", "#", "^"]
    name: str
    inner: tuple["_Node", ...] = ()


@lru_cache(maxsize=256)
def _tree(template: str) -> tuple[_Node, ...]:
    """Return a template taken apart; a condition that is never closed goes to the end, one too deep always holds."""
    open_: list[tuple[_Node, list[_Node]]] = [(_Node("text", ""), [])]
    too_deep = 0
    for text, tag in _tags(_without(template)[:_LONGEST]):
        open_[-1][1].append(_Node("text", text))
        sign, name = tag[:1], tag[1:].strip()
        if sign in ("#", "^"):
            if len(open_) > _DEEPEST:
                too_deep += 1
            else:
                open_.append((_Node("#" if sign == "#" else "^", name), []))
        elif sign == "/":
            if too_deep:
                too_deep -= 1
            elif len(open_) > 1:
                _close(open_)
        elif tag:
            open_[-1][1].append(_Node("field", tag))
    while len(open_) > 1:
        _close(open_)
    return tuple(open_[0][1])


def _tags(template: str) -> Iterator[tuple[str, str]]:
    """Yield each stretch of text with what stands in the braces behind it, empty at the end."""
    at = 0
    while (start := template.find("{{", at)) >= 0 and (end := template.find("}}", start)) >= 0:
        yield template[at:start], template[start + 2 : end].strip("{ \t\r\n")
        at = end + 2
    yield template[at:], ""


def _without(template: str) -> str:
    """Return a template without comments, and without what is in its scripts and styles."""
    parts, at = list[str](), 0
    while (start := template.find("<!--", at)) >= 0 and (end := template.find("-->", start)) >= 0:
        parts.append(template[at:start])
        at = end + 3
    text = "".join([*parts, template[at:]])
    parts, at = [], 0
    while opening := _IGNORED.search(text, at):
        parts.append(text[at : opening.end()])
        closing = _CLOSINGS[opening[1].lower()].search(text, opening.end())
        at = closing.start() if closing else len(text)
    return "".join([*parts, text[at:]])


def _close(open_: list[tuple[_Node, list[_Node]]]) -> None:
    node, inner = open_.pop()
    open_[-1][1].append(_Node(node.kind, node.name, tuple(inner)))


def _filled(nodes: tuple[_Node, ...], scene: Scene) -> Iterator[str]:
    for node in nodes:
        if node.kind == "text":
            yield node.name
        elif node.kind == "field":
            yield _replaced(node.name, scene)
        elif _holds(node.name, scene) == (node.kind == "#"):
            yield from _filled(node.inner, scene)


def _holds(name: str, scene: Scene) -> bool:
    if name not in scene.fields and (number := _CLOZE_CONDITION.fullmatch(name)):
        return int(number[1]) == scene.cloze
    return not is_blank(scene.fields.get(name, ""))


def _replaced(words: str, scene: Scene) -> str:
    if words == "FrontSide":
        return FRONT_SIDE if scene.side == "answer" else ""
    *filters, name = (word.strip() for word in words.split(":"))
    value = scene.fields.get(name, "")
    for one in reversed(filters):
        name_of_filter = one.split(" ", 1)[0]
        value = _FILTERS[name_of_filter](value, scene) if name_of_filter in _FILTERS else value
    return value


def _cloze(value: str, scene: Scene) -> str:
    return (blanked if scene.side == "question" else shown)(value, scene.cloze)


def _typed(value: str, scene: Scene) -> str:
    """Return what was to be typed, or is shown on demand, once the answer is shown."""
    return value if scene.side == "answer" else ""


_FILTERS: Mapping[str, Callable[[str, Scene], str]] = {
    "cloze": _cloze,
    "cloze-only": lambda value, scene: ", ".join(covered(value, scene.cloze)),
    "type": _typed,
    "hint": _typed,
    "nc": lambda value, _scene: value,
    "text": lambda value, _scene: re.sub(r"<[^<>]*>", "", value),
    "furigana": lambda value, _scene: _FURIGANA.sub(r"\1(\2)", value),
    "kanji": lambda value, _scene: _FURIGANA.sub(r"\1", value),
    "kana": lambda value, _scene: _FURIGANA.sub(r"\2", value),
    "tts": lambda _value, _scene: "",
}
