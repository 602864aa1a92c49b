"""What a card says: the file's own words after cuts. Nothing is added, so a card can be checked against its line."""

import re

from flashcards.reading import asking
from flashcards.reading.marks import cloze_steps, take_cloze

LONG_QUESTION = 90
_SHORTEST = 14
_TAIL = 120
_LAUGHS = frozenset("^;:-DlaohLAOHㅋㅎㅠㅜ")
_DOTS = ("..", "…", "⋯", "~", "…)", "..)")

_LAUGH = (
    r"(?:[ㅋㅎㅠㅜ]+|\^\^;*|[;:]-?[)D](?!\w)|\b(?:lol|haha+|lmao)\b|[\u2600-\u27bf\U0001f300-\U0001faff\ufe0f\u200d]+)"
)
_JOKE_START = re.compile(r"(?:[ㅋㅎ]{2,}|(?:lol|lmao|ha(?:ha)+|hehe)\b)[\s.,!~:)-]*(?=[^\sㅋㅎ.!~])", re.IGNORECASE)
_JOKE_END = re.compile(rf"[\s(]*{_LAUGH}[\s.!~)]*$", re.IGNORECASE)
_FILLER = re.compile(
    r"(?:(?:어+|음+|아+|흠+)(?:[,.…~]+\s*|\s+(?=[가-힣A-Za-z]))"
    r"|(?:일단은?|약간|그니까|그러니까|뭐랄까|뭐)(?:\s*[,…]+\s*|\s+)"
    r"|사실(?:은|상)?(?:\s*[,…]+\s*|\s+(?!확인|관계|여부|기반|그대로|과|을|이))"
    r"|(?:um+|uh+|well|so|like|yeah|basically|actually|honestly|i mean|you know|okay|ok)(?:\s*[,…]+\s*|\.{2,}\s*)"
    r"|(?:um+|uh+|kind of|sort of)\s+)",
    re.IGNORECASE,
)
_LAUGH_STARTS = frozenset("ㅋㅎlLhH")
_FILLER_STARTS = frozenset("어음아흠일약그뭐사umwslybaihkoUMWSLYBAIHKO")
_ELLIPSIS = re.compile(r"\s*(?:\(\s*(?:…|\.{2,})+\s*\)|…|⋯|\.{2,}|~+)+$")
_IMAGE = re.compile(r"!\[[^\[\]]{0,300}\]\([^()]{0,1000}\)|!\[\[[^\[\]]{0,300}\]\]")
_LINK = re.compile(r"\[([^\[\]]{1,500})\]\((?:[^()\s]|\([^()\s]{0,200}\)){0,1500}(?:\s+\"[^\"]{0,200}\")?\)")
_WIKI = re.compile(r"\[\[(?:[^\[\]|]{0,300}\|)?([^\[\]|]{1,300})\]\]")
_URL = re.compile(r"<?https?://[^\s<>()]+>?")
_ADDRESS = re.compile(r"\]\(\s*<?([^()<>\s]{1,1500}(?:\([^()\s]{0,200}\)[^()<>\s]{0,500})?)|(https?://[^\s<>()\[\]]+)")
_FOOTNOTE = re.compile(r"\[\^?\d{1,3}\](?!\()")
_LETTER = re.compile(r"[^\W_]")
_SENTENCE = re.compile(r"(?<=[.?!。？！])\s+|(?<=[다요][.?!])(?=\S)")
_CLAUSE = re.compile(r"(?:는데요?|은데요?|인데요?|지만|습니다만|니다만|으며|시며|, (?:but|and|so|then))[,.]?\s+")
_STEP = re.compile(r"\s*(?:[-=]+>|[→⇒➔➜])\s*")
_CONTRAST_KO = re.compile(r"(?P<head>.{2,60}?(?:이|가|게|건|것이|것은|은|는) 아니라,? )(?P<tail>\S.{3,})")


def answer_text(text: str) -> str:
    """Return an answer as a card shows it: prefix, fillers, joke marks, trailing ellipsis and addresses cut."""
    plain, _ = asking.without_answer_prefix(text)
    plain = without_addresses(plain)
    cut = without_end(without_fillers(plain))
    return cut or plain or text.strip()


def without_addresses(text: str) -> str:
    """Return a text with links reduced to their words; images and, beside other words, bare addresses go."""
    plain = _FOOTNOTE.sub("", text) if "[" in text else text
    if "[" in plain:
        plain = _WIKI.sub(r"\1", _LINK.sub(r"\1", _IMAGE.sub("", plain)))
    if "://" in plain:
        rest = _URL.sub("", plain)
        if _LETTER.search(rest):
            plain = rest.rstrip(" :-–(<")
    return " ".join(plain.split())


def addresses(text: str) -> tuple[str, ...]:
    """Return the addresses of a line's links and images, and those that stand in it bare, in order."""
    if "](" not in text and "://" not in text:
        return ()
    found = (match[1] or match[2] for match in _ADDRESS.finditer(text))
    return tuple(dict.fromkeys(address.rstrip(".,;:!?'\"*_") for address in found))


def is_address_only(text: str) -> bool:
    """Tell whether a line is an image, a badge or a bare address and nothing to learn."""
    if "://" not in text and "](" not in text and "[[" not in text:
        return False
    bare = _URL.sub("", _IMAGE.sub("", text))
    return not _LETTER.search(bare)


def is_joke_only(text: str) -> bool:
    """Tell whether nothing but laughter is left of a line."""
    return not _LETTER.search(without_end(text)) or not _without_laugh(text).strip("() ")


def has_joke_mark(text: str) -> bool:
    """Tell whether a line ends in laughter."""
    return _without_laugh(text) != text


def laughs_first(text: str) -> bool:
    """Tell whether a line begins with laughter and goes on."""
    return text[:1] in _LAUGH_STARTS and _JOKE_START.match(text) is not None


def is_cut_off(text: str) -> bool:
    """Tell whether a line trails off in an ellipsis."""
    return not text.endswith("~") and _without_dots(text) != text


def as_cloze(text: str) -> str | None:
    """Return an answer with cloze marks where it has explicit ones, else None."""
    marked = take_cloze(text)
    return None if marked is None else " ".join(marked.split())


def as_steps(text: str) -> str | None:
    """Return three or more steps joined by arrows as an ordered cloze, else None."""
    if ">" not in text and "→" not in text and "⇒" not in text:
        return None
    flat = re.sub(r"\(\s*(?=[-=]+>)", "", text) if re.search(r"\(\s*[-=]+>", text) else text
    flat = flat.rstrip(")") if flat.count(")") > flat.count("(") else flat
    steps = [step.strip(" ,.") for step in _STEP.split(flat)]
    fits = 3 <= len(steps) <= 12 and all(2 <= len(step) <= 80 for step in steps)
    clean = not any("{" in step or "}" in step or "::" in step for step in steps)
    return cloze_steps(steps) if fits and clean else None


def as_contrast(text: str) -> str | None:
    """Return "A가 아니라 B" with B as the gap, so that A stands in the cue; else None."""
    found = _CONTRAST_KO.fullmatch(text) if "아니라" in text and len(text) <= 160 else None
    if found is None or any(mark in text for mark in ("{{", "}}", "::")):
        return None
    return f"{found['head']}{{{{c1::{found['tail']}}}}}"


def question_text(text: str) -> tuple[str, str]:
    """Return a question as a cue and, where the cue is only its last clause, the full text as context."""
    full = without_addresses(_without_laugh(text).strip() or text.strip()) or text.strip()
    if len(full) <= LONG_QUESTION:
        return full, ""
    sentences = [part for part in _SENTENCE.split(full) if part.strip()]
    asked = [part for part in sentences if asking.asking_of(part).confidence]
    cue = " ".join(asked) or sentences[-1]
    if len(cue) > LONG_QUESTION and len(asked) < 2:
        clauses = _CLAUSE.split(cue)
        cue = clauses[-1] if len(clauses[-1]) >= _SHORTEST else cue
    cue = cue.strip(" ,")
    return (cue, full) if _SHORTEST <= len(cue) < len(full) else (full, "")


def without_fillers(text: str) -> str:
    """Cut fillers and laughter off the start of a text."""
    laugh = _JOKE_START.match(text) if text[:1] in _LAUGH_STARTS else None
    text = text[laugh.end() :] if laugh else text
    for _ in range(3):
        found = _FILLER.match(text) if text[:1] in _FILLER_STARTS else None
        if not found or found.end() >= len(text):
            break
        text = text[found.end() :]
        text = text[:1].upper() + text[1:] if found[0][:1].isupper() else text
    return text


def without_end(text: str) -> str:
    """Cut laughter and ellipses off the end of a text."""
    for _ in range(4):
        cut = _without_dots(_without_laugh(text))
        if cut == text or not cut.strip("() "):
            break
        text = cut
    return text.strip()


def _without_laugh(text: str) -> str:
    """Cut laughter off the end; the last character tells cheaply whether there can be any."""
    last = text.rstrip(" .!~)")[-1:]
    may = last in _LAUGHS or last > "\ue000" or "\u25ff" < last < "\u3000"
    return _without_tail(_JOKE_END, text) if may else text


def _without_dots(text: str) -> str:
    """Cut an ellipsis off the end."""
    return _without_tail(_ELLIPSIS, text) if text.endswith(_DOTS) else text


def _without_tail(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text[-_TAIL:])
    return text[: len(text) - min(_TAIL, len(text)) + found.start()] if found else text
