"""The window of the first start, and the books that come of it."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from ess_shop.domain.ids import new_id
from ess_shop.domain.receipt_printer import plain_printer
from ess_shop.services.preferring import change
from ess_shop.services.registering import register_people
from ess_shop.services.signing_in import hashed
from ess_shop.wording import Words, speaking
from ui import bootstrap
from ui.desktop.presenters.setup import Answers, SetupPresenter, first_manager
from ui.desktop.rooms.setup.room import SetupRoom


class FirstStart:
    """Asks in the language that is chosen; `made` tells whether there are books at the end."""

    def __init__(self, place: str, words: Words) -> None:
        self.place, self.words, self.made = place, words, False
        self.presenter = SetupPresenter(self._create, None)
        self.room = SetupRoom(self.presenter, words, self._speak)

    def _speak(self, language: str) -> None:
        old, self.words = self.room, speaking(language)
        self.room = SetupRoom(self.presenter, self.words, self._speak)
        self.room.resize(old.size())
        self.room.show()
        old.close()
        old.deleteLater()

    def _create(self, answers: Answers) -> None:
        create_shop(self.place, answers)
        self.made = True
        self.room.close()
        QApplication.quit()


def create_shop(place: str, answers: Answers) -> None:
    """New books with their first manager and printer; Refused or StorageTrouble if they cannot be made."""
    shop = answers.shop
    with bootstrap.new_books(place, shop) as books:
        at = bootstrap.now(shop.timezone)
        manager = first_manager(answers, new_id(), hashed(answers.pin))
        register_people(books, [manager], id=new_id(), at=at)
        plain = plain_printer(answers.printer_settings)
        change(books, "printer.C1", plain, id=new_id(), at=at)


def first_start(application: QApplication, place: str, words: Words) -> Words | None:
    """Show the set-up until there are books; the words chosen, or None if the window was closed."""
    start = FirstStart(place, words)
    start.room.resize(1000, 700)
    start.room.show()
    application.exec()
    return start.words if start.made else None
