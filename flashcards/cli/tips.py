"""`flashcards tips`: every tip with its status."""

import click

from flashcards.cli import completion, output
from flashcards.cli.invocation import NO_CARDS, Invocation
from flashcards.cli.listing import chosen, show_tips
from flashcards.language import _

STATUSES = ("new", "learning", "learned", "lapsed", "applied", "retired", "flagged", "leech", "draft", "slipping")


@click.command()
@click.argument("query", required=False)
@click.option(
    "--source",
    metavar="SOURCE",
    shell_complete=completion.sources,
    help="Only tips of a source: part of its title or path.",
)
@click.option(
    "--deck",
    metavar="DECK",
    shell_complete=completion.decks,
    callback=completion.deck_name,
    help="Only tips of a deck and its subdecks.",
)
@click.option(
    "--status",
    type=click.Choice(STATUSES),
    metavar="STATUS",
    help=f"Only tips that are {', '.join(STATUSES[:-1])} or {STATUSES[-1]}.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object for each tip.")
@click.option("--csv", "as_csv", is_flag=True, help="Print a table as CSV.")
@click.option("--markdown", "as_markdown", is_flag=True, help="Print a table as Markdown.")
@click.pass_obj
def command(
    invocation: Invocation, *, query: str | None, source: str | None, deck: str | None, status: str | None,
    as_json: bool, as_csv: bool, as_markdown: bool,
) -> None:  # fmt: skip
    """List every tip with its status, those that QUERY finds if it is given.

    \b
    Examples:
      flashcards tips --status learned
      flashcards tips --source notes.md --json
    """
    style = chosen(as_json, as_csv, as_markdown)
    desk = invocation.known_desk()
    if desk is None:
        output.narrate(_(NO_CARDS))
        if style == "json":
            output.show_json([])
        return
    from flashcards.services import searching, tracking

    found = searching.find(desk, query) if query else tracking.tips(desk)
    if not found and not query and not style:
        output.narrate(_(NO_CARDS))
        return
    show_tips(desk, tracking.select(found, source=source, deck=deck, status=status), style)
