"""The gallery's scenes of the dashboard, and of a customer who is a member."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtWidgets import QApplication

from ess_shop.domain.spans import Length
from ui.desktop.presenters import places
from ui.desktop.rooms.books.dashboard_page import DashboardPage
from ui.desktop.rooms.books.room import BooksRoom
from ui.desktop.till import Till

Scene = tuple[str, Callable[[], object]]

LAID_OUT = 4
"""After so many turns of the event loop the pictures have their size."""


def scenes(till: Till) -> Iterator[Scene]:
    """The page from its figures down to the common fund; somebody who may see the books sits there."""
    till.desk.go.ring(places.BOOKS)
    room = till.window.shown
    if not isinstance(room, BooksRoom):
        return
    pages = list(room.pages.values())
    page = next(each for each in pages if isinstance(each, DashboardPage))
    room.turn(pages.index(page))
    presenter = page.presenter
    yield "dashboard", partial(_shown, page, presenter.earlier)
    for name in ("sales", "members", "hours", "local", "between", "fund"):
        yield f"dashboard-{name}", partial(_scrolled, page, name)
    yield "dashboard-figures", partial(_figures, page, "members")
    yield "dashboard-year", partial(_shown, page, lambda: presenter.choose(Length.YEAR))
    yield "dashboard-day", partial(_shown, page, lambda: presenter.choose(Length.DAY))
    yield "dashboard-dates", page.lengths.findChildren(type(page.keep))[-1].click


def customer(till: Till) -> Iterator[Scene]:
    """The panel that asks, and the basket of a member; it is nobody's again afterwards."""
    asked = till.sale.customer
    yield "customer", asked.open
    yield "customer-found", partial(asked.type, "po")
    yield "sale-customer", partial(asked.enter, "po")
    asked.nobody()


def _shown(page: DashboardPage, act: Callable[[], object]) -> None:
    act()
    _draw(page)
    page.scroll_to(0)


def _draw(page: DashboardPage) -> None:
    for _turn in range(LAID_OUT):
        QApplication.processEvents()
    page.cards.draw()


def _scrolled(page: DashboardPage, name: str) -> None:
    card = next((each for each in page.cards.cards if each.section.id == name), None)
    page.scroll_to(page.cards.y() + card.y() if card is not None else 0)


def _figures(page: DashboardPage, name: str) -> None:
    card = next(each for each in page.cards.cards if each.section.id == name)
    card.figures.click()
    _draw(page)
    _scrolled(page, name)
