"""`flashcards where`: where every file lies."""

import click

from flashcards.cli import output
from flashcards.cli.invocation import Invocation
from flashcards.language import _


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print the paths as JSON.")
@click.pass_obj
def command(invocation: Invocation, *, as_json: bool) -> None:
    """Show where the database, the settings, the backups and the shipped decks lie.

    \b
    Example:
      flashcards where
    """
    from flashcards.bundled import bundled

    paths = invocation.paths
    found = {
        "database": paths.database,
        "settings": paths.settings,
        "backups": paths.backups,
        "shipped_decks": bundled("decks"),
    }
    if as_json:
        output.show_json({name: str(path) for name, path in found.items()})
        return
    names = {"database": _("database"), "settings": _("settings"), "backups": _("backups")}
    for name, path in found.items():
        missing = "" if _there(path) else _("  (not there yet)")
        output.line(f"{output.pad(names.get(name, _('shipped decks')), 14)}{path}{missing}")


def _there(path: object) -> bool:
    import os

    return os.path.exists(str(path))  # noqa: PTH110  unlike Path.exists, it is False where nobody may look
