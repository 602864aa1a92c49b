"""`flashcards decks`: the decks with their counts, and the decks that are shipped."""

import click

from flashcards.cli import output, shapes
from flashcards.cli.invocation import NO_CARDS, Invocation
from flashcards.language import _


@click.command()
@click.option("--shipped", is_flag=True, help="List the decks that come with the program.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object for each deck.")
@click.pass_obj
def command(invocation: Invocation, *, shipped: bool, as_json: bool) -> None:
    """List your decks with what is due in each, subdecks included.

    \b
    Examples:
      flashcards decks
      flashcards decks --shipped
    """
    if shipped:
        _shipped(as_json=as_json)
        return
    desk = invocation.known_desk()
    if desk is None:
        found = []
    else:
        from flashcards.services import browsing

        found = [shapes.deck(one) for one in browsing.decks(desk)]
    if as_json:
        output.show_json(found)
    elif found:
        heads = (_("deck"), _("cards"), _("new"), _("learning"), _("review"))
        rows = [(d["name"], *(str(d[key]) for key in ("cards", "new", "learning", "review"))) for d in found]
        output.table([heads, *rows], right=(1, 2, 3, 4))
    else:
        output.narrate(_(NO_CARDS))


def _shipped(*, as_json: bool) -> None:
    from flashcards.bundled import shipped_decks
    from flashcards.reading.read import read_notes
    from flashcards.services import gathering

    rows = []
    for name, path in shipped_decks().items():
        proposal = read_notes(gathering.shipped(name).text, file=path.name)
        tips = sum(point.key for question in proposal.questions for point in question.points)
        rows.append({"name": f"@{name}", "title": proposal.header.title, "tips": tips, "path": str(path)})
    if as_json:
        output.show_json(rows)
        return
    lines = [(str(row["name"]), str(row["tips"]), str(row["title"])) for row in rows]
    output.table([(_("deck"), _("tips"), _("title")), *lines], right=(1,))
