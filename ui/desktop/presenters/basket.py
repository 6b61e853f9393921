"""The basket on the screen: lines with what is known of them, changed by making a new one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ess_shop.domain.basket import Asked, AskedBack, Basket, BasketLine, Discount, ReturnLine
from ess_shop.domain.money import Money, Rate
from ess_shop.domain.pricing import price
from ess_shop.domain.sale import SaleLine
from ess_shop.domain.shop import Shop
from ess_shop.domain.terms import Bearer
from ess_shop.errors import Refused


@dataclass(frozen=True, slots=True)
class Line:
    """One line: what was asked, what the books say of it, whose goods it is.

    `percent` is the rate of the line's discount if it was given as one.
    """

    asked: Asked | AskedBack
    line: BasketLine | ReturnLine
    member: str
    story: str = ""
    percent: Rate | None = None

    @property
    def quantity(self) -> int:
        """Pieces; negative if they come back."""
        return -self.line.quantity if isinstance(self.line, ReturnLine) else self.line.quantity

    @property
    def label(self) -> str:
        """What the article is called on this line."""
        if isinstance(self.line, ReturnLine):
            return self.line.sold.label
        custom = self.asked.label if isinstance(self.asked, Asked) else ""
        return custom or self.line.article.label

    @property
    def picture(self) -> str:
        """The article's picture, if it has one."""
        return "" if isinstance(self.line, ReturnLine) else self.line.article.picture

    @property
    def whole(self) -> Money:
        """Quantity times price, before any discount."""
        if isinstance(self.line, ReturnLine):
            return self.line.sold.unit_price * -self.line.quantity
        return self.line.unit_price * self.line.quantity

    def times(self, quantity: int) -> Line:
        """The same with another quantity; a discount in percent follows it."""
        changed = replace(
            self, asked=replace(self.asked, quantity=quantity), line=replace(self.line, quantity=quantity)
        )
        discount = self.asked.discount if isinstance(self.asked, Asked) else None
        if discount is not None and self.percent is not None:
            off = Money(self.percent.of(changed.whole.minor), discount.amount.currency)
            return changed.off(replace(discount, amount=off), self.percent)
        return changed

    def off(self, discount: Discount | None, percent: Rate | None = None) -> Line:
        """The same with a discount, or (None) without; a line that comes back has none of its own."""
        if not isinstance(self.asked, Asked) or not isinstance(self.line, BasketLine):
            return self
        return replace(
            self,
            asked=replace(self.asked, discount=discount),
            line=replace(self.line, discount=discount),
            percent=percent,
        )


@dataclass(frozen=True, slots=True)
class Content:
    """Everything in the basket; `chosen` is the line that keys act on (the last one if -1)."""

    lines: tuple[Line, ...] = ()
    reason: str = ""
    off: Money | None = None
    percent: Rate | None = None
    bearer: Bearer | None = None
    chosen: int = -1

    @property
    def at(self) -> int:
        """The index of the chosen line; -1 in an empty basket."""
        return self.chosen if 0 <= self.chosen < len(self.lines) else len(self.lines) - 1

    def with_line(self, line: Line) -> Content:
        """One more line, which becomes the chosen one."""
        return replace(self, lines=(*self.lines, line), chosen=-1)

    def changed(self, at: int, line: Line | None) -> Content:
        """Another line in that place, or (None) none."""
        middle = () if line is None else (line,)
        lines = (*self.lines[:at], *middle, *self.lines[at + 1 :])
        return replace(self, lines=lines, chosen=min(self.chosen, len(lines) - 1))

    def counted(self, quantity: int) -> Content:
        """So many pieces of the chosen line, none takes it out; Refused for a second piece of what is unique.

        Lines that come back by their ticket are counted below zero and never become a sale.
        """
        line = self.lines[self.at]
        pieces = -quantity if isinstance(line.line, ReturnLine) else quantity
        if pieces == 0 or (isinstance(line.line, ReturnLine) and pieces < 0):
            return self.changed(self.at, None)
        if isinstance(line.line, BasketLine) and line.line.article.unique and abs(pieces) > 1:
            raise Refused("unique", "There is only one “{label}”.", label=line.label)
        return self.changed(self.at, line.times(pieces))

    @property
    def asked(self) -> tuple[Asked | AskedBack, ...]:
        """What a sale of this basket asks for."""
        return tuple(line.asked for line in self.lines)

    def discount(self, shop: Shop) -> Discount | None:
        """The discount on the basket; a percentage follows what is in it."""
        amount = self.off
        if self.percent is not None:
            bare = priced(replace(self, percent=None, off=None), shop)
            amount = shop.money(
                sum(self.percent.of(line.total.minor) for line in bare if line.total.minor > 0)
            )
        return Discount(amount, self.reason, self.bearer) if amount else None

    def basket(self, shop: Shop) -> Basket:
        """The basket as the domain prices it."""
        return Basket(tuple(line.line for line in self.lines), self.discount(shop))


def priced(content: Content, shop: Shop) -> tuple[SaleLine, ...]:
    """Every line with its price, nothing for an empty basket; Refused as `price` is."""
    return price(content.basket(shop), shop) if content.lines else ()


@dataclass(frozen=True, slots=True)
class LocalReason:
    """Why a local currency pays that much: what one member's goods come to and accept of it."""

    member: str
    total: Money
    accepts: Rate


def local_reasons(content: Content, lines: Sequence[SaleLine], code: str) -> list[LocalReason]:
    """Member by member, in the order of the basket; returns pay for nothing."""
    totals: dict[str, Money] = {}
    accepts: dict[str, Rate] = {}
    names: Mapping[str, str] = {
        line.line.consignor.member_id: line.member
        for line in content.lines
        if isinstance(line.line, BasketLine)
    }
    for line, sold in zip(content.lines, lines, strict=True):
        if isinstance(line.line, BasketLine) and sold.total.minor > 0:
            member = line.line.consignor.member_id
            totals[member] = totals[member] + sold.total if member in totals else sold.total
            accepts[member] = line.line.consignor.accepts(code)
    return [LocalReason(names[member], total, accepts[member]) for member, total in totals.items()]
