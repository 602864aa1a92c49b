"""How much of a line an earlier line said already: by the stems of its words, without any dictionary."""

import re
from collections.abc import Iterable

NEAREST = 30
"""So many earlier lines are compared, which keeps a long list cheap."""

_WORD = re.compile(r"[a-z']{3,}|[가-힣]{2,}|\d+")
_COMMON = frozenset(
    re.findall(
        r"\S+",
        "the and you that for with not are but they their your have from this what when how can will just one it's "
        "don't 그리고 그러니까 그래서 있는 하는 것을 합니다 있습니다 이거 그거 정도 제일 가장 때문에",
    )
)


def stems(text: str) -> frozenset[str]:
    """Return what identifies a line's words: the first letters of each, which Korean particles leave alone."""
    words = set(_WORD.findall(text.lower())) - _COMMON
    return frozenset({word[:2] if word > "\u3000" else word[:5] for word in words})


def echoed(text: frozenset[str], earlier: Iterable[frozenset[str]]) -> float:
    """Return the largest share (0..1) of a line's stems that one earlier line holds; short lines say too little."""
    if len(text) < 2:
        return 0.0
    return max((len(text & other) / len(text) for other in earlier), default=0.0)
