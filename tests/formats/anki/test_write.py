"""A package is written whole or not at all, and the same cards give the same package."""

import json
import sqlite3
import zipfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from flashcards.core.note import Card, Note, Role
from flashcards.core.prompting import Kind, Reply
from flashcards.errors import BadInput
from flashcards.formats.anki.progress import Progress
from flashcards.formats.anki.write import Written, write_package
from tests.formats.anki.builders import ADDED, NOW, asks, card_of, note_of

EXTRA = (("2024-11-03", "&lt;b&gt;late"), ("2024-10-04", "it is ten"))


def export(path: Path, *cards: tuple[Note, list[Card]]) -> Written:
    return write_package(path, cards, now=NOW, zone="Asia/Seoul")


def rows(package: Path, query: str) -> list[tuple[object, ...]]:
    with zipfile.ZipFile(package) as archive, closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(archive.read("collection.anki2"))
        return database.execute(query).fetchall()


def test_the_result_counts_notes_cards_and_decks(tmp_path: Path) -> None:
    cloze = note_of("Which?", "Use {{c1::one}} and {{c2::two}}")
    cards = [card_of(cloze.points[0], Role.CLOZE, 1), card_of(cloze.points[0], Role.CLOZE, 2, deck="Other")]
    written = export(tmp_path / "a.apkg", asks(note_of("What helps?", "sleep", "walks")), (cloze, cards))
    assert written == Written(notes=3, cards=4, decks=2)


def test_the_same_cards_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        export(tmp_path / name, asks(note_of("What helps?", "sleep", "walks")))
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_the_package_is_deflated(tmp_path: Path) -> None:
    export(tmp_path / "a.apkg", asks(note_of("What helps?", "sleep")))
    with zipfile.ZipFile(tmp_path / "a.apkg") as archive:
        assert {member.compress_type for member in archive.infolist()} == {zipfile.ZIP_DEFLATED}
        assert sorted(archive.namelist()) == ["collection.anki2", "media"]


def test_a_note_is_stamped_with_its_own_change_not_with_the_export(tmp_path: Path) -> None:
    note = note_of("What helps?", "sleep", "walks")
    later = replace(note.points[1], updated_at=ADDED + 60_000)
    export(tmp_path / "a.apkg", asks(replace(note, points=(note.points[0], later))))
    assert rows(tmp_path / "a.apkg", "SELECT DISTINCT mod FROM notes") == [(ADDED // 1000 + 60,)]


def test_plans_stand_in_extra_the_newest_first_and_date_the_note(tmp_path: Path) -> None:
    note = note_of("What helps?", "sleep", "walks")
    plans = [
        Reply(20_000, Kind.WRITTEN, "If it is ten, then I will go", ADDED + 60_000),
        Reply(20_030, Kind.WRITTEN, "If <b>late</b>, then [sound:x.mp3]", ADDED + 90_000),
    ]
    progress = Progress(reviews={}, plans={note.points[0].uid: plans})
    write_package(tmp_path / "a.apkg", [asks(note)], now=NOW, zone="Asia/Seoul", progress=progress)
    found = rows(tmp_path / "a.apkg", "SELECT flds, mod FROM notes ORDER BY id")
    extra, other = (str(fields).split("\x1f")[3] for fields, _mod in found)
    assert other == ""
    dated = [extra.index(f"{date}</span> If {words}") for date, words in EXTRA]
    assert 0 < dated[0] < dated[1]
    assert "[sound:" not in extra
    assert [mod for _fields, mod in found] == [ADDED // 1000 + 90, ADDED // 1000]


def test_ids_are_unique_and_near_the_day_the_point_was_added(tmp_path: Path) -> None:
    export(tmp_path / "a.apkg", *(asks(note_of(f"Question {i}?", "one", "two")) for i in range(50)))
    for query in ("SELECT id FROM notes ORDER BY id", "SELECT id FROM cards ORDER BY id"):
        assert rows(tmp_path / "a.apkg", query) == [(ADDED + i,) for i in range(100)]


def test_ids_without_a_date_come_from_the_uid(tmp_path: Path) -> None:
    note = note_of("What helps?", "sleep")
    undated = replace(note, points=(replace(note.points[0], added_at=0),))
    export(tmp_path / "a.apkg", asks(undated))
    export(tmp_path / "b.apkg", asks(note_of("Before?", "one", "two")), asks(undated))
    first, second = (rows(tmp_path / name, "SELECT min(id) FROM notes") for name in ("a.apkg", "b.apkg"))
    assert first == second


def test_deck_ids_depend_on_the_name_alone(tmp_path: Path) -> None:
    first, second = note_of("What helps?", "sleep"), note_of("Who?", "a friend")
    export(tmp_path / "a.apkg", (first, [card_of(first.points[0], deck="A::B")]))
    export(
        tmp_path / "b.apkg",
        (second, [card_of(second.points[0], deck="Z")]),
        (first, [card_of(first.points[0], deck="a:: b")]),
    )
    ids = [
        {deck["name"].lower(): number for number, deck in json.loads(str(rows(tmp_path / name, query)[0][0])).items()}
        for name, query in (("a.apkg", "SELECT decks FROM col"), ("b.apkg", "SELECT decks FROM col"))
    ]
    assert ids[0]["a::b"] == ids[1]["a::b"]


def test_the_collection_begins_at_the_local_rollover(tmp_path: Path) -> None:
    export(tmp_path / "a.apkg", asks(note_of("What helps?", "sleep")))
    begins, conf = rows(tmp_path / "a.apkg", "SELECT crt, conf FROM col")[0]
    assert isinstance(begins, int)
    assert (begins + 9 * 3600) % 86_400 == 4 * 3600
    assert begins < NOW // 1000 - 3650 * 86_400
    kept = json.loads(str(conf))
    assert (kept["schedVer"], kept["sched2021"], kept["creationOffset"], kept["rollover"]) == (2, True, -540, 4)


@pytest.mark.parametrize(
    ("text", "role", "cloze", "sentence"),
    [
        (" \x07 ", Role.REVERSED, 0, "Card #7 has an empty front"),
        ("![](face.png) &nbsp;", Role.REVERSED, 0, "Card #7 has an empty front"),
        ("{{c1::\x07}}", Role.CLOZE, 1, "Card #7 asks for {{c1::…}}"),
        ("{{c1::![](face.png)}}", Role.CLOZE, 1, "Card #7 asks for {{c1::…}}"),
        ("no gap", Role.CLOZE, 1, "Card #7 asks for {{c1::…}}, which its text does not have"),
        ("{{c1::gap}}", Role.CLOZE, 2, "Card #7 asks for {{c2::…}}"),
    ],
)
def test_a_card_that_anki_would_drop_is_refused(
    tmp_path: Path, text: str, role: Role, cloze: int, sentence: str
) -> None:
    note = note_of("What helps?", text)
    with pytest.raises(BadInput, match=sentence.replace("{", r"\{").replace("}", r"\}")):
        export(tmp_path / "a.apkg", (note, [card_of(note.points[0], role, cloze)]))
    assert list(tmp_path.iterdir()) == []


def test_a_card_is_written_once(tmp_path: Path) -> None:
    note = asks(note_of("What helps?", "sleep"))
    with pytest.raises(BadInput, match="given twice"):
        export(tmp_path / "a.apkg", note, note)


def test_the_cloze_cards_of_a_point_share_a_note_and_are_all_checked(tmp_path: Path) -> None:
    note = note_of("Which?", "Use {{c1::one}} or {{c2::two}}")
    first, second, third = (card_of(note.points[0], Role.CLOZE, n) for n in (1, 2, 3))
    assert export(tmp_path / "a.apkg", (note, [first, second])).notes == 1
    for wrong, sentence in (([first, third], "does not have"), ([first, first], "given twice")):
        with pytest.raises(BadInput, match=sentence):
            export(tmp_path / "b.apkg", (note, wrong))
    with pytest.raises(BadInput, match="with its siblings"):
        export(tmp_path / "b.apkg", (note, [first]), (note, [second]))


def test_a_card_must_belong_to_its_note(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="another note"):
        export(tmp_path / "a.apkg", (note_of("What?", "a"), [card_of(note_of("Who?", "b").points[0])]))


def test_a_fault_in_the_middle_leaves_the_old_file_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "a.apkg"
    package.write_bytes(b"before")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(BadInput, match=r"a\.apkg cannot be written \(No space left on device\)"):
        export(package, asks(note_of("What helps?", "sleep")))
    assert package.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [package]


def test_a_missing_folder_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="cannot be written"):
        export(tmp_path / "none" / "a.apkg", asks(note_of("What helps?", "sleep")))


def test_an_interrupted_export_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        assert len(list(tmp_path.iterdir())) == 1
        raise KeyboardInterrupt

    monkeypatch.setattr("os.fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        export(tmp_path / "a.apkg", asks(note_of("What helps?", "sleep")))
    assert list(tmp_path.iterdir()) == []
