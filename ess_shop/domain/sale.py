"""A sale as it is recorded: its lines with the terms frozen on them, and how it was paid."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ess_shop.domain.members import VatStatus
from ess_shop.domain.money import Currency, Money, Rate
from ess_shop.domain.terms import Bearer, CommissionBase, VatRole


class Means(StrEnum):
    """How a customer pays."""

    CASH = "cash"
    CARD = "card"
    CHEQUE = "cheque"
    TRANSFER = "transfer"
    VOUCHER = "voucher"
    COUPON = "coupon"
    ELECTRONIC = "electronic"


LOCAL_MEANS = frozenset({Means.COUPON, Means.ELECTRONIC})


@dataclass(frozen=True, slots=True)
class LineRef:
    """A line of a recorded sale: its till, journal number and line."""

    till: str
    entry: int
    line: int


@dataclass(frozen=True, slots=True)
class LocalPart:
    """What one line received in a local currency, what that is worth, and how much of it is the member's."""

    received: Money
    worth: Money
    share: Money


@dataclass(frozen=True, slots=True)
class SaleLine:
    """One line: what was sold, for whom, at which price, and what the member is owed for it.

    `discount` is what was taken off quantity × unit price; `total` is what is left, tax included.
    `tag_price` is the first price of goods that were marked down to `unit_price`, None for others.
    `shop_discount` is the part of `discount` that the shop bears alone because it goes beyond what the member
    agreed to, `piece_fee` what the contract takes per piece besides the commission, `net` the fixed net price
    per piece of memo goods, `margin_vat` the rate within the shop's margin under the margin scheme (role F).
    `share` is the member's part in legal currency, of which `legal_share` is
    payable in it and the rest in local currencies. `vat` is the rate shown on the receipt, `before_tax` the
    total without it.
    """

    article_id: str
    code: str
    label: str
    member_id: str
    vat_status: VatStatus
    role: VatRole
    base: CommissionBase
    commission_rate: Rate
    vat: Rate
    quantity: int
    unit_price: Money
    discount: Money
    discount_reason: str
    discount_bearer: Bearer
    total: Money
    before_tax: Money
    share: Money
    legal_share: Money
    locals: tuple[LocalPart, ...] = ()
    origin: LineRef | None = None
    reason: str = ""
    tag_price: Money | None = None
    net: Money | None = None
    piece_fee: int = 0
    shop_discount: int = 0
    margin_vat: Rate | None = None

    @property
    def commission(self) -> Money:
        """What the shop keeps of the line, tax included."""
        return self.total - self.share

    @property
    def legal_received(self) -> Money:
        """What the line brought in legal currency: all that was not paid in a local one."""
        return Money(self.total.minor - sum(part.worth.minor for part in self.locals), self.total.currency)


@dataclass(frozen=True, slots=True)
class Payment:
    """One means: what was handed over, and the change given in the same means and currency."""

    means: Means
    tendered: Money
    change: Money
    reference: str = ""

    @property
    def net(self) -> Money:
        """What stays in the till."""
        return self.tendered - self.change


@dataclass(frozen=True, slots=True)
class Sale:
    """A priced and paid basket. `rounding` is what cash rounding added to (or took from) the total.

    `customer` is the id of the member who bought, "" for anybody else.
    """

    currency: Currency
    lines: tuple[SaleLine, ...]
    payments: tuple[Payment, ...]
    total: Money
    rounding: Money
    customer: str = ""

    def change(self) -> tuple[Payment, ...]:
        """The payments on which the customer gets something back."""
        return tuple(payment for payment in self.payments if payment.change)
