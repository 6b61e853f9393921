"""What a settlement says of each member."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from ess_shop.domain.members import PayoutMeans
from ess_shop.domain.money import Money
from ess_shop.domain.settlement.account import Adjustment
from ess_shop.domain.settlement.month import Month
from ess_shop.domain.settlement.movement import Purchase


class Carried(StrEnum):
    """Why a balance, or a part of it, is not paid."""

    NOT = ""
    NEGATIVE = "negative"
    MINIMUM = "minimum"
    NO_IBAN = "no_iban"
    HELD = "held"
    EXCLUDED = "excluded"
    IBAN_CHANGED = "iban_changed"
    SHORT = "short"


@dataclass(frozen=True, slots=True)
class Row:
    """One member in one currency: `opening` + `share` + `adjustments` = `balance` = `paid` + `carried`.

    `gross`, `commission` and `margin` stand on the row in legal currency and count local parts at parity:
    `gross` − `commission` − `margin` is the member's part in all currencies. The commission is invoiced,
    the margin is what the shop kept of its own sales, of which `purchases` tell the other side. `kept` is
    the part of the commission that is taken in this row's currency, `bought` the part of the member's
    share that comes from the shop's own sales. `fees` are what the settlement itself posts: fees of the
    contract, and amounts exchanged between currencies. `reason` is why the treasurer lets the balance
    wait.
    """

    member_id: str
    code: str
    opening: Money
    gross: Money
    commission: Money
    commission_before_tax: Money
    kept: Money
    share: Money
    adjustments: Money
    fees: tuple[Adjustment, ...]
    paid: Money
    carried: Money
    why_carried: Carried
    payout_means: PayoutMeans
    margin: Money
    bought: Money
    statement: str = ""
    invoice: str = ""
    self_bill: str = ""
    reason: str = ""
    purchases: tuple[Purchase, ...] = ()

    @property
    def balance(self) -> Money:
        """What the shop owes the member before it pays."""
        return self.paid + self.carried

    @property
    def commission_vat(self) -> Money:
        """The tax within the commission."""
        return self.commission - self.commission_before_tax


@dataclass(frozen=True, slots=True)
class Settlement:
    """A month's rows, members in the order of their codes, legal currency first.

    `missing` is, per local currency code, what is due but neither in stock nor decided about.
    """

    month: Month
    rows: tuple[Row, ...]
    missing: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers that the month's papers go on from: the last ones used.

    `invoice` through the year, `self_bills` through the year per member's id.
    """

    invoice: int = 0
    self_bills: Mapping[str, int] = field(default_factory=dict)
