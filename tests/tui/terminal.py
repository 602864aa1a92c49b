"""A real terminal for the app: a tmux server of its own, whose keys and screen are the test's."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import MORNING, ZONE

NEEDS_TMUX = [
    pytest.mark.system,
    pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is missing"),
]

REVIEW = f"""
import sys, time
from pathlib import Path
from flashcards.config import Settings
from flashcards.store.store import Store
from flashcards.tui.app import run
started = time.monotonic()
clock = lambda: {MORNING} + int((time.monotonic() - started) * 1000)
with Store.open(Path(sys.argv[1]), now=clock()) as store:
    code = run(store, Settings({{"schedule.timezone": "{ZONE}"}}), clock, start="review")
sys.exit(code)
"""
TODAY = f"""
import sys
from pathlib import Path
from flashcards.config import Settings
from flashcards.store.store import Store
from flashcards.tui.app import run
with Store.open(Path(sys.argv[1]), now={MORNING}) as store:
    code = run(store, Settings({{"schedule.timezone": "{ZONE}"}}), lambda: {MORNING})
sys.exit(code)
"""
PATIENCE = 60.0


class Terminal:
    """A tmux server of its own with one window."""

    def __init__(self, socket: Path) -> None:
        self._socket = socket

    def tmux(self, *words: str) -> str:
        """Give tmux a command; return what it prints."""
        words = ("tmux", "-S", str(self._socket), "-f", "/dev/null", *words)
        # readline, once imported, exports LINES and COLUMNS behind Python's back, and other tests set them
        names = {name: value for name, value in os.environ.items() if name not in {"LINES", "COLUMNS"}}
        return subprocess.run(words, capture_output=True, text=True, check=False, env=names).stdout

    def start(self, database: Path, *, width: int, height: int, **environment: str) -> None:
        """Open a window of that size and review the database in it; its exit code is printed at the end."""
        command = f'{sys.executable} -c "$PROGRAM" {database}; echo "code $?"; exec sleep 600'
        names = {"PROGRAM": REVIEW, "LC_ALL": "C.UTF-8", **environment}
        sets = [word for name, value in names.items() for word in ("-e", f"{name}={value}")]
        window = ("new-session", "-d", "-s", "t", "-x", str(width), "-y", str(height), *sets, "sh", "-c", command)
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:  # a server whose last session has just ended may still take the call
            self.tmux(*window)
            if self.tmux("list-sessions"):
                return
        pytest.fail(f"tmux opens no window in {PATIENCE} s")

    def screen(self, *options: str) -> str:
        """Return what stands on the screen."""
        return self.tmux("capture-pane", "-p", *options, "-t", "t")

    def until(self, seen: str | Callable[[str], bool]) -> str:
        """Wait until a text is on the screen, or what is asked of the screen holds."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            screen = self.screen()
            if seen in screen if isinstance(seen, str) else seen(screen):
                return screen
            time.sleep(0.05)
        pytest.fail(f"not seen in {PATIENCE} s: {seen}\n{self.screen()}")

    def press(self, *keys: str) -> None:
        """Send keys."""
        self.tmux("send-keys", "-t", "t", *keys)

    def insist(self, key: str, seen: str) -> None:
        """Press a key until a text is on the screen: once more every 5 s, as the first may have come too early."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            self.press(key)
            again = time.monotonic() + 5
            while time.monotonic() < again:
                if seen in self.screen():
                    return
                time.sleep(0.05)
        pytest.fail(f"not seen in {PATIENCE} s: {seen}\n{self.screen()}")

    def child(self) -> int:
        """Return the process of the app, which the window's shell started."""
        shell = self.tmux("display-message", "-p", "-t", "t", "#{pane_pid}").strip()
        children = subprocess.run(["pgrep", "-P", shell], capture_output=True, text=True, check=True).stdout.split()
        return int(children[0])
