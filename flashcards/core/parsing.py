"""The query language read: words, "phrases", ``-``, ``or``, ``( )`` and words with a colon, as Anki has them."""

import re
from collections.abc import Callable

from flashcards.core.pattern import Pattern
from flashcards.core.query import (
    FIELDS,
    MEASURED,
    NAMED,
    OPERATORS,
    PROPERTIES,
    STATES,
    Either,
    Every,
    Flagged,
    Is,
    Lately,
    Named,
    Not,
    Property,
    Query,
    Rated,
    Word,
)
from flashcards.core.tokens import BadQuery, Token, tokens, unknown
from flashcards.language import _

_MOST_WORDS = 200
_DEEPEST = 50
_MOST_DAYS = 36_500
_LARGEST = 100_000
_WHOLE = re.compile(r"-?[0-9]{1,9}")
_NUMBER = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,20})?(e-?[0-9]{1,2})?")
_COMPARED = re.compile(r"(.*?)(<=|>=|!=|<|>|=)(.*)", re.DOTALL)


def parse(query: str) -> Query:
    """Return a search as a tree. Raises BadQuery with the place of the fault and what would be right there."""
    return _Parser(query).parse()


class _Parser:
    """Reads the tokens of one search: runs of parts, with ``or`` between them."""

    def __init__(self, query: str) -> None:
        self._query = query
        self._tokens = [*tokens(query)]
        self._next = 0
        self._depth = 0

    def parse(self) -> Query:
        words = [token for token in self._tokens if token.sign not in {"(", ")"}]
        if len(words) > _MOST_WORDS:
            raise BadQuery(self._query, words[_MOST_WORDS].at, _("it has more than {n} words", n=_MOST_WORDS))
        if not self._tokens:
            return Every()
        found = self._either()
        if (left := self._peek()) is not None:
            raise BadQuery(self._query, left.at, _("no bracket is open here, so leave ) out or write \\)"))
        return found

    def _either(self) -> Query:
        parts = [self._every()]
        while (token := self._peek()) is not None and token.sign == "or":
            self._next += 1
            parts.append(self._every())
        return parts[0] if len(parts) == 1 else Either(tuple(parts))

    def _every(self) -> Query:
        parts = [self._part()]
        while (token := self._peek()) is not None and token.sign not in {"or", ")"}:
            self._next += token.sign == "and"
            parts.append(self._part())
        return parts[0] if len(parts) == 1 else Every(tuple(parts))

    def _part(self) -> Query:
        token = self._peek()
        if token is None or token.sign in {"or", "and", ")"}:
            at = len(self._query) if token is None else token.at
            raise BadQuery(self._query, at, _('a word is missing here; in quotes "or" and "and" are words, too'))
        self._next += 1
        if token.sign == "(":
            return self._group(token)
        return Not(self._part()) if token.sign == "-" else _condition(self._query, token)

    def _group(self, opened: Token) -> Query:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise BadQuery(self._query, opened.at, _("brackets are nested deeper than {n}", n=_DEEPEST))
        found = self._either()
        if self._peek() is None:
            raise BadQuery(self._query, opened.at, _("this bracket is never closed, so add ) or write \\("))
        self._next += 1
        self._depth -= 1
        return found

    def _peek(self) -> Token | None:
        return self._tokens[self._next] if self._next < len(self._tokens) else None


def _condition(query: str, token: Token) -> Query:
    if not token.key:
        pattern = Pattern(token.text)
        return Word(Pattern.of(token.text.replace("\\", "")) if pattern.only_wild else pattern)
    if token.key in FIELDS:
        return Word(Pattern(token.text), token.key)
    if token.key in NAMED:
        return Named(token.key, Pattern(token.text))
    return _READERS[token.key](query, token)


def _is(query: str, token: Token) -> Query:
    if token.text.lower() not in STATES:
        raise unknown(query, token.value_at, token.text, STATES)
    return Is(token.text.lower())


def _flag(query: str, token: Token) -> Query:
    return Flagged(_whole(query, token.value_at, token.text, (0, 7)))


def _lately(query: str, token: Token) -> Query:
    return Lately(token.key, _whole(query, token.value_at, token.text, (1, _MOST_DAYS)))


def _rated(query: str, token: Token) -> Query:
    days, colon, rating = token.text.partition(":")
    found = _whole(query, token.value_at, days, (1, _MOST_DAYS))
    return Rated(found, _whole(query, token.value_at + len(days) + 1, rating, (1, 4)) if colon else None)


def _property(query: str, token: Token) -> Query:
    compared = _COMPARED.fullmatch(token.text)
    if compared is None:
        known = ", ".join(OPERATORS)
        raise BadQuery(query, token.value_at, _("prop: compares by one of {known}, as in prop:s>21", known=known))
    name, operator, value = compared[1].lower(), compared[2], compared[3]
    at = token.value_at + compared.start(3)
    if name not in PROPERTIES:
        raise unknown(query, token.value_at, compared[1], PROPERTIES)
    if name not in MEASURED:
        return Property(name, operator, _whole(query, at, value, (-_LARGEST, _LARGEST)))
    if not _NUMBER.fullmatch(value):
        raise BadQuery(query, at, _("a number such as 0.9 is wanted here"))
    return Property(name, operator, float(value))


def _whole(query: str, at: int, text: str, bounds: tuple[int, int]) -> int:
    least, most = bounds
    if not _WHOLE.fullmatch(text) or not least <= int(text) <= most:
        raise BadQuery(query, at, _("a whole number from {least} to {most} is wanted here", least=least, most=most))
    return int(text)


_READERS: dict[str, Callable[[str, Token], Query]] = {
    "is": _is,
    "flag": _flag,
    "prop": _property,
    "added": _lately,
    "edited": _lately,
    "rated": _rated,
}
