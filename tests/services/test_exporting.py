"""Leaving with everything: JSON with every row, a package for Anki, files written whole or not at all."""

import json
import zipfile
from pathlib import Path

import pytest

from flashcards.core.prompting import Kind
from flashcards.errors import BadInput
from flashcards.services import exporting, handling, prompting, reviewing
from flashcards.store.tables import SCHEMA
from tests.services.user import User

ONE, TWO = "front one :: back one", "앞면 ::: 뒷면"


@pytest.fixture
def busy(user: User) -> User:
    """Add two tips, answer, take back, tag and apply."""
    user.hand(ONE, TWO)
    user.answer("back one", 3)
    user.answer("뒷면", 1)
    reviewing.undo(user.desk)
    handling.tag(user.desk, [user.tip("뒷면").point], "말하기")
    handling.apply(user.desk, user.tip("back one").point, "at work")
    return user


def test_json_has_every_row_of_every_table_that_travels(busy: User, tmp_path: Path) -> None:
    target = tmp_path / "all.json"
    assert exporting.to_json(busy.desk, target) == 2
    data = json.loads(target.read_text(encoding="utf-8"))
    assert data["flashcards"]["schema"] == SCHEMA
    assert data["tables"] == busy.store.dump()
    with busy.store.reading() as connection:
        for table, rows in data["tables"].items():
            assert connection.exec_driver_sql(f'SELECT count(*) FROM "{table}"').scalar() == len(rows)  # noqa: S608
    assert [len(data["tables"][name]) for name in ("review", "retraction", "applied", "tag")] == [2, 1, 1, 1]
    assert "뒷면" in target.read_text(encoding="utf-8")


def test_json_of_a_search_has_those_tips_alone(busy: User, tmp_path: Path) -> None:
    target = tmp_path / "some.json"
    assert exporting.to_json(busy.desk, target, "back") == 1
    tables = json.loads(target.read_text(encoding="utf-8"))["tables"]
    assert [row["text"] for row in tables["point"]] == ["back one"]
    assert [len(tables[name]) for name in ("card", "review", "applied", "tag")] == [1, 1, 1, 0]
    assert exporting.to_json(busy.desk, target, "nowhere") == 0


@pytest.mark.parametrize("progress", [True, False])
def test_a_package_holds_every_card(busy: User, tmp_path: Path, progress: object) -> None:
    target = tmp_path / "all.apkg"
    written = exporting.to_anki(busy.desk, target, progress=bool(progress))
    assert (written.cards, written.decks) == (3, 1)
    assert zipfile.is_zipfile(target)


@pytest.mark.parametrize("progress", [True, False])
def test_plans_go_to_anki_with_the_progress(busy: User, tmp_path: Path, progress: object) -> None:
    prompting.reply(busy.desk, busy.tip("back one").point, Kind.WRITTEN, "If it rains, then I will read")
    prompting.reply(busy.desk, busy.tip("뒷면").point, Kind.DOESNT_FIT)
    exporting.to_anki(busy.desk, tmp_path / "all.apkg", progress=bool(progress))
    with zipfile.ZipFile(tmp_path / "all.apkg") as archive:
        assert archive.read("collection.anki2").count(b"2026-03-02</span> If it rains, then I will read") == bool(
            progress
        )


def test_a_package_of_nothing_is_refused_and_the_file_stays(busy: User, tmp_path: Path) -> None:
    target = tmp_path / "some.apkg"
    target.write_bytes(b"earlier")
    with pytest.raises(BadInput, match="Nothing to export"):
        exporting.to_anki(busy.desk, target, "nowhere")
    assert target.read_bytes() == b"earlier"


def test_a_place_that_cannot_be_written_is_named(busy: User, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="choose another place"):
        exporting.to_json(busy.desk, tmp_path / "nowhere" / "all.json")
