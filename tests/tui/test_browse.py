"""Browse by its keys: what it shows at each size, and what the store holds after an act."""

import pytest
from textual.pilot import Pilot

from flashcards.core.note import Card
from flashcards.services import handling, reviewing, searching
from flashcards.services.desk import Desk
from flashcards.tui.screens.browse import Browse, CardList, Flagged
from flashcards.tui.screens.card import CardPage
from flashcards.tui.screens.finder import QueryLine
from flashcards.tui.screens.today import Today
from flashcards.tui.widgets.keybar import KeyBar
from flashcards.tui.widgets.text import Drawn, Rows
from tests.conftest import Learn, Plant
from tests.tui.conftest import Looks, MakeApp
from tests.tui.notes import CLOZE, KOREAN, LIST, TALK

WIDE, SMALL = (80, 24), (40, 12)
SIZES = [("", WIDE), ("-small", SMALL)]


async def press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await pilot.pause()


def browse(pilot: Pilot[None]) -> CardList:
    screen = pilot.app.screen
    assert isinstance(screen, CardList)
    return screen


def said(pilot: Pilot[None]) -> str:
    return pilot.app.screen.query_one(KeyBar).drawn.plain


def head(pilot: Pilot[None]) -> str:
    return browse(pilot).query_one("#head", Drawn).drawn.plain


def about(pilot: Pilot[None]) -> str:
    return browse(pilot).query_one("#about", Rows).drawn.plain


def shown(pilot: Pilot[None]) -> list[str]:
    """Return the words on the lines of the list."""
    page = browse(pilot)
    return [page.line(index).text for index in range(page.total)]


def cards(desk: Desk) -> list[Card]:
    found = [card for many in desk.store.cards.of_points().values() for card in many]
    return sorted(found, key=lambda card: card.n)


def still(pilot: Pilot[None]) -> None:
    """Let no cursor blink in a picture."""
    browse(pilot).query_one(QueryLine).cursor_blink = False


@pytest.mark.parametrize(("end", "size"), SIZES)
async def test_browse_empty(make_app: MakeApp, looks: Looks, end: str, size: tuple[int, int]) -> None:
    """Nothing found, and how to add notes."""
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await press(pilot, "slash", "tab")
        looks(app, f"browse-empty{end}")


@pytest.mark.parametrize(("end", "size"), SIZES)
async def test_browse_few(make_app: MakeApp, looks: Looks, learn: Learn, end: str, size: tuple[int, int]) -> None:
    """Five cards with their state at the right, the first one whole below the list, no space wasted."""
    learn(TALK)
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await press(pilot, "slash", "tab")
        looks(app, f"browse-few{end}")


@pytest.mark.usefixtures("student")
@pytest.mark.parametrize(("end", "size"), SIZES)
async def test_browse_many(make_app: MakeApp, looks: Looks, end: str, size: tuple[int, int]) -> None:
    """Korean and English by stability, whose figures stand aligned at the right whatever the width of the text."""
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await press(pilot, "slash", "tab", "c", "c", "c", "v")
        looks(app, f"browse-many{end}")


@pytest.mark.parametrize(("end", "size"), SIZES)
async def test_browse_fault(make_app: MakeApp, looks: Looks, learn: Learn, end: str, size: tuple[int, int]) -> None:
    """The arrow stands below the wrong state, behind Hangul; the sentence says what is right; the list stays."""
    learn(KOREAN)
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await press(pilot, "slash", *"발표", "space", *"is:lerned")
        still(pilot)
        await pilot.pause()
        looks(app, f"browse-fault{end}")


@pytest.mark.parametrize(("end", "size"), SIZES)
async def test_browse_selected(  # noqa: PLR0917  fixtures
    make_app: MakeApp, looks: Looks, learn: Learn, desk: Desk, end: str, size: tuple[int, int]
) -> None:
    """Two lines marked as selected, one of them flagged; the head counts them; a suspended card says so."""
    learn(TALK)
    learn(KOREAN, "/notes/korean.md")
    handling.flag(desk, cards(desk)[:1], 1)
    handling.suspend(desk, cards(desk)[2:3])
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await press(pilot, "slash", "tab", "space", "space")
        looks(app, f"browse-selected{end}")


@pytest.mark.parametrize(("end", "size"), SIZES)
async def test_browse_nothing(make_app: MakeApp, looks: Looks, learn: Learn, end: str, size: tuple[int, int]) -> None:
    """No card fits, and what to do."""
    learn(TALK)
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await press(pilot, "slash", *"zebra", "enter")
        looks(app, f"browse-nothing{end}")


async def test_a_korean_word_finds_its_card_as_it_is_typed(make_app: MakeApp, learn: Learn) -> None:
    learn(TALK)
    learn(KOREAN, "/notes/korean.md")
    async with make_app().run_test(size=WIDE) as pilot:
        await press(pilot, "slash")
        assert len(shown(pilot)) == 6
        await press(pilot, *"슬라이드")
        assert [text.split(" ")[0] for text in shown(pilot)] == ["발표를"]
        await press(pilot, "enter", "enter")
        assert isinstance(pilot.app.screen, CardPage)


async def test_a_fault_is_told_in_place_and_goes_when_it_is_mended(make_app: MakeApp, learn: Learn) -> None:
    learn(TALK)
    async with make_app().run_test(size=WIDE) as pilot:
        await press(pilot, "slash", *"is:ne")
        fault = browse(pilot).query_one("#fault", Rows)
        assert fault.display
        assert fault.drawn.plain.split("\n")[0] == "   ▲"
        assert len(shown(pilot)) == 1, "what the words before found"
        await press(pilot, "w")
        assert [one.display for one in browse(pilot).query("#fault")] == [False]
        assert len(shown(pilot)) == 5


async def test_an_act_without_a_selection_is_on_the_card_under_the_cursor(
    make_app: MakeApp, learn: Learn, desk: Desk
) -> None:
    learn(TALK)
    async with make_app().run_test(size=WIDE) as pilot:
        await press(pilot, "slash", "tab", "j", "s")
        assert [card.suspended for card in cards(desk)] == [False, True, False, False, False]
        assert "1 card suspended" in said(pilot)
        await press(pilot, "s")
        assert not any(card.suspended for card in cards(desk))


@pytest.mark.parametrize(("key", "field"), [("s", "suspended"), ("f", "flag"), ("b", "buried_until"), ("ㄹ", "flag")])
async def test_an_act_is_on_all_selected_cards_and_one_undo_takes_it_back(
    make_app: MakeApp, learn: Learn, desk: Desk, key: str, field: str
) -> None:
    learn(TALK)
    async with make_app().run_test(size=WIDE) as pilot:
        await press(pilot, "slash", "tab", "space", "j", "space", key)
        assert [bool(getattr(card, field)) for card in cards(desk)] == [True, False, True, False, False]
        assert "2 selected" in head(pilot)
        await press(pilot, "u")
        assert not any(getattr(card, field) for card in cards(desk))
        assert "Took back" in said(pilot)


async def test_a_tag_is_put_on_all_selected_tips_and_taken_off_again(
    make_app: MakeApp, learn: Learn, desk: Desk
) -> None:
    learn(TALK)
    async with make_app().run_test(size=WIDE) as pilot:
        await press(pilot, "slash", "tab", "space", "space", "t", *"work", "enter")
        assert len(searching.matching(desk, "tag:work")) == 2
        await press(pilot, "t", "minus", *"work", "enter")
        assert not searching.matching(desk, "tag:work")
        await press(pilot, "t", "enter")
        assert "A tag is one word" in said(pilot)


async def test_tips_are_retired_with_one_reason_as_one_act_and_come_back(
    make_app: MakeApp, learn: Learn, desk: Desk
) -> None:
    learn(TALK)
    async with make_app().run_test(size=WIDE) as pilot:
        await press(pilot, "slash", "tab", "space", "space", "r", "enter")
        assert "needs a reason" in said(pilot)
        await press(pilot, *"later", "enter")
        retired = [desk.store.notes.point(uid) for uid in searching.matching(desk, "is:retired")]
        assert [point.retired_why for point in retired] == ["later"] * 2
        await press(pilot, "u")
        assert not searching.matching(desk, "is:retired")
        await press(pilot, "r", *"no", "enter", "r")
        assert not searching.matching(desk, "is:retired")
        assert "back" in said(pilot)


async def test_an_edit_is_on_the_card_under_the_cursor(make_app: MakeApp, learn: Learn, desk: Desk) -> None:
    learn(TALK)
    async with make_app().run_test(size=WIDE) as pilot:
        await press(pilot, "slash", "tab", "space", "e", "!", "enter")
        texts = [desk.store.notes.point(card.point).text for card in cards(desk)]
        assert [text[-1] for text in texts] == [".", "!", ".", ".", "."]
        assert "once with a timer.!" in about(pilot)


async def test_cards_that_leave_the_list_are_not_selected_any_more(make_app: MakeApp, learn: Learn, desk: Desk) -> None:
    learn(TALK)
    handling.flag(desk, cards(desk)[:3], 1)
    async with make_app().run_test(size=WIDE) as pilot:
        await press(pilot, "F", "space", "space", "f")
        assert isinstance(pilot.app.screen, Flagged)
        assert len(shown(pilot)) == 1
        assert "selected" not in head(pilot)
        await press(pilot, "f")
        assert "No card is flagged" in about(pilot)
        assert not any(card.flag for card in cards(desk))


async def test_sorting_goes_through_every_order_and_names_it(make_app: MakeApp, learn: Learn, desk: Desk) -> None:
    learn(TALK)
    due = reviewing.next_card(desk)
    assert isinstance(due, reviewing.Shown)
    reviewing.answer(desk, due.card.uid, 4)
    async with make_app().run_test(size=WIDE) as pilot:
        await press(pilot, "slash", "tab")
        names = []
        for _sort in range(8):
            names.append(head(pilot).partition("sorted by ")[2])
            await press(pilot, "c")
        assert len(set(names)) == 8
        before = shown(pilot)
        await press(pilot, "v")
        assert shown(pilot) == before[::-1]
        assert "↓" in head(pilot)


async def test_only_what_is_looked_at_is_read(make_app: MakeApp, plant: Plant, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(230):
        plant(f"Which one is number {number}?", f"The {number}th.")
    asked: list[int] = []
    real = searching.page

    def spy(*args: object, **options: object) -> searching.Page:
        asked.append(options["offset"])  # type: ignore[arg-type]
        return real(*args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(searching, "page", spy)
    async with make_app().run_test(size=WIDE) as pilot:
        await press(pilot, "slash", "tab")
        assert set(asked) == {0}
        await press(pilot, "G")
        assert set(asked) == {0, 200}
        assert "The 229th." in about(pilot)
        await press(pilot, "g")
        assert "The 0th." in about(pilot)


async def test_a_card_is_where_it_was_after_looking_at_it(make_app: MakeApp, learn: Learn) -> None:
    learn(TALK)
    async with make_app().run_test(size=WIDE) as pilot:
        await press(pilot, "slash", "tab", "j", "j", "enter")
        assert isinstance(pilot.app.screen, CardPage)
        await press(pilot, "q")
        assert browse(pilot).listing.cursor == 2


async def test_escape_goes_from_the_words_to_the_list_and_then_away(make_app: MakeApp, learn: Learn) -> None:
    learn(TALK)
    async with make_app().run_test(size=WIDE) as pilot:
        await press(pilot, "slash", "q", "escape")
        assert browse(pilot).asked == "q"
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, Today)


async def test_a_hostile_card_is_text_in_the_list(make_app: MakeApp, plant: Plant) -> None:
    plant("[@click=app.quit]x[/] \x1b]2;t\x07", "\x1b[2J **bold** {{c1::gap}}")
    async with make_app().run_test(size=WIDE) as pilot:
        await press(pilot, "slash", "tab")
        assert "[@click=app.quit]x[/]" in about(pilot)
        assert "\x1b" not in about(pilot) + shown(pilot)[0]
        assert shown(pilot)[0].endswith("bold gap")


@pytest.mark.parametrize("notes", [CLOZE, LIST])
async def test_clozes_are_read_without_their_marks(make_app: MakeApp, learn: Learn, notes: str) -> None:
    learn(notes)
    async with make_app().run_test(size=WIDE) as pilot:
        await press(pilot, "slash", "tab")
        assert not any("{{" in text for text in shown(pilot))


async def test_browse_is_a_place_of_its_own_beside_the_flagged(make_app: MakeApp, learn: Learn) -> None:
    learn(TALK)
    async with make_app().run_test(size=WIDE) as pilot:
        await press(pilot, "F")
        await browse(pilot).run_action("go('browse')")
        await pilot.pause()
        assert isinstance(pilot.app.screen, Browse)


@pytest.mark.parametrize("flags", [0, 1])
async def test_done_leads_to_the_flagged_cards_if_there_are_some(
    make_app: MakeApp, plant: Plant, desk: Desk, flags: int
) -> None:
    handling.flag(desk, [plant("What ends a talk?", "One thing to try.")], flags)
    async with make_app(start="review").run_test(size=WIDE) as pilot:
        await press(pilot, "space", "4")
        assert ("F flagged" in said(pilot)) is bool(flags)
        if flags:
            await press(pilot, "F")
            assert len(shown(pilot)) == 1
