"""An AnkiConnect of our own on loopback: it keeps what it is asked, and answers as it is told to."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

Reply = Callable[[dict[str, Any]], bytes]


def agreeing(asked: dict[str, Any]) -> bytes:
    """Answer as AnkiConnect does where all is well."""
    return json.dumps({"result": 6 if asked["action"] == "version" else True, "error": None}).encode()


@dataclass
class FakeAnki:
    """``asked`` are the requests that came, ``lines`` their first lines; ``reply`` makes the answers."""

    reply: Reply = agreeing
    port: int = 0
    asked: list[dict[str, Any]] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)


@contextmanager
def fake_anki(reply: Reply = agreeing) -> Iterator[FakeAnki]:
    """Listen on a free port of loopback."""
    fake = FakeAnki(reply)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            fake.lines.append(self.requestline)
            fake.asked.append(asked)
            answer = fake.reply(asked)
            self.send_response(200)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            """Keep quiet."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    fake.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield fake
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
