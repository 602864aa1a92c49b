"""A search taken apart: signs, words, "phrases", and words with a colon; the faults of writing one."""

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flashcards.core.query import FIELDS, NAMED
from flashcards.errors import BadInput
from flashcards.language import _

KEYS = (*NAMED, *FIELDS, "is", "flag", "prop", "added", "edited", "rated")
_LONGEST = 5000
_ESCAPED = '\\*_":()-'
_KEPT_ESCAPED = "\\*_"
_KEY = re.compile(r"([A-Za-z]{2,}):(?!:|//)")
_END_OF_WORD = re.compile(r"[\s()]|\Z")
_NOTHING_TO_DENY = re.compile(r"[\s)]|\Z")
_SPACE = re.compile(r"\s*")
_NEAR = 0.65


class BadQuery(BadInput):
    """A search that cannot be read: what its ``fault`` is and where it stands (``at``, counted from 1)."""

    def __init__(self, query: str, at: int, fault: str) -> None:
        """Say where, counted from 0, and what."""
        sentence = "The search {query} cannot be read from character {at} on: {fault}."
        super().__init__(sentence, query=_shown(query), at=at + 1, fault=fault)
        self.at, self.fault = at + 1, fault


@dataclass(frozen=True, slots=True)
class Token:
    """A sign (``(``, ``)``, ``-``, ``or``, ``and``) or, without one, a word, at a place counted from 0.

    ``key`` is what stands before a word's colon and ``value_at`` the place after it; ``text`` is a pattern as written.
    """

    at: int
    sign: str = ""
    key: str = ""
    text: str = ""
    value_at: int = 0


def tokens(query: str) -> Iterator[Token]:
    """Yield the tokens of a search. Raises BadQuery."""
    if len(query) > _LONGEST:
        raise BadQuery(query, _LONGEST, _("it is longer than {n} characters", n=_LONGEST))
    for at, sign in enumerate(query):
        if "\ud800" <= sign <= "\udfff":
            raise BadQuery(query, at, _("this is no text, so retype it"))
    at = _after_space(query, 0)
    while at < len(query):
        token, at = _token(query, at)
        yield token
        at = _after_space(query, at)


def unknown(query: str, at: int, given: str, known: Sequence[str]) -> BadQuery:
    """Return the fault of a word that is not known, with the nearest that is, else with all."""
    near = difflib.get_close_matches(given.lower(), known, n=1, cutoff=_NEAR)
    meant = _("perhaps {near} is meant", near=near[0]) if near else _("known are {known}", known=", ".join(known))
    return BadQuery(query, at, _("{given} is unknown, {meant}", given=" ".join(given[:40].split()), meant=meant))


def _token(query: str, at: int) -> tuple[Token, int]:
    sign = query[at]
    if sign in "()":
        return Token(at, sign), at + 1
    if sign == "-" and not _NOTHING_TO_DENY.match(query, at + 1):
        return Token(at, sign), at + 1
    if sign == '"':
        return _quoted(query, at)
    return _bare(query, at)


def _quoted(query: str, at: int) -> tuple[Token, int]:
    """Read ``"some words"``, or ``"deck:some words"`` as Anki writes it too."""
    known = _KEY.match(query, at + 1)
    if known and known[1].lower() in KEYS:
        text, end = _until_quote(query, at, known.end())
        return Token(at, key=known[1].lower(), text=text, value_at=known.end()), end
    text, end = _until_quote(query, at, at + 1)
    return Token(at, text=text), end


def _bare(query: str, at: int) -> tuple[Token, int]:
    end = _end_of_word(query, at)
    keyed = _KEY.match(query, at, end)
    if keyed is None or (keyed.end() == end and keyed[1].lower() not in KEYS and query[end : end + 1] != '"'):
        word = query[at:end]
        return Token(at, sign=word.lower() if word.lower() in {"or", "and"} else "", text=_pattern(word)), end
    key, start = keyed[1].lower(), keyed.end()
    if key not in KEYS:
        fault = unknown(query, at, f"{keyed[1]}:", [f"{one}:" for one in KEYS])
        raise BadQuery(query, at, _("{fault}; in quotes it is looked for as text", fault=fault.fault))
    if query[start : start + 1] == '"':
        text, end = _until_quote(query, start, start + 1)
    elif start == end:
        raise BadQuery(query, start, _("{key}: wants something right after its colon", key=key))
    else:
        text = _pattern(query[start:end])
    return Token(at, key=key, text=text, value_at=start), end


def _until_quote(query: str, opened: int, start: int) -> tuple[str, int]:
    end = start
    while end < len(query) and query[end] != '"':
        end += 2 if query[end] == "\\" and query[end + 1 : end + 2] in {*_ESCAPED} else 1
    if end >= len(query):
        raise BadQuery(query, opened, _('this quote is never closed, so add " or write \\"'))
    return _pattern(query[start:end]), end + 1


def _end_of_word(query: str, at: int) -> int:
    while not _END_OF_WORD.match(query, at):
        at += 2 if query[at] == "\\" and query[at + 1 : at + 2] in {*_ESCAPED} else 1
    return at


def _pattern(raw: str) -> str:
    r"""Return what stands there as a pattern: ``\"`` is a quote, a backslash before any other sign is itself."""
    found, at = "", 0
    while at < len(raw):
        sign, after = raw[at], raw[at + 1 : at + 2]
        escapes = sign == "\\" and after and after in _ESCAPED
        if escapes:
            found += f"\\{after}" if after in _KEPT_ESCAPED else after
        else:
            found += "\\\\" if sign == "\\" else sign
        at += 2 if escapes else 1
    return found


def _after_space(query: str, at: int) -> int:
    space = _SPACE.match(query, at)
    return space.end() if space else at


def _shown(query: str) -> str:
    """Return a search on one line, cut where it is long."""
    line = " ".join(query.encode(errors="replace").decode().split())
    return f"“{line if len(line) <= 200 else line[:199] + '…'}”"
