"""The basket on the screen: lines with what is known of them, changed by making a new one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ess_shop.domain.basket import Asked, AskedBack, Basket, BasketLine, Discount, ReturnLine
from ess_shop.domain.money import Money, Rate
from ess_shop.domain.pricing import price
from ess_shop.domain.sale import LineRef, SaleLine
from ess_shop.domain.shop import Shop
from ess_shop.domain.terms import Bearer
from ess_shop.errors import Refused
from ess_shop.wording import Words
from ui.desktop.presenters.choosing_member import MemberRow


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

    @property
    def today(self) -> Money:
        """What a piece costs today, its contract's markdowns taken off, before any discount."""
        if isinstance(self.line, ReturnLine):
            return self.line.sold.unit_price
        return self.line.marked_price or self.line.unit_price

    @property
    def marked(self) -> bool:
        """Whether the contract's markdowns take something off by now."""
        return isinstance(self.line, BasketLine) and self.line.marked_price is not None

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

    def at_its_tag(self) -> Line:
        """The same at the price on its tag: no discount, no markdown."""
        bare = self.off(None)
        if isinstance(bare.line, BasketLine):
            bare = replace(bare, line=replace(bare.line, marked_price=None))
        return bare

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
    """Everything in the basket; `chosen` is the line that keys act on (the last one if -1).

    `customer` is the member who buys, None for anybody else.
    """

    lines: tuple[Line, ...] = ()
    reason: str = ""
    off: Money | None = None
    percent: Rate | None = None
    bearer: Bearer | None = None
    chosen: int = -1
    customer: MemberRow | None = None

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
        return Basket(tuple(_one_after_the_other(self.lines)), self.discount(shop))

    def coming_back(self, till: str, ticket: int, line: int) -> int:
        """How many pieces of a ticket's line come back in this basket."""
        return sum(
            each.asked.quantity
            for each in self.lines
            if isinstance(each.asked, AskedBack)
            and (each.asked.till, each.asked.ticket, each.asked.line) == (till, ticket, line)
        )


def _one_after_the_other(lines: Sequence[Line]) -> Iterator[BasketLine | ReturnLine]:
    """The lines as the domain wants them: pieces that come back twice in one basket count as come back."""
    earlier: Counter[LineRef] = Counter()
    for each in lines:
        line = each.line
        if isinstance(line, ReturnLine):
            yield replace(line, returned_before=line.returned_before + earlier[line.ref])
            earlier[line.ref] += line.quantity
        else:
            yield line


def priced(content: Content, shop: Shop) -> tuple[SaleLine, ...]:
    """Every line with its price, nothing for an empty basket.

    Refused as `price` is, and for what there is only one of, scanned twice.
    """
    _check_unique(content.lines)
    return price(content.basket(shop), shop) if content.lines else ()


def remark_on(line: Line, sold: SaleLine, words: Words) -> str:
    """Why a line costs less than its tag says: a markdown, a discount, the larger of both; "" for none."""
    given = line.asked.discount if isinstance(line.asked, Asked) else None
    if sold.quantity < 0:
        back = words("Comes back – {reason}", reason=sold.reason)
        return back if sold.reason else words("Comes back")
    if sold.tag_price is not None and given is not None:
        return words("Marked down by more than the discount of {amount}", amount=given.amount)
    if sold.discount.minor:
        sentence = "Discount {amount} – {reason}"
        if line.marked and sold.tag_price is None:
            sentence = "Discount {amount} – {reason}: more than the markdown"
        return words(sentence, amount=sold.discount, reason=sold.discount_reason)
    if sold.tag_price is not None:
        return words("Marked down, instead of {price}", price=sold.tag_price)
    return ""


def _check_unique(lines: Sequence[Line]) -> None:
    pieces: Counter[str] = Counter()
    for line in lines:
        if isinstance(line.line, BasketLine) and line.line.article.unique:
            pieces[line.line.article.id] += line.quantity
            if pieces[line.line.article.id] > 1:
                raise Refused("unique", "There is only one “{label}”.", label=line.label)


def sound(content: Content, shop: Shop) -> tuple[Content, tuple[Refused, ...]]:
    """What of a basket that waited can still be priced, and why the rest cannot."""
    wrong = _wrong_with(content, shop)
    if wrong is None:
        return content, ()
    left, lost = replace(content, lines=(), off=None, percent=None), []
    for number, line in enumerate(content.lines, start=1):
        wrong = _wrong_with(left.with_line(line), shop)
        if wrong is None:
            left = left.with_line(line)
        else:
            wrong.facts["line"] = number
            lost.append(wrong)
    whole = replace(left, off=content.off, percent=content.percent)
    wrong = _wrong_with(whole, shop)
    return (whole, tuple(lost)) if wrong is None else (left, (*lost, wrong))


def _wrong_with(content: Content, shop: Shop) -> Refused | None:
    try:
        priced(content, shop)
    except Refused as wrong:
        return wrong
    return None


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
