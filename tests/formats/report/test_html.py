"""The page: what it says, and that no text in it can act."""

import datetime as dt
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.markup import unmarked
from flashcards.core.progress import Status
from flashcards.formats.report.html import HEAD, page
from flashcards.formats.report.text import clean, one_line
from flashcards.formats.report.values import Mark, Part, Question, Report, Section
from tests.formats.report.builders import DAY, HOSTILE, full_of, part_of, report_of, source_of, tip_of

OURS = {
    "html", "head", "meta", "title", "style", "body", "main", "header", "section", "footer", "h1", "h2", "h3", "h4",
    "p", "div", "dl", "dt", "dd", "small", "ul", "ol", "li", "span", "a", "bdi", "q", "time", "figure",
    "figcaption", "svg", "rect", "path", "polygon", "polyline",
}  # fmt: skip
OF_MARKDOWN = {"strong", "em", "s", "code", "pre", "br"}
INVISIBLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


class Read(HTMLParser):
    """The tags of a page with their attributes, and the text of each element."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, list[str]]] = []
        self.open: list[tuple[str, list[str]]] = []
        self.comments: list[str] = []
        self.feed(text)
        self.close()

    def of(self, kind: str) -> list[str]:
        """Return the texts of the elements of a kind, ``tag.class``."""
        return ["".join(texts) for found, texts in self.texts if found == kind]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: D102
        self.tags.append((tag, dict(attrs)))
        if tag not in {"meta", "br", "rect", "path", "polygon", "polyline"}:
            self.open.append((f"{tag}.{dict(attrs).get('class', '')}", []))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: D102
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:  # noqa: D102
        kind, texts = self.open.pop()
        assert kind.startswith(f"{tag}.")
        self.texts.append((kind, texts))

    def handle_data(self, data: str) -> None:  # noqa: D102
        for _kind, texts in self.open:
            texts.append(data)

    def handle_comment(self, data: str) -> None:  # noqa: D102
        self.comments.append(data)


def check_inert(read: Read) -> None:
    assert {tag for tag, _attributes in read.tags} <= OURS | OF_MARKDOWN
    for _tag, attributes in read.tags:
        assert not any(name.startswith("on") or name in {"style", "src", "srcset", "action"} for name in attributes)
        assert re.match(r"#source-\d+$|https?://", attributes.get("href") or "#source-1")
    assert read.comments == [" flashcards report "]
    assert read.open == []


def squeezed(text: str) -> str:
    return "".join(clean(text).split())


@given(st.one_of(st.text(max_size=60), st.lists(st.sampled_from(HOSTILE), max_size=3).map("".join)))
def test_any_text_stands_there_as_it_is_and_does_nothing(text: str) -> None:
    written = page(full_of(text))
    read = Read(written)

    check_inert(read)
    assert not INVISIBLE.search(written)
    written.encode()
    line = one_line(text)
    assert read.of("h1.") == [line]
    assert set(read.of("h2.")) == {"Sources", "Slipping", line}
    assert set(read.of("h3.")) == {one_line(f"{text} › {text}")}
    assert set(read.of("h4.")) <= {line}
    assert set(read.of("q.")) <= {line}
    assert {squeezed(one) for one in read.of("div.text")} == {squeezed(unmarked(clean(text)))}
    assert line in read.of("bdi.") or not line


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_notes_stay_text(text: str) -> None:
    check_inert(Read(page(full_of(text))))


def test_marks_of_cards_are_drawn_and_links_are_their_text() -> None:
    drawn = page(report_of(part_of(tip_of(1, "**bold** `code` [the talk](https://example.org)\n- one\n- two"))))

    assert "<strong>bold</strong> <code>code</code> the talk" in drawn
    assert "<li>one</li>" in drawn
    assert "example.org" not in drawn


@pytest.mark.parametrize(
    ("url", "linked"),
    [("https://a.example/?b=1&c=2", True), ("javascript:alert(1)", False), ("https:///", False), ("file:///", False)],
)
def test_the_address_of_a_source_is_a_link_only_into_the_web(url: str, linked: object) -> None:
    read = Read(page(report_of(part_of(tip_of(1, "a"), source=source_of(url=url)))))

    assert [attributes["href"] for tag, attributes in read.tags if tag == "a"] == ([url] if linked else [])
    assert url in read.of("bdi.")


def test_it_loads_nothing_and_says_so() -> None:
    read = Read(page(report_of(part_of(tip_of(1, "a")))))
    policy = next(a["content"] for tag, a in read.tags if tag == "meta" and "http-equiv" in a) or ""

    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    (sheet,) = read.of("style.")
    assert "url(" not in sheet
    assert "@import" not in sheet
    assert "prefers-color-scheme:dark" in sheet
    assert "@media print" in sheet


def test_korean_is_marked_as_korean_and_other_text_as_its_source_says() -> None:
    tips = (tip_of(1, "답을 먼저 남긴다"), tip_of(2, "Lire les tests"))
    read = Read(page(report_of(part_of(*tips, source=source_of(lang="fr")))))

    assert [a.get("lang") for tag, a in read.tags if a.get("class") == "text"] == ["ko", "fr"]


def test_a_tip_says_its_status_the_reason_its_facts_and_what_was_noted() -> None:
    tip = tip_of(
        7, "Read the tests", why="S 24.1 d, last 2 recalls passed", facts=("applied 1", "leech"), recall=0.899,
        slipping=True, marks=(Mark(DAY, "applied", "At work"), Mark(DAY, "plan", "If a diff comes, then I run it")),
    )  # fmt: skip
    read = Read(page(report_of(part_of(tip))))

    assert read.of("p.status learned") == ["learned applied 1, leech"]
    assert read.of("p.why") == ["#7 · S 24.1 d, last 2 recalls passed · recall 89%, slipping"]
    assert [text for text in read.of("li.") if "2026" in text] == [
        "2026-11-23 applied At work",
        "2026-11-23 plan If a diff comes, then I run it",
    ]


def test_the_figures_count_each_tip_once() -> None:
    tip = tip_of(1, "a", recall=0.9, applied=1)
    others = tip_of(2, "b", Status.NEW), tip_of(3, "c", Status.RETIRED)
    read = Read(page(report_of(part_of(tip, *others), part_of(tip, source=source_of("Another")))))

    assert read.of("dd.") == ["1 / 2", "1 / 3", "1 / 1", "3"]
    assert read.of("li.learned")[0] == "1 learned"
    labels = [a["aria-label"] for tag, a in read.tags if tag == "svg"]
    assert labels[:2] == ["1 learned, 1 new, 1 retired", "1 of 3 applied"]
    assert read.of("span.") == ["A talk", "1 of 2 learned", "Another", "1 of 1 learned"]


def widths(written: str) -> list[tuple[str | None, float, float]]:
    rects = [a for tag, a in Read(written).tags if tag == "rect"]
    return [(a["class"], float(a["x"] or 0), float(a["width"] or 0)) for a in rects]


def test_a_bar_is_as_long_as_its_parts() -> None:
    tips = [tip_of(n, "a", Status.LEARNED if n < 3 else Status.NEW, applied=int(n < 1)) for n in range(4)]

    assert widths(page(report_of(part_of(*tips)))) == [("learned", 0, 75), ("new", 75, 25), ("applied", 0, 25)]


def test_a_title_that_stands_in_for_a_question_is_not_said_twice() -> None:
    tips = (tip_of(1, "a"),)
    section = Section(("Advice",), (Question("Advice", tips, asked=False), Question("Really?", tips)))
    read = Read(page(report_of(Part(source_of(), (section,)))))

    assert (read.of("h3."), read.of("h4.")) == (["Advice"], ["Really?"])


def test_weeks_are_drawn_from_the_first_to_today() -> None:
    weeks = tuple((DAY - dt.timedelta(days=7 * back), 4 - back) for back in (4, 3, 2, 1, 0))
    read = Read(page(report_of(part_of(tip_of(1, "a")), weeks=weeks)))

    (line,) = (a["points"] for tag, a in read.tags if tag == "polyline")
    assert line == "0.00,100.00 25.00,75.00 50.00,50.00 75.00,25.00 100.00,0.00"
    assert read.of("div.ticks") == ["420"]
    assert read.of("div.dates") == ["2026-10-262026-11-092026-11-23"]


@pytest.mark.parametrize(
    ("most", "ticks"), [(0, "210"), (9, "1050"), (10, "1050"), (11, "1260"), (63, "80400"), (999, "10005000")]
)  # fmt: skip
def test_the_axis_has_round_numbers(most: int, ticks: str) -> None:
    weeks = ((DAY - dt.timedelta(days=7), 0), (DAY, most))

    assert Read(page(report_of(part_of(tip_of(1, "a")), weeks=weeks))).of("div.ticks") == [ticks]


def test_one_week_is_no_line() -> None:
    assert "<polyline" not in page(report_of(part_of(tip_of(1, "a")), weeks=((DAY, 1),)))


def test_what_slips_is_named_the_weakest_first_and_the_rest_counted() -> None:
    tips = [tip_of(n, f"tip {n}", recall=0.5 + n / 100, slipping=n > 0) for n in range(20)]
    read = Read(page(report_of(part_of(*tips))))

    assert read.of("div.text")[:12] == [f"tip {n}" for n in range(1, 13)]
    assert "and 7 more" in read.of("p.dim")


def test_an_empty_report_is_a_page() -> None:
    written = page(Report(title="x", day=DAY, rule="", streak=0, parts=()))

    check_inert(Read(written))
    assert written.startswith(HEAD)
