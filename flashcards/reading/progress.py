"""How far a reading has come, in lines: the first quarter is the outline, the rest the questions and points."""

from collections.abc import Callable
from dataclasses import dataclass

Report = Callable[[int, int], None]
"""Is told the lines done and the lines in all."""

Step = Callable[[int], None]
"""Is told the number of the line reached in one pass over the file."""

STEPS = 100


@dataclass(slots=True)
class Progress:
    """Turns the passes over a file into one count that only grows, and reports it at most STEPS times."""

    total: int
    report: Report | None = None
    done: int = -1

    def scanned(self, line: int) -> None:
        """Take the line that the outline has reached."""
        self._reach(line // 4)

    def proposed(self, line: int) -> None:
        """Take the line of the question that was proposed last."""
        self._reach(self.total // 4 + 3 * line // 4)

    def finish(self) -> None:
        """Report that every line is done."""
        if self.report is not None:
            self.report(self.total, self.total)

    def _reach(self, done: int) -> None:
        if self.report is not None and done < self.total and done >= self.done + max(1, self.total // STEPS):
            self.done = done
            self.report(done, self.total)
