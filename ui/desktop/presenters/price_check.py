"""The price check: what the next article costs, and how many are here, without selling it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ess_shop.domain.basket import Asked
from ess_shop.domain.money import Money
from ess_shop.services.marking_down import next_markdown
from ui.desktop.presenters.basket import Line
from ui.desktop.presenters.bell import Bell
from ui.desktop.presenters.desk import Desk


@dataclass(frozen=True, slots=True)
class Checked:
    """The answer: the article as a line of one piece, the pieces that are here, when it gets cheaper."""

    line: Line
    stock: int
    cheaper: tuple[date, Money] | None = None


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
        day = self._desk.clock().date()

        def ask() -> Checked:
            with books.read() as read:
                article = read.article(article_id)
                cheaper = next_markdown(read, article, day) if article else None
                return Checked(line, read.stock_of(article_id), cheaper)

        self._desk.lane.run(ask, self._show)

    def _show(self, checked: Checked) -> None:
        self.checked = checked
        self.changed.ring()

    def told(self) -> tuple[str, ...]:
        """What is to know of the price besides: what it was first, and from when it costs less."""
        words, checked = self._desk.words, self.checked
        if checked is None:
            return ()
        line, said = checked.line, []
        if line.marked:
            said.append(words("Marked down, instead of {price}", price=line.whole))
        if checked.cheaper is not None:
            day, price = checked.cheaper
            said.append(words("From {day} on it costs {price}.", day=words.long_day(day), price=price))
        return tuple(said)

    def forget(self) -> None:
        """Nothing was asked."""
        self.checked = None
