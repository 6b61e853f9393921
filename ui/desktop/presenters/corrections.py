"""Putting right what went wrong: what was sold as something else, or what had the wrong price."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from ess_shop.domain.searching import SearchIndex
from ess_shop.domain.shop import Shop
from ui.desktop.presenters.bell import Bell
from ui.desktop.presenters.correcting_price import WrongPricePresenter
from ui.desktop.presenters.correcting_sale import WrongArticlePresenter
from ui.desktop.presenters.desk import Desk


class Wrong(StrEnum):
    """What went wrong."""

    ARTICLE = "article"
    PRICE = "price"
    SLIP = "slip"


class CorrectionsPresenter:
    """One of them at a time; each remembers where it stands."""

    def __init__(self, desk: Desk, shop: Shop, index: Callable[[], SearchIndex | None]) -> None:
        self.desk = desk
        self.sale = WrongArticlePresenter(desk, index)
        self.price = WrongPricePresenter(desk, shop, index)
        self.wrong = Wrong.ARTICLE
        self.changed: Bell[[]] = Bell()

    def choose(self, wrong: Wrong) -> None:
        """That went wrong."""
        self.wrong = wrong
        self.changed.ring()

    def load(self) -> None:
        """The latest tickets, unless one is open already."""
        if self.sale.ticket is None and self.sale.made is None:
            self.sale.find(self.sale.text)

    def scanned(self, code: str) -> None:
        """A scan names a ticket or an article."""
        if self.wrong is Wrong.PRICE:
            self.price.choosing.enter(code)
        else:
            self.sale.scanned(code)

    def again(self) -> None:
        """From the beginning."""
        (self.price if self.wrong is Wrong.PRICE else self.sale).begin()
