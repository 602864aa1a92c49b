"""`flashcards export`: leave with everything."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from flashcards.cli import output
from flashcards.cli.invocation import NO_CARDS, Invocation
from flashcards.cli.target import check_target
from flashcards.errors import BadInput
from flashcards.language import _, count

if TYPE_CHECKING:
    from flashcards.services.desk import Desk

_PACKAGE = b"PK"
_JSON = b'{\n "flashcards"'


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
@click.pass_obj
def anki(invocation: Invocation, *, file: Path, query: str, no_progress: bool) -> None:
    """Write a package that Anki imports; a later one updates what Anki has.

    \b
    Examples:
      flashcards export anki cards.apkg
      flashcards export anki review.apkg 'tag:review -is:draft' --no-progress
    """
    desk, file = _desk(invocation, file, _PACKAGE)
    from flashcards.services import exporting

    written = exporting.to_anki(desk, file, query, progress=not no_progress)
    cards = count(written.cards, _("card"), _("cards"))
    decks = count(written.decks, _("deck"), _("decks"))
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


def _desk(invocation: Invocation, file: Path, head: bytes) -> tuple["Desk", Path]:
    desk = invocation.known_desk()
    if desk is None:
        raise BadInput("Nothing to export. {how}", how=_(NO_CARDS))
    return desk, check_target(invocation, file, head=head)
