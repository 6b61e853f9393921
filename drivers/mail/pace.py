"""How long the post waits, and for what."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds: for the connection and each answer, and for the last answer, on which so much depends."""

    answer: float = 20
    taken: float = 120


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds: after each failure in a row (the last one stays), and how long an address is kept at most."""

    delays: tuple[float, ...] = (15, 60, 300, 900, 3600)
    kept: float = 3 * 24 * 3600
    patience: Patience = field(default_factory=Patience)
