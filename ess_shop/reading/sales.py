"""Sales with their place in the books, and the Protocol that reads them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from ess_shop.domain.journal import Entry
from ess_shop.domain.money import Money
from ess_shop.domain.sale import Sale
from ess_shop.domain.sale_record import sale_from


def ticket_number(till: str, ticket: int) -> str:
    """How a ticket is called: its till and its number there."""
    return f"{till}-{ticket:06d}"


@dataclass(frozen=True, slots=True)
class RecordedSale:
    """A sale with its place in the books; `number` is what people read, like C1-000123."""

    id: str
    till: str
    entry: int
    ticket: int
    at: str
    day: date
    volunteer: str
    source: str
    sale: Sale

    @property
    def number(self) -> str:
        """The ticket number on paper."""
        return ticket_number(self.till, self.ticket)


def recorded_sale(entry: Entry) -> RecordedSale:
    """The sale that a journal entry holds."""
    body: dict[str, Any] = entry.content()
    return RecordedSale(
        id=entry.id,
        till=entry.till,
        entry=entry.number,
        ticket=body["ticket"],
        at=entry.at,
        day=date.fromisoformat(body["day"]),
        volunteer=body["volunteer"],
        source=body["source"],
        sale=sale_from(body),
    )


@dataclass(frozen=True, slots=True)
class Returned:
    """A sold line as it stands: the sale it is on, and how many pieces came back already."""

    sale: RecordedSale
    returned: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class SaleQuery:
    """Which sales to find; what is left out matches everything. Newest first, `limit` of them.

    `text` is what someone types; each of its words must be a ticket number (`C1-000123` or `123`), a time of
    day (`14:30`), an amount (`12,50`), or part of an article's label or code, accents and case aside.
    `amount` is a total in legal minor units, taken or paid back; `clock` the beginning of a time of
    day (`14:3`).
    """

    text: str = ""
    day: date | None = None
    amount: int | None = None
    limit: int = 50
    till: str = ""
    ticket: int | None = None
    clock: str = ""
    article_ids: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class SaleRow:
    """A recorded sale as a list shows it; `labels` are its first articles."""

    till: str
    ticket: int
    at: str
    day: date
    total: Money
    volunteer: str
    lines: int
    means: tuple[str, ...]
    labels: tuple[str, ...]

    @property
    def number(self) -> str:
        """The ticket number on paper."""
        return ticket_number(self.till, self.ticket)


class ReadingSales(Protocol):
    """What can be asked about sales."""

    def sale(self, till: str, ticket: int) -> Returned | None:
        """A sale by its ticket number, with what was returned of each line (lines count from 1)."""

    def sale_by_id(self, sale_id: str) -> RecordedSale | None:
        """The sale recorded under that id."""

    def find_sales(self, query: SaleQuery) -> Sequence[SaleRow]:
        """Recorded sales that fit."""

    def recorded_sources(self, till: str) -> set[str]:
        """The tickets from elsewhere that were rung up on this till already."""

    def voucher_left(self, reference: str) -> int:
        """What a voucher is still worth, in legal minor units."""
