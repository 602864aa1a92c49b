"""What a target of `add` completes to."""

from pathlib import Path

import pytest

from flashcards.services.completing import targets


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("notes.md", "notebook.txt", "Notes.ORG", "photo.png", ".hidden.md", "한글 노트.md"):
        (tmp_path / name).touch()
    (tmp_path / "nested").mkdir()
    (tmp_path / ".git").mkdir()
    return tmp_path


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", ["Notes.ORG", "nested/", "notebook.txt", "notes.md", "한글 노트.md"]),
        ("no", ["notebook.txt", "notes.md"]),
        (".", [".git/", ".hidden.md"]),
        ("한", ["한글 노트.md"]),
        ("photo", []),
        ("nested/", []),
        ("missing/", []),
    ],
)
def test_folders_and_notes_complete_and_hidden_ones_only_after_a_dot(
    folder: Path, typed: str, found: list[str]
) -> None:
    assert targets(f"{folder}/{typed}") == [f"{folder}/{name}" for name in found]


def test_a_name_without_a_folder_is_looked_for_here(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    assert targets("notes") == ["notes.md"]


def test_home_and_shipped_decks_complete(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(folder))
    assert targets("~") == ["~/"]
    assert targets("~/note") == ["~/notebook.txt", "~/notes.md"]
    assert targets("@ai") == ["@ai-masterclass"]
    assert len(targets("@")) > 1


@pytest.mark.parametrize("typed", ["~nobody-of-that-name/", "\0", "/root-of-nothing/x/", "notes.md/"])
def test_what_cannot_be_read_completes_to_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch, typed: str) -> None:
    monkeypatch.chdir(folder)
    assert targets(typed) == []
