"""Packages that lie, act, are broken or without end: refused in one sentence, or read as nothing but text."""

import json
import resource
import sqlite3
import tempfile
import time
import unicodedata
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import zstandard

from flashcards.errors import BadInput
from flashcards.formats.anki.read.collection import read_package
from flashcards.formats.anki.read.faces import faces
from flashcards.formats.anki.read.values import Collection
from tests.formats.anki.read import packages

SECONDS = 6.0
MEGABYTES = 400


@pytest.fixture(autouse=True)
def quick_and_small() -> Iterator[None]:
    """Hold every reading to the processor's time and memory that a hostile package may take."""
    began, held = time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    yield
    assert time.process_time() - began < SECONDS
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - held < MEGABYTES * 1024


def read(path: Path) -> Collection:
    """Read a package to the end, faces included; what it says is inert."""
    collection = read_package(path, zone="Asia/Seoul")
    for note in collection.notes:
        for asked in faces(note).asked:
            for text in (asked.question, asked.text, *asked.details, *note.tags, *(card.deck for card in note.cards)):
                assert is_inert(text), text
    return collection


def is_inert(text: str) -> bool:
    return not any(
        (unicodedata.category(sign) in {"Cc", "Cs"} and sign not in "\n\t")
        or unicodedata.bidirectional(sign) in {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
        for sign in text
    )  # fmt: skip


def refused(path: Path) -> str:
    """Return the one sentence by which a package is refused; nothing of it stays behind."""
    own = path.parent / "temporary"
    own.mkdir(exist_ok=True)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(tempfile, "tempdir", str(own))
        with pytest.raises(BadInput) as caught:
            read(path)
    assert list(own.iterdir()) == []
    sentence = str(caught.value)
    assert sentence.startswith(str(path))
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return sentence


def test_a_sound_package_is_read(tmp_path: Path) -> None:
    collection = read(packages.sound(tmp_path))
    assert [len(note.cards) for note in collection.notes] == [1, 1, 1]
    assert collection.unread == 0


@pytest.mark.parametrize("content", [b"", b"PK", b"no zip at all", b"PK\x05\x06" + bytes(18), b"SQLite format 3\0"])
def test_what_is_no_package_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "no.apkg"
    path.write_bytes(content)
    refused(path)


@pytest.mark.parametrize("cut", range(20))
def test_a_package_that_breaks_off_is_refused(tmp_path: Path, cut: int) -> None:
    path = packages.sound(tmp_path)
    raw = path.read_bytes()
    path.write_bytes(raw[: len(raw) * cut // 20])
    refused(path)


@pytest.mark.parametrize("cut", range(1, 20))
def test_a_collection_that_breaks_off_is_refused(tmp_path: Path, cut: int) -> None:
    whole = packages.collection_of(packages.sound(tmp_path))
    refused(packages.packed(tmp_path / "cut.apkg", whole[: len(whole) * cut // 20]))


def test_flipped_bits_are_refused_or_harmless(tmp_path: Path) -> None:
    whole = packages.collection_of(packages.sound(tmp_path))
    outcomes = set()
    for at in range(0, len(whole), 1 + len(whole) // 60):
        flipped = bytearray(whole)
        flipped[at] ^= 1 << at % 8
        try:
            read(packages.packed(tmp_path / "flipped.apkg", bytes(flipped)))
            outcomes.add("read")
        except BadInput:
            outcomes.add("refused")
    assert outcomes == {"read", "refused"}


def test_names_that_climb_out_of_a_folder_are_never_opened(tmp_path: Path) -> None:
    others = ("../../escaped", "/etc/escaped", "C:\\escaped", "media")
    path = packages.packed(tmp_path / "up.apkg", packages.collection_of(packages.sound(tmp_path)), others=others)
    assert len(read(path).notes) == 3
    assert not list(tmp_path.parent.glob("escaped"))
    assert "no collection" in refused(packages.packed(tmp_path / "in.apkg", b"x", "../collection.anki2"))


def test_a_bomb_of_zeros_is_refused_before_it_unpacks(tmp_path: Path) -> None:
    bomb = packages.packed(tmp_path / "bomb.apkg", bytes(80 * 1024**2))
    assert "unpack" in refused(bomb)


@pytest.mark.parametrize("claimed", [0, 1, 1_000_000_000, 0xFFFFFFFE])
def test_a_size_that_is_a_lie_helps_nobody(tmp_path: Path, claimed: int) -> None:
    path = packages.sound(tmp_path)
    path.write_bytes(packages.lying(path, claimed))
    refused(path)


@pytest.mark.parametrize("content", [b"", b"\x28\xb5\x2f\xfd", b"not zstd", zstandard.compress(b"no database")])
def test_a_latest_package_without_a_collection_is_refused(tmp_path: Path, content: bytes) -> None:
    refused(packages.packed(tmp_path / "latest.apkg", content, "collection.anki21b"))


def test_a_zstd_bomb_is_refused_while_it_unpacks(tmp_path: Path) -> None:
    bomb = zstandard.ZstdCompressor().compressobj()
    content = b"".join([*(bomb.compress(bytes(1024**2)) for _ in range(80)), bomb.flush()])
    assert "unpack" in refused(packages.packed(tmp_path / "bomb.apkg", content, "collection.anki21b"))


def test_a_window_of_gigabytes_is_refused(tmp_path: Path) -> None:
    parameters = zstandard.ZstdCompressionParameters(window_log=30, enable_ldm=True)
    content = zstandard.ZstdCompressor(compression_params=parameters).compressobj()
    raw = content.compress(bytes(1000)) + content.flush()
    refused(packages.packed(tmp_path / "window.apkg", raw, "collection.anki21b"))


@pytest.mark.parametrize(
    "sql",
    [
        "CREATE TRIGGER evil AFTER INSERT ON notes BEGIN DELETE FROM cards; END",
        "ALTER TABLE notes RENAME TO n; CREATE VIEW notes AS SELECT * FROM n",
        "CREATE VIRTUAL TABLE evil USING fts5(x)",
        "ALTER TABLE notes RENAME TO n; CREATE VIRTUAL TABLE notes USING fts5(id, guid, mid, mod, tags, flds)",
        "ALTER TABLE notes ADD COLUMN evil AS (hex(zeroblob(1000000)))",
    ],
)
def test_a_database_that_would_act_is_refused(tmp_path: Path, sql: str) -> None:
    assert "act by itself" in refused(packages.changed(tmp_path, sql))


@pytest.mark.parametrize("table", ["notes", "cards", "revlog", "col"])
def test_a_database_without_a_table_is_refused(tmp_path: Path, table: str) -> None:
    refused(packages.changed(tmp_path, f"DROP TABLE {table}"))


@pytest.mark.parametrize("column", ["models", "decks", "dconf", "conf"])
@pytest.mark.parametrize(
    "text",
    ["", "[", "null", "[]", '{"1": 1}', "1e999", "[" * 100_000, '{"1":' * 50_000, '"' + "x" * 9_000_000 + '"'],
    ids=["empty", "open", "null", "list", "number", "infinite", "deep", "deeper", "huge"],
)
def test_json_that_makes_no_sense_is_refused_or_says_nothing(tmp_path: Path, column: str, text: str) -> None:
    path = packages.with_json(tmp_path, column, text)
    try:
        read(path)
    except BadInput:
        refused(path)


@pytest.mark.parametrize(
    "text",
    [
        "{{c1::" * 1_700_000,
        "{{c1::a}}" * 1_000_000,
        "{{c" + "1" * 100_000 + "::a}}",
        "<div>" * 200_000,
        "<ul><li>" * 200_000,
        "<b><i>" * 200_000,
        "<a href='" * 200_000,
        "&#" + "9" * 100_000 + ";",
        "\\(" * 500_000,
        "日" * 1_000_000,
        " \n" * 1_000_000,
        "\x00\x1b[31m\x9b\u202e\u2066&#27;&#x202e;&#x9b;&#x2067;text\r\n\x02\x03\x04\x05\x06",
        "[sound:\x1b]0;title\x07.mp3]<img src='a\nb&#x202e;.png' alt='\x1b'>",
    ],
    ids=[
        "cloze",
        "clozes",
        "digits",
        "div",
        "lists",
        "bold",
        "links",
        "charref",
        "math",
        "cjk",
        "blank",
        "esc",
        "names",
    ],
)
def test_a_field_is_only_text_however_long_or_strange(tmp_path: Path, text: str) -> None:
    read(packages.with_field(tmp_path, text))


@pytest.mark.parametrize(
    "template",
    [
        "{{#Front}}" * 100_000,
        "{{#Front}}" * 5_000 + "{{Front}}" + "{{/Front}}" * 5_000,
        "{{^Back}}{{#Back}}" * 100_000,
        "{{" * 500_000,
        "{{Front}}" * 200_000,
        "{{cloze:furigana:type:Front}}" * 100_000,
        "{{#Front}}{{/Back}}{{/Front}}{{Front",
        "<!--" * 200_000,
        "<script" * 200_000,
        "{{FrontSide}}{{FrontSide}}",
        "{{#\x1b[2J}}{{\u202e}}",
    ],
    ids=range(11),
)
def test_a_template_ends_however_deep_or_crooked(tmp_path: Path, template: str) -> None:
    read(packages.with_template(tmp_path, template))


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE cards SET due = 9223372036854775807, type = 2, queue = 2",
        "UPDATE cards SET due = -9223372036854775808, type = 1, queue = 1",
        "UPDATE cards SET ivl = 9223372036854775807, reps = -5, lapses = 1e300, left = -1, type = 2",
        "UPDATE cards SET ord = -3",
        "UPDATE cards SET ord = 99999",
        "UPDATE cards SET did = 0, odid = -1, flags = 255, factor = -1",
        'UPDATE cards SET data = \'{"s":1e999,"d":-1,"lrt":1e99}\', type = 2',
        'UPDATE cards SET data = \'{"s":"x","d":[],"lrt":{}}\', type = 2',
        "UPDATE notes SET mod = 9223372036854775807, tags = char(27) || '[31m' || char(10) || 'b'",
        "UPDATE notes SET mod = -1, guid = x'00ff'",
        "UPDATE notes SET flds = x'ff00fe'",
        "INSERT INTO revlog SELECT 9223372036854775807, id, -1, 3, 1, 1, 1, 1, 1 FROM cards LIMIT 1",
        "INSERT INTO revlog SELECT 1, id, -1, 3, 1 << 62, -1 << 62, 1e300, -1, 0 FROM cards LIMIT 1",
        "UPDATE col SET crt = 0",
        "DELETE FROM notes",
        "DELETE FROM cards",
    ],
)
def test_numbers_without_sense_are_put_into_bounds(tmp_path: Path, sql: str) -> None:
    collection = read(packages.changed(tmp_path, sql))
    for note in collection.notes:
        for card in note.cards:
            assert card.due_day is None or 0 <= card.due_day < 200_000
            assert card.due_at is None or 0 <= card.due_at < 5_000_000_000_000
            assert 0 <= card.ivl <= 100_000
            assert 0 <= card.flag <= 7
            assert all(0 < row.id < 5_000_000_000_000 for row in card.log)


@pytest.mark.parametrize("value", ["text", b"\0", 1.5, -(2**63)])
@pytest.mark.parametrize("column", ["crt", "ver"])
def test_a_collection_of_other_types_is_refused_or_harmless(tmp_path: Path, column: str, value: object) -> None:
    path = packages.with_json(tmp_path, column, value)
    try:
        read(path)
    except BadInput:
        refused(path)


def test_a_deck_named_in_lines_and_commands_has_a_plain_name(tmp_path: Path) -> None:
    def name(db: sqlite3.Connection) -> None:
        decks = json.loads(db.execute("SELECT decks FROM col").fetchone()[0])
        for deck in decks.values():
            deck["name"] = "a\n\x1b[31mb\u202ec" + "::x" * 500
        db.execute("UPDATE col SET decks = ?", (json.dumps(decks),))

    decks = {card.deck for note in read(packages.changed(tmp_path, name)).notes for card in note.cards}
    (deck,) = decks
    assert deck.startswith("a [31mbc::x::x")
    assert deck.count("::") < 20


def test_a_note_of_a_ten_thousand_cards_has_as_many_as_anki_makes(tmp_path: Path) -> None:
    def many(db: sqlite3.Connection) -> None:
        (first,) = db.execute("SELECT min(id) FROM cards").fetchone()
        rest = "nid, did, mod, usn, type, queue, due, ivl, factor, reps, lapses, left, odue, odid, flags, data"
        db.execute(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000) "  # noqa: S608
            f"INSERT INTO cards (id, ord, {rest}) SELECT 10 + i, i, {rest} FROM n, cards WHERE cards.id = ?",
            (first,),
        )

    collection = read(packages.changed(tmp_path, many))
    assert sum(len(note.cards) for note in collection.notes) == 3
    assert collection.unread == 10_000


@pytest.mark.parametrize("build", [lambda path: path.mkdir(), lambda _path: None])
def test_what_cannot_be_opened_is_refused(tmp_path: Path, build: Callable[[Path], object]) -> None:
    path = tmp_path / "none.apkg"
    build(path)
    assert "cannot be read" in refused(path)


def test_a_package_with_a_password_is_refused(tmp_path: Path) -> None:
    path = packages.sound(tmp_path)
    raw = bytearray(path.read_bytes())
    info = zipfile.ZipFile(path).getinfo("collection.anki2")
    raw[info.header_offset + 6] |= 1
    at = raw.rfind(b"collection.anki2") - 46
    raw[at + 8] |= 1
    path.write_bytes(bytes(raw))
    assert "password" in refused(path)
