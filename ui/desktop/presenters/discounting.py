"""Discounts: an amount or a percentage off one line or off everything, why, and who bears it."""

from __future__ import annotations

from dataclasses import replace

from ess_shop.domain.basket import Asked, Discount
from ess_shop.domain.money import Money, Rate
from ess_shop.domain.people import Right
from ess_shop.domain.terms import Bearer
from ess_shop.errors import Refused
from ui.desktop.presenters.grammar import off_of
from ui.desktop.presenters.selling import SellingPresenter


class DiscountPresenter:
    """Acts on the basket of a sale."""

    def __init__(self, selling: SellingPresenter) -> None:
        self.selling = selling

    def line(self, text: str, reason: str, bearer: Bearer | None) -> bool:
        """`10%` or an amount off the chosen line; whether it holds. Refused says what is wrong."""
        line = self.selling.chosen
        if not isinstance(line.asked, Asked) or line.quantity < 0:
            raise Refused("discount_on_return", "A line that comes back takes no discount.")
        amount, percent = self._off(text, line.whole, reason)
        content = self.selling.content
        discounted = line.off(Discount(amount, reason, bearer), percent)
        return self.selling.put(content.changed(content.at, discounted))

    def basket(self, text: str, reason: str, bearer: Bearer | None) -> bool:
        """`10%` or an amount off everything; whether it holds. Refused says what is wrong."""
        selling = self.selling
        whole = selling.shop.money(sum(line.total.minor for line in selling.sold if line.total.minor > 0))
        amount, percent = self._off(text, whole, reason)
        return selling.put(
            replace(selling.content, off=amount, percent=percent, reason=reason, bearer=bearer)
        )

    def _off(self, text: str, whole: Money, reason: str) -> tuple[Money, Rate | None]:
        self.selling.desk.require(Right.DISCOUNT)
        if not reason.strip():
            raise Refused("discount_reason", "Say why the discount is given.")
        return off_of(text, whole)

    def none(self) -> None:
        """Take the discounts of the chosen line and of the basket away."""
        selling = self.selling
        content = replace(selling.content, off=None, percent=None, reason="", bearer=None)
        line = selling.chosen
        if isinstance(line.asked, Asked):
            content = content.changed(content.at, line.off(None))
        selling.put(content)
