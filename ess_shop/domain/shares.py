"""What of a line is the member's: percent or fixed net price, who bears the discount, fees per piece."""

from __future__ import annotations

from dataclasses import dataclass

from ess_shop.domain.articles import Article
from ess_shop.domain.clauses import commission_of
from ess_shop.domain.money import WHOLE, Rate
from ess_shop.domain.shop import Shop
from ess_shop.domain.terms import Bearer, CommissionBase, Terms


@dataclass(frozen=True, slots=True)
class Split:
    """How a contract splits an article: the commission, or the fixed `net` per piece; a fee per piece.

    Amounts in legal minor units; `ceiling` is the part of a price up to which the member bears discounts.
    """

    commission: Rate
    base: CommissionBase
    net: int | None = None
    piece_fee: int = 0
    ceiling: Rate | None = None


def split_of(terms: Terms, article: Article) -> Split:
    """What the contract says of this article, its exceptions and tiers taken into account."""
    clauses = terms.clauses
    if article.net is not None:
        return Split(terms.commission, terms.base, net=article.net.minor)
    return Split(
        commission_of(
            clauses,
            terms.commission,
            article_id=article.id,
            category=article.category,
            tag_price=article.price.minor,
        ),
        terms.base,
        piece_fee=clauses.piece_fee,
        ceiling=clauses.ceiling,
    )


def percent_without_net(terms: Terms, article: Article) -> Rate | None:
    """What the shop keeps of an article without a net price where net prices are agreed; None elsewhere."""
    if article.net is not None or not terms.clauses.memo:
        return None
    return split_of(terms, article).commission


def share_of(
    split: Split, *, whole: int, off: int, quantity: int, bearer: Bearer, vat: Rate, shop: Shop
) -> tuple[int, int]:
    """The member's part of `quantity` pieces that cost `whole` less a discount `off`, and what of the
    discount the shop bears alone because it goes beyond the agreed ceiling.

    A fixed net price is due whatever the discount: the shop bears it all. A fee never takes more than
    what there is.
    """
    if split.net is not None:
        return split.net * quantity, 0
    beyond = _beyond(split, whole, off, bearer)
    agreed = whole - off + beyond
    if bearer is Bearer.SHOP:
        share = whole - _commission(whole, split, vat, shop)
    else:
        charged = whole if bearer is Bearer.MEMBER else agreed
        share = agreed - _commission(charged, split, vat, shop)
    return _less_fee(share, split.piece_fee * quantity), beyond


def _beyond(split: Split, whole: int, off: int, bearer: Bearer) -> int:
    """What of a discount goes beyond the part that the member agreed to."""
    if split.ceiling is None or bearer is Bearer.SHOP or not off:
        return 0
    return max(off - split.ceiling.of(whole), 0)


def _less_fee(share: int, fee: int) -> int:
    """A return gives the fee back, to the cent of what its sale took."""
    if share <= 0 <= fee:
        return share
    return share - fee if abs(fee) <= abs(share) else 0


def _commission(total: int, split: Split, vat: Rate, shop: Shop) -> int:
    if split.base is CommissionBase.TAG:
        return total - Rate(WHOLE.millionths - split.commission.millionths).of(total)
    before_tax = split.commission.of(vat.before(total))
    return before_tax + shop.commission_vat.of(before_tax) if shop.vat_liable else before_tax
