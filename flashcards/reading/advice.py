"""Which answers are key: a score between 0 and 1 with its reason, from where a line stands and what it says."""

from dataclasses import dataclass
from math import exp

from flashcards.reading import cues, wording
from flashcards.reading.signals import Standing, has_cue, predicates, signals

__all__ = ["THRESHOLD", "Score", "Standing", "has_cue", "is_imperative", "is_label", "score"]

THRESHOLD = 0.5

BASE = 0.35
WEIGHTS: dict[str, tuple[float, str]] = {
    "second level": (-1.2, "stands 2 levels below the question"),
    "third level": (-1.3, "stands 3 levels below the question"),
    "deeper level": (-1.4, "stands deep below the question"),
    "section": (-1.3, "stands under a section title"),
    "good section": (0.6, "its section gives advice"),
    "poor section": (-1.2, "its section is about people or logistics"),
    "sidelined": (-0.6, "its section answers questions"),
    "prose": (-0.8, "running text"),
    "task": (-1.2, "a task to tick off"),
    "only": (0.9, "the only answer"),
    "first": (0.5, "the first answer"),
    "last": (-0.2, "the last answer"),
    "marked answer": (0.9, "marked as the answer"),
    "has lines below": (1.0, "is explained below"),
    "under a label": (0.7, "one of a named list"),
    "echoes": (-1.0, "says again what was said"),
    "must": (0.7, "says what is needed"),
    "recommends": (0.7, "recommends"),
    "imperative": (1.2, "tells what to do"),
    "forbids": (0.7, "rules something out"),
    "advises below": (0.9, "advises in a line below"),
    "names what is advised": (0.5, "names what is advised"),
    "weighs": (0.5, "weighs or compares"),
    "verdict": (0.5, "decides the question"),
    "steps": (0.5, "names steps"),
    "ends short": (0.4, "is noted down as an instruction"),
    "lead-in": (-2.0, "only leads in"),
    "logistics": (-1.9, "logistics"),
    "aside": (-1.8, "an aside"),
    "joke": (-1.8, "is not meant"),
    "asks back": (-1.3, "asks back"),
    "laughs": (-1.2, "laughs"),
    "room": (-1.2, "tells of the room"),
    "in parentheses": (-1.1, "stands in parentheses"),
    "speaker": (-0.9, "speaks of the speaker"),
    "somebody": (-0.8, "speaks of somebody"),
    "supposes": (-0.9, "only supposes"),
    "trails off": (-0.9, "trails off"),
    "example": (-0.7, "an example or a condition"),
    "repeats": (-0.7, "sums up again"),
    "past": (-0.6, "tells what happened"),
    "cause": (-0.5, "a reason"),
}
"""What each signal adds to the log-odds that a line is key, and how it is said; BASE is a plain direct answer's."""

_NEVER = ("aside", "logistics", "lead-in", "joke")


@dataclass(frozen=True, slots=True)
class Score:
    """A line's score between 0 and 1, why, and whether it is never a card (a joke, an aside, a label)."""

    value: float
    reason: str
    never: bool = False


def score(text: str, at: Standing) -> Score:
    """Score one answer line; ``text`` is the line without list marker, prefix and trailing marks."""
    if wording.is_address_only(text):
        return Score(0.45 if at.only else 0.1, "an address only", never=not at.only)
    if wording.is_joke_only(text):
        return Score(0.0, "a joke", never=True)
    if is_label(text, at.children):
        return Score(0.2, "a label for the lines below", never=True)
    found = signals(text, at)
    weighed = {name: WEIGHTS[name][0] * size for name, size in found.items() if name in WEIGHTS}
    value = 1 / (1 + exp(-BASE - sum(weighed.values())))
    never = "advises" not in found and any(name in found for name in _NEVER)
    return Score(round(value, 3), _reason(weighed), never=never)


def _reason(weighed: dict[str, float]) -> str:
    """Return what weighs most in a score, at most three things."""
    heaviest = sorted(weighed, key=lambda name: -abs(weighed[name]))[:3]
    place = (
        [] if {"section", "second level", "third level", "deeper level"} & weighed.keys() else ["answers the question"]
    )
    return "; ".join([*place, *(WEIGHTS[name][1] for name in heaviest)])


def is_label(text: str, children: int) -> bool:
    """Tell whether a line only names the lines below it: it ends in a colon, or is a few words without predicate."""
    if not children:
        return False
    if cues.LABEL_END.search(text[-30:]):
        return True
    bare = text.strip("*_ ")
    return children >= 2 and len(bare) <= 16 and not has_cue(bare) and not predicates(bare)


def is_imperative(text: str) -> bool:
    """Tell whether a line (or heading) is itself an instruction."""
    return bool(cues.commands(text) or cues.NOMINAL.search(text) or cues.ORDER.search(text))
