"""What a re-read of a source would change: its proposal laid over what is known, before anything is stored.

:mod:`flashcards.reading.identity` makes the plan; the store keeps it.
"""

from dataclasses import dataclass
from enum import StrEnum

from flashcards.reading.proposal import Proposal, ProposedPoint

LEFT_THE_SOURCE = "left the source"
"""The reason kept with a point that was retired because its line is no longer in the file."""
DROPPED = "dropped"
"""The reason kept with a point that the user dropped from a plan though it had a card."""


class Change(StrEnum):
    """What became of a proposed point.

    ``BACK``: it was retired as gone, and is there again. ``MENTIONED``: it says what a point elsewhere says, under an
    equal question, so it becomes a mention of that point and no card of its own.
    """

    NEW = "new"
    SAME = "same"
    REWORDED = "reworded"
    MOVED = "moved"
    BACK = "back"
    MENTIONED = "mentioned"


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownQuestion:
    """A question as the store last read it from this source; ``own`` is the user's own wording of it."""

    uid: str
    text: str
    original: str
    section: tuple[str, ...]
    line: int | None
    asked: bool
    own: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPoint:
    """A point as the store last read it from this source; ``question`` is the uid of its home.

    ``text`` is the file's text after cuts (never the user's own wording, which is ``own``), ``original`` the line as
    it stood, ``former`` the texts that the line had before. ``mention`` is the uid of the mention that the line is,
    None for a point at home here; ``says`` is then what the point says at home. ``also_in`` are the titles of the other
    sources in which it stands now. ``draft`` says whether its cards wait to be accepted, ``has_why`` whether a why card
    is among them.
    """

    uid: str
    question: str
    text: str
    original: str
    line: int | None
    block_id: str | None
    retired_why: str | None
    own: str | None = None
    draft: bool = False
    mention: str | None = None
    says: str = ""
    former: tuple[str, ...] = ()
    also_in: tuple[str, ...] = ()
    has_why: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Everything known of one source, retired points included."""

    questions: tuple[KnownQuestion, ...] = ()
    points: tuple[KnownPoint, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PointMatch:
    """A proposed point (``proposal.questions[question].points[point]``) and the known one that it is.

    ``uid`` is ``None`` for a new point. ``similarity`` runs from 0 (new) to 1 (equal after normalising).
    ``old`` is the known text where the wording changed. ``part`` is the text of one of the cards that the user split
    the line into, ``own`` the wording that the user gave the card instead of the file's. ``draft`` makes its cards
    drafts or accepts them; None leaves them as they are. ``mention`` is the uid of the mention that the line is, None
    where the point is at home. ``has_why`` says whether the known point has a why card.
    """

    question: int
    point: int
    uid: str | None
    change: Change
    similarity: float
    old: str | None = None
    part: str | None = None
    own: str | None = None
    draft: bool | None = None
    mention: str | None = None
    has_why: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionMatch:
    """A proposed question and the known one that it is.

    ``old`` is the known text where it changed, ``own`` the user's own wording, which goes on being asked.
    """

    question: int
    uid: str | None
    old: str | None = None
    own: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What storing a proposal would do.

    ``questions`` has one match for each proposed question, in order. ``points`` has the key points and every
    other proposed point that is known, in the order of the file; a line that was split has several matches. ``gone``
    are the living points that left it for good, ``elsewhere`` those that left it but still stand in another place.
    ``dropped`` are known points in the file that the user no longer wants; ``chosen`` counts what the user chose.
    ``asks_why`` says whether why cards are made at all.
    """

    proposal: Proposal
    questions: tuple[QuestionMatch, ...]
    points: tuple[PointMatch, ...]
    gone: tuple[KnownPoint, ...]
    elsewhere: tuple[KnownPoint, ...] = ()
    dropped: tuple[PointMatch, ...] = ()
    chosen: int = 0
    asks_why: bool = False

    def proposed(self, match: PointMatch) -> ProposedPoint:
        """Return the line of a match."""
        return self.proposal.questions[match.question].points[match.point]

    def text(self, match: PointMatch) -> str:
        """Return what the file gives the card of a match: its line's text after cuts, or the part of it."""
        return match.part or self.proposed(match).text

    @property
    def new(self) -> tuple[PointMatch, ...]:
        """Points that nothing known resembles."""
        return self._changed(Change.NEW)

    @property
    def same(self) -> tuple[PointMatch, ...]:
        """Points that read and stand as before; their line number may have shifted."""
        return self._changed(Change.SAME)

    @property
    def reworded(self) -> tuple[PointMatch, ...]:
        """Known points with other words, wherever they stand now."""
        return self._changed(Change.REWORDED)

    @property
    def moved(self) -> tuple[PointMatch, ...]:
        """Known points with the same words under another question or in another section."""
        return self._changed(Change.MOVED)

    @property
    def back(self) -> tuple[PointMatch, ...]:
        """Points that had left the source and are in it again."""
        return self._changed(Change.BACK)

    @property
    def mentioned(self) -> tuple[PointMatch, ...]:
        """Lines that say what a point elsewhere says."""
        return self._changed(Change.MENTIONED)

    @property
    def why(self) -> tuple[PointMatch, ...]:
        """Points that get a why card; of a line that was split, the reason belongs to its first part."""
        found: dict[tuple[int, int], PointMatch] = {}
        for one in self.points if self.asks_why else ():
            found.setdefault((one.question, one.point), one)
        return tuple(
            one
            for one in found.values()
            if self.proposed(one).why is not None
            and one.change is not Change.MENTIONED
            and one.mention is None
            and not one.has_why
        )

    @property
    def is_empty(self) -> bool:
        """Whether nothing needs storing, shifted line numbers aside."""
        return (
            not (self.gone or self.elsewhere or self.dropped or self.chosen or self.why)
            and all(match.change is Change.SAME for match in self.points)
            and all(match.old is None for match in self.questions)
        )

    def _changed(self, change: Change) -> tuple[PointMatch, ...]:
        return tuple(match for match in self.points if match.change is change)
