"""What a member's goods brought in a month, sold in their name or in the shop's."""

from __future__ import annotations

from dataclasses import dataclass

from ess_shop.domain.money import Money, Rate
from ess_shop.domain.terms import VatRole


@dataclass(frozen=True, slots=True)
class LocalMovement:
    """What a member's goods brought in one local currency in a month, and the member's part of it."""

    received: Money
    share: Money


@dataclass(frozen=True, slots=True)
class Purchase:
    """Goods of a member that the shop sold in its own name in a month, at one rate: what it bought them for.

    `gross` is what they brought, `share` the member's part, of which `legal_share` is owed in legal currency.
    `vat` is the rate of the goods: within the member's part for role D, within the margin for role F.
    """

    role: VatRole
    vat: Rate
    gross: Money
    share: Money
    legal_share: Money

    @property
    def before_tax(self) -> Money:
        """The member's part without tax: only those who are liable charge any."""
        if self.role is not VatRole.D:
            return self.share
        return Money(self.vat.before(self.share.minor), self.share.currency)

    @property
    def margin(self) -> Money:
        """What the shop keeps, tax included."""
        return self.gross - self.share

    @property
    def margin_vat(self) -> Money:
        """The tax within the margin, due under the margin scheme alone (CGI art. 297 A)."""
        if self.role is not VatRole.F:
            return Money(0, self.share.currency)
        return self.margin - Money(self.vat.before(self.margin.minor), self.margin.currency)


@dataclass(frozen=True, slots=True)
class Movement:
    """What goods sold in a member's name brought in a month, returns counted negative.

    `gross` and `share` are in legal currency, local parts included at parity; `legal_received` and
    `legal_share` are what of them came and is owed in legal currency. What the shop sold in its own name is
    in `purchases`, and the member's parts of it in local currencies are in `bought`.
    """

    gross: Money
    share: Money
    legal_received: Money
    legal_share: Money
    locals: tuple[LocalMovement, ...] = ()
    purchases: tuple[Purchase, ...] = ()
    bought: tuple[Money, ...] = ()

    def total(self) -> Money:
        """Everything that the member's goods brought."""
        return sum((each.gross for each in self.purchases), self.gross)

    def total_legal_share(self) -> Money:
        """Everything that is owed in legal currency."""
        return sum((each.legal_share for each in self.purchases), self.legal_share)
