"""What a shell completes: files, shipped decks, and names in the database, which is only looked at. Never fails."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

Completion = Callable[[click.Context, click.Parameter, str], list[str]]


def _of(kind: str) -> Completion:
    def complete(ctx: click.Context, _parameter: click.Parameter, incomplete: str) -> list[str]:
        from flashcards.config import find_paths
        from flashcards.services.completing import names

        given = ctx.find_root().params
        paths = find_paths(given.get("db"), given.get("config"))
        start = incomplete.casefold()
        return [name for name in names(paths.database, kind) if name.casefold().startswith(start)]

    return complete


def files(_ctx: click.Context, _parameter: click.Parameter, incomplete: str) -> "list[CompletionItem]":
    """Let the shell complete the names of files as it does everywhere."""
    from click.shell_completion import CompletionItem

    return [CompletionItem(incomplete, type="file")]


def targets(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> "list[CompletionItem]":
    """Complete what `add` reads: shipped decks after ``@``, else files."""
    from click.shell_completion import CompletionItem

    from flashcards.services import completing

    # bash hands @ over as a word of its own, and still replaces it with the rest.
    cut = (ctx.params.get(str(parameter.name)) or ("",))[-1] == "@"
    if cut or incomplete.startswith("@"):
        return [CompletionItem(name) for name in completing.targets("@" + incomplete.removeprefix("@"))]
    return files(ctx, parameter, incomplete)


decks = _of("deck")


def deck_name(_ctx: click.Context, _parameter: click.Parameter, name: str | None) -> str | None:
    """Return the name of a deck as decks are stored, however it was spaced."""
    if not name:
        return name
    from flashcards.core.decking import tidy_name

    return tidy_name(name) or name


sources = _of("source")
tags = _of("tag")
