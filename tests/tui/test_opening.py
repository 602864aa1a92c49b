"""Opening the notes at a card's line."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from flashcards.errors import NotFound
from flashcards.services.desk import Desk
from flashcards.tui import opening
from flashcards.tui.widgets.keybar import KeyBar
from tests.conftest import Learn, Plant
from tests.tui.conftest import MakeApp
from tests.tui.notes import LIST

NOTES = Path("/notes/talk.md")


@pytest.mark.parametrize(
    ("editor", "words"),
    [
        ("vim", ["vim", "+7", "/notes/talk.md"]),
        ("emacsclient -nw", ["emacsclient", "-nw", "+7", "/notes/talk.md"]),
        ("'/opt/my editor/ed' -x", ["/opt/my editor/ed", "-x", "+7", "/notes/talk.md"]),
        ("code --wait", ["code", "--wait", "--goto", "/notes/talk.md:7"]),
        ("/usr/bin/hx", ["/usr/bin/hx", "/notes/talk.md:7"]),
    ],
)
def test_the_editor_is_called_with_the_line(monkeypatch: pytest.MonkeyPatch, editor: str, words: list[str]) -> None:
    monkeypatch.setenv("EDITOR", editor)
    assert opening.command(NOTES, 7) == words


def test_visual_comes_before_editor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", "ed")
    monkeypatch.setenv("VISUAL", "nano")
    assert opening.command(NOTES, 7)[0] == "nano"


def test_without_an_editor_it_is_less(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    assert opening.command(NOTES, 7) == ["less", "+7g", "/notes/talk.md"]


def test_without_less_too_there_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda _name: None)
    with pytest.raises(NotFound, match=r"set \$EDITOR"):
        opening.command(NOTES, 7)


async def test_o_opens_the_file_at_the_line_of_the_card(
    make_app: MakeApp, learn: Learn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", "vim")
    notes = tmp_path / "interviews.md"
    notes.write_text(LIST, encoding="utf-8")
    learn(LIST, str(notes))
    called: list[Sequence[str]] = []

    def note(words: Sequence[str]) -> int:
        called.append(words)
        return 0

    app = make_app(start="review", editor=note)
    async with app.run_test() as pilot:
        await pilot.press("o", "space")
    line = LIST.splitlines().index("    - Who left last year, and why?") + 1
    assert called == [["vim", f"+{line}", str(notes)]]


@pytest.mark.parametrize("kind", ["gone", "shipped", "none"])
async def test_without_a_file_there_is_a_sentence_and_the_review_goes_on(
    make_app: MakeApp, learn: Learn, plant: Plant, desk: Desk, kind: str
) -> None:
    if kind == "gone":
        learn(LIST, "/nowhere/interviews.md")
    elif kind == "shipped":
        learn(LIST, "@interviews")
    else:
        plant("Which?", "That.")
    app = make_app(start="review", editor=fails_if_called)
    async with app.run_test() as pilot:
        await pilot.press("o")
        sentence = app.screen.query_one(KeyBar).drawn.plain
        assert ("is gone" if kind == "gone" else "no notes file") in sentence
        await pilot.press("space", "4")
    assert len(desk.store.log.answers()) == 1


@pytest.mark.parametrize("fault", [1, OSError(2, "No such file or directory")])
async def test_an_editor_that_fails_is_told(
    make_app: MakeApp, learn: Learn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: int | OSError
) -> None:
    monkeypatch.setenv("EDITOR", "vim")
    notes = tmp_path / "interviews.md"
    notes.write_text(LIST, encoding="utf-8")
    learn(LIST, str(notes))

    def broken(_words: Sequence[str]) -> int:
        if isinstance(fault, OSError):
            raise fault
        return fault

    app = make_app(start="review", editor=broken)
    async with app.run_test() as pilot:
        await pilot.press("o")
        assert app.screen.query_one(KeyBar).drawn.plain.startswith("! vim")


def fails_if_called(_words: Sequence[str]) -> int:
    raise AssertionError
