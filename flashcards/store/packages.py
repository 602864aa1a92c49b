"""What went to Anki: when this device last exported each card, and when what Anki shows of a tip last changed.

A device keeps one row of the settings, with stretches of card numbers: an export of everything is one stretch. Numbers
are this database's own, and so is the row: another device counts from its own exports.
"""

import itertools
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection, and_, func, or_, select

from flashcards.core.prompting import Kind
from flashcards.store.act import Act
from flashcards.store.connection import Reading
from flashcards.store.tables import card, change, plan, setting, tag

EXPORT = "export"
_PREFIX = "anki export "
_SHOWN_OF_SOURCE = ("title", "speaker", "date", "url", "lang")
_DATED = or_(
    and_(change.c.table == "source", change.c.field.in_(_SHOWN_OF_SOURCE)),
    and_(change.c.table.in_(("question", "point")), change.c.field == "updated_at"),
)
_SHARED = select(change.c.row, func.max(change.c.at)).where(_DATED).group_by(change.c.row)
_TAGGED = (
    select(tag.c.point, func.max(change.c.at))
    .join(change, and_(change.c.row == tag.c.uid, change.c.table == "tag"))
    .group_by(tag.c.point)
)
_PLANNED = (
    select(plan.c.point, func.max(change.c.at))
    .join(change, and_(change.c.row == plan.c.uid, change.c.table == "plan"))
    .where(plan.c.kind == Kind.WRITTEN.value)
    .group_by(plan.c.point)
)


@dataclass(frozen=True, slots=True)
class Changes:
    """When what Anki shows last changed (epoch ms), what was taken back included.

    ``shared`` is by the uid of a source, a question or a point and dates every card that shows its text; ``own`` is by
    the uid of a point and dates its own cards: their tags and plans.
    """

    shared: Mapping[str, int] = field(default_factory=dict)
    own: Mapping[str, int] = field(default_factory=dict)


def changes(reading: Reading) -> Changes:
    """Return when what Anki shows was last changed, of all that was changed since it was added."""
    with reading() as connection:
        shared, tagged, planned = (
            dict(map(tuple, connection.execute(query).all())) for query in (_SHARED, _TAGGED, _PLANNED)
        )
    own = {point: max(tagged.get(point, 0), planned.get(point, 0)) for point in tagged.keys() | planned.keys()}
    return Changes(shared, own)


def exported(reading: Reading, device: str | None) -> dict[int, int]:
    """Return when a device last exported cards (epoch ms), by number; tips' numbers between them may be there too."""
    with reading() as connection:
        return _read(connection, device)


def remember_export(act: Act, cards: Collection[int]) -> None:
    """Note that these cards, by their numbers, were exported by the act's device at its instant."""
    known = _read(act.connection, act.device)
    every = act.connection.execute(select(card.c.n).order_by(card.c.n)).scalars()
    dated = [(number, act.at if number in cards else known.get(number)) for number in every]
    value = []
    for at, stretch in itertools.groupby(dated, key=lambda one: one[1]):
        numbers = [number for number, _at in stretch]
        if at is not None:
            value.append([numbers[0], numbers[-1], at])
    name = _PREFIX + act.device
    row = act.connection.execute(select(setting.c.uid).where(setting.c.name == name)).scalar()
    if row is None:
        act.insert(setting, name=name, value=value, at=act.at)
    else:
        act.update(setting, row, value=value, at=act.at)


def _read(connection: Connection, device: str | None) -> dict[int, int]:
    query = select(setting.c.value).where(setting.c.name == _PREFIX + (device or ""))
    stretches = connection.execute(query).scalar() or []
    return {number: at for first, last, at in stretches for number in range(first, last + 1)}
