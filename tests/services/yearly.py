"""A notes file edited at random, line by line, where every line carries the identity that its writer would give it."""

import random
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from flashcards.reading.contrast import contrast
from flashcards.reading.normal import normalise

_ITEM = re.compile(r"^([ \t]*)((?:[-*+]|\d+[.)])[ \t]+)(.+)$")
_WORD = re.compile(r"[A-Za-z가-힣]{4,}")
_ENDINGS = (
    ("하세요.", "하십시오."), ("합니다.", "해요."), ("합니다", "해요"), ("세요.", "시기 바랍니다."), ("습니다", "어요"),
    ("한다.", "하기."), ("는다.", "는 것."), ("요.", "요"), ("다.", "다"), (".", ""), (".", "!"),
)  # fmt: skip
_CLAUSES = (", and tell a friend", ", as often as you can", " 그래야 오래갑니다", " 그게 제일 쉽습니다")

KEPT = ("typo", "ending", "moved", "section moved", "re-nested", "heading renamed", "deleted", "restored")
"""The kinds of edits after which a line is still recognisable, so that no history may be lost."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line with its identity; ``also`` are the lines that went into it when two were joined or one was split."""

    uid: int
    text: str
    also: frozenset[int] = frozenset()

    @property
    def is_heading(self) -> bool:
        """Whether it is a heading."""
        return self.text.startswith("#")

    @property
    def parts(self) -> tuple[str, str, str] | None:
        """Indent, marker and words of a list item."""
        found = _ITEM.match(self.text)
        return (found[1], found[2], found[3]) if found else None

    @property
    def depth(self) -> int:
        """How many columns it is indented; -1 for what is no list item."""
        found = self.parts
        return len(found[0].expandtabs(4)) if found else -1


@dataclass
class Notes:
    """The file as its writer sees it; ``touched`` tells the kinds of edits that each line saw since it was read."""

    lines: list[Line]
    dice: random.Random
    new: list[str]
    serial: int = 0
    touched: dict[int, set[str]] = field(default_factory=dict)
    done: Counter[str] = field(default_factory=Counter)
    bin: list[tuple[Line, int | None]] = field(default_factory=list)

    @classmethod
    def read(cls, text: str, dice: random.Random, new: list[str]) -> "Notes":
        """Take a text; its lines get their identities."""
        lines = [Line(at, line) for at, line in enumerate(text.splitlines())]
        return cls(lines, dice, list(new), serial=len(lines))

    @property
    def text(self) -> str:
        """The file's text."""
        return "\n".join(line.text for line in self.lines) + "\n"

    def edit(self) -> str:
        """Make one random edit; return its kind."""
        while True:
            kind, act = self.dice.choice(_EDITS)
            if act(self):
                self.done[kind] += 1
                return kind

    def points(self) -> list[int]:
        """Return the places of list items that hang under another line."""
        return [at for at, line in enumerate(self.lines) if line.depth > 0]

    def items(self) -> list[int]:
        """Return the places of list items."""
        return [at for at, line in enumerate(self.lines) if line.parts]

    def end(self, at: int) -> int:
        """Return the place after a line and everything below it."""
        depth, after = self.lines[at].depth, at + 1
        while after < len(self.lines) and self.lines[after].depth > depth:
            after += 1
        return after

    def fresh(self) -> int:
        """Return an identity for a new line."""
        self.serial += 1
        return self.serial

    def touch(self, kind: str, *lines: Line) -> None:
        """Note that lines saw a kind of edit."""
        for line in lines:
            self.touched.setdefault(line.uid, set()).add(kind)

    def write(self, at: int, words: str, kind: str) -> bool:
        """Give a line other words that still mean the same; say whether that can be."""
        line = self.lines[at]
        assert line.parts is not None
        indent, marker, old = line.parts
        if words == old or not words.strip() or contrast(normalise(old), normalise(words)):
            return False
        self.lines[at] = replace(line, text=indent + marker + words)
        self.touch(kind, line)
        return True

    def words(self, at: int) -> str:
        """Return the words of a list item."""
        found = self.lines[at].parts
        assert found is not None
        return found[2]

    def pick(self, places: list[int]) -> int | None:
        """Return one of some places, None if there is none."""
        return self.dice.choice(places) if places else None


def _typo(notes: Notes) -> bool:
    at = notes.pick(notes.items())
    if at is None:
        return False
    words = notes.words(at)
    found = list(_WORD.finditer(words))
    if not found:
        return False
    word = notes.dice.choice(found)
    place = notes.dice.randrange(word.start() + 1, word.end() - 1)
    swapped = words[:place] + words[place + 1] + words[place] + words[place + 2 :]
    return notes.write(at, notes.dice.choice([swapped, words[:place] + words[place + 1 :]]), "typo")


def _ending(notes: Notes) -> bool:
    at = notes.pick(notes.items())
    if at is None:
        return False
    words = notes.words(at)
    fitting = [(old, new) for old, new in _ENDINGS if words.endswith(old)]
    if not fitting:
        return notes.write(at, words + ("" if words.endswith("?") else "."), "ending")
    old, new = notes.dice.choice(fitting)
    return notes.write(at, words.removesuffix(old) + new, "ending")


def _reword(notes: Notes) -> bool:
    at = notes.pick(notes.points())
    words = notes.words(at).split() if at is not None else []
    if at is None or len(words) < 5:
        return False
    how, place = notes.dice.randrange(3), notes.dice.randrange(1, len(words) - 2)
    if how == 0:
        words[place], words[place + 1] = words[place + 1], words[place]
    elif how == 1:
        del words[place]
    else:
        words[-1] = words[-1].rstrip(".") + notes.dice.choice(_CLAUSES)
    return notes.write(at, " ".join(words), "reworded")


def _questions(notes: Notes) -> list[int]:
    return [at for at, line in enumerate(notes.lines) if line.depth == 0 and notes.end(at) > at + 1]


def _move(notes: Notes) -> bool:
    at, target = notes.pick(notes.points()), notes.pick(_questions(notes))
    if at is None or target is None:
        return False
    end = notes.end(at)
    if at <= target < end or notes.end(target) in (at, end) or target == at - 1:
        return False
    block, home = notes.lines[at:end], notes.lines[target]
    place = notes.end(target)
    sample = notes.lines[target + 1]
    moved = _indented(block, sample.depth - block[0].depth)
    assert home.depth == 0
    rest = notes.lines[:at] + notes.lines[end:]
    place -= end - at if place > at else 0
    notes.lines = rest[:place] + moved + rest[place:]
    notes.touch("moved", *block)
    return True


def _indented(block: list[Line], by: int) -> list[Line]:
    found = []
    for line in block:
        assert line.parts is not None
        _indent, marker, words = line.parts
        found.append(replace(line, text=" " * max(0, line.depth + by) + marker + words))
    return found


def _move_section(notes: Notes) -> bool:
    heads = [at for at, line in enumerate(notes.lines) if line.text.startswith("## ")]
    if len(heads) < 3:
        return False
    at = notes.dice.choice(heads[:-1])
    end = heads[heads.index(at) + 1]
    block = notes.lines[at:end]
    rest = notes.lines[:at] + notes.lines[end:]
    places = [place for place, line in enumerate(rest) if line.text.startswith("## ") and place != at]
    if not places:
        return False
    place = notes.dice.choice(places)
    notes.lines = rest[:place] + block + rest[place:]
    notes.touch("section moved", *block)
    return True


def _renest(notes: Notes) -> bool:
    at = notes.pick(notes.points())
    if at is None:
        return False
    above, line, end = notes.lines[at - 1], notes.lines[at], notes.end(at)
    step = 4
    if line.depth > step:
        by = -step
    elif above.depth >= line.depth:
        by = step
    else:
        return False
    block = notes.lines[at:end]
    notes.lines[at:end] = _indented(block, by)
    notes.touch("re-nested", *block)
    return True


def _split(notes: Notes) -> bool:
    at = notes.pick(notes.points())
    words = notes.words(at).split() if at is not None else []
    if at is None or len(words) < 8:
        return False
    line, half = notes.lines[at], len(words) // 2
    indent, marker, _words = line.parts or ("", "", "")
    second = Line(notes.fresh(), f"{indent}{marker}{' '.join(words[half:])}", line.also | {line.uid})
    first = replace(line, text=f"{indent}{marker}{' '.join(words[:half])}")
    notes.lines[at : at + 1] = [first, second]
    notes.touch("split", first, second)
    return True


def _join(notes: Notes) -> bool:
    fitting = [
        at
        for at in notes.points()
        if at + 1 < len(notes.lines) and notes.lines[at + 1].depth == notes.lines[at].depth and notes.end(at) == at + 1
    ]
    at = notes.pick(fitting)
    if at is None:
        return False
    one, other = notes.lines[at], notes.lines[at + 1]
    text = f"{one.text.rstrip('.')}, {notes.words(at + 1)}"
    joined = replace(one, text=text, also=one.also | other.also | {other.uid})
    notes.lines[at : at + 2] = [joined]
    notes.touch("joined", one, other)
    return True


def _delete(notes: Notes) -> bool:
    fitting = [at for at in notes.points() if notes.end(at) == at + 1]
    at = notes.pick(fitting)
    if at is None:
        return False
    homes = [place for place in range(at) if notes.lines[place].depth == 0]
    line = notes.lines.pop(at)
    notes.bin.append((line, notes.lines[homes[-1]].uid if homes else None))
    notes.touch("deleted", line)
    return True


def _restore(notes: Notes) -> bool:
    if not notes.bin:
        return False
    line, home = notes.bin.pop(notes.dice.randrange(len(notes.bin)))
    places = [at for at, one in enumerate(notes.lines) if one.uid == home]
    if not places:
        return False
    notes.lines.insert(notes.end(places[0]), line)
    notes.touch("restored", line)
    return True


def _new(notes: Notes) -> bool:
    target = notes.pick(_questions(notes))
    if target is None or not notes.new:
        return False
    indent, marker, _words = notes.lines[target + 1].parts or ("    ", "- ", "")
    line = Line(notes.fresh(), indent + marker + notes.new.pop(notes.dice.randrange(len(notes.new))))
    notes.lines.insert(target + 1, line)
    notes.touch("new", line)
    return True


def _rename(notes: Notes) -> bool:
    at = notes.pick([at for at, line in enumerate(notes.lines) if line.text.startswith("##")])
    if at is None:
        return False
    line = notes.lines[at]
    notes.lines[at] = replace(line, text=f"{line.text.split(' (')[0]} ({notes.done['heading renamed'] + 1})")
    after = at + 1
    while after < len(notes.lines) and not notes.lines[after].is_heading:
        notes.touch("heading renamed", notes.lines[after])
        after += 1
    return True


_EDITS: tuple[tuple[str, Callable[[Notes], bool]], ...] = (
    ("typo", _typo), ("ending", _ending), ("reworded", _reword), ("moved", _move), ("section moved", _move_section),
    ("re-nested", _renest), ("split", _split), ("joined", _join), ("deleted", _delete), ("restored", _restore),
    ("new", _new), ("heading renamed", _rename),
)  # fmt: skip
