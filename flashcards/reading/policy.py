"""Which points become cards: the mode, the threshold, and the marks that win over both."""

from dataclasses import dataclass

from flashcards.core.note import CardsMode
from flashcards.reading.advice import Score
from flashcards.reading.marks import Marked


@dataclass(frozen=True, slots=True)
class Policy:
    """What becomes a card: the mode, the threshold of key points, and whether the threshold was asked for."""

    cards: CardsMode
    threshold: float
    exact: bool = False

    def is_key(self, score: Score, marks: Marked, *, marked: bool) -> bool:
        """Tell whether a point becomes a card; #skip and #card win over everything."""
        if marks.skip:
            return False
        if marks.card:
            return True
        match self.cards:
            case CardsMode.MARKED:
                return marked
            case CardsMode.ALL:
                return not score.never and (not self.exact or score.value >= self.threshold)
            case CardsMode.KEY:
                return not score.never and score.value >= self.threshold
