"""`flashcards export`: leave with everything."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from flashcards.cli import output, shapes
from flashcards.cli.invocation import NO_CARDS, Invocation
from flashcards.cli.target import check_target
from flashcards.errors import BadInput, DatabaseError
from flashcards.language import _, count

if TYPE_CHECKING:
    from flashcards.services.desk import Desk
    from flashcards.services.exporting import Outlook

_PACKAGE = b"PK"
_JSON = b'{\n "flashcards"'
_NAMED = 20


@click.group()
def command() -> None:
    """Write everything, or the tips that QUERY finds, to a file.

    \b
    Example:
      flashcards export anki cards.apkg
    """


@command.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("query", required=False, default="")
@click.option("--no-progress", is_flag=True, help="Leave out due days, memory and reviews: every card is new.")
@click.option("--imported", is_flag=True, help="Take along what came from Anki: it becomes notes of its own there.")
@click.option("--push", is_flag=True, help="Have a running Anki import it, through its add-on AnkiConnect.")
@click.option("--json", "as_json", is_flag=True, help="Print what Anki will do with it as JSON.")
@click.pass_obj
def anki(
    invocation: Invocation, *, file: Path, query: str, no_progress: bool, imported: bool, push: bool, as_json: bool
) -> None:
    """Write a package that Anki imports; a later one updates what Anki has. First it says what Anki will do with it.

    \b
    Examples:
      flashcards export anki cards.apkg
      flashcards export anki review.apkg 'tag:review -is:draft' --no-progress
    """
    desk, file = _desk(invocation, file, _PACKAGE)
    from flashcards.services import exporting

    planned = exporting.plan(desk, query, progress=not no_progress, imported=imported)
    if not as_json:
        for sentence in _sentences(desk, planned.outlook, push=push):
            output.narrate(sentence)
    written = exporting.write(desk, planned, file)
    try:
        exporting.remember(desk, planned)
    except DatabaseError as error:
        output.narrate(_("This export will not be counted from next time: {why}", why=error))
    if as_json:
        output.show_json(_shape(desk, planned.outlook, file, decks=written.decks))
    cards = count(written.cards, _("card"), _("cards"))
    decks = count(written.decks, _("deck"), _("decks"))
    if push:
        exporting.push(file)
        output.narrate(_("Anki imported {cards} in {decks} from {file}.", cards=cards, decks=decks, file=file))
    else:
        output.narrate(_("Wrote {cards} in {decks} to {file}: open it in Anki.", cards=cards, decks=decks, file=file))


@command.command(name="json")
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("query", required=False, default="")
@click.pass_obj
def everything(invocation: Invocation, *, file: Path, query: str) -> None:
    """Write every row that carries meaning, history included, as JSON.

    \b
    Example:
      flashcards export json everything.json
    """
    desk, file = _desk(invocation, file, _JSON)
    from flashcards.services import exporting

    tips = count(exporting.to_json(desk, file, query), _("tip"), _("tips"))
    output.narrate(_("Wrote {tips} with their history to {file}.", tips=tips, file=file))
    if file.stat().st_size > exporting.MAX_BYTES:
        output.narrate(
            _("It is too large for `flashcards import`: `flashcards backup` copies everything, of any size.")
        )


@command.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("query", required=False, default="")
@click.pass_obj
def csv(invocation: Invocation, *, file: Path, query: str) -> None:
    """Write a table with one row for each tip, for a spreadsheet; `import` reads it again.

    Columns are parted by commas, by tabs where FILE ends in .tsv.

    \b
    Examples:
      flashcards export csv tips.csv
      flashcards export csv learned.tsv is:learned
    """
    from flashcards.services import exporting_tables

    desk, file = _desk(invocation, file, exporting_tables.HEADS[exporting_tables.separator_of(file)])
    tips = count(exporting_tables.to_table(desk, file, query), _("tip"), _("tips"))
    output.narrate(_("Wrote {tips} to {file}.", tips=tips, file=file))


@command.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("query", required=False, default="")
@click.pass_obj
def markdown(invocation: Invocation, *, file: Path, query: str) -> None:
    """Write notes as nested bullets: the deck format, which `add` reads.

    \b
    Examples:
      flashcards export markdown tips.md
      flashcards export markdown talk.md source:talk
    """
    from flashcards.formats.deck_file import HEAD
    from flashcards.services import exporting_decks

    desk, file = _desk(invocation, file, HEAD)
    with output.progress(_("Writing"), few=0) as told:
        left = exporting_decks.to_markdown(desk, file, query, output.shares(told))
    output.narrate(_("Wrote {tips} to {file}.", tips=count(left.tips, _("tip"), _("tips")), file=file))
    if left.unlike:
        named = ", ".join(f"#{n}" for n in left.unlike[:_NAMED]) + (" …" if len(left.unlike) > _NAMED else "")
        tips = count(len(left.unlike), _("tip"), _("tips"))
        sentence = "Notes cannot say {tips} exactly as they are: {named}; `flashcards export json` can."
        output.narrate(_(sentence, tips=tips, named=named))


def _desk(invocation: Invocation, file: Path, head: bytes) -> tuple["Desk", Path]:
    desk = invocation.known_desk()
    if desk is None:
        raise BadInput("Nothing to export. {how}", how=_(NO_CARDS))
    return desk, check_target(invocation, file, head=head)


def _sentences(desk: "Desk", outlook: "Outlook", *, push: bool) -> Iterator[str]:
    """Say what Anki will do with a package, before it is written."""
    notes = count(outlook.notes, _("note"), _("notes"))
    if outlook.last is None:
        yield _("Anki adds {notes}: none was exported from here before.", notes=notes)
    else:
        figures = {"new": outlook.new, "changed": outlook.changed, "same": outlook.same}
        sentence = "{notes}: {new} new since the last export from here ({moment}), {changed} changed, {same} as before."
        yield _(sentence, notes=notes, moment=_moment(desk, outlook.last), **figures)
    if outlook.progressed:
        yield _("{cards} progress.", cards=count(outlook.progressed, _("card has"), _("cards have")))
        if not push:
            yield _("Tick 'Import any learning progress' in Anki, or they come as new ones.")
    if outlook.retired:
        cards = count(outlook.retired, _("card is"), _("cards are"))
        yield _("{cards} retired: suspended in Anki, with the tag 'retired'.", cards=cards)
    drafts = count(outlook.drafts, _("draft"), _("drafts")) if outlook.drafts else ""
    locked = count(outlook.locked, _("locked why card"), _("locked why cards")) if outlook.locked else ""
    came = count(outlook.imported, _("card that came from Anki"), _("cards that came from Anki"))
    left = [drafts, locked, came if outlook.imported else ""]
    if any(left):
        yield _("Left out: {what}.", what=", ".join(filter(None, left)))


def _moment(desk: "Desk", at: int) -> str:
    from flashcards.core.studyday import local_time

    return local_time(at, desk.settings.zone).strftime("%Y-%m-%d %H:%M")


def _shape(desk: "Desk", outlook: "Outlook", file: Path, *, decks: int) -> dict[str, Any]:
    return {
        "file": str(file),
        "notes": outlook.notes,
        "cards": outlook.cards,
        "decks": decks,
        "last": shapes.instant(desk, outlook.last),
        "new": outlook.new,
        "changed": outlook.changed,
        "same": outlook.same,
        "progress": outlook.progressed,
        "retired": outlook.retired,
        "left_out": {"drafts": outlook.drafts, "locked": outlook.locked, "imported": outlook.imported},
    }
