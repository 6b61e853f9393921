"""Quick keys: the manager's pages, and before them a page of what sells most."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ess_shop.domain.articles import Article
from ess_shop.domain.money import Money
from ess_shop.domain.preferences import QuickPage, quick_pages
from ess_shop.errors import Refused
from ess_shop.reading import Reading
from ess_shop.services.composing import marked_down
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


class _Today:
    """What articles cost on a day; whose member has no contract costs what its tag says."""

    def __init__(self, read: Reading, day: date) -> None:
        self._read, self._day = read, day

    def price(self, article: Article) -> Money:
        """An article's price, its contract's markdowns taken off."""
        try:
            consignor = self._read.consignor(article.member_id, self._day)
        except Refused:
            return article.price
        return marked_down(self._read, article, consignor, self._day) or article.price


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
                today = _Today(read, day)
                best = [read.article(id) for id in read.best_sellers(since, BEST)]
                pages = [self._page(read, page, today) for page in quick_pages(read.preference("quick_keys"))]
                favourites = tuple(
                    self._row(article, place, today) for place, article in enumerate(best) if article
                )
            first = (KeyPage(desk.words("Favourites"), favourites),) if favourites else ()
            return (*first, *pages)

        desk.lane.run(ask, self._show)

    def _page(self, read: Reading, page: QuickPage, today: _Today) -> KeyPage:
        rows = []
        for key in page.keys:
            article = read.article(key.article_id)
            if article is not None:
                bare = self._row(article, key.colour, today)
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

    def _row(self, article: Article, colour: int, today: _Today) -> KeyRow:
        price = self._desk.words.money(today.price(article))
        return KeyRow(article.id, article.label, price, article.picture, colour)

    def _show(self, pages: Sequence[KeyPage]) -> None:
        self.pages = tuple(pages)
        self.page = min(self.page, max(len(self.pages) - 1, 0))
        self.changed.ring()
