"""The program as a lazy Click group: its table names every command, and a command is imported when it is called."""

import importlib
from typing import TYPE_CHECKING, NamedTuple

import click

from flashcards import __version__
from flashcards.cli import completion, output
from flashcards.cli.invocation import Invocation
from flashcards.language import _

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


class Entry(NamedTuple):
    """A command in the table: the module of flashcards.cli that holds it, and its help in a few words."""

    module: str
    help: str


SECTIONS: dict[str, dict[str, Entry]] = {
    "Learn": {
        "add": Entry("add", "Read notes and make cards of their advice."),
        "refresh": Entry("refresh", "Read the notes again that have changed."),
        "review": Entry("review", "Answer what is due."),
        "due": Entry("due", "Count what is due."),
        "next": Entry("next", "Show the next card, for scripts."),
        "answer": Entry("answer", "Answer a card, for scripts."),
        "undo": Entry("undo", "Take back the newest act of today."),
        "catch-up": Entry("catch_up", "Spread what is overdue over days."),
        "vacation": Entry("vacation", "Keep days free of reviews."),
    },
    "Look": {
        "tips": Entry("tips", "List every tip with its status."),
        "search": Entry("search", "Find tips by their words."),
        "show": Entry("show", "Show one card with its history."),
        "stats": Entry("stats", "Show retention, load and what is remembered."),
        "forecast": Entry("forecast", "Show what falls due on the coming days."),
        "simulate": Entry("simulate", "Play the coming days through."),
        "decks": Entry("decks", "List the decks."),
        "deck": Entry("deck", "Show or change one deck."),
        "sources": Entry("sources", "List the notes that tips came from."),
    },
    "Handle": {
        "apply": Entry("apply", "Note that you used a tip."),
        "plan": Entry("plan", "Plan when you will use a tip."),
        "retire": Entry("retire", "Put a tip away for good, with a reason."),
        "restore": Entry("restore", "Bring a retired tip back."),
        "edit": Entry("edit", "Give a card your own words."),
        "accept": Entry("accept", "Make cards of drafts."),
        "suspend": Entry("suspend", "Keep cards out of review."),
        "unsuspend": Entry("unsuspend", "Bring suspended cards back."),
        "bury": Entry("bury", "Put cards away until tomorrow."),
        "unbury": Entry("unbury", "Bring buried cards back now."),
        "flag": Entry("flag", "Flag cards."),
        "tag": Entry("tag", "Put a tag on tips."),
        "move": Entry("move", "Put cards into another deck."),
    },
    "Keep": {
        "report": Entry("report", "Write what you learned as a page to read or print."),
        "export": Entry("export", "Write everything to a file, for Anki or as JSON."),
        "import": Entry("import_file", "Bring cards and answers over from Anki."),
        "merge": Entry("merge", "Bring two machines' databases together."),
        "backup": Entry("backup", "Copy the database, and check the copy."),
        "doctor": Entry("doctor", "Check the database."),
        "tune": Entry("tune", "Fit the scheduler to your own reviews."),
        "config": Entry("config", "Show or change a setting."),
        "where": Entry("where", "Show where every file lies."),
    },
}
COMMANDS = {name: entry for section in SECTIONS.values() for name, entry in section.items()}


class LazyGroup(click.Group):
    """A group that knows its commands by the table and imports the one that is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  Click's signature
        """Return the commands in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  Click's signature
        """Import a command; None if there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"flashcards.cli.{COMMANDS[cmd_name].module}")
        command = module.command
        assert isinstance(command, click.Command)  # noqa: S101  held by a test over the whole table
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that is meant, naming the nearest one for a word that is none."""
        word = args[0]
        if word not in COMMANDS and not word.startswith("-") and not ctx.resilient_parsing:
            raise click.exceptions.NoSuchCommand(word, possibilities=COMMANDS, ctx=ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002  Click's signature
        """List the commands by section, from the table."""
        for section, entries in SECTIONS.items():
            with formatter.section(_(section)):
                formatter.write_dl([(name, _(entry.help)) for name, entry in entries.items()], col_max=12)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> "list[CompletionItem]":
        """Complete the names of commands from the table, and the global options."""
        from click.shell_completion import CompletionItem

        names = [CompletionItem(n, help=_(e.help)) for n, e in COMMANDS.items() if n.startswith(incomplete)]
        return names + click.Command.shell_complete(self, ctx, incomplete)


@click.group(cls=LazyGroup, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--db",
    metavar="PATH",
    shell_complete=completion.files,
    help="The database, instead of yours (or FLASHCARDS_DB).",
)
@click.option(
    "--config",
    metavar="PATH",
    shell_complete=completion.files,
    help="The settings file, instead of yours (or FLASHCARDS_CONFIG).",
)
@click.option(
    "--now", metavar="TIME", envvar="FLASHCARDS_NOW", help="Another time than now, as 2026-11-23T08:30 or 2026-11-23."
)
@click.option("--debug", is_flag=True, help="Show the traceback of a fault.")
@click.version_option(__version__, prog_name="flashcards", message="%(prog)s %(version)s")
@click.pass_context
def program(ctx: click.Context, db: str | None, config: str | None, now: str | None, debug: bool) -> None:  # noqa: ARG001  the boundary reads --debug
    """Learn the advice in your notes, a few minutes a day.

    Without a command, today's screen opens; without a terminal, what is due is printed.

    \b
    Examples:
      flashcards add notes.md
      flashcards review
    """
    ctx.color = output.colours()
    ctx.obj = invocation = Invocation(db, config, now)
    ctx.call_on_close(invocation.close)
    if ctx.invoked_subcommand is None:
        _today(invocation)


def _today(invocation: Invocation) -> None:
    if not output.full_screen():
        from flashcards.cli.due import summary

        summary(invocation)
        return
    from flashcards.tui.app import run

    file = invocation.paths.settings
    code = run(invocation.store, invocation.settings, invocation.clock, start="today", settings_file=file)
    click.get_current_context().exit(code)
