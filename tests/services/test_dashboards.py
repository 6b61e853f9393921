"""The dashboard of a few days, figure by figure, on each engine."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import pytest
from shop_builder import APRIL, MARCH, ShopBuilder, card, cash, coupons, when

from db.books import SqlBooks
from ess_shop.domain.articles import Article
from ess_shop.domain.dashboard import Dashboard, LocalShare
from ess_shop.domain.dashboard_figures import compared_name, figures_of
from ess_shop.domain.dashboard_words import file_name, sections_of
from ess_shop.domain.members import Member
from ess_shop.domain.sections import Section
from ess_shop.domain.spans import Against, span_named
from ess_shop.domain.takings import GoodsTakings, HourTakings, LocalTakings, Takings
from ess_shop.errors import NotFound
from ess_shop.reading import RecordedSale
from ess_shop.services import correcting, selling
from ess_shop.services.composing import Asked, AskedBack
from ess_shop.services.correcting import ReassignRequest, SoldAs
from ess_shop.services.dashboards import Gathering, Wanted, dashboard, month_sections
from ess_shop.wording import speaking

TODAY = date(2026, 3, 31)
FIRST, LAST = date(2026, 3, 1), TODAY
ENGLISH, FRENCH = speaking("en"), speaking("fr")


@dataclass(frozen=True)
class March:
    """Three days in March: who sold what, and the ticket that a member bought."""

    shop: ShopBuilder
    potter: Member
    baker: Member
    bowl: Article
    bread: Article
    bought: RecordedSale


def filled(shop: ShopBuilder) -> March:
    """Monday, Tuesday and the Monday after: 10, 24 (12 of it in coupons), 6, and a bowl that comes back."""
    potter = shop.member("P1", commission="30", accepts="100")
    baker = shop.member("B1", commission="20")
    bowl, bread = shop.article(potter, "10"), shop.article(baker, "2")
    shop.open(when(2))
    shop.sell(bowl, cash("10"))
    shop.now = when(2, hour=16)
    request = shop.request([Asked(bowl.id, 2), Asked(bread.id, 2)], coupons("12"), card("12"))
    bought = selling.sell(shop.books, replace(request, customer=baker.id))
    shop.close()
    shop.open(when(3))
    shop.sell([Asked(bread.id, 3)], cash("6"))
    shop.close()
    shop.open(when(9))
    back = AskedBack("C1", bought.ticket, 1, 1, "chipped")
    shop.sell(back, card("-10"))
    return March(shop, potter, baker, bowl, bread, bought)


@pytest.fixture
def march(shop: ShopBuilder) -> March:
    """The days on each engine in turn."""
    return filled(shop)


@pytest.fixture
def here(sqlite_books: SqlBooks) -> March:
    """The days on one engine, for what is reckoned after the books were asked."""
    return filled(ShopBuilder(sqlite_books))


def looked(march: March, span: str = "2026-03", against: Against = Against.BEFORE) -> Dashboard:
    with march.shop.books.read() as read:
        return dashboard(read, Wanted(span_named(span), against, TODAY))


def test_days_hours_goods_and_currencies(march: March) -> None:
    with march.shop.books.read() as read:
        days, hours = read.takings(FIRST, LAST), read.takings_by_hour(FIRST, LAST)
        goods, locals_ = read.takings_by_goods(FIRST, LAST), read.takings_in_locals(FIRST, LAST)
        bought, first = read.bought_by_members(FIRST, LAST), read.first_sale_day()
    assert days == {
        date(2026, 3, 2): Takings(2, 5, 3400, 300 + 600 + 80, 1200, 2000),
        date(2026, 3, 3): Takings(1, 3, 600, 120),
        date(2026, 3, 9): Takings(1, -1, -1000, -300, days[date(2026, 3, 9)].local, -1000),
    }
    assert hours == {
        (0, 10): HourTakings(2, 0),
        (0, 16): HourTakings(1, 2400),
        (1, 10): HourTakings(1, 600),
    }
    assert goods == {
        (march.bowl.id, march.potter.id): GoodsTakings(2, 2000, 600),
        (march.bread.id, march.baker.id): GoodsTakings(5, 1000, 200),
    }
    assert locals_["LOC"].received == sum(day.local for day in days.values())
    assert locals_["LOC"] == LocalTakings(locals_["LOC"].received, locals_["LOC"].worth)
    assert bought == {(march.baker.id, march.potter.id): 1000, (march.baker.id, march.baker.id): 400}
    assert first == date(2026, 3, 2)


def test_days_outside_are_not_counted(march: March) -> None:
    with march.shop.books.read() as read:
        assert read.takings(date(2026, 3, 4), date(2026, 3, 8)) == {}
        assert list(read.takings(date(2026, 3, 3), date(2026, 3, 3))) == [date(2026, 3, 3)]
        assert read.takings_by_hour(date(2026, 4, 1), LAST) == {}


def test_the_whole_month(here: March) -> None:
    found = looked(here)
    assert (found.now.tickets, found.now.total, found.now.kept, found.now.members) == (4, 3000, 800, 1000)
    assert found.compared is None  # there was no shop in February
    assert [(best.code, best.sold.total) for best in found.members] == [("P1", 2000), ("B1", 1000)]
    assert [(best.name, best.sold.pieces) for best in found.articles] == [("Bol 1", 2), ("Bol 2", 5)]
    assert [(each.code, each.total, each.of_others) for each in found.bought] == [("B1", 1400, 1000)]
    assert found.locals == (LocalShare("LOC", found.now.local, found.now.local),)


def test_a_week_is_measured_by_the_week_before_and_a_day_by_its_hours(here: March) -> None:
    week = looked(here, "2026-W11")
    assert week.before is not None
    assert (week.now.total, week.before.total) == (-1000, 4000)
    day = looked(here, "2026-03-03")
    assert day.before is not None
    assert (day.before.total, set(day.hours_before)) == (3400, {(0, 10), (0, 16)})
    assert sections_of(day, ENGLISH)[0].lines[0].name == "10:00"


def test_what_the_fund_awaits_is_what_the_settlement_books(here: March) -> None:
    awaited = looked(here).fund
    here.shop.close(at=when(31, hour=19))
    here.shop.settle(MARCH)
    booked = looked(here).fund
    assert awaited.closing == booked.closing == 667  # without tax
    assert (awaited.months[-1].awaited, booked.months[-1].awaited) == (667, 0)


def test_asked_bit_by_bit_it_is_the_same(march: March) -> None:
    gathering = Gathering(Wanted(span_named("2026"), Against.BEFORE, TODAY))
    while not gathering.over:
        with march.shop.books.read() as read:
            gathering.ask(read)
    with march.shop.books.read() as read:
        assert gathering.dashboard(read) == looked(march, "2026")


def test_empty_books_have_a_dashboard_too(books: SqlBooks) -> None:
    with books.read() as read:
        found = dashboard(read, Wanted(span_named("2026"), Against.LAST_YEAR, TODAY))
    assert (found.now, found.members, found.fund.closing) == (Takings(), (), 0)
    assert all(section.plot is None for section in sections_of(found, FRENCH))
    assert [figure.said for figure in figures_of(found, ENGLISH)][:3] == ["€0.00", "€0.00", "0"]
    assert compared_name(found, ENGLISH) == "There is nothing earlier to compare with."


def section(found: Dashboard, name: str) -> Section:
    return next(each for each in sections_of(found, ENGLISH) if each.id == name)


def test_every_section_adds_up_to_its_total(here: March) -> None:
    found = looked(here)
    for name, column in (("sales", 1), ("commission", 0), ("members", 1), ("between", 0)):
        each = section(found, name)
        assert each.total is not None
        total = sum(float(str(line.cells[column].decimal())) for line in each.lines)  # type: ignore[union-attr]
        assert total == float(str(each.total.cells[column].decimal()))  # type: ignore[union-attr]
        assert len(each.titles) == len(each.fields) == 2 + len(each.total.cells)
        assert all(len(record) == len(each.fields) for record in each.records())


def test_when_people_come(here: March) -> None:
    hours = section(looked(here), "hours")
    assert hours.said == "Most people come on Monday between 10:00 and 11:00."
    assert hours.titles[2:] == ("Monday", "Tuesday", "Tickets")
    assert [line.cells for line in hours.lines if any(line.cells)] == [(2, 1, 3), (1, 0, 1)]
    assert hours.plot is not None
    assert len(hours.plot.marks) == 2 * len(hours.plot.across)


def test_files_have_the_same_names_in_every_language(here: March) -> None:
    found = looked(here, "2026-W10")
    names = [file_name(each, found.span) for each in sections_of(found, FRENCH)]
    assert names == [file_name(each, found.span) for each in sections_of(found, ENGLISH)]
    assert names[0] == "dashboard-sales-2026-W10"


def test_a_month_in_pictures_for_who_settles_it(here: March) -> None:
    with here.shop.books.read() as read:
        found = month_sections(read, MARCH, TODAY, ENGLISH)
        empty = month_sections(read, APRIL, TODAY, ENGLISH)
    assert [each.id for each in found] == ["sales", "members", "local"]
    assert all(each.plot for each in found)
    assert all(each.plot is None for each in empty if each.id != "sales")


# The customer is a member


def test_a_return_comes_back_from_who_bought(here: March) -> None:
    with here.shop.books.read() as read:
        back = read.sale("C1", here.bought.ticket + 2)
    assert back is not None
    assert back.sale.sale.customer == here.baker.id


def test_a_return_is_not_booked_on_somebody_else(here: March) -> None:
    request = here.shop.request(AskedBack("C1", 1, 1, 1, "chipped"), card("-10"))
    with here.shop.books.read() as read:
        sale = selling.preview(read, replace(request, customer=here.baker.id))
    assert sale.customer == ""


def test_nobody_buys_in_the_name_of_no_member(here: March) -> None:
    request = here.shop.request(here.bread, cash("2"))
    with pytest.raises(NotFound):
        selling.sell(here.shop.books, replace(request, customer="0" * 32))


def test_a_line_put_right_stays_the_purchase_of_its_customer(march: March) -> None:
    sold = SoldAs("C1", march.bought.ticket, 2)
    request = ReassignRequest("f" * 32, "C1", march.shop.tick(), sold, march.bowl.id, "wrong tag")
    made = correcting.reassign(march.shop.books, request)
    assert made.sale.customer == march.baker.id
    with march.shop.books.read() as read:
        bought = read.bought_by_members(FIRST, LAST)
    assert bought[march.baker.id, march.baker.id] == 0
    assert bought[march.baker.id, march.potter.id] == 1400
    assert march.shop.defects() == []
