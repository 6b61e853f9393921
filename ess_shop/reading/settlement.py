"""A member's statement and a settled month, and the Protocol that reads them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from ess_shop.domain.members import Identity, Member
from ess_shop.domain.money import Money, Rate
from ess_shop.domain.settlement import Account, Adjustment, Month, Numbers, Row
from ess_shop.domain.settlement_record import PayoutBack, PayoutLine
from ess_shop.domain.shop import Shop
from ess_shop.domain.terms import Bearer


@dataclass(frozen=True, slots=True)
class StatementLine:
    """One line of a member's statement; `local` is the member's part in local currencies.

    `tag_price` is the first price of marked down goods, `net` the fixed net price of a piece, `piece_fee`
    what the contract takes of each piece besides the commission, `shop_discount` the part of the discount
    that the shop bears alone; None where there is no such thing. `corrects` names the statement on which a
    returned line was paid, if it was settled already; `reason` says why goods came back, or what a line
    puts right.
    """

    day: date
    ticket: str
    code: str
    label: str
    quantity: int
    unit_price: Money
    discount: Money
    discount_reason: str
    discount_bearer: Bearer
    total: Money
    commission_rate: Rate
    share: Money
    legal_share: Money
    local: tuple[Money, ...]
    corrects: str = ""
    reason: str = ""
    tag_price: Money | None = None
    net: Money | None = None
    piece_fee: Money | None = None
    shop_discount: Money | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """A member's paper for a month: the rows (legal currency first) and every line behind them.

    `adjustments` are fees, advances and corrections with their reasons; `preview` marks an unapproved paper;
    `approved_at` is an ISO time, "" on a preview.
    """

    shop: Shop
    month: Month
    member: Member
    identity: Identity
    rows: tuple[Row, ...]
    lines: Sequence[StatementLine]
    adjustments: tuple[Adjustment, ...]
    approved_at: str
    preview: bool = False


@dataclass(frozen=True, slots=True)
class SettledMonth:
    """A month whose settlement was approved; `paid_on` None until the payouts are recorded."""

    month: Month
    approved_at: str
    rows: tuple[Row, ...]
    paid_on: date | None


@dataclass(frozen=True, slots=True)
class Approval:
    """Somebody (an id) agreed to a month's figures, told by their digest; `at` is an ISO time."""

    person: str
    digest: str
    at: str


class ReadingSettlement(Protocol):
    """What can be asked about months and their settlement."""

    def settled(self, month: Month) -> SettledMonth | None:
        """A month's settlement, if approved."""

    def last_settled(self) -> Month | None:
        """The last month whose settlement was approved."""

    def unsettled_before(self, month: Month) -> str | None:
        """An earlier month with movements that was not settled or not paid, if any."""

    def months_of(self, member_id: str) -> Sequence[Month]:
        """The settled months in which a member had a statement, newest first."""

    def statement_lines(
        self, month: Month, member_id: str = ""
    ) -> Iterator[tuple[str, Sequence[StatementLine]]]:
        """Every line of a month, one member (or that one) after the other, in the order of the tickets."""

    def recorded_adjustments(self, month: Month) -> Mapping[str, Sequence[Adjustment]]:
        """Fees, advances and corrections recorded in a month, by member."""

    def settlement_accounts(self, month: Month, window_days: int = 0) -> Sequence[Account]:
        """What a month needs to know of every member; what was sold in its last days is told apart."""

    def sold_and_returned(self, month: Month) -> Mapping[str, tuple[int, int]]:
        """By member, in legal minor units: what was sold in a month, and what came back (negative)."""

    def ledger_of(self, month: Month) -> Mapping[tuple[str, str], int]:
        """Per (member, currency): what the ledger's sales and adjustments of a month credit the member."""

    def last_numbers(self, year: int) -> Numbers:
        """The last numbers used in a year for commission invoices and self-billed ones."""

    def local_stock(self) -> Mapping[str, int]:
        """How much there is of each local currency by the ledger, in minor units."""

    def approvals(self, month: Month) -> Sequence[Approval]:
        """Who agreed to a month's figures before it was settled, in their order."""

    def payouts(self, month: Month) -> Sequence[PayoutLine]:
        """What was paid of a month, in the order of its statements."""

    def payout_backs(self, month: Month) -> Sequence[PayoutBack]:
        """What of a month's payouts came back."""

    def unconfirmed_accounts(self) -> Set[str]:
        """The members whose bank account changed since the first settlement without anybody confirming it."""
