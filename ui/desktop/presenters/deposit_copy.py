"""Copying an earlier deposit: the member's slips, and the lines of the one that is chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ess_shop.domain.incoming import Incoming
from ess_shop.domain.slips import SlipKind
from ess_shop.reading import SlipQuery, SlipRow
from ui.desktop.presenters.desk import Desk

MOST = 60


def earlier(desk: Desk, member_id: str, see: Callable[[Sequence[SlipRow]], object]) -> None:
    """A member's deposits, newest first."""
    books = desk.books

    def ask() -> Sequence[SlipRow]:
        with books.read() as read:
            return read.slips(SlipQuery(member_id=member_id, kind=SlipKind.DEPOSIT, limit=MOST))

    desk.lane.run(ask, see)


def lines_of(desk: Desk, number: str, see: Callable[[Sequence[Incoming]], object]) -> None:
    """The lines of a slip, their articles as they are now."""
    books = desk.books

    def ask() -> list[Incoming]:
        with books.read() as read:
            found = read.slip(number)
            lines = found.slip.lines if found else ()
            pairs = [(read.article(line.article_id), line.quantity) for line in lines]
        return [Incoming(article, quantity) for article, quantity in pairs if article is not None]

    desk.lane.run(ask, see)
