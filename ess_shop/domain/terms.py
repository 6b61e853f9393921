"""Consignment terms: what the shop keeps, on which base, and under which VAT role, dated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ess_shop.domain.clauses import NO_CLAUSES, Clauses
from ess_shop.domain.members import VatStatus
from ess_shop.domain.money import ZERO_RATE, Rate

BEGINNING = date(1, 1, 1)
"""Terms that hold from the beginning."""


class CommissionBase(StrEnum):
    """Whether the commission is taken of the tag price or of the price before tax."""

    TAG = "tag"
    BEFORE_TAX = "before_tax"


class VatRole(StrEnum):
    """Who sells before the tax office: A to C in the member's name, D to F in the shop's."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E1 = "E1"
    F = "F"


TRANSPARENT = frozenset({VatRole.A, VatRole.B, VatRole.C})
"""The member sells; the shop is their agent and invoices its commission."""

OPAQUE = frozenset({VatRole.D, VatRole.E1, VatRole.F})
"""The shop buys of the member at the moment it sells, in its own name."""

SELF_BILLED = frozenset({VatRole.D, VatRole.E1})
"""What the shop bought is invoiced by the shop in the member's name, which needs a recorded mandate."""


class Bearer(StrEnum):
    """Who bears a discount: shop, member, or both in proportion to their parts."""

    SHOP = "shop"
    MEMBER = "member"
    SHARED = "shared"


@dataclass(frozen=True, slots=True)
class Terms:
    """A member's contract from `valid_from` on.

    `monthly_fee`, the rent of a shelf, is in legal minor units, tax included.

    `duration_days` is how long goods may stay; None means until they are withdrawn.
    """

    id: str
    member_id: str
    valid_from: date
    commission: Rate
    role: VatRole
    base: CommissionBase = CommissionBase.TAG
    discount_bearer: Bearer = Bearer.SHARED
    monthly_fee: int = 0
    duration_days: int | None = None
    clauses: Clauses = NO_CLAUSES


@dataclass(frozen=True, slots=True)
class Consignor:
    """What pricing a line needs to know of the member whose goods it sells, on the day of the sale."""

    member_id: str
    code: str
    vat_status: VatStatus
    terms: Terms
    acceptance: tuple[tuple[str, Rate], ...] = ()

    def accepts(self, currency_code: str) -> Rate:
        """Which part of a line may be paid in that local currency."""
        for code, rate in self.acceptance:
            if code == currency_code:
                return rate
        return Rate(0)


class SoldBy(StrEnum):
    """In whose name goods are sold: the member's, the shop's, or the shop's under the margin scheme."""

    MEMBER = "member"
    SHOP = "shop"
    MARGIN = "margin"


def sold_by(role: VatRole) -> SoldBy:
    """In whose name goods of that role are sold."""
    if role in TRANSPARENT:
        return SoldBy.MEMBER
    return SoldBy.MARGIN if role is VatRole.F else SoldBy.SHOP


def role_for(vat_status: VatStatus, *, shop_liable: bool, sold: SoldBy = SoldBy.MEMBER) -> VatRole:
    """The role that follows from who sells, and from who is liable for VAT."""
    liable = vat_status is VatStatus.LIABLE
    if sold is SoldBy.MEMBER:
        if not shop_liable:
            return VatRole.C
        return VatRole.A if liable else VatRole.B
    if liable:
        return VatRole.D
    return VatRole.F if sold is SoldBy.MARGIN else VatRole.E1


def role_of_line(role: VatRole, vat_status: VatStatus, *, second_hand: bool) -> VatRole:
    """The role of one line under a contract: an opaque one follows the member's status and the goods.

    The margin scheme (CGI art. 297 A) is for second-hand goods of those who charge no VAT.
    """
    if role not in OPAQUE:
        return role
    if vat_status is VatStatus.LIABLE:
        return VatRole.D
    return VatRole.F if role is VatRole.F and second_hand else VatRole.E1


def shown_vat(role: VatRole, vat_status: VatStatus, vat: Rate, *, shop_liable: bool) -> Rate:
    """The rate that the receipt shows for goods of rate `vat`: the seller's, none under the margin scheme."""
    if role in TRANSPARENT:
        return vat if vat_status is VatStatus.LIABLE else ZERO_RATE
    return vat if shop_liable and role is not VatRole.F else ZERO_RATE


def valid_on(history: Sequence[Terms], day: date) -> Terms | None:
    """The terms in force on `day`: the latest that began by then."""
    begun = [terms for terms in history if terms.valid_from <= day]
    return max(begun, key=lambda terms: terms.valid_from, default=None)
