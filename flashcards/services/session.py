"""One sitting of review: the card to ask next, answering, skipping, and taking back; knows no screen."""

from dataclasses import dataclass
from typing import Literal

from flashcards.core.prompting import Kind
from flashcards.core.queue import Queue
from flashcards.language import _
from flashcards.services import editing, handling, prompting, queueing, reviewing
from flashcards.services.desk import Desk
from flashcards.services.editing import Wording
from flashcards.services.prompting import Prompt
from flashcards.services.reviewing import Answered, Shown, Waiting

LONGEST_MS = 60_000
"""An answer is logged with a minute at most: whoever took longer had left the desk."""


@dataclass(frozen=True, slots=True)
class Left:
    """How many cards wait in the queue, the one being asked included."""

    new: int = 0
    learning: int = 0
    review: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.new + self.learning + self.review


@dataclass(frozen=True, slots=True)
class Ended:
    """The sitting is over by the user's own bound, cards or minutes, while more could be asked."""

    bound: Literal["limit", "minutes"]


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What an undo did, as a sentence, and the card to go back to (None where no card can be asked again).

    ``prompted`` says that it took back what was answered to a prompt, which stands open again.
    """

    sentence: str
    shown: Shown | None
    prompted: bool = False


class Session:
    """A sitting over one deck or all: at most ``limit`` answers and ``minutes``; None means no bound.

    Skips live here only and are forgotten with the sitting; everything else is in the store when a method returns.
    ``answers`` holds the uids of what was answered in it, taken back or not.
    """

    def __init__(self, *, deck: str | None = None, limit: int | None = None, minutes: int | None = None) -> None:
        self.deck = deck
        self.limit = limit
        self.minutes = minutes
        self.answered = 0
        self.answers: set[str] = set()
        self.left = Left()
        self.ended: Ended | None = None
        self._began: int | None = None
        self._asked_at = 0
        self._skipped: list[str] = []
        self._acts: list[str | None] = []

    def renewed(self) -> "Session":
        """Return a new sitting with the same bounds."""
        return Session(deck=self.deck, limit=self.limit, minutes=self.minutes)

    def next(self, desk: Desk) -> Shown | Waiting | Ended:
        """Return the card to ask now; skipped ones come last. Raises NotFound for an unknown deck."""
        with desk.store.reading():
            return self._next(desk)

    def _next(self, desk: Desk) -> Shown | Waiting | Ended:
        self._began = desk.now if self._began is None else self._began
        cards = [candidate.card for candidate in self._queue(desk).cards]
        if not cards:
            return Waiting(queueing.next_due(desk, self.deck))
        bound = self._bound(desk)
        self.ended = Ended(bound) if bound else None
        if self.ended is not None:
            return self.ended
        waiting = [uid for uid in self._skipped if uid in cards]
        fresh = next((uid for uid in cards if uid not in waiting), None)
        return self._ask(desk, fresh or waiting[0])

    def answer(self, desk: Desk, shown: Shown, rating: int) -> Answered:
        """Log an answer to a shown card, with the time since it was asked.

        Raises Refused if the card was answered elsewhere since, DatabaseError if nothing could be stored.
        """
        took = min(max(0, desk.now - self._asked_at), LONGEST_MS)
        done = reviewing.answer(
            desk, shown.card.uid, rating, duration_ms=took, expect=shown.card.reps, shown=shown.outcomes
        )
        self.answered += 1
        self.answers.add(done.answer.uid)
        self._acted(shown)
        return done

    def waited(self, ms: int) -> None:
        """Leave out a time in which an answer was given and could not be stored yet: it is none of the card's."""
        self._asked_at += ms

    def suspend(self, desk: Desk, shown: Shown) -> None:
        """Keep a card out of review until it is brought back."""
        handling.suspend(desk, [shown.card])
        self._acted(shown)

    def bury(self, desk: Desk, shown: Shown) -> None:
        """Put a card away until the next study day."""
        handling.bury(desk, [shown.card])
        self._acted(shown)

    def flag(self, desk: Desk, shown: Shown) -> Shown:
        """Flag a card, or take its flag off; return it as it stands now."""
        handling.flag(desk, [shown.card], 0 if shown.card.flag else 1)
        self._acts.append(None)
        return reviewing.show(desk, shown.card.uid)

    def edit(self, desk: Desk, shown: Shown, new: Wording) -> Shown:
        """Give a card other words; return it as it stands now. Raises BadInput for words that cannot be kept."""
        if editing.edit(desk, shown.card, new):
            self._acts.append(None)
        return reviewing.show(desk, shown.card.uid)

    def apply(self, desk: Desk, shown: Shown, text: str = "") -> None:
        """Note that a card's tip was applied today, with a sentence on how."""
        handling.apply(desk, shown.point, text)
        self._acts.append(None)

    def retire(self, desk: Desk, shown: Shown, why: str) -> None:
        """Take a card's tip out of review for good. Raises BadInput without a reason."""
        handling.retire(desk, shown.point, why)
        self._acted(shown)

    def reply(self, desk: Desk, prompt: Prompt, kind: Kind, text: str = "") -> None:
        """Store what is answered to a tip's prompt for a plan. Raises BadInput for an empty plan."""
        prompting.reply(desk, prompt.point, kind, text)
        self._acts.append(None)

    def skip(self, shown: Shown) -> None:
        """Put a card behind all others of this sitting; nothing is logged."""
        uid = shown.card.uid
        self._skipped = [*(other for other in self._skipped if other != uid), uid]
        self._acts.append(uid)

    def look_again(self, desk: Desk, shown: Shown, since: int) -> Shown | None:
        """Return a card as it stands after what was done elsewhere, None if it was put away.

        An act from the instant ``since`` (ms) on is newer than any skip: an undo here takes it back first.
        """
        again = reviewing.show(desk, shown.card.uid)
        device = desk.store.device()
        newest = desk.store.log.newest_deed(device, desk.today) if device else None
        if newest is not None and newest.at >= since:
            self._acts.append(None)
        card = again.card
        away = card.suspended or (card.buried_until or 0) > desk.today or again.point.retired_why is not None
        return None if away else again

    def undo(self, desk: Desk) -> TakenBack:
        """Take back the last skip of this sitting, else the newest act of this study day on this machine.

        Raises NothingToDo if there is none.
        """
        last = self._acts[-1] if self._acts else None
        if last is not None:
            self._acts.pop()
            self._skipped = [uid for uid in self._skipped if uid != last]
            self._queue(desk)
            shown = self._ask(desk, last)
            return TakenBack(_("Took back: skipped card #{n}.", n=shown.card.n), shown)
        undone = reviewing.undo(desk)
        self._acts = self._acts[:-1]
        queued = {candidate.card for candidate in self._queue(desk).cards}
        if undone.rating is not None:
            self.answered = max(0, self.answered - 1)
        prompted = undone.kind in prompting.ACTS
        askable = undone.card is not None and (undone.rating is not None or undone.card.uid in queued)
        back = undone.card if askable and not prompted else None
        return TakenBack(undone.sentence(), self._ask(desk, back.uid) if back else None, prompted=prompted)

    def _ask(self, desk: Desk, uid: str) -> Shown:
        self._asked_at = desk.now
        return reviewing.show(desk, uid)

    def _acted(self, shown: Shown) -> None:
        self._acts.append(None)
        self._skipped = [uid for uid in self._skipped if uid != shown.card.uid]

    def _bound(self, desk: Desk) -> Literal["limit", "minutes"] | None:
        if self.limit is not None and self.answered >= self.limit:
            return "limit"
        if self.minutes is not None and desk.now - (self._began or 0) >= self.minutes * 60_000:
            return "minutes"
        return None

    def _queue(self, desk: Desk) -> Queue:
        queue = queueing.today(desk, self.deck)
        self.left = Left(len(queue.new), len(queue.learning) + len(queue.early), len(queue.reviews))
        return queue
