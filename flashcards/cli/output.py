"""What the program prints: data on stdout, narration on stderr, card text made harmless, width counted in cells."""

import os
import shutil
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from typing import Any

import click

from flashcards.core.unsafe import UNSAFE
from flashcards.language import _

_INVISIBLE = frozenset({"Mn", "Me", "Cf", "Cc"})
_ELLIPSIS = "…"
_GAP = 2
_LEAST_TEXT = 6
_LATIN = str.maketrans("ㅛㅜㄷ", "yne")

Row = Mapping[str, object]
STEPS = 100
"""In how many steps a bar is drawn that is told shares."""


def clean(text: str) -> str:
    """Return text without power over a terminal: controls (C0 but line ends and tabs, C1, bidi) become U+FFFD."""
    return UNSAFE.sub("\N{REPLACEMENT CHARACTER}", text)


def one_line(text: str) -> str:
    """Return harmless text on one line."""
    return clean(" ".join(text.split()))


def cells(text: str) -> int:
    """Return how many terminal cells a text takes: two for wide characters, none for combining ones."""
    return sum(map(_cells, text))


def cut(text: str, width: int | None) -> str:
    """Return text that fits into ``width`` cells, its end replaced by an ellipsis; all of it for None."""
    if width is None or cells(text) <= width:
        return text
    taken, room = "", max(0, width - 1)
    for character in text:
        room -= _cells(character)
        if room < 0:
            break
        taken += character
    return taken.rstrip() + _ELLIPSIS


def pad(text: str, width: int) -> str:
    """Return text with spaces up to ``width`` cells."""
    return text + " " * max(0, width - cells(text))


def terminal_width() -> int | None:
    """Return the terminal's width in cells; None where stdout is no terminal, so that nothing is cut."""
    if not sys.stdout.isatty() and "COLUMNS" not in os.environ:
        return None
    return max(20, shutil.get_terminal_size().columns)


def can_ask() -> bool:
    """Say whether somebody is there to answer a question."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def full_screen() -> bool:
    """Say whether the terminal can show the app; TERM=dumb and pipes get line mode."""
    # Textual draws on stderr, so all three must be the terminal.
    tty = sys.stdin.isatty() and sys.stdout.isatty() and sys.stderr.isatty()
    return tty and os.environ.get("TERM", "dumb") not in {"", "dumb"}


def colours() -> bool | None:
    """Return False where colour was declined (NO_COLOR, TERM=dumb), None to leave it to whether there is a terminal."""
    return False if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" else None


def data(text: str) -> None:
    """Print what was asked for to stdout, exact for a pipe and harmless for a terminal."""
    click.echo((clean(text) if sys.stdout.isatty() else text).removesuffix("\n"))


def line(text: str = "", **style: str | bool) -> None:
    """Print one line of a listing to stdout, harmless everywhere; ``style`` as for :func:`click.style`."""
    text = clean(text)
    click.echo(click.style(text, **style) if style else text)  # type: ignore[arg-type]


def spans(*parts: tuple[str, Mapping[str, str | bool]]) -> None:
    """Print one line of a listing in parts, each with a style of its own."""
    click.echo("".join(click.style(clean(text), **style) if style else clean(text) for text, style in parts))  # type: ignore[arg-type]


def prompt(text: str) -> None:
    """Print what can be typed; a terminal's cursor stays behind it, a script's transcript goes on below."""
    click.echo(click.style(f"{clean(text)} > ", dim=True), nl=not sys.stdin.isatty())


def narrate(sentence: str) -> None:
    """Tell the user something on stderr."""
    click.echo(clean(sentence), err=True)


@contextmanager
def progress(label: str, *, few: int) -> Iterator[Callable[[int, int], None]]:
    """Give a function that is told how much is done, and of how much; more than ``few`` draw a bar in a terminal."""
    with ExitStack() as stack:
        bar: Any = None

        def report(done: int, whole: int) -> None:
            nonlocal bar
            if bar is None and whole > few and sys.stderr.isatty():
                bar = stack.enter_context(click.progressbar(length=whole, label=label, file=sys.stderr))
            if bar is not None and done > bar.pos:
                bar.update(done - bar.pos)

        yield report


def shares(report: Callable[[int, int], None]) -> Callable[[float], None]:
    """Return what tells a bar of :func:`progress` the share, 0 to 1, that is done."""
    return lambda share: report(int(share * STEPS), STEPS)


def choose(question: str, keys: str) -> str:
    """Ask a question on stderr until one of some keys answers it; Enter is the first key, the end of input is n.

    A key of the Korean keyboard is the Latin one at its place.
    """
    while True:
        click.echo(f"{clean(question)} > ", err=True, nl=False)
        try:
            answer = sys.stdin.readline()
        except KeyboardInterrupt:
            click.echo(f"\n{_('Nothing was stored.')}", err=True, nl=False)
            raise
        if not answer.endswith("\n"):
            click.echo(err=True)
            return "n"
        word = answer.strip().casefold()
        key = {"": keys[0], "예": "y", "네": "y", "아니요": "n"}.get(word, word[:1].translate(_LATIN))
        if key in keys:
            return key


def show_json(value: object) -> None:
    """Print a value as JSON."""
    import json

    data(json.dumps(value, ensure_ascii=False, indent=1))


def table(rows: Sequence[Sequence[str]], *, right: Iterable[int] = ()) -> None:
    """Print rows as columns aligned by cells, the first row as their heads; ``right`` columns are set right.

    Where the terminal is too narrow the widest other columns are cut, never a column of figures, whose heads are cut
    to what stands below if that is not enough.
    """
    rows = [[one_line(text) for text in row] for row in rows]
    to_right = set(right)
    widths = _fitting(rows, to_right, terminal_width())
    for number, row in enumerate(rows):
        texts = [cut(text, widths[i]) for i, text in enumerate(row)]
        parts = [
            " " * (widths[i] - cells(text)) + text if i in to_right else pad(text, widths[i])
            for i, text in enumerate(texts)
        ]
        line("  ".join(parts).rstrip(), bold=number == 0)


def _fitting(rows: Sequence[Sequence[str]], figures: set[int], width: int | None) -> list[int]:
    """Return the widths of columns that fit: the widest text gives way first, then the heads of figures."""
    columns = range(len(rows[0]))
    widths = [max(cells(row[i]) for row in rows) for i in columns]
    if width is None:
        return widths
    least = [max((cells(row[i]) for row in rows[1:]), default=0) if i in figures else _LEAST_TEXT for i in columns]
    for giving in (set(columns) - figures, figures):
        while sum(widths) + _GAP * (len(widths) - 1) > width:
            able = [i for i in giving if widths[i] > least[i]]
            if not able:
                break
            widths[max(able, key=widths.__getitem__)] -= 1
    return widths


def _cells(character: str) -> int:
    if unicodedata.category(character) in _INVISIBLE or "\u1160" <= character <= "\u11ff":
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
