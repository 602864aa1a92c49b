"""The YAML header of a notes file: a flat mapping of known keys, read from parser events only.

No YAML object is ever constructed, so aliases, tags and deep nesting cost nothing and do nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

from flashcards.core.note import CardsMode, Problem
from flashcards.language import _

KEYS = ("title", "speaker", "date", "url", "deck", "tags", "lang", "cards")
MAX_LINES = 200
MAX_CHARS = 32_000
_FENCE = "---"

Value = str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The header's known values, the line of its closing fence (0 = there is none), and what was wrong with it."""

    values: Mapping[str, Value] = field(default_factory=lambda: MappingProxyType({}))
    last_line: int = 0
    problems: tuple[Problem, ...] = ()

    def text(self, key: str) -> str | None:
        """Return a value as one line of text, or None where the key is missing or empty."""
        value = self.values.get(key, "")
        text = ", ".join(value) if isinstance(value, tuple) else value
        return " ".join(text.split()) or None

    def words(self, key: str) -> tuple[str, ...]:
        """Return a value as words: a YAML list, or one line separated by commas or spaces."""
        value = self.values.get(key, "")
        if isinstance(value, str):
            value = tuple(value.replace(",", " ").split())
        words = ("_".join(word.lstrip("#").split()) for word in value)
        return tuple(dict.fromkeys(word for word in words if word))

    @property
    def cards(self) -> CardsMode | None:
        """Which points become cards, where the header says so."""
        text = self.text("cards")
        return CardsMode(text) if text else None


class _NotFlat(ValueError):
    """The header holds something other than keys with text or lists of text."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def read_front_matter(lines: Sequence[str]) -> FrontMatter:
    """Read the header at the top of a file's lines; a fault is a problem with its line, never an exception."""
    if not lines or lines[0].rstrip() != _FENCE:
        return FrontMatter()
    last = next((i for i in range(1, min(len(lines), MAX_LINES)) if lines[i].rstrip() in (_FENCE, "...")), 0)
    looks_like_keys = any(_key_of(line) for line in lines[1 : (last or 4)])
    if not last or not looks_like_keys:
        if not last and len(lines) > 1 and _key_of(lines[1]) in KEYS:
            message = "The front matter has no closing '---': its lines are read as notes; add the closing line."
            return FrontMatter(problems=(Problem(1, "warning", message),))
        return FrontMatter()
    body = lines[1:last]
    if sum(map(len, body)) > MAX_CHARS:
        return FrontMatter(last_line=last + 1, problems=(Problem(1, "warning", _unreadable("it is too long")),))
    try:
        found = dict(_pairs("\n".join(body) + "\n"))
    except _NotFlat as error:
        why = "only 'key: text' and lists of text are read"
        return FrontMatter(
            last_line=last + 1, problems=(Problem(min(error.line + 2, last + 1), "warning", _unreadable(why)),)
        )
    values, problems = _known(found)
    placed = (replace(problem, line=min(problem.line, last)) for problem in problems)
    return FrontMatter(MappingProxyType(values), last + 1, tuple(placed))


def _unreadable(why: str) -> str:
    return _("The front matter cannot be read, {why}: the file is read without it.", why=why)


def _key_of(line: str) -> str:
    key, colon, rest = line.partition(":")
    return key.strip() if colon and (not rest or rest[0].isspace()) and len(key) <= 40 else ""


def _known(found: Mapping[str, tuple[int, Value]]) -> tuple[dict[str, Value], list[Problem]]:
    values: dict[str, Value] = {}
    problems = []
    for key, (line, value) in found.items():
        if key not in KEYS:
            problems.append(Problem(line, "warning", _unknown(key)))
        elif key == "cards" and value not in list(CardsMode):
            if value:
                message = _("'cards: {value}' is not known: write key, all or marked; key is used.", value=value)
                problems.append(Problem(line, "warning", message))
        else:
            values[key] = value
    return values, problems


def _unknown(key: str) -> str:
    import difflib  # noqa: PLC0415 - only a misspelt key needs it

    shown = key[:40]
    near = difflib.get_close_matches(shown.lower(), KEYS, n=1, cutoff=0.5)
    if near:
        sentence = "The front-matter key '{key}' is not known and is left alone; did you mean '{near}'?"
        return _(sentence, key=shown, near=near[0])
    sentence = "The front-matter key '{key}' is not known and is left alone; known keys are {keys}."
    return _(sentence, key=shown, keys=", ".join(KEYS))


def _pairs(text: str) -> Iterator[tuple[str, tuple[int, Value]]]:
    """Yield (key, (line, value)) of a flat YAML mapping; lines count from 1 in the file. Raises _NotFlat."""
    import yaml  # noqa: PLC0415 - most notes have no front matter

    try:
        yield from _flat(yaml.parse(text, Loader=yaml.SafeLoader))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise _NotFlat(mark.line if mark else 0) from None
    except _NotFlat:
        raise
    except (ValueError, OverflowError):
        raise _NotFlat(0) from None


def _flat(events: Iterator[Any]) -> Iterator[tuple[str, tuple[int, Value]]]:
    import yaml  # noqa: PLC0415 - most notes have no front matter

    key: tuple[str, int] | None = None
    items: list[str] | None = None
    inside = False
    for event in events:
        match event:
            case yaml.MappingStartEvent() if not inside:
                inside = True
            case yaml.ScalarEvent() if inside and items is not None:
                items.append(_scalar(event))
            case yaml.ScalarEvent() if inside and key is None:
                key = (event.value, _line_of(event) + 2)
            case yaml.ScalarEvent() if inside and key is not None:
                yield key[0], (key[1], _scalar(event))
                key = None
            case yaml.SequenceStartEvent() if inside and key is not None and items is None:
                items = []
            case yaml.SequenceEndEvent() if key is not None and items is not None:
                yield key[0], (key[1], tuple(item for item in items if item))
                key = items = None
            case yaml.NodeEvent() | yaml.CollectionStartEvent():
                raise _NotFlat(_line_of(event))
            case _:
                pass


def _line_of(event: Any) -> int:  # noqa: ANN401 - PyYAML's events are not typed
    return event.start_mark.line if event.start_mark else 0


def _scalar(event: Any) -> str:  # noqa: ANN401 - PyYAML's events are not typed
    empty = event.style is None and event.value in ("~", "null")
    return "" if empty else str(event.value).strip()
