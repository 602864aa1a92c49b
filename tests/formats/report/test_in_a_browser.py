"""The page in a real browser: nothing runs off its side, nothing is asked for, and pictures are left to look at."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from flashcards.core.progress import Status
from flashcards.formats.report.html import page
from flashcards.formats.report.values import Mark, Part, Question, Report, Section
from tests.formats.report.browser import NEEDS_CHROMIUM, Page, browser
from tests.formats.report.builders import DAY, HOSTILE, full_of, part_of, report_of, source_of, tip_of

pytestmark = NEEDS_CHROMIUM

PICTURES = Path(__file__).parents[3] / ".artifacts" / "report"
LONG = "Donaudampfschifffahrtsgesellschaftskapitän" * 4
ACROSS = "document.scrollingElement.scrollWidth"


def calm() -> Report:
    """Return a report as one would have it."""
    marks = (
        Mark(DAY, "applied", "주간 회의에서 먼저 물어봤다"),
        Mark(DAY, "plan", "If a diff comes, then I run the tests"),
    )
    answered = "리뷰가 늦어지면 **언제 볼 수 있는지**부터 답을 남긴다"
    tips = (
        tip_of(1, answered, recall=0.93, facts=("applied 1",), applied=1, marks=marks),
        tip_of(2, "Read the tests before the code", Status.LAPSED, recall=0.71, slipping=True, facts=("leech",)),
        tip_of(3, "`git bisect` finds the commit", Status.NEW, why="not answered yet"),
        tip_of(4, "We review at one desk", Status.RETIRED, why="not for me: 원격으로 일한다"),
    )
    section = Section(("리뷰", "코드"), (Question("리뷰를 어떻게 시작하면 좋을까요?", tips),))
    source = source_of("코드 리뷰 이야기", speaker="김현우", date="2026-03-02", url="https://example.org/talk")
    weeks = tuple(
        (DAY - dt.timedelta(weeks=8 - at), learned) for at, learned in enumerate((0, 1, 3, 4, 4, 7, 9, 8, 11))
    )
    return report_of(Part(source, (section,)), part_of(*tips, source=source_of("A talk")), weeks=weeks)


@pytest.fixture(scope="module")
def tab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """Start a browser once."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with browser(tmp_path_factory.mktemp("profile")) as opened:
        yield opened


def test_it_fits_a_phone_and_a_desk_in_light_and_dark_and_asks_for_nothing(tab: Page, tmp_path: Path) -> None:
    file = tmp_path / "calm.html"
    file.write_text(page(calm()), encoding="utf-8")
    backgrounds = set()
    for width in (360, 1000):
        for dark in (False, True):
            tab.open(file, width=width, dark=dark)
            tab.picture(PICTURES / f"{width}-{'dark' if dark else 'light'}.png")
            backgrounds.add((dark, tab.value("getComputedStyle(document.body).backgroundColor")))
            assert tab.value(ACROSS) <= width
            assert tab.value("getComputedStyle(document.querySelector('.tip')).paddingTop") != "0px"
            assert tab.requests == [file.as_uri()]
    assert len(backgrounds) == 2
    assert tab.faults == []


def test_it_prints_in_black_on_white_and_keeps_a_tip_on_one_page(tab: Page, tmp_path: Path) -> None:
    file = tmp_path / "calm.html"
    file.write_text(page(calm()), encoding="utf-8")
    tab.open(file, width=1000, dark=True)
    tab.print(PICTURES / "page.pdf")
    tab.tell("Emulation.setEmulatedMedia", media="print")

    assert tab.value("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert tab.value("getComputedStyle(document.querySelector('.tip')).breakInside") == "avoid"
    assert (PICTURES / "page.pdf").read_bytes().startswith(b"%PDF")
    tab.tell("Emulation.setEmulatedMedia", media="")


def test_hostile_notes_run_nothing_and_wrap(tab: Page, tmp_path: Path) -> None:
    file = tmp_path / "hostile.html"
    file.write_text(page(full_of(" ".join((*HOSTILE, LONG, "가나다" * 60, f"\n```\n{LONG}")))), encoding="utf-8")
    tab.open(file, width=360, dark=False)

    assert tab.value(ACROSS) <= 360
    assert tab.value("document.querySelectorAll('script,img,iframe,form,main style').length") == 0
    assert tab.value("document.querySelector('h1').innerText.includes('<script>alert(1)</script>')")
    assert tab.requests == [file.as_uri()]
