"""Identities: UUIDv7 text, sortable by the time it was made (RFC 9562)."""

import os
import uuid


def new_uid(at: int) -> str:
    """Return a fresh UUIDv7 for the instant ``at`` (epoch ms)."""
    bits = int.from_bytes(os.urandom(10), "big")
    value = (at & (1 << 48) - 1) << 80 | 0x7 << 76 | (bits >> 62 & 0xFFF) << 64 | 0b10 << 62 | bits & (1 << 62) - 1
    return str(uuid.UUID(int=value))
