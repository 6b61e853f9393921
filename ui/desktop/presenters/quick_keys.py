"""Quick keys: the manager's pages, and before them a page of what sells most."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from ess_shop.domain.articles import Article
from ess_shop.domain.preferences import QuickPage, quick_pages
from ess_shop.reading import Reading
from ess_shop.services.marking_down import PriceToday, prices_today
from ui.desktop.presenters.bell import Bell
from ui.desktop.presenters.desk import Desk

BEST_DAYS = 60
BEST = 24


@dataclass(frozen=True, slots=True)
class KeyRow:
    """One key as it is shown."""

    article_id: str
    label: str
    price: str
    picture: str
    colour: int


@dataclass(frozen=True, slots=True)
class KeyPage:
    """A page with its keys."""

    name: str
    keys: tuple[KeyRow, ...]


class QuickKeysPresenter:
    """Reads the pages from the books when they changed."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.pages: tuple[KeyPage, ...] = ()
        self.page = 0
        self.changed: Bell[[]] = Bell()
        desk.settings_changed.connect(self._settings)

    @property
    def keys(self) -> tuple[KeyRow, ...]:
        """The keys of the open page."""
        return self.pages[self.page].keys if self.page < len(self.pages) else ()

    def turn(self, page: int) -> None:
        """Open a page."""
        self.page = page
        self.changed.ring()

    def _settings(self, name: str) -> None:
        if name == "quick_keys":
            self.load()

    def load(self) -> None:
        """Read everything anew."""
        desk = self._desk
        day = desk.clock().date()
        since = day - timedelta(days=BEST_DAYS)

        def ask() -> tuple[KeyPage, ...]:
            with desk.books.read() as read:
                best = read.best_sellers(since, BEST)
                laid = quick_pages(read.preference("quick_keys"))
                wanted = [*best, *(key.article_id for page in laid for key in page.keys)]
                prices = prices_today(read, wanted, day)
                pages = [self._page(read, page, prices) for page in laid]
                goods = [article for id in best if (article := read.article(id)) is not None]
                favourites = tuple(self._row(article, place, prices) for place, article in enumerate(goods))
            first = (KeyPage(desk.words("Favourites"), favourites),) if favourites else ()
            return (*first, *pages)

        desk.lane.run(ask, self._show)

    def _page(self, read: Reading, page: QuickPage, prices: Mapping[str, PriceToday]) -> KeyPage:
        rows = []
        for key in page.keys:
            article = read.article(key.article_id)
            if article is not None:
                bare = self._row(article, key.colour, prices)
                rows.append(
                    KeyRow(
                        bare.article_id,
                        key.label or bare.label,
                        bare.price,
                        key.picture or bare.picture,
                        key.colour,
                    )
                )
        return KeyPage(page.name, tuple(rows))

    def _row(self, article: Article, colour: int, prices: Mapping[str, PriceToday]) -> KeyRow:
        price = self._desk.words.money(prices[article.id].now)
        return KeyRow(article.id, article.label, price, article.picture, colour)

    def _show(self, pages: Sequence[KeyPage]) -> None:
        self.pages = tuple(pages)
        self.page = min(self.page, max(len(self.pages) - 1, 0))
        self.changed.ring()
