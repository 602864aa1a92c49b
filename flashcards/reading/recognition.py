"""The search for known lines in a proposal: questions and points, each helping to find the other.

The evidence is taken from the surest to the weakest: block id, equal text under the same question, equal text that
occurs once, questions by the points they share, equal text elsewhere, a former wording, similar text. What stays below
the bar, or could as well be another line, stays unpaired: a wrong match is worse than a new card.
"""

from collections import Counter
from collections.abc import Hashable
from functools import partial

from flashcards.reading.assignment import Pair, assign
from flashcards.reading.candidates import candidates
from flashcards.reading.contrast import contrast
from flashcards.reading.entries import (
    SHORT,
    Entry,
    Key,
    anywhere,
    anywhere_if_telling,
    known_points,
    known_questions,
    proposed_points,
    proposed_questions,
    same_section,
    section_if_telling,
)
from flashcards.reading.normal import normalise
from flashcards.reading.pairing import Pairing, grouped
from flashcards.reading.plan import Known
from flashcards.reading.proposal import Proposal
from flashcards.reading.similarity import similarity

BAR = 0.84
"""From this similarity on, a line is taken for an edit of another, wherever both stand."""
SAME_QUESTION = 0.12
SAME_SECTION = 0.03
NEIGHBOUR = 0.02
"""Bonus for each side on which the nearest paired lines are one another's."""
QUESTION_BAR = 0.80
IN_PLACE = 0.85
"""From this similarity on, the only lines left under a question are one line, even with another number."""
MARGIN = 0.10
"""A second known line this close, with no line of its own, leaves open which of the two was edited."""
SHORT_PENALTY = 0.03
"""For each letter that a short text lacks: one typo there may be another word."""
RANK_PENALTY = 0.01


class Recognition:
    """The pairs of one proposal and one source: ``questions`` and ``points`` hold the indices of both sides.

    Points are counted through the whole proposal, in the order of its questions. ``home`` tells the known uid of a
    proposed question, given its index.
    """

    def __init__(self, proposal: Proposal, known: Known) -> None:
        self.questions = Pairing(list(proposed_questions(proposal)), list(known_questions(known)))
        self.points = Pairing(list(proposed_points(proposal)), list(known_points(known)))
        self._uids = [question.uid for question in known.questions]
        self._former = [point.former for point in known.points]
        self._homes: dict[int | str, str] = {uid: uid for uid in self._uids}
        self._search()

    def home(self, question: int | str) -> str | None:
        """Return the uid of a question, given its index in the proposal or its uid."""
        return self._homes.get(question)

    def _search(self) -> None:
        self._pair_equal_questions(same_section)
        self._pair_equal_questions(anywhere, unique=True)
        self._pair_block_ids()
        _pair_equal(self.points, self._home_of)
        _pair_equal(self.points, anywhere_if_telling, unique=True)
        self._pair_questions_by_points()
        self._pair_equal_questions(anywhere)
        self._pair_similar_questions()
        _pair_equal(self.points, self._home_of)
        _pair_equal(self.points, section_if_telling)
        _pair_equal(self.points, anywhere_if_telling)
        self._pair_former()
        self._pair_similar_points()
        self._pair_edited_in_place()
        self._pair_questions_by_points()

    def _pair_block_ids(self) -> None:
        _pair_equal(self.points, _block_id)
        self.points.pair_equal(_block_id)

    def _pair_equal_questions(self, place: Key, *, unique: bool = False) -> None:
        _pair_equal(self.questions, place, unique=unique)
        self._settle_homes()

    def _pair_questions_by_points(self) -> None:
        """Pair two questions where each has most of its recognised points in common with the other."""
        votes, mine, theirs = Counter[tuple[int, int]](), Counter[int](), Counter[int]()
        places = {uid: at for at, uid in enumerate(self._uids)}
        for proposed, known in self.points.partner.items():
            here = int(self.points.proposed[proposed].home)
            there = places.get(str(self.points.known[known].home), -1)
            votes[here, there] += 1
            mine[here] += 1
            theirs[there] += 1
        fresh, old = ({entry.at for entry in side} for side in self.questions.left())
        for (here, there), count in votes.items():
            if 2 * count > max(mine[here], theirs[there]) and here in fresh and there in old:
                self.questions.take(here, there)
        self._settle_homes()

    def _pair_similar_questions(self) -> None:
        proposed, known = self.questions.left()
        scores: dict[Pair, float] = {}
        for mine, theirs in candidates(proposed, known, (same_section,)):
            score = similarity(mine.text, theirs.text) + SAME_SECTION * (mine.section == theirs.section)
            if score >= QUESTION_BAR and not contrast(mine.text, theirs.text):
                scores[mine.at, theirs.at] = score
        for here, there in assign(scores).items():
            self.questions.take(here, there)
        self._settle_homes()

    def _settle_homes(self) -> None:
        self._homes |= {here: self._uids[there] for here, there in self.questions.partner.items()}

    def _home_of(self, entry: Entry) -> str | None:
        return self._homes.get(entry.home)

    def _pair_former(self) -> None:
        """Pair a line with the one point that read so before: an edit that was taken back."""
        proposed, known = self.points.left()
        owners: dict[str, list[Entry]] = {}
        for entry in known:
            for text in {normalise(text) for text in self._former[entry.at]}:
                owners.setdefault(text, []).append(entry)
        for mine in proposed:
            home = self._home_of(mine)
            found = [
                entry
                for entry in owners.get(mine.text, ())
                if not self.points.is_taken(entry.at) and not (mine.block_id and entry.block_id)
            ]
            at_home = [entry for entry in found if home is not None and entry.home == home]
            for theirs in (at_home if len(found) > 1 else found)[:1]:
                if at_home or mine.weight >= SHORT:
                    self.points.take(mine.at, theirs.at)

    def _pair_similar_points(self) -> None:
        before, after = _anchors(self.points), _anchors(self.points, backwards=True)
        proposed, known = self.points.left()
        scores: dict[Pair, float] = {}
        for mine, theirs in candidates(proposed, known, (self._home_of, before.get, after.get)):
            score = self._likeness(mine, theirs)
            if score >= BAR - 2 * NEIGHBOUR:
                score += NEIGHBOUR * sum(mine in side and side[mine] == side.get(theirs) for side in (before, after))
            if score >= BAR and not contrast(mine.text, theirs.text):
                scores[mine.at, theirs.at] = score
        chosen = assign(scores)
        for here, there in self._without_open(chosen, scores).items():
            self.points.take(here, there)

    def _likeness(self, mine: Entry, theirs: Entry) -> float:
        """Return the similarity of two points with what their places and lengths add or take."""
        at_home = (home := self._home_of(mine)) is not None and home == self._home_of(theirs)
        missing = max(0, SHORT - min(mine.weight, theirs.weight))
        if (mine.block_id and theirs.block_id) or (missing and not at_home):
            return 0.0
        score = similarity(mine.text, theirs.text)
        if at_home:
            score += SAME_QUESTION
        elif mine.section and mine.section == theirs.section:
            score += SAME_SECTION
        return score - SHORT_PENALTY * missing - RANK_PENALTY * (mine.rank + theirs.rank)

    def _without_open(self, chosen: dict[int, int], scores: dict[Pair, float]) -> dict[int, int]:
        """Drop the pairs whose proposed line could as well be an edit of a living line that found nothing."""
        found = set(chosen.values())
        open_ones = {
            here
            for (here, there), score in scores.items()
            if there not in found
            and self.points.known[there].rank == 0
            and here in chosen
            and score >= scores[here, chosen[here]] - MARGIN
        }
        return {here: there for here, there in chosen.items() if here not in open_ones}

    def _pair_edited_in_place(self) -> None:
        """Pair the one living line that a question lost with the one it gained, even across another number."""
        proposed, known = self.points.left()
        lost, gained = (grouped(side, self._home_of) for side in (known, proposed))
        for home, entries in lost.items():
            living = [entry for entry in entries if entry.rank == 0]
            best_rank = min((entry.rank for entry in gained.get(home, [])), default=0)
            fresh = [entry for entry in gained.get(home, []) if entry.rank == best_rank]
            if len(living) == 1 and len(fresh) == 1:
                mine, theirs = fresh[0], living[0]
                ids_differ = mine.block_id and theirs.block_id
                if not ids_differ and similarity(mine.text, theirs.text) >= IN_PLACE:
                    self.points.take(mine.at, theirs.at)


def _block_id(entry: Entry) -> str | None:
    return entry.block_id


def _pair_equal(pairing: Pairing, place: Key, *, unique: bool = False) -> None:
    """Pair at one place what reads the same in full, then as written, then after cuts."""
    for form in (_in_full, _written, _cut):
        pairing.pair_equal(partial(_at, place, form), unique=unique)


def _at(place: Key, form: Key, entry: Entry) -> tuple[Hashable, Hashable] | None:
    where = place(entry)
    return None if where is None else (where, form(entry))


def _in_full(entry: Entry) -> tuple[str, str]:
    return entry.original, entry.text


def _written(entry: Entry) -> str:
    return entry.original


def _cut(entry: Entry) -> str:
    return entry.text


def _anchors(pairing: Pairing, *, backwards: bool = False) -> dict[Entry, int]:
    """Return for each entry the known index of the nearest paired line before it (after it if ``backwards``)."""
    anchors: dict[Entry, int] = {}
    owners = {there: there for there in pairing.partner.values()}
    for side, partner in ((pairing.proposed, pairing.partner), (pairing.known, owners)):
        nearest: int | None = None
        ordered = sorted(side, key=lambda entry: entry.line)
        for entry in reversed(ordered) if backwards else ordered:
            if nearest is not None:
                anchors[entry] = nearest
            nearest = partner.get(entry.at, nearest)
    return anchors
