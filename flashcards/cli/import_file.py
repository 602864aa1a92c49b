"""`flashcards import`: arrive with everything that another program kept."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from flashcards.cli import arriving, completion, output
from flashcards.cli.invocation import Invocation
from flashcards.errors import BadInput, UsageError
from flashcards.language import _, count

if TYPE_CHECKING:
    from flashcards.services.importing import Planned


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--deck", metavar="DECK", help="The deck of a table's new cards.", callback=completion.deck_name)
@click.option("--dry-run", is_flag=True, help="Say what would be stored, and store nothing.")
@click.option("--yes", is_flag=True, help="Store without asking.")
@click.option("--json", "as_json", is_flag=True, help="Print what the file holds as JSON.")
@click.pass_obj
def command(
    invocation: Invocation, *, file: Path, deck: str | None, dry_run: bool, yes: bool, as_json: bool
) -> None:  # fmt: skip
    """Read a package of Anki's, a table of cards, or what `export json` wrote, and store what is new in it.

    A package ends in .apkg or .colpkg, a table in .csv, .tsv or .txt. The same file again adds nothing; a newer one
    adds what is new. The file is only read.

    \b
    Examples:
      flashcards import collection.colpkg --dry-run
      flashcards import words.csv --deck Korean::Words
      flashcards import everything.json --yes
    """
    from flashcards.store.connection import is_opened

    desk = invocation.desk()
    if is_opened(file):
        raise BadInput("{path} is the database itself: name a file to read.", path=file)
    read = arriving.bring if arriving.is_rows(file) else arriving.take if arriving.is_table(file) else None
    if read is not None:
        read(desk, file, dry_run=dry_run, yes=yes, as_json=as_json, deck=deck)
        return
    if deck is not None:
        raise UsageError("--deck is for tables: a package of Anki's brings its own decks.")
    from flashcards.services import importing

    with output.progress(_("Reading"), few=0) as told:
        planned = importing.plan(desk, file, output.shares(told))
    if as_json:
        output.show_json(_shape(planned))
    else:
        _show(planned)
    if planned.is_empty or dry_run or not arriving.confirmed(yes=yes):
        return
    with output.progress(_("Storing"), few=0) as told:
        importing.store(desk, planned, output.shares(told))
    output.narrate(_("Stored {what}.", what=_what(planned)))


def _show(planned: "Planned") -> None:
    if planned.is_empty and not planned.known:
        output.line(_("{file} holds no card.", file=planned.path.name))
    elif planned.is_empty:
        output.line(_("Everything in {file} is here already.", file=planned.path.name))
    else:
        output.line(_("{file}: {what}.", file=planned.path.name, what=_what(planned)))
    for deck in sorted({tip.deck for tip in planned.new}):
        own = [tip for tip in planned.new if tip.deck == deck]
        output.line(f"  {output.one_line(deck)}  {count(len(own), _('tip'), _('tips'))}")
    if planned.unseen:
        kinds = ", ".join(f"{number} {_(kind)}" for kind, number in sorted(planned.unseen.items()))
        output.line(_("A terminal cannot show these, so they are named where they stand: {kinds}.", kinds=kinds))
    if planned.unread:
        cards = count(planned.unread, _("card has"), _("cards have"))
        output.line(_("{cards} no note in the package, and cannot be read.", cards=cards))


def _what(planned: "Planned") -> str:
    parts = [
        count(len(planned.new), _("new tip"), _("new tips")),
        count(planned.cards, _("card"), _("cards")),
        count(planned.answered, _("answer"), _("answers")),
    ]
    if planned.reworded:
        parts.append(count(len(planned.reworded), _("tip reworded"), _("tips reworded")))
    return ", ".join(parts)


def _shape(planned: "Planned") -> dict[str, Any]:
    return {
        "file": str(planned.path),
        "new": len(planned.new),
        "cards": planned.cards,
        "answers": planned.answered,
        "reworded": len(planned.reworded),
        "known": planned.known,
        "unseen": dict(sorted(planned.unseen.items())),
        "unread": planned.unread,
        "decks": sorted({tip.deck for tip in planned.new}),
    }
