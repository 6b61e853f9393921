"""What is kept at hand of the books between transactions, as long as no register changed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from ess_shop.domain.articles import Article
from ess_shop.domain.members import Member
from ess_shop.domain.shop import Shop
from ess_shop.domain.terms import Consignor, Terms

MOST_ARTICLES = 10_000
"""How many articles are kept at hand; more than a busy day sells, little memory."""


@dataclass
class Shelf:
    """What is kept at hand between transactions, as long as no register changed."""

    revision: int = -1
    shop: Shop | None = None
    articles: dict[str, Article] = field(default_factory=dict)
    barcodes: dict[str, str] = field(default_factory=dict)
    members: dict[str, tuple[Member, tuple[Terms, ...]]] = field(default_factory=dict)
    consignors: dict[tuple[str, date], Consignor] = field(default_factory=dict)

    def refresh(self, revision: int) -> None:
        """Forget everything if another revision is in force."""
        if revision != self.revision or len(self.articles) > MOST_ARTICLES:
            self.revision = revision
            self.shop = None
            self.articles, self.barcodes, self.members, self.consignors = {}, {}, {}, {}
