"""Markdowns by contract where one sells: basket, search, price check, quick keys, display, discounts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtTest import QTest
from shop_builder import ShopBuilder, barcode, cash, euro, when
from slow_lane import SlowLane
from till_at_work import TillAtWork

from db.books import SqlBooks
from ess_shop.domain.articles import Article
from ess_shop.domain.clauses import Clauses, MarkdownStep
from ess_shop.domain.ids import new_id
from ess_shop.domain.members import Member
from ess_shop.domain.money import Rate
from ess_shop.services import contracting
from ess_shop.services.marking_down import PriceToday, prices_today
from ess_shop.services.registering import register_articles
from ui.desktop.presenters.discounting import DiscountPresenter
from ui.desktop.presenters.display import DisplayPresenter
from ui.desktop.presenters.panels import PRICE, UNLABELLED
from ui.desktop.presenters.todays_prices import PriceSaid, TodaysPrices
from ui.desktop.rooms.selling.basket_list import rows_of
from ui.desktop.rooms.selling.found_list import REST_MS, FoundButton

STEPS = (MarkdownStep(20, Rate.percent(20)), MarkdownStep(40, Rate.percent(50)))


def agree(shop: ShopBuilder, member: Member, clauses: Clauses) -> None:
    with shop.books.read() as read:
        first = read.terms(member.id)[0]
    terms = replace(first, id=new_id(), valid_from=shop.now.date(), clauses=clauses)
    contracting.agree(shop.books, terms, id=new_id(), at=shop.tick())


@pytest.fixture
def shop(sqlite_books: SqlBooks) -> ShopBuilder:
    """A bowl of 20 € that came in on 2 March; it is 25 March."""
    shop = ShopBuilder(sqlite_books)
    member = shop.member("M1")
    agree(shop, member, Clauses(markdown=STEPS))
    shop.article(member, "20", code="BOL")
    shop.open(when(25))
    return shop


@pytest.fixture
def at_work(qapp: object, shop: ShopBuilder) -> Iterator[TillAtWork]:
    at_work = TillAtWork(shop, language="en")
    at_work.to_sale()
    yield at_work
    at_work.close()


def bowl(at_work: TillAtWork) -> Article:
    with at_work.shop.books.read() as read:
        article = read.article_by_code("BOL")
    assert article is not None
    return article


def test_the_basket_shows_both_prices(at_work: TillAtWork) -> None:
    at_work.scan(barcode(1))
    at_work.scan(barcode(1))
    selling = at_work.till.selling
    (row, _second) = rows_of(selling.content, selling.sold, at_work.words)
    assert (row.first, row.total) == ("€20.00", "€16.00")
    assert row.remark == "Marked down, instead of €20.00"
    assert selling.total == euro("32")
    shown = DisplayPresenter(selling, at_work.till.sale.paying).shown()
    assert (shown.price, shown.before) == ("€16.00", "instead of €20.00")


def test_the_larger_of_markdown_and_discount_holds_and_is_told(at_work: TillAtWork) -> None:
    at_work.scan(barcode(1))
    selling = at_work.till.selling
    discount = DiscountPresenter(selling)
    assert discount.borne("10%", None, whole=False) == (
        "The markdown is larger: this discount is not added.",
    )
    assert discount.line("10%", "Damaged", None)
    (row,) = rows_of(selling.content, selling.sold, at_work.words)
    assert row.total == "€16.00"
    assert row.remark == "Marked down by more than the discount of €2.00"
    assert discount.borne("30%", None, whole=False) == ("The shop bears €1.80, the member €4.20.",)
    assert discount.line("30%", "Damaged", None)
    (row,) = rows_of(selling.content, selling.sold, at_work.words)
    assert (row.total, row.first) == ("€14.00", "")
    assert row.remark == "Discount €6.00 – Damaged: more than the markdown"


def test_the_price_check_says_what_it_costs_and_from_when_less(at_work: TillAtWork) -> None:
    selling = at_work.till.selling
    selling.open(PRICE)
    at_work.scan(barcode(1))
    at_work.settle()
    price = selling.price
    assert price.checked is not None
    assert price.checked.line.today == euro("16")
    assert price.told() == ("Marked down, instead of €20.00", "From April 11, 2026 on it costs €10.00.")
    shown = DisplayPresenter(selling, at_work.till.sale.paying).shown()
    assert (shown.large, shown.before) == ("€16.00", "instead of €20.00")


def test_a_step_beyond_the_floor_is_no_step(at_work: TillAtWork) -> None:
    article = bowl(at_work)
    floored = replace(article, floor=euro("16"), revision=article.revision + 1)
    register_articles(at_work.shop.books, [floored], id=new_id(), at=at_work.shop.tick())
    at_work.till.selling.open(PRICE)
    at_work.scan(barcode(1))
    at_work.settle()
    assert at_work.till.selling.price.told() == ("Marked down, instead of €20.00",)


def test_quick_keys_show_the_price_of_today(at_work: TillAtWork) -> None:
    at_work.shop.sell(bowl(at_work), cash("20"))
    keys = at_work.till.sale.keys
    keys.load()
    at_work.settle()
    assert [key.price for key in keys.keys] == ["€16.00"]


def said_of_found(at_work: TillAtWork, text: str) -> list[tuple[str, str]]:
    """What the list of found articles says once nobody types: its labels, its names read aloud."""
    at_work.till.selling.typed(text)
    QTest.qWait(3 * REST_MS)
    at_work.settle()
    shown = [each for each in at_work.window.findChildren(FoundButton) if each.isVisible()]
    return [(each.text(), each.accessibleName()) for each in shown]


def test_what_is_found_by_its_name_shows_the_price_of_today(at_work: TillAtWork) -> None:
    label = bowl(at_work).label
    with at_work.shop.books.read() as read:
        (name,) = (identity.name for identity in read.identities().values())
    assert said_of_found(at_work, label[:3]) == [(label, f"{label}, {name}, €16.00, instead of €20.00")]
    selling = at_work.till.selling
    prices, (found,) = selling.finding.prices, selling.finding.found
    assert prices.said(found, selling.shop) == PriceSaid("€16.00", "€20.00", "€16.00, instead of €20.00")
    selling.submit(label[:3])
    at_work.settle()
    assert selling.total == euro("16")


def test_the_day_of_the_open_till_counts_not_that_of_the_clock(at_work: TillAtWork) -> None:
    at_work.shop.now = when(20, 4)  # the second step is reached by the clock alone
    ((_label, aloud),) = said_of_found(at_work, bowl(at_work).label[:3])
    assert aloud.endswith("€16.00, instead of €20.00")


def test_the_next_search_asks_anew(at_work: TillAtWork) -> None:
    article = bowl(at_work)
    assert "€16.00" in said_of_found(at_work, article.label[:3])[0][1]
    at_work.till.selling.escape(article.label[:3])
    floored = replace(article, floor=euro("18"), revision=article.revision + 1)
    register_articles(at_work.shop.books, [floored], id=new_id(), at=at_work.shop.tick())
    assert "€18.00, instead of €20.00" in said_of_found(at_work, article.label[:3])[0][1]


def test_a_question_that_was_overtaken_or_forgotten_changes_nothing(at_work: TillAtWork) -> None:
    desk, selling = at_work.till.desk, at_work.till.selling
    lane = SlowLane(desk.notices.trouble)
    selling.typed(bowl(at_work).label[:3])
    (found,) = selling.finding.found
    rung: list[str] = []
    prices = TodaysPrices(replace(desk, lane=lane))
    prices.changed.connect(lambda: rung.append("changed"))
    prices.ask([found])
    prices.ask([found])
    prices.forget()
    lane.catch_up()
    assert (rung, prices.said(found, selling.shop).now) == ([], "€20.00")
    prices.ask([found])
    prices.ask([found])
    lane.catch_up()
    assert (rung, prices.said(found, selling.shop).now) == (["changed"], "€16.00")


def test_without_a_contract_the_tag_holds(at_work: TillAtWork) -> None:
    article, long_ago = bowl(at_work), date(2020, 1, 1)
    with at_work.shop.books.read() as read:
        prices = prices_today(read, [article.id, new_id()], long_ago)
    assert prices == {article.id: PriceToday(euro("20"), euro("20"))}


def test_goods_that_may_be_the_one_without_a_label_show_the_price_of_today(at_work: TillAtWork) -> None:
    unlabelled = at_work.till.sale.unlabelled
    at_work.till.selling.open(UNLABELLED)
    at_work.settle()
    unlabelled.enter()
    QTest.qWait(3 * REST_MS)
    (row,) = unlabelled.goods
    assert unlabelled.prices.said(row, at_work.till.selling.shop).first == "€20.00"


@pytest.mark.parametrize(
    ("clauses", "net", "said"),
    [
        (Clauses(), None, ("The shop bears €1.20, the member €2.80.",)),
        (
            Clauses(ceiling=Rate.percent(10)),
            None,
            (
                "The shop bears €2.60, the member €1.40.",
                "Of it, €2.00 go beyond what was agreed with the member: the shop bears that alone.",
            ),
        ),
        (
            Clauses(memo=True),
            "12",
            (
                "The shop bears €4.00, the member €0.00.",
                "A fixed net price is due in full: the shop bears the discount on it.",
            ),
        ),
    ],
)
def test_who_bears_a_discount_is_told_while_it_is_typed(
    qapp: object, sqlite_books: SqlBooks, clauses: Clauses, net: str | None, said: tuple[str, ...]
) -> None:
    shop = ShopBuilder(sqlite_books)
    member = shop.member("M1")
    agree(shop, member, clauses)
    article = shop.article(member, "20")
    if net:
        named = replace(article, net=euro(net), revision=2)
        register_articles(shop.books, [named], id=new_id(), at=shop.tick())
    shop.open()
    at_work = TillAtWork(shop, language="en")
    try:
        at_work.to_sale()
        discount = DiscountPresenter(at_work.till.selling)
        assert discount.borne("20%", None, whole=False) == ()
        at_work.scan(barcode(1))
        for whole in (False, True):
            assert discount.borne("20%", None, whole=whole) == said
            for nothing in ("", "x", "0", "400%"):
                assert discount.borne(nothing, None, whole=whole) == ()
        assert at_work.till.selling.total == euro("20")
    finally:
        at_work.close()
