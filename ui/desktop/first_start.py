"""The window of the first start, and the books that come of it: the shop's own, or the demo's."""

from __future__ import annotations

import threading
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from ess_shop.domain.ids import new_id
from ess_shop.domain.preferences import PRINTER
from ess_shop.domain.receipt_printer import plain_printer
from ess_shop.errors import Refused
from ess_shop.services.founding import checked_till
from ess_shop.services.preferring import change
from ess_shop.services.registering import register_people
from ess_shop.services.signing_in import hashed
from ess_shop.wording import Words, speaking
from ui import bootstrap
from ui.desktop.lanes import QtLane
from ui.desktop.presenters.setup import Answers, SetupPresenter, first_manager
from ui.desktop.rooms.setup.room import SetupRoom


@dataclass(frozen=True, slots=True)
class Begun:
    """Where the books are, in which language the person reads, and whether they are the demo's."""

    place: str
    words: Words
    demo: bool = False


class FirstStart(QObject):
    """Asks in the language that is chosen; `begun` tells what came of it, None if the window was closed."""

    _told = Signal(int, int)

    def __init__(self, place: str, words: Words) -> None:
        super().__init__()
        self.place, self.words = place, words
        self.begun: Begun | None = None
        self.presenter = SetupPresenter(self._create, self._fill_demo)
        self._stopped = threading.Event()
        self._told.connect(self.presenter.filling, Qt.ConnectionType.QueuedConnection)
        self.lane = QtLane("demo", self.presenter.not_filled)
        self.room = self._made_room()

    def _made_room(self) -> SetupRoom:
        return SetupRoom(self.presenter, self.words, self._speak, self._stopped.set)

    def _speak(self, language: str) -> None:
        old, self.words = self.room, speaking(language)
        self.room = self._made_room()
        self.room.resize(old.size())
        self.room.show()
        old.close()
        old.deleteLater()

    def _create(self, answers: Answers) -> None:
        create_shop(self.place, answers)
        self._done(Begun(self.place, self.words))

    def _fill_demo(self) -> None:
        """The demo shop is filled beside the window, which shows how far it is and can stop it."""
        from ui.demo.place import prepared

        self._stopped.clear()
        self.presenter.filling(0, 1)

        def progress(done: int, total: int) -> None:
            if self._stopped.is_set():
                raise Refused("stopped", "Stopped: the demo shop was not made.")
            self._told.emit(done, total)

        words = self.words
        self.lane.run(
            lambda: prepared(None, progress), lambda place: self._done(Begun(place, words, demo=True))
        )

    def _done(self, begun: Begun) -> None:
        self.begun = begun
        self.room.close()
        QApplication.quit()

    def close(self) -> None:
        """Let go of what is under way."""
        self._stopped.set()
        self.lane.close()
        self.room.deleteLater()


def create_shop(place: str, answers: Answers) -> None:
    """New books with their first manager and printer; Refused or StorageTrouble if they cannot be made."""
    shop, till = answers.shop, checked_till(answers.till)
    with bootstrap.whole_or_none(place) as made, bootstrap.new_books(made, shop, till=till) as books:
        at = bootstrap.now(shop.timezone)
        manager = first_manager(answers, new_id(), hashed(answers.pin))
        register_people(books, [manager], id=new_id(), at=at)
        plain = plain_printer(answers.printer_settings)
        change(books, f"{PRINTER}{till}", plain, id=new_id(), at=at)


def first_start(application: QApplication, place: str, words: Words) -> Begun | None:
    """Show the set-up until there are books; None if the window was closed before."""
    start = FirstStart(place, words)
    start.room.resize(1000, 700)
    start.room.show()
    application.exec()
    start.close()
    return start.begun
