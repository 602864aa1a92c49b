"""Editing, applying and retiring the card on the screen; what counts is what the store holds, and that undo works."""

import pytest
from textual.pilot import Pilot

from flashcards.core.note import Point
from flashcards.services.desk import Desk
from flashcards.tui.screens.review import Review
from flashcards.tui.screens.reword import Reword
from flashcards.tui.screens.value import Value
from flashcards.tui.widgets.keybar import KeyBar
from flashcards.tui.widgets.text import Drawn
from flashcards.tui.widgets.writing import Writing
from tests.conftest import Learn, Plant
from tests.tui.conftest import Looks, MakeApp
from tests.tui.notes import CLOZE, KOREAN, TALK

WIDE, SMALL = (80, 24), (40, 12)


def point(pilot: Pilot[None]) -> Point:
    review = pilot.app.screen
    assert isinstance(review, Review)
    assert review.shown is not None
    return review.shown.point


def said(pilot: Pilot[None]) -> str:
    return pilot.app.screen.query_one(KeyBar).drawn.plain


async def press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await pilot.pause()


@pytest.mark.parametrize(("name", "size"), [("review-edit", WIDE), ("review-edit-small", SMALL)])
async def test_review_edit(make_app: MakeApp, looks: Looks, learn: Learn, name: str, size: tuple[int, int]) -> None:
    """Question, answer and details of a Korean card to write in, each below its name, the keys at the foot."""
    learn(KOREAN)
    app = make_app(start="review")
    async with app.run_test(size=size) as pilot:
        await press(pilot, "e")
        app.screen.query_one("#answer", Writing).cursor_blink = False
        await pilot.pause()
        looks(app, name)


@pytest.mark.parametrize(("name", "size"), [("review-retire", WIDE), ("review-retire-small", SMALL)])
async def test_review_retire(make_app: MakeApp, looks: Looks, learn: Learn, name: str, size: tuple[int, int]) -> None:
    """The card above; the reason that was asked for is missing, which is said in the place of the keys."""
    learn(KOREAN)
    app = make_app(start="review")
    async with app.run_test(size=size) as pilot:
        await press(pilot, "r", "enter")
        looks(app, name)


async def test_the_answer_is_worded_anew_and_the_file_keeps_its_own(
    make_app: MakeApp, learn: Learn, desk: Desk
) -> None:
    learn(TALK)
    async with make_app(start="review").run_test(size=WIDE) as pilot:
        before = point(pilot)
        await press(pilot, "space", "e", "!", "enter")
        assert point(pilot).text == f"{before.text}!"
        assert point(pilot).original == before.original
        assert "Edited #" in said(pilot)
        assert f"{before.text}!" in pilot.app.screen.query_one("#under", Drawn).drawn.plain
        await press(pilot, "3")
        assert [row.rating for row in desk.store.log.answers()] == [3]


async def test_an_edit_is_taken_back_by_undo(make_app: MakeApp, learn: Learn, desk: Desk) -> None:
    learn(TALK)
    async with make_app(start="review").run_test(size=WIDE) as pilot:
        before = point(pilot)
        await press(pilot, "e", "!", "enter")
        await press(pilot, "u")
        assert desk.store.notes.point(before.uid).text == before.text
        assert point(pilot).uid == before.uid


async def test_question_and_details_can_be_worded_too(make_app: MakeApp, learn: Learn, desk: Desk) -> None:
    learn(TALK)
    async with make_app(start="review").run_test(size=WIDE) as pilot:
        uid = point(pilot).uid
        await press(pilot, "e", "tab", "ctrl+end", "enter", *"More", "f2")
        await press(pilot, "e", "shift+tab", "!", "enter")
        note, after = desk.store.notes.note_of(uid)
        assert after.details[-1] == "More"
        assert len(after.details) == 2
        assert note.question.text.endswith("?!")


async def test_nothing_written_changes_nothing(make_app: MakeApp, plant: Plant, desk: Desk) -> None:
    planted = plant("Which one?", "two  spaces \u0001 and\na line", details=("x  y",))
    async with make_app(start="review").run_test(size=WIDE) as pilot:
        await press(pilot, "e", "enter")
        assert "Nothing changed." in said(pilot)
    after = desk.store.notes.point(planted.point)
    assert (after.text, after.details) == ("two  spaces \u0001 and\na line", ("x  y",))


@pytest.mark.parametrize(("notes", "keys", "sentence"), [
    (TALK, "ctrl+u", "needs a question and an answer"),
    (CLOZE, "ctrl+u x", "Other blanks"),
])  # fmt: skip
async def test_words_that_cannot_be_kept_are_told_in_place(
    make_app: MakeApp, learn: Learn, notes: str, keys: str, sentence: str
) -> None:
    learn(notes)
    async with make_app(start="review").run_test(size=WIDE) as pilot:
        before = point(pilot)
        await press(pilot, "e", *keys.split(), "enter")
        assert isinstance(pilot.app.screen, Reword)
        assert sentence in said(pilot)
        await press(pilot, "escape")
        assert point(pilot) == before
        await press(pilot, "u")
        assert "nothing to undo" in said(pilot)


async def test_a_tip_is_applied_with_a_sentence_and_stays_on_the_screen(
    make_app: MakeApp, learn: Learn, desk: Desk
) -> None:
    learn(TALK)
    async with make_app(start="review").run_test(size=WIDE) as pilot:
        uid = point(pilot).uid
        await press(pilot, "space", "a", *"Monday", "enter")
        assert [one.text for one in desk.store.notes.entries(uid)] == ["Monday"]
        assert point(pilot).uid == uid
        assert pilot.app.screen.query_one("#ratings", Drawn).drawn.plain.startswith("1 Again")
        assert "was applied" in said(pilot)
        await press(pilot, "u")
        assert not desk.store.notes.entries(uid)
        assert "Took back" in said(pilot)


async def test_an_applied_tip_needs_no_words_and_escape_notes_nothing(
    make_app: MakeApp, learn: Learn, desk: Desk
) -> None:
    learn(TALK)
    async with make_app(start="review").run_test(size=WIDE) as pilot:
        uid = point(pilot).uid
        await press(pilot, "ㅁ", "escape")
        assert not desk.store.notes.entries(uid)
        await press(pilot, "ㅁ", "enter")
        assert [one.text for one in desk.store.notes.entries(uid)] == [""]


async def test_a_tip_is_retired_with_its_reason_and_undo_brings_it_back(
    make_app: MakeApp, learn: Learn, desk: Desk
) -> None:
    learn(TALK)
    async with make_app(start="review").run_test(size=WIDE) as pilot:
        uid = point(pilot).uid
        await press(pilot, "r", *"Not_mine".replace("_", "x"), "enter")
        assert desk.store.notes.point(uid).retired_why == "Notxmine"
        assert point(pilot).uid != uid
        await press(pilot, "u")
        assert desk.store.notes.point(uid).retired_why is None
        assert point(pilot).uid == uid


async def test_no_tip_is_retired_without_a_reason(make_app: MakeApp, learn: Learn, desk: Desk) -> None:
    learn(TALK)
    async with make_app(start="review").run_test(size=WIDE) as pilot:
        uid = point(pilot).uid
        await press(pilot, "r", "space", "enter")
        assert isinstance(pilot.app.screen, Value)
        assert "needs a reason" in said(pilot)
        await press(pilot, "escape")
        assert point(pilot).uid == uid
        assert desk.store.notes.point(uid).retired_why is None


def shown_review(pilot: Pilot[None]) -> Review:
    assert isinstance(pilot.app.screen, Review)
    return pilot.app.screen


async def test_cards_are_found_and_acted_on_while_the_review_waits(make_app: MakeApp, learn: Learn, desk: Desk) -> None:
    learn(TALK)
    async with make_app(start="review").run_test(size=WIDE) as pilot:
        first = point(pilot)
        await press(pilot, "space", "slash")
        assert type(pilot.app.screen).__name__ == "Browse"
        await press(pilot, "enter", "q")
        assert (point(pilot), shown_review(pilot).revealed) == (first, True)
        await press(pilot, "slash", "enter", "s", "q")
        assert (point(pilot) != first, shown_review(pilot).revealed) == (True, False)
        assert [card.suspended for card in desk.store.cards.of_points([first.uid])[first.uid]] == [True]


async def test_the_whole_card_is_one_key_away_and_one_comes_back_to_it_as_it_was(
    make_app: MakeApp, learn: Learn, desk: Desk
) -> None:
    learn(TALK)
    async with make_app(start="review").run_test(size=WIDE) as pilot:
        before = point(pilot)
        for revealed in (False, True):
            await press(pilot, "c")
            assert type(pilot.app.screen).__name__ == "CardPage"
            await press(pilot, "f", "escape")
            review = shown_review(pilot)
            assert review.revealed is revealed
            assert point(pilot) == before
            assert ("⚑" in review.query_one("#head", Drawn).drawn.plain) is not revealed
            await press(pilot, "space")
        assert [row.rating for row in desk.store.log.answers()] == [3]


async def test_a_card_that_was_put_away_on_its_own_screen_gives_way_to_the_next(
    make_app: MakeApp, learn: Learn, desk: Desk
) -> None:
    learn(TALK)
    async with make_app(start="review").run_test(size=WIDE) as pilot:
        first = point(pilot)
        await press(pilot, "c", "s", "escape")
        assert point(pilot).uid != first.uid
        await press(pilot, "u")
        assert point(pilot).uid == first.uid
        assert not any(card.suspended for cards in desk.store.cards.of_points().values() for card in cards)


async def test_undo_takes_back_what_was_done_on_the_cards_screen_before_an_older_skip(
    make_app: MakeApp, learn: Learn, desk: Desk
) -> None:
    learn(TALK)
    async with make_app(start="review").run_test(size=WIDE) as pilot:
        first = point(pilot)
        await press(pilot, "x", "c", "f", "escape", "u")
        assert not any(card.flag for cards in desk.store.cards.of_points().values() for card in cards)
        assert point(pilot).uid != first.uid
        await press(pilot, "u")
        assert point(pilot).uid == first.uid
