"""Pictures of screens as text: what stands in each cell, and below it the style of each cell as a letter.

A picture is committed under ``tests/tui/pictures``; ``--snapshot-update`` writes it anew.
"""

import difflib
import html
import re
from pathlib import Path

from rich.cells import cell_len
from textual.app import App

PICTURES = Path(__file__).parent / "pictures"
_STYLE = re.compile(r"\.terminal-\d+-(r\d+) \{ ?(.*?) ?\}")
_RUN = re.compile(r'<text class="terminal-\d+-(r\d+)" x="([\d.]+)"[^>]*?-line-(\d+)\)">(.*?)</text>')
_CELL = 12.2
_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"


def picture(app: App[None]) -> str:
    """Return the screen as text; the same on every machine."""
    svg = app.export_screenshot()
    styles = dict(_STYLE.findall(svg))
    texts: dict[int, str] = {}
    marks: dict[int, str] = {}
    letters: dict[str, str] = {}
    for name, x, row, escaped in _RUN.findall(svg):
        text = html.unescape(escaped).replace("\xa0", " ")
        letter = letters.setdefault(styles[name], _LETTERS[len(letters)])
        line, column = int(row), round(float(x) / _CELL)
        texts[line] = _padded(texts.get(line, ""), column) + text
        marks[line] = _padded(marks.get(line, ""), column) + "".join(
            " " * cell_len(c) if c == " " else letter * cell_len(c) for c in text
        )
    width, height = app.size
    lines = [f"{width}x{height}"]
    for row in range(height):
        lines += [f"|{texts.get(row, '').rstrip()}", f":{marks.get(row, '').rstrip()}"]
    legend = [f"{letter} {style}" for style, letter in letters.items()]
    return "\n".join([*(line for line in lines if line != ":"), *legend]) + "\n"


def compare(name: str, found: str, *, update: bool) -> None:
    """Hold a picture against the committed one; fail with the difference."""
    path = PICTURES / f"{name}.txt"
    if update:
        PICTURES.mkdir(exist_ok=True)
        path.write_text(found, encoding="utf-8")
    committed = path.read_text(encoding="utf-8") if path.exists() else ""
    difference = "\n".join(
        difflib.unified_diff(committed.splitlines(), found.splitlines(), "committed", "now", lineterm="")
    )
    assert committed == found, f"the screen {name} looks different (--snapshot-update accepts it):\n{difference}"


def _padded(text: str, column: int) -> str:
    return text + " " * (column - cell_len(text))
