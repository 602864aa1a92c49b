"""`flashcards review`: today's cards, on the full screen or in lines."""

import click

from flashcards.cli import completion, output
from flashcards.cli.invocation import NO_CARDS, Invocation
from flashcards.language import _


@click.command()
@click.argument("deck", required=False, shell_complete=completion.decks, callback=completion.deck_name)
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Stop after this many answers.")
@click.option("--minutes", type=click.IntRange(min=1), metavar="M", help="Stop when this many minutes have passed.")
@click.option("--plain", is_flag=True, help="Review in lines: for screen readers, slow lines and pipes.")
@click.pass_obj
def command(invocation: Invocation, *, deck: str | None, limit: int | None, minutes: int | None, plain: bool) -> None:
    """Answer the cards that are due, in DECK and its subdecks or in all.

    In lines, Enter shows the answer and 1 to 4 rate it; `u` undoes, `s` suspends, `f` flags, `b` buries, `a` notes
    that you applied the tip, `r` retires it with a reason, `q` leaves.
    Without a terminal the review is in lines anyway.

    \b
    Examples:
      flashcards review --minutes 5
      printf '\\n3\\nq\\n' | flashcards review --plain
    """
    if plain or not output.full_screen():
        if not invocation.has_database:
            output.narrate(_(NO_CARDS))
            return
        from flashcards.cli.line_review import LineReview

        LineReview(invocation, deck=deck, limit=limit, minutes=minutes).run()
        return
    from flashcards.tui.app import run

    code = run(
        invocation.store, invocation.settings, invocation.clock, deck=deck, start="review", limit=limit,
        minutes=minutes, settings_file=invocation.paths.settings,
    )  # fmt: skip
    click.get_current_context().exit(code)
