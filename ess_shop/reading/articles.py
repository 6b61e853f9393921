"""What tags say, and the Protocol that reads articles and how they sell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from ess_shop.domain.articles import Article
from ess_shop.domain.money import Money
from ess_shop.domain.price_advice import SoldAt
from ess_shop.domain.searching import SearchRow


@dataclass(frozen=True, slots=True)
class PriceTag:
    """An article's price on its tag, and what a markdown of it depends on."""

    article_id: str
    member_id: str
    category: str
    price: Money
    floor: Money | None


class ReadingArticles(Protocol):
    """What can be asked about articles."""

    def article(self, article_id: str) -> Article | None:
        """The article with that id."""

    def article_by_code(self, code: str) -> Article | None:
        """The article with that code."""

    def article_by_barcode(self, barcode: str) -> Article | None:
        """The article behind a scanned code."""

    def articles(self, codes: Sequence[str] | None = None) -> Sequence[Article]:
        """Articles by code, all of them or those with the given codes."""

    def articles_of(self, member_id: str) -> Sequence[Article]:
        """A member's articles by code, those for goods without a label aside."""

    def codes_from(self, begin: str) -> set[str]:
        """The codes of articles that begin so."""

    def barcodes_from(self, begin: str) -> set[str]:
        """The barcodes of articles that begin so."""

    def categories(self) -> Sequence[str]:
        """Every category in use, the one with most articles first."""

    def price_tags(self, article_ids: Sequence[str]) -> Sequence[PriceTag]:
        """The price tags of these articles, in no order; those that there are not are left out."""

    def search_rows(self) -> Iterator[SearchRow]:
        """Every article as the search shows it."""

    def best_sellers(self, since: date, limit: int) -> Sequence[str]:
        """The articles of which most pieces were sold since a day, best first."""

    def sold_articles(self, article_ids: Sequence[str]) -> set[str]:
        """Which of these articles have been sold at least once."""

    def sold_prices(self, member_id: str) -> Sequence[SoldAt]:
        """What was sold of a member's goods at which price, what came back left out."""
