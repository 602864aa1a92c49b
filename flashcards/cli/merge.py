"""`flashcards merge`: two machines' databases become one."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from flashcards.cli import arriving, output
from flashcards.cli.invocation import Invocation
from flashcards.language import _, count

if TYPE_CHECKING:
    from flashcards.services.uniting import Planned


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would come, and store nothing.")
@click.option("--yes", is_flag=True, help="Merge without asking.")
@click.option("--json", "as_json", is_flag=True, help="Print what would come as JSON.")
@click.pass_obj
def command(invocation: Invocation, *, file: Path, dry_run: bool, yes: bool, as_json: bool) -> None:
    """Bring in what another machine's database has: answers, changes and tips. FILE is only read.

    Copy it with `flashcards backup` there. Nothing is lost: answers of both count, and of two changes of one thing the
    later stands. Yours is backed up first.

    \b
    Example:
      flashcards merge laptop.db --dry-run
    """
    desk = invocation.desk()
    from flashcards.services import uniting

    planned = uniting.plan(desk, file)
    what = _what(planned)
    if as_json:
        output.show_json({
            "file": str(file), "tips": planned.tips, "answers": planned.answers, "taken_back": planned.taken_back,
            "changes": planned.changes,
        })  # fmt: skip
    elif planned.is_empty:
        output.line(_("Everything in {file} is here already.", file=file.name))
    else:
        output.line(_("{file}: {what}.", file=file.name, what=what))
    if planned.is_empty or dry_run or not arriving.confirmed(yes=yes):
        return
    with output.progress(_("Merging"), few=0) as told:
        kept = uniting.unite(desk, planned, invocation.paths, output.shares(told))
    output.narrate(_("Merged {what}. What was here before is in {path}.", what=what, path=kept))


def _what(planned: "Planned") -> str:
    parts = [
        count(planned.tips, _("new tip"), _("new tips")),
        count(planned.answers, _("answer"), _("answers")),
        count(planned.changes, _("change"), _("changes")),
    ]
    if planned.taken_back:
        parts.append(count(planned.taken_back, _("answer taken back"), _("answers taken back")))
    return ", ".join(parts)
