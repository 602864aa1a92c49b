"""`flashcards add`: notes in, a plan, and what it says stored."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import accumulate
from typing import TYPE_CHECKING

import click

from flashcards.cli import completion, output
from flashcards.cli.invocation import Invocation, check_words
from flashcards.errors import BadInput, FlashcardsError, UsageError
from flashcards.language import _

if TYPE_CHECKING:
    from pathlib import Path

    from flashcards.services.adding import Options, Planned
    from flashcards.services.desk import Desk
    from flashcards.services.gathering import Text

_QUICK = 200_000
"""So many characters are planned before anybody would look for a progress bar."""


@click.command()
@click.argument("targets", nargs=-1, metavar="[FILE|DIR|-|@DECK]...", shell_complete=completion.targets)
@click.option("--text", metavar="'FRONT :: BACK'", help="One card, written here instead of in a file.")
@click.option(
    "--deck",
    metavar="DECK",
    shell_complete=completion.decks,
    callback=completion.deck_name,
    help="The deck of new cards.",
)
@click.option("--cards", type=click.Choice(["key", "all", "marked"]), help="Which points become cards.")
@click.option(
    "--min-score", type=click.FloatRange(0, 1), metavar="SCORE", help="From which score, 0 to 1, a point is key."
)
@click.option("--take-file", is_flag=True, help="Give changed lines the file's words where you had your own.")
@click.option("--dry-run", is_flag=True, help="Show the plan and store nothing.")
@click.option("--yes", is_flag=True, help="Store without asking.")
@click.option("--json", "as_json", is_flag=True, help="Print the plan as JSON.")
@click.pass_obj
def command(
    invocation: Invocation, *, targets: tuple[str, ...], text: str | None, deck: str | None, cards: str | None,
    min_score: float | None, take_file: bool, dry_run: bool, yes: bool, as_json: bool,
) -> None:  # fmt: skip
    """Read notes, show what would become cards, ask, and store it.

    A target is a file, a folder of notes, `-` for standard input, or a shipped deck such as @ai-masterclass. The notes
    are only read. Add a file again after you changed it: cards and their history follow.

    \b
    Examples:
      flashcards add notes.md
      flashcards add @ai-masterclass --yes
      flashcards add --text 'What goes first in a bug report? :: The steps that reproduce it'
    """
    if text is None and not targets:
        raise UsageError(
            "Name a file or a folder of notes, @ and a shipped deck, - for standard input, or give --text."
        )
    from flashcards.cli import planning
    from flashcards.core.note import CardsMode
    from flashcards.services.adding import Options

    mode = CardsMode(cards) if cards else None
    options = Options(deck=deck, cards=mode, min_score=min_score, take_file=take_file)
    texts, faults = _texts(targets, text)
    with _planning_desk(invocation, storing=yes and not dry_run) as desk:
        plans, more = _plans(desk, texts, options)
        if plans or as_json:
            planning.show_plans(desk, plans, as_json=as_json)
        if dry_run:
            output.narrate(_("Nothing was stored: this was a dry run."))
        elif plans:
            planning.settle(invocation, desk, plans, lambda real: _plans(real, texts, options)[0], yes=yes)
    planning.report([*faults, *more])


def _texts(targets: tuple[str, ...], by_hand: str | None) -> "tuple[list[Text], list[FlashcardsError]]":
    """Read every target; what cannot be read comes back as its fault, and the rest goes on."""
    from flashcards.reading.decode import MAX_BYTES
    from flashcards.services import gathering

    texts = [] if by_hand is None else [gathering.by_hand(by_hand)]
    faults: list[FlashcardsError] = []
    for target in targets:
        try:
            if target == "-":
                texts.append(gathering.piped(sys.stdin.buffer.read(MAX_BYTES + 1)))
            elif target.startswith("@"):
                texts.append(gathering.shipped(target[1:]))
            else:
                texts += _files(gathering.find(target, faults), faults)
        except FlashcardsError as fault:
            faults.append(fault)
        except (OSError, RuntimeError) as error:
            faults.append(
                BadInput(
                    "{path} cannot be read ({why}): check its name.",
                    path=target,
                    why=getattr(error, "strerror", None) or error,
                )
            )
    return texts, faults


def _files(paths: "list[Path]", faults: list[FlashcardsError]) -> "Iterator[Text]":
    from flashcards.services import gathering

    with output.progress(_("Reading"), few=1) as report:
        for done, path in enumerate(paths, 1):
            try:
                check_words([str(path)])
                yield gathering.read_file(path)
            except FlashcardsError as fault:
                faults.append(fault)
            report(done, len(paths))


def _plans(desk: "Desk", texts: "list[Text]", options: "Options") -> "tuple[list[Planned], list[FlashcardsError]]":
    from flashcards.services import adding
    from flashcards.services.merging import Elsewhere

    plans: list[Planned] = []
    faults: list[FlashcardsError] = []
    elsewhere = Elsewhere(desk)
    ends = list(accumulate(max(1, len(text.text)) for text in texts))
    with output.progress(_("Planning"), few=_QUICK if len(texts) == 1 else 0) as report:
        for text, end in zip(texts, ends, strict=True):
            start = end - max(1, len(text.text))

            def lines(done: int, lines: int, start: int = start, end: int = end) -> None:
                report(start + (end - start) * done // max(1, lines), ends[-1])

            try:
                plans.append(adding.plan(desk, text, options, elsewhere=elsewhere, progress=lines))
            except FlashcardsError as fault:
                faults.append(fault)
    return plans, faults


@contextmanager
def _planning_desk(invocation: Invocation, *, storing: bool) -> "Iterator[Desk]":
    """Give the user's desk; where there is no database and it is not sure to be needed, one that leaves no trace."""
    if storing or invocation.has_database:
        yield invocation.desk()
        return
    import tempfile
    from pathlib import Path

    with tempfile.TemporaryDirectory(prefix="flashcards-") as folder:
        scratch = replace(invocation, database=str(Path(folder) / "empty.db"))
        try:
            yield scratch.desk()
        finally:
            scratch.close()
