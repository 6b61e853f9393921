"""The signed journal: per till, numbered without a gap, each entry chained to the one before.

An entry holds everything from which the tables of facts can be rebuilt. Its signature is keyed
(HMAC-SHA-256), as LNE's requirements for till systems ask; a bare chain of hashes would prove nothing.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

FORMAT = 1
"""The version of the signed format; every version ever shipped keeps verifying (golden test)."""

OFFICE = "BUREAU"
"""The journal of what is done outside the tills: deposits, edits, settlements."""


class Kind(StrEnum):
    """What an entry records."""

    OPENING = "opening"
    SALE = "sale"
    CLOSING = "closing"
    CASH = "cash"
    STOCK = "stock"
    REGISTER = "register"
    ADJUSTMENT = "adjustment"
    SETTLEMENT = "settlement"
    PAYOUT = "payout"
    PAYOUT_BACK = "payout_back"
    APPROVAL = "approval"
    PERIOD = "period"
    PURGE = "purge"
    EVENT = "event"


@dataclass(frozen=True, slots=True)
class Draft:
    """What is about to be recorded: `at` in ISO 8601 with offset, `body` plain data, integers for money."""

    id: str
    till: str
    kind: Kind
    at: str
    body: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Entry:
    """A recorded entry; `body` is canonical JSON, `signature` 64 hexadecimal characters."""

    till: str
    number: int
    id: str
    kind: Kind
    at: str
    version: int
    body: str
    signature: str

    def content(self) -> dict[str, object]:
        """The body as plain data."""
        content: dict[str, object] = json.loads(self.body)
        return content


@dataclass(frozen=True, slots=True)
class Head:
    """Where a till's journal stands: the last number and signature ("" before the first)."""

    till: str
    number: int
    signature: str


_encode = json.JSONEncoder(
    sort_keys=True, ensure_ascii=False, separators=(",", ":"), check_circular=False, allow_nan=False
).encode


def canonical(body: Mapping[str, object]) -> str:
    """The one way to write a body: sorted keys, no spaces, UTF-8 letters as they are."""
    return _encode(body)


def sign(key: bytes, draft: Draft, head: Head) -> Entry:
    """The entry that follows `head`."""
    body = canonical(draft.body)
    number = head.number + 1
    signature = _signature(
        key, FORMAT, draft.till, number, draft.id, draft.kind, draft.at, head.signature, body
    )
    return Entry(draft.till, number, draft.id, draft.kind, draft.at, FORMAT, body, signature)


def genuine(key: bytes, entry: Entry, previous: str) -> bool:
    """Whether an entry was signed with this key right after the entry with signature `previous`."""
    if entry.version != FORMAT:
        return False
    expected = _signature(
        key, entry.version, entry.till, entry.number, entry.id, entry.kind, entry.at, previous, entry.body
    )
    return hmac.compare_digest(expected.encode(), entry.signature.encode())


def seal_head(key: bytes, head: Head) -> str:
    """A keyed mark of where a journal ends, so that a cut tail shows."""
    text = f"head\n{head.till}\n{head.number}\n{head.signature}"
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


def digest(key: bytes, table: str, record: Mapping[str, object]) -> str:
    """A keyed mark of an edited record (member, article, terms ...), kept in the journal in its place.

    The journal thus proves the record without holding a name that must be erasable.
    """
    text = f"record\n{table}\n{canonical(record)}"
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


def _signature(
    key: bytes, version: int, till: str, number: int, id: str, kind: str, at: str, previous: str, body: str
) -> str:
    text = f"ess-shop {version}\n{till}\n{number}\n{id}\n{kind}\n{at}\n{previous}\n{body}"
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()
