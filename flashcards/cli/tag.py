"""`flashcards tag`: words to find tips by."""

import click

from flashcards.cli import acting, completion
from flashcards.cli.invocation import Invocation


@click.command()
@click.argument("tips", nargs=-1, required=True, metavar="TIP...", shell_complete=completion.tags)
@click.argument("tag")
@click.option("--remove", is_flag=True, help="Take the tag off.")
@click.pass_obj
def command(invocation: Invocation, *, tips: tuple[str, ...], tag: str, remove: bool) -> None:
    """Put a tag on tips, or take it off. A tag is one word; `::` nests.

    \b
    Examples:
      flashcards tag 1 3 work::review
      flashcards tag 1 work::review --remove
    """
    desk = invocation.desk_with_cards()
    from flashcards.services import handling

    points = [handling.resolve_tip(desk, tip)[1] for tip in tips]
    done = "Took the tag off tip #{n} ({words})." if remove else "Tagged tip #{n} ({words})."
    acting.tell(desk, done, handling.tag(desk, points, tag, remove=remove))
