"""What the user chooses among the points of one notes file, before anything is stored."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from flashcards.core import cloze
from flashcards.core.face import Face, face
from flashcards.core.note import Note, Point, Question, Role, Source, SourceKind
from flashcards.language import _
from flashcards.reading.plan import Change, KnownPoint
from flashcards.reading.proposal import ProposedQuestion
from flashcards.services import deciding
from flashcards.services.adding import Planned
from flashcards.services.deciding import Candidate, Choice, Verdict
from flashcards.services.desk import Desk


@dataclass(frozen=True, slots=True)
class Heading:
    """A line above points: a question of the file, or what the points below have in common."""

    text: str
    question: ProposedQuestion | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A point of the file, as an index into the candidates."""

    index: int


@dataclass(frozen=True, slots=True)
class Gone:
    """A known point that left the file."""

    point: KnownPoint


Item = Heading | Place | Gone


class Choosing:
    """The candidates of one plan, each as it was proposed or as the user chose since."""

    def __init__(self, desk: Desk, planned: Planned, choices: Iterable[Choice] = ()) -> None:
        """Begin with the verdicts that the plan gives, remembered ones included, and with what was chosen before."""
        self.planned = planned
        self._proposed = deciding.candidates(desk, planned)
        self._present = list(self._proposed)
        self._choices: dict[int, Choice] = {}
        for one in choices:
            self.choose(self.index(one.place), one.verdict, one.texts, merge_into=one.merge_into)

    def __getitem__(self, index: int) -> Candidate:
        return self._present[index]

    def place(self, index: int) -> tuple[int, int]:
        """Return where a candidate stands in the proposal."""
        return self._proposed[index].question, self._proposed[index].point

    def index(self, place: tuple[int, int]) -> int:
        """Return which candidate stands in a place of the proposal."""
        return next(at for at, one in enumerate(self._proposed) if (one.question, one.point) == place)

    def __len__(self) -> int:
        return len(self._present)

    @property
    def choices(self) -> tuple[Choice, ...]:
        """What the user chose otherwise than it was proposed."""
        return tuple(self._choices.values())

    @property
    def is_known(self) -> bool:
        """Whether the file was added before, so that most of it stands as it did."""
        return self.planned.source is not None

    def settled(self) -> Planned:
        """Return the plan with the choices in it."""
        return deciding.decide(self.planned, self.choices) if self._choices else self.planned

    def items(self, *, everything: bool) -> list[Item]:
        """Return what to list: points under their questions, what left the file at the end.

        Without ``everything``, points that stay as they are and points below the threshold are left out.
        """
        items: list[Item] = []
        questions, last = self.planned.plan.proposal.questions, -1
        for index, candidate in enumerate(self._present):
            if not everything and index not in self._choices and is_quiet(candidate):
                continue
            if candidate.question != last:
                last = candidate.question
                items.append(Heading(questions[last].text, questions[last]))
            items.append(Place(index))
        gone = self.planned.plan.gone
        if gone:
            items.append(Heading(_("Gone from the file: kept, not asked any more")))
        return [*items, *map(Gone, gone)]

    def choose(
        self, index: int, verdict: Verdict, texts: tuple[str, ...] = (), *, merge_into: str | None = None
    ) -> None:
        """Give a point a verdict; one that equals the proposed verdict is no choice."""
        proposed = self._proposed[index]
        self._present[index] = chosen = replace(proposed, verdict=verdict, texts=texts)
        if merge_into is None and (chosen.verdict, chosen.texts) == (proposed.verdict, proposed.texts):
            self._choices.pop(index, None)
        else:
            self._choices[index] = Choice(proposed.question, proposed.point, verdict, texts, merge_into)

    def toggle(self, index: int) -> None:
        """Drop a point, or take it (back) as it was proposed."""
        candidate, proposed = self._present[index], self._proposed[index]
        if candidate.verdict is not Verdict.DROP:
            self.choose(index, Verdict.DROP)
        elif proposed.verdict is not Verdict.DROP:
            self.choose(index, proposed.verdict, proposed.texts)
        else:
            self.choose(index, Verdict.ACCEPT)

    def accept_key(self) -> int:
        """Accept every key point that is dropped or put off; return how many these were."""
        found = [
            index
            for index, candidate in enumerate(self._present)
            if candidate.proposed.key and candidate.verdict in {Verdict.DROP, Verdict.LATER}
        ]
        for index in found:
            self.choose(index, Verdict.ACCEPT)
        return len(found)

    def merged(self, index: int) -> str | None:
        """Return the uid of the known point that a point is merged into."""
        choice = self._choices.get(index)
        return choice.merge_into if choice else None

    def preview(self, index: int) -> Face:
        """Return the card that a point would become, among the siblings that would stand with it."""
        candidate = self._present[index]
        question = self.planned.plan.proposal.questions[candidate.question]
        note = Note(source=self._source(), question=_question(question), points=tuple(self._siblings(index)))
        point = next(one for one in note.points if one.uid == f"{index}.0")
        numbers = cloze.numbers(point.text)
        return face(note, point, Role.CLOZE if numbers else Role.ASK, numbers[0] if numbers else 0)

    def _siblings(self, index: int) -> Iterator[Point]:
        home, position = self._present[index].question, 0
        first = next(i for i in range(index, -1, -1) if i == 0 or self._present[i - 1].question != home)
        for at in range(first, len(self._present)):
            candidate = self._present[at]
            if candidate.question != home:
                return
            stands = candidate.verdict in {Verdict.ACCEPT, Verdict.SPLIT} and self.merged(at) is None
            if not stands and at != index:
                continue
            for part, text in enumerate(shown_texts(candidate)):
                details = tuple(detail.text for detail in candidate.proposed.details) if part == 0 else ()
                yield Point(uid=f"{at}.{part}", n=0, question="", text=text, details=details, position=position)
                position += 1

    def _source(self) -> Source:
        header = self.planned.plan.proposal.header
        return Source(
            uid="", kind=SourceKind.NOTES, title=header.title, deck=self.planned.deck, speaker=header.speaker,
            path=self.planned.text.path,
        )  # fmt: skip


def is_quiet(candidate: Candidate) -> bool:
    """Tell whether storing changes nothing about a point."""
    if candidate.change is Change.SAME:
        return candidate.verdict is Verdict.ACCEPT
    return candidate.change is None and candidate.verdict is Verdict.DROP


def shown_texts(candidate: Candidate) -> tuple[str, ...]:
    """Return the texts that a point's cards would have: the user's, else the file's."""
    return candidate.texts or (candidate.own or candidate.proposed.text,)


def _question(proposed: ProposedQuestion) -> Question:
    return Question(
        uid="", source="", text=proposed.text, original=proposed.original, context=proposed.context,
        section=proposed.section, speaker=proposed.speaker, line=proposed.line, ordered=proposed.ordered,
        asked=proposed.asked,
    )  # fmt: skip
