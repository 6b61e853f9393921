"""A small shop whose year 2026 is closed, and archives of it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from filled_shop import fill
from shop_builder import PARIS, ShopBuilder, card, when

from db.books import SqlBooks
from ess_shop.domain.archive import ArchivePeriod
from ess_shop.services.archiving import Archived, archive
from ess_shop.services.closing_periods import close_year
from ui.bootstrap.archives import ArchiveFile

NEW_YEAR = datetime(2027, 1, 4, 9, tzinfo=PARIS)


def year_closed(books: SqlBooks) -> ShopBuilder:
    """Something of every kind happened in 2026, which is closed; 2027 has begun."""
    shop = fill(books)
    shop.close(at=when(3, 4))
    close_year(books, 2026, at=NEW_YEAR)
    shop.open(NEW_YEAR)
    with books.read() as read:
        bowl = read.article_by_code("A1")
    shop.sell(bowl, card("12.35"))
    return shop


def archived(books: SqlBooks, period: str, target: Path) -> Archived:
    """The archive of a period at a path."""
    press = ArchiveFile(books, target)
    return archive(books, ArchivePeriod.parse(period), press, at=NEW_YEAR, program="ess-shop", who="Aïcha")
