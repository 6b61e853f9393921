"""What a contract needs under which the shop sells in its own name (VAT roles D, E1 and F)."""

from __future__ import annotations

from ess_shop.domain.members import Member, VatStatus
from ess_shop.domain.shop import Shop
from ess_shop.domain.terms import OPAQUE, SELF_BILLED, CommissionBase, Terms, VatRole
from ess_shop.errors import Refused


def check_role(terms: Terms, member: Member, shop: Shop) -> None:
    """Refused if a contract's VAT role does not fit the shop, the member or the rest of the contract.

    A self-billed invoice needs the member's recorded mandate (CGI art. 289 I-2).
    """
    if terms.role not in OPAQUE:
        return
    if not shop.vat_liable:
        raise Refused(
            "own_sales_not_liable",
            "The shop charges no VAT: it sells in the names of its members, not in its own.",
        )
    if (terms.role is VatRole.D) != (member.vat_status is VatStatus.LIABLE):
        raise Refused(
            "role_status",
            "Member {member}: this way of selling does not fit how the member stands before VAT.",
            member=member.code,
        )
    if terms.role is VatRole.F and terms.base is CommissionBase.BEFORE_TAX:
        raise Refused(
            "margin_base", "Under the margin scheme the shop keeps a percent of the price on the tag."
        )
    if terms.role in SELF_BILLED and member.mandate_on is None:
        raise Refused(
            "mandate_missing",
            "Member {member}: no mandate to invoice in their name is recorded. Record it first.",
            member=member.code,
        )
