"""What a shell completes: decks, sources and tags of the database, which is only looked at. Never fails."""

from collections.abc import Callable

import click

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


decks = _of("deck")
sources = _of("source")
tags = _of("tag")
