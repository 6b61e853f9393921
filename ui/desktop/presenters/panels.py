"""The panels beside the basket: which one is open, and what a search or a price check shows there."""

from __future__ import annotations

from ess_shop.domain.shop import Shop
from ess_shop.errors import Refused
from ui.desktop.presenters.bell import Bell
from ui.desktop.presenters.desk import Desk
from ui.desktop.presenters.filling import BasketPresenter
from ui.desktop.presenters.finding import FindingPresenter
from ui.desktop.presenters.grammar import entered
from ui.desktop.presenters.price_check import PriceCheck

KEYS, SEARCH, DISCOUNT, RETURN, PARK, RECALL, PRICE, UNLABELLED, CUSTOMER, PAY, AFTER = (
    "keys",
    "search",
    "discount",
    "return",
    "park",
    "recall",
    "price",
    "unlabelled",
    "customer",
    "pay",
    "after",
)
"""The panels beside the basket."""


class PanelsPresenter(BasketPresenter):
    """Which panel stands beside the basket: the quick keys, what is searched for, a price that is asked."""

    def __init__(self, desk: Desk, shop: Shop) -> None:
        super().__init__(desk, shop)
        self.panel = KEYS
        self.finding = FindingPresenter(desk)
        self.price = PriceCheck(desk)
        self.panel_changed: Bell[[]] = Bell()
        self.entry_cleared: Bell[[]] = Bell()
        for bell in (self.finding.changed, self.price.changed):
            bell.connect(self.panel_changed.ring)

    def take_shop(self, shop: Shop) -> None:
        """The shop was changed, and that holds at once: what was being paid is begun anew."""
        self.shop = shop
        if self.panel == PAY:
            self.back()

    def open(self, panel: str) -> None:
        """Show a panel beside the basket."""
        self.price.asking = panel == PRICE or (panel == SEARCH and self.price.asking)
        self.panel = panel
        self.panel_changed.ring()

    def back(self) -> None:
        """Back to the quick keys; what was searched for is forgotten."""
        if self.panel == SEARCH:
            self.finding.forget()
            self.entry_cleared.ring()
        self.open(self._home)

    @property
    def _home(self) -> str:
        """Where a search began: a price check goes on, else there are the quick keys."""
        return PRICE if self.panel == SEARCH and self.price.asking else KEYS

    # Searching

    def typed(self, text: str) -> None:
        """Search as it is typed; a panel of its own shows what is found."""
        self.desk.notices.pass_on()
        try:
            wanted = entered(text).text
        except Refused:
            wanted = ""
        if self.finding.look(wanted):
            self.open(SEARCH)
        elif self.panel == SEARCH:
            self.open(self._home)

    def point(self, step: int) -> None:
        """Move among what was found, or among the lines of the basket."""
        if self.panel == SEARCH and self.finding.found:
            self.finding.point(step)
        elif self.content.lines:
            self.choose(max(0, min(len(self.content.lines) - 1, self.content.at + step)))

    # Price check

    def check_price(self) -> None:
        """The next article is not sold, only its price is told."""
        self.price.forget()
        self.open(PRICE)

    def sell_checked(self) -> None:
        """Put what was just checked into the basket."""
        checked = self.price.checked
        if checked is not None:
            self.price.forget()
            self.back()
            self.put(self.content.with_line(checked.line))
