"""`flashcards sources`: the notes that tips came from, with their counts."""

from pathlib import Path

import click

from flashcards.cli import output, shapes
from flashcards.cli.invocation import NO_CARDS, Invocation
from flashcards.language import _

_COUNTS = ("points", "new", "learning", "learned", "lapsed", "retired", "applied")


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object for each source.")
@click.pass_obj
def command(invocation: Invocation, *, as_json: bool) -> None:
    """List your notes with their tips by status.

    \b
    Example:
      flashcards sources
    """
    desk = invocation.known_desk()
    if desk is None:
        found = []
    else:
        from flashcards.services import browsing

        found = [shapes.source(one) for one in browsing.sources(desk)]
    if as_json:
        output.show_json(found)
    elif found:
        heads = (_("source"), _("tips"), *(_(name) for name in _COUNTS[1:]), _("file"))
        rows = [(s["source"], *(str(s[name]) for name in _COUNTS), Path(s["path"] or "").name) for s in found]
        output.table([heads, *rows], right=range(1, 8))
    else:
        output.narrate(_(NO_CARDS))
