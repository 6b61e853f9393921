"""How the shop settles, in the settings: one person or two, and how long goods may come back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from settings_at_work import page_of, settings_at_work
from till_at_work import TillAtWork

from db.books import SqlBooks
from ess_shop.domain.ids import new_id
from ess_shop.domain.month_plan import SettlingRules
from ess_shop.domain.people import Person, Role
from ess_shop.services.planning_month import settling_rules
from ess_shop.services.registering import register_people
from ess_shop.services.signing_in import hashed
from ui.desktop.rooms.settings.settling_page import SettlingPage


@pytest.fixture
def at_work(qapp: object, sqlite_books: SqlBooks) -> Iterator[TillAtWork]:
    with settings_at_work(sqlite_books) as made:
        yield made


def said(page: SettlingPage) -> str:
    return "\n".join(each.text() for each in page.findChildren(QLabel) if each.isVisible())


def rules(till: TillAtWork) -> SettlingRules:
    with till.shop.books.read() as read:
        return settling_rules(read)


def test_two_people_and_ten_days(at_work: TillAtWork) -> None:
    page = page_of(at_work, SettlingPage)
    at_work.touch("Deux personnes")
    assert "Pour l’instant, 0 personne" in said(page)
    page.days.line.setFocus()
    at_work.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    at_work.type("10")
    at_work.key(Qt.Key.Key_F9)
    assert rules(at_work) == SettlingRules(2, 10)
    treasurers = [
        Person(new_id(), name, Role.TREASURER, hashed("1111")) for name in ("Nadia Roche", "Paul Mercier")
    ]
    register_people(at_work.shop.books, treasurers, id=new_id(), at=at_work.shop.tick())
    page.load()
    assert "Pour l’instant" not in said(page)


@pytest.mark.parametrize("text", ["", "-1", "61", "bientôt", "5.5", "٥"])
def test_what_is_no_number_of_days_changes_nothing(at_work: TillAtWork, text: str) -> None:
    page = page_of(at_work, SettlingPage)
    page.days.line.setText(text)
    page.keep_it()
    assert rules(at_work) == SettlingRules()
    assert page.days.line.property("wrong") == "true"
