"""A file is there whole or not at all, for its owner alone."""

from pathlib import Path

import pytest

from flashcards.errors import BadInput
from flashcards.wholefile import write_whole


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "list.csv"
    write_whole(target, b"first")

    def fail(_number: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", fail)
    with pytest.raises(BadInput, match="No space left"):
        write_whole(target, b"second")
    assert target.read_bytes() == b"first"
    assert [file.name for file in tmp_path.iterdir()] == ["list.csv"]


def test_it_is_for_its_owner_alone_under_the_longest_name(tmp_path: Path) -> None:
    target = tmp_path / ("가" * 80 + ".html")
    write_whole(target, b"private")
    assert target.stat().st_mode & 0o777 == 0o600


def test_a_link_is_followed_and_stays(tmp_path: Path) -> None:
    kept, link = tmp_path / "kept.toml", tmp_path / "link.toml"
    link.symlink_to(kept)
    write_whole(link, b"new")
    assert link.is_symlink()
    assert kept.read_bytes() == b"new"


def test_what_an_interrupted_write_left_is_in_nobodys_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target, precious = tmp_path / "a.md", tmp_path / "precious"
    precious.write_bytes(b"precious")
    monkeypatch.setattr("os.getpid", lambda: 1)
    (tmp_path / ".a.md.part-1").symlink_to(precious)
    write_whole(target, b"new")
    assert (target.read_bytes(), precious.read_bytes()) == (b"new", b"precious")


@pytest.mark.parametrize("place", ["missing/a.md", "file/a.md"])
def test_a_place_that_cannot_be_written_is_named_in_the_callers_words(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(BadInput, match=r"a\.md: no \(.*directory"):
        write_whole(tmp_path / place, b"", "{path}: no ({why})")
