"""The clauses of a contract in plain sentences, one matter at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ess_shop.domain.clauses import After, Clauses
from ess_shop.domain.money import MILLION, Rate
from ess_shop.domain.shop import Shop
from ess_shop.domain.slips import Agreed
from ess_shop.domain.terms import SELF_BILLED, TRANSPARENT, Bearer, CommissionBase, VatRole
from ess_shop.wording import Words


class ClauseWords:
    """Says each clause in one language; `labels` say how articles are called, by their ids."""

    def __init__(self, shop: Shop, words: Words, labels: Mapping[str, str]) -> None:
        self._shop, self._words, self._labels = shop, words, labels

    def goods(self, role: VatRole) -> Iterator[str]:
        """Whose the goods are, and in whose name they are sold."""
        words = self._words
        yield words("The member leaves goods with the shop, which offers them for sale.")
        yield words("The goods stay the member’s until they are sold.")
        if role in TRANSPARENT:
            yield words("The shop sells them in the name of the member and on the member’s account.")
        else:
            yield words("The shop sells them in its own name, and buys of the member each piece it sells.")
            if role is VatRole.F:
                yield words("Second-hand goods are sold under the margin scheme.")
            if role in SELF_BILLED:
                yield words(
                    "The shop invoices what it buys in the name of the member, "
                    "who gave it a mandate for that."
                )
            else:
                yield words("The statement serves as the bill of what the shop buys.")
        yield words("Each deposit and each withdrawal is written on a slip that both sign.")

    def share(self, commission: Rate, base: CommissionBase, clauses: Clauses) -> Iterator[str]:
        """What the shop keeps."""
        words = self._words
        yield self._kept(commission, base)
        if clauses.memo:
            yield words(
                "For an article the member may name a fixed net price instead: that is what the member gets "
                "for each piece, whatever it is sold for."
            )

    def _kept(self, commission: Rate, base: CommissionBase) -> str:
        words = self._words
        if base is CommissionBase.TAG:
            return words(
                "The shop keeps {percent} of the price the customer pays; {rest} are the member’s.",
                percent=commission,
                rest=Rate(MILLION - commission.millionths),
            )
        if self._shop.vat_liable:
            return words(
                "The shop keeps {percent} of the price before tax and the VAT on its part; the rest of the "
                "price is the member’s.",
                percent=commission,
            )
        return words(
            "The shop keeps {percent} of the price before tax; the rest of the price is the member’s.",
            percent=commission,
        )

    def exceptions(self, clauses: Clauses) -> Iterator[str]:
        """Of which goods it keeps another part."""
        words = self._words
        for each in clauses.exemptions:
            if each.article_id:
                yield words(
                    "Of the article “{label}” the shop keeps {percent}.",
                    label=self._labels.get(each.article_id, each.article_id),
                    percent=each.commission,
                )
        for each in clauses.exemptions:
            if each.category:
                yield words(
                    "Of articles of the category “{category}” the shop keeps {percent}.",
                    category=each.category,
                    percent=each.commission,
                )

    def tiers(self, clauses: Clauses) -> Iterator[str]:
        """What it keeps of dear articles."""
        words = self._words
        for tier in sorted(clauses.tiers, key=lambda tier: tier.from_price):
            yield words(
                "Of articles that cost {price} or more the shop keeps {percent}.",
                price=self._shop.money(tier.from_price),
                percent=tier.commission,
            )
        if clauses.tiers and clauses.exemptions:
            yield words("What is agreed for an article or a category goes before what its price says.")

    def agreed_share(self, agreed: Sequence[Agreed]) -> Iterator[str]:
        """What the lines say of the parts: one sentence if it is the same for all of them."""
        words = self._words
        rates = {each.commission for each in agreed if each.net is None}
        if len(rates) == 1:
            yield self._kept(rates.pop(), agreed[0].base)
        elif rates:
            yield words("What the shop keeps of the price the customer pays stands beside each article.")
        if any(each.net is not None for each in agreed):
            yield words(
                "Of an article with a fixed net price the member gets just that for each piece, "
                "whatever it is sold for."
            )

    def piece_fee(self, clauses: Clauses) -> Iterator[str]:
        """The fee for each piece."""
        if clauses.piece_fee:
            words = self._words
            fee = self._shop.money(clauses.piece_fee)
            yield words("For each piece sold the shop takes {fee} of the member’s part.", fee=fee)
            if clauses.memo:
                yield words("Articles with a fixed net price bear no such fee.")

    def fees(self, clauses: Clauses, monthly_fee: int) -> Iterator[str]:
        """Every fee."""
        words, money = self._words, self._shop.money
        yield from self.piece_fee(clauses)
        if monthly_fee:
            yield words("The shelf costs the member {fee} a month.", fee=money(monthly_fee))
        if clauses.membership_fee:
            yield words(
                "The membership fee is {fee} a year; it is taken with the settlement of {month}.",
                fee=money(clauses.membership_fee),
                month=words.month_name(clauses.membership_month),
            )
        if not (clauses.piece_fee or monthly_fee or clauses.membership_fee):
            yield words("There are no fees.")

    def time(self, days: int | None, clauses: Clauses) -> Iterator[str]:
        """How long goods stay, and what then."""
        words, grace = self._words, clauses.grace_days
        if days is None:
            yield words("Goods may stay until the member takes them back.")
            return
        yield words.plural(
            "Goods may stay {count} day from their deposit on.",
            "Goods may stay {count} days from their deposit on.",
            days,
        )
        if grace:
            yield words.plural(
                "The member then has {count} more day to fetch them.",
                "The member then has {count} more days to fetch them.",
                grace,
            )
        match clauses.after:
            case After.RETURN:
                yield words("When that time is over, the member takes back what was not sold.")
            case After.DONATE:
                yield words("When that time is over, the shop may give away what was not sold.")
            case After.MARKDOWN:
                yield words("When that time is over, what was not sold stays on sale at the lower price.")
            case After.KEEP:
                yield words(
                    "When that time is over, what was not sold stays on sale until the member takes it back."
                )

    def markdown(self, clauses: Clauses) -> Iterator[str]:
        """How they get cheaper."""
        words = self._words
        if not clauses.markdown:
            yield words("No price goes down with time.")
            return
        for step in sorted(clauses.markdown, key=lambda step: (step.category.casefold(), step.after_days)):
            if step.category:
                yield words(
                    "After {days} days, articles of the category “{category}” cost {percent} less.",
                    days=step.after_days,
                    category=step.category,
                    percent=step.percent,
                )
            else:
                yield words(
                    "After {days} days, goods cost {percent} less.",
                    days=step.after_days,
                    percent=step.percent,
                )
        if len(clauses.markdown) > 1:
            yield words("Each percent is of the first price; they do not add up, the largest one counts.")
        if clauses.floor.millionths:
            yield words(
                "Nothing ever costs less than {percent} of its first price, nor less than the lowest price "
                "the member named for it.",
                percent=clauses.floor,
            )
        else:
            yield words("Nothing ever costs less than the lowest price the member named for it.")
        yield words("The parts are then taken of the lower price.")

    def discounts(self, bearer: Bearer, clauses: Clauses) -> Iterator[str]:
        """Who bears a discount."""
        words = self._words
        match bearer:
            case Bearer.SHOP:
                yield words("The shop bears discounts: the member’s part is that of the full price.")
            case Bearer.MEMBER:
                yield words("The member bears discounts: the shop’s part is that of the full price.")
            case Bearer.SHARED:
                yield words("The shop and the member bear discounts together, in proportion to their parts.")
        if clauses.ceiling is not None and bearer is not Bearer.SHOP:
            yield words(
                "What a discount takes beyond {percent} of the price, the shop bears alone.",
                percent=clauses.ceiling,
            )
        if clauses.memo:
            yield words("A fixed net price is paid in full whatever the discount.")
