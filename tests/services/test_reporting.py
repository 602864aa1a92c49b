"""A report says what the tracker says, of one source or all, on any day."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from flashcards.core.progress import Status
from flashcards.core.prompting import Kind
from flashcards.core.schedule import AGAIN, GOOD
from flashcards.core.studyday import date_of
from flashcards.errors import BadInput, NotFound
from flashcards.formats.report.values import Report, Tip, tally
from flashcards.services import editing, handling, prompting, reporting
from flashcards.services.explaining import explain
from tests.services.reviewed import forgetful
from tests.services.user import User

FIRST, LAST = "첫 문장을 소리 내어 연습하세요", "Show one IDEA on each"


def tips(report: Report) -> dict[str, Tip]:
    return {tip.text: tip for tip in report.tips}


def marks(report: Report, text: str) -> list[tuple[str, str, str]]:
    return [(str(mark.date), mark.kind, mark.text) for mark in tips(report)[text].marks]


def test_every_tip_stands_under_its_section_and_question(talk: User) -> None:
    talk.add(talk.write("book.md", "# Book\n\n## Reviews\n\n- How to begin?\n    - Read the tests first\n"))
    found = reporting.report(talk.desk)

    assert [part.source.title for part in found.parts] == ["발표 이야기", "Book"]
    (slides,) = [q for q in found.parts[0].sections[0].questions if q.text == "What about slides?"]
    assert [tip.text for tip in slides.tips] == ["Keep snake_case out of slides", LAST]
    assert [section.path for section in found.parts[1].sections] == [("Reviews",)]
    assert (found.title, found.day) == ("What I learned", date(2026, 3, 2))


def test_it_says_what_the_tracker_says(user: User) -> None:
    forgetful(user)
    user.now = max(answer.id for answer in user.store.log.answers())
    user.later(days=9)
    found, tracked = reporting.report(user.desk), user.tips_by_uid()

    assert {tip.uid: tip.status for tip in found.tips} == {uid: tip.status for uid, tip in tracked.items()}
    assert all(tip.why == explain(tracked[tip.uid], user.settings) for tip in found.tips)
    slipping = [tip for tip in tracked.values() if tip.retrievability is not None and tip.retrievability < 0.9]
    assert {tip.uid for tip in found.slipping} == {tip.point.uid for tip in slipping}
    assert 0 < len(slipping) < len(tracked)
    figures = tally(found.tips)
    assert figures.recalled == pytest.approx(sum(tip.retrievability or 0 for tip in tracked.values()))
    assert found.weeks[-1][1] == figures.by_status[Status.LEARNED] > 3
    assert [tip.recall for tip in found.slipping] == sorted(tip.recall or 0 for tip in found.slipping)


def test_the_reason_of_learned_is_said_in_words(talk: User) -> None:
    talk = talk.with_settings(schedule__fuzz=False)
    talk.recall_daily(FIRST, [GOOD, GOOD])

    tip = tips(reporting.report(talk.desk))[FIRST]
    assert tip.status is Status.LEARNED
    assert tip.why.startswith("S ")
    assert tip.why.endswith(" d, last 2 recalls passed")


def test_uses_plans_and_retirement_stand_below_a_tip_by_date(talk: User) -> None:
    point = talk.tip(FIRST).point
    prompting.reply(talk.desk, point, Kind.WRITTEN, "If it is the eve, then I will rehearse")
    prompting.reply(talk.desk, talk.tip(LAST).point, Kind.NOT_NOW)
    handling.apply(talk.later(days=2).desk, point, "첫 발표 전에")
    handling.apply(talk.desk, point, "at a stand-up", fits=False)
    talk.later(days=3).retire(FIRST, "이제 발표하지 않는다")
    found = reporting.report(talk.desk)

    assert marks(found, FIRST) == [
        ("2026-03-02", "plan", "If it is the eve, then I will rehearse"),
        ("2026-03-04", "applied", "첫 발표 전에"),
        ("2026-03-04", "tried, did not fit", "at a stand-up"),
        ("2026-03-07", "retired", ""),
    ]
    tip = tips(found)[FIRST]
    assert (tip.status, tip.why, tip.applied) == (Status.RETIRED, "not for me: 이제 발표하지 않는다", 1)
    assert (tip.facts, tip.recall, tip.slipping) == (("applied 1",), None, False)
    assert marks(found, LAST) == []


def test_a_past_day_shows_what_was_known_then(talk: User) -> None:
    before = talk.now
    talk.answer(FIRST, GOOD)
    then = reporting.report(talk.desk)
    talk.later(days=4).answer(FIRST, AGAIN)
    handling.apply(talk.desk, talk.tip(FIRST).point, "later")
    prompting.reply(talk.desk, talk.tip(FIRST).point, Kind.WRITTEN, "If later, then I will")
    handling.flag(talk.desk, [talk.card(LAST)], 1)
    talk.retire(LAST)
    assert reporting.report(talk.desk) != then

    talk.now = before
    assert reporting.report(talk.desk) == then


def test_what_was_learned_later_in_the_week_was_not_learned_before(talk: User) -> None:
    talk = talk.with_settings(schedule__fuzz=False)
    talk.later(days=4).recall_daily(FIRST, [GOOD, GOOD])
    weeks = reporting.report(talk.desk).weeks
    assert weeks[-1][1] == 1
    assert weeks[-1][0] < date_of(talk.desk.today)

    before = reporting.report(talk.later(days=-1).desk).weeks
    assert [*before] == [*weeks[:-1], (weeks[-1][0], 0)]


def test_a_report_of_one_source_counts_its_tips_alone(talk: User) -> None:
    talk.hand("Which tip? :: This one")
    talk.answer("This one", GOOD)
    found = reporting.report(talk.desk, "발표")

    assert (found.title, len(found.tips)) == ("발표 이야기", 4)
    assert tally(found.tips).begun == 0
    assert found.weeks == []
    with pytest.raises(NotFound, match="nowhere"):
        reporting.report(talk.desk, "nowhere")


def test_a_tip_of_two_sources_stands_in_both_and_counts_once(talk: User) -> None:
    own = "- How long?\n    - Ten minutes\n"
    talk.add(talk.write("slides.md", f"# Slides\n\n{own}- What about slides?\n    - {LAST}\n"))
    card = talk.card("Ten minutes")
    editing.edit(talk.desk, card, replace(editing.wording(talk.desk, card), question="How long is long?"))
    found = reporting.report(talk.desk)

    assert [sum(tip.text == LAST for tip in part.tips) for part in found.parts] == [1, 1]
    assert [tip.text for tip in found.parts[1].tips] == ["Ten minutes", LAST]
    assert len(found.tips) == 5
    assert tips(found)[LAST].also == ("Slides",)
    assert [part.source.title for part in reporting.report(talk.desk, "slides.md").parts] == ["Slides"]


def test_a_line_that_left_a_source_leaves_its_report(talk: User) -> None:
    both = f"# Slides\n\n- What about slides?\n    - Keep snake_case out of slides\n    - {LAST}\n"
    talk.add(talk.write("slides.md", both))
    talk.add(talk.write("slides.md", both.replace(f"    - {LAST}\n", "")))

    _home, slides = reporting.report(talk.desk).parts
    assert [tip.text for tip in slides.tips] == ["Keep snake_case out of slides"]


def test_nothing_is_reported_where_there_is_no_tip(user: User) -> None:
    with pytest.raises(NotFound, match="Nothing to report"):
        reporting.report(user.desk)


@pytest.mark.parametrize(("name", "begins"), [("a.html", b"<!doctype html>"), ("b.MD", b"<!-- flashcards report -->")])
def test_the_ending_of_the_name_says_what_is_written(talk: User, name: str, begins: bytes) -> None:
    heard: list[float] = []
    reporting.to_file(talk.desk, talk.folder / name, told=heard.append)

    assert (talk.folder / name).read_bytes().startswith(begins)
    assert FIRST in (talk.folder / name).read_text(encoding="utf-8")
    assert heard == sorted(heard)
    assert heard[-1] == 1


def test_another_ending_is_no_report(talk: User) -> None:
    with pytest.raises(BadInput, match=r"\.html or \.md"):
        reporting.to_file(talk.desk, Path("a.pdf"))
