"""Tuning: what is trained on, when it is adopted, what it changes, and that all of it can be taken back."""

from collections.abc import Mapping

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flashcards.core.memory import New, Review
from flashcards.core.note import Card
from flashcards.core.review import by_card, replay
from flashcards.core.schedule import PARAMETERS, retrievability
from flashcards.core.training import Fit
from flashcards.errors import BadInput, NotFound, NothingToDo
from flashcards.services import decking, reviewing, training, tuning
from tests.core.histories import FSRS_5, FSRS_45, SETS, TRAINED
from tests.core.learners import learn
from tests.services.reviewed import forgetful, review
from tests.services.user import User


def cards(user: User) -> dict[str, Card]:
    """Return every card by its uid."""
    return {card.uid: card for found in user.store.cards.of_points().values() for card in found}


def strengths(user: User) -> dict[str, object]:
    return {uid: getattr(card.memory, "strength", None) for uid, card in cards(user).items()}


def due_days(user: User) -> dict[str, int]:
    return {uid: card.memory.due_day for uid, card in cards(user).items() if isinstance(card.memory, Review)}


def parameters(user: User) -> Mapping[str, tuple[float, ...]]:
    """Return the parameters in force, by deck."""
    return {name: own.rules.parameters for name, own in user.store.decks.options(fuzz=False).items()}


def replayed(user: User) -> dict[str, object]:
    """Return what every card's log adds up to under the parameters of its deck."""
    logs, force = by_card(user.store.log.answers()), parameters(user)
    return {
        uid: getattr(replay(logs.get(uid, []), force[card.deck]).memory, "strength", None)
        for uid, card in cards(user).items()
    }


@pytest.fixture
def tuned(user: User) -> tuple[User, tuning.Proposal]:
    """Give a user whose reviews are enough, with what was trained from them."""
    forgetful(user)
    return user, tuning.propose(user.desk)


def test_too_few_reviews_are_counted(user: User) -> None:
    review(user, learn(cards=20, days=60, seed=2))
    with pytest.raises(NothingToDo, match=r"needs 400 next-day reviews and has 93 in all"):
        tuning.propose(user.desk)
    with pytest.raises(NotFound, match="There is no deck 'Nowhere'"):
        tuning.propose(user.desk, "Nowhere")


def test_proposing_stores_nothing(user: User) -> None:
    forgetful(user)
    before = user.store.dump()
    tuning.propose(user.desk)
    assert user.store.dump() == before


def test_better_parameters_are_adopted_and_every_state_follows_from_its_log(
    tuned: tuple[User, tuning.Proposal],
) -> None:
    user, proposal = tuned
    before, due = strengths(user), due_days(user)
    assert proposal.is_better
    assert proposal.present == PARAMETERS

    adopted = tuning.accept(user.desk, proposal)

    assert adopted == tuning.Adopted(1, 60, 0)
    assert set(parameters(user).values()) == {proposal.training.parameters}
    assert strengths(user) == replayed(user)
    assert all(strengths(user)[uid] != before[uid] for uid in before)
    assert due_days(user) == due
    assert user.faults() == []


def test_what_is_adopted_is_kept_with_its_figures(tuned: tuple[User, tuning.Proposal]) -> None:
    user, proposal = tuned
    tuning.accept(user.desk, proposal)
    (kept,) = tuning.history(user.desk)
    change = proposal.training.all
    assert (kept.set.n, kept.set.at, kept.set.parameters) == (1, kept.set.at, proposal.training.parameters)
    assert user.now <= kept.set.at < user.now + 1000
    assert (kept.set.log_loss_before, kept.set.log_loss) == (change.before.log_loss, change.after.log_loss)
    assert (kept.set.reviews, kept.decks, kept.for_all) == (proposal.training.reviews, (), True)


def test_parameters_that_are_no_better_are_not_adopted(tuned: tuple[User, tuning.Proposal]) -> None:
    user, proposal = tuned
    tuning.accept(user.desk, proposal)
    before = user.store.dump()
    again = tuning.propose(user.desk)
    assert again.present == again.training.parameters == proposal.training.parameters
    assert not again.is_better
    with pytest.raises(NothingToDo, match="fit these reviews as well"):
        tuning.accept(user.desk, again)
    assert user.store.dump() == before


def test_the_gate_asks_for_a_lower_log_loss_on_the_same_reviews() -> None:
    low, high = Fit(0.4, 0.1), Fit(0.5, 0.01)
    assert training.Change(high, low).falls
    assert not training.Change(low, high).falls
    assert not training.Change(low, low).falls


def test_undo_takes_the_choice_back_and_keeps_the_set(tuned: tuple[User, tuning.Proposal]) -> None:
    user, proposal = tuned
    before = cards(user)
    tuning.accept(user.desk, proposal)

    assert reviewing.undo(user.desk).sentence() == "Took back: chose FSRS parameters for all decks."

    assert cards(user) == before
    assert set(parameters(user).values()) == {PARAMETERS}
    assert [one.for_all for one in tuning.history(user.desk)] == [False]
    assert user.faults() == []
    with pytest.raises(NothingToDo):
        reviewing.undo(user.later(days=1).desk)


def test_a_training_that_fails_stores_nothing(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    forgetful(user)
    before = user.store.dump()
    monkeypatch.setattr(training, "_PROGRAM", ("false",))
    with pytest.raises(BadInput, match="nothing was stored"):
        tuning.propose(user.desk)
    assert user.store.dump() == before


def test_a_deck_is_tuned_with_its_subdecks_and_without_those_that_have_their_own(user: User) -> None:
    for seed, deck in enumerate(("Work", "Work::Talks", "Home")):
        forgetful(user, deck, seed=seed)
    work = tuning.propose(user.desk, "Work").training.reviews
    talks = tuning.propose(user.desk, "Work::Talks").training.reviews
    every = tuning.propose(user.desk).training.reviews

    tuning.accept(user.desk, tuning.propose(user.desk, "Work::Talks"))

    assert tuning.propose(user.desk, "Work").training.reviews == work - talks
    assert tuning.propose(user.desk).training.reviews == every - talks
    assert parameters(user)["Work"] == parameters(user)["Home"] == PARAMETERS != parameters(user)["Work::Talks"]
    assert user.faults() == []


def test_a_choice_for_all_reaches_decks_made_later_but_none_with_its_own(user: User) -> None:
    user.hand("front :: back")
    forgetful(user, "Work::Talks", cards=5)
    forgetful(user, "Home", cards=5)
    tuning.adopt(user.desk, TRAINED, "Work")
    tuning.adopt(user.desk, FSRS_5)
    review(user, learn(cards=5, days=40, seed=7), "Later")
    lengths = {name: len(numbers) for name, numbers in parameters(user).items()}
    assert {lengths.pop("Work"), lengths.pop("Work::Talks")} == {21}
    assert lengths.keys() > {"Home", "Later"}
    assert set(lengths.values()) == {19}
    assert [(one.set.n, one.decks, one.for_all) for one in tuning.history(user.desk)] == [
        (1, ("Work",), False),
        (2, (), True),
    ]


def test_a_set_can_be_gone_back_to(user: User) -> None:
    forgetful(user, "Work", cards=8)
    start = strengths(user)
    tuning.adopt(user.desk, FSRS_45)
    first = strengths(user)
    tuning.adopt(user.desk, TRAINED, "Work")
    second = strengths(user)
    assert tuning.use(user.desk, "1", "Work") == tuning.Adopted(1, 8, 0)
    assert strengths(user) == first
    assert tuning.use(user.desk, tuning.history(user.desk)[1].set.uid, "Work").n == 2
    assert strengths(user) == second
    assert tuning.use(user.desk, "default", "Work") == tuning.Adopted(None, 8, 0)
    assert parameters(user)["Work"] == FSRS_45
    assert tuning.use(user.desk, "default").cards == 8
    assert strengths(user) == start
    assert len(tuning.history(user.desk)) == 2
    assert user.faults() == []


def test_a_choice_that_changes_nothing_rebuilds_nothing(user: User) -> None:
    forgetful(user, "Work", cards=3)
    tuning.adopt(user.desk, TRAINED)
    assert tuning.use(user.desk, "1").cards == 0
    assert tuning.use(user.desk, "1", "Work").cards == 0


@pytest.mark.parametrize("numbers", [(0.5,) * 34, (), (*PARAMETERS[:20], float("nan")), (500.0, *PARAMETERS[1:])])
def test_numbers_that_cannot_be_used_change_nothing(user: User, numbers: tuple[float, ...]) -> None:
    forgetful(user, cards=3)
    before = user.store.dump()
    with pytest.raises(BadInput):
        tuning.adopt(user.desk, numbers)
    for reference in ("1", "0", "nothing"):
        with pytest.raises(NotFound, match="no parameter set"):
            tuning.use(user.desk, reference)
    with pytest.raises(NotFound, match="no deck"):
        tuning.adopt(user.desk, TRAINED, "Nowhere")
    assert user.store.dump() == before


@pytest.mark.parametrize("text", ["1, 2.5,3e-1", "[1 2.5 0.3]", " 1\n2.5\t0.3 ", "(1,2.5,.3)"])
def test_numbers_are_read_as_they_are_copied(text: str) -> None:
    assert tuning.parsed(text) == (1, 2.5, 0.3)
    with pytest.raises(BadInput, match="not a list of numbers"):
        tuning.parsed(text + " x")


def test_a_deck_that_comes_under_another_has_the_parameters_of_its_new_parent(user: User) -> None:
    forgetful(user, "Work", cards=3)
    forgetful(user, "Home", cards=3, seed=2)
    tuning.adopt(user.desk, TRAINED, "Work")
    before, known = cards(user), strengths(user)
    decking.rename(user.desk, "Home", "Work::Home")
    assert parameters(user)["Work::Home"] == TRAINED
    assert strengths(user) == replayed(user) != known
    assert user.faults() == []
    reviewing.undo(user.desk)
    assert cards(user) == before
    assert user.faults() == []


def test_rescheduling_does_what_was_shown_and_is_told_by_the_log(tuned: tuple[User, tuning.Proposal]) -> None:
    user, proposal = tuned
    before, due = cards(user), due_days(user)
    user.now = (max(due.values()) - 20) * 86_400_000
    today = user.desk.today
    shown = tuning.preview(user.desk, proposal.training.parameters)
    assert cards(user) == before

    adopted = tuning.accept(user.desk, proposal, reschedule=True)

    assert adopted.moved == shown.moved == sum(due[uid] != day for uid, day in due_days(user).items()) > 10
    assert due_days(user) == shown.days
    assert shown.due_before == sum(day <= today for day in due.values())
    assert shown.due_after == sum(day <= today for day in shown.days.values()) > shown.due_before
    assert strengths(user) == replayed(user)
    assert user.faults() == []
    assert tuning.preview(user.desk, proposal.training.parameters).moved == 0
    assert reviewing.undo(user.desk).kind == "tune"
    assert cards(user) == before
    assert user.faults() == []


def test_rescheduled_cards_are_due_when_recall_falls_to_what_is_desired(user: User) -> None:
    user = user.with_settings(schedule__fuzz=False)
    forgetful(user)
    tuning.adopt(user.desk, TRAINED, reschedule=True)
    for card in cards(user).values():
        if isinstance(memory := card.memory, Review) and memory.interval > 3:
            early, late = (retrievability(memory.strength, memory.interval + shift, TRAINED) for shift in (-0.5, 0.5))
            assert early >= 0.9 >= late


def test_cards_that_are_put_away_do_not_count_as_due(user: User) -> None:
    forgetful(user, cards=10)
    shown = tuning.preview(user.desk, PARAMETERS)
    assert shown.due_before == len(due_days(user))
    for text in list(user.tips())[:4]:
        user.retire(text)
    assert tuning.preview(user.desk, PARAMETERS).due_before == sum(
        isinstance(tip.card.memory, Review) and tip.point.retired_why is None for tip in user.tips().values()
    )


def test_named_parameters_are_those_that_use_puts_in_force(user: User) -> None:
    for deck in ("Work", "Work::Talks", "Home"):
        forgetful(user, deck, cards=2)
    tuning.adopt(user.desk, FSRS_5)
    tuning.adopt(user.desk, TRAINED, "Work")
    tuning.adopt(user.desk, FSRS_45, "Work::Talks")
    choices: tuple[tuple[str, str | None], ...] = (
        ("default", "Work::Talks"),
        ("2", "Home"),
        ("default", "Work"),
        ("default", None),
    )
    for reference, where in choices:
        named = tuning.named(user.desk, reference, where)
        tuning.use(user.desk, reference, where)
        assert parameters(user)[where or "Work"] == named
    with pytest.raises(NotFound, match="no deck"):
        tuning.named(user.desk, "default", "Nowhere")


CHOICES = st.lists(
    st.tuples(
        st.sampled_from([None, "Work", "Work::Talks"]),
        st.sampled_from([*SETS, "default", "1"]),
        st.booleans(),
        st.sampled_from(["", "undo", "answer"]),
    ),
    min_size=1,
    max_size=6,
)


@pytest.mark.untraced
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(choices=CHOICES)
def test_after_any_choices_the_whole_log_replayed_gives_the_stored_states(
    user: User, choices: list[tuple[str | None, tuple[float, ...] | str, bool, str]]
) -> None:
    if not user.store.decks.all():
        forgetful(user, "Work", cards=4)
        forgetful(user, "Work::Talks", cards=4, seed=9)
        tuning.adopt(user.desk, TRAINED)
    for deck, choice, again, then in choices:
        user.later(minutes=5)
        before = cards(user)
        if isinstance(choice, str):
            tuning.use(user.desk, choice, deck, reschedule=again)
        else:
            tuning.adopt(user.desk, choice, deck, reschedule=again)
        changed = cards(user) != before
        if then == "undo" and changed:
            reviewing.undo(user.desk)
            assert cards(user) == before
        if then == "answer":
            uid = min(before)
            assert not isinstance(reviewing.answer(user.desk, uid, 3).card.memory, New)
        assert strengths(user) == replayed(user)
        assert user.faults() == []
