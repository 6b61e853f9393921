"""A till on a machine with two screens: tells as JSON where its customer display is, step by step."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from shop_builder import BEGUN, SHOP

from db.books import create_books
from db.keys import KeyRing
from ess_shop.wording import speaking
from ui.desktop.app import App
from ui.desktop.program import application


def main(place: Path) -> None:
    """Show, unplug, plug in again, close."""
    qt = application()
    books = create_books(str(place), SHOP, at=BEGUN, keys=KeyRing(place.parent / "keys"))
    app = App(qt, books, speaking("fr"), place.parent / "till")
    first = next(screen for screen in qt.screens() if screen.name() == "till")
    app.frame.setScreen(first)
    app.frame.setGeometry(first.geometry())
    app.frame.show()
    told: dict[str, object] = {"at first": where(app)}
    second = next(screen for screen in qt.screens() if screen is not first)
    qt.screenRemoved.emit(second)
    told["without"] = now(app)
    told["back"] = where(app)
    display = app.stand.display
    flags = display.windowFlags() if display is not None else Qt.WindowType.Widget
    told["frameless"] = bool(flags & Qt.WindowType.FramelessWindowHint)
    app.close()
    told["closed"] = where(app)
    books.close()
    sys.stdout.write(json.dumps(told))
    QApplication.processEvents()


def where(app: App) -> list[int] | None:
    """Its place once everything has settled."""
    QTest.qWait(200)
    while any(lane.busy for lane in app.lanes):
        QTest.qWait(10)
    QTest.qWait(100)
    return now(app)


def now(app: App) -> list[int] | None:
    """Its place; None while there is no display."""
    display = app.stand.display
    return list(display.geometry().getRect()) if display is not None and display.isVisible() else None


if __name__ == "__main__":
    main(Path(sys.argv[1]))
