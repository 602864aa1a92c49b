"""A real browser: Chromium without a window, told what to do through a pipe, so that no port is opened."""

import base64
import fcntl
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
NEEDS_CHROMIUM = [pytest.mark.system, pytest.mark.skipif(CHROMIUM is None, reason="chromium is missing")]

_OPTIONS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--remote-debugging-pipe")
_AT_ONCE = 1 << 16


class Page:
    """One tab. ``requests`` are the addresses that it asked for, ``faults`` what its console complained of."""

    def __init__(self, reading: int, writing: int) -> None:
        self._reading, self._writing = reading, writing
        self._rest, self._serial, self._session = b"", 0, ""
        self.requests: list[str] = []
        self.faults: list[str] = []
        target = self.tell("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.tell("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Network", "Log"):
            self.tell(f"{domain}.enable")

    def tell(self, method: str, **values: object) -> Any:  # noqa: ANN401  the protocol's JSON
        """Give a command of the DevTools protocol and return its result."""
        self._serial += 1
        message = {"id": self._serial, "method": method, "params": values}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._writing, json.dumps(message).encode() + b"\0")
        while (heard := self._hear()).get("id") != self._serial:
            self._note(heard)
        assert "error" not in heard, heard
        return heard["result"]

    def open(self, file: Path, *, width: int, dark: bool) -> None:
        """Load a file as a window of that width shows it."""
        self.requests.clear()
        self.tell(
            "Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=width < 600
        )
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.tell("Emulation.setEmulatedMedia", features=[scheme])
        self.tell("Page.navigate", url=file.as_uri())
        while self._note(self._hear()) != "Page.loadEventFired":
            pass

    def value(self, expression: str) -> Any:  # noqa: ANN401  whatever it evaluates to
        """Return what an expression of JavaScript has as its value; a page's policy does not bind the debugger."""
        return self.tell("Runtime.evaluate", expression=expression, returnByValue=True)["result"].get("value")

    def picture(self, file: Path) -> None:
        """Write the whole page to a file."""
        data = self.tell("Page.captureScreenshot", captureBeyondViewport=True)["data"]
        file.write_bytes(base64.b64decode(data))

    def print(self, file: Path) -> None:
        """Print the page to a PDF file."""
        data = self.tell("Page.printToPDF", preferCSSPageSize=True, printBackground=False)["data"]
        file.write_bytes(base64.b64decode(data))

    def _hear(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            data = os.read(self._reading, _AT_ONCE)
            assert data, "the browser has ended"
            self._rest += data
        message, _end, self._rest = self._rest.partition(b"\0")
        heard: dict[str, Any] = json.loads(message)
        return heard

    def _note(self, heard: dict[str, Any]) -> str:
        method = str(heard.get("method", ""))
        if method == "Network.requestWillBeSent":
            self.requests.append(heard["params"]["request"]["url"])
        if method == "Log.entryAdded":
            self.faults.append(heard["params"]["entry"]["text"])
        return method


def _pipe() -> tuple[int, int]:
    """Open a pipe whose ends are out of the way of 3 and 4, where the browser looks for its own."""
    reading, writing = os.pipe()
    ends = fcntl.fcntl(reading, fcntl.F_DUPFD_CLOEXEC, 10), fcntl.fcntl(writing, fcntl.F_DUPFD_CLOEXEC, 10)
    os.close(reading)
    os.close(writing)
    return ends


@contextmanager
def browser(profile: Path) -> Iterator[Page]:
    """Start the browser with a profile of its own, and end it."""
    assert CHROMIUM is not None
    (heard, told), (hears, tells) = _pipe(), _pipe()
    words = [CHROMIUM, *_OPTIONS, f"--user-data-dir={profile}"]
    script = f'exec "$@" 3<&{heard} 4>&{tells}'
    process = subprocess.Popen(
        ["bash", "-c", script, "bash", *words], pass_fds=(heard, tells), stderr=subprocess.DEVNULL, close_fds=True
    )
    os.close(heard)
    os.close(tells)
    try:
        yield Page(hears, told)
    finally:
        os.close(told)
        os.close(hears)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
