"""Notes and cards to export, short enough to read in a test."""

from flashcards.core.memory import New
from flashcards.core.note import Card, Note, Point, Question, Role, Source, SourceKind

NOW = 1_795_400_000_000
ADDED = 1_790_000_000_000

SOURCE = Source(
    uid="source",
    kind=SourceKind.NOTES,
    title="코드 리뷰 이야기",
    deck="멘토링::리뷰",
    speaker="Kim",
    date="2026-11-01",
    url="https://example.org/talk?a=1&b=2",
)


def note_of(question: str, *texts: str, ordered: bool = False, changed: int = ADDED) -> Note:
    """Return a note whose points are ``<question>-0``, ``<question>-1``, ..."""
    asked = Question(
        uid=question, source="source", text=question, section=("Q&A",), ordered=ordered, updated_at=changed
    )
    points = (
        Point(uid=f"{question}-{i}", n=i, question=question, text=text, position=i, added_at=ADDED, updated_at=changed)
        for i, text in enumerate(texts)
    )
    return Note(source=SOURCE, question=asked, points=tuple(points))


def card_of(point: Point, role: Role = Role.ASK, cloze: int = 0, deck: str = SOURCE.deck) -> Card:
    """Return a new card of a point; its uid names the point, the role and the cloze number."""
    return Card(
        uid=f"{point.uid}/{role}{cloze or ''}", n=7, point=point.uid, role=role, deck=deck, memory=New(), cloze=cloze
    )


def asks(note: Note) -> tuple[Note, list[Card]]:
    """Return a note with an ``ask`` card for each of its points."""
    return note, [card_of(point) for point in note.points]
