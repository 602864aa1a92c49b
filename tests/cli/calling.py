"""Calling the program: inside this process as Click's runner does it, or as a process of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from flashcards.__main__ import run

NOTES = """\
# 코드 리뷰 이야기

## 리뷰

- How do I get better at code review?
    - Always read the tests before the code.
        - They say what the code is for.
    - Ask about the design before you mention style.
- 리뷰가 늦어지면 어떻게 하나요?
    - 먼저 언제 볼 수 있는지 답을 남기세요.

## Advice for a first talk

- Practise the opening sentence until it needs no thought.
"""
NOON = "2026-11-23T12:00"
ZONE = "Asia/Seoul"


class _Program:
    """What Click's runner wants: a name and ``main``; this one goes through the program's own boundary."""

    name = "flashcards"

    def main(self, args: Sequence[str], **_extra: object) -> None:
        """Run and exit."""
        sys.exit(run(args))


@dataclass
class Caller:
    """Calls the program in a home of its own, at a time that is given."""

    home: Path
    now: str = NOON

    @property
    def database(self) -> Path:
        """The database that calls use."""
        return self.home / "data" / "flashcards.db"

    def __call__(self, *words: str, stdin: str | bytes | None = None, now: str | None = None) -> Result:
        """Run the program in this process; stdin is no terminal."""
        runner = CliRunner(env=dict.fromkeys(os.environ) | self.environment(now))
        return runner.invoke(_Program(), list(words), input=stdin)  # type: ignore[arg-type]

    def json(self, *words: str, now: str | None = None) -> Any:  # noqa: ANN401  whatever the command prints
        """Run the program, which must succeed, and return what it prints as JSON."""
        result = self(*words, now=now)
        assert result.exit_code == 0, result.output
        return json.loads(result.stdout)

    def process(
        self, *words: str, stdin: str = "", now: str | None = None, editor: str | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Run the program as a process of its own; stdin is a pipe."""
        environment = self.environment(now) | ({} if editor is None else {"VISUAL": editor})
        return subprocess.run(
            [sys.executable, "-m", "flashcards", *words],
            input=stdin, env=environment, cwd=self.home, capture_output=True, encoding="utf-8", check=False,
        )  # fmt: skip

    def environment(self, now: str | None = None) -> dict[str, str]:
        """Return the environment of a call: nothing of the user's own."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("FLASHCARDS_", "XDG_"))}
        for name in ("COLUMNS", "NO_COLOR", "FORCE_COLOR", "TERM"):
            kept.pop(name, None)
        return kept | {
            "HOME": str(self.home),
            "FLASHCARDS_DB": str(self.database),
            "FLASHCARDS_CONFIG": str(self.home / "settings.toml"),
            "FLASHCARDS_NOW": now or self.now,
            "TZ": ZONE,
            "PYTHONPATH": str(Path(__file__).parents[2]),
        }

    def write(self, name: str, content: str | bytes) -> str:
        """Write a file into the home; return its path."""
        path = self.home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return str(path)

    def learn(self, content: str = NOTES, name: str = "review.md") -> str:
        """Add notes; return their path."""
        path = self.write(name, content)
        result = self("add", path, "--yes")
        assert result.exit_code == 0, result.output
        return path
