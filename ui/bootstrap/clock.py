"""The machine's clock."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo


def now(timezone: str) -> datetime:
    """The machine's clock, in the shop's timezone."""
    return datetime.now(ZoneInfo(timezone))
