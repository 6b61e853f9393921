"""The program from its start to its exit: the Qt application, the books (or the set-up), the window."""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QApplication

from ess_shop.errors import ShopError
from ess_shop.wording import Words
from ui import bootstrap
from ui.desktop.app import App
from ui.desktop.crash import show_crashes
from ui.desktop.dress import dress, load_fonts
from ui.desktop.log_book import log_book
from ui.desktop.one_window import one_window
from ui.desktop.theme import Theme


def application() -> QApplication:
    """The one Qt application, with its fonts."""
    made = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(made, QApplication):
        raise TypeError(made)
    made.setApplicationName("ess-shop")
    made.setDesktopFileName("ess-shop")
    load_fonts(bootstrap.font_files())
    return made


def run(place: str, words: Words, *, demo: bool = False) -> int:
    """Open the books and the window; returns the exit status. Without books the set-up comes first."""
    qt = application()
    dress(qt, Theme())
    show_crashes(words)
    if not bootstrap.exists(place):
        from ui.desktop.first_start import first_start

        begun = first_start(qt, place, words)
        if begun is None:
            return 0
        place, words, demo = begun.place, begun.words, begun.demo
    folder = bootstrap.till_folder(place)
    try:
        with one_window(folder), log_book(folder), bootstrap.opened(place) as books:
            app = App(qt, books, words, folder)
            if demo:
                app.till.desk.notices.tell("demo", words("This is the demo shop. Everyone’s PIN is 1234."))
            show(app)
            status = qt.exec()
            app.close()
    except ShopError as wrong:
        from ui.desktop.crash import tell

        tell(words.error(wrong))
        return 1
    return status


def show(app: App) -> None:
    """The window as large as the screen lets it."""
    screen = app.frame.screen().availableGeometry()
    app.frame.resize(min(1280, screen.width()), min(800, screen.height()))
    app.frame.showMaximized()
