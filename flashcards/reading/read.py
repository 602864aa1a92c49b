"""A notes file's text to a proposal: the one public entry of :mod:`flashcards.reading`."""

from flashcards.core.note import CardsMode, Problem
from flashcards.errors import BadInput
from flashcards.reading.advice import THRESHOLD
from flashcards.reading.decked import decked
from flashcards.reading.decode import MAX_BYTES, decode, normalise
from flashcards.reading.frontmatter import FrontMatter, read_front_matter
from flashcards.reading.outline import Kind, Outline, scan
from flashcards.reading.policy import Policy
from flashcards.reading.progress import Progress, Report
from flashcards.reading.proposal import Header, Proposal
from flashcards.reading.proposing import propose

__all__ = ["MAX_BYTES", "MAX_LINES", "decode", "read_notes"]

MAX_LINES = 200_000
"""The most lines of a file that is read."""


def read_notes(
    text: str,
    *,
    file: str,
    cards: CardsMode | None = None,
    min_score: float | None = None,
    progress: Report | None = None,
) -> Proposal:
    """Read notes into proposed questions and points; ``file`` names the place in the proposal.

    ``cards`` overrides the front matter, ``min_score`` (0..1) the threshold of key points. Faults in the text are
    problems of the proposal with their line. ``progress`` is called now and then with the lines done and the lines in
    all. Raises BadInput for more than MAX_LINES lines; no other text raises.
    """
    lines = normalise(text).split("\n")
    if len(lines) > MAX_LINES:
        message = "{file} has {count} lines, more than {cap}: split it, or take out what is not notes."
        raise BadInput(message, file=file, count=len(lines), cap=MAX_LINES)
    steps = Progress(len(lines), progress)
    front = read_front_matter(lines)
    outline = scan(lines, front.last_line + 1, steps.scanned)
    header = _header(front, outline, file)
    policy = Policy(
        cards=cards or header.cards or CardsMode.KEY,
        threshold=THRESHOLD if min_score is None else min_score,
        exact=min_score is not None,
    )
    questions, found = propose(outline, header, policy, steps.proposed)
    questions = decked(questions, outline, lines)
    steps.finish()
    problems = sorted((*front.problems, *outline.problems, *found), key=lambda p: p.line)
    named = tuple(Problem(p.line, p.severity, p.message, file) for p in problems)
    return Proposal(file=file, header=header, questions=questions, problems=named)


def _header(front: FrontMatter, outline: Outline, file: str) -> Header:
    first = next((n.text for n in outline.root.children if n.kind is Kind.HEADING), None)
    stem = file.replace("\\", "/").rsplit("/", 1)[-1]
    stem = stem.rsplit(".", 1)[0] if "." in stem[1:] else stem
    if file == "-":
        stem = "Standard input"
    return Header(
        title=front.text("title") or first or stem or "notes",
        speaker=front.text("speaker"),
        date=front.text("date"),
        url=front.text("url"),
        deck=front.text("deck"),
        tags=front.words("tags"),
        lang=front.text("lang"),
        cards=front.cards,
    )
