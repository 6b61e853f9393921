"""Rights arranged in the settings hold at once, and a tax officer's access is given and ended there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from settings_at_work import page_of, settings_at_work, settled
from shop_builder import cash
from till_at_work import AICHA, LISE, TillAtWork

from db.books import SqlBooks
from ess_shop.domain.basket import Discount
from ess_shop.domain.event_log import EventQuery
from ess_shop.domain.ids import new_id
from ess_shop.domain.people import Right, Role
from ess_shop.errors import Refused
from ess_shop.services import granting
from ess_shop.services.composing import Asked
from ess_shop.services.registering import register_people
from ess_shop.services.selling import sell
from ui.desktop.rooms.settings.officer_page import OfficerPage
from ui.desktop.rooms.settings.rights_page import RightsPage


@pytest.fixture
def at_work(qapp: object, sqlite_books: SqlBooks) -> Iterator[TillAtWork]:
    with settings_at_work(sqlite_books) as at_work:
        register_people(sqlite_books, [LISE], id=new_id(), at=at_work.shop.tick())
        yield at_work


def discounted(at_work: TillAtWork) -> object:
    with at_work.shop.books.read() as read:
        article = read.articles()[0]
        currency = read.shop().currency
    asked = Asked(article.id, discount=Discount(currency.parse("1"), "Abîmé"))
    return sell(at_work.till.desk.books, at_work.shop.request(asked, cash("9")))


def test_a_right_that_is_taken_holds_in_the_services_at_once(at_work: TillAtWork) -> None:
    page = page_of(at_work, RightsPage)
    tick = page.ticks[Role.VOLUNTEER, Right.DISCOUNT]
    assert tick.isChecked()
    tick.click()
    page.keep_it()
    settled(at_work)
    assert not page.unsaved
    at_work.till.desk.sit(LISE)
    with pytest.raises(Refused, match="needs a manager"):
        discounted(at_work)
    at_work.till.desk.sit(AICHA)
    assert discounted(at_work)
    with at_work.shop.books.read() as read:
        (row,) = read.events(EventQuery(codes=("rights_changed",)))
    assert (row.detail, row.who) == ("volunteer -discount", AICHA.name)


def test_what_a_shop_does_not_decide_has_no_tick(at_work: TillAtWork) -> None:
    ticks = page_of(at_work, RightsPage).ticks
    assert (Role.MANAGER, Right.PEOPLE) not in ticks
    assert (Role.VOLUNTEER, Right.SETTLE) not in ticks
    assert all(tick.accessibleName() for tick in ticks.values())


def test_arrows_go_from_tick_to_tick(at_work: TillAtWork) -> None:
    ticks = page_of(at_work, RightsPage).ticks
    start = ticks[Role.VOLUNTEER, Right.DISCOUNT]
    start.setFocus()
    at_work.key(Qt.Key.Key_Right)
    assert ticks[Role.TREASURER, Right.DISCOUNT].hasFocus()
    at_work.key(Qt.Key.Key_Down)
    assert ticks[Role.TREASURER, Right.CLEAR_BASKET].hasFocus()


def test_an_access_is_given_and_ended(at_work: TillAtWork) -> None:
    page = page_of(at_work, OfficerPage)
    assert not page.end.isVisible()
    for field, text in (
        (page.name, "Mme Rey"),
        (page.until, "20/3"),
        (page.pin, "471100"),
        (page.again, "471100"),
    ):
        field.line.setText(text)
    page.keep_it()
    settled(at_work)
    with at_work.shop.books.read() as read:
        found = granting.officer_now(read, at_work.shop.now.date())
    assert found is not None
    assert (found[0].name, found[1].isoformat()) == ("Mme Rey", "2026-03-20")
    assert page.end.isVisible()
    assert page.pin.value == ""
    page.end.click()
    settled(at_work)
    with at_work.shop.books.read() as read:
        assert granting.officer_now(read, at_work.shop.now.date()) is None


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"until": "hier"}, "hier"),
        ({"until": "1/1/2030"}, "92"),
        ({"again": "1111"}, "code"),
        ({"pin": "12", "again": "12"}, "4 à 8"),
        ({"name": ""}, ""),
    ],
)
def test_bad_input_is_said_and_gives_nothing(at_work: TillAtWork, changed: dict[str, str], said: str) -> None:
    page = page_of(at_work, OfficerPage)
    typed = {"name": "Mme Rey", "until": "20/3", "pin": "471100", "again": "471100", **changed}
    for name, text in typed.items():
        getattr(page, name).line.setText(text)
    page.keep_it()
    settled(at_work)
    assert any(said in notice for notice in at_work.notices())
    with at_work.shop.books.read() as read:
        assert granting.officer_now(read, at_work.shop.now.date()) is None
    assert page.name.value == typed["name"]


def test_a_right_cannot_be_kept_by_who_may_not(at_work: TillAtWork) -> None:
    page = page_of(at_work, RightsPage)
    at_work.till.desk.sit(replace(LISE))
    page.ticks[Role.VOLUNTEER, Right.DISCOUNT].click()
    page.keep_it()
    settled(at_work)
    with at_work.shop.books.read() as read:
        assert Right.DISCOUNT in granting.rights_of(read).matrix[Role.VOLUNTEER]
