"""`flashcards edit`: your own words on a card; the notes keep theirs."""

import os
import sys
from typing import TYPE_CHECKING

import click

from flashcards.cli import output
from flashcards.cli.invocation import Invocation
from flashcards.errors import BadInput, UsageError
from flashcards.language import _

if TYPE_CHECKING:
    from flashcards.services.editing import Wording

_SECTIONS = ("# Question", "# Answer", "# Details")


@click.command()
@click.argument("card")
@click.option("--text", metavar="TEXT", help="The answer, in your words.")
@click.option("--question", metavar="TEXT", help="The question, in your words; for every card under it.")
@click.option("--take-file", is_flag=True, help="Take the words of the notes back.")
@click.pass_obj
def command(invocation: Invocation, *, card: str, text: str | None, question: str | None, take_file: bool) -> None:
    """Give a card your own words, in $VISUAL or $EDITOR, or with --text and --question.

    Its history goes on, and the notes are not written: your words stand beside their line, and stay when it changes.

    \b
    Example:
      flashcards edit 2 --text 'Read the tests first'
    """
    if take_file and (text is not None or question is not None):
        raise UsageError("Either take the words of the notes or give your own: not both.")
    desk = invocation.desk_with_cards()
    from dataclasses import replace

    from flashcards.services import editing, handling

    found = handling.resolve(desk, card)
    if take_file:
        changed = editing.take_file(desk, found)
    else:
        now = editing.wording(desk, found)
        if text is None and question is None:
            new = _edited(now)
        else:
            new = replace(now, answer=text or now.answer, question=question or now.question)
        changed = editing.edit(desk, found, new)
    if changed:
        output.line(_("Edited card #{n}; `flashcards undo` takes it back.", n=found.n))
    else:
        output.narrate(_("Nothing changed."))


def _edited(now: "Wording") -> "Wording":
    """Let the user edit a wording in their editor, on a file that only they can read. Raises BadInput."""
    if not (os.environ.get("VISUAL") or os.environ.get("EDITOR") or (sys.stdin.isatty() and sys.stdout.isatty())):
        raise UsageError("There is no terminal for an editor: give the words with --text or --question.")
    page = "\n\n".join(
        f"{head}\n{text}"
        for head, text in zip(_SECTIONS, (now.question, now.answer, "\n".join(now.details)), strict=True)
    )
    try:
        written = click.edit(page, extension=".md")
    except click.ClickException as fault:
        raise BadInput(
            "The editor did not work ({why}): set EDITOR, or give the words with --text.", why=fault.format_message()
        ) from None
    return now if written is None else _read(written)


def _read(page: str) -> "Wording":
    """Return the wording that an edited page holds. Raises BadInput if one of its headings is gone."""
    from flashcards.services.editing import Wording

    parts: dict[str, list[str]] = {}
    for line in page.splitlines():
        head = line.strip()
        if head in _SECTIONS and head not in parts:
            parts[head] = []
        elif parts:
            parts[next(reversed(parts))].append(line.rstrip())
    if set(_SECTIONS) - {"# Details"} - parts.keys():
        raise BadInput(
            "The page lost its headings, so nothing was changed: leave {heads} in.", heads=", ".join(_SECTIONS)
        )
    question, answer, details = ("\n".join(parts.get(head, ())).strip() for head in _SECTIONS)
    return Wording(
        question=question, answer=answer, details=tuple(line.strip() for line in details.split("\n") if line.strip())
    )
