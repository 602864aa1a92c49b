"""Adding notes: lay what they propose over what is known, show the plan, store it in one transaction."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from flashcards.core.decking import tidy_name
from flashcards.core.note import CardsMode, Source, SourceKind
from flashcards.errors import BadInput, FlashcardsError, Refused
from flashcards.language import _
from flashcards.reading.plan import Change, Plan
from flashcards.reading.read import read_notes
from flashcards.services.desk import Desk
from flashcards.services.gathering import Text, changed
from flashcards.services.known import find_source, hand_source, known
from flashcards.services.laying import Ground, lay
from flashcards.services.merging import Elsewhere, merge
from flashcards.services.storing import BY_HAND, Added, Stored, Storing
from flashcards.services.verdicts import remembered

Progress = Callable[[int, int], None]


__all__ = ["Options", "Planned", "Stored", "plan", "refreshable", "store"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What the user asked of an ``add``; None leaves the choice to the file, or to how it was added before.

    ``take_file`` gives lines that changed the file's words where the user had words of their own.
    """

    deck: str | None = None
    cards: CardsMode | None = None
    min_score: float | None = None
    take_file: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """What storing one file would do; nothing is stored yet. ``source`` is None for a file that is new here.

    ``ground`` is what the plan was laid on, ``elsewhere`` the living points of the whole database.
    """

    text: Text
    source: Source | None
    plan: Plan
    deck: str
    options: Options
    ground: Ground
    elsewhere: Elsewhere

    @property
    def stays_in(self) -> str | None:
        """The deck in which the source's cards stay though new ones go to another; None if they go together."""
        return self.source.deck if self.source is not None and self.source.deck != self.deck else None


def plan(
    desk: Desk, text: Text, options: Options, *, elsewhere: Elsewhere | None = None, progress: Progress | None = None
) -> Planned:
    """Lay what a text proposes over what is known of its source. Nothing is stored.

    Plans made one after the other may share ``elsewhere``; ``progress`` is told the lines read, and how many there are.
    """
    there = elsewhere or Elsewhere(desk)
    if text.kind is SourceKind.HAND:
        return _plan_by_hand(desk, text, options, there)
    first = read_notes(text.text, file=text.name, cards=options.cards, min_score=options.min_score, progress=progress)
    if text.path == "-":
        text = replace(text, path=f"- {first.header.title}")
    source = _find_source(desk, text, first.header.title)
    merged = _remembered(options, source, first.header.cards)
    read_as = options.cards or first.header.cards or CardsMode.KEY
    as_before = (merged.cards or read_as, merged.min_score) == (read_as, options.min_score)
    proposal = first if as_before else read_notes(
        text.text, file=text.name, cards=merged.cards, min_score=merged.min_score
    )  # fmt: skip
    deck = options.deck or (source.deck if source else None) or first.header.deck or first.header.title
    before, decisions = known(desk, source)
    ground = Ground(
        proposal=proposal, known=before, remembered=remembered(proposal, decisions), take_file=options.take_file,
        asks_why=desk.why,
    )  # fmt: skip
    return Planned(
        text=text, source=source, plan=merge(lay(ground), there), deck=_deck_name(deck), options=merged, ground=ground,
        elsewhere=there,
    )  # fmt: skip


def refreshable(
    desk: Desk, options: Options, *, progress: Progress | None = None
) -> tuple[list[Planned], list[FlashcardsError]]:
    """Plan every source whose file changed since it was read; faults of single files come back beside the plans.

    ``progress`` is told how many files are done, and how many there are.
    """
    plans: list[Planned] = []
    faults: list[FlashcardsError] = []
    elsewhere = Elsewhere(desk)
    files = desk.store.notes.files(desk.store.device())
    for done, seen in enumerate(files, 1):
        try:
            text = changed(seen)
            if text is not None:
                plans.append(plan(desk, text, options, elsewhere=elsewhere))
        except FlashcardsError as fault:
            faults.append(fault)
        if progress is not None:
            progress(done, len(files))
    return plans, faults


def store(desk: Desk, plans: Iterable[Planned]) -> Stored:
    """Store plans, all of them or none, in one transaction; return what changed. A file named twice is stored once.

    Raises Refused if a source was changed, by another process, since it was planned.
    """
    done = Stored()
    once = {planned.text.path or object(): planned for planned in plans}
    with desk.store.write("add", at=desk.now, study_day=desk.today) as act:
        added = Added()
        for planned in once.values():
            if _present_source(desk, planned) != planned.source:
                raise Refused(
                    "{name} was added elsewhere in the meantime, so nothing was stored: run it again.",
                    name=planned.text.name,
                )
            done += Storing(act, planned, added).run()
    return done


def _present_source(desk: Desk, planned: Planned) -> Source | None:
    if planned.text.kind is SourceKind.HAND:
        return hand_source(desk)
    return _find_source(desk, planned.text, planned.plan.proposal.header.title)


def _plan_by_hand(desk: Desk, text: Text, options: Options, elsewhere: Elsewhere) -> Planned:
    proposal = read_notes(text.text, file=text.name, cards=CardsMode.MARKED, min_score=None)
    if not any(point.key for question in proposal.questions for point in question.points):
        raise BadInput("No card in {text!r}: write it like 'front :: back'.", text=text.text)
    source = hand_source(desk)
    ground = Ground(proposal=proposal, known=known(desk, source)[0], asks_why=desk.why)
    found = merge(_only_equal(lay(ground)), elsewhere)
    deck = options.deck or (source.deck if source else _(BY_HAND))
    return Planned(
        text=text, source=source, plan=found, deck=_deck_name(deck), options=options, ground=ground,
        elsewhere=elsewhere,
    )  # fmt: skip


def _only_equal(found: Plan) -> Plan:
    """Take a card for a known one only if both sides are equal: one written by hand never rewords an earlier one."""
    questions = tuple(one if one.old is None else replace(one, uid=None, old=None) for one in found.questions)
    known = {one.question for one in questions if one.uid is not None}
    points = tuple(
        one
        if one.question in known and one.change is Change.SAME
        else replace(one, uid=None, change=Change.NEW, similarity=0.0, old=None, has_why=False)
        for one in found.points
    )
    return replace(found, questions=questions, points=points, gone=(), elsewhere=())


def _find_source(desk: Desk, text: Text, title: str) -> Source | None:
    return find_source(desk, path=text.path, text_hash=text.hash, title=title)


def _remembered(options: Options, source: Source | None, header: CardsMode | None) -> Options:
    """Add how a source was read before to what was asked now; the file's front matter comes before memory."""
    if source is None:
        return options
    cards = options.cards or (None if header is not None else source.cards)
    min_score = options.min_score if options.min_score is not None else source.min_score
    return replace(options, cards=cards, min_score=min_score)


def _deck_name(name: str) -> str:
    return tidy_name(name) or _("Notes")
