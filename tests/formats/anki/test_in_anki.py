"""What the real Anki makes of our packages."""

import html
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from flashcards.core.note import Card, Note, Reason, Role
from flashcards.formats.anki.write import write_package
from tests.formats.anki.builders import ADDED, NOW, asks, card_of, note_of

if TYPE_CHECKING:
    from anki.collection import Collection
    from anki.import_export_pb2 import ImportResponse

    Import = Callable[[Path], ImportResponse.Log]

pytestmark = pytest.mark.anki

HELPS = note_of("회의를 줄이려면?", "안건을 먼저 쓴다", "`cron`으로 묻는다", "**답:** 문서 < 대화")
STEPS = note_of("In what order?", "Read", "Run", "Comment", ordered=True)
GAPS = note_of("Which tools?", "Use {{c1::git bisect::a search}} before {{c2::f{x}}}, {{c1::always}}")
MANY = note_of("What did they say?", *(f"say number {i}" for i in range(9)))


def export(path: Path, *cards: tuple[Note, list[Card]]) -> Path:
    write_package(path, cards, now=NOW, zone="UTC")
    return path


def seen(markup: str) -> list[str]:
    """Return the lines that a reader sees."""
    shown = re.sub(r"(?s)<style>.*?</style>", "", markup)
    broken = re.sub(r"</(div|li|p)>|<br>|<hr[^>]*>", "\n", shown)
    text = html.unescape(re.sub(r"<[^>]+>", "", broken))
    return [line.strip() for line in text.splitlines() if line.strip()]


def by_guid(collection: "Collection") -> "dict[str, list[int]]":
    """Return the cards of each guid, in the order of their templates."""
    found: dict[str, list[int]] = {}
    query = "SELECT guid, cards.id FROM notes JOIN cards ON nid = notes.id ORDER BY guid, ord"
    for guid, card in collection.db.all(query):
        found.setdefault(guid, []).append(card)
    return found


def test_every_card_arrives_as_a_new_one_in_order(
    collection: "Collection", anki_import: "Import", tmp_path: Path
) -> None:
    log = anki_import(export(tmp_path / "a.apkg", asks(HELPS), asks(STEPS), asks(MANY)))
    assert (len(log.new), len(log.conflicting), len(log.duplicate)) == (15, 0, 0)
    rows = collection.db.all("SELECT type, queue, due FROM cards ORDER BY id")
    assert rows == [[0, 0, position] for position in range(1, 16)]
    assert collection.decks.name(collection.get_card(ADDED).did) == "멘토링::리뷰"


def test_a_list_card_shows_the_others_and_its_gap(
    collection: "Collection", anki_import: "Import", tmp_path: Path
) -> None:
    anki_import(export(tmp_path / "a.apkg", asks(HELPS)))
    card = collection.get_card(by_guid(collection)["회의를 줄이려면?-1/ask"][0])
    front = ["회의를 줄이려면?", "2 / 3", "안건을 먼저 쓴다", "[…]", "답: 문서 < 대화", "코드 리뷰 이야기 › Kim › Q&A"]
    assert seen(card.question()) == front
    assert seen(card.answer()) == [
        *front,
        "cron으로 묻는다",
        "코드 리뷰 이야기 · Kim · 2026-11-01 · Q&A",
        "https://example.org/talk?a=1&b=2",
    ]


def test_an_ordered_list_does_not_give_later_steps_away(
    collection: "Collection", anki_import: "Import", tmp_path: Path
) -> None:
    anki_import(export(tmp_path / "a.apkg", asks(STEPS)))
    card = collection.get_card(by_guid(collection)["In what order?-1/ask"][0])
    assert seen(card.question())[:5] == ["In what order?", "2 / 3", "Read", "[…]", "…"]
    assert "Comment" not in card.question()


def test_cloze_cards_hide_their_own_number(collection: "Collection", anki_import: "Import", tmp_path: Path) -> None:
    point = GAPS.points[0]
    anki_import(export(tmp_path / "a.apkg", (GAPS, [card_of(point, Role.CLOZE, n) for n in (1, 2)])))
    first, second = (collection.get_card(card) for card in by_guid(collection)[point.uid])
    assert seen(first.question())[0] == "Use [a search] before f{x}, [...]"
    assert seen(second.question())[0] == "Use git bisect before [...], always"
    assert seen(first.answer())[0] == "Use git bisect before f{x}, always"


def test_reversed_and_why_are_notes_of_their_own(
    collection: "Collection", anki_import: "Import", tmp_path: Path
) -> None:
    note = note_of("What keeps a review short?", "A small change")
    point = replace(note.points[0], details=("attention fades",), why=Reason("attention fades"))
    roles = (Role.ASK, Role.REVERSED, Role.WHY)
    anki_import(export(tmp_path / "a.apkg", (replace(note, points=(point,)), [card_of(point, role) for role in roles])))
    cards = by_guid(collection)
    ask, back, why = (collection.get_card(cards[f"{point.uid}/{role}"][0]) for role in roles)
    assert seen(ask.answer())[2:4] == ["A small change", "attention fades"]
    assert seen(back.question())[0] == "A small change"
    assert seen(back.answer())[2] == "What keeps a review short?"
    assert seen(why.question())[:2] == ["A small change", "Why?"]
    assert seen(why.answer())[3] == "attention fades"


def test_flags_suspension_and_retirement_arrive(
    collection: "Collection", anki_import: "Import", tmp_path: Path
) -> None:
    note = note_of("What?", "one", "two", "three")
    points = (note.points[0], note.points[1], replace(note.points[2], retired_why="not for me", tags=("my tag",)))
    cards = [
        replace(card_of(points[0]), flag=3),
        replace(card_of(points[1]), suspended=True),
        card_of(points[2]),
    ]
    anki_import(export(tmp_path / "a.apkg", (replace(note, points=points), cards)))
    rows = collection.db.all(
        "SELECT queue, cards.flags, trim(notes.tags) FROM cards JOIN notes ON nid = notes.id ORDER BY due"
    )
    assert rows == [[0, 3, ""], [-1, 0, ""], [-1, 0, "my_tag retired"]]


def test_importing_again_changes_nothing(collection: "Collection", anki_import: "Import", tmp_path: Path) -> None:
    package = export(tmp_path / "a.apkg", asks(HELPS), (GAPS, [card_of(GAPS.points[0], Role.CLOZE, n) for n in (1, 2)]))
    anki_import(package)
    before = collection.db.all("SELECT * FROM notes ORDER BY id"), collection.db.all("SELECT * FROM cards ORDER BY id")
    log = anki_import(package)
    assert (len(log.new), len(log.updated), len(log.conflicting)) == (0, 0, 0)
    assert len(log.duplicate) == 4
    assert before == (
        collection.db.all("SELECT * FROM notes ORDER BY id"),
        collection.db.all("SELECT * FROM cards ORDER BY id"),
    )


def test_a_reworded_tip_is_updated_in_place(collection: "Collection", anki_import: "Import", tmp_path: Path) -> None:
    anki_import(export(tmp_path / "a.apkg", asks(note_of("What helps?", "sleep"))))
    later = note_of("What helps?", "sleep, and **walks**", changed=ADDED + 5000)
    log = anki_import(export(tmp_path / "b.apkg", asks(later)))
    assert (len(log.new), len(log.updated), len(log.conflicting)) == (0, 1, 0)
    assert (collection.note_count(), collection.card_count()) == (1, 1)
    (card,) = by_guid(collection)["What helps?-0/ask"]
    assert "sleep, and walks" in seen(collection.get_card(card).answer())


def test_an_edit_made_in_anki_outlives_an_unchanged_export(
    collection: "Collection", anki_import: "Import", tmp_path: Path
) -> None:
    package = export(tmp_path / "a.apkg", asks(note_of("What helps?", "sleep")))
    anki_import(package)
    note = collection.get_note(ADDED)
    note["Back"] = "my own words"
    collection.update_note(note)
    anki_import(package)
    assert collection.get_note(ADDED)["Back"] == "my own words"


def test_a_note_that_grows_keeps_its_cards(collection: "Collection", anki_import: "Import", tmp_path: Path) -> None:
    anki_import(export(tmp_path / "a.apkg", asks(note_of("What helps?", "sleep"))))
    grown = note_of("What helps?", "sleep", "walks", changed=ADDED + 5000)
    log = anki_import(export(tmp_path / "b.apkg", asks(grown)))
    assert (len(log.new), len(log.updated)) == (1, 1)
    (card,) = by_guid(collection)["What helps?-0/ask"]
    assert seen(collection.get_card(card).question())[:4] == ["What helps?", "1 / 2", "[…]", "walks"]


def test_the_note_types_stay_as_they_are(collection: "Collection", anki_import: "Import", tmp_path: Path) -> None:
    cloze = (GAPS, [card_of(GAPS.points[0], Role.CLOZE, n) for n in (1, 2)])
    anki_import(export(tmp_path / "a.apkg", asks(HELPS), cloze))
    for name, number in (("flashcards Basic", 1_740_219_583_061), ("flashcards Cloze", 1_740_219_583_188)):
        kind = collection.models.by_name(name)
        assert kind["id"] == number
        assert [field["name"] for field in kind["flds"]] == ["Front", "Back", "Source", "Extra", "Uid"]
        assert not any("Uid" in template["qfmt"] + template["afmt"] for template in kind["tmpls"])
        assert not re.search(r"<script|href|url\(|@import", kind["css"] + kind["tmpls"][0]["afmt"])


def test_hostile_text_is_shown_as_text(collection: "Collection", anki_import: "Import", tmp_path: Path) -> None:
    text = "<img src=x onerror=alert(1)> {{Front}} [sound:a.mp3] \x1f</div>"
    anki_import(export(tmp_path / "a.apkg", asks(note_of("Is <b> safe?", text))))
    card = collection.get_card(ADDED)
    assert seen(card.question())[0] == "Is <b> safe?"
    assert "<img src=x onerror=alert(1)> {{Front}} [sound:a.mp3] </div>" in seen(card.answer())
    assert not card.answer_av_tags()
