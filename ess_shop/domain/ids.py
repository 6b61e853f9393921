"""Identities that cross machines: UUIDv7 as 32 hexadecimal characters, ordered by time."""

import hashlib
from datetime import datetime

from uuid_utils import uuid7


def new_id() -> str:
    """A fresh identity; the caller makes it before touching the books, so that recording twice is once."""
    return uuid7().hex


def id_for(at: datetime, *names: str) -> str:
    """The UUIDv7 (RFC 9562) that always belongs to these names: the time of `at`, the rest from SHA-256."""
    digest = hashlib.sha256("\x1f".join(names).encode()).digest()
    milliseconds = int(at.timestamp() * 1000) & 0xFFFFFFFFFFFF
    tail = int.from_bytes(digest[:10], "big")
    random_a = tail >> 68
    random_b = tail & ((1 << 62) - 1)
    return f"{(milliseconds << 80) | (7 << 76) | (random_a << 64) | (0b10 << 62) | random_b:032x}"
