"""`flashcards deck`: one deck's options and name."""

import click

from flashcards.cli import completion, output
from flashcards.cli.invocation import Invocation
from flashcards.errors import UsageError
from flashcards.language import _, count


@click.group()
def command() -> None:
    """Show or change a deck: desired retention, limits, steps, its name.

    A subdeck goes by its parent's options where it sets none of its own.

    \b
    Example:
      flashcards deck set Talks retention=0.92 new=10
    """


@command.command()
@click.argument("deck", shell_complete=completion.decks, callback=completion.deck_name)
@click.option("--json", "as_json", is_flag=True, help="Print the options as JSON.")
@click.pass_obj
def show(invocation: Invocation, *, deck: str, as_json: bool) -> None:
    """Show a deck's options: what is in force, and which deck sets it.

    \b
    Example:
      flashcards deck show Talks
    """
    desk = invocation.desk_with_cards()
    from flashcards.services import decking

    found = decking.in_force(desk, deck)
    if as_json:
        output.show_json(
            {
                one.option.name: {"value": one.value, "set_by": one.set_by, "meaning": one.option.meaning}
                for one in found
            }
        )
        return
    rows = [(one.option.name, one.value, one.set_by or _("default"), one.option.meaning) for one in found]
    output.table([(_("option"), _("value"), _("set by"), _("meaning")), *rows])


@command.command(name="set")
@click.argument("deck", shell_complete=completion.decks, callback=completion.deck_name)
@click.argument("options", nargs=-1, required=True, metavar="KEY=VALUE...")
@click.pass_obj
def set_options(invocation: Invocation, *, deck: str, options: tuple[str, ...]) -> None:
    """Set options of a deck; KEY=default takes the parent's or the program's value again.

    What is answered from now on goes by them; days that are set already stay.

    \b
    Examples:
      flashcards deck set Talks retention=0.92 new=10
      flashcards deck set Talks steps="1m 10m" relearn-steps=none
    """
    pairs = {}
    for option in options:
        key, equals, value = option.partition("=")
        if not equals:
            raise UsageError(_("{option!r} sets nothing: write KEY=VALUE, such as retention=0.92.", option=option))
        pairs[key.strip()] = value
    desk = invocation.desk_with_cards()
    from flashcards.services import decking

    changed = decking.set_options(desk, deck, pairs)
    if not changed:
        output.narrate(_("Nothing changed."))
        return
    now = [f"{one.option.name} = {one.value}" for one in decking.in_force(desk, deck) if one.option.name in changed]
    output.line(_("{deck}: {options}.", deck=deck, options=", ".join(now)))


@command.command()
@click.argument("deck", shell_complete=completion.decks, callback=completion.deck_name)
@click.argument("name")
@click.pass_obj
def rename(invocation: Invocation, *, deck: str, name: str) -> None:
    """Give a deck another name; its subdecks follow.

    \b
    Example:
      flashcards deck rename Talks 'Talks::2026'
    """
    desk = invocation.desk_with_cards()
    from flashcards.services import decking

    decks = decking.rename(desk, deck, name)
    output.line(_("Renamed {decks}; `flashcards undo` takes it back.", decks=count(decks, _("deck"), _("decks"))))
