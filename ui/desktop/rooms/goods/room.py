"""The room of the consignment desk: goods in, labels, goods out, what is counted and put right."""

from __future__ import annotations

from collections.abc import Sequence

from ui.desktop.presenters.goods import GoodsPresenter
from ui.desktop.rooms.pages_room import Entry, PagesRoom


class GoodsRoom(PagesRoom):
    """See `ui.desktop.presenters.goods`."""

    name = "goods"

    def __init__(self, presenter: GoodsPresenter) -> None:
        words = presenter.desk.words
        said = words("You are practising: what you take in or hand out here is forgotten.")
        super().__init__(presenter.desk, _groups(presenter), practising=said)


def _groups(presenter: GoodsPresenter) -> Sequence[Sequence[Entry]]:
    """Goods in; goods out; putting right."""
    return ()
