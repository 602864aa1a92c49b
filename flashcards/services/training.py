"""Training in a process of its own, for the library holds on to the interpreter while it works, and may panic.

The other process is this module run as a program: it reads one JSON object and writes one per line, the last with what
was trained. Whatever it does wrong is one sentence here.
"""

import contextlib
import json
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import IO, Any

from flashcards.core import training
from flashcards.core.training import Fit, History, Rated
from flashcards.errors import BadInput

TIMEOUT_S = 600.0
Progress = Callable[[int, int], None]
"""Is told how much is done, and of how much."""

_PROGRAM = (sys.executable, "-P", "-m", "flashcards.services.training")
_PARTS = 3


@dataclass(frozen=True, slots=True)
class Change:
    """How well parameters foretell some reviews: those in force before, and others after."""

    before: Fit
    after: Fit

    @property
    def falls(self) -> bool:
        """Whether the log loss falls."""
        return self.after.log_loss < self.before.log_loss


@dataclass(frozen=True, slots=True)
class Training:
    """What was trained: parameters, their fit on all reviews, and the fit that the earlier 70 % give on the later 30 %.

    ``reviews`` and ``later_reviews`` are how many reviews the two were measured on.
    """

    parameters: tuple[float, ...]
    reviews: int
    all: Change
    later_reviews: int
    later: Change


def train(
    histories: Sequence[History], present: Sequence[float], *, relearn_steps: int, progress: Progress | None = None,
    timeout: float = TIMEOUT_S,
) -> Training:  # fmt: skip
    """Return what another process trains from histories, and how it compares with the present parameters.

    That process is gone when this returns or raises. Raises BadInput if it fails or takes longer than ``timeout`` s.
    """
    asked = {"histories": histories, "present": list(present), "relearn_steps": relearn_steps}
    last: dict[str, Any] = {}
    with _process(timeout) as (process, late):
        _send(process, asked)
        for last in _lines(process):
            if progress is not None and "done" in last:
                progress(last["done"], _PARTS)
        code = process.wait()
    if late.is_set():
        raise BadInput("The training took longer than {s:g} s, so it was stopped and nothing was stored: try again "
                       "when the machine is idle.", s=timeout)  # fmt: skip
    if code != 0 or "trained" not in last:
        raise BadInput("The training failed (exit code {code}), so nothing was stored: run `flashcards doctor`, and "
                       "report it if the log is sound.", code=code)  # fmt: skip
    return _training(last["trained"])


@contextlib.contextmanager
def _process(timeout: float) -> "Iterator[tuple[subprocess.Popen[str], threading.Event]]":
    """Start the other process, and end it with the block or after ``timeout`` s, which sets the event."""
    process = subprocess.Popen(  # noqa: S603  this program itself
        _PROGRAM, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8"
    )
    late = threading.Event()

    def stop() -> None:
        late.set()
        process.kill()

    timer = threading.Timer(timeout, stop)
    timer.daemon = True
    timer.start()
    try:
        with process:
            try:
                yield process, late
            finally:
                process.kill()
    finally:
        timer.cancel()


def _send(process: "subprocess.Popen[str]", asked: dict[str, Any]) -> None:
    assert process.stdin is not None  # noqa: S101  asked for above
    with contextlib.suppress(BrokenPipeError), process.stdin as stream:
        json.dump(asked, stream)


def _lines(process: "subprocess.Popen[str]") -> Iterator[dict[str, Any]]:
    assert process.stdout is not None  # noqa: S101  asked for above
    for line in process.stdout:
        with contextlib.suppress(json.JSONDecodeError):
            yield json.loads(line)


def _training(found: dict[str, Any]) -> Training:
    changes = {
        name: Change(**{when: Fit(**found[name][when]) for when in ("before", "after")}) for name in ("all", "later")
    }
    return Training(
        tuple(found["parameters"]), found["reviews"], changes["all"], found["later_reviews"], changes["later"]
    )


def main(source: IO[str], target: IO[str]) -> None:
    """Be the other process: train and measure, in three parts, each told as a line."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    asked = json.load(source)
    every = training.items([[Rated(*rated) for rated in history] for history in asked["histories"]])
    earlier, later = training.split(every)
    present, steps = asked["present"], asked["relearn_steps"]

    def tell(line: dict[str, Any]) -> None:
        target.write(json.dumps(line, allow_nan=False) + "\n")
        target.flush()

    tell({"done": 0})
    from_earlier = training.train(earlier, relearn_steps=steps)
    tell({"done": 1})
    parameters = training.train(every, relearn_steps=steps)
    tell({"done": 2})
    trained = Training(
        parameters=training.checked(parameters),
        reviews=len(every),
        all=Change(training.fit(every, present), training.fit(every, parameters)),
        later_reviews=len(later),
        later=Change(training.fit(later, present), training.fit(later, from_earlier)),
    )
    tell({"done": 3})
    tell({"trained": asdict(trained)})


if __name__ == "__main__":
    main(sys.stdin, sys.stdout)
