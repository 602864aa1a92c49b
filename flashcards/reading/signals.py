"""What a line's words and its place say about it: named signals, each a number between 0 and 1."""

from dataclasses import dataclass

from flashcards.reading import asides, cues, wording
from flashcards.reading.cue import Line, line_of
from flashcards.reading.lines import ends_sentence

_QUOTES = "\"'“”‘’「」"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a line stands: ``depth`` below its question (labels do not count), its company and its section.

    ``asked`` is false under a section title; ``mood`` weighs the section: below 0 for diary, people and logistics,
    above 0 for tips and summaries; ``sidelined`` marks plain lines in a section that mostly answers questions;
    ``under_advice`` lines stand right below a line that advises, ``echoes`` (0..1) is how much of the line an earlier
    answer to the same question said. ``prose`` is running text and ``task`` a box to tick under a section title.
    """

    depth: int = 1
    only: bool = False
    first: bool = False
    last: bool = False
    children: int = 0
    answer_prefix: bool = False
    asked: bool = True
    mood: float = 0.0
    sidelined: bool = False
    under_advice: bool = False
    under_label: bool = False
    prose: bool = False
    task: bool = False
    echoes: float = 0.0


def signals(text: str, at: Standing) -> dict[str, float]:
    """Return the signals of a line, without those that are 0; ``text`` is without marker, prefix and tags."""
    bare = text.strip()
    found = {**_place(at), **_advice(wording.without_fillers(wording.without_end(bare))), **_talk(bare)}
    if wording.laughs_first(bare) and not (found["imperative"] or found["recommends"]):
        found["joke"], found["advises"] = True, False
    found["advises below"] = found["advises"] and at.depth > 1
    found["names what is advised"] = at.under_advice and _names(bare)
    return {name: float(value) for name, value in found.items() if value}


def has_cue(text: str) -> bool:
    """Tell whether a line advises: an imperative, an obligation or a recommendation."""
    line = line_of(wording.without_fillers(wording.without_end(text)))
    return cues.OBLIGE.is_in(line) or cues.RECOMMEND.is_in(line) or _instructs(line)


def predicates(text: str) -> bool:
    """Tell whether a line has a predicate, so that it says something and does not only name it."""
    return bool(cues.PREDICATE.search(text)) or ends_sentence(text)


def _place(at: Standing) -> dict[str, float]:
    asked = at.asked
    return {
        "section": not asked,
        "second level": asked and at.depth == 2,
        "third level": asked and at.depth == 3,
        "deeper level": asked and at.depth >= 4,
        "only": asked and at.only,
        "first": asked and at.first,
        "last": asked and at.last,
        "marked answer": at.answer_prefix,
        "good section": at.mood > 0,
        "poor section": at.mood < 0,
        "sidelined": at.sidelined,
        "prose": not asked and at.prose,
        "task": at.task,
        "has lines below": at.children > 0,
        "under a label": at.under_label,
        "echoes": max(0.0, at.echoes - 0.3),
    }


def _advice(text: str) -> dict[str, float]:
    line = line_of(text)
    must, better, does = cues.OBLIGE.is_in(line), cues.RECOMMEND.is_in(line), _instructs(line)
    return {
        "must": must,
        "recommends": better,
        "imperative": does,
        "advises": must or better or does,
        "forbids": asides.FORBIDS.is_in(line),
        "weighs": cues.CRITERION.is_in(line),
        "verdict": asides.VERDICT.match(text) is not None,
        "steps": len(cues.ARROW.findall(text)) >= 2,
        "ends short": _ends_short(text),
    }


def _instructs(line: Line) -> bool:
    """Tell whether a line, or what it quotes, is an imperative."""
    if line.english and cues.commands(line.text.lstrip(_QUOTES)):
        return True
    return bool(line.korean and (cues.NOMINAL.search(line.korean) or cues.ORDER.search(line.korean)))


def _talk(text: str) -> dict[str, float]:
    line = line_of(text)
    return {
        "lead-in": asides.LEADS_IN.is_in(line),
        "aside": cues.ASIDE.is_in(line),
        "logistics": cues.LOGISTICS.is_in(line),
        "room": asides.ROOM.is_in(line),
        "joke": asides.JOKES.is_in(line),
        "laughs": wording.has_joke_mark(text),
        "speaker": asides.FIRST_PERSON.is_in(line),
        "somebody": asides.THIRD_PERSON.is_in(line),
        "repeats": asides.REPEATS.is_in(line),
        "cause": asides.CAUSE.is_in(line) or cues.REASON.is_in(line),
        "example": cues.EXAMPLE.is_in(line),
        "supposes": bool(cues.SUPPOSES.search(text[-8:])),
        "past": cues.PAST.is_in(line),
        "asks back": text.endswith(("?", "？")),
        "trails off": wording.is_cut_off(text),
        "in parentheses": text.startswith("(") and text.endswith(")"),
    }


def _names(text: str) -> bool:
    """Tell whether a line only names something (a book, a community): a few words without a predicate."""
    plain = wording.answer_text(text)
    return 3 <= len(plain) <= 60 and not predicates(plain) and not cues.EXAMPLE.is_in(line_of(plain))


def _ends_short(text: str) -> bool:
    """Tell whether a Korean line breaks off after a noun or an adverb, as instructions are noted down."""
    end = text.rstrip(" .!)")[-1:]
    return "가" <= end <= "힣" and not ends_sentence(text) and not wording.is_cut_off(text)
