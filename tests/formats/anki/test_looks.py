"""How cards look in Anki: rendered by Anki's own renderer, held as text, and shown by a browser of the machine's."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from flashcards.formats.anki.write import write_package
from tests.formats.anki.builders import NOW
from tests.formats.anki.showcase import KINDS, PLANS
from tests.formats.report.browser import NEEDS_CHROMIUM, Page, browser

if TYPE_CHECKING:
    from anki.collection import Collection
    from anki.import_export_pb2 import ImportResponse

    Import = Callable[[Path], ImportResponse.Log]

pytestmark = pytest.mark.anki

TEXTS = Path(__file__).with_name("looks.html")
PICTURES = Path(__file__).parents[3] / ".artifacts" / "anki"
LONG = "Donaudampfschifffahrtsgesellschaftskapitän" * 4

Sides = dict[str, tuple[str, str]]


def in_a_browser(test: Callable[..., None]) -> Callable[..., None]:
    """Mark a test that needs the machine's browser."""
    for mark in NEEDS_CHROMIUM:
        test = mark(test)
    return test


@pytest.fixture
def sides(collection: "Collection", anki_import: "Import", tmp_path: Path) -> Sides:
    """Return question and answer of a card of each kind, as Anki renders them, by the kind."""
    found = {}
    for kind, (note, card) in KINDS.items():
        write_package(tmp_path / "a.apkg", [(note, [card])], now=NOW, zone="UTC", progress=PLANS)
        log = anki_import(tmp_path / "a.apkg")
        (card_id,) = collection.get_note(log.new[0].id.nid).card_ids()
        rendered = collection.get_card(card_id)
        found[kind] = (rendered.question(), rendered.answer())
    return found


def drawn(sides: Sides) -> str:
    """Return the sides as lines of HTML without the styles."""
    parts = []
    for kind, both in sides.items():
        for side, markup in zip(("front", "back"), both, strict=True):
            shown = re.sub(r"(?s)<style>.*?</style>", "", markup).strip()
            parts.append(f"<!-- {kind}, {side} -->\n{re.sub(r'(?<=>)(?=<(?:div|ul|ol|li|hr))', chr(10), shown)}\n")
    return "\n".join(parts)


def page(sides: Sides, *, dark: bool, mobile: bool) -> str:
    """Return a page with every side as Anki's own pages show it: its classes, its margins, its colours."""
    night = "nightMode night_mode" if dark else ""
    paper = "background: #2c2c2c; color: #fcfcfc" if dark else "background: #f5f5f5; color: #020202"
    faces = "".join(f'<section class="card card1 {night}">{side}</section>' for both in sides.values() for side in both)
    return (
        f'<!doctype html><html class="{"mobile" if mobile else ""}"><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">'
        f"<style>body {{ margin: 0; {paper} }} hr {{ background-color: #ccc; margin: 1em }}</style>{faces}</html>"
    )


def test_fronts_and_backs_are_as_they_were(sides: Sides, request: pytest.FixtureRequest) -> None:
    found = drawn(sides)
    if request.config.getoption("--snapshot-update"):
        TEXTS.write_text(found, encoding="utf-8")
    assert found == TEXTS.read_text(encoding="utf-8")


def test_nothing_in_a_card_links_or_runs(sides: Sides) -> None:
    for both in sides.values():
        for side in both:
            assert not re.search(r"<script|<a |<img|<link|href|src=|url\(|@import|javascript:| on\w+=", side)
            assert re.search(r'<div class="face [a-z]+-face"( lang="ko")?>', side)


@pytest.fixture(scope="module")
def tab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """Start a browser once."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with browser(tmp_path_factory.mktemp("profile")) as opened:
        yield opened


def top(tab: Page, selector: str) -> float:
    """Return how far below the list card's back begins what a selector finds."""
    back = "[...document.querySelectorAll('.back')].find(one => one.querySelector('ul > .gap'))"
    return float(tab.value(f"{back}.querySelector('{selector}').getBoundingClientRect().top"))


@in_a_browser
def test_cards_fit_a_phone_and_a_desk_by_day_and_by_night(sides: Sides, tab: Page, tmp_path: Path) -> None:
    file, inks = tmp_path / "cards.html", set()
    for width in (360, 1000):
        for dark in (False, True):
            file.write_text(page(sides, dark=dark, mobile=width < 600), encoding="utf-8")
            tab.open(file, width=width, dark=dark)
            tab.picture(PICTURES / f"{width}-{'dark' if dark else 'light'}.png")
            inks.add(tab.value("getComputedStyle(document.querySelector('.answer')).color"))
            assert tab.value("document.scrollingElement.scrollWidth") <= width
            assert [one for one in tab.requests if not one.startswith("data:")] == [file.as_uri()]
    assert len(inks) == 2
    assert tab.faults == []


@in_a_browser
def test_on_the_back_of_a_list_the_answer_stands_in_the_gap(sides: Sides, tab: Page, tmp_path: Path) -> None:
    file = tmp_path / "cards.html"
    file.write_text(page(sides, dark=False, mobile=False), encoding="utf-8")
    tab.open(file, width=1000, dark=False)
    assert top(tab, "li") < top(tab, ".gap") == top(tab, ".answer") < top(tab, ".gap + li") < top(tab, ".details")
    assert tab.value("getComputedStyle(document.querySelector('.back .gap')).color") == "rgba(0, 0, 0, 0)"


@in_a_browser
def test_words_without_end_wrap(sides: Sides, tab: Page, tmp_path: Path) -> None:
    file = tmp_path / "cards.html"
    long = {kind: (front.replace("code", LONG), back) for kind, (front, back) in sides.items()}
    file.write_text(page(long, dark=False, mobile=True), encoding="utf-8")
    tab.open(file, width=360, dark=False)
    assert tab.value("document.body.innerText").count(LONG) >= 2
    assert tab.value("document.scrollingElement.scrollWidth") <= 360
