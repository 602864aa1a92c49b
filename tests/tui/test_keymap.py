"""Other keys for actions: what settings may say, and that every place that tells or takes keys goes by it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.pilot import Pilot

from flashcards.config import Settings
from flashcards.errors import BadInput
from flashcards.services.desk import Desk
from flashcards.store.store import Store
from flashcards.tui.actions import TABLES, with_jamo
from flashcards.tui.app import run
from flashcards.tui.keymap import ACTIONS, Keymap, read_keymap, remapped
from flashcards.tui.keynames import is_typed, known_key, shown_key
from flashcards.tui.screens.help import Help
from flashcards.tui.screens.review import Review
from flashcards.tui.widgets.keybar import KeyBar
from flashcards.tui.widgets.text import Drawn
from tests.conftest import Clock, Learn
from tests.tui.conftest import MakeApp
from tests.tui.notes import TALK

SIZE = (120, 24)


def keymap(**keys: str) -> Keymap:
    return read_keymap(keyed(**keys))


def keyed(**keys: str) -> Settings:
    """Return settings with keys for actions; ``review_flag`` is ``review.flag``."""
    return Settings({f"keys.{name.replace('_', '.', 1)}": tuple(text.split()) for name, text in keys.items()})


def flag(pilot: Pilot[None]) -> int:
    review = pilot.app.screen
    assert isinstance(review, Review)
    assert review.shown is not None
    return review.shown.card.flag


def test_every_action_has_a_name_of_its_own() -> None:
    assert len(ACTIONS) == sum(map(len, TABLES.values()))


def test_the_names_that_users_may_have_written_stay() -> None:
    for name in (
        "review.flag", "review.again", "review.show", "review.undo", "today.start", "today.pick",
        "today.decks", "add.settle", "add.next_file", "done.start", "decks.options", "settings.filter", "value.keep",
    ):  # fmt: skip
        assert name in ACTIONS


@pytest.mark.parametrize("scope", TABLES)
def test_no_two_actions_of_a_screen_share_a_key_even_in_hangul_mode(scope: str) -> None:
    keys = [key for action in TABLES[scope] for key in with_jamo(action.keys)]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("action", ACTIONS.values(), ids=list(ACTIONS))
def test_every_default_key_can_be_written_as_it_is_shown(action: object) -> None:
    name = next(name for name, one in ACTIONS.items() if one is action)
    for key in ACTIONS[name].keys:
        assert known_key(shown_key(key)) == known_key(key) == key


@given(st.characters(min_codepoint=33, max_codepoint=126))
def test_every_character_of_a_keyboard_is_a_key_and_reads_as_itself(character: str) -> None:
    name = known_key(character)
    assert shown_key(name) == character
    assert is_typed(name)


@pytest.mark.parametrize(
    ("text", "name"),
    [("Space", "space"), ("PgUp", "pageup"), ("Esc", "escape"), ("↓", "down"), ("ctrl+N", "ctrl+n"), ("F2", "f2"),
     ("question_mark", "question_mark"), ("ㄹ", "ㄹ"), ("shift+tab", "shift+tab")],
)  # fmt: skip
def test_a_key_is_known_by_what_is_written_on_it(text: str, name: str) -> None:
    assert known_key(text) == name


@pytest.mark.parametrize(
    ("keys", "sentence"),
    [
        ({"review_flg": "F"}, "the nearest is 'keys.review.flag'"),
        ({"reviews_flag": "F"}, "the nearest is 'keys.review.flag'"),
        ({"database_path": "F"}, "`flashcards config` lists all"),
        ({"review_flag": "spce"}, "the nearest is 'space'"),
        ({"review_flag": "qqqqqq"}, "There is no key 'qqqqqq'"),
        ({"review_flag": "b"}, "the key b belongs to keys.review.bury"),
        ({"review_flag": "ㅠ"}, "the key ㅠ belongs to keys.review.bury"),
        ({"review_flag": "ctrl+c"}, "always leaves"),
        ({"write_keep": "k"}, "the key k writes text there"),
        ({"value_keep": "space"}, "the key Space writes text there"),
        ({"today_undo": "1"}, "the key 1 belongs to keys.today.shipped"),
    ],
)
def test_what_cannot_be_is_one_sentence(keys: dict[str, str], sentence: str) -> None:
    with pytest.raises(BadInput) as caught:
        keymap(**keys)
    assert sentence in str(caught.value)


def test_two_actions_may_change_their_keys_with_each_other() -> None:
    swapped = keymap(review_flag="b", review_bury="f")
    assert [one.key for one in swapped.remapped([ACTIONS["review.flag"], ACTIONS["review.bury"]])] == ["b", "f"]


async def test_the_new_key_works_with_its_hangul_alias_and_the_old_one_is_free(make_app: MakeApp, learn: Learn) -> None:
    learn(TALK)
    app = make_app(start="review", settings=keyed(review_flag="z").values)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f")
        assert flag(pilot) == 0
        await pilot.press("ㄹ")
        assert flag(pilot) == 0
        await pilot.press("z")
        assert flag(pilot) == 1
        await pilot.press("ㅋ")
        assert flag(pilot) == 0


async def test_swapped_keys_do_each_others_work(make_app: MakeApp, learn: Learn, desk: Desk) -> None:
    learn(TALK)
    app = make_app(start="review", settings=keyed(review_flag="b", review_bury="f").values)
    async with app.run_test(size=SIZE) as pilot:
        review = app.screen
        assert isinstance(review, Review)
        assert review.shown is not None
        uid = review.shown.card.uid
        await pilot.press("b")
        assert flag(pilot) == 1
        await pilot.press("ㄹ")
        card = desk.store.cards.by_uid(uid)
        assert card is not None
        assert card.buried_until == desk.today + 1


async def test_footer_help_palette_and_ratings_show_the_new_keys(make_app: MakeApp, learn: Learn) -> None:
    learn(TALK)
    changed = keyed(review_flag="F3 z", review_good="g", review_show="v", review_help="h")
    app = make_app(start="review", settings=changed.values)
    async with app.run_test(size=SIZE) as pilot:
        assert "F3 flag" in app.screen.query_one(KeyBar).drawn.plain
        assert "v  show the answer" in app.screen.query_one("#ratings", Drawn).drawn.plain
        flagging = [one for one in app.get_system_commands(app.screen) if one.title.startswith("flag")]
        assert [one.help for one in flagging] == ["F3 z"]
        await pilot.press("v")
        assert "g Good" in app.screen.query_one("#ratings", Drawn).drawn.plain
        await pilot.press("h")
        await pilot.pause()
        overlay = pilot.app.screen
        assert isinstance(overlay, Help)
        assert "F3 z" in overlay.query_one("#listing", Drawn).drawn.plain


async def test_the_first_steps_name_the_new_keys(make_app: MakeApp) -> None:
    app = make_app(settings=keyed(today_pick="n").values)
    async with app.run_test(size=SIZE):
        assert "n  Add your own notes" in app.screen.query_one("#summary", Drawn).drawn.plain


def test_keys_that_cannot_be_are_told_with_the_file_before_the_screen_is_touched(
    store: Store, clock: Clock, tmp_path: Path
) -> None:
    file = tmp_path / "settings.toml"
    with pytest.raises(BadInput, match=r"nearest is 'keys\.review\.flag'") as caught:
        run(store, keyed(review_flg="F"), clock, settings_file=file)
    assert str(file) in str(caught.value)
    assert caught.value.exit_code == 3


def test_without_an_app_of_ours_the_keys_are_the_default_ones() -> None:
    assert remapped(None, TABLES["review"]) == TABLES["review"]
