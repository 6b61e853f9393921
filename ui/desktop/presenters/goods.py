"""The consignment desk: every page's presenter, put together."""

from __future__ import annotations

from ess_shop.domain.shop import Shop
from ui.desktop.presenters.desk import Desk


class GoodsPresenter:
    """What the pages of the room work with."""

    def __init__(self, desk: Desk, shop: Shop) -> None:
        self.desk, self.shop = desk, shop
