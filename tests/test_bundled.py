"""The shipped decks and the schema history are found in a checkout and in an installed wheel."""

from pathlib import Path

import pytest

from flashcards import bundled as module
from flashcards.bundled import bundled, shipped_decks

ROOT = Path(__file__).parents[1]


def test_a_checkout_has_both_beside_the_package() -> None:
    assert bundled("decks") == ROOT / "decks"
    assert bundled("db") == ROOT / "db"
    assert list((bundled("db") / "versions").glob("0001_*.py"))


def test_a_wheel_has_both_inside_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inside = tmp_path / "flashcards" / "_bundled" / "decks"
    inside.mkdir(parents=True)
    (tmp_path / "decks").mkdir()
    (inside / "wheel.md").touch()
    monkeypatch.setattr(module, "_PACKAGE", tmp_path / "flashcards")
    assert bundled("decks") == inside
    assert shipped_decks() == {"wheel": inside / "wheel.md"}


def test_every_shipped_deck_has_a_short_name() -> None:
    decks = shipped_decks()
    assert decks
    assert list(decks) == sorted(decks)
    assert {name: path.stem for name, path in decks.items()} == {name: name for name in decks}
    assert all(path.is_file() for path in decks.values())
