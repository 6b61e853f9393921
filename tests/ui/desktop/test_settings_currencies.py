"""Local currencies are added and changed, hold in the running till, and stay once they were used."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from settings_at_work import page_of, settings_at_work
from shop_builder import barcode
from till_at_work import TillAtWork

from db.books import SqlBooks
from ess_shop.domain.currencies import ChangePolicy, LocalCurrency
from ess_shop.domain.sale import Means
from ui.desktop.presenters import panels, places
from ui.desktop.rooms.cash.room import CashRoom
from ui.desktop.rooms.settings.currencies_page import CurrenciesPage


@pytest.fixture
def at_work(qapp: object, sqlite_books: SqlBooks) -> Iterator[TillAtWork]:
    with settings_at_work(sqlite_books) as at_work:
        yield at_work


@pytest.fixture
def page(at_work: TillAtWork) -> CurrenciesPage:
    return page_of(at_work, CurrenciesPage)


def locals_of(at_work: TillAtWork) -> dict[str, LocalCurrency]:
    with at_work.shop.books.read() as read:
        return {local.currency.code: local for local in read.shop().locals}


def enter(page: CurrenciesPage, code: str, name: str, coupons: str = "1 5 10", worth: str = "1") -> None:
    page.choose(None)
    for field, text in ((page.code, code), (page.name, name), (page.coupons, coupons), (page.worth, worth)):
        field.line.setText(text)
    page.keep.click()


def wrong(page: CurrenciesPage) -> list[str]:
    fields = {"code": page.code, "name": page.name, "coupons": page.coupons, "worth": page.worth}
    return [name for name, field in fields.items() if field.line.property("wrong") == "true"]


def test_a_new_currency_holds_at_once(at_work: TillAtWork, page: CurrenciesPage) -> None:
    at_work.touch(at_work.words("Nothing"))
    enter(page, "sou", "Le Sou", "2 0,50 10", "0,95")
    sou = locals_of(at_work)["SOU"]
    assert (sou.name, sou.denominations, sou.worth(100)) == ("Le Sou", (50, 200, 1000), 95)
    at_work.to_sale()
    at_work.scan(barcode(1))
    at_work.till.selling.open(panels.PAY)
    at_work.settle()
    assert [offer.local.name for offer in at_work.till.sale.paying.offers] == ["", "Le Sou"]
    at_work.till.desk.go.ring(places.CASH)
    room = at_work.window.shown
    assert isinstance(room, CashRoom)
    assert "Le Sou" in [drawer.name for drawer in room.closing.drawers]


def test_what_comes_back_is_chosen_in_words(at_work: TillAtWork, page: CurrenciesPage) -> None:
    at_work.touch("LOC")
    page.name.line.setText("La Locale")
    at_work.touch(at_work.words("Euro or francs"))
    page.keep.click()
    assert locals_of(at_work)["LOC"].change is ChangePolicy.LEGAL
    assert at_work.shop.defects() == []


def test_what_one_is_worth_may_change_once_it_was_taken(at_work: TillAtWork, page: CurrenciesPage) -> None:
    at_work.to_sale()
    at_work.scan(barcode(1))
    paying = at_work.till.sale.paying
    at_work.till.selling.open(panels.PAY)
    paying.tender(Means.COUPON, "500")
    paying.tender(Means.CASH)
    paying.validate()
    at_work.settle()
    at_work.till.desk.go.ring(places.SETTINGS)
    at_work.touch("LOC")
    page.name.line.setText("La Locale")
    page.worth.line.setText("0,5")
    page.keep.click()
    assert locals_of(at_work)["LOC"].worth(100) == 50
    assert at_work.shop.defects() == []
    assert not page.remove.isVisible()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("", "Le Sou"), ["code"]),
        (("E", "Le Sou"), ["code"]),
        (("EUR", "Le Sou"), ["code"]),
        (("LOC", "Le Sou"), ["code"]),
        (("S U", "Le Sou"), ["code"]),
        (("SOU", ""), ["name"]),
        (("SOU", "L" * 61), ["name"]),
        (("SOU", "Le Sou", ""), ["coupons"]),
        (("SOU", "Le Sou", "un deux"), ["coupons"]),
        (("SOU", "Le Sou", "0"), ["coupons"]),
        (("SOU", "Le Sou", "-5"), ["coupons"]),
        (("SOU", "Le Sou", "1,234"), ["coupons"]),
        (("SOU", "Le Sou", "1", "0"), ["worth"]),
        (("SOU", "Le Sou", "1", "-1"), ["worth"]),
        (("SOU", "Le Sou", "1", "beaucoup"), ["worth"]),
        (("", "", "", ""), ["code", "name", "coupons", "worth"]),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(
    at_work: TillAtWork, page: CurrenciesPage, given: tuple[str, ...], said: list[str]
) -> None:
    before = locals_of(at_work)
    enter(page, *given)
    assert wrong(page) == said
    assert locals_of(at_work) == before
    assert page.unsaved


def test_one_that_was_used_stays_and_it_is_said(at_work: TillAtWork, page: CurrenciesPage) -> None:
    at_work.touch("LOC")
    assert not page.remove.isVisible()
    assert "LOC" in page._stays.text()
    page._remove()
    assert "LOC" in locals_of(at_work)
    assert at_work.till.desk.notices.standing[-1].topic == "trouble"


def test_one_that_nobody_used_goes_and_one_that_was_taken_stays(
    at_work: TillAtWork, page: CurrenciesPage
) -> None:
    enter(page, "SOU", "Le Sou")
    assert page.remove.isVisible()
    page.remove.click()
    assert list(locals_of(at_work)) == ["LOC"]
    assert at_work.till.shop.local("SOU") is None
    assert at_work.shop.defects() == []


def test_a_basket_that_is_being_paid_is_begun_anew(at_work: TillAtWork, page: CurrenciesPage) -> None:
    at_work.to_sale()
    at_work.scan(barcode(1))
    selling, paying = at_work.till.selling, at_work.till.sale.paying
    selling.open(panels.PAY)
    paying.tender(Means.COUPON, "500")
    at_work.till.desk.go.ring(places.SETTINGS)
    enter(page, "SOU", "Le Sou")
    assert selling.panel == panels.KEYS
    assert paying.tenders == ()
    assert not selling.empty
