"""Discounts: an amount or a percentage off one line or off everything, why, and who bears it."""

from __future__ import annotations

from dataclasses import replace

from ess_shop.domain.basket import Asked, Discount
from ess_shop.domain.people import Right
from ess_shop.domain.terms import Bearer
from ess_shop.errors import Refused, ShopError
from ui.desktop.presenters.basket import Content, priced
from ui.desktop.presenters.grammar import off_of
from ui.desktop.presenters.selling import SellingPresenter


class DiscountPresenter:
    """Acts on the basket of a sale."""

    def __init__(self, selling: SellingPresenter) -> None:
        self.selling = selling

    def line(self, text: str, reason: str, bearer: Bearer | None) -> bool:
        """`10%` or an amount off the chosen line; whether it holds. Refused says what is wrong."""
        self._check_reason(reason)
        return self.selling.put(self._line_off(text, reason, bearer))

    def basket(self, text: str, reason: str, bearer: Bearer | None) -> bool:
        """`10%` or an amount off everything; whether it holds. Refused says what is wrong."""
        self._check_reason(reason)
        return self.selling.put(self._basket_off(text, reason, bearer))

    def borne(self, text: str, bearer: Bearer | None, *, whole: bool) -> tuple[str, ...]:
        """Who would bear how much of a discount that is being typed; nothing while it is none."""
        selling = self.selling
        if selling.empty:
            return ()
        words = selling.desk.words
        try:
            content = (self._basket_off if whole else self._line_off)(text, "", bearer)
            sold = priced(content, selling.shop)
            before = priced(_without_discounts(content, selling.content.at, whole=whole), selling.shop)
        except ShopError:
            return ()
        off = sum(line.total.minor for line in before) - sum(line.total.minor for line in sold)
        if off <= 0:
            return (words("The markdown is larger: this discount is not added."),)
        money = selling.shop.money
        members = sum(line.share.minor for line in before) - sum(line.share.minor for line in sold)
        said = [
            words(
                "The shop bears {shop}, the member {member}.",
                shop=money(off - members),
                member=money(members),
            )
        ]
        beyond = sum(line.shop_discount for line in sold)
        if beyond:
            sentence = "Of it, {amount} go beyond what was agreed with the member: the shop bears that alone."
            said.append(words(sentence, amount=money(beyond)))
        if any(line.net is not None and line.discount.minor for line in sold):
            said.append(words("A fixed net price is due in full: the shop bears the discount on it."))
        return tuple(said)

    def _line_off(self, text: str, reason: str, bearer: Bearer | None) -> Content:
        line, content = self.selling.chosen, self.selling.content
        if not isinstance(line.asked, Asked) or line.quantity < 0:
            raise Refused("discount_on_return", "A line that comes back takes no discount.")
        amount, percent = off_of(text, line.whole)
        return content.changed(content.at, line.off(Discount(amount, reason, bearer), percent))

    def _basket_off(self, text: str, reason: str, bearer: Bearer | None) -> Content:
        selling = self.selling
        whole = selling.shop.money(sum(line.total.minor for line in selling.sold if line.total.minor > 0))
        amount, percent = off_of(text, whole)
        return replace(selling.content, off=amount, percent=percent, reason=reason, bearer=bearer)

    def _check_reason(self, reason: str) -> None:
        self.selling.desk.require(Right.DISCOUNT)
        if not reason.strip():
            raise Refused("discount_reason", "Say why the discount is given.")

    def none(self) -> None:
        """Take the discounts of the chosen line and of the basket away."""
        selling = self.selling
        content = replace(selling.content, off=None, percent=None, reason="", bearer=None)
        line = selling.chosen
        if isinstance(line.asked, Asked):
            content = content.changed(content.at, line.off(None))
        selling.put(content)


def _without_discounts(content: Content, at: int, *, whole: bool) -> Content:
    """The same without the discount in question: the one on the basket, or the one on a line."""
    if whole:
        return replace(content, off=None, percent=None, reason="", bearer=None)
    return content.changed(at, content.lines[at].off(None))
