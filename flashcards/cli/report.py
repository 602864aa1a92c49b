"""`flashcards report`: what was learned and applied, as one page."""

from pathlib import Path

import click

from flashcards.cli import completion, output
from flashcards.cli.invocation import NO_CARDS, Invocation
from flashcards.cli.target import check_target
from flashcards.errors import NotFound
from flashcards.language import _, count

_MANY = 20_000
"""From so many answers on it takes long enough for a bar."""


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--source",
    metavar="SOURCE",
    shell_complete=completion.sources,
    help="Only a source: part of its title or path.",
)
@click.option("--yes", is_flag=True, help="Replace a file that is no report.")
@click.pass_obj
def command(invocation: Invocation, *, file: Path, source: str | None, yes: bool) -> None:
    """Write what you learned as one page, HTML or Markdown by the ending of FILE: to read, to print, to share.

    \b
    Examples:
      flashcards report progress.html
      flashcards report talk.md --source talk
    """
    from flashcards.services import reporting

    head = reporting.head(file).encode()
    desk = invocation.known_desk()
    if desk is None:
        raise NotFound(_(NO_CARDS))
    check_target(invocation, file, head=head, yes=yes)
    answers = sum(row.answers for row in desk.store.decks.tallies())
    with output.progress(_("Reading"), few=0 if answers >= _MANY else output.STEPS) as told:
        found = reporting.to_file(desk, file, source, output.shares(told))
    tips = count(len(found.tips), _("tip"), _("tips"))
    sources = count(len(found.parts), _("source"), _("sources"))
    output.narrate(_("Wrote {tips} of {sources} to {file}.", tips=tips, sources=sources, file=file))
