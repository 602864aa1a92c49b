"""The JSON that others may rely on: additions are fine, changes are a major version. See docs/cli.md."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from flashcards.core.note import Card, Entry
    from flashcards.core.prompting import Reply
    from flashcards.core.review import Answer
    from flashcards.core.schedule import Outcome
    from flashcards.reading.proposal import ProposedPoint, ProposedQuestion
    from flashcards.services.adding import Planned
    from flashcards.services.browsing import DeckCount, History, SourceCount
    from flashcards.services.desk import Desk
    from flashcards.services.prompting import Prompt
    from flashcards.services.queueing import Due
    from flashcards.services.reviewing import Answered, Shown
    from flashcards.services.tracking import Tip

Shape = dict[str, Any]

_MARKS = frozenset("*_`~[]\\<&!")


def instant(desk: "Desk", at: int | None) -> str | None:
    """Return an instant (ms) in ISO 8601, in the zone that study days are counted in."""
    from flashcards.core.studyday import local_time

    return None if at is None else local_time(at, desk.settings.zone).isoformat(timespec="seconds")


def due(desk: "Desk", counts: "Due") -> Shape:
    """Return the counts of `due`."""
    from flashcards.core.studyday import date_of

    return {
        "now": instant(desk, counts.now),
        "study_day": date_of(counts.study_day).isoformat(),
        "new": counts.new,
        "learning": counts.learning,
        "review": counts.review,
        "total": counts.total,
        "minutes": counts.minutes,
        "overdue": counts.overdue,
        "decks": [
            {"name": deck.name, "new": deck.new, "learning": deck.learning, "review": deck.review}
            for deck in counts.decks
        ],
    }


def shown(desk: "Desk", one: "Shown") -> Shape:
    """Return a card that is ready to be asked."""
    from flashcards.core.face import back_text, front_text
    from flashcards.core.review import state_name

    return {
        "card": one.card.uid,
        "n": one.card.n,
        "tip": one.point.uid,
        "tip_n": one.point.n,
        "reps": one.card.reps,
        "kind": one.face.kind.value,
        "deck": one.card.deck,
        "source": one.note.source.title,
        "section": list(one.note.question.section),
        "front": front_text(one.face),
        "back": back_text(one.face),
        "state": state_name(one.card.memory),
        "options": [_option(desk, outcome) for outcome in one.outcomes],
    }


def answered(desk: "Desk", done: "Answered") -> Shape:
    """Return an answer that is in the log."""
    from flashcards.core.memory import New
    from flashcards.core.review import state_name

    memory, row = done.card.memory, done.answer
    strength = None if isinstance(memory, New) else memory.strength
    return {
        "review": row.uid,
        "card": done.card.uid,
        "n": done.card.n,
        "rating": row.rating,
        "state": state_name(memory),
        "due": instant(desk, due_at(desk, done.card)),
        "stability": strength and strength.stability,
        "difficulty": strength and strength.difficulty,
        "interval_days": row.interval_after if row.state_after == "review" else 0,
    }


def due_at(desk: "Desk", card: "Card") -> int | None:
    """Return the instant (ms) at which a card falls due, None for a new one."""
    from flashcards.core.memory import New, Review

    memory = card.memory
    if isinstance(memory, New):
        return None
    return desk.calendar.starts(memory.due_day) if isinstance(memory, Review) else memory.due


def tip(desk: "Desk", one: "Tip") -> Shape:
    """Return a tip with its status and the figures behind it."""
    from flashcards.services.explaining import explain

    question, point = one.note.question, one.point
    return {
        "tip": point.uid,
        "n": point.n,
        "card": one.card.uid,
        "cards": [card.uid for card in one.cards],
        "source": one.note.source.title,
        "section": list(question.section),
        "question": question.text,
        "text": plain(point.text),
        "line": point.line,
        "status": one.status.value,
        "learned": one.learned,
        "reason": explain(one, desk.settings),
        "passed": one.passed,
        "applied": one.applied,
        "plans": one.plans,
        "flagged": one.flagged,
        "leech": one.leech,
        "slipping": one.slipping,
        "draft": one.draft,
        "also_in": [source.title for source in one.also_in],
        "stability": one.stability,
        "retrievability": one.retrievability,
        "reps": one.reps,
        "lapses": one.lapses,
        "due": instant(desk, one.due),
        "last_review": instant(desk, one.last_review),
        "tags": list(point.tags),
    }


def history(desk: "Desk", one: "History") -> Shape:
    """Return a card with its history."""
    card, point, note = one.shown.card, one.shown.point, one.shown.note
    return shown(desk, one.shown) | {
        "role": card.role.value,
        "path": note.source.path,
        "line": point.line,
        "question": note.question.text,
        "original": point.original,
        "file_text": point.file_text,
        "draft": card.draft,
        "tags": list(point.tags),
        "lapses": card.lapses,
        "flag": card.flag,
        "suspended": card.suspended,
        "locked": desk.is_locked(card),
        "buried": card.buried_until is not None and card.buried_until > desk.today,
        "retired": point.retired_why,
        "due": instant(desk, due_at(desk, card)),
        "retrievability": one.shown.recall,
        "entries": [_entry(entry) for entry in one.entries],
        "plans": [reply(plan) for plan in one.plans],
        "history": [_answer(desk, row) for row in one.answers],
    }


def deck(one: "DeckCount") -> Shape:
    """Return a deck with its counts."""
    counts = one.due
    return {
        "name": one.deck.name,
        "cards": one.cards,
        "new": counts.new,
        "learning": counts.learning,
        "review": counts.review,
        "due": counts.total,
    }


def source(one: "SourceCount") -> Shape:
    """Return a source with its tips by status."""
    from flashcards.core.progress import Status

    found = one.source
    return {
        "source": found.title,
        "uid": found.uid,
        "kind": found.kind.value,
        "path": found.path,
        "deck": found.deck,
        "speaker": found.speaker,
        "date": found.date,
        "url": found.url,
        "points": one.tips,
        **{status.value: one.by_status[status] for status in Status},
        "applied": one.applied,
    }


def planned(one: "Planned", cards: "Mapping[str, Sequence[Card]]") -> Shape:
    """Return what was read from a file and what storing it would do; ``cards`` are those of known points."""
    from flashcards.reading.lint import lint

    proposal = one.plan.proposal
    asked = [question for question in proposal.questions if question.asked]
    unasked = [question for question in proposal.questions if not question.asked]
    return {
        "file": proposal.file,
        "title": proposal.header.title,
        "deck": one.deck,
        "questions": [_question(question) for question in asked],
        "points": [_point(p) | {"cue": q.text, "section": list(q.section)} for q in unasked for p in q.points],
        "plan": _plan(one, cards),
        "problems": [
            {"line": p.line, "severity": p.severity, "message": p.message}
            for p in (*proposal.problems, *lint(proposal))
        ],
    }


def plain(text: str) -> str:
    """Return a tip's text without its cloze marks."""
    from flashcards.core import cloze

    return cloze.plain(text)


def unmarked(text: str) -> str:
    """Return a tip's text as it reads, without cloze marks and Markdown: for listings, not for JSON."""
    shown = plain(text)
    if _MARKS.isdisjoint(shown):
        return shown
    from flashcards.core.markup import unmarked

    return unmarked(shown)


def _option(desk: "Desk", outcome: "Outcome") -> Shape:
    from flashcards.core.memory import New, Review

    memory = outcome.memory
    assert not isinstance(memory, New)  # noqa: S101  an answer always leads somewhere
    at = desk.calendar.starts(memory.due_day) if isinstance(memory, Review) else memory.due
    span = {"days": outcome.days} if outcome.days is not None else {"seconds": outcome.seconds}
    return {"rating": outcome.rating, **span, "due": instant(desk, at)}


def _answer(desk: "Desk", row: "Answer") -> Shape:
    from flashcards.core.studyday import date_of

    return {
        "review": row.uid,
        "at": instant(desk, row.id),
        "study_day": date_of(row.study_day).isoformat(),
        "rating": row.rating,
        "kind": row.kind,
        "state": row.state_after,
        "interval_days": row.interval_after if row.state_after == "review" else 0,
        "duration_ms": row.duration_ms,
    }


def _entry(entry: "Entry") -> Shape:
    from flashcards.core.studyday import date_of

    kind = "used" if entry.used else "didnt-fit"
    return {"date": date_of(entry.study_day).isoformat(), "kind": kind, "text": entry.text}


def reply(one: "Reply") -> Shape:
    """Return an answer to a prompt for a plan."""
    from flashcards.core.studyday import date_of

    return {"date": date_of(one.study_day).isoformat(), "kind": one.kind.value, "text": one.text}


def prompt(one: "Prompt", left: int) -> Shape:
    """Return a tip that asks for a plan, and how many ask today, itself included; earlier plans are not told."""
    from flashcards.core.studyday import date_of

    return {
        "tip": one.point.uid,
        "n": one.point.n,
        "card": one.card.uid,
        "deck": one.card.deck,
        "source": one.note.source.title,
        "section": list(one.note.question.section),
        "question": one.note.question.text,
        "text": plain(one.point.text),
        "details": list(one.point.details),
        "since": date_of(one.day).isoformat(),
        "left": left,
    }


def _question(question: "ProposedQuestion") -> Shape:
    return {
        "line": question.line,
        "text": question.text,
        "section": list(question.section),
        "answer_lines": list(question.answer_lines),
        "points": [_point(point) for point in question.points],
    }


def _point(point: "ProposedPoint") -> Shape:
    return {
        "line": point.line,
        "text": plain(point.text),
        "score": point.score,
        "key": point.key,
        "kind": point.kind,
        "detail_lines": [detail.line for detail in point.details],
        "reason": point.reason,
        "why": None if point.why is None else point.why.text,
    }


def _plan(one: "Planned", cards: "Mapping[str, Sequence[Card]]") -> Shape:
    from flashcards.services.deciding import near

    plan = one.plan
    similar = near(one)

    def named(uid: str | None) -> Shape:
        own = cards.get(uid or "", ())
        return {"card": own[0].uid if own else None, "n": own[0].n if own else None}

    def read(matches: "Iterable[Any]") -> list[Shape]:
        found = []
        for match in matches:
            question = plan.proposal.questions[match.question]
            point = question.points[match.point]
            where = {"line": point.line, "text": plain(plan.text(match)), "question": question.text}
            own = {"own": plain(match.own)} if match.own is not None else {}
            found.append((named(match.uid) if match.uid else {}) | where | own)
        return found

    return {
        "new": read(plan.new),
        "same": len(plan.same),
        "reworded": [
            row | {"old": plain(match.old or ""), "new": row["text"]}
            for match, row in zip(plan.reworded, read(plan.reworded), strict=True)
        ],
        "moved": read(plan.moved),
        "back": read(plan.back),
        "gone": [named(gone.uid) | {"line": gone.line, "text": plain(gone.text)} for gone in plan.gone],
        "elsewhere": [named(away.uid) | {"line": away.line, "text": plain(away.text)} for away in plan.elsewhere],
        "mentioned": read(plan.mentioned),
        "dropped": read(plan.dropped),
        "why": read(plan.why),
        "similar": [
            row
            | {"to": [{"tip": to.uid, "n": to.n, "text": plain(to.text), "question": to.question} for to in near_to]}
            for match, row in zip(plan.new, read(plan.new), strict=True)
            if (near_to := similar.get((match.question, match.point)))
        ],
    }
