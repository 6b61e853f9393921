"""Putting right what went wrong: what was sold as something else, or what had the wrong price."""

from __future__ import annotations

from enum import StrEnum

from ess_shop.domain.shop import Shop
from ui.desktop.presenters.bell import Bell
from ui.desktop.presenters.correcting_price import WrongPricePresenter
from ui.desktop.presenters.correcting_sale import WrongArticlePresenter
from ui.desktop.presenters.desk import Desk
from ui.desktop.presenters.finding import FindingPresenter


class Wrong(StrEnum):
    """What went wrong."""

    ARTICLE = "article"
    PRICE = "price"
    SLIP = "slip"


class CorrectionsPresenter:
    """One of them at a time; each remembers where it stands."""

    def __init__(self, desk: Desk, shop: Shop, finding: FindingPresenter) -> None:
        self.desk = desk
        self.sale = WrongArticlePresenter(desk, finding)
        self.price = WrongPricePresenter(desk, shop, finding)
        self.wrong = Wrong.ARTICLE
        self.changed: Bell[[]] = Bell()

    def choose(self, wrong: Wrong) -> None:
        """That went wrong."""
        self.wrong = wrong
        self.changed.ring()

    def load(self) -> None:
        """The latest tickets, unless one is open already; articles to find."""
        self.price.choosing.load()
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
