"""`flashcards due`: how many cards would be asked now."""

import click

from flashcards.cli import completion, output, shapes
from flashcards.cli.invocation import NO_CARDS, Invocation
from flashcards.language import _, count

_NOTHING = {"new": 0, "learning": 0, "review": 0, "total": 0, "minutes": 0, "overdue": 0, "decks": []}


@click.command()
@click.argument("deck", required=False, shell_complete=completion.decks, callback=completion.deck_name)
@click.option("--json", "as_json", is_flag=True, help="Print the counts as JSON.")
@click.option("--check", is_flag=True, help="Print nothing; exit 0 if something is due, 1 if nothing is.")
@click.option("--prompt", is_flag=True, help="Print one short token for a shell prompt, nothing if nothing is due.")
@click.pass_obj
def command(invocation: Invocation, *, deck: str | None, as_json: bool, check: bool, prompt: bool) -> None:
    """Count the cards that would be asked now.

    \b
    Examples:
      flashcards due
      flashcards due --check && notify-send "Cards are waiting"
    """
    if not (check or prompt):
        summary(invocation, deck, as_json=as_json)
        return
    total = _total(invocation, deck)
    if prompt and total:
        output.data(str(total))
    if check and not total:
        click.get_current_context().exit(1)


def summary(invocation: Invocation, deck: str | None = None, *, as_json: bool = False) -> None:
    """Print what is due, in words or as JSON."""
    desk = invocation.known_desk()
    if desk is None:
        _nothing_yet(invocation, as_json=as_json)
        return
    from flashcards.services import backlog, daily, queueing

    counts = queueing.due(desk, deck)
    if as_json:
        output.show_json(shapes.due(desk, counts))
        return
    if not counts.total:
        empty = daily.is_empty(desk)
        output.line(_(NO_CARDS) if empty else waiting(queueing.next_due(desk, deck), desk.now, desk.settings.zone))
        _show_held(queueing.held(desk, counts, deck))
        _show_hint(backlog.hint(desk, counts.overdue, deck))
        return
    parts = [_("{n} new", n=counts.new), _("{n} learning", n=counts.learning), _("{n} review", n=counts.review)]
    minutes = count(counts.minutes, _("minute"), _("minutes"))
    output.line(
        _("{total} due: {parts}; about {minutes}.", total=counts.total, parts=", ".join(parts), minutes=minutes)
    )
    _show_held(queueing.held(desk, counts, deck))
    if len(counts.decks) > 1:
        rows = [(one.name, str(one.new), str(one.learning), str(one.review)) for one in counts.decks]
        output.table([(_("deck"), _("new"), _("learning"), _("review")), *rows], right=(1, 2, 3))
    _show_hint(backlog.hint(desk, counts.overdue, deck))


def _show_hint(sentence: str | None) -> None:
    if sentence is not None:
        output.line(sentence)


def _show_held(held: int) -> None:
    if held > 0:
        wait = count(held, _("more waits"), _("more wait"))
        output.line(_("{wait}: a note is asked one card a day, and a day has its limits.", wait=wait), dim=True)


def waiting(at: int | None, now: int, zone: str) -> str:
    """Say that nothing is due, and when something will be."""
    from flashcards.core.studyday import local_time

    if at is None:
        return _("Nothing is due.")
    when = local_time(at, zone)
    same_day = when.date() == local_time(now, zone).date()
    return (
        _("Nothing is due; the next card is on {when}.", when=when.strftime("%Y-%m-%d"))
        if not same_day
        else _("Nothing is due; the next card is at {when}.", when=when.strftime("%H:%M"))
    )


def _nothing_yet(invocation: Invocation, *, as_json: bool) -> None:
    if not as_json:
        output.line(_(NO_CARDS))
        return
    from flashcards.core.studyday import Calendar, date_of, local_time

    settings, now = invocation.settings, invocation.clock()
    day = Calendar(settings.zone, settings.rollover).study_day(now)
    at = local_time(now, settings.zone).isoformat(timespec="seconds")
    output.show_json({"now": at, "study_day": date_of(day).isoformat(), **_NOTHING})


def _total(invocation: Invocation, deck: str | None) -> int:
    desk = invocation.known_desk()
    if desk is None:
        return 0
    from flashcards.services import queueing

    return len(queueing.today(desk, deck).cards)
