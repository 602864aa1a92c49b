"""Scores a reading against the labels beside a corpus file: questions, attachment and key points.

A label file holds ``questions`` (line, answer_lines), ``optional_questions`` (neither a hit nor an error),
``neutral`` lines (no error wherever they land) and ``advice`` (line, strength key or minor; null where a file is
labelled for questions only). Minor lines are neither hits nor errors among key points.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flashcards.reading.proposal import Proposal
from flashcards.reading.read import decode, read_notes


@dataclass(frozen=True, slots=True)
class Tally:
    """Hits, false alarms and misses."""

    hits: int = 0
    alarms: int = 0
    misses: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.hits + other.hits, self.alarms + other.alarms, self.misses + other.misses)

    @property
    def precision(self) -> float:
        """Return the share of what was found that is right."""
        return self.hits / max(1, self.hits + self.alarms)

    @property
    def recall(self) -> float:
        """Return the share of what is right that was found."""
        return self.hits / max(1, self.hits + self.misses)

    @property
    def f1(self) -> float:
        """Return the harmonic mean of both; 1 where there was nothing to find and nothing was found."""
        both = 2 * self.hits + self.alarms + self.misses
        return 2 * self.hits / both if both else 1.0


@dataclass(frozen=True, slots=True)
class Marks:
    """One file's tallies; ``keys`` is None where its advice is not labelled, hits of ``traps`` are known talk taken."""

    name: str
    questions: Tally
    attachment: Tally
    keys: Tally | None
    traps: Tally


def corpus(folder: Path) -> list[Marks]:
    """Read and score every labelled file of a folder."""
    return [_marks(path) for path in sorted(folder.glob("*.md"))]


def total(tallies: Iterable[Tally | None]) -> Tally:
    """Sum the tallies that there are (micro average)."""
    return sum((tally for tally in tallies if tally is not None), Tally())


def mean_f1(tallies: Iterable[Tally]) -> float:
    """Return the mean F1 over files."""
    values = [tally.f1 for tally in tallies]
    return sum(values) / max(1, len(values))


def _marks(path: Path) -> Marks:
    labels = json.loads(path.with_suffix(".gold.json").read_text(encoding="utf-8"))
    text = decode(path.read_bytes(), file=path.name)
    found = read_notes(text, file=path.name)
    blank = {number for number, line in enumerate(text.split("\n"), 1) if not line.strip()}
    taken = {point.line for question in found.questions for point in question.points if point.key}
    advice = labels["advice"]
    key = {a["line"] for a in advice or () if a["strength"] == "key"}
    minor = {a["line"] for a in advice or ()} - key
    traps = set(labels.get("not_advice", ()))
    return Marks(
        name=path.stem,
        questions=_questions(labels, found),
        attachment=_attachment(labels, found, blank),
        keys=None if advice is None else _tally(taken - minor, key),
        traps=Tally(hits=len(traps & taken), misses=len(traps - taken)),
    )


def _tally(found: set[int], wanted: set[int]) -> Tally:
    return Tally(len(found & wanted), len(found - wanted), len(wanted - found))


def _questions(labels: dict[str, Any], found: Proposal) -> Tally:
    wanted = {q["line"] for q in labels["questions"]}
    optional = {q["line"] for q in labels.get("optional_questions", ())}
    return _tally({q.line for q in found.questions if q.asked} - (optional - wanted), wanted)


def _attachment(labels: dict[str, Any], found: Proposal, blank: set[int]) -> Tally:
    """Compare pairs of question and answer line; an optional question's answers may hang on it or its parent."""
    ignored = blank | set(labels.get("neutral", ()))
    optional = {q["line"]: set(q["answer_lines"]) for q in labels.get("optional_questions", ())}
    wanted = {(q["line"], line) for q in labels["questions"] for line in q["answer_lines"] if line not in ignored}
    pairs = {
        (q.line, line)
        for q in found.questions
        if q.asked and q.line not in optional
        for line in q.answer_lines
        if line not in ignored and line not in optional
    }
    loose = {line for answers in optional.values() for line in answers} | set(optional)
    missed = {(question, line) for question, line in wanted - pairs if line not in loose}
    return Tally(len(pairs & wanted), len(pairs - wanted), len(missed))
