"""A running Anki, asked to import a package through its add-on AnkiConnect: JSON over HTTP, on this machine alone.

The address is a number, so no name is looked up; `http.client` knows no proxies and follows no redirection.
"""

import http.client
import json
from pathlib import Path
from typing import Any

from flashcards.errors import BadInput, Unavailable

HOST, PORT = "127.0.0.1", 8765
_VERSION = 6
_ANSWER_SECONDS = 5
_IMPORT_SECONDS = 600
_MOST_BYTES = 1 << 20
_NO_ANSWER = (OSError, http.client.HTTPException, ValueError, RecursionError)


def push(package: Path, *, host: str = HOST, port: int = PORT) -> None:
    """Have Anki import a package, learning progress included.

    Raises Unavailable if no AnkiConnect answers, BadInput if Anki does not import the package; both name the file.
    """
    try:
        _ask(host, port, "version", {}, _ANSWER_SECONDS)
    except _NO_ANSWER:
        raise Unavailable(
            "Anki does not answer on this machine: start it, with the add-on AnkiConnect, or open {file} in Anki.",
            file=package,
        ) from None
    try:
        heard = _ask(host, port, "importPackage", {"path": str(package.absolute())}, _IMPORT_SECONDS)
    except _NO_ANSWER as error:
        why = " ".join(str(error).split()) or type(error).__name__
        raise _not_imported(package, why) from None
    if heard.get("result") is not True:
        raise _not_imported(package, str(heard.get("error") or "no collection is open"))


def _ask(host: str, port: int, action: str, params: dict[str, str], seconds: float) -> dict[str, Any]:
    """Return what AnkiConnect answers; raise one of ``_NO_ANSWER`` where nothing like it does."""
    connection = http.client.HTTPConnection(host, port, timeout=seconds)
    try:
        body = json.dumps({"action": action, "version": _VERSION, "params": params})
        connection.request("POST", "/", body, {"Content-Type": "application/json"})
        response = connection.getresponse()
        heard = json.loads(response.read(_MOST_BYTES))
    finally:
        connection.close()
    if not isinstance(heard, dict) or "error" not in heard:
        raise ValueError(f"HTTP {response.status}")
    return heard


def _not_imported(package: Path, why: str) -> BadInput:
    return BadInput("Anki did not import {file} ({why}): open it in Anki.", file=package, why=why)
