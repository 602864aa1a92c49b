"""One card of each kind as one would have it, to see what Anki makes of it."""

from dataclasses import replace

from flashcards.core.note import Card, Note, Reason, Role
from flashcards.core.prompting import Kind, Reply
from flashcards.formats.anki.progress import Progress
from tests.formats.anki.builders import ADDED, card_of, note_of

_LATE = note_of(
    "리뷰가 늦어지면 어떻게 하나요?",
    "먼저 **언제 볼 수 있는지** 답을 남긴다",
    "급한 부분만 `git diff --stat`으로 골라 읽는다",
    "작은 변경으로 나눠 달라고 부탁한다",
)
_ORDER = note_of(
    "In what order do you read a change?",
    "Read the description",
    "Run it once",
    "Read the tests, then the code they cover",
    "Comment",
    ordered=True,
)
_TOOLS = note_of("Which tools find the commit?", "Use {{c1::`git bisect`::a search}} before the log, {{c2::always}}")
_OPENING = note_of("How do you open a talk?", "With what surprised you:\n- where you were\n- what you saw")
_BETTER = note_of("How do I get better at code review?", "Read the tests before the code")


def _detailed(note: Note, at: int, *details: str, why: str = "") -> Note:
    points = list(note.points)
    points[at] = replace(points[at], details=details, why=Reason(why) if why else None)
    return replace(note, points=tuple(points))


def _long(note: Note, question: str) -> Note:
    return replace(note, question=replace(note.question, context=question))


def _kinds() -> dict[str, tuple[Note, Card]]:
    late = _long(
        _detailed(_LATE, 1, "늦은 리뷰보다 짧은 답이 낫다"),
        "팀이 커지고 리뷰가 쌓이는데, 리뷰가 늦어지면 어떻게 하나요?",
    )
    tools = _detailed(_TOOLS, 0, "It halves the commits each time.")
    better = _detailed(_BETTER, 0, "They say what the code is **for**.", why="They say what the code is **for**.")
    return {
        "recall": (_OPENING, card_of(_OPENING.points[0])),
        "list": (late, card_of(late.points[1])),
        "ordered": (_ORDER, card_of(_ORDER.points[1])),
        "cloze": (tools, card_of(tools.points[0], Role.CLOZE, 1)),
        "why": (better, card_of(better.points[0], Role.WHY)),
        "reversed": (better, card_of(better.points[0], Role.REVERSED)),
    }


KINDS = _kinds()
PLANS = Progress(
    reviews={},
    plans={
        _OPENING.points[0].uid: [
            Reply(20_700, Kind.WRITTEN, "If a talk begins, then I will pause first", ADDED),
            Reply(20_760, Kind.WRITTEN, "발표가 시작되면 먼저 잠깐 멈춘다", ADDED),
        ]
    },
)
