"""Adding notes: read a file, lay its proposal over what is known, show the plan, store it in one transaction.

The notes file is only ever opened for reading.
"""

import hashlib
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from flashcards.bundled import shipped_decks
from flashcards.core import cloze
from flashcards.core.note import CardsMode, Role, Source, SourceKind
from flashcards.errors import BadInput, FlashcardsError, Refused
from flashcards.language import _
from flashcards.reading.decode import MAX_BYTES, decode
from flashcards.reading.identity import match
from flashcards.reading.plan import LEFT_THE_SOURCE, Change, Plan, PointMatch
from flashcards.reading.proposal import ProposedPoint
from flashcards.reading.read import read_notes
from flashcards.services.desk import Desk
from flashcards.services.known import find_source, hand_source, known
from flashcards.store.act import Act
from flashcards.store.decks import ensure_deck
from flashcards.store.keeping import Keeper
from flashcards.store.notes import SeenFile

NOTES_ENDINGS = (".md", ".markdown", ".txt", ".org")
BY_HAND = "By hand"


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What the user asked of an ``add``; None leaves the choice to the file, or to how it was added before."""

    deck: str | None = None
    cards: CardsMode | None = None
    min_score: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """Notes as they were found: ``path`` is the key this device knows them by, ``name`` what a user calls them."""

    name: str
    path: str
    text: str
    mtime_ns: int = 0
    size: int = 0
    kind: SourceKind = SourceKind.NOTES

    @property
    def hash(self) -> str:
        """The hash of the whole text."""
        return hashlib.sha256(self.text.encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """What storing one file would do; nothing is stored yet. ``source`` is None for a file that is new here."""

    text: Text
    source: Source | None
    plan: Plan
    deck: str
    options: Options


@dataclass(frozen=True, slots=True)
class Stored:
    """How many tips an ``add`` changed."""

    new: int = 0
    reworded: int = 0
    moved: int = 0
    back: int = 0
    gone: int = 0

    def __add__(self, other: "Stored") -> "Stored":
        return Stored(
            self.new + other.new,
            self.reworded + other.reworded,
            self.moved + other.moved,
            self.back + other.back,
            self.gone + other.gone,
        )


def find(target: str) -> list[Path]:
    """Return the notes files that a path names: itself, or those in a directory, hidden ones left out.

    Raises BadInput for a missing path and for a directory without notes.
    """
    path = Path(target).expanduser()
    if not path.exists():
        raise BadInput("There is no file {path}: check the name.", path=path)
    if not path.is_dir():
        return [path]
    files = [
        Path(folder) / name
        for folder, folders, names in os.walk(path)
        if _skip_hidden(folders)
        for name in sorted(names)
        if name.lower().endswith(NOTES_ENDINGS) and not name.startswith(".")
    ]
    if not files:
        raise BadInput(
            "{path} holds no notes: none of its files ends in {ends}.", path=path, ends=", ".join(NOTES_ENDINGS)
        )
    return files


def read_file(path: Path) -> Text:
    """Read one notes file, as bytes and read-only. Raises BadInput if it cannot be read or is not text."""
    try:
        with path.open("rb") as file:
            stat = os.fstat(file.fileno())
            if stat.st_size > MAX_BYTES:
                raise BadInput(
                    "{path} has {size} MB, notes may have {cap}: split it.",
                    path=path, size=stat.st_size >> 20, cap=MAX_BYTES >> 20,
                )  # fmt: skip
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise BadInput(
            "{path} cannot be read ({why}): check it and its permissions.", path=path, why=error.strerror
        ) from None
    text = decode(data, file=str(path))
    return Text(name=str(path), path=str(path.resolve()), text=text, mtime_ns=stat.st_mtime_ns, size=stat.st_size)


def shipped(name: str) -> Text:
    """Return a shipped deck, by its short name without the ``@``. Raises BadInput that lists what is shipped."""
    found = shipped_decks()
    if name not in found:
        known = ", ".join(f"@{deck}" for deck in found)
        raise BadInput("There is no shipped deck @{name}: there are {known}.", name=name, known=known)
    return replace(read_file(found[name]), name=f"@{name}", path=f"@{name}")


def piped(data: bytes) -> Text:
    """Return notes that came on standard input. Raises BadInput if they are not text."""
    if len(data) > MAX_BYTES:
        raise BadInput("Standard input has more than {cap} MB: notes may not.", cap=MAX_BYTES >> 20)
    return Text(name="-", path="-", text=decode(data, file="standard input"))


def by_hand(text: str) -> Text:
    """Return one card written on the command line, such as ``front :: back``."""
    return Text(name="--text", path="", text=text, kind=SourceKind.HAND)


def plan(desk: Desk, text: Text, options: Options) -> Planned:
    """Lay what a text proposes over what is known of its source. Nothing is stored."""
    if text.kind is SourceKind.HAND:
        return _plan_by_hand(desk, text, options)
    first = read_notes(text.text, file=text.name, cards=options.cards, min_score=options.min_score)
    if text.path == "-":
        text = replace(text, path=f"- {first.header.title}")
    source = _find_source(desk, text, first.header.title)
    merged = _remembered(options, source, first.header.cards)
    proposal = first if merged == options else read_notes(
        text.text, file=text.name, cards=merged.cards, min_score=merged.min_score
    )  # fmt: skip
    deck = options.deck or (source.deck if source else None) or first.header.deck or first.header.title
    return Planned(
        text=text, source=source, plan=match(proposal, known(desk, source)), deck=_deck_name(deck), options=merged
    )


def refreshable(desk: Desk, options: Options) -> tuple[list[Planned], list[FlashcardsError]]:
    """Plan every source whose file changed since it was read; faults of single files come back beside the plans."""
    plans: list[Planned] = []
    faults: list[FlashcardsError] = []
    for seen in desk.store.notes.files(desk.store.device()):
        try:
            text = _changed(seen)
        except FlashcardsError as fault:
            faults.append(fault)
            continue
        if text is not None:
            plans.append(plan(desk, text, options))
    return plans, faults


def store(desk: Desk, plans: Iterable[Planned]) -> Stored:
    """Store plans, all of them or none, in one transaction; return what changed. A file named twice is stored once.

    Raises Refused if a source was changed, by another process, since it was planned.
    """
    done = Stored()
    once = {planned.text.path or object(): planned for planned in plans}
    with desk.store.write("add", at=desk.now, study_day=desk.today) as act:
        for planned in once.values():
            if _present_source(desk, planned) != planned.source:
                raise Refused(
                    "{name} was added elsewhere in the meantime, so nothing was stored: run it again.",
                    name=planned.text.name,
                )
            done += _Storing(act, planned).run()
    return done


def _present_source(desk: Desk, planned: Planned) -> Source | None:
    if planned.text.kind is SourceKind.HAND:
        return hand_source(desk)
    return _find_source(desk, planned.text, planned.plan.proposal.header.title)


class _Storing:
    """Stores one plan inside an act."""

    def __init__(self, act: Act, planned: Planned) -> None:
        self._act = act
        self._keeper = Keeper(act)
        self._planned = planned
        self._plan = planned.plan
        self._deck = ensure_deck(act, planned.deck)
        self._source = self._keep_source()

    def run(self) -> Stored:
        """Store questions, then points, then what left the file."""
        wanted = {found.question for found in self._plan.points}
        homes = {
            found.question: self._keep_question(found.question, found.uid)
            for found in self._plan.questions
            if found.question in wanted
        }
        for found in self._plan.points:
            self._keep_point(found, homes[found.question])
        for gone in self._plan.gone:
            self._keeper.change_point(gone.uid, retired_at=self._act.at, retired_why=LEFT_THE_SOURCE)
        text = self._planned.text
        if text.path:
            self._keeper.saw_file(SeenFile(self._source, text.path, text.mtime_ns, text.size, text.hash))
        plan = self._plan
        return Stored(len(plan.new), len(plan.reworded), len(plan.moved), len(plan.back), len(plan.gone))

    def _keep_source(self) -> str:
        planned, header = self._planned, self._plan.proposal.header
        known = planned.source
        by_hand = planned.text.kind is SourceKind.HAND
        fields = {
            "title": BY_HAND if by_hand else header.title, "speaker": header.speaker, "date": header.date,
            "url": header.url, "lang": header.lang, "tags": list(header.tags), "deck": self._deck,
            "cards": (planned.options.cards or header.cards or CardsMode.KEY).value,
            "min_score": planned.options.min_score, "text_hash": planned.text.hash,
        }  # fmt: skip
        if known is None:
            return self._keeper.add_source(kind=planned.text.kind.value, **fields)
        if not by_hand:
            self._keeper.change_source(known.uid, **fields)
        return known.uid

    def _keep_question(self, index: int, uid: str | None) -> str:
        proposed = self._plan.proposal.questions[index]
        fields: dict[str, Any] = {
            "text": proposed.text, "original": proposed.original, "context": proposed.context,
            "section": list(proposed.section), "speaker": proposed.speaker, "line": proposed.line, "position": index,
            "ordered": proposed.ordered, "asked": proposed.asked,
        }  # fmt: skip
        if uid is None:
            return self._keeper.add_question(source=self._source, **fields)
        self._keeper.change_question(uid, **fields)
        return uid

    def _keep_point(self, found: PointMatch, home: str) -> None:
        question = self._plan.proposal.questions[found.question]
        proposed = question.points[found.point]
        fields: dict[str, Any] = {
            "question": home, "text": proposed.text, "original": proposed.original,
            "details": [detail.text for detail in proposed.details], "kind": proposed.kind, "score": proposed.score,
            "block_id": proposed.block_id, "line": proposed.line, "position": found.point,
        }  # fmt: skip
        uid = found.uid
        if uid is None:
            uid = self._keeper.add_point(deck=self._deck, faces=_faces(proposed), **fields)
            for tag in dict.fromkeys((*self._plan.proposal.header.tags, *proposed.tags)):
                self._keeper.tag(uid, tag)
        else:
            back = {"retired_at": None, "retired_why": None} if found in self._plan.back else {}
            self._keeper.change_point(uid, **fields, **back)
            self._keeper.add_cards(uid, deck=self._deck, faces=_faces(proposed))
        self._keeper.mention(
            uid, self._source, line=proposed.line, section=list(question.section), question_text=question.text,
            original=proposed.original, block_id=proposed.block_id, home=True,
        )  # fmt: skip


def _faces(point: ProposedPoint) -> list[tuple[Role, int]]:
    numbers = cloze.numbers(point.text)
    if numbers:
        return [(Role.CLOZE, number) for number in numbers]
    return [(Role.ASK, 0), *([(Role.REVERSED, 0)] if point.both_ways else [])]


def _plan_by_hand(desk: Desk, text: Text, options: Options) -> Planned:
    proposal = read_notes(text.text, file=text.name, cards=CardsMode.MARKED, min_score=None)
    if not any(point.key for question in proposal.questions for point in question.points):
        raise BadInput("No card in {text!r}: write it like 'front :: back'.", text=text.text)
    source = hand_source(desk)
    found = _only_equal(match(proposal, known(desk, source)))
    deck = options.deck or (source.deck if source else BY_HAND)
    return Planned(text=text, source=source, plan=found, deck=_deck_name(deck), options=options)


def _only_equal(found: Plan) -> Plan:
    """Take a card for a known one only if both sides are equal: one written by hand never rewords an earlier one."""
    questions = tuple(one if one.old is None else replace(one, uid=None, old=None) for one in found.questions)
    known = {one.question for one in questions if one.uid is not None}
    points = tuple(
        one
        if one.question in known and one.change is Change.SAME
        else replace(one, uid=None, change=Change.NEW, similarity=0.0, old=None)
        for one in found.points
    )
    return replace(found, questions=questions, points=points, gone=())


def _find_source(desk: Desk, text: Text, title: str) -> Source | None:
    return find_source(desk, path=text.path, text_hash=text.hash, title=title)


def _remembered(options: Options, source: Source | None, header: CardsMode | None) -> Options:
    """Add how a source was read before to what was asked now; the file's front matter comes before memory."""
    if source is None:
        return options
    cards = options.cards or (None if header is not None else source.cards)
    min_score = options.min_score if options.min_score is not None else source.min_score
    return replace(options, cards=cards, min_score=min_score)


def _changed(seen: SeenFile) -> Text | None:
    """Return a known file's text if it changed since it was read; standard input is never read again."""
    if seen.path.startswith("-"):
        return None
    if seen.path.startswith("@"):
        text = shipped(seen.path[1:])
    else:
        path = Path(seen.path)
        if not path.exists():
            raise BadInput(
                "{path} is gone: its cards stay; name the moved file with `flashcards add`, or say "
                "`flashcards source retire`.", path=path,
            )  # fmt: skip
        stat = path.stat()
        if (stat.st_mtime_ns, stat.st_size) == (seen.mtime_ns, seen.size):
            return None
        text = read_file(path)
    return None if text.hash == seen.text_hash else text


def _deck_name(name: str) -> str:
    parts = [" ".join(part.split()) for part in name.split("::")]
    return "::".join(part for part in parts if part) or _("Notes")


def _skip_hidden(folders: list[str]) -> Sequence[str]:
    folders[:] = sorted(name for name in folders if not name.startswith("."))
    return [*folders, "."]
