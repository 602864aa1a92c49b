"""What reading a notes file yields: proposed questions and points, each with its place in the file.

Lines count from 1 in the file as stored. Nothing here has an identity yet: :mod:`flashcards.reading.identity`
matches a proposal against what is known.
"""

from dataclasses import dataclass, field

from flashcards.core.note import CardsMode, Problem, Reason


@dataclass(frozen=True, slots=True)
class Detail:
    """A child line of a point (reason, condition, example), shown with the answer."""

    line: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedPoint:
    """One line of advice with its score.

    ``text`` is what a card would show (fillers and joke marks cut; cloze marks as ``{{c1::answer::hint}}``);
    ``original`` is the line as written, without its list marker. ``key`` says whether it becomes a card, ``reason``
    why. ``urls`` are the addresses of its links and images, ``speaker`` who said it. ``kind`` is ``answer`` (under a
    question), ``advice`` (under a section), ``pair`` (explicit front and back) or ``cloze``. ``why`` is the one of its
    details that a why card asks for.
    """

    line: int
    text: str
    original: str
    score: float
    key: bool
    kind: str
    reason: str
    details: tuple[Detail, ...] = ()
    why: Reason | None = None
    both_ways: bool = False
    tags: tuple[str, ...] = ()
    block_id: str | None = None
    marked: bool = False
    urls: tuple[str, ...] = ()
    speaker: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedQuestion:
    """A cue with the lines that answer it.

    ``asked`` is false where a section title stands in for a question: such a cue is listed under ``points`` in the
    JSON, not under ``questions``. ``answer_lines`` holds every content line that belongs to the question at any
    depth, without nested questions and their answers. ``context`` is the full text where ``text`` was shortened.
    ``speaker`` is who answered, where it was one person; each point names its own. ``deck`` is the one that a line
    ``deck:: NAME`` above gives its cards.
    """

    line: int
    text: str
    original: str
    asked: bool = True
    context: str = ""
    section: tuple[str, ...] = ()
    speaker: str | None = None
    ordered: bool = False
    answer_lines: tuple[int, ...] = ()
    points: tuple[ProposedPoint, ...] = ()
    confidence: float = 1.0
    reason: str = ""
    deck: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What the file says of itself: front matter first, else its first heading and its name."""

    title: str
    speaker: str | None = None
    date: str | None = None
    url: str | None = None
    deck: str | None = None
    tags: tuple[str, ...] = ()
    lang: str | None = None
    cards: CardsMode | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Everything read from one file."""

    file: str
    header: Header
    questions: tuple[ProposedQuestion, ...] = ()
    problems: tuple[Problem, ...] = field(default=())
