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

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TOKEN = re.compile(r"\{\{\s*([#^/]?)\s*(.*?)\s*\}\}", re.DOTALL)
_TAG = re.compile(r"<(?!img|audio|video|object)[^>]*>", re.IGNORECASE)
_BLANK = re.compile(r"(?:\s|&nbsp;|\[sound:\])*")
_FURIGANA = re.compile(r" ?([^ >]+?)\[(.+?)\]")
_CLOZE_CONDITION = re.compile(r"c(\d+)")

Side = Literal["question", "answer"]


@dataclass(frozen=True, slots=True)
class Scene:
    """What a template is filled with: fields by name (HTML), the side, and the number of the cloze that is asked."""

    fields: Mapping[str, str]
    side: Side
    cloze: int = 0


def filled(template: str, scene: Scene) -> str:
    """Return a template's HTML with fields in the place of their names; what has no field is left out."""
    return "".join(_filled(_tree(template), scene))


def is_blank(field: str) -> bool:
    """Say whether a field counts as empty: tags and spaces alone do not fill it."""
    return _BLANK.fullmatch(_TAG.sub("", field)) is not None


@dataclass(frozen=True, slots=True)
class _Node:
    """A stretch of text, a replacement, or a condition (``#`` if filled, ``^`` if blank) around others."""

    kind: Literal["text", "field", "#", "^"]
    name: str
    inner: tuple["_Node", ...] = ()


@lru_cache(maxsize=512)
def _tree(template: str) -> tuple[_Node, ...]:
    """Return a template taken apart; a condition that is never closed goes to the end."""
    open_: list[tuple[_Node, list[_Node]]] = [(_Node("text", ""), [])]
    text, end = _COMMENT.sub("", template), 0
    for match in _TOKEN.finditer(text):
        sign, name = match.groups()
        open_[-1][1].append(_Node("text", text[end : match.start()]))
        end = match.end()
        if sign in ("#", "^"):
            open_.append((_Node("#" if sign == "#" else "^", name), []))
        elif sign != "/":
            open_[-1][1].append(_Node("field", name))
        elif len(open_) > 1:
            _close(open_)
    open_[-1][1].append(_Node("text", text[end:]))
    while len(open_) > 1:
        _close(open_)
    return tuple(open_[0][1])


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
    """Return what was to be typed, once the answer is shown."""
    return value if scene.side == "answer" else ""


_FILTERS: Mapping[str, Callable[[str, Scene], str]] = {
    "cloze": _cloze,
    "cloze-only": lambda value, scene: ", ".join(covered(value, scene.cloze)),
    "type": _typed,
    "nc": lambda value, _scene: value,
    "text": lambda value, _scene: re.sub(r"<[^>]*>", "", value),
    "furigana": lambda value, _scene: _FURIGANA.sub(r"\1(\2)", value),
    "kanji": lambda value, _scene: _FURIGANA.sub(r"\1", value),
    "kana": lambda value, _scene: _FURIGANA.sub(r"\2", value),
    "tts": lambda _value, _scene: "",
}
