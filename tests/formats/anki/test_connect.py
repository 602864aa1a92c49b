"""Asking a running Anki: on this machine alone, by AnkiConnect's own words, and with one sentence where it fails."""

import json
import socket
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from flashcards.errors import BadInput, Unavailable
from flashcards.formats.anki import connect
from tests.formats.anki.fake_anki import agreeing, fake_anki

PACKAGE = Path("cards 글.apkg")


def but(**answer: object) -> Callable[[dict[str, Any]], bytes]:
    """Agree, but answer the import like this."""
    return lambda asked: agreeing(asked) if asked["action"] == "version" else json.dumps(answer).encode()


def test_anki_is_asked_to_import_the_files_whole_path() -> None:
    with fake_anki() as anki:
        connect.push(PACKAGE, port=anki.port)
    assert [one["action"] for one in anki.asked] == ["version", "importPackage"]
    assert anki.asked[1]["params"] == {"path": str(Path.cwd() / PACKAGE)}
    assert {one["version"] for one in anki.asked} == {6}


def test_only_loopback_is_contacted_whatever_proxies_are_set(monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[tuple[str, int]] = []
    create = socket.create_connection

    def watched(address: tuple[str, int], *more: Any, **named: Any) -> socket.socket:  # noqa: ANN401
        called.append(address)
        return create(address, *more, **named)

    monkeypatch.setattr(socket, "create_connection", watched)
    with fake_anki() as proxy, fake_anki() as anki:
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.port}")
        connect.push(PACKAGE, port=anki.port)
    assert proxy.lines == []
    assert anki.lines == ["POST / HTTP/1.1"] * 2
    assert set(called) == {("127.0.0.1", anki.port)}
    assert (connect.HOST, connect.PORT) == ("127.0.0.1", 8765)


def test_without_anki_there_is_one_sentence_with_the_file() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        with pytest.raises(Unavailable, match=r"Anki does not answer .* open cards 글\.apkg in Anki\.") as raised:
            connect.push(PACKAGE, port=free.getsockname()[1])
    assert raised.value.exit_code == 69


def test_an_anki_that_hangs_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connect, "_ANSWER_SECONDS", 0.05)
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        deaf.listen()
        began = time.monotonic()
        with pytest.raises(Unavailable):
            connect.push(PACKAGE, port=deaf.getsockname()[1])
    assert time.monotonic() - began < 2


@pytest.mark.parametrize("answer", [b"", b"<html>", b"[]", b'{"hello": 1}', b"\xff\xfe", b"[" * 100_000])
def test_another_server_is_no_anki(answer: bytes) -> None:
    with fake_anki(lambda _asked: answer) as other, pytest.raises(Unavailable):
        connect.push(PACKAGE, port=other.port)


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        ({"result": None, "error": "collection is not available"}, "collection is not available"),
        ({"result": False, "error": None}, "no collection is open"),
        ({"result": True}, "HTTP 200"),
    ],
)
def test_an_import_that_fails_says_why(answer: dict[str, object], why: str) -> None:
    with fake_anki(but(**answer)) as anki, pytest.raises(BadInput, match=rf"did not import .*\({why}\)"):
        connect.push(PACKAGE, port=anki.port)
