"""The till's own program on a small shop's books: tells as JSON lines what it shows, till its input ends."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from PySide6.QtCore import QSocketNotifier, QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication
from shop_builder import BEGUN, SHOP, ShopBuilder, when
from till_at_work import LISE

from db.books import create_books
from db.keys import KeyRing
from ess_shop.wording import speaking
from ui.desktop.app import App
from ui.desktop.presenters import places
from ui.desktop.program import application, show

LOOK_EVERY = 40
"""How often it looks whether something changed, in ms."""


class Told:
    """Says what the window shows whenever that changed."""

    def __init__(self, app: App) -> None:
        self._app, self._last = app, ""
        self._timer = QTimer(interval=LOOK_EVERY)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Tell what is new, once the lanes are idle."""
        if any(lane.busy for lane in self._app.lanes):
            return
        said = json.dumps(self._state())
        if said != self._last:
            self._last = said
            print(said, flush=True)

    def _state(self) -> dict[str, object]:
        till, focused = self._app.till, QApplication.focusWidget()
        selling, last = till.selling, till.sale.paying.last
        return {
            "panel": selling.panel,
            "lines": [line.label for line in selling.content.lines],
            "total": selling.total.minor,
            "change": [each.change.minor for each in till.sale.paying.change],
            "sold": last.number if last else "",
            "focus": focused.accessibleName() if focused else "",
            "ready": till.selling.finding.index is not None,
            "beyond": self._beyond(),
        }

    def _beyond(self) -> list[str]:
        """What does not lie within the screen."""
        frame = self._app.frame
        screen = frame.screen().availableGeometry()
        wrong = (
            [] if screen.contains(frame.frameGeometry()) else [f"the window {frame.geometry()} on {screen}"]
        )
        for button in frame.findChildren(QAbstractButton):
            if button.isVisible() and not button.visibleRegion().isEmpty():
                place = button.rect().translated(button.mapToGlobal(button.rect().topLeft()))
                if place.left() < screen.left() or place.right() > screen.right():
                    wrong.append(button.accessibleName())
        return wrong


def main(place: Path) -> None:
    """Open the till on the screen, with Lise at it."""
    qt = application()
    books = create_books(str(place), SHOP, at=BEGUN, keys=KeyRing(place.parent / "keys"))
    shop = ShopBuilder(books)
    member = shop.member(accepts="50")
    for price in ("12.35", "4.20"):
        shop.article(member, price)
    shop.open(when(2))
    app = App(qt, books, speaking("fr"), place.parent / "till")
    app.till.desk.sit(LISE)
    app.till.desk.go.ring(places.SALE)
    show(app)
    app.frame.setGeometry(app.frame.screen().availableGeometry())  # as a window manager does when asked to
    app.frame.activateWindow()
    told = Told(app)
    listening = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    listening.activated.connect(qt.quit)
    qt.exec()
    told.look()
    app.close()
    books.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
