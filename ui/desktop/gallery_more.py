"""The gallery's pictures beside the till's window: the set-up, practice with its tour, the crash, papers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from ess_shop.domain.receipt_printer import PrinterSettings
from ess_shop.reading import SaleQuery
from ess_shop.services.receipting import receipt_of
from ui import bootstrap
from ui.desktop.crash import CrashWindow
from ui.desktop.presenters import places
from ui.desktop.presenters import setup as pages
from ui.desktop.presenters.setup import SetupPresenter
from ui.desktop.presenters.tour import TourPresenter
from ui.desktop.rooms.setup.room import SetupRoom
from ui.desktop.till import Fittings, Till
from ui.desktop.widgets.keyboard_sign import KeyboardSign

Picture = tuple[str, QWidget]


def keyboard(till: Till) -> None:
    """Bring the keyboard on the screen up, or put it away."""
    field = till.window.focusWidget()
    sign = field.findChild(KeyboardSign) if field is not None else None
    if sign is not None:
        sign.click()


def windows(fittings: Fittings, codes: Sequence[str], size: QSize) -> Iterator[Picture]:
    """Every window beside the till's own, in its important states."""
    yield from _setup(fittings, size)
    yield from _practice(fittings, codes, size)
    with _shown(
        CrashWindow(fittings.words, "Traceback (most recent call last):\n  …"), QSize(760, 480)
    ) as crash:
        yield "92-crash", crash


@contextmanager
def _shown(window: QWidget, size: QSize) -> Iterator[QWidget]:
    window.resize(size)
    window.show()
    yield window
    window.close()
    window.deleteLater()


def _setup(fittings: Fittings, size: QSize) -> Iterator[Picture]:
    presenter = SetupPresenter(lambda _answers: None, lambda: None)
    made = SetupRoom(presenter, fittings.words, lambda _language: None, lambda: None)
    with _shown(made, size) as room:
        yield "70-setup-welcome", room
        presenter.next()
        presenter.next()
        yield "71-setup-shop-wrong", room
        presenter.answer(name="La Ruche")
        presenter.next()
        yield "72-setup-money", room
        presenter.next()
        presenter.answer(manager="Lise", pin="1234", pin_again="4321")
        presenter.next()
        yield "73-setup-manager-wrong", room
        presenter.answer(pin_again="1234")
        presenter.next()
        yield "74-setup-till", room
        presenter.next()
        yield "75-setup-summary", room
        presenter.page = pages.WELCOME
        presenter.filling(2, 5)
        yield "76-setup-demo-filling", room


def _practice(fittings: Fittings, codes: Sequence[str], size: QSize) -> Iterator[Picture]:
    """Nothing is rung up here: the baskets stay baskets."""
    till = Till(replace(fittings, training=True))
    with fittings.books.read() as read:
        till.desk.sit(read.people()[0])
    with _shown(till.window, size) as window:
        till.desk.go.ring(places.SALE)
        yield "80-practice", window
        tour = TourPresenter(till.sale.selling, till.sale.paying, till.sale.parking)
        tour.begin()
        yield "81-tour-begins", window
        till.window.scanned(codes[5])
        yield "82-tour-goes-on", window
        tour.stop()


def papers(fittings: Fittings, folder: Path) -> int:
    """The last receipt on both papers; returns how many pictures that makes."""
    with fittings.books.read() as read:
        (last,) = read.find_sales(SaleQuery(limit=1))
        found = read.sale(last.till, last.ticket)
        if found is None:
            return 0
        receipt = receipt_of(read, found.sale, fittings.receipt_settings)
    for number, width in enumerate((80, 58), start=95):
        press = bootstrap.ReceiptPress(fittings.words, PrinterSettings(width_mm=width))
        (folder / f"{number}-paper-{width}.png").write_bytes(press.picture(press.receipt(receipt)))
    return 2
