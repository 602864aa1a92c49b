"""What is known of notes: own wording beside the file's, tags, places of files, and finding by words."""

from flashcards.core.note import Point, Role
from flashcards.store.keeping import Keeper
from flashcards.store.notes import SeenFile
from flashcards.store.store import Store
from flashcards.store.tables import point, question
from tests.store.conftest import DAY, NOW, Known


def tip(store: Store, known: Known) -> Point:
    return store.notes.note_of(known.point)[1]


def test_own_wording_wins_while_the_line_is_unchanged(store: Store, known: Known) -> None:
    line = "Sleep before you decide"
    with store.write("edit", at=NOW, study_day=DAY) as act:
        act.update(point, known.point, own_text="Sleep on it", own_for=line, own_details="one\ntwo")
        act.update(question, known.question, own_text="Deciding?", own_for="How do I decide?")
    assert (tip(store, known).text, tip(store, known).file_text) == ("Sleep on it", line)
    assert tip(store, known).details == ("one", "two")
    assert store.notes.questions(known.source)[0].text == "Deciding?"


def test_own_wording_follows_the_line_and_can_be_given_back(store: Store, known: Known) -> None:
    with store.write("edit", at=NOW, study_day=DAY) as act:
        act.update(point, known.point, own_text="Sleep on it", own_for="Sleep before you decide")
    with store.write("add", at=NOW, study_day=DAY) as act:
        Keeper(act).change_point(known.point, text="Sleep twice")
    assert (tip(store, known).text, tip(store, known).file_text) == ("Sleep on it", "Sleep twice")
    with store.write("add", at=NOW, study_day=DAY) as act:
        Keeper(act).word_point(known.point, None)
    assert tip(store, known).text == "Sleep twice"


def test_new_words_date_the_note_and_a_new_place_does_not(store: Store, known: Known) -> None:
    with store.write("add", at=NOW + 60_000, study_day=DAY) as act:
        Keeper(act).change_point(known.point, line=7)
    assert tip(store, known).updated_at == NOW
    with store.write("add", at=NOW + 90_000, study_day=DAY) as act:
        Keeper(act).change_point(known.point, text="Sleep twice")
    assert tip(store, known).updated_at == NOW + 90_000


def test_a_tip_that_leaves_a_question_dates_it_because_its_other_cards_look_different(
    store: Store, known: Known
) -> None:
    with store.write("add", at=NOW + 60_000, study_day=DAY) as act:
        keeper = Keeper(act)
        other = keeper.add_question(source=known.source, text="And then?", position=1)
        keeper.change_point(known.point, question=other)
    assert {one.uid: one.updated_at for one in store.notes.questions(known.source)} == {
        known.question: act.at, other: act.at,
    }  # fmt: skip


def test_new_words_of_a_question_date_it_and_a_new_place_does_not(store: Store, known: Known) -> None:
    for fields, dated in (({"line": 9, "position": 4}, NOW), ({"text": "How to decide?"}, NOW + 60_000)):
        with store.write("add", at=NOW + 60_000, study_day=DAY) as act:
            Keeper(act).change_question(known.question, **fields)
        assert store.notes.questions(known.source)[0].updated_at == (dated if dated == NOW else act.at)


def test_a_retired_tip_is_outside_its_note_but_can_be_asked_for(store: Store, known: Known) -> None:
    with store.write("retire", at=NOW, study_day=DAY) as act:
        act.update(point, known.point, retired_at=NOW, retired_why="not for me")
    note, own = store.notes.note_of(known.point)
    assert note.points == ()
    assert (own.retired_why, own.retired_at) == ("not for me", NOW)
    assert [one.uid for _note, points in store.notes.all() for one in points] == [known.point]


def test_cards_that_a_tip_has_are_not_added_again(store: Store, known: Known) -> None:
    with store.write("add", at=NOW, study_day=DAY) as act:
        keeper = Keeper(act)
        for _ in range(2):
            keeper.add_cards(known.point, deck=known.deck, faces=[(Role.ASK, 0), (Role.REVERSED, 0), (Role.CLOZE, 1)])
    cards = store.cards.of_points([known.point])[known.point]
    assert [(card.role, card.cloze) for card in cards] == [(Role.ASK, 0), (Role.CLOZE, 1), (Role.REVERSED, 0)]
    assert len({card.n for card in cards}) == 3


def test_a_source_that_moved_is_known_by_its_new_place_alone(store: Store, known: Known) -> None:
    for path in ("/notes/talk.md", "/notes/2026/talk.md"):
        with store.write("add", at=NOW, study_day=DAY) as act:
            Keeper(act).saw_file(SeenFile(known.source, path, 1, 2, "hash"))
    assert store.notes.files(store.device()) == [SeenFile(known.source, "/notes/2026/talk.md", 1, 2, "hash")]
    assert store.notes.source(known.source).path == "/notes/2026/talk.md"
    assert store.notes.files("another device") == []


def test_numbers_and_uids_name_cards_and_tips(store: Store, known: Known) -> None:
    found = (known.point, known.card)
    card = store.cards.by_uid(known.card)
    assert card
    for reference in (str(card.n), f"#{card.n}", known.card, known.point, str(tip(store, known).n)):
        assert store.cards.resolve(reference) == found
    for reference in ("", "#", "999", "9" * 30, "²", "nobody"):
        assert store.cards.resolve(reference) is None
