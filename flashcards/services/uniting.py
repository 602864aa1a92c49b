"""Two machines' databases as one: what another has is united with what is here, and every state follows anew."""

import contextlib
import gc
import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from flashcards.config import Paths
from flashcards.core.memory import Memory, New
from flashcards.core.review import Standing, by_card, standings
from flashcards.errors import BadInput, Refused
from flashcards.services import safekeeping
from flashcards.services.desk import Desk
from flashcards.services.reviewing import tally_of
from flashcards.services.telling import Told, followed, part, quiet
from flashcards.store import uniting
from flashcards.store.act import Act
from flashcards.store.cards import set_standings
from flashcards.store.decks import Tally, add_tallies
from flashcards.store.log import MERGE
from flashcards.store.other import opened
from flashcards.store.tables import change, device, point, retraction, review
from flashcards.store.uniting import Coming


@dataclass(frozen=True, slots=True)
class Planned:
    """What merging would bring: how many tips, answers, answers taken back, and changes of other things."""

    path: Path
    coming: Coming

    @property
    def tips(self) -> int:
        """Tips that are new here."""
        return self.coming.made(point)

    @property
    def answers(self) -> int:
        """Rows of the review log that are new here, moves of due days included."""
        return self.coming.count(review)

    @property
    def taken_back(self) -> int:
        """Answers that were taken back there."""
        return self.coming.count(retraction)

    @property
    def changes(self) -> int:
        """Entries of the change log that are new here."""
        return self.coming.count(change)

    @property
    def is_empty(self) -> bool:
        """Whether everything is here already."""
        return self.coming.is_empty


def plan(desk: Desk, path: Path) -> Planned:
    """Read another database and hold it against this one. Nothing is stored, and the other file is not written.

    Raises DatabaseError for one that is damaged, foreign or newer than the program, BadInput for one with values that
    cannot be, and Refused for this database itself.
    """
    with contextlib.suppress(OSError):
        if path.samefile(desk.store.path):
            raise Refused("{path} is this database itself: name the copy of another machine's.", path=path)
    with _uncollected(), opened(path, now=desk.now) as other, other.reading() as there, desk.store.reading() as here:
        return Planned(path, uniting.against(here, there, file=path))


def unite(desk: Desk, planned: Planned, paths: Paths, told: Told = quiet) -> Path | None:
    """Back this database up and unite it with the other, all of it or nothing; return the backup's path.

    None, and nothing is stored, where everything was here already. Raises BadInput where the other is damaged.
    """
    if planned.is_empty:
        return None
    with _uncollected(), desk.store.write(MERGE, at=desk.now, study_day=desk.today) as act:
        kept = safekeeping.backup(desk, paths)
        uniting.take(act, planned.coming)
        told(0.3)
        _replay(desk, act, planned.path, part(told, 0.3, 1.0))
        act.note(device, act.device)
    return kept


@contextlib.contextmanager
def _uncollected() -> Iterator[None]:
    """Keep the collector away: among a million rows without a cycle it would take a third of the time."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def _replay(desk: Desk, act: Act, path: Path, told: Told) -> None:
    """Bring every card where its log says, and count every answer on its day, in the deck that its card is in now."""
    options = desk.store.decks.options(fuzz=True)
    cards = {card.uid: card for own in desk.store.cards.of_points().values() for card in own}
    logs = by_card(desk.store.log.answers())
    standing: dict[str, Standing] = {}
    tallies: list[tuple[int, str, Tally]] = []
    for uid, card in followed(cards.items(), len(cards), told):
        own, log = options[card.deck], logs.get(uid, [])
        after = Standing(New(), 0, 0)
        before: Memory = after.memory
        for row, after in zip(log, standings(log, own.rules.parameters), strict=True):
            if not row.manual:
                tallies.append((row.study_day, own.deck, tally_of(row, before)))
            before = after.memory
        if not _is_known(after.memory):
            raise BadInput("{file} is damaged: an answer leads to no memory; nothing was stored.", file=path)
        if after != Standing(card.memory, card.reps, card.lapses):
            standing[uid] = after
    set_standings(act, standing)
    add_tallies(act, tallies)


def _is_known(memory: Memory) -> bool:
    return isinstance(memory, New) or (math.isfinite(memory.strength.stability) and memory.strength.stability > 0)
