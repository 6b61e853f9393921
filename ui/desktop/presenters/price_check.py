"""The price check: what the next article costs, and how many are here, without selling it."""

from __future__ import annotations

from dataclasses import dataclass

from ess_shop.domain.basket import Asked
from ui.desktop.presenters.basket import Line
from ui.desktop.presenters.bell import Bell
from ui.desktop.presenters.desk import Desk


@dataclass(frozen=True, slots=True)
class Checked:
    """The answer: the article as a line of one piece, and the pieces that are here."""

    line: Line
    stock: int


class PriceCheck:
    """Keeps the last answer until another question is asked."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.checked: Checked | None = None
        self.asking = False
        """Whether the next article is asked about instead of sold."""
        self.changed: Bell[[]] = Bell()

    def answer(self, line: Line) -> None:
        """Look how many of that article are here, and show it."""
        books = self._desk.books
        article_id = line.asked.article_id if isinstance(line.asked, Asked) else ""

        def ask() -> Checked:
            with books.read() as read:
                return Checked(line, read.stock_of(article_id))

        self._desk.lane.run(ask, self._show)

    def _show(self, checked: Checked) -> None:
        self.checked = checked
        self.changed.ring()

    def forget(self) -> None:
        """Nothing was asked."""
        self.checked = None
