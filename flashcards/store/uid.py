"""Identities: UUIDv7 text, sortable by the time it was made (RFC 9562)."""

import hashlib
import os
import uuid

_SERIAL_BITS, _NOISE_BITS = 26, 48


def new_uid(at: int, serial: int | None = None) -> str:
    """Return a fresh UUIDv7 for the instant ``at`` (epoch ms); those of one instant sort by ``serial`` (26 bits)."""
    tail = int.from_bytes(os.urandom(10), "big") & (1 << _SERIAL_BITS + _NOISE_BITS) - 1
    if serial is not None:
        tail = (serial & (1 << _SERIAL_BITS) - 1) << _NOISE_BITS | tail & (1 << _NOISE_BITS) - 1
    return _shaped(at, tail)


def lasting_uid(at: int, name: str) -> str:
    """Return the UUIDv7 that stands for a name on every machine, with the instant ``at`` (epoch ms) that it goes by."""
    tail = int.from_bytes(hashlib.sha256(name.encode()).digest()[:10], "big") & (1 << _SERIAL_BITS + _NOISE_BITS) - 1
    return _shaped(at, tail)


def earliest(at: int) -> str:
    """Return what sorts before every UUIDv7 made for the instant ``at`` (epoch ms) or later."""
    return _text((at & (1 << 48) - 1) << 80)


def instant(uid: str) -> int:
    """Return the instant (epoch ms) that a UUIDv7 was made for."""
    return uuid.UUID(uid).int >> 80


def _shaped(at: int, tail: int) -> str:
    value = (at & (1 << 48) - 1) << 80 | 0x7 << 76 | tail >> 62 << 64 | 0b10 << 62 | tail & (1 << 62) - 1
    return _text(value)


def _text(value: int) -> str:
    digits = f"{value:032x}"
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"
