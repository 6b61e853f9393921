"""What a contract would make of a price: sentences with real amounts, and the price by age as steps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ess_shop.domain.articles import Article
from ess_shop.domain.basket import Basket, BasketLine, Discount
from ess_shop.domain.clauses import markdown_of, marked_price
from ess_shop.domain.contract_changes import after_said
from ess_shop.domain.members import VatStatus
from ess_shop.domain.money import Money, Rate
from ess_shop.domain.pricing import price
from ess_shop.domain.sale import SaleLine
from ess_shop.domain.shop import Shop
from ess_shop.domain.terms import Consignor, Terms
from ess_shop.errors import Refused
from ess_shop.wording import Words

BOWL = 20
"""What the example costs, in whole units of the shop's currency."""

DISCOUNT, MEMO_PART = Rate.percent(10), Rate.percent(60)
_MOST_STEPS, _MOST_OTHERS = 6, 3
_LAST_STEP = 30
"""So many days are drawn after the last step where goods may stay for ever."""


@dataclass(frozen=True, slots=True)
class PriceStep:
    """From that age on, in days, a piece costs so much."""

    day: int
    price: Money


@dataclass(frozen=True, slots=True)
class Example:
    """What is told, and drawn: the price by age until `until` days, `over` when its time is over."""

    lines: tuple[str, ...] = ()
    steps: tuple[PriceStep, ...] = ()
    until: int = 0
    over: int | None = None


class Exemplified:
    """The example of one contract."""

    def __init__(self, terms: Terms, vat_status: VatStatus, shop: Shop, words: Words) -> None:
        self._terms, self._shop, self._words = terms, shop, words
        self._consignor = Consignor(terms.member_id, "", vat_status, terms, ())
        whole = shop.money(BOWL * shop.currency.unit)
        net = shop.money(MEMO_PART.of(whole.minor)) if terms.clauses.memo else None
        vat = shop.commission_vat if vat_status is VatStatus.LIABLE else Rate(0)
        self._bowl = Article("bowl", "", "bowl", terms.member_id, whole, vat, net=net)

    def made(self) -> Example:
        """All of it."""
        steps = tuple(self._steps())
        over = self._terms.duration_days
        ages = [step.day for step in steps] + ([over + self._terms.clauses.grace_days] if over else [])
        until = max(ages) + _LAST_STEP
        return Example(tuple(self._lines()), steps, until, over)

    def _lines(self) -> Iterator[str]:
        words, clauses = self._words, self._terms.clauses
        bowl = self._sold(self._bowl)
        if self._bowl.net is not None:
            yield words(
                "A bowl of {price} whose net price is {net}: the member gets {share}, the shop {kept}.",
                price=self._bowl.price,
                net=self._bowl.net,
                **self._parts(bowl),
            )
        else:
            sentence = "A bowl of {price}: the member gets {share}, the shop {kept}."
            yield words(sentence, price=self._bowl.price, **self._parts(bowl))
        for each in [each for each in clauses.exemptions if each.category][:_MOST_OTHERS]:
            other = replace(self._bowl, category=each.category, net=None)
            sentence = "Of “{category}”, at {price}: the member gets {share}, the shop {kept}."
            yield words(sentence, category=each.category, price=other.price, **self._parts(self._sold(other)))
        for tier in clauses.tiers[:_MOST_OTHERS]:
            other = replace(self._bowl, price=self._shop.money(tier.from_price), net=None)
            sentence = "At {price}: the member gets {share}, the shop {kept}."
            yield words(sentence, price=other.price, **self._parts(self._sold(other)))
        for step in list(self._steps())[1 : _MOST_STEPS + 1]:
            sentence = "After {days} days the bowl costs {price}: the member gets {share}, the shop {kept}."
            parts = self._parts(self._sold(self._bowl, marked=step.price))
            yield words(sentence, days=step.day, price=step.price, **parts)
        yield from self._discounted()
        over = self._terms.duration_days
        if over is not None:
            yield words("After {days} days its time is over.", days=over + clauses.grace_days)
            yield after_said(words, clauses.after)

    def _discounted(self) -> Iterator[str]:
        words, off = self._words, DISCOUNT.of(self._bowl.price.minor)
        discount = Discount(self._shop.money(off), "", None)
        try:
            sold = self._sold(self._bowl, discount)
        except Refused:
            return  # nothing would be left for the member: the till refuses such a discount too
        yield words(
            "With a discount of {percent} it costs {price}: the member gets {share}, the shop {kept}.",
            percent=DISCOUNT,
            price=sold.total,
            **self._parts(sold),
        )

    def _steps(self) -> Iterator[PriceStep]:
        clauses, whole = self._terms.clauses, self._bowl.price
        yield PriceStep(0, whole)
        last = whole.minor
        for day in sorted({step.after_days for step in clauses.markdown}):
            off = markdown_of(clauses.markdown, age_days=day, category="")
            marked = marked_price(whole.minor, off, floor=clauses.floor)
            if marked != last:
                yield PriceStep(day, self._shop.money(marked))
                last = marked

    def _sold(
        self, article: Article, discount: Discount | None = None, *, marked: Money | None = None
    ) -> SaleLine:
        line = BasketLine(article, self._consignor, 1, article.price, discount, marked_price=marked)
        (sold,) = price(Basket((line,)), self._shop)
        return sold

    def _parts(self, sold: SaleLine) -> dict[str, Money]:
        return {"share": sold.share, "kept": sold.total - sold.share}


def example_of(terms: Terms, vat_status: VatStatus, shop: Shop, words: Words) -> Example:
    """The example of a contract; what cannot be sold under it is told instead."""
    try:
        return Exemplified(terms, vat_status, shop, words).made()
    except Refused as wrong:
        return Example((words.error(wrong),))
