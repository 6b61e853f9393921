"""What leaves the shop for the members of a settled month, by the way it takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ess_shop.domain.money import Money
from ess_shop.domain.postal import PostalAddress
from ess_shop.domain.settlement import Month
from ess_shop.domain.shop import Shop
from ess_shop.errors import Refused


@dataclass(frozen=True, slots=True)
class Payout:
    """One amount for one member; `statement` is the paper that explains it.

    `payee` is whose account the money goes to, or who takes it; `iban` and `address` are known where it is
    transferred. Who was erased has no name left.
    """

    member_id: str
    code: str
    name: str
    payee: str
    amount: Money
    statement: str
    iban: str = ""
    address: PostalAddress | None = None

    @property
    def key(self) -> tuple[str, str]:
        """Which payout of the month it is: the member's id and the currency's code."""
        return self.member_id, self.amount.currency.code


@dataclass(frozen=True, slots=True)
class HeldBack:
    """A transfer that cannot be made, and why; all others are made."""

    payout: Payout
    why: Refused

    @property
    def key(self) -> tuple[str, str]:
        """Which payout of the month it is."""
        return self.payout.key


@dataclass(frozen=True, slots=True)
class MonthPayouts:
    """All of a month, in the order of its statements; what came back is no longer among them."""

    transfers: tuple[Payout, ...] = ()
    held: tuple[HeldBack, ...] = ()
    cash: tuple[Payout, ...] = ()
    local: tuple[Payout, ...] = ()


@dataclass(frozen=True, slots=True)
class PayoutsPaper:
    """Payouts of a month to be put on paper; `day` is when the month was approved.

    `paid_on` is when they were made, None while they wait: on paper nobody shall take one for the other.
    """

    shop: Shop
    month: Month
    day: date
    payouts: Sequence[Payout]
    held: Sequence[HeldBack] = ()
    paid_on: date | None = None


def total(payouts: Sequence[Payout]) -> Money:
    """What they add up to; at least one, and all of one currency."""
    first, *others = (payout.amount for payout in payouts)
    return sum(others, first)
