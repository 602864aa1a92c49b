"""Importing what is no package: this program's own rows as JSON, and tables of cards."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from flashcards.cli import output
from flashcards.errors import Refused, UsageError
from flashcards.language import _, count

if TYPE_CHECKING:
    from flashcards.services.bringing import Planned as Everything
    from flashcards.services.desk import Desk
    from flashcards.services.importing_tables import Planned as Table

_SHOWN = 20


def is_rows(file: Path) -> bool:
    """Say whether a file is to be read as the rows of `export json`."""
    return file.suffix.lower() == ".json"


def is_table(file: Path) -> bool:
    """Say whether a file is to be read as a table."""
    from flashcards.services.importing_tables import is_table

    return is_table(file)


def bring(desk: "Desk", file: Path, *, dry_run: bool, yes: bool, as_json: bool, deck: str | None) -> None:
    """Show what of a JSON export is new here, ask, and store it."""
    from flashcards.services import bringing

    if deck is not None:
        raise UsageError("--deck is for tables: a JSON export brings its own decks.")
    with output.progress(_("Reading"), few=0) as told:
        planned = bringing.plan(desk, file, output.shares(told))
    what = _everything(planned)
    if as_json:
        output.show_json(_shape_of_rows(planned))
    else:
        output.line(_summary(file, what))
    if planned.is_empty or dry_run or not confirmed(yes=yes):
        return
    with output.progress(_("Storing"), few=0) as told:
        bringing.store(desk, planned, output.shares(told))
    output.narrate(_("Stored {what}.", what=what))


def take(desk: "Desk", file: Path, *, dry_run: bool, yes: bool, as_json: bool, deck: str | None) -> None:
    """Show what of a table is new here, ask, and store it."""
    from flashcards.services import importing_tables

    with output.progress(_("Reading"), few=0) as told:
        planned = importing_tables.plan(desk, file, deck=deck, told=output.shares(told))
    if as_json:
        output.show_json(_shape_of_table(planned))
    else:
        _show(planned)
    if planned.is_empty or dry_run or not confirmed(yes=yes):
        return
    importing_tables.store(desk, planned)
    output.narrate(_("Stored {what}.", what=_rows(planned)))


def confirmed(*, yes: bool) -> bool:
    """Say whether the user wants what was shown. Raises Refused where nobody can be asked."""
    if yes:
        return True
    if not output.can_ask():
        raise Refused("Nothing was stored, for there is no terminal to ask on: give --yes to store this.")
    if output.choose(_("Store this? [y]es, [n]o"), "yn") == "y":
        return True
    output.narrate(_("Nothing was stored."))
    return False


def _summary(file: Path, what: str) -> str:
    if not what:
        return _("Everything in {file} is here already.", file=file.name)
    return _("{file}: {what}.", file=file.name, what=what)


def _everything(planned: "Everything") -> str:
    parts = [
        count(planned.tips, _("new tip"), _("new tips")),
        count(planned.cards, _("card"), _("cards")),
        count(planned.answers, _("answer"), _("answers")),
        count(planned.others, _("other row"), _("other rows")),
    ]
    if planned.changed:
        parts.append(count(planned.changed, _("row changed"), _("rows changed")))
    return "" if planned.is_empty else ", ".join(parts)


def _shape_of_rows(planned: "Everything") -> dict[str, Any]:
    return {
        "file": str(planned.path), "new": planned.tips, "cards": planned.cards, "answers": planned.answers,
        "others": planned.others, "changed": planned.changed,
    }  # fmt: skip


def _show(planned: "Table") -> None:
    output.line(_summary(planned.path, _rows(planned)))
    for deck in sorted({row.deck for row in planned.new}):
        own = [row for row in planned.new if row.deck == deck]
        output.line(f"  {output.one_line(deck)}  {count(len(own), _('tip'), _('tips'))}")
    for row, point in planned.reworded[:_SHOWN]:
        output.line(f"  - {output.one_line(point.text)}")
        output.line(f"  + {output.one_line(row.card.back)}")
    if len(planned.reworded) > _SHOWN:
        output.line(_("  and {n} more", n=len(planned.reworded) - _SHOWN))
    for line, why in planned.left_out[:_SHOWN]:
        output.narrate(_("Line {line} {why}, so it was left out.", line=line, why=_(why)))
    if len(planned.left_out) > _SHOWN:
        output.narrate(_("{n} more lines were left out.", n=len(planned.left_out) - _SHOWN))
    if planned.ignored:
        names = ", ".join(map(output.one_line, planned.ignored))
        output.narrate(_("These columns say nothing here: {names}.", names=names))
    if planned.unseen:
        kinds = ", ".join(f"{number} {_(kind)}" for kind, number in sorted(planned.unseen.items()))
        output.line(_("A terminal cannot show these, so they are named where they stand: {kinds}.", kinds=kinds))


def _rows(planned: "Table") -> str:
    parts = [
        count(len(planned.new), _("new tip"), _("new tips")),
        count(planned.cards, _("card"), _("cards")),
    ]
    if planned.reworded:
        parts.append(count(len(planned.reworded), _("tip reworded"), _("tips reworded")))
    return "" if planned.is_empty else ", ".join(parts)


def _shape_of_table(planned: "Table") -> dict[str, Any]:
    return {
        "file": str(planned.path), "new": len(planned.new), "cards": planned.cards,
        "reworded": [{"tip": point.uid, "old": point.text, "new": row.card.back} for row, point in planned.reworded],
        "known": planned.known, "left_out": [{"line": line, "why": why} for line, why in planned.left_out],
        "ignored": list(planned.ignored), "unseen": dict(sorted(planned.unseen.items())),
        "decks": sorted({row.deck for row in planned.new}),
    }  # fmt: skip
