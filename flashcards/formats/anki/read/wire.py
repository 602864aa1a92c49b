"""Protocol Buffers' wire format, as far as Anki's tables use it: numbered fields of varints, bytes and floats.

The format is that of https://protobuf.dev/programming-guides/encoding/.
"""

import struct
from collections.abc import Iterator

Value = int | bytes
_VARINT, _EIGHT, _BYTES, _FOUR = 0, 1, 2, 5
_LONGEST_VARINT = 10


class BadWireError(ValueError):
    """Bytes that are no message."""


def fields(message: bytes) -> dict[int, list[Value]]:
    """Return a message's values by field number: integers as they are, everything else as bytes.

    Raises BadWireError for bytes that are no message.
    """
    found: dict[int, list[Value]] = {}
    for number, value in _each(message):
        found.setdefault(number, []).append(value)
    return found


def text(message: dict[int, list[Value]], number: int) -> str:
    """Return a field's last value as text, empty where there is none."""
    value = message.get(number, [b""])[-1]
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else ""


def integer(message: dict[int, list[Value]], number: int, default: int = 0) -> int:
    """Return a field's last value as an integer."""
    value = message.get(number, [default])[-1]
    return value if isinstance(value, int) else default


def inner(message: dict[int, list[Value]], number: int) -> dict[int, list[Value]] | None:
    """Return a field's last value as a message of its own, None where there is none."""
    value = message.get(number, [0])[-1]
    return fields(value) if isinstance(value, bytes) else None


def floats(message: dict[int, list[Value]], number: int) -> tuple[float, ...]:
    """Return all 32-bit floats of a field, packed or one by one."""
    raw = b"".join(value for value in message.get(number, []) if isinstance(value, bytes))
    return struct.unpack(f"<{len(raw) // 4}f", raw[: len(raw) // 4 * 4])


def _each(message: bytes) -> Iterator[tuple[int, Value]]:
    at = 0
    while at < len(message):
        key, at = _varint(message, at)
        kind = key & 7
        if kind == _VARINT:
            value, at = _varint(message, at)
            yield key >> 3, value
            continue
        if kind == _BYTES:
            length, at = _varint(message, at)
        elif kind in (_FOUR, _EIGHT):
            length = 4 if kind == _FOUR else 8
        else:
            raise BadWireError
        if at + length > len(message):
            raise BadWireError
        yield key >> 3, message[at : at + length]
        at += length


def _varint(message: bytes, at: int) -> tuple[int, int]:
    value = 0
    for shift, byte in enumerate(message[at : at + _LONGEST_VARINT]):
        value |= (byte & 0x7F) << (7 * shift)
        if byte < 0x80:
            return value, at + shift + 1
    raise BadWireError
