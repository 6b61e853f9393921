"""The shop's identity, as the settings change it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ess_shop.domain.ids import new_id
from ess_shop.domain.people import Right
from ess_shop.domain.shop import Shop
from ess_shop.errors import Refused
from ess_shop.services.founding import SETTINGS, changed
from ess_shop.services.registering import change_shop
from ui.desktop.presenters.bell import Bell
from ui.desktop.presenters.desk import Desk
from ui.desktop.presenters.settings_keeping import say_saved

SHOP = "shop"
"""What `desk.settings_changed` is rung with."""

FIELDS = tuple(SETTINGS)


class ShopPresenter:
    """The shop as the books have it, and the fields that are wrong, if any."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.shop: Shop | None = None
        self.wrong: Mapping[str, str] = {}
        self.changed: Bell[[]] = Bell()
        """Rung when the books say something else."""
        self.judged: Bell[[]] = Bell()
        """Rung when what is wrong changed."""

    def load(self) -> None:
        """Ask the books."""
        books = self.desk.books

        def ask() -> Shop:
            with books.read() as read:
                return read.shop()

        self.desk.lane.run(ask, self._show)

    def _show(self, shop: Shop) -> None:
        self.shop, self.wrong = shop, {}
        self.changed.ring()

    def save_identity(self, values: Mapping[str, str]) -> None:
        """Keep every field, or none if one of them is wrong; `wrong` says which."""
        self.desk.require(Right.SETTINGS)
        shop, words, wrong = self._loaded(), self.desk.words, {}
        for name, value in values.items():
            if value == getattr(shop, name):
                continue
            try:
                shop = changed(shop, name, value)
            except Refused:
                wrong[name] = (
                    words("“{value}” cannot be right: check it sign by sign.", value=value)
                    if value
                    else words("The shop needs a name.")
                )
        self.wrong = wrong
        self.judged.ring()
        if not wrong:
            write_shop(self.desk, shop, self._show)

    def _loaded(self) -> Shop:
        if self.shop is None:
            raise Refused("not_ready", "The settings are still being read: try again.")
        return self.shop


def write_shop(desk: Desk, shop: Shop, done: Callable[[Shop], object]) -> None:
    """Keep a changed shop and tell everyone; `done` gets it once it is kept."""
    id, at, who = new_id(), desk.clock(), desk.who

    def kept(_none: None) -> None:
        done(shop)
        desk.settings_changed.ring(SHOP)
        say_saved(desk)

    desk.lane.run(lambda: change_shop(desk.books, shop, id=id, at=at, who=who), kept)
