"""Today's queue: its order, its limits through parent decks, and one card per note."""

import random
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.ordering import Candidate
from flashcards.core.queue import EVERYWHERE, Limits, Policy, Queue, build, lineage, with_room, within

NOW, TODAY = 1_800_000_000_000, 20_833
DECKS = ("talks", "talks::2026", "talks::2026::may", "books", "booksellers")
PLENTY = {deck: Limits(new=99, reviews=99) for deck in DECKS}

limits = st.fixed_dictionaries(
    {deck: st.builds(Limits, st.integers(0, 4), st.integers(0, 4)) for deck in DECKS},
)
roots = st.none() | st.sampled_from(DECKS)


def learning(card: str, *, due: int, note: str = "", deck: str = "books") -> Candidate:
    return Candidate(card, note or card, deck, "learning", NOW + due)


def review(card: str, *, elapsed: int = 10, stability: float = 10.0, note: str = "", deck: str = "books") -> Candidate:
    return Candidate(card, note or card, deck, "review", TODAY, stability, elapsed)


def new(card: str, *, position: int = 0, note: str = "", deck: str = "books") -> Candidate:
    return Candidate(card, note or card, deck, "new", position)


def names(cards: Sequence[Candidate]) -> list[str]:
    return [candidate.card for candidate in cards]


@st.composite
def candidates(draw: st.DrawFn) -> list[Candidate]:
    """Draw a day: up to 30 cards of 12 notes over five decks."""
    found = []
    for n in range(draw(st.integers(0, 30))):
        deck, note = draw(st.sampled_from(DECKS)), f"note {draw(st.integers(0, 11))}"
        kind = draw(st.sampled_from(["learning", "review", "review", "new", "new"]))
        due = {"learning": NOW, "review": TODAY, "new": 5}[kind] + draw(st.integers(-3, 3))
        strength, elapsed = draw(st.sampled_from([0.5, 3.0, 40.0])), draw(st.integers(0, 60))
        found.append(Candidate(f"card {n:02}", note, deck, kind, due, strength, elapsed))
    return found


def test_learning_comes_first_then_reviews_then_new_then_what_is_early() -> None:
    asked = [
        new("n"),
        learning("early", due=60_000),
        review("r"),
        learning("late", due=-60_000),
        learning("now", due=0),
    ]
    queue = build(asked, now=NOW, limits=PLENTY)
    assert names(queue.cards) == ["late", "now", "r", "n", "early"]
    assert (names(queue.learning), names(queue.early)) == (["late", "now"], ["early"])


def test_new_cards_keep_the_order_of_the_notes() -> None:
    asked = [new("c", position=3), new("b", position=1), new("a", position=1), new("d", position=2)]
    assert names(build(asked, now=NOW, limits=PLENTY).new) == ["a", "b", "d", "c"]


def test_a_subdeck_stays_inside_its_parents() -> None:
    left = PLENTY | {"talks": Limits(new=1, reviews=2)}
    asked = [
        *(new(f"new {deck}", deck=deck) for deck in DECKS),
        *(review(f"review {deck}", deck=deck, elapsed=50 - n) for n, deck in enumerate(DECKS)),
    ]
    queue = build(asked, now=NOW, limits=left)
    assert names(queue.reviews) == ["review talks", "review talks::2026", "review books", "review booksellers"]
    assert names(queue.new) == ["new books", "new booksellers", "new talks"]


def test_a_parent_is_not_held_to_the_limit_of_its_subdeck() -> None:
    left = PLENTY | {"talks::2026": Limits(new=0, reviews=0)}
    asked = [review("in", deck="talks::2026::may"), review("above", deck="talks"), new("n", deck="talks")]
    assert names(build(asked, now=NOW, limits=left).cards) == ["above", "n"]


def test_learning_cards_are_not_counted_against_limits() -> None:
    none = {deck: Limits(new=0, reviews=0) for deck in DECKS}
    asked = [learning("l", due=0), learning("early", due=5), review("r"), new("n")]
    assert names(build(asked, now=NOW, limits=none).cards) == ["l", "early"]


def test_a_note_asks_one_card_a_day_and_its_review_goes_before_its_new_card() -> None:
    asked = [new("n", note="one"), review("r", note="one"), new("other", note="two"), new("third", note="two")]
    assert names(build(asked, now=NOW, limits=PLENTY).cards) == ["r", "other"]


def test_a_note_in_learning_or_answered_today_waits() -> None:
    asked = [learning("l", due=9, note="one"), review("r", note="one"), new("n", note="two"), review("s", note="three")]
    queue = build(asked, now=NOW, limits=PLENTY, policy=Policy(seen=frozenset({"two"})))
    assert names(queue.cards) == ["s", "l"]


def test_a_card_that_must_wait_for_its_sibling_leaves_its_place_to_the_next() -> None:
    left = {"books": Limits(new=2, reviews=1)}
    asked = [new("a", position=1, note="one"), new("b", position=2, note="one"), new("c", position=3)]
    assert names(build(asked, now=NOW, limits=left).new) == ["a", "c"]


def test_a_root_narrows_the_day_to_its_decks_and_lifts_the_limits_above() -> None:
    left = PLENTY | {"talks": Limits(new=0, reviews=0), "talks::2026::may": Limits(new=1, reviews=1)}
    asked = [
        *(review(f"{n} {deck}", deck=deck, elapsed=9 - n) for deck in DECKS for n in range(2)),
        learning("elsewhere", due=0, deck="books"),
    ]
    queue = build(asked, now=NOW, limits=left, root="talks::2026")
    assert sorted(names(queue.cards)) == ["0 talks::2026", "0 talks::2026::may", "1 talks::2026"]


def test_a_deck_is_within_its_parents_and_not_within_a_name_that_begins_alike() -> None:
    assert lineage("talks::2026::may") == ["talks::2026::may", "talks::2026", "talks"]
    assert within("books", "books")
    assert within("talks::2026::may", "talks")
    assert not within("booksellers", "books")
    assert not within("talks", "talks::2026")


@given(asked=candidates(), left=limits, root=roots, seen=st.sets(st.sampled_from(["note 1", "note 5"])))
def test_no_deck_of_the_lineage_ever_gives_more_than_its_limit(
    asked: list[Candidate], left: dict[str, Limits], root: str | None, seen: set[str]
) -> None:
    queue = build(asked, now=NOW, limits=left, root=root, policy=Policy(seen=frozenset(seen)))
    for deck in DECKS:
        if root is None or within(deck, root):
            assert sum(within(card.deck, deck) for card in queue.new) <= left[deck].new
            assert sum(within(card.deck, deck) for card in queue.reviews) <= left[deck].reviews
    assert all(root is None or within(card.deck, root) for card in queue.cards)
    notes = [card.note for card in (*queue.reviews, *queue.new)]
    assert len(notes) == len(set(notes))
    assert not set(notes) & (seen | {card.note for card in (*queue.learning, *queue.early)})


@given(asked=candidates(), left=limits, root=roots)
def test_a_card_is_left_out_only_for_its_note_or_a_limit(
    asked: list[Candidate], left: dict[str, Limits], root: str | None
) -> None:
    queue = build(asked, now=NOW, limits=left, root=root)
    notes = {card.note for card in queue.cards}
    for card in asked:
        if card in queue.cards or (root is not None and not within(card.deck, root)):
            continue
        assert card.kind != "learning"
        counted = [deck for deck in lineage(card.deck) if root is None or within(deck, root)]
        assert card.note in notes or any(_full(queue, deck, card.kind, left) for deck in counted)


def _full(queue: Queue, deck: str, kind: str, left: dict[str, Limits]) -> bool:
    given_out = queue.new if kind == "new" else queue.reviews
    limit = left[deck].new if kind == "new" else left[deck].reviews
    return sum(within(card.deck, deck) for card in given_out) >= limit


@given(asked=candidates(), left=limits, root=roots, seen=st.sets(st.sampled_from(["note 1", "note 5"])))
def test_a_notes_first_new_card_in_each_deck_with_room_is_all_that_a_day_needs(
    asked: list[Candidate], left: dict[str, Limits], root: str | None, seen: set[str]
) -> None:
    open_decks = with_room({deck: own.new for deck, own in left.items()}, root)
    first: dict[tuple[str, str], Candidate] = {}
    for card in sorted(asked, key=lambda card: (card.due, card.card)):
        if card.kind == "new" and card.deck in open_decks:
            first.setdefault((card.note, card.deck), card)
    lean = [*(card for card in asked if card.kind != "new"), *first.values()]
    whole = build(asked, now=NOW, limits=left, root=root, policy=Policy(seen=frozenset(seen)))
    assert build(lean, now=NOW, limits=left, root=root, policy=Policy(seen=frozenset(seen))) == whole


def test_a_deck_has_room_only_if_its_parents_have() -> None:
    room = {"talks": 0, "talks::2026": 3, "books": 2, "booksellers": 0}
    assert with_room(room) == {"books"}
    assert with_room(room, "talks::2026") == {"talks::2026"}
    assert with_room(room, "talks") == set()


@given(asked=candidates(), left=limits, shuffle=st.randoms(use_true_random=False))
def test_the_queue_does_not_depend_on_the_order_of_the_candidates(
    asked: list[Candidate], left: dict[str, Limits], shuffle: random.Random
) -> None:
    queue = build(asked, now=NOW, limits=left)
    mixed = list(asked)
    shuffle.shuffle(mixed)
    assert build(mixed, now=NOW, limits=left) == queue
    assert len(set(queue.cards)) == len(queue.cards) == len(queue.learning + queue.reviews + queue.new + queue.early)


def test_time_runs_out_before_cards_do() -> None:
    left = PLENTY | {"books": Limits(new=9, reviews=9, ms=30_000)}
    asked = [review("r", elapsed=12), review("s", elapsed=11), new("n"), review("elsewhere", deck="talks")]
    queue = build(asked, now=NOW, limits=left, policy=Policy(cost_ms=10_000))
    assert sorted(names(queue.cards)) == ["elsewhere", "n", "r", "s"]
    queue = build([*asked, learning("l", due=0)], now=NOW, limits=left, policy=Policy(cost_ms=10_000))
    assert sorted(names(queue.cards)) == ["elsewhere", "l", "r", "s"]


def test_time_for_all_decks_together_holds_in_each() -> None:
    left = PLENTY | {EVERYWHERE: Limits(new=99, reviews=99, ms=20_000)}
    asked = [review("r", elapsed=12), review("s", elapsed=11, deck="talks"), review("t", elapsed=10)]
    policy = Policy(cost_ms=10_000)
    assert names(build(asked, now=NOW, limits=left, policy=policy).cards) == ["r", "s"]
    assert names(build(asked, now=NOW, limits=left, policy=policy, root="books").cards) == ["r", "t"]


def test_what_says_the_same_under_another_question_waits_a_day() -> None:
    first = Candidate("a", "one", "books", "review", TODAY, 10.0, 12, point="p", related=("q",))
    same = Candidate("b", "two", "books", "new", 1, point="q", related=("p",))
    assert names(build([first, same], now=NOW, limits=PLENTY).cards) == ["a"]
    assert names(build([same], now=NOW, limits=PLENTY).cards) == ["b"]
    assert names(build([same], now=NOW, limits=PLENTY, policy=Policy(seen=frozenset({"q"}))).cards) == []
