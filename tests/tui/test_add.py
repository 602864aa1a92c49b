"""The Add screen by its keys: what counts is what the store holds afterwards."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from textual.events import Key
from textual.pilot import Pilot

from flashcards.core.note import Card, Point
from flashcards.errors import Refused
from flashcards.services import adding, gathering
from flashcards.services.adding import Options, Planned
from flashcards.services.desk import Desk
from flashcards.services.gathering import Text
from flashcards.tui.screens.add import Add
from flashcards.tui.screens.ask import Ask
from flashcards.tui.screens.today import Today
from flashcards.tui.screens.write import Write
from flashcards.tui.widgets import listing
from flashcards.tui.widgets.keybar import KeyBar
from flashcards.tui.widgets.listing import Listing
from flashcards.tui.widgets.passage import passage
from flashcards.tui.widgets.text import Drawn, Rows
from flashcards.tui.widgets.writing import Writing
from tests.tui.adding import CHANGE, FIRST, KEY, LATER, MEET, NOTES, RAIN, SMALL, SOON, SURPRISES, WORDS, scored
from tests.tui.conftest import Looks, MakeApp
from tests.tui.test_inert import FORBIDDEN, HOSTILE

SIZE, SMALL_SIZE = (80, 24), (40, 12)
PATH = "/notes/mentor.md"

Propose = Callable[..., Planned]


@pytest.fixture
def propose(desk: Desk) -> Propose:
    """Return a maker of plans: ``propose(text, path)``."""

    def make(text: str = NOTES, path: str = PATH) -> Planned:
        return scored(adding.plan(desk, Text(name=Path(path).name, path=path, text=text), Options()))

    return make


def texts(desk: Desk) -> list[str]:
    """Return what the living cards of the store ask for, in the order of the file."""
    return [point.text for _note, points in desk.store.notes.all() for point in points if point.retired_why is None]


def points(desk: Desk) -> dict[str, Point]:
    return {point.text: point for _note, found in desk.store.notes.all() for point in found}


def cards(desk: Desk, text: str) -> list[Card]:
    return desk.store.cards.of_points([points(desk)[text].uid])[points(desk)[text].uid]


def add_of(pilot: Pilot[None]) -> Add:
    screen = pilot.app.screen
    assert isinstance(screen, Add)
    return screen


def said(pilot: Pilot[None]) -> str:
    return pilot.app.screen.query_one(KeyBar).drawn.plain


def told(pilot: Pilot[None]) -> str:
    return pilot.app.screen.query_one("#told", Rows).drawn.plain


def stands_on(pilot: Pilot[None], kind: type[object]) -> bool:
    return isinstance(pilot.app.screen, kind)


async def store(pilot: Pilot[None]) -> None:
    """Press Enter and y, and wait until all is stored."""
    await pilot.press("enter")
    await pilot.pause()
    if stands_on(pilot, Ask):
        await pilot.press("y")
    await settled(pilot)


async def settled(pilot: Pilot[None]) -> None:
    await pilot.app.workers.wait_for_complete()
    for _ in range(3):
        await pilot.pause()


async def go_to(pilot: Pilot[None], text: str) -> None:
    """Put the cursor on a point."""
    await pilot.press("home")
    for _ in range(50):
        candidate = add_of(pilot)._candidate
        if candidate is not None and candidate.proposed.text == text:
            return
        await pilot.press("j")
    pytest.fail(f"not listed: {text}")


async def test_nothing_is_stored_before_yes(make_app: MakeApp, propose: Propose, desk: Desk) -> None:
    before = desk.store.dump()
    async with make_app(plans=[propose()]).run_test(size=SIZE) as pilot:
        await pilot.press("j", "space", "l", "a", "enter")
        await pilot.pause()
        assert stands_on(pilot, Ask)
        assert desk.store.dump() == before
        await pilot.press("n")
        assert stands_on(pilot, Add)
        assert desk.store.dump() == before
        await store(pilot)
        assert stands_on(pilot, Today)
        assert said(pilot) == "Stored: 6 new. Enter starts."
    assert texts(desk) == KEY


async def test_the_question_says_what_would_be_stored(make_app: MakeApp, propose: Propose, desk: Desk) -> None:
    adding.store(desk, [propose()])
    plans = [
        propose(LATER),
        propose("- Q: How long is a break?\n- A: Five minutes, away from the desk.\n", "/notes/b.md"),
    ]
    async with make_app(plans=plans).run_test(size=SIZE) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        sentence = pilot.app.screen.query_one("#sentence", Drawn).drawn.plain
        assert sentence == "? 1 new, 1 reworded, 1 gone: store?"


async def test_space_drops_a_point_and_takes_one_below_the_threshold(
    make_app: MakeApp, propose: Propose, desk: Desk
) -> None:
    async with make_app(plans=[propose()]).run_test(size=SIZE) as pilot:
        await go_to(pilot, MEET)
        await pilot.press("space")
        await go_to(pilot, RAIN)
        assert "below the threshold" in told(pilot)
        await pilot.press("space")
        await store(pilot)
    assert texts(desk) == [WORDS, CHANGE, SURPRISES, SMALL, FIRST, RAIN]


async def test_what_was_dropped_is_not_proposed_again(make_app: MakeApp, propose: Propose, desk: Desk) -> None:
    async with make_app(plans=[propose()]).run_test(size=SIZE) as pilot:
        await go_to(pilot, MEET)
        await pilot.press("space")
        await store(pilot)
    again = propose(NOTES.replace("# Starting out", "# Starting well"))
    assert MEET not in [again.plan.text(one) for one in again.plan.points]
    async with make_app(plans=[again]).run_test(size=SIZE) as pilot:
        await pilot.press("v")
        await go_to(pilot, MEET)
        assert told(pilot).startswith("x dropped")


async def test_an_edited_card_has_the_users_words_and_the_file_keeps_its_own(
    make_app: MakeApp, propose: Propose, desk: Desk
) -> None:
    async with make_app(plans=[propose()]).run_test(size=SIZE) as pilot:
        await go_to(pilot, MEET)
        await pilot.press("e")
        await pilot.pause()
        assert pilot.app.screen.query_one(Writing).text == MEET
        await pilot.press(*["backspace"] * 12, *"one ", "\u1112", "\u1161", "\u11ab", "enter")
        await pilot.pause()
        assert "Meet each colleague for one 한" in told(pilot)
        await store(pilot)
    assert points(desk)["Meet each colleague for one 한"].file_text == MEET


async def test_keys_that_come_in_one_burst_keep_their_order(make_app: MakeApp, propose: Propose) -> None:
    """An input method sends Backspace and the letter that takes its place in one go."""
    app = make_app(plans=[propose()])
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("e")
        await pilot.pause()
        for key, character in (("backspace", None), ("exclamation_mark", "!"), ("left", None), ("x", "x")):
            app.post_message(Key(key, character))
        await pilot.pause()
        await pilot.pause()
        assert pilot.app.screen.query_one(Writing).text == WORDS.replace(".", "x!")


async def test_an_edit_that_is_cancelled_or_changes_nothing_is_no_choice(make_app: MakeApp, propose: Propose) -> None:
    async with make_app(plans=[propose()]).run_test(size=SIZE) as pilot:
        await pilot.press("e", "x", "escape", "e", "enter")
        await pilot.pause()
        assert stands_on(pilot, Add)
        assert not add_of(pilot).choosing.choices


async def test_an_empty_card_is_refused_with_a_sentence(make_app: MakeApp, propose: Propose) -> None:
    async with make_app(plans=[propose()]).run_test(size=SIZE) as pilot:
        await pilot.press("e")
        await pilot.pause()
        pilot.app.screen.query_one(Writing).text = "  "
        await pilot.press("enter")
        await pilot.pause()
        assert stands_on(pilot, Write)
        assert said(pilot).startswith("! A card needs words")


async def test_a_point_is_split_into_the_parts_that_are_written(
    make_app: MakeApp, propose: Propose, desk: Desk
) -> None:
    async with make_app(plans=[propose()]).run_test(size=SIZE) as pilot:
        await go_to(pilot, SMALL)
        await pilot.press("s")
        await pilot.pause()
        writing = pilot.app.screen.query_one(Writing)
        assert writing.text.split("\n") == [
            "Keep the change under two hundred lines",
            "Say what you want to hear about it in the first sentence.",
        ]
        await pilot.press("enter", *"Wait.", "enter", "enter")
        await pilot.pause()
        assert "split into 3 cards" in told(pilot)
        await store(pilot)
    assert texts(desk)[4:7] == [*writing.text.split("\n")[:2], "Wait."]


async def test_a_point_put_off_is_stored_as_a_draft(make_app: MakeApp, propose: Propose, desk: Desk) -> None:
    async with make_app(plans=[propose()]).run_test(size=SIZE) as pilot:
        await pilot.press("l")
        assert told(pilot).startswith("? later")
        await store(pilot)
    assert [card.draft for card in cards(desk, WORDS)] == [True]
    assert [card.draft for card in cards(desk, MEET)] == [False]


async def test_m_merges_a_point_into_the_tip_it_repeats(make_app: MakeApp, propose: Propose, desk: Desk) -> None:
    adding.store(desk, [propose()])
    near = "# Talks\n\n- What should I do in my first week?\n    - " + WORDS.replace("every", "each") + "\n"
    async with make_app(plans=[propose(near, "/notes/near.md")]).run_test(size=SIZE) as pilot:
        assert f"≈ #{points(desk)[WORDS].n} Always" in told(pilot)
        assert "merge" in [action.name for action in add_of(pilot).actions]
        await pilot.press("m", "m", "m")
        assert told(pilot).startswith("& said before")
        await store(pilot)
    assert sorted(texts(desk)) == sorted(KEY)


async def test_without_a_similar_tip_there_is_nothing_to_merge(make_app: MakeApp, propose: Propose) -> None:
    async with make_app(plans=[propose()]).run_test(size=SIZE) as pilot:
        await pilot.press("m", "n", "p")
        assert not {"merge", "file"} & {action.name for action in add_of(pilot).actions}
        assert not add_of(pilot).choosing.choices


async def test_a_takes_every_key_point_again(make_app: MakeApp, propose: Propose, desk: Desk) -> None:
    async with make_app(plans=[propose()]).run_test(size=SIZE) as pilot:
        await pilot.press("space", "j", "space", "j", "l", "a")
        await pilot.pause()
        assert said(pilot) == "3 points taken."
        await store(pilot)
    assert texts(desk) == KEY


async def test_a_reworded_tip_keeps_its_identity(make_app: MakeApp, propose: Propose, desk: Desk) -> None:
    adding.store(desk, [propose()])
    uid = points(desk)[WORDS].uid
    async with make_app(plans=[propose(LATER)]).run_test(size=SIZE) as pilot:
        shown = " ".join(told(pilot).split())
        assert f"- {WORDS}" in shown
        assert f"+ {SOON}" in shown
        await store(pilot)
    assert points(desk)[SOON].uid == uid
    assert SURPRISES not in texts(desk)


async def test_a_known_tip_that_is_dropped_is_retired(make_app: MakeApp, propose: Propose, desk: Desk) -> None:
    adding.store(desk, [propose()])
    async with make_app(plans=[propose()]).run_test(size=SIZE) as pilot:
        assert told(pilot).startswith("Nothing changed in mentor.md: 6 tips.")
        await pilot.press("v", "space")
        await store(pilot)
    assert texts(desk) == KEY[1:]


async def test_nothing_new_is_stored_without_a_question(make_app: MakeApp, propose: Propose, desk: Desk) -> None:
    adding.store(desk, [propose()])
    shifted = propose(NOTES.replace("# Starting out", "\n\n# Starting out"))
    async with make_app(plans=[shifted]).run_test(size=SIZE) as pilot:
        await store(pilot)
        assert said(pilot) == "There was nothing to store."
    assert points(desk)[WORDS].line == 11


async def test_several_files_are_stored_together(make_app: MakeApp, propose: Propose, desk: Desk) -> None:
    other = "- How long is a break?\n    - Always take five minutes, away from the desk.\n"
    async with make_app(plans=[propose(), propose(other, "/notes/b.md")]).run_test(size=SIZE) as pilot:
        assert pilot.app.screen.query_one("#head", Drawn).drawn.plain.endswith("1/2")
        await pilot.press("space", "n")
        assert add_of(pilot).choosing.planned.text.name == "b.md"
        await pilot.press("n", "p")
        assert add_of(pilot).choosing.planned.text.name == "b.md"
        await store(pilot)
    assert sorted(texts(desk)) == sorted([*KEY[1:], "Always take five minutes, away from the desk."])


async def test_a_file_added_elsewhere_meanwhile_is_told_and_the_choices_stay(
    make_app: MakeApp, propose: Propose, desk: Desk
) -> None:
    plans = [propose(), propose("- How long is a break?\n    - Always five minutes.\n", "/notes/b.md")]
    async with make_app(plans=plans).run_test(size=SIZE) as pilot:
        await pilot.press("space")
        adding.store(desk, [propose("- Who else is here?\n    - Always ask.\n", "/notes/b.md")])
        await store(pilot)
        assert stands_on(pilot, Add)
        assert said(pilot).startswith("! b.md was added elsewhere")
        assert len(add_of(pilot).choosing.choices) == 1
    assert texts(desk) == ["Always ask."]


async def test_a_full_disk_is_told_and_the_screen_stays(
    make_app: MakeApp, propose: Propose, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise Refused("The disk is full.")

    async with make_app(plans=[propose()]).run_test(size=SIZE) as pilot:
        monkeypatch.setattr(adding, "store", full)
        await store(pilot)
        assert stands_on(pilot, Add)
        assert said(pilot) == "! The disk is full."


@pytest.mark.parametrize("key", ["q", "escape", "ㅂ"])
async def test_leaving_without_a_choice_asks_nothing_and_stores_nothing(
    make_app: MakeApp, propose: Propose, desk: Desk, key: str
) -> None:
    before = desk.store.dump()
    app = make_app(plans=[propose()])
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("j", key)
        await pilot.pause()
    assert app.return_code == 0
    assert desk.store.dump() == before


async def test_leaving_with_choices_asks_first(make_app: MakeApp, propose: Propose, desk: Desk) -> None:
    before = desk.store.dump()
    app = make_app(plans=[propose()])
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("space", "q")
        await pilot.pause()
        assert "1 choice would be lost" in pilot.app.screen.query_one("#sentence", Drawn).drawn.plain
        await pilot.press("escape")
        await pilot.pause()
        assert stands_on(pilot, Add)
        await pilot.press("q", "ㅛ")
        await pilot.pause()
    assert app.return_code == 0
    assert desk.store.dump() == before


async def test_o_opens_the_file_at_the_line_of_the_point(
    make_app: MakeApp, propose: Propose, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", "vim")
    notes = tmp_path / "mentor.md"
    notes.write_text(NOTES, encoding="utf-8")
    called: list[Sequence[str]] = []

    def note(words: Sequence[str]) -> int:
        called.append(words)
        return 0

    async with make_app(plans=[propose(NOTES, str(notes))], editor=note).run_test(size=SIZE) as pilot:
        await go_to(pilot, FIRST)
        await pilot.press("o")
    line = NOTES.splitlines().index(f"    - {FIRST}") + 1
    assert called == [["vim", f"+{line}", str(notes)]]


@pytest.mark.parametrize(("end", "size"), [("", SIZE), ("-small", SMALL_SIZE)])
async def test_what_the_editor_changed_is_read_again_and_what_was_chosen_stays(  # noqa: PLR0917  fixtures
    make_app: MakeApp,
    looks: Looks,
    propose: Propose,
    tmp_path: Path,
    desk: Desk,
    monkeypatch: pytest.MonkeyPatch,
    end: str,
    size: tuple[int, int],
) -> None:
    """The head and the line of the cursor as before; a sentence that the file was read again, with two choices."""
    notes = tmp_path / "mentor.md"
    notes.write_text(NOTES, encoding="utf-8")
    second = "두 번째 문장에는 숫자를 하나 넣어야 한다"
    plan = adding.plan
    monkeypatch.setattr(adding, "plan", lambda desk, text, options: scored(plan(desk, text, options)))

    def change(_words: Sequence[str]) -> int:
        before = notes.read_text(encoding="utf-8")
        mended = before.replace(f"    - {WORDS}\n", "").replace(f"    - {FIRST}\n", f"    - {second}\n    - {FIRST}\n")
        notes.write_text(mended, encoding="utf-8")
        return 0

    app = make_app(plans=[propose(NOTES, str(notes))], editor=change)
    async with app.run_test(size=size) as pilot:
        await pilot.press("space")
        await go_to(pilot, MEET)
        await pilot.press("l")
        await go_to(pilot, FIRST)
        await pilot.press("space", "o")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        await pilot.pause()
        assert said(pilot) == "Read mentor.md again: 2 choices kept, 1 choice gone with the line."
        looks(app, f"add-again{end}")
        await store(pilot)
    assert texts(desk) == [MEET, CHANGE, SURPRISES, SMALL, second]
    assert [card.draft for card in cards(desk, MEET)] == [True]
    assert [source.text_hash for source in desk.store.notes.files(desk.store.device())] == [
        gathering.read_file(notes).hash
    ]


async def test_an_editor_that_changes_nothing_leaves_the_plan_alone(
    make_app: MakeApp, propose: Propose, tmp_path: Path
) -> None:
    notes = tmp_path / "mentor.md"
    notes.write_text(NOTES, encoding="utf-8")
    async with make_app(plans=[propose(NOTES, str(notes))], editor=lambda _words: 0).run_test(size=SIZE) as pilot:
        await pilot.press("space", "o")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert "again" not in said(pilot)
        assert len(add_of(pilot).choosing.choices) == 1


async def test_a_file_that_the_editor_took_away_is_told_and_the_plan_stays(
    make_app: MakeApp, propose: Propose, tmp_path: Path
) -> None:
    notes = tmp_path / "mentor.md"
    notes.write_text(NOTES, encoding="utf-8")

    def remove(_words: Sequence[str]) -> int:
        notes.unlink()
        return 0

    async with make_app(plans=[propose(NOTES, str(notes))], editor=remove).run_test(size=SIZE) as pilot:
        await pilot.press("space", "o")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        await pilot.pause()
        assert "cannot be read" in said(pilot)
        assert len(add_of(pilot).choosing.choices) == 1


async def test_without_a_file_o_says_so(make_app: MakeApp, propose: Propose) -> None:
    async with make_app(plans=[propose()]).run_test(size=SIZE) as pilot:
        await pilot.press("o")
        await pilot.pause()
        assert said(pilot).startswith("! /notes/mentor.md is gone")


async def test_hangul_keys_act_like_letters_and_syllables_like_their_keys(make_app: MakeApp, propose: Propose) -> None:
    """ㅓ is j, ㅣ is l; 미 is ㅁ and ㅣ: take all, then put off."""
    async with make_app(plans=[propose()]).run_test(size=SIZE) as pilot:
        await pilot.press("ㅓ", "ㅣ")
        assert add_of(pilot).choosing[1].verdict == "later"
        await pilot.press("미")
        await pilot.pause()
        assert [choice.verdict for choice in add_of(pilot).choosing.choices] == ["later"]


async def test_tab_gives_the_arrows_to_the_card_and_back(make_app: MakeApp, propose: Propose) -> None:
    async with make_app(plans=[propose()]).run_test(size=SMALL_SIZE) as pilot:
        detail = pilot.app.screen.query_one("#detail")
        await pilot.press("tab", "down", "down")
        await pilot.pause()
        assert detail.scroll_offset.y == 2
        assert add_of(pilot)._listing.cursor == 1
        await pilot.press("tab", "down")
        await pilot.pause()
        assert add_of(pilot)._listing.cursor == 2
        assert detail.scroll_offset.y == 0


async def test_a_click_goes_to_a_point(make_app: MakeApp, propose: Propose) -> None:
    async with make_app(plans=[propose()]).run_test(size=SIZE) as pilot:
        await pilot.click(Listing, offset=(5, 3))
        assert add_of(pilot)._candidate is not None
        assert add_of(pilot)._listing.cursor == 3
        await pilot.click(Listing, offset=(5, 0))
        assert add_of(pilot)._listing.cursor == 3


@pytest.mark.parametrize("size", [SMALL_SIZE, SIZE, (300, 100)])
async def test_every_size_shows_list_line_state_and_keys(
    make_app: MakeApp, propose: Propose, size: tuple[int, int]
) -> None:
    async with make_app(plans=[propose()]).run_test(size=size) as pilot:
        await pilot.pause()
        screen = "\n".join("".join(s.text for s in strip) for strip in pilot.app.screen._compositor.render_strips())
        for needed in ("mentor.md", "▸+  Always", "▸ 9 │", "+ new", "Enter store", "q leave"):
            assert needed in screen


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_notes_are_shown_and_stored_like_any_other(
    make_app: MakeApp, propose: Propose, desk: Desk, text: str
) -> None:
    notes = f"---\ncards: all\n---\n- What is {text}?\n    - Always {text} end\n"
    async with make_app(plans=[propose(notes, f"/notes/{text}.md".replace("\x00", ""))]).run_test(size=SIZE) as pilot:
        await pilot.press("e")
        await pilot.pause()
        await pilot.press("escape")
        await pilot.click(Listing, offset=(5, 0))
        painted = [segment for strip in pilot.app.screen._compositor.render_strips() for segment in strip]
        assert not any(FORBIDDEN.search(segment.text) for segment in painted)
        assert not any(segment.style and (segment.style.link or "@click" in segment.style.meta) for segment in painted)
        await store(pilot)
        assert pilot.app.is_running
    assert texts(desk)


async def test_of_thousands_of_points_only_those_in_sight_are_drawn(
    make_app: MakeApp, propose: Propose, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = "---\ncards: all\n---\n" + "".join(f"- How is {n}?\n    - Always like {n}.\n" for n in range(3_000))
    drawn: list[object] = []
    draw = listing.drawn_entry

    def counted(*words: object, **more: object) -> object:
        drawn.append(words)
        return draw(*words, **more)  # type: ignore[arg-type]

    plan = propose(many)
    async with make_app(plans=[plan]).run_test(size=SIZE) as pilot:
        monkeypatch.setattr(listing, "drawn_entry", counted)
        started = time.monotonic()
        await pilot.press("end", "k", "home", "j", "pagedown")
        await pilot.pause()
        assert time.monotonic() - started < 10
        assert 0 < len(drawn) < 24 * 5 * 4
        assert add_of(pilot)._listing.max_scroll_y > 5_000


def test_of_a_line_as_long_as_a_file_only_its_beginning_is_shown() -> None:
    lines = ["before", "x" * 10_000_000, "after"]
    rows = passage(lines, 2, 3, 40)
    assert [row.marker.plain for row in rows] == [" 1 │ ", "▸2 │ ", " 3 │ "]
    assert len(rows[1].text.plain) < 1_000


@pytest.mark.parametrize(("name", "size"), [("add-new", SIZE), ("add-small", SMALL_SIZE)])
async def test_add_new(make_app: MakeApp, looks: Looks, propose: Propose, name: str, size: tuple[int, int]) -> None:
    """A new file: points under bold questions with their marks; beside (or below) it the line, its state, its card."""
    app = make_app(plans=[propose()])
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        looks(app, name)


async def test_add_reworded(make_app: MakeApp, looks: Looks, propose: Propose, desk: Desk) -> None:
    """A known file: only what changes is listed; the old wording above the new one; what is gone at the end."""
    adding.store(desk, [propose()])
    app = make_app(plans=[propose(LATER)])
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        looks(app, "add-reworded")


async def test_add_gone(make_app: MakeApp, looks: Looks, propose: Propose, desk: Desk) -> None:
    """A point that left the file: no line beside it, what becomes of it, and its text."""
    adding.store(desk, [propose()])
    app = make_app(plans=[propose(LATER)])
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("end")
        await pilot.pause()
        looks(app, "add-gone")


async def test_add_lint(make_app: MakeApp, looks: Looks, propose: Propose) -> None:
    """A point that makes a poor card: ``!`` in the list, and what is weak about it below its state."""
    app = make_app(plans=[propose()])
    async with app.run_test(size=SIZE) as pilot:
        await go_to(pilot, SMALL)
        await pilot.pause()
        looks(app, "add-lint")


async def test_add_chosen(make_app: MakeApp, looks: Looks, propose: Propose) -> None:
    """Dropped, worded, split, put off and taken points, each told by its mark; the last one's siblings in its card."""
    app = make_app(plans=[propose()])
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("space", "j", "e", *" Soon.", "enter", "j", "l")
        await go_to(pilot, SMALL)
        await pilot.press("s", "f2")
        await go_to(pilot, RAIN)
        await pilot.press("space")
        await pilot.pause()
        looks(app, "add-chosen")


@pytest.mark.parametrize(
    ("name", "size"), [("add-editing", SIZE), ("add-splitting", SIZE), ("add-splitting-small", SMALL_SIZE)]
)
async def test_add_writing(make_app: MakeApp, looks: Looks, propose: Propose, name: str, size: tuple[int, int]) -> None:
    """The line of the notes, what to write, the text to begin with (two parts to split), and the two keys."""
    app = make_app(plans=[propose()])
    async with app.run_test(size=size) as pilot:
        await go_to(pilot, SMALL)
        await pilot.press("e" if name == "add-editing" else "s")
        await pilot.pause()
        pilot.app.screen.query_one(Writing).cursor_blink = False
        await pilot.pause()
        looks(app, name)


@pytest.mark.parametrize(("name", "size"), [("add-korean", SIZE), ("add-korean-small", SMALL_SIZE)])
async def test_add_korean(make_app: MakeApp, looks: Looks, propose: Propose, name: str, size: tuple[int, int]) -> None:
    """Hangul is cut and wrapped by cells: the border between list and card stays straight."""
    app = make_app(plans=[propose()])
    async with app.run_test(size=size) as pilot:
        await go_to(pilot, FIRST)
        await pilot.pause()
        looks(app, name)


async def test_add_confirm(make_app: MakeApp, looks: Looks, propose: Propose) -> None:
    """The question at the foot of the screen counts what would be stored; y and n answer."""
    app = make_app(plans=[propose()])
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        looks(app, "add-confirm")


async def test_add_nothing_new(make_app: MakeApp, looks: Looks, propose: Propose, desk: Desk) -> None:
    """A file without change: it says so, how many tips it has, and the key that shows them."""
    adding.store(desk, [propose()])
    app = make_app(plans=[propose()])
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        looks(app, "add-nothing-new")


async def test_add_fault(make_app: MakeApp, looks: Looks, propose: Propose, desk: Desk) -> None:
    """What could not be stored: the footer begins with ``!`` and says why; the points are still there."""
    app = make_app(plans=[propose()])
    async with app.run_test(size=SIZE) as pilot:
        adding.store(desk, [propose("- Who else is here?\n    - Always ask.\n")])
        await store(pilot)
        looks(app, "add-fault")
