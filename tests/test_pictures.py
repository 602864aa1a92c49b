"""The pictures of the pages: each is shown, loads nothing, and keeps wide letters on their cells."""

import re
from pathlib import Path

import pytest

from flashcards.tui.actions import TABLES
from flashcards.tui.keynames import shown_key

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs" / "pictures"
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
SCREENS = (ROOT / "docs" / "screens.md").read_text(encoding="utf-8")
SECTIONS = re.split(r"^## ", SCREENS, flags=re.MULTILINE)[1:]
SCOPES = {"add", "browse", "card", "decks", "done", "help", "plan", "review", "settings", "stats", "tips", "today"}
"""The sections that are named as the table of their keys."""
DRAWN = sorted(PICTURES.glob("*.svg"))
SCREENSHOTS = [path for path in DRAWN if not path.name.startswith("year-")]
_TEXT = re.compile(r'<text class="r\d+( w)?" x="[\d.]+" y="[\d.]+" textLength="([\d.]+)"[^>]*>([^<]+)<')


def shown(page: Path) -> set[Path]:
    names = re.findall(r"(?:\]\(|src=\")([^)\"]+\.svg)", page.read_text(encoding="utf-8"))
    return {(page.parent / name).resolve() for name in names}


def test_every_picture_is_on_a_page_and_every_page_has_its_pictures() -> None:
    assert set().union(*map(shown, PAGES)) == set(DRAWN)


@pytest.mark.parametrize("path", DRAWN, ids=lambda path: path.stem)
def test_a_picture_loads_nothing_and_is_small(path: Path) -> None:
    svg = path.read_text(encoding="utf-8")
    assert "@font-face" not in svg
    assert set(re.findall(r"https?://[\w./]+", svg)) <= {"http://www.w3.org/2000/svg"}
    assert len(svg.encode()) < 20_000


@pytest.mark.parametrize("path", SCREENSHOTS, ids=lambda path: path.stem)
def test_hangul_is_twice_as_wide_as_latin_in_a_picture(path: Path) -> None:
    pieces = _TEXT.findall(path.read_text(encoding="utf-8"))
    assert pieces
    for wide, length, text in pieces:
        letters = len(re.sub(r"&\w+;", "&", text))
        width = 24.4 * letters - 2.4 if wide else 12.2 * letters  # wide letters are 22 wide, with gaps between them
        assert float(length) == pytest.approx(width, abs=0.06)
        assert bool(wide) == bool(re.search("[ㄱ-ㅣ가-힣🔎]", text))


@pytest.mark.parametrize(
    "section", re.split(r"^## ", SCREENS, flags=re.MULTILINE)[1:], ids=lambda text: text.split()[0]
)
def test_the_keys_of_a_screen_are_those_that_the_page_names(section: str) -> None:
    name, _line, text = section.partition("\n")
    keys = re.search(r"Keys: (.+?)[.;]$", text, re.MULTILINE | re.DOTALL)
    if name.lower() not in SCOPES:
        assert keys is None
        return
    assert keys is not None
    named = re.findall(r"`([^`]+)` ([^,;]+)", keys[1].replace("\n", " "))
    actions = TABLES[name.lower()]
    assert set(named) <= {(shown_key(key), action.label) for action in actions for key in action.keys}
