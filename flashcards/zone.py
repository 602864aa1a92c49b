"""Time zones by their names: IANA's, and the rules that POSIX allows in TZ, such as ``KST-9``."""

import io
import os
import struct
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

_EMPTY = b"TZif2" + bytes(15) + struct.pack(">6l", 0, 0, 0, 0, 1, 4) + struct.pack(">lbb", 0, 0, 0) + b"UTC\0"
"""A zone file (RFC 8536) without transitions; the rule that is written behind two of these holds for all times."""


@lru_cache(maxsize=8)
def find_zone(name: str) -> ZoneInfo:
    """Return the time zone of a name or of a POSIX rule. Raises ValueError if it is neither."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        if not name or not name.isprintable():
            raise ValueError(name) from None
        return ZoneInfo.from_file(io.BytesIO(_EMPTY + _EMPTY + b"\n" + name.encode() + b"\n"), key=name)


def is_zone(name: str) -> bool:
    """Say whether a name or a rule is a time zone."""
    try:
        find_zone(name)
    except ValueError:
        return False
    return True


def system_zone() -> str:
    """Return the name or the rule of the system's time zone, from TZ or its settings; UTC where it has none."""
    try:
        kept = Path("/etc/timezone").read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        kept = ""
    candidates = (_variable(), _of_file(Path("/etc/localtime")), kept)
    return next((name for name in candidates if is_zone(name)), "UTC")


def unread_variable() -> str | None:
    """Return what TZ holds if it is no time zone, else None."""
    name = _variable()
    return None if not name or is_zone(name) else os.environ["TZ"]


def _variable() -> str:
    """Return the zone that TZ names, by a name, a rule or the path of a zone file."""
    name = os.environ.get("TZ", "").removeprefix(":")
    return _of_file(Path(name)) or name if name.startswith("/") else name


def _of_file(path: Path) -> str:
    """Return the name of the zone whose file this is, links followed; empty if it is none."""
    try:
        return str(path.resolve(strict=True)).partition("zoneinfo/")[2]
    except (OSError, RuntimeError, ValueError):
        return ""
