"""Which why cards can be asked: those whose reason stands in the notes, once their point has been recalled.

A new one is locked until an ask or cloze card of its point had its first passed answer in review state, and again if
that answer is taken back. One whose reason left the notes is locked until it is there again, whatever its state.
"""

from sqlalchemy import ColumnElement, Integer, and_, bindparam, case, exists, false, not_, or_

from flashcards.core.note import Role
from flashcards.store.tables import card, point, retraction, review

_TIP = point.alias("why_tip")
_ASKING = card.alias("why_asking")

_OWN_DETAILS = and_(_TIP.c.own_text.is_not(None), _TIP.c.own_for == _TIP.c.text, _TIP.c.own_details.is_not(None))
_HAS_REASON = exists().where(
    _TIP.c.uid == card.c.point, case((_OWN_DETAILS, _TIP.c.own_why), else_=_TIP.c.why).is_not(None)
)
_RECALLED = exists().where(
    _ASKING.c.point == card.c.point,
    _ASKING.c.role.in_((Role.ASK, Role.CLOZE)),
    _ASKING.c.reps > 1,
    review.c.card == _ASKING.c.uid,
    review.c.state_before == "review",
    review.c.rating > 1,
    ~exists().where(retraction.c.review == review.c.uid),
)

LOCKED: ColumnElement[bool] = case(
    (card.c.role == Role.WHY, or_(not_(_HAS_REASON), and_(card.c.state == "new", not_(_RECALLED)))), else_=false()
)
"""Whether a card of the query is a why card that cannot be asked now; it looks no further for cards of other roles."""


_SETTING = bindparam("why", type_=Integer())


def is_asked(why: ColumnElement[int] = _SETTING) -> ColumnElement[bool]:
    """Leave out why cards that are locked, and all of them unless ``why``, a parameter of the query, is true."""
    return or_(card.c.role != Role.WHY, and_(why == 1, not_(LOCKED)))
