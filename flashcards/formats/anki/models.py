"""The two note types that cards have in Anki, final from their first version.

Anki matches note types by id and fields: a field more, and every note written before is "conflicting". So ids and
fields never change; templates and styling may, and then ``TEMPLATES_CHANGED`` moves on.
"""

from typing import Any

import genanki

from flashcards.formats.anki.names import BASIC_NAME, CLOZE_NAME, FIELDS

TEMPLATES_CHANGED = 1_795_392_000
"""When the templates or the styling last changed, epoch seconds: Anki replaces older ones."""

_BACK = """\
<div class="back">{{Back}}</div>
{{#Extra}}<div class="extra">{{Extra}}</div>{{/Extra}}
{{#Source}}<div class="source">{{Source}}</div>{{/Source}}"""

_CSS = """\
.card {
  max-width: 38em;
  margin: 0 auto;
  padding: 1em;
  font-family: "Pretendard", "Apple SD Gothic Neo", "Malgun Gothic", "Noto Sans KR", "Noto Sans CJK KR", sans-serif;
  font-size: 20px;
  line-height: 1.6;
  text-align: left;
  word-break: keep-all;
  overflow-wrap: anywhere;
}
.face { display: flex; flex-direction: column; }
.context { order: -1; margin-bottom: 0.6em; }
.context, .cue, .source { font-size: 0.75em; opacity: 0.7; }
.question { font-weight: 600; }
.gap, .cloze { font-weight: bold; color: #0a5fb4; }
.later { opacity: 0.5; }
.details, .extra { font-size: 0.85em; }
.source { margin-top: 1.5em; }
ol, ul { margin: 0.4em 0; padding-left: 1.6em; }
pre { white-space: pre-wrap; }
code { font-family: "D2Coding", "SF Mono", Consolas, monospace; font-size: 0.9em; }
.nightMode .gap, .nightMode .cloze { color: #7cc0ff; }
.mobile .card, .mobile.card { padding: 0.5em; font-size: 18px; }
"""


class Model(genanki.Model):  # type: ignore[misc]
    """A note type whose time of change is its templates', not the time of the export."""

    def to_json(self, _timestamp: float, deck_id: int) -> dict[str, Any]:
        """Return the note type as the collection's JSON holds it."""
        described: dict[str, Any] = super().to_json(TEMPLATES_CHANGED, deck_id)
        return described


def _model(model_id: int, name: str, front: str, *, cloze: bool) -> Model:
    template = {"name": "Card", "qfmt": front, "afmt": f"{front}\n<hr id=answer>\n{_BACK}"}
    return Model(
        model_id,
        name,
        fields=[{"name": field} for field in FIELDS],
        templates=[template],
        css=_CSS,
        model_type=Model.CLOZE if cloze else Model.FRONT_BACK,
    )


BASIC = _model(1_740_219_583_061, BASIC_NAME, "{{Front}}", cloze=False)
CLOZE = _model(1_740_219_583_188, CLOZE_NAME, "{{cloze:Front}}", cloze=True)
