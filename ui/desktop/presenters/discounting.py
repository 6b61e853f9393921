"""Discounts: an amount or a percentage off one line or off everything, why, and who bears it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ess_shop.domain.basket import Asked, Discount
from ess_shop.domain.people import Right
from ess_shop.domain.sale import SaleLine
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
        try:
            given = self._basket_off(text, "", bearer) if whole else self._line_alone(text, bearer)
            bare = _without_discount(given) if whole else Content((given.lines[0].at_its_tag(),))
            sold, before = priced(given, selling.shop), priced(bare, selling.shop)
        except ShopError:
            return ()
        if not whole and sold[0].tag_price is not None:
            return (selling.desk.words("The markdown is larger: this discount is not added."),)
        return tuple(self._borne(before, sold))

    def _borne(self, before: Sequence[SaleLine], sold: Sequence[SaleLine]) -> Iterator[str]:
        words, money = self.selling.desk.words, self.selling.shop.money
        pairs = list(zip(before, sold, strict=True))
        off = sum(one.total.minor - other.total.minor for one, other in pairs)
        members = sum(one.share.minor - other.share.minor for one, other in pairs)
        beyond = sum(other.shop_discount - one.shop_discount for one, other in pairs)
        yield words(
            "The shop bears {shop}, the member {member}.", shop=money(off - members), member=money(members)
        )
        if beyond:
            sentence = "Of it, {amount} go beyond what was agreed with the member: the shop bears that alone."
            yield words(sentence, amount=money(beyond))
        if any(other.net is not None and other.discount.minor for _one, other in pairs):
            yield words("A fixed net price is due in full: the shop bears the discount on it.")

    def _line_alone(self, text: str, bearer: Bearer | None) -> Content:
        """The chosen line as it would be, as if nothing else was in the basket."""
        content = self._line_off(text, "", bearer)
        return Content((content.lines[content.at],))

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
        content = _without_discount(selling.content)
        line = selling.chosen
        if isinstance(line.asked, Asked):
            content = content.changed(content.at, line.off(None))
        selling.put(content)


def _without_discount(content: Content) -> Content:
    """The same without a discount on the basket."""
    return replace(content, off=None, percent=None, reason="", bearer=None)
