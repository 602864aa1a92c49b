"""Decks: which options are in force and from where, setting them, renaming, and moving cards from deck to deck."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flashcards.core.decking import OPTIONS, Option
from flashcards.core.note import Card, Deck
from flashcards.core.queue import lineage, within
from flashcards.errors import BadInput, NotFound, Refused
from flashcards.services.desk import Desk
from flashcards.services.rebuilding import rebuild, rebuild_moved
from flashcards.store.decks import DEFAULTS, ensure_deck
from flashcards.store.tables import card as card_table
from flashcards.store.tables import deck as deck_table


@dataclass(frozen=True, slots=True)
class InForce:
    """An option of a deck: its value, as text, and the deck that sets it, None for the default."""

    option: Option
    value: str
    set_by: str | None


def find(desk: Desk, name: str) -> Deck:
    """Return a deck by its name. Raises NotFound."""
    found = next((one for one in desk.store.decks.all() if one.name == name), None)
    if found is None:
        raise NotFound("There is no deck {deck!r}: `flashcards decks` lists them.", deck=name)
    return found


def in_force(desk: Desk, name: str) -> list[InForce]:
    """Return every option of a deck as it is in force, after inheritance. Raises NotFound."""
    find(desk, name)
    rows = desk.store.decks.own_options()
    line = [parent for parent in lineage(name) if parent in rows]
    found = []
    for option in OPTIONS.values():
        owner = next((parent for parent in line if rows[parent][option.field] is not None), None)
        value = rows[owner][option.field] if owner else _default(desk, option)
        found.append(InForce(option, option.write(value) if value is not None else "0", owner))
    return found


def _default(desk: Desk, option: Option) -> Any:  # noqa: ANN401  options are of several types
    return desk.settings["schedule.order"] if option.name == "order" else DEFAULTS[option.field]


def set_options(desk: Desk, name: str, texts: Mapping[str, str]) -> frozenset[str]:
    """Set options of a deck from text, ``default`` to inherit again; return the names of those that changed.

    Future answers go by them; due days stay. Raises NotFound, and BadInput for an unknown option or an invalid value.
    """
    found = find(desk, name)
    values = {_option(key).field: _option(key).value(text) for key, text in texts.items()}
    with desk.store.write("deck", at=desk.now, study_day=desk.today) as act:
        changed = act.update(deck_table, found.uid, **values) if values else frozenset()
    return frozenset(option.name for option in OPTIONS.values() if option.field in changed)


def _option(name: str) -> Option:
    if name not in OPTIONS:
        raise BadInput("A deck has no option {name!r}: there are {known}.", name=name, known=", ".join(OPTIONS))
    return OPTIONS[name]


def rename(desk: Desk, old: str, new: str) -> int:
    """Rename a deck with its subdecks; return how many decks changed their name.

    Raises NotFound, BadInput for a name that is none, and Refused where a deck has the new name already.
    """
    find(desk, old)
    new = deck_name(new)
    if within(new, old):
        raise BadInput("{new!r} cannot be the new name: it would lie in the deck itself.", new=new)
    decks = desk.store.decks.all()
    if any(one.name == new for one in decks):
        raise Refused(
            "There is a deck {new!r} already: choose another name, or move cards there with `flashcards move`.", new=new
        )
    moved = [one for one in decks if within(one.name, old)]
    with desk.store.write("deck", at=desk.now, study_day=desk.today) as act:
        was = desk.store.decks.options(fuzz=True)
        for parent in lineage(new)[1:2]:
            ensure_deck(act, parent)
        for one in moved:
            act.update(deck_table, one.uid, name=new + one.name.removeprefix(old))
        rebuild(desk, act, was)
    return len(moved)


def move(desk: Desk, points: Iterable[str], name: str) -> list[Card]:
    """Put all cards of some tips, by the points' uids, into a deck, made with its parents if there is none.

    As one act; return the cards that changed their deck. Due days stay. Raises BadInput for a name that is none.
    """
    name = deck_name(name)
    with desk.store.write("move", at=desk.now, study_day=desk.today) as act:
        was = desk.store.decks.options(fuzz=True)
        own = desk.store.cards.of_points(set(points))
        cards = sorted((card for found in own.values() for card in found if card.deck != name), key=lambda card: card.n)
        if cards:
            uid = ensure_deck(act, name)
            act.update_many(card_table, [card.uid for card in cards], deck=uid)
            rebuild_moved(desk, act, was, cards)
    there = desk.store.cards.by_uids(card.uid for card in cards)
    return [there[card.uid] for card in cards]


def offered(desk: Desk, text: str) -> tuple[list[str], str | None]:
    """Return the decks whose names hold what is typed, and the new deck that it would name, None where it names none.

    A deck that is named in full comes first.
    """
    typed = "::".join(part.strip() for part in text.split("::"))
    names = [one.name for one in desk.store.decks.all() if typed.casefold() in one.name.casefold()]
    names.sort(key=lambda name: (name != typed, name.split("::")))
    return names, typed if all(typed.split("::")) and typed not in names else None


def deck_name(text: str) -> str:
    """Return the name of a deck as it is kept. Raises BadInput for one that is none."""
    name = "::".join(part.strip() for part in text.split("::"))
    if not all(name.split("::")):
        raise BadInput("{name!r} cannot be a deck: give words, with :: between a deck and its subdeck.", name=name)
    return name
