"""A label with the wrong price: the price put right, and what was sold at the wrong one, in one transaction.

A customer who paid too little is not asked for more: the shop gives the member the share they miss. One who
paid too much and is here gets the difference back; the pieces are taken back and sold again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from ess_shop.domain.articles import HIGHEST_PRICE, UNLABELLED, Article
from ess_shop.domain.basket import Asked, AskedBack, BasketLine, Discount, Tender
from ess_shop.domain.ids import id_for
from ess_shop.domain.journal import OFFICE, Kind
from ess_shop.domain.money import Money, divide
from ess_shop.domain.pricing import price
from ess_shop.domain.reassigning import repriced, right_unit_price
from ess_shop.domain.ringing import ring, total_of
from ess_shop.domain.sale import Means, Sale
from ess_shop.errors import Refused
from ess_shop.ports import Books, Work
from ess_shop.reading import Reading, RecordedSale, recorded_sale
from ess_shop.services.cashing import required_session
from ess_shop.services.composing import compose
from ess_shop.services.correcting import SoldAs, article_to_sell, line_to_correct
from ess_shop.services.months import recorded_before
from ess_shop.services.registering import put_articles
from ess_shop.services.selling import record_sale
from ess_shop.services.timekeeping import iso, keep_order


@dataclass(frozen=True, slots=True)
class RepriceRequest:
    """The right price of an article, and which of its sold lines are put right too.

    `to_member` are lines whose member gets what they miss, `to_customer` lines whose customer gets money back
    by `means`; all others stay as they are. `reasons` say it on paper, line by line.
    """

    id: str
    till: str
    at: datetime
    article_id: str
    price: Money
    reasons: Sequence[tuple[SoldAs, str]] = ()
    to_member: tuple[SoldAs, ...] = ()
    to_customer: tuple[SoldAs, ...] = ()
    means: Means = Means.CASH
    volunteer: str = ""

    def reason(self, sold: SoldAs) -> str:
        """What the papers say of that line."""
        return dict(self.reasons).get(sold, sold.number)


@dataclass(frozen=True, slots=True)
class Repriced:
    """The article as it is from now on, and the tickets that put right what was sold."""

    article: Article
    sales: tuple[RecordedSale, ...]


def preview(read: Reading, request: RepriceRequest) -> tuple[Sale, ...]:
    """The sales that `put_price_right` would record, those for the member first."""
    article = _right(read, request)
    return tuple(_sale(read, request, article, sold) for sold in (*request.to_member, *request.to_customer))


def put_price_right(books: Books, request: RepriceRequest) -> Repriced:
    """Change the price of what is still here, and book what was sold; the same id again does nothing."""
    with books.work() as work:
        states = {state.head.till: state for state in work.lock_tills()}
        article = _right(work.read, request)
        sales: list[RecordedSale] = []
        lines = (*request.to_member, *request.to_customer)
        if not lines:
            article = _changed(work, request, article)
            work.commit()
            return Repriced(article, ())
        state = states.get(request.till) or work.state(request.till)
        ids = [id_for(request.at, "price", request.id, sold.number, str(sold.line)) for sold in lines]
        known = [recorded_before(work, id, Kind.SALE) for id in ids]
        if all(known):
            return Repriced(article, tuple(recorded_sale(entry) for entry in known if entry is not None))
        required_session(state)
        made = [_sale(work.read, request, article, sold) for sold in lines]
        for place, (id, sale) in enumerate(zip(ids, made, strict=True), start=1):
            sales.append(
                record_sale(
                    work,
                    state,
                    sale,
                    id=id,
                    at=request.at,
                    ticket=state.last_ticket + place,
                    volunteer=request.volunteer,
                )
            )
        article = _changed(work, request, article)
        work.commit()
    return Repriced(article, tuple(sales))


def _right(read: Reading, request: RepriceRequest) -> Article:
    """The article at its right price; Refused where that is no price for it."""
    article = article_to_sell(read, request.article_id)
    if article.category == UNLABELLED:
        raise Refused("price_always_typed", "“{label}” has no price of its own.", label=article.label)
    if request.price.currency != article.price.currency or not 0 < request.price.minor <= HIGHEST_PRICE:
        raise Refused(
            "bad_right_price",
            "{price} is no price for “{label}”: type it again.",
            price=request.price,
            label=article.label,
        )
    if article.net is not None and request.price < article.net:
        raise Refused(
            "below_net",
            "“{label}” costs less than the {net} its member gets: check the price.",
            label=article.label,
            net=article.net,
        )
    return replace(article, price=request.price)


def _changed(work: Work, request: RepriceRequest, article: Article) -> Article:
    """The article as it stands in the register from now on."""
    known = article_to_sell(work.read, article.id)
    if known.price == article.price or recorded_before(work, request.id, Kind.REGISTER):
        return known
    keep_order(work, work.state(OFFICE), request.at)
    changed = replace(article, revision=known.revision + 1)
    put_articles(work, [changed])
    work.enter_registers(request.id, iso(request.at))
    return changed


def _sale(read: Reading, request: RepriceRequest, article: Article, sold: SoldAs) -> Sale:
    found, line = line_to_correct(read, sold, None, request.reason(sold))
    if line.sold.article_id != article.id:
        raise Refused(
            "other_article",
            "Line {line} of ticket {ticket} sold something else than “{label}”.",
            line=sold.line,
            ticket=sold.number,
            label=article.label,
        )
    if sold in request.to_member:
        sale = repriced(line, article, read.consignor(article.member_id, found.day), read.shop())
        return replace(sale, customer=found.sale.customer)
    back = AskedBack(sold.till, sold.ticket, sold.line, line.quantity, line.reason)
    paid = line.sold.unit_price * line.quantity
    off = divide(line.sold.discount.minor * line.quantity, line.sold.quantity)
    discount = (
        Discount(Money(off, paid.currency), line.sold.discount_reason, line.sold.discount_bearer)
        if off
        else None
    )
    right = right_unit_price(line.sold, article.price)
    called = "" if line.sold.label == article.label else line.sold.label
    again = Asked(article.id, line.quantity, right, discount, line.reason, called)
    return replace(_paid_back(read, request, (back, again), article), customer=found.sale.customer)


def _paid_back(
    read: Reading, request: RepriceRequest, asked: tuple[AskedBack, Asked], article: Article
) -> Sale:
    """The pieces taken back and sold again at today's terms; the difference leaves the till."""
    session, shop = read.session(request.till), read.shop()
    basket = compose(read, asked, session.day if session else request.at.date())
    back, again = basket.lines
    if isinstance(again, BasketLine):
        called = replace(article, label=again.article.label)
        basket = replace(basket, lines=(back, replace(again, article=called)))
    due = total_of(price(basket, shop), shop)
    if due.minor >= 0:
        raise Refused(
            "paid_little",
            "The customer paid no more than the right price for “{label}”.",
            label=article.label,
        )
    step = shop.cash_step if request.means is Means.CASH else 1
    amount = shop.money(divide(due.minor, step) * step)
    return ring(basket, (Tender(request.means, amount),), shop)
