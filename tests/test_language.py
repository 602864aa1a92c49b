"""Every sentence for the user passes through one place, whole, with named placeholders."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st

import flashcards
from flashcards import errors
from flashcards.language import _, count

PACKAGE = Path(flashcards.__file__).parent
SOURCES = [str(path.relative_to(PACKAGE)) for path in sorted(PACKAGE.rglob("*.py"))]

FAULTS = {name for name, value in vars(errors).items() if isinstance(value, type)}
"""What fills in a sentence: these, and ``_``."""
TELLERS = {
    "narrate": 0,
    "line": 0,
    "say": 0,
    "ask": 0,
    "prompt": 0,
    "notify": 0,
    "Content": 0,
    "styled": 0,
    "Finding": 1,
}
"""What shows a finished sentence, and which argument it is."""

WORD = re.compile(r"[^\W\d_]{2,}")
COMMAND = re.compile(r"^\s*flashcards\b.*")


@pytest.mark.parametrize("source", SOURCES)
def test_every_sentence_is_whole_and_named(source: str) -> None:
    assert faults_of((PACKAGE / source).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "line",
    [
        'raise BadInput(f"There is no {name}.")',
        'raise BadInput("There is no {name}.".format(name=name))',
        'raise BadInput("There is no %s." % name)',
        'raise BadInput("There is no " + name)',
        'raise BadInput("There is no {name}.", path=path)',
        'raise BadInput("There is no {}.", name)',
        'raise Refused(_("There is no {name}."))',
        'narrate("All is well.")',
        'narrate(f"There is no {name}.")',
        'narrate(_(f"There is no {name}."))',
        'output.line(_("There is no {name}.").format(name=name))',
        'output.line("Found " + name if name else _("Nothing."))',
        'self.say("There is no %s." % name)',
        'Content.styled("No cards yet.", "bold")',
        'Finding("orphans", f"{name} is gone.")',
    ],
)
def test_a_sentence_put_together_in_place_is_found(line: str) -> None:
    assert faults_of(line)


@pytest.mark.parametrize(
    "line",
    [
        'raise BadInput("There is no {name!r}.", name=name)',
        'raise BadInput("{name} = {value:g} is not valid.", **given)',
        "raise NotFound(_(NO_CARDS))",
        'narrate(_("There is no {name}.", name=name))',
        'narrate(f"flashcards: {fault}")',
        'output.line(f"{name}: {value}", bold=True)',
        'Content("   flashcards add notes.md")',
        'Finding("orphans", _("{name} is gone.", name=name))',
    ],
)
def test_a_whole_sentence_is_not_faulted(line: str) -> None:
    assert faults_of(line) == []


@given(st.text())
def test_braces_in_data_are_safe(text: str) -> None:
    assert _("{text}!", text=text) == f"{text}!"
    assert _(text) == text


def test_a_number_comes_with_its_word() -> None:
    assert [count(n, "card", "cards") for n in (0, 1, 2)] == ["0 cards", "1 card", "2 cards"]


def faults_of(source: str) -> list[str]:
    """Return the calls of a source whose sentence is not whole, or not filled in by name."""
    calls = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    return [f"line {call.lineno}: {ast.unparse(call)}" for call in calls if not is_whole(call)]


def is_whole(call: ast.Call) -> bool:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if name in FAULTS or name == "_":
        return not call.args or (is_plain(call.args[0]) and is_filled_in(call))
    place = TELLERS.get(name, len(call.args))
    return place >= len(call.args) or not any(WORD.search(COMMAND.sub("", own)) for own in own_words(call.args[place]))


def is_plain(sentence: ast.expr) -> bool:
    """Say whether nothing is built in place: no f-string, no ``%``, no ``+``, no ``.format``."""
    built = isinstance(sentence, ast.JoinedStr | ast.BinOp)
    return not built and not (isinstance(sentence, ast.Call) and getattr(sentence.func, "attr", "") == "format")


def is_filled_in(call: ast.Call) -> bool:
    """Say whether a sentence that stands in the call has a value for each placeholder, and no other."""
    named = {keyword.arg for keyword in call.keywords}
    match call.args:
        case [ast.Constant(value=str(sentence))] if None not in named:
            return {name for _text, name, _spec, _how in Formatter().parse(sentence) if name is not None} == named
        case [_one]:
            return True
        case _:
            return False


def own_words(shown: ast.expr) -> Iterator[str]:
    """Yield the text that an expression adds of its own, besides what it shows of others and what ``_`` returns."""
    match shown:
        case ast.Constant(value=str(text)):
            yield text
        case ast.JoinedStr(values=parts):
            yield "".join(
                part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str)
            )
        case ast.BinOp(left=left, right=right):
            yield from own_words(left)
            yield from own_words(right)
        case ast.IfExp(body=body, orelse=orelse):
            yield from own_words(body)
            yield from own_words(orelse)
        case ast.Call(func=ast.Attribute(value=template, attr="format")):
            yield ast.unparse(template)
        case _:
            pass
