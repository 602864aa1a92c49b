"""Storing one plan inside an act: its source, questions and points, what left, what is mentioned, what was decided."""

from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any

from flashcards.core import cloze
from flashcards.core.decking import tidy_name
from flashcards.core.note import CardsMode, Role, SourceKind
from flashcards.reading.normal import text_hash
from flashcards.reading.plan import DROPPED, LEFT_THE_SOURCE, Change, KnownPoint, PointMatch, QuestionMatch
from flashcards.reading.proposal import ProposedPoint
from flashcards.services.laying import part_of
from flashcards.services.merging import Key, key_in, tells
from flashcards.services.verdicts import Choice, Verdict
from flashcards.store.act import Act
from flashcards.store.decks import ensure_deck
from flashcards.store.keeping import Keeper, NewPoint
from flashcards.store.mentioning import Mentions
from flashcards.store.notes import SeenFile
from flashcards.store.rows import reason_columns

if TYPE_CHECKING:
    from flashcards.services.adding import Planned

BY_HAND = "By hand"


@dataclass(frozen=True, slots=True)
class Stored:
    """How many tips an ``add`` changed. ``mentioned`` lines said what a tip says already; ``why`` counts why cards."""

    new: int = 0
    reworded: int = 0
    moved: int = 0
    back: int = 0
    gone: int = 0
    mentioned: int = 0
    dropped: int = 0
    why: int = 0

    def __add__(self, other: "Stored") -> "Stored":
        return Stored(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(self)))


@dataclass(slots=True)
class Added:
    """The points that an act has added so far, by what they say."""

    uids: dict[Key, str] = field(default_factory=dict)
    _by_answer: dict[tuple[str, tuple[str, ...]], list[tuple[str, str]]] = field(default_factory=dict)

    def add(self, key: Key, uid: str) -> None:
        """Note a point by what it says."""
        self.uids.setdefault(key, uid)
        self._by_answer.setdefault(key[1:], []).append((key[0], uid))

    def answering_alike(self, key: Key) -> set[str]:
        """Return those that give the same answer to other questions; "yes" and the like relate nothing."""
        alike = self._by_answer.get(key[1:], ()) if tells(key) else ()
        return {uid for asked, uid in alike if asked != key[0]}


class Storing:
    """Stores one plan inside an act; ``added`` is shared by the plans of the act."""

    def __init__(self, act: Act, planned: "Planned", added: Added) -> None:
        """Keep the source itself."""
        self._act = act
        self._keeper = Keeper(act)
        self._mentions = Mentions(act)
        self._planned = planned
        self._plan = planned.plan
        self._added = added
        self._known = {one.uid: one for one in planned.ground.known.points}
        self._deck = ensure_deck(act, planned.deck)
        self._source = self._keep_source()
        self._batch: list[NewPoint] = []
        self._homes: list[dict[str, Any]] = []
        self._relations: list[tuple[str, Key]] = []
        self._positions: dict[int, int] = {}
        self._new = 0
        self._mentioned = 0
        self._why = 0

    def run(self) -> Stored:
        """Store questions, then points, then what left the file."""
        plan, text = self._plan, self._planned.text
        self._keeper.expect(self._source)
        self._mentions.expect(self._source)
        wanted = {one.question for one in plan.points}
        homes = self._keep_questions([one for one in plan.questions if one.question in wanted])
        for one in plan.points:
            self._keep(one, homes[one.question])
        self._add_batch()
        self._relate()
        for gone in plan.gone:
            self._keeper.change_point(gone.uid, retired_at=self._act.at, retired_why=LEFT_THE_SOURCE)
            self._mentions.leave(gone.uid, self._source)
        for away in plan.elsewhere:
            self._leave(away)
        for dropped in plan.dropped:
            self._drop(dropped)
        for choice in sorted(self._planned.ground.choices.values(), key=lambda one: one.verdict != Verdict.ACCEPT):
            self._remember(choice)
        self._mentions.saw_mentions(self._source)
        if text.path:
            self._keeper.saw_file(SeenFile(self._source, text.path, text.mtime_ns, text.size, text.hash))
        return Stored(
            self._new, len(plan.reworded), len(plan.moved), len(plan.back), len(plan.gone), self._mentioned,
            len(plan.dropped), self._why,
        )  # fmt: skip

    def _keep_source(self) -> str:
        planned, header = self._planned, self._plan.proposal.header
        known = planned.source
        by_hand = planned.text.kind is SourceKind.HAND
        columns = {
            "title": BY_HAND if by_hand else header.title, "speaker": header.speaker, "date": header.date,
            "url": header.url, "lang": header.lang, "tags": list(header.tags), "deck": self._deck,
            "cards": (planned.options.cards or header.cards or CardsMode.KEY).value,
            "min_score": planned.options.min_score, "text_hash": planned.text.hash,
        }  # fmt: skip
        if known is None:
            return self._keeper.add_source(kind=planned.text.kind.value, **columns)
        if not by_hand:
            self._keeper.change_source(known.uid, **columns)
        return known.uid

    def _keep_questions(self, wanted: list[QuestionMatch]) -> dict[int, str]:
        """Store the questions that have points here; return their uids by their index in the proposal."""
        homes = {one.question: self._change_question(one, one.uid) for one in wanted if one.uid is not None}
        new = [one.question for one in wanted if one.uid is None]
        uids = self._keeper.add_questions({"source": self._source, **self._question_fields(at)} for at in new)
        return homes | dict(zip(new, uids, strict=True))

    def _change_question(self, one: QuestionMatch, uid: str) -> str:
        columns = self._question_fields(one.question)
        if one.own is None and one.old is not None and self._planned.options.take_file:
            columns |= {"own_text": None, "own_for": None}
        self._keeper.change_question(uid, **columns)
        return uid

    def _question_fields(self, at: int) -> dict[str, Any]:
        proposed = self._plan.proposal.questions[at]
        return {
            "text": proposed.text, "original": proposed.original, "context": proposed.context,
            "section": list(proposed.section), "speaker": proposed.speaker, "line": proposed.line,
            "position": at, "ordered": proposed.ordered, "asked": proposed.asked,
        }  # fmt: skip

    def _keep(self, one: PointMatch, home: str) -> None:
        """Store a matched line: as a mention, as a new point, or as the known point that it is."""
        if one.change is Change.NEW or (one.change is Change.MENTIONED and one.uid is None):
            there = None if one.own is not None else self._added.uids.get(key_in(self._plan, one))
            if there is None:
                self._add(one, home)
            else:
                self._mention(one, there)
        elif one.change is Change.MENTIONED:
            self._mention(one, str(one.uid))
        elif one.mention is not None:
            self._mentions.mention(str(one.uid), self._source, uid=one.mention, **self._place(one), home=False)
            if one.change is Change.BACK:
                self._keeper.change_point(str(one.uid), retired_at=None, retired_why=None)
            self._word(one)
        else:
            self._change(one, home)

    def _add(self, one: PointMatch, home: str) -> None:
        """Put a new point aside, to be added with the others."""
        proposed, uid = self._line(one), self._act.uid()
        own = {"own_text": one.own, "own_for": None if one.own is None else proposed.text}
        tags = tuple(dict.fromkeys((*self._plan.proposal.header.tags, *proposed.tags)))
        new = NewPoint(
            uid=uid, deck=self._deck_of(one), faces=self._faces(proposed), columns=self._fields(one, home) | own,
            draft=bool(one.draft), tags=tags,
        )  # fmt: skip
        self._batch.append(new)
        self._homes.append({"point": uid, "source": self._source, **self._place(one)})
        self._new += 1
        self._why += (Role.WHY, 0) in new.faces
        key = key_in(self._plan, one)
        self._relations.append((uid, key))
        if one.own is None:
            self._added.add(key, uid)

    def _add_batch(self) -> None:
        self._keeper.add_points(self._batch)
        self._mentions.add_homes(self._homes)
        self._batch, self._homes = [], []

    def _change(self, one: PointMatch, home: str) -> None:
        uid, known = str(one.uid), self._known[str(one.uid)]
        proposed = self._line(one)
        back = {"retired_at": None, "retired_why": None} if one.change is Change.BACK else {}
        self._keeper.change_point(uid, **self._fields(one, home), **back)
        added = self._keeper.add_cards(uid, deck=self._deck_of(one), faces=self._faces(proposed), draft=known.draft)
        self._why += (Role.WHY, 0) in added
        self._mentions.mention(uid, self._source, **self._place(one), home=True)
        self._word(one)
        if one.change is Change.REWORDED:
            self._relations.append((uid, key_in(self._plan, one)))

    def _mention(self, one: PointMatch, uid: str) -> None:
        self._add_batch()
        self._mentions.mention(uid, self._source, **self._place(one), home=False)
        self._keeper.add_cards(uid, deck=self._deck, faces=_faces(self._line(one)))
        self._mentioned += 1

    def _word(self, one: PointMatch) -> None:
        """Give a known point the user's words, or the file's back, and make its cards drafts or not, where chosen."""
        uid, known = str(one.uid), self._known[str(one.uid)]
        if one.own != known.own:
            self._keeper.word_point(uid, one.own)
        if one.draft is not None:
            self._keeper.set_draft(uid, draft=one.draft)

    def _relate(self) -> None:
        """Relate new and reworded points to those that answer other questions alike."""
        for uid, key in self._relations:
            alike = self._planned.elsewhere.answering_alike(key) | self._added.answering_alike(key)
            for other in sorted(alike - {uid}):
                self._keeper.relate(uid, other)

    def _leave(self, away: KnownPoint) -> None:
        """Take a point from this source that still stands elsewhere."""
        if away.mention is not None:
            self._mentions.end_mention(away.mention)
        else:
            self._mentions.move_home(away.uid, self._source)

    def _drop(self, one: PointMatch) -> None:
        """Retire a point that the user dropped; a mere mention leaves the point where it is at home."""
        if one.mention is not None:
            self._mentions.end_mention(one.mention)
        else:
            self._keeper.change_point(str(one.uid), retired_at=self._act.at, retired_why=DROPPED)

    def _remember(self, choice: Choice) -> None:
        """Remember a choice by its line, where the same file would be read otherwise the next time."""
        proposed = self._plan.proposal.questions[choice.question].points[choice.point]
        wanted = choice.verdict is not Verdict.DROP
        says_more = choice.verdict is Verdict.SPLIT or wanted != proposed.key
        if says_more or choice.place in self._planned.ground.remembered:
            verdict = Verdict.ACCEPT if choice.verdict is Verdict.LATER else choice.verdict
            self._mentions.decide(self._source, text_hash(proposed.original), verdict.value, choice.texts)

    def _line(self, one: PointMatch) -> ProposedPoint:
        """Return a matched line as the card's own: the whole of it, or one part."""
        proposed = self._plan.proposed(one)
        if one.part is None:
            return proposed
        texts = self._planned.ground.parts((one.question, one.point))
        return part_of(proposed, one.part, first=one.part == texts[0])

    def _fields(self, one: PointMatch, home: str) -> dict[str, Any]:
        proposed = self._line(one)
        return {
            "question": home, "text": proposed.text, "original": self._plan.proposed(one).original,
            "details": [detail.text for detail in proposed.details], "why": reason_columns(proposed.why),
            "kind": proposed.kind, "score": proposed.score, "block_id": proposed.block_id, "line": proposed.line,
            "position": self._position(one),
        }  # fmt: skip

    def _deck_of(self, one: PointMatch) -> str:
        """Return the deck of a line's new cards: the one that was asked for, else that of its place in the file."""
        named = self._plan.proposal.questions[one.question].deck
        if named is None or self._planned.options.deck is not None:
            return self._deck
        return ensure_deck(self._act, tidy_name(named) or self._planned.deck)

    def _faces(self, point: ProposedPoint) -> list[tuple[Role, int]]:
        """Return the cards of a point that is at home here; that of its reason comes after those that ask for it."""
        asks_why = self._plan.asks_why and point.why is not None
        return [*_faces(point), *([(Role.WHY, 0)] if asks_why else [])]

    def _position(self, one: PointMatch) -> int:
        """Return the next place under a question: the index of the line, later for further parts of it."""
        self._positions[one.question] = max(one.point, self._positions.get(one.question, -1) + 1)
        return self._positions[one.question]

    def _place(self, one: PointMatch) -> dict[str, Any]:
        question, proposed = self._plan.proposal.questions[one.question], self._plan.proposed(one)
        return {
            "line": proposed.line, "section": list(question.section), "question_text": question.text,
            "original": proposed.original, "block_id": proposed.block_id,
        }  # fmt: skip


def _faces(point: ProposedPoint) -> list[tuple[Role, int]]:
    numbers = cloze.numbers(point.text)
    if numbers:
        return [(Role.CLOZE, number) for number in numbers]
    return [(Role.ASK, 0), *([(Role.REVERSED, 0)] if point.both_ways else [])]
