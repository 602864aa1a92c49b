"""The two note types that cards have in Anki, final from their first version.

Anki matches note types by id and fields: a field more, and every note written before is "conflicting". So ids and
fields never change; templates and styling may, and then ``TEMPLATES_CHANGED`` moves on.
"""

from typing import Any

import genanki

from flashcards.formats.anki.css import CSS
from flashcards.formats.anki.names import BASIC_NAME, CLOZE_NAME, FIELDS

TEMPLATES_CHANGED = 1_795_478_400
"""When the templates or the styling last changed, epoch seconds: Anki replaces older ones."""

_FRONT = '<div class="sheet">{question}</div>'
_BACK = """\
<div class="sheet back">{question}
{rule}
{{{{Back}}}}
{{{{#Extra}}}}<div class="extra">{{{{Extra}}}}</div>{{{{/Extra}}}}
{{{{#Source}}}}<div class="source">{{{{Source}}}}</div>{{{{/Source}}}}</div>"""
_RULE = "<hr id=answer>"
_RULE_IF_MORE = "{{#Back}}<hr id=answer>{{/Back}}"
"""A cloze card's answer stands in its front: without details nothing comes below."""


class Model(genanki.Model):  # type: ignore[misc]
    """A note type whose time of change is its templates', not the time of the export."""

    def to_json(self, _timestamp: float, deck_id: int) -> dict[str, Any]:
        """Return the note type as the collection's JSON holds it."""
        described: dict[str, Any] = super().to_json(TEMPLATES_CHANGED, deck_id)
        return described


def _model(model_id: int, name: str, question: str, *, cloze: bool) -> Model:
    back = _BACK.format(question=question, rule=_RULE_IF_MORE if cloze else _RULE)
    template = {"name": "Card", "qfmt": _FRONT.format(question=question), "afmt": back}
    return Model(
        model_id,
        name,
        fields=[{"name": field} for field in FIELDS],
        templates=[template],
        css=CSS,
        model_type=Model.CLOZE if cloze else Model.FRONT_BACK,
    )


BASIC = _model(1_740_219_583_061, BASIC_NAME, "{{Front}}", cloze=False)
CLOZE = _model(1_740_219_583_188, CLOZE_NAME, "{{cloze:Front}}", cloze=True)
