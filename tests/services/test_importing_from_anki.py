"""What the real Anki exports, arrived here: every card as it stands there, and every answer once."""

import itertools
import json
import random
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from flashcards.config import Settings
from flashcards.core.memory import Learning, Memory, New, Relearning, Review
from flashcards.core.note import Card, Role
from flashcards.core.studyday import Calendar
from flashcards.services import exporting, importing, reviewing
from flashcards.services.importing import Planned
from flashcards.zone import system_zone
from tests.formats.anki.engine import Engine
from tests.services.user import User, opened

pytestmark = pytest.mark.anki

STATES = {0: New, 1: Learning, 2: Review, 3: Relearning}


@pytest.fixture
def anki(tmp_path: Path) -> Iterator[Engine]:
    """Open Anki; its own Check Database finds nothing when the test is over."""
    from anki.collection import Collection  # noqa: PLC0415 - only these tests load the engine

    engine = Engine(Collection(str(tmp_path / "collection.anki2")))
    engine.set_up()
    yield engine
    report, clean = engine.collection.fix_integrity()
    engine.collection.close()
    assert clean, report


@pytest.fixture
def here(tmp_path: Path) -> Iterator[User]:
    """Open an empty store at the machine's own time and in its zone, which Anki goes by."""
    folder = tmp_path / "here"
    folder.mkdir()
    for user in opened(folder, time.time_ns() // 1_000_000):
        user.settings = Settings({"schedule.timezone": system_zone()})
        yield user


def bring(user: User, path: Path) -> Planned:
    """Import a package, which then is here as a whole."""
    user.now = max(user.now, time.time_ns() // 1_000_000)
    planned = importing.plan(user.desk, path)
    importing.store(user.desk, planned)
    assert user.faults() == []
    assert importing.plan(user.desk, path).is_empty
    return planned


def cards(user: User) -> dict[str, Card]:
    return {card.uid: card for found in user.store.cards.of_points().values() for card in found}


def pairs(user: User, planned: Planned) -> dict[int, Card]:
    """Return the cards that came, by the ids that they have in Anki."""
    there = cards(user)
    return {one.card.id: there[one.uid] for tip in planned.new for one in tip.cards}


def standing(memory: Memory, calendar: Calendar) -> tuple[object, ...]:
    """Return a memory as Anki tells one: state, due, interval, stability and difficulty."""
    if isinstance(memory, New):
        return (New,)
    due = memory.due_day if isinstance(memory, Review) else calendar.study_day(memory.due)
    interval = 0 if isinstance(memory, Learning) else memory.interval
    return type(memory), due, interval, round(memory.strength.stability, 3), round(memory.strength.difficulty, 2)


def standing_there(anki: Engine, card: int, calendar: Calendar) -> tuple[object, ...]:
    """Return how a card stands in Anki, told as :func:`standing` does."""
    kind, due, interval, odue, odid, data = anki.db.first(
        "SELECT type, due, ivl, odue, odid, data FROM cards WHERE id = ?", card
    )
    if not kind:
        return (New,)
    due = odue or due if odid else due
    today = anki.collection._backend.sched_timing_today()
    if due > 1_000_000_000:
        day = calendar.study_day(due * 1000)
    else:
        day = calendar.study_day(time.time_ns() // 1_000_000) + due - today.days_elapsed
    known: dict[str, Any] = json.loads(data)
    strength = (round(known["s"], 3), round(known["d"], 2)) if "s" in known else ()
    return STATES[kind], day, interval if kind > 1 else 0, *strength


def review(anki: Engine, chance: random.Random, *, days: int) -> None:
    """Answer what is due over some days, as people do: now and then early, or not at all."""
    for _day in range(days):
        today = anki.collection._backend.sched_timing_today().days_elapsed
        for card, queue, due in anki.db.all("SELECT id, queue, due FROM cards WHERE queue >= 0"):
            if (queue == 0 and chance.random() < 0.3) or (queue > 1 and due <= today + (chance.random() < 0.05) * 5):
                anki.answer(card, chance.choice((1, 2, 3, 3, 3, 4)))
            elif queue == 1:
                anki.answer(card, *chance.choices((1, 2, 3, 3, 4), k=2))
        anki.later(chance.choice((1, 2, 5, 11)))


@pytest.mark.parametrize(
    ("steps", "relearn", "package"),
    [
        ((1, 10), (10,), ("a.apkg", False)),
        ((1, 10, 1440, 4320), (10, 1440), ("a.colpkg", True)),
        ((), (), ("a.colpkg", False)),
    ],
)
def test_every_card_stands_as_in_anki(  # noqa: PLR0917  fixtures
    anki: Engine, here: User, tmp_path: Path, steps: tuple[float, ...], relearn: tuple[float, ...],
    package: tuple[str, bool],
) -> None:  # fmt: skip
    anki.set_up(learn=steps, relearn=relearn)
    for number in range(15):
        anki.add(
            "Basic (and reversed card)", f"front {number}", f"back {number}", deck="말하기::발표" if number % 2 else "B"
        )
    chance = random.Random(7)  # noqa: S311  a course of reviews, not a secret
    review(anki, chance, days=6)
    every = sorted(anki.db.list("SELECT id FROM cards"))
    scheduler = anki.collection.sched
    scheduler.set_due_date(every[:4], "0-5")
    scheduler.set_due_date(every[4:6], "9!")
    scheduler.suspend_cards(every[6:8])
    scheduler.bury_cards(every[8:10])
    anki.collection.set_user_flag_for_cards(5, every[10:12])
    scheduler.schedule_cards_as_new(every[12:14])
    anki.answer(every[13], 3)
    placed = anki.db.all("SELECT id, flags, queue FROM cards")
    planned = bring(here, anki.export(tmp_path / package[0], legacy=package[1]))
    calendar = here.desk.calendar
    came = pairs(here, planned)
    assert len(came) == 30
    for one, card in came.items():
        found, expected = standing(card.memory, calendar), standing_there(anki, one, calendar)
        if one in every[:6]:  # moved by hand: the interval here is that since the last answer, whatever Anki made of it
            found, expected = found[:2] + found[3:], expected[:2] + expected[3:]
        assert found[: len(expected)] == expected  # a new card that got a due day by hand has no strength there
    facts = {one: (card.flag, card.suspended, card.buried_until is not None) for one, card in came.items()}
    assert facts == {one: (flag, queue == -1, queue < -1) for one, flag, queue in placed}
    counts = {one: (card.reps, card.lapses) for one, card in came.items()}
    there = {one: (reps, lapses) for one, reps, lapses in anki.db.all("SELECT id, reps, lapses FROM cards")}
    assert {one for one, count in counts.items() if count != there[one]} <= {*every[:6], *every[12:14]}


def test_cards_without_fsrs_and_without_a_log_begin_from_their_ease(anki: Engine, here: User, tmp_path: Path) -> None:
    anki.set_up(fsrs=False)
    known = [anki.add("Basic", f"front {number}", "back")[0] for number in range(3)]
    anki.later(100)
    for card, (interval, ease) in zip(known, ((10, 2500), (40, 1300), (90, 3100)), strict=True):
        anki.db.execute(
            "UPDATE cards SET type = 2, queue = 2, due = 105, ivl = ?, factor = ?, reps = 8, lapses = 2 WHERE id = ?",
            interval, ease, card,
        )  # fmt: skip
    came = pairs(here, bring(here, anki.export(tmp_path / "a.apkg")))
    anki.set_up(fsrs=True)
    for card, found in came.items():
        assert isinstance(found.memory, Review)
        assert found.memory.due_day == here.desk.today + 5
        assert (found.reps, found.lapses) == (8, 2)
        state = anki.collection._backend.get_scheduling_states(card).current.normal.review.memory_state
        assert found.memory.strength.stability == pytest.approx(state.stability, abs=0.001)
        assert found.memory.strength.difficulty == pytest.approx(state.difficulty, abs=0.001)


def test_a_card_keeps_its_own_day_in_a_filtered_deck(anki: Engine, here: User, tmp_path: Path) -> None:
    known = [anki.add("Basic", f"front {number}", "back", deck="Home")[0] for number in range(4)]
    for card in known[:2]:
        anki.answer(card, 4)
    expected = {card: standing_there(anki, card, here.desk.calendar) for card in known}
    deck = anki.collection.sched.get_or_create_filtered_deck(deck_id=0)
    deck.config.search_terms[0].search = "deck:Home"
    anki.collection.sched.add_or_update_filtered_deck(deck)
    assert anki.db.scalar("SELECT count(*) FROM cards WHERE odid > 0") == 4
    came = pairs(here, bring(here, anki.export(tmp_path / "a.apkg")))
    assert {card: standing(found.memory, here.desk.calendar) for card, found in came.items()} == expected
    assert {found.deck for found in came.values()} == {"Home"}


def test_every_stock_note_type_asks_what_it_asks_there(anki: Engine, here: User, tmp_path: Path) -> None:
    anki.add("Basic", "front <b>one</b>", "<ul><li>a</li><li>b</li></ul>", tags=["말하기::발표", "leech"])
    anki.add("Basic (and reversed card)", "right", "left")
    anki.add("Basic (optional reversed card)", "up", "down", "y")
    anki.add("Basic (optional reversed card)", "in", "out", "<br>")
    anki.add("Basic (type in the answer)", "5 + 5", "10")
    anki.add("Cloze", "The {{c1::sky}} is {{c2::blue::colour}}", "look up")
    anki.add("Cloze", "{{c1::all {{c2::of}} it}}", "")
    shapes = "".join(f"{{{{c{n}::image-occlusion:rect:left=.{n}:top=.2:width=.1:height=.1}}}}<br>" for n in (1, 2))
    anki.add("Image Occlusion", shapes, '<img src="heart.png">', "Which chamber?", "beats", "")
    planned = bring(here, anki.export(tmp_path / "a.apkg"))
    asked = [
        (tip.asked.question, tip.asked.text, tip.asked.details, [(str(one.role), one.cloze) for one in tip.cards])
        for tip in planned.new
    ]
    heart = "Which chamber?\n[hidden area {}]\n[image: heart.png]\n[drawing]"
    assert asked[:7] == [
        ("front **one**", "- a\n- b", (), [("ask", 0)]),
        ("right", "left", (), [("ask", 0), ("reversed", 0)]),
        ("up", "down", (), [("ask", 0), ("reversed", 0)]),
        ("in", "out", (), [("ask", 0)]),
        (r"5 + 5", "10", (), [("ask", 0)]),
        ("", "The {{c1::sky}} is {{c2::blue::colour}}", ("look up",), [("cloze", 1), ("cloze", 2)]),
        ("[…]", "all of it", (), [("ask", 0)]),
    ]
    assert asked[7][:2] == ("all […] it", "all of it")
    assert [question for question, *_rest in asked[8:]] == [heart.format(1), heart.format(2)]
    assert {tip.note.tags for tip in planned.new} == {("leech", "말하기::발표"), ()}
    assert planned.unseen["image"] > 0


def test_a_type_of_ones_own_with_three_templates_and_conditions(anki: Engine, here: User, tmp_path: Path) -> None:
    models = anki.collection.models
    model = models.new("Verb")
    for name in ("Word", "Meaning", "Past", "Note"):
        models.add_field(model, models.new_field(name))
    for name, question, answer in (
        ("read", "{{Word}}", "{{FrontSide}}<hr id=answer>{{Meaning}}{{#Note}}<br><i>{{Note}}</i>{{/Note}}"),
        ("say", "{{Meaning}}", "{{FrontSide}}<hr id=answer>{{Word}}"),
        ("past", "{{#Past}}past of {{Word}}{{^Note}} (plain){{/Note}}?{{/Past}}", "{{Past}}"),
    ):
        template = models.new_template(name)
        template["qfmt"], template["afmt"] = question, answer
        models.add_template(model, template)
    models.add(model)
    anki.add("Verb", "go", "가다", "went", "")
    anki.add("Verb", "put", "놓다", "", "irregular")
    planned = bring(here, anki.export(tmp_path / "a.apkg", legacy=True))
    assert [(tip.asked.question, tip.asked.text, len(tip.cards)) for tip in planned.new] == [
        ("go", "가다", 2), ("past of go (plain)?", "went", 1), ("put", "놓다\n*irregular*", 1), ("놓다", "put", 1),
    ]  # fmt: skip


def test_a_deck_brings_its_options_whatever_its_parent_has(anki: Engine, here: User, tmp_path: Path) -> None:
    decks = anki.collection.decks
    for name, retention, new in (("A", 0.85, 7), ("A::B", 0.9, 20), ("A::B::C", 0.9, 0)):
        card = anki.add("Basic", name, "x", deck=name)[0]
        conf = decks.add_config(name)
        conf["desiredRetention"], conf["new"]["perDay"], conf["new"]["delays"] = retention, new, [1.0, 10.0]
        decks.update_config(conf)
        deck = decks.get(anki.collection.get_card(card).did)
        assert deck is not None
        decks.set_config_id_for_deck_dict(deck, conf["id"])
    bring(here, anki.export(tmp_path / "a.apkg"))
    options = here.store.decks.options(fuzz=True)
    found = {
        name: (options[name].rules.desired_retention, options[name].new_per_day) for name in ("A", "A::B", "A::B::C")
    }
    assert found == {"A": (0.85, 7), "A::B": (0.9, 20), "A::B::C": (0.9, 0)}


@pytest.fixture
def learner(here: User) -> User:
    """Add tips here, a month ago, and answer most of them."""
    month = 30 * 86_400_000
    here.now -= month
    here.hand("one :: eins", "two ::: zwei", "The {{c1::third}} is {{c2::three}}", "four :: vier")
    for text, rating in (("eins", 4), ("zwei", 3), ("The {{c1::third}} is {{c2::three}}", 4)):
        here.answer(text, rating)
        here.later(minutes=12)
    for text, rating in (("zwei", 3), ("zwei", 2), ("eins", 1), ("eins", 3)):
        here.answer(text, rating)
        here.later(days=4)
    here.now = time.time_ns() // 1_000_000
    return here


def test_answers_given_in_anki_come_home_on_the_cards_they_belong_to(
    anki: Engine, learner: User, tmp_path: Path
) -> None:
    had = cards(learner)
    exporting.to_anki(learner.desk, tmp_path / "out.apkg")
    log = anki.take(tmp_path / "out.apkg")
    assert len(log.new) == 5
    by_card = dict(anki.db.all("SELECT cards.id, guid || ' ' || ord FROM cards JOIN notes ON nid = notes.id"))
    for card in by_card:
        anki.answer(card, 3)
    known = set(learner.store.log.traces())
    planned = bring(learner, anki.export(tmp_path / "home.apkg"))
    assert (len(planned.new), planned.cards, planned.answered) == (0, 0, 6)
    assert set(planned.answers) == set(had)
    assert known < set(learner.store.log.traces())
    points = {card.point: card for card in had.values()}
    for card, name in by_card.items():
        guid, _space, at = name.partition(" ")
        number = int(at) + 1
        mine = guid if guid in had else next(
            uid for uid, one in had.items() if one.point == guid and (one.role, one.cloze) == (Role.CLOZE, number)
        )  # fmt: skip
        assert guid in had or guid in points
        found = cards(learner)[mine]
        assert standing(found.memory, learner.desk.calendar) == standing_there(anki, card, learner.desk.calendar)
        assert found.reps == had[mine].reps + 1
    learner.answer("vier", 3)
    assert reviewing.undo(learner.desk).kind == "answer"
    assert learner.faults() == []


def test_home_and_back_again_any_number_of_times(anki: Engine, learner: User, tmp_path: Path) -> None:
    for turn in itertools.count():
        exporting.to_anki(learner.desk, tmp_path / f"out{turn}.apkg")
        anki.take(tmp_path / f"out{turn}.apkg")
        if turn == 3:
            break
        for card in anki.db.list("SELECT id FROM cards ORDER BY id LIMIT 2"):
            anki.answer(card, (3, 2, 4)[turn])
        assert bring(learner, anki.export(tmp_path / f"home{turn}.apkg", legacy=turn % 2 == 1)).answered == 2
        learner.later(minutes=2)
    assert len(cards(learner)) == 6
