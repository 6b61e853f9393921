"""Keeping the basket on the screen, so that no crash loses it."""

from __future__ import annotations

from ess_shop.domain.parking import BasketDraft
from ess_shop.services import parking
from ui.desktop.presenters.desk import Desk


def keep(desk: Desk, draft: BasketDraft) -> None:
    """Write the basket down in the lane; an empty one is forgotten."""

    def write() -> None:
        if draft.asked:
            parking.keep_current(desk.books, desk.till, draft)
        else:
            parking.forget_current(desk.books, desk.till)

    desk.lane.run(write, lambda _none: None)
