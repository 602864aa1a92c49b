"""Card: what it shows of a card's past at each size, and that its acts are those of Browse."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from flashcards.core.note import Card
from flashcards.services import handling, reviewing
from flashcards.services.desk import Desk
from flashcards.store.store import Store
from flashcards.tui.screens.card import CardPage
from flashcards.tui.widgets.keybar import KeyBar
from flashcards.tui.widgets.text import Drawn, Rows
from tests.conftest import Clock, Learn
from tests.tui.conftest import Looks, MakeApp
from tests.tui.notes import CLOZE, KOREAN, TALK

WIDE, SMALL, TALL = (80, 24), (40, 12), (80, 60)


async def press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await pilot.pause()


def first(desk: Desk) -> Card:
    return min((card for many in desk.store.cards.of_points().values() for card in many), key=lambda card: card.n)


def text(pilot: Pilot[None]) -> str:
    assert isinstance(pilot.app.screen, CardPage)
    parts = (pilot.app.screen.query_one(name, Drawn).drawn.plain for name in ("#faces", "#curve", "#answers"))
    return "\n".join(parts)


@pytest.mark.usefixtures("student")
@pytest.mark.parametrize(("end", "size"), [("", WIDE), ("-small", SMALL), ("-tall", TALL)])
async def test_card(make_app: MakeApp, looks: Looks, end: str, size: tuple[int, int]) -> None:
    """A Korean card, both faces, its figures with their names, the curve with now on it, answers, its line."""
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await press(pilot, "slash", *"발표", "enter", "enter")
        looks(app, f"card{end}")


@pytest.mark.parametrize(("end", "size"), [("", WIDE), ("-small", SMALL)])
async def test_card_new(make_app: MakeApp, looks: Looks, learn: Learn, end: str, size: tuple[int, int]) -> None:
    """A cloze card that was never answered: no curve, no figures that there are not."""
    learn(CLOZE)
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await press(pilot, "slash", "enter", "enter")
        looks(app, f"card-new{end}")


async def test_every_answer_is_listed_with_the_strength_after_it(make_app: MakeApp, student: Store, desk: Desk) -> None:
    card = first(desk)
    log = student.log.answers(card.uid)
    async with make_app().run_test(size=TALL) as pilot:
        await press(pilot, "slash", "enter", "enter")
        rows = [row for row in text(pilot).split("\n") if "  S " in row]
        assert len(rows) == len(log)
        strength = card.memory.strength  # type: ignore[union-attr]
        assert f"S {strength.stability:.1f}" in rows[0]
        assert f"D {strength.difficulty:.1f}" in rows[0]
        assert f"{strength.stability:.1f} days" in text(pilot)


async def test_recall_is_not_told_on_the_day_of_an_answer(
    make_app: MakeApp, learn: Learn, desk: Desk, clock: Clock
) -> None:
    learn(TALK)
    reviewing.answer(desk, first(desk).uid, 4)
    async with make_app().run_test(size=TALL) as pilot:
        await press(pilot, "slash", "enter", "enter")
        assert "recall now" not in text(pilot)
        clock.advance(days=3)
        await press(pilot, "f")
        assert "recall now  9" in text(pilot)


async def test_the_acts_are_on_the_card_and_undo_takes_each_back(make_app: MakeApp, learn: Learn, desk: Desk) -> None:
    learn(TALK)
    async with make_app().run_test(size=TALL) as pilot:
        await press(pilot, "slash", "enter", "enter", "s", "f", "b")
        card = first(desk)
        assert (card.suspended, card.flag, card.buried_until) == (True, 1, desk.today + 1)
        assert "flagged, suspended, buried" in text(pilot)
        await press(pilot, "u", "u", "u")
        card = first(desk)
        assert (card.suspended, card.flag, card.buried_until) == (False, 0, None)


async def test_a_use_is_noted_and_listed(make_app: MakeApp, learn: Learn, desk: Desk) -> None:
    learn(TALK)
    async with make_app().run_test(size=TALL) as pilot:
        await press(pilot, "slash", "enter", "enter", "a", *"월요일", "enter")
        assert [one.text for one in desk.store.notes.entries(first(desk).point)] == ["월요일"]
        assert "applied     2026-11-23 월요일" in text(pilot)


async def test_a_retired_tip_tells_its_reason_and_comes_back(make_app: MakeApp, learn: Learn, desk: Desk) -> None:
    learn(TALK)
    async with make_app().run_test(size=TALL) as pilot:
        await press(pilot, "slash", "enter", "enter", "r", *"old", "enter")
        assert "retired: old" in text(pilot)
        await press(pilot, "r")
        assert desk.store.notes.point(first(desk).point).retired_why is None


async def test_the_lines_of_the_notes_stand_below_if_the_file_is_there(
    make_app: MakeApp, learn: Learn, tmp_path: Path
) -> None:
    file = tmp_path / "talk.md"
    file.write_text(KOREAN, encoding="utf-8")
    learn(KOREAN, str(file))
    for there in (True, False):
        async with make_app().run_test(size=TALL) as pilot:
            await press(pilot, "slash", "enter", "enter")
            rows = pilot.app.screen.query_one("#answers", Rows).drawn.plain
            assert ("▸" in rows and "## 준비" in rows) is there
            assert "내일 다르게 할 일" in " ".join(rows.split())
        file.unlink(missing_ok=True)


async def test_a_card_that_is_gone_is_said(make_app: MakeApp, learn: Learn, monkeypatch: pytest.MonkeyPatch) -> None:
    learn(TALK)
    async with make_app().run_test(size=WIDE) as pilot:
        await press(pilot, "slash", "enter", "enter")
        monkeypatch.setattr(CardPage, "chosen", lambda _page: [])
        await press(pilot, "f")
        assert isinstance(pilot.app.screen, CardPage)
        pilot.app.screen.acted()
        assert "gone" in pilot.app.screen.query_one(KeyBar).drawn.plain


async def test_an_act_in_the_card_is_seen_in_the_list(make_app: MakeApp, learn: Learn, desk: Desk) -> None:
    learn(TALK)
    handling.flag(desk, [first(desk)], 1)
    async with make_app().run_test(size=WIDE) as pilot:
        await press(pilot, "F", "enter", "f", "q")
        assert "No card is flagged" in pilot.app.screen.query_one("#about", Rows).drawn.plain
