"""Work that is not finished, as it is kept, and the Protocol that reads it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """A basket that is not sold, as it is kept: `amount` in legal minor units, `at` an ISO time or ""."""

    id: str
    till: str
    name: str
    at: str
    amount: int
    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Worksheet:
    """Work that is not finished, as it is kept: `kind` says whose body it is, `member` an id or "".

    `at` is an ISO time.
    """

    id: str
    kind: str
    member: str
    at: str
    body: Mapping[str, Any]


class ReadingUnfinished(Protocol):
    """What can be asked about baskets and other work that somebody left for later."""

    def draft(self, id: str) -> KeptDraft | None:
        """A basket that is not sold."""

    def drafts(self) -> Sequence[KeptDraft]:
        """All baskets that are not sold, oldest first."""

    def worksheet(self, id: str) -> Worksheet | None:
        """Work that is not finished."""

    def worksheets(self, kind: str, member: str = "") -> Sequence[Worksheet]:
        """Unfinished work of a kind, of one member or of all, oldest first."""

    def worksheet_ids_of(self, member_id: str) -> Sequence[str]:
        """All unfinished work that names a member, whatever kind it is."""
