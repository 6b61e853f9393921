"""What is different between two contracts, change by change, in plain words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

from ess_shop.domain.clauses import After, MarkdownStep
from ess_shop.domain.shop import Shop
from ess_shop.domain.terms import Bearer, CommissionBase, Terms
from ess_shop.wording import Words

K = TypeVar("K")
V = TypeVar("V")


def changes(
    before: Terms, after: Terms, *, shop: Shop, words: Words, labels: Mapping[str, str]
) -> tuple[str, ...]:
    """A sentence for each change, none if all is equal; `labels` say what articles are called, by id."""
    told = _Told(shop, words, labels)
    each = (told.share, told.exceptions, told.tiers, told.fees, told.time, told.markdown, told.discounts)
    return tuple(sentence for tell in each for sentence in tell(before, after))


class _Told:
    def __init__(self, shop: Shop, words: Words, labels: Mapping[str, str]) -> None:
        self._shop, self._words, self._labels = shop, words, labels

    def share(self, old: Terms, new: Terms) -> Iterator[str]:
        words = self._words
        if old.clauses.memo != new.clauses.memo:
            fixed = words("The member gets a fixed net price, named article by article.")
            parted = words("The member gets a part of the price; net prices are not fixed any more.")
            yield fixed if new.clauses.memo else parted
        if old.commission != new.commission:
            yield words(
                "The shop keeps {now} instead of {before}.", now=new.commission, before=old.commission
            )
        if old.base != new.base:
            taxed = words("The shop’s part is taken of the price on the tag.")
            untaxed = words("The shop’s part is taken of the price before tax.")
            yield taxed if new.base is CommissionBase.TAG else untaxed
        if old.role != new.role:
            yield words("The VAT role is {now} instead of {before}.", now=str(new.role), before=str(old.role))

    def exceptions(self, old: Terms, new: Terms) -> Iterator[str]:
        words = self._words

        def named(terms: Terms) -> dict[str, object]:
            return {
                each.category or self._labels.get(each.article_id, each.article_id): each.commission
                for each in terms.clauses.exemptions
            }

        for what, was, now in _differences(named(old), named(new)):
            if now is None:
                yield words("{what}: no exception any more.", what=what)
            elif was is None:
                yield words("{what}: the shop keeps {now}.", what=what, now=now)
            else:
                yield words(
                    "{what}: the shop keeps {now} instead of {before}.", what=what, now=now, before=was
                )

    def tiers(self, old: Terms, new: Terms) -> Iterator[str]:
        words = self._words

        def by_price(terms: Terms) -> dict[int, object]:
            return {tier.from_price: tier.commission for tier in terms.clauses.tiers}

        for price, was, now in _differences(by_price(old), by_price(new)):
            at = self._shop.money(price)
            if now is None:
                yield words("From {price} on: nothing special any more.", price=at)
            elif was is None:
                yield words("From {price} on, the shop keeps {now}.", price=at, now=now)
            else:
                yield words(
                    "From {price} on, the shop keeps {now} instead of {before}.",
                    price=at,
                    now=now,
                    before=was,
                )

    def fees(self, old: Terms, new: Terms) -> Iterator[str]:
        words, money = self._words, self._shop.money
        was, now = old.clauses, new.clauses
        if was.piece_fee != now.piece_fee:
            taken = words("Fee for each piece sold: {now}.", now=money(now.piece_fee))
            yield taken if now.piece_fee else words("No fee for each piece sold any more.")
        if old.monthly_fee != new.monthly_fee:
            rented = words("Rent of the shelf: {now} a month.", now=money(new.monthly_fee))
            yield rented if new.monthly_fee else words("No rent for a shelf any more.")
        if (was.membership_fee, was.membership_month) != (now.membership_fee, now.membership_month):
            if now.membership_fee:
                yield words(
                    "Membership fee: {now} a year, with the settlement of {month}.",
                    now=money(now.membership_fee),
                    month=words.month_name(now.membership_month),
                )
            elif was.membership_fee:
                yield words("No membership fee any more.")

    def time(self, old: Terms, new: Terms) -> Iterator[str]:
        words = self._words
        if old.duration_days != new.duration_days:
            limited = words("Goods may stay {days} days.", days=new.duration_days or 0)
            yield limited if new.duration_days else words("Goods may stay until they are taken back.")
        if old.clauses.grace_days != new.clauses.grace_days:
            granted = words("Then {days} days of grace.", days=new.clauses.grace_days)
            yield granted if new.clauses.grace_days else words("No days of grace any more.")
        if old.clauses.after != new.clauses.after:
            yield after_said(words, new.clauses.after)

    def markdown(self, old: Terms, new: Terms) -> Iterator[str]:
        words = self._words

        def by_age(terms: Terms) -> dict[tuple[str, int], MarkdownStep]:
            return {(step.category.casefold(), step.after_days): step for step in terms.clauses.markdown}

        for (_category, days), was, now in _differences(by_age(old), by_age(new)):
            step = now or was
            if step is None:
                continue
            if now is None:
                gone = words("No markdown after {days} days any more.", days=days)
                of_one = words(
                    "{what}: no markdown after {days} days any more.", what=step.category, days=days
                )
                yield of_one if step.category else gone
            elif step.category:
                sentence = "{what}: {percent} off after {days} days."
                yield words(sentence, what=step.category, percent=step.percent, days=days)
            else:
                yield words("{percent} off after {days} days.", percent=step.percent, days=days)
        if old.clauses.floor != new.clauses.floor:
            yield words("Never below {percent} of the first price.", percent=new.clauses.floor)

    def discounts(self, old: Terms, new: Terms) -> Iterator[str]:
        words = self._words
        if old.discount_bearer != new.discount_bearer:
            yield bearer_said(words, new.discount_bearer)
        was, now = old.clauses.ceiling, new.clauses.ceiling
        if was != now:
            limited = words("Beyond {percent} of the price, the shop bears a discount alone.", percent=now)
            yield limited if now is not None else words("There is no ceiling for discounts any more.")


def bearer_said(words: Words, bearer: Bearer) -> str:
    """Who bears discounts."""
    said: Mapping[Bearer, Callable[[], str]] = {
        Bearer.SHOP: lambda: words("The shop bears discounts."),
        Bearer.MEMBER: lambda: words("The member bears discounts."),
        Bearer.SHARED: lambda: words("Both bear discounts, each by their part."),
    }
    return said[bearer]()


def after_said(words: Words, after: After) -> str:
    """What is done with goods whose time is over."""
    said: Mapping[After, Callable[[], str]] = {
        After.RETURN: lambda: words("Then the member takes the goods back."),
        After.DONATE: lambda: words("Then the goods are given away."),
        After.MARKDOWN: lambda: words("Then the goods get cheaper."),
        After.KEEP: lambda: words("Then the goods stay on sale."),
    }
    return said[after]()


def _differences(old: Mapping[K, V], new: Mapping[K, V]) -> Iterator[tuple[K, V | None, V | None]]:
    """What was and what is, wherever that differs, in the order of the new one; what is gone comes last."""
    for key in (*new, *(gone for gone in old if gone not in new)):
        if old.get(key) != new.get(key):
            yield key, old.get(key), new.get(key)
