"""Which answers are key: a score between 0 and 1 with its reason, from where a line stands and what it says."""

from dataclasses import dataclass

from flashcards.reading import cues, wording
from flashcards.reading.lines import ends_sentence

THRESHOLD = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a line stands: ``depth`` below its question (labels do not count), its company and its section.

    ``asked`` is false under a section title; ``mood`` weighs the section: below 0 for diary, people and logistics,
    above 0 for tips and summaries; ``sidelined`` marks plain lines in a section that mostly answers questions;
    ``under_advice`` lines stand right below a line that advises.
    """

    depth: int = 1
    only: bool = False
    first: bool = False
    children: int = 0
    answer_prefix: bool = False
    asked: bool = True
    mood: float = 0.0
    sidelined: bool = False
    under_advice: bool = False


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
    parts = [(_base(at), _place(at)), *_said(text, at)]
    value = min(1.0, max(0.0, sum(weight for weight, _ in parts)))
    never = any(weight <= -0.3 for weight, _ in parts)
    shown = sorted(((abs(w), why) for w, why in parts[1:] if why), reverse=True)[:2]
    return Score(round(value, 3), "; ".join([parts[0][1], *(why for _, why in shown)]), never=never)


def is_label(text: str, children: int) -> bool:
    """Tell whether a line only names the lines below it: it ends in a colon, or is a few words without predicate."""
    if not children:
        return False
    if cues.LABEL_END.search(text[-30:]):
        return True
    bare = text.strip("*_ ")
    return children >= 2 and len(bare) <= 16 and not _has_cue(bare) and not _predicates(bare)


def has_cue(text: str) -> bool:
    """Tell whether a line advises: an imperative, an obligation or a recommendation."""
    return _has_cue(text)


def is_imperative(text: str) -> bool:
    """Tell whether a line (or heading) is itself an instruction."""
    return bool(cues.IMPERATIVE.match(text) or cues.NOMINAL.search(text) or cues.ORDER.search(text))


def _has_cue(text: str) -> bool:
    return bool(
        cues.OBLIGE.search(text)
        or cues.RECOMMEND.search(text)
        or cues.IMPERATIVE.match(text)
        or cues.NOMINAL.search(text)
    )


def _predicates(text: str) -> bool:
    return bool(cues.PREDICATE.search(text)) or ends_sentence(text)


def _names(text: str) -> bool:
    """Tell whether a line only names something (a book, a community): a few words without a predicate."""
    plain = wording.answer_text(text)
    return 3 <= len(plain) <= 60 and not _predicates(plain) and not cues.EXAMPLE.search(plain)


def _base(at: Standing) -> float:
    if at.asked:
        return {1: 0.58, 2: 0.44, 3: 0.4}.get(at.depth, 0.38)
    return ({1: 0.44, 2: 0.36}.get(at.depth, 0.3)) - (0.15 if at.sidelined else 0.0)


def _place(at: Standing) -> str:
    if not at.asked:
        return "stands under a section title"
    return "answers the question" if at.depth == 1 else f"stands {at.depth} levels below the question"


def _said(text: str, at: Standing) -> list[tuple[float, str]]:
    """Return the weights of what a line says, each with its reason."""
    bare = text.strip()
    must, better = bool(cues.OBLIGE.search(bare)), bool(cues.RECOMMEND.search(bare))
    does = bool(cues.IMPERATIVE.match(bare) or cues.NOMINAL.search(bare))
    cue = must or better or does
    aside = bool(cues.ASIDE.search(bare))
    weights = [
        (0.14 if at.only and at.asked else 0.0, "the only answer"),
        (0.06 if at.first and at.asked else 0.0, "the first answer"),
        (0.1 if at.answer_prefix else 0.0, "marked as the answer"),
        (at.mood, "its section"),
        (0.16 if must else 0.0, "says what is needed"),
        (0.16 if better else 0.0, "recommends"),
        (0.16 if does else 0.0, "tells what to do"),
        (0.06 if cues.CRITERION.search(bare) else 0.0, "weighs or compares"),
        (0.08 if len(cues.ARROW.findall(bare)) >= 2 else 0.0, "names steps"),
        (0.08 if at.under_advice and _names(bare) else 0.0, "names what is advised"),
        (0.05 if bare.startswith("**") else 0.0, "stressed"),
        (-0.2 if bare.endswith(("?", "？")) else 0.0, "asks back"),
        ((-0.1 if cue else -0.3) if aside else 0.0, "an aside"),
        (-0.3 if cues.LOGISTICS.search(bare) and not cue else 0.0, "logistics"),
        (-0.15 if cues.SUPPOSES.search(bare[-8:]) else 0.0, "only supposes"),
        (-0.12 if cues.EXAMPLE.search(bare) else 0.0, "an example or a condition"),
        (-0.1 if cues.REASON.search(bare) and not cue else 0.0, "a reason"),
        (_past(bare, at, cue=cue), "tells what happened"),
        (_trailing(bare, cue=cue), "trails off"),
        (_length(bare, at), "its length"),
    ]
    if wording.has_joke_mark(bare):
        weights.append((-0.12 if cue or at.depth == 1 else -0.2, "laughs"))
    return [(weight, why) for weight, why in weights if weight]


def _past(text: str, at: Standing, *, cue: bool) -> float:
    if not cues.PAST.search(text):
        return 0.0
    if cue:
        return -0.04
    return -0.06 if at.asked and at.depth == 1 else -0.15


def _trailing(text: str, *, cue: bool) -> float:
    if not wording.is_cut_off(text):
        return 0.0
    return -0.05 if cue else -0.14


def _length(text: str, at: Standing) -> float:
    size = len(text)
    if size < 6:
        return 0.0 if at.only or at.first else -0.1
    if size > 400:
        return -0.12
    return 0.03 if 14 <= size <= 160 else 0.0
