"""The day's review: what is due, in which order, what an answer leads to, and taking it back."""

import random
import sqlite3
from collections import Counter

import pytest
from sqlalchemy import func, select

from flashcards.core.memory import Learning, New, Review
from flashcards.core.review import Answer
from flashcards.core.studyday import DAY_MS
from flashcards.errors import BadInput, NotFound, NothingToDo, Refused
from flashcards.services import handling, queueing, reviewing
from flashcards.services.reviewing import Shown, Waiting
from flashcards.store import store as store_module
from flashcards.store.decks import Tally
from flashcards.store.store import Store
from flashcards.store.tables import day, deck, review
from tests.services.user import User

AGAIN, HARD, GOOD, EASY = 1, 2, 3, 4
ONE, TWO, THREE = (f"front {n} :: back {n}" for n in ("one", "two", "three"))


def notes(questions: int, points: int = 1) -> str:
    """Return notes with so many questions of so many points each."""
    lines = ["---", "title: Talk", "deck: Talks::2026", "---"]
    for question in range(questions):
        lines.append(f"- What about topic {question}?")
        lines += [f"    - Advice {question}.{point}" for point in range(points)]
    return "\n".join(lines)


def test_due_counts_what_the_review_asks(user: User) -> None:
    user.add(user.write("talk.md", notes(7, 3)))
    due = queueing.due(user.desk)
    assert (due.new, due.learning, due.review, due.total) == (7, 0, 0, 7)
    assert [(one.name, one.new) for one in due.decks] == [("Talks::2026", 7)]
    assert len(user.review(EASY)) == 7
    assert queueing.due(user.desk).total == 0


@pytest.mark.parametrize("seed", range(3))
def test_due_counts_what_the_review_asks_after_any_history(user: User, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  a history, not a secret
    user.add(user.write("talk.md", notes(12, 2)))
    for _ in range(8):
        for _ in range(chance.randrange(10)):
            shown = reviewing.next_card(user.later(ms=5000).desk)
            if isinstance(shown, Shown):
                reviewing.answer(user.desk, shown.card.uid, chance.randint(1, 4))
        due = queueing.due(user.later(days=chance.randrange(6)).desk)
        queue = queueing.today(user.desk)
        assert (due.new, due.review) == (len(queue.new), len(queue.reviews))
        assert due.learning == len(queue.learning) + len(queue.early)
        assert due.total == sum(one.new + one.learning + one.review for one in due.decks)
        assert len(user.review(EASY)) == due.total
        assert user.faults() == []


def test_at_most_twenty_new_cards_a_day_in_the_order_of_the_notes(user: User) -> None:
    user.add(user.write("talk.md", notes(30)))
    assert user.review(EASY) == [f"Advice {n}.0" for n in range(20)]
    assert user.later(days=1).review(EASY) == [f"Advice {n}.0" for n in range(20, 30)]


def test_one_card_of_a_note_a_day(user: User) -> None:
    user.add(user.write("talk.md", notes(2, 3)))
    for number in range(3):
        assert user.review(EASY) == [f"Advice 0.{number}", f"Advice 1.{number}"]
        user.later(days=1)


def test_a_deck_narrows_the_day_to_itself_and_its_subdecks(user: User) -> None:
    user.add(user.write("talk.md", notes(2)))
    user.hand(ONE)
    assert [queueing.due(user.desk, name).total for name in ("Talks", "Talks::2026", "By hand")] == [2, 2, 1]
    with pytest.raises(NotFound, match="'Tal'"):
        queueing.due(user.desk, "Tal")


def test_a_new_card_shows_its_face_and_four_outcomes(user: User) -> None:
    user.add(user.write("talk.md", notes(1, 3)))
    shown = reviewing.next_card(user.desk)
    assert isinstance(shown, Shown)
    assert (shown.face.question, shown.face.answer, shown.face.cue) == ("What about topic 0?", "Advice 0.0", "1 of 3")
    assert shown.recall is None
    assert [outcome.seconds for outcome in shown.outcomes[:3]] == [60, 330, 600]
    assert shown.outcomes[3].days


def test_an_answer_is_what_the_button_said(user: User) -> None:
    user.hand(ONE)
    for rating in (GOOD, GOOD, HARD, AGAIN, EASY, GOOD):
        user.now = user.tip("back one").due or user.now
        shown = reviewing.show(user.desk, user.card("back one").uid)
        after = user.answer("back one", rating).card.memory
        outcome = shown.outcomes[rating - 1]
        assert not isinstance(after, New)
        if isinstance(after, Review):
            assert after.interval == outcome.days
        else:
            assert after.seconds == outcome.seconds
        assert after.strength == getattr(outcome.memory, "strength", None)


def test_the_log_holds_what_was_before_and_after(user: User) -> None:
    user.hand(ONE)
    user.answer("back one", GOOD, duration_ms=4200)
    row = user.later(days=1).answer("back one", GOOD, duration_ms=-5).answer
    first, second = user.store.log.answers(user.card("back one").uid)
    assert row == second
    assert (first.state_before, first.state_after, first.kind) == ("new", "learning", "learn")
    assert (second.state_before, second.state_after, second.kind) == ("learning", "review", "learn")
    assert (first.duration_ms, second.duration_ms) == (4200, 0)
    assert second.stability_before is not None
    assert second.due_after == second.study_day + second.interval_after
    assert second.study_day == first.study_day + 1
    assert user.tip("back one").reps == 2


def test_a_lapse_is_counted_and_learned_again(user: User) -> None:
    user.hand(ONE)
    user.recall_daily("back one", [GOOD, AGAIN])
    assert user.tip("back one").lapses == 1
    assert user.store.log.answers()[-1].state_after == "relearning"
    assert user.later(minutes=10).answer("back one", GOOD).answer.kind == "relearn"


@pytest.mark.parametrize(("decks", "points"), [(1, 3), (12, 40)])
def test_an_answer_and_the_next_card_take_few_statements_whatever_the_size(user: User, decks: int, points: int) -> None:
    for number in range(decks):
        user.add(user.write(f"{number}.md", notes(3, points).replace("Talk", f"Talk {number}")))
    shown = reviewing.next_card(user.desk)
    assert isinstance(shown, Shown)
    with user.store.reading() as connection:
        raw = connection.connection.driver_connection
    assert isinstance(raw, sqlite3.Connection)
    statements: list[str] = []
    raw.set_trace_callback(statements.append)
    reviewing.answer(user.desk, shown.card.uid, GOOD)
    reviewing.next_card(user.desk)
    raw.set_trace_callback(None)
    assert sum(not one.startswith("PRAGMA") for one in statements) <= 30


@pytest.mark.parametrize("rating", [0, 5, -1])
def test_a_rating_that_is_none_is_bad_input(user: User, rating: int) -> None:
    user.hand(ONE)
    with pytest.raises(BadInput, match="A rating is 1"):
        user.answer("back one", rating)


def test_a_card_that_is_not_there_is_not_found(user: User) -> None:
    with pytest.raises(NotFound):
        reviewing.answer(user.desk, "nobody", GOOD)
    with pytest.raises(NotFound):
        reviewing.show(user.desk, "nobody")


def test_a_card_answered_elsewhere_is_not_answered_again(user: User) -> None:
    user.hand(ONE)
    user.answer("back one", GOOD, expect=0)
    with pytest.raises(Refused, match="answered elsewhere"):
        user.answer("back one", GOOD, expect=0)
    assert len(user.store.log.answers()) == 1
    user.answer("back one", GOOD, expect=1)


def test_a_retired_tip_is_not_answered(user: User) -> None:
    user.hand(ONE)
    user.retire("back one", "too obvious")
    with pytest.raises(Refused, match="too obvious"):
        user.answer("back one", GOOD)
    assert user.store.log.answers() == []


def test_answers_under_a_clock_that_stands_still_keep_their_order(user: User) -> None:
    user.hand(ONE, TWO)
    for text in ("back one", "back two", "back one", "back one"):
        user.answer(text, GOOD)
    ids = [answer.id for answer in user.store.log.answers()]
    assert ids == sorted(set(ids))
    assert user.tip("back one").reps == 3
    assert user.faults() == []


def test_a_clock_set_back_neither_loses_nor_reorders_answers(user: User) -> None:
    user.hand(ONE)
    ratings = [GOOD, GOOD, AGAIN, EASY, HARD]
    for rating, hours in zip(ratings, (0, -3, 30, -50, -9000), strict=True):
        user.later(minutes=hours * 60).answer("back one", rating)
    card = user.card("back one")
    log = user.store.log.answers(card.uid)
    assert [answer.rating for answer in log] == ratings
    assert user.faults() == []


def test_undo_after_the_clock_was_set_back_takes_back_what_was_done_last(user: User) -> None:
    user.hand(ONE, TWO)
    user.answer("back one", GOOD)
    user.later(minutes=-120)
    handling.flag(user.desk, [user.card("back one")], 2)
    user.later(minutes=-10).answer("back two", AGAIN)
    kinds = [(done.kind, done.card.point if done.card else "") for done in (reviewing.undo(user.desk) for _ in "abc")]
    one, two = user.card("back one").point, user.card("back two").point
    assert kinds == [("answer", two), ("flag", one), ("answer", one)]


def test_undo_takes_back_the_newest_act_first_whatever_its_kind(user: User) -> None:
    user.hand(ONE, TWO)
    before = user.tips()
    one, two = user.card("back one"), user.card("back two")
    user.answer("back one", GOOD)
    handling.flag(user.desk, [two], 4)
    handling.suspend(user.desk, [one, two])
    handling.bury(user.desk, [one])
    handling.tag(user.desk, [user.tip("back one").point], "work")
    handling.apply(user.desk, user.tip("back two").point, "at lunch")
    user.retire("back one")
    user.answer("back two", HARD)
    done = [reviewing.undo(user.later(ms=1).desk) for _ in range(8)]
    assert [one.kind for one in done] == ["answer", "retire", "apply", "tag", "bury", "suspend", "flag", "answer"]
    assert [one.rating for one in done] == [HARD, *[None] * 6, GOOD]
    assert done[0].sentence() == f"Took back Hard on #{two.n}."
    assert [undone.sentence() for undone in done[1:-1]] == [
        f"Took back: retired tip #{user.tip('back one').point.n}.",
        f"Took back: noted the use of tip #{user.tip('back two').point.n}.",
        f"Took back: tagged tip #{user.tip('back one').point.n}.",
        f"Took back: buried card #{one.n}.",
        f"Took back: suspended card #{one.n}, #{two.n}.",
        f"Took back: flagged card #{two.n}.",
    ]
    with pytest.raises(NothingToDo):
        reviewing.undo(user.desk)
    assert user.tips() == before
    assert user.faults() == []


def test_bringing_back_is_named_as_such_when_it_is_undone(user: User) -> None:
    user.hand(ONE)
    card, point = user.card("back one"), user.tip("back one").point

    def sentence() -> str:
        return reviewing.undo(user.desk).sentence()

    handling.suspend(user.desk, [card])
    handling.suspend(user.desk, [card], on=False)
    assert sentence() == f"Took back: unsuspended card #{card.n}."
    handling.bury(user.desk, [card])
    handling.bury(user.desk, [card], on=False)
    assert sentence() == f"Took back: unburied card #{card.n}."
    handling.retire(user.desk, point, "no")
    handling.restore(user.desk, point)
    assert sentence() == f"Took back: restored tip #{point.n}."
    handling.flag(user.desk, [card], 1)
    handling.flag(user.desk, [card], 0)
    assert sentence() == f"Took back: unflagged card #{card.n}."
    handling.tag(user.desk, [point], "work")
    handling.tag(user.desk, [point], "work", remove=True)
    assert sentence() == f"Took back: untagged tip #{point.n}."


def test_what_undo_took_back_can_be_done_again_and_taken_back_again(user: User) -> None:
    user.hand(ONE)
    for rating in (AGAIN, GOOD, EASY):
        user.answer("back one", rating)
        assert reviewing.undo(user.desk).rating == rating
    assert user.card("back one").memory == New()
    assert len(user.store.dump()["review"]) == 3
    assert user.store.log.answers() == []


def test_undo_goes_on_after_the_program_was_closed(user: User) -> None:
    user.hand(ONE)
    user.answer("back one", GOOD)
    with Store.open(user.store.path, now=user.now) as again:
        reopened = User(again, user.folder, now=user.now)
        assert reviewing.undo(reopened.desk).rating == GOOD
    assert user.card("back one").memory == New()


def test_undo_stops_at_the_study_day(user: User) -> None:
    user.hand(ONE)
    user.answer("back one", GOOD)
    user.now = user.desk.calendar.starts(user.desk.today + 1)
    with pytest.raises(NothingToDo):
        reviewing.undo(user.desk)
    assert reviewing.undo(user.later(ms=-1).desk).rating == GOOD


def test_undo_is_for_this_machine_alone(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    user.hand(ONE, TWO)
    user.answer("back one", GOOD)
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr(store_module, "fingerprint", lambda: "another machine")
        user.answer("back two", EASY)
    assert len({answer.id for answer in user.store.log.answers()}) == 2
    assert reviewing.undo(user.desk).rating == GOOD
    with pytest.raises(NothingToDo):
        reviewing.undo(user.desk)
    assert user.tip("back two").reps == 1


def test_adding_notes_is_not_taken_back(user: User) -> None:
    user.hand(ONE)
    with pytest.raises(NothingToDo):
        reviewing.undo(user.desk)
    assert set(user.tips()) == {"back one"}


def test_undo_never_goes_past_added_notes(user: User) -> None:
    user.hand(ONE)
    user.answer("back one", GOOD)
    path = user.write("talk.md", notes(2))
    user.add(path)
    with pytest.raises(Refused, match=r"The newest act is adding .*, which is not taken back"):
        reviewing.undo(user.desk)
    assert user.tip("back one").reps == 1
    user.answer("back one", EASY)
    assert reviewing.undo(user.desk).rating == EASY
    with pytest.raises(Refused, match="flashcards retire"):
        reviewing.undo(user.desk)


def test_a_line_that_only_moved_in_its_file_stops_no_undo(user: User) -> None:
    text = "- When do I leave?\n  - Leave before the last train.\n"
    path = user.write("talk.md", text)
    user.add(path)
    user.answer(next(iter(user.tips())), GOOD)
    user.write("talk.md", "\n\n" + text)
    user.add(path)
    assert reviewing.undo(user.desk).rating == GOOD


def test_reworded_notes_stop_an_undo(user: User) -> None:
    path = user.write("talk.md", "- When do I leave?\n  - Leave before the last train.\n")
    user.add(path)
    user.answer(next(iter(user.tips())), GOOD)
    user.write("talk.md", "- When do I leave?\n  - Leave before the very last train.\n")
    user.add(path)
    with pytest.raises(Refused, match="The newest act is adding"):
        reviewing.undo(user.desk)


def test_an_undone_new_card_gives_its_place_in_the_limit_back(user: User) -> None:
    user.add(user.write("talk.md", notes(30)))
    user.review(EASY, limit=20)
    assert queueing.due(user.desk).new == 0
    reviewing.undo(user.desk)
    assert queueing.due(user.desk).new == 1


@pytest.mark.parametrize("seed", range(4))
def test_the_roll_up_of_days_equals_a_recount_of_the_log(user: User, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  a history, not a secret
    user.add(user.write("talk.md", notes(5, 2)))
    user.hand(ONE, TWO, THREE)
    texts = list(user.tips())
    for _ in range(70):
        user.later(ms=chance.choice([0, 1000, 400_000, DAY_MS, 9 * DAY_MS, 30 * DAY_MS]))
        if chance.random() < 0.25:
            try:
                reviewing.undo(user.desk)
            except NothingToDo:
                continue
        else:
            user.answer(chance.choice(texts), chance.choice([1, 2, 3, 3, 4]), duration_ms=chance.randrange(9000))
    assert _rolled_up(user) == _recounted(user)
    assert user.faults() == []


def _rolled_up(user: User) -> dict[tuple[int, str], Counter[str]]:
    with user.store.reading() as connection:
        rows = connection.execute(select(day, deck.c.name).join(deck, deck.c.uid == day.c.deck)).all()
    names = ("answers", *Tally.__slots__)
    counted = {(row.study_day, row.name): Counter({name: getattr(row, name) for name in names}) for row in rows}
    return {key: +counts for key, counts in counted.items() if +counts}


def _recounted(user: User) -> dict[tuple[int, str], Counter[str]]:
    decks = {card.uid: card.deck for cards in user.store.cards.of_points().values() for card in cards}
    last: dict[str, Answer] = {}
    found: dict[tuple[int, str], Counter[str]] = {}
    for answer in user.store.log.answers():
        counts = found.setdefault((answer.study_day, decks[answer.card]), Counter())
        passed = answer.rating > 1
        counts.update(answers=1, again=not passed, new=answer.state_before == "new", duration_ms=answer.duration_ms)
        if answer.state_before == "review":
            age = "mature" if last[answer.card].interval_after >= 21 else "young"
            counts.update({"reviews": 1, f"{age}_asked": 1, f"{age}_passed": passed})
        last[answer.card] = answer
    return {key: +counts for key, counts in found.items()}


def test_minutes_follow_from_how_long_answers_usually_take(user: User) -> None:
    user.add(user.write("talk.md", notes(20)))
    assert queueing.due(user.desk).minutes == 4
    user.answer("Advice 0.0", EASY, duration_ms=60_000)
    assert queueing.due(user.desk).minutes == 6
    user.answer("Advice 1.0", EASY)
    assert queueing.due(user.desk).minutes == 5


def test_no_single_answer_throws_the_minutes_about(user: User) -> None:
    user.add(user.write("talk.md", notes(20)))
    before = queueing.usual_ms(user.desk)
    assert before == 12_000
    for number in range(20):
        user.answer(f"Advice {number}.0", EASY, duration_ms=1000)
        after = queueing.usual_ms(user.desk)
        assert 0.9 * before < after < before
        before = after
    assert before == (10 * 12_000 + 20 * 1000) // 30


def test_usual_times_are_those_of_the_last_timed_answers(user: User) -> None:
    user.hand(ONE)
    for took in (90_000, 1000, 0, 3000):
        user.later(minutes=1).answer("back one", AGAIN, duration_ms=took)
    assert user.store.log.timed() == (3, 94_000)
    assert user.store.log.timed(last=2) == (2, 4000)


def waits(user: User, deck_name: str | None = None) -> int | None:
    """Return the instant for which the review waits; there must be nothing to ask."""
    found = reviewing.next_card(user.desk, deck_name)
    assert isinstance(found, Waiting)
    return found.next_due


def test_nothing_waits_in_an_empty_store(user: User) -> None:
    assert waits(user) is None


def test_a_learning_step_beyond_learn_ahead_is_waited_for(user: User) -> None:
    user.hand(ONE)
    user.answer("back one", HARD)
    assert isinstance(user.card("back one").memory, Learning)
    user.settings = user.with_settings(schedule__learn_ahead_minutes=5).settings
    assert waits(user) == user.tip("back one").due


def test_a_review_is_waited_for_until_its_day_begins(user: User) -> None:
    user.hand(ONE)
    user.answer("back one", EASY)
    memory = user.card("back one").memory
    assert isinstance(memory, Review)
    assert waits(user) == user.desk.calendar.starts(memory.due_day)
    user.now = (waits(user) or 0) - 1
    assert queueing.due(user.desk).total == 0
    assert queueing.due(user.later(ms=1).desk).total == 1


def test_new_cards_beyond_the_limit_are_waited_for_until_tomorrow(user: User) -> None:
    user.add(user.write("talk.md", notes(21)))
    user.review(EASY)
    tomorrow = user.desk.calendar.starts(user.desk.today + 1)
    assert waits(user) == tomorrow
    user.now = tomorrow
    assert queueing.due(user.desk).new == 1


def test_a_sibling_held_back_today_is_waited_for_until_tomorrow(user: User) -> None:
    user.add(user.write("talk.md", notes(1, 2)))
    user.review(EASY)
    assert waits(user) == user.desk.calendar.starts(user.desk.today + 1)


def test_a_buried_card_is_waited_for_until_tomorrow(user: User) -> None:
    user.hand(ONE, TWO)
    user.answer("back two", AGAIN)
    handling.bury(user.desk, [user.card("back one"), user.card("back two")])
    assert waits(user) == user.desk.calendar.starts(user.desk.today + 1)


def test_suspended_and_retired_cards_are_not_waited_for(user: User) -> None:
    user.hand(ONE, TWO)
    handling.suspend(user.desk, [user.card("back one")])
    user.retire("back two")
    assert waits(user) is None


def test_new_cards_of_a_deck_that_takes_none_are_not_waited_for(user: User) -> None:
    user.add(user.write("talk.md", notes(1)))
    with user.store.write("edit", at=user.now, study_day=user.desk.today) as act:
        uid = act.connection.execute(select(deck.c.uid).where(deck.c.name == "Talks")).scalar_one()
        act.update(deck, uid, new_per_day=0)
    assert waits(user) is None


def test_a_deck_waits_for_its_own_cards(user: User) -> None:
    user.add(user.write("talk.md", notes(1)))
    user.hand(ONE)
    user.answer("Advice 0.0", EASY)
    tip = user.tip("Advice 0.0")
    user.answer("back one", HARD)
    assert waits(user, "Talks") == tip.due
    assert isinstance(reviewing.next_card(user.desk, "By hand"), Shown)


def test_recall_is_said_after_the_day_of_the_answer_and_falls(user: User) -> None:
    user.hand(ONE)
    user.answer("back one", EASY)
    uid = user.card("back one").uid
    assert reviewing.show(user.desk, uid).recall is None
    first = reviewing.show(user.later(days=1).desk, uid).recall
    second = reviewing.show(user.later(days=9).desk, uid).recall
    assert first
    assert second
    assert 1 > first > second > 0.5


def test_rows_of_the_log_are_never_changed_or_deleted(user: User) -> None:
    user.hand(ONE)
    seen: list[dict[str, object]] = []
    for step in (GOOD, None, AGAIN, EASY, None, None):
        if step is None:
            reviewing.undo(user.desk)
        else:
            user.answer("back one", step)
        rows = user.store.dump()["review"]
        assert [row for row in rows if row in seen] == sorted(seen, key=lambda row: str(row["uid"]))
        seen = rows
    with user.store.reading() as connection:
        assert connection.execute(select(func.count()).select_from(review)).scalar() == 3


def test_answers_before_the_rollover_belong_to_the_day_before(user: User) -> None:
    user.hand(ONE)
    day = user.desk.today
    assert user.later(minutes=19 * 60 + 29).answer("back one", GOOD).answer.study_day == day
    assert user.later(minutes=1).answer("back one", GOOD).answer.study_day == day + 1
