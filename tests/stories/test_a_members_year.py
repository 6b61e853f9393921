"""A member's whole year, through the windows, from a list of 120 articles to the end of their stay.

Labels, sales, markdowns, a return after its month was settled, a theft, goods taken back and given away: at
the end stock, ledger and statements agree.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook
from PySide6.QtCore import Qt
from shop_builder import ShopBuilder, when
from till_at_work import AICHA, TillAtWork

from db.books import SqlBooks
from db.rebuild import rebuild
from ess_shop.domain.articles import Article
from ess_shop.domain.clauses import After, Clauses, MarkdownStep
from ess_shop.domain.ids import new_id
from ess_shop.domain.members import Member
from ess_shop.domain.money import Rate
from ess_shop.domain.settlement import Month
from ess_shop.domain.slips import SlipKind
from ess_shop.reading import SaleQuery, SlipQuery, Statement
from ess_shop.services import settling
from ess_shop.services.registering import register_members
from ui.desktop.presenters import panels, places
from ui.desktop.rooms.goods.expiring_page import ExpiringPage
from ui.desktop.rooms.goods.labels_page import LabelsPage
from ui.desktop.rooms.goods.list_page import ListPage
from ui.desktop.rooms.goods.out_page import OutPage
from ui.desktop.rooms.goods.room import GoodsRoom
from ui.desktop.rooms.page import Page

ARTICLES = 120
PIECES = 2


@pytest.fixture
def year(shop: ShopBuilder, qapp: object, tmp_path: Path) -> Iterator[tuple[TillAtWork, Member]]:
    """A potter whose goods stay 90 days, cheaper after 30 and after 60, and are given away then."""
    potter = shop.member("M1")
    with shop.books.read() as read:
        (terms,) = read.terms(potter.id)
    clauses = Clauses(
        markdown=(MarkdownStep(30, Rate.percent(20)), MarkdownStep(60, Rate.percent(40))),
        floor=Rate.percent(50),
        grace_days=7,
        after=After.DONATE,
    )
    agreed = replace(terms, duration_days=90, clauses=clauses)
    register_members(shop.books, [], [agreed], id=new_id(), at=shop.tick())
    till = TillAtWork(shop, person=AICHA, papers=tmp_path / "papers")
    yield till, potter
    till.close()


def goods_page(till: TillAtWork, kind: type[Page]) -> Page:
    """Go to that page of the consignment desk."""
    till.till.desk.go.ring(places.GOODS)
    room = till.window.shown
    assert isinstance(room, GoodsRoom)
    pages = list(room.pages.values())
    page = next(each for each in pages if isinstance(each, kind))
    room.turn(pages.index(page))
    till.settle()
    return page


def spreadsheet(path: Path) -> Path:
    """The member's own list: 120 bowls, two of each, from 10,00 to 21,90 €."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Libellé", "Prix", "Quantité", "TVA %", "Catégorie"])
    for number in range(ARTICLES):
        sheet.append([f"Bol n° {number + 1}", 10 + number / 10, PIECES, 20, "Bols"])
    book.save(path)
    return path


def sell(till: TillAtWork, *articles: Article) -> None:
    """Scan, and take the money."""
    till.to_sale()
    for article in articles:
        till.scan(article.barcodes[0])
    till.key(Qt.Key.Key_F9)
    till.key(Qt.Key.Key_F10)
    till.key(Qt.Key.Key_Return)
    assert till.till.selling.panel == panels.AFTER, till.notices()


def day(till: TillAtWork, month: int, number: int) -> None:
    """Another day begins: the till is opened."""
    till.shop.now = when(number, month, hour=9)
    till.shop.open()
    till.till.desk.session_changed.ring()


def test_everything_agrees_at_the_end(
    year: tuple[TillAtWork, Member], tmp_path: Path, books: SqlBooks
) -> None:
    till, potter = year
    shop = till.shop

    # March: the list comes in, the labels are printed.
    shop.now = when(2, hour=9)
    page = goods_page(till, ListPage)
    assert isinstance(page, ListPage)
    till.type("M1")
    till.key(Qt.Key.Key_Return)
    page.picked(spreadsheet(tmp_path / "bols.xlsx"))
    till.settle()
    assert page.presenter.problems == []
    till.key(Qt.Key.Key_F9)
    taken = page.presenter.taken
    assert taken is not None, till.notices()
    assert taken.slip.slip.pieces == ARTICLES * PIECES
    labels = goods_page(till, LabelsPage)
    assert isinstance(labels, LabelsPage)
    labels.presenter.ask_slip(taken.slip.number)
    till.settle()
    assert labels.presenter.goods.total == ARTICLES * PIECES
    till.key(Qt.Key.Key_F9)
    till.settle()
    assert till.opened[-1].read_bytes().startswith(b"%PDF")
    with books.read() as read:
        by_label = {article.label: article for article in read.articles()}
    bowls = [by_label[f"Bol n° {number + 1}"] for number in range(ARTICLES)]
    assert all(bowl.barcodes for bowl in bowls)

    # Sales at the price of the tag, then the month is settled and paid.
    day(till, 3, 3)
    for bowl in bowls[:30]:
        sell(till, bowl)
    shop.close()
    shop.settle(Month(2026, 3))

    # April: 20 % off; one bowl comes back that was paid for in March.
    day(till, 4, 10)
    sell(till, bowls[40])
    with books.read() as read:
        last = read.find_sales(SaleQuery(limit=1))[0]
    assert last.total.minor == 1120, "14,00 € less 20 %"
    till.to_sale()
    till.till.sale.returning.find("C1", 1)
    till.settle()
    till.till.sale.returning.pick(1, 1)
    till.settle()
    till.type("ébréché")
    till.touch(till.words("Put into the basket"))
    till.key(Qt.Key.Key_F9)
    till.key(Qt.Key.Key_F10)
    till.key(Qt.Key.Key_Return)
    shop.close()
    shop.settle(Month(2026, 4))

    # May: 40 % off, and a theft that is compensated.
    day(till, 5, 10)
    sell(till, bowls[50], bowls[51])
    with books.read() as read:
        assert read.find_sales(SaleQuery(limit=1))[0].total.minor == 900 + 906
    theft = goods_page(till, OutPage)
    assert isinstance(theft, OutPage)
    till.scan(bowls[60].barcodes[0])
    theft.presenter.choose_kind(SlipKind.THEFT)
    theft.presenter.note = "vitrine forcée"
    till.key(Qt.Key.Key_F9)
    assert len(theft.presenter.recorded) == 1
    theft.presenter.next()
    shop.close()
    shop.settle(Month(2026, 5))

    # June: their time is over; the member takes ten articles back, the rest is given away.
    shop.now = when(10, 6, hour=9)
    ending = goods_page(till, ExpiringPage)
    assert isinstance(ending, ExpiringPage)
    assert len(ending.presenter.rows) == ARTICLES
    ending.whole.click()
    for _ in range(10):
        till.key(Qt.Key.Key_F2)
    ending.whole.click()
    ending.receiver.line.setText("Ressourcerie du Lac")
    till.key(Qt.Key.Key_F9)
    assert ending.presenter.rows == []

    # The year's end: everything that came in is accounted for.
    moved: defaultdict[str, int] = defaultdict(int)
    with books.read() as read:
        for bowl in bowls:
            assert read.stock_of(bowl.id) == 0
            for move in read.stock_moves_of(bowl.id):
                moved[move.reason] += move.quantity
        slips = read.slips(SlipQuery(member_id=potter.id))
        assert [row.kind for row in slips].count(SlipKind.WITHDRAWAL) == 10
        papers = [paper for month in read.months_of(potter.id) for paper in statements(read, month)]
        owed = read.dues(potter.id).get(potter.id, {})
    assert moved == {
        "deposit": 240,
        "sale": -33,
        "return": 1,
        "theft": -1,
        "withdrawal": -sum(row.pieces for row in slips if row.kind is SlipKind.WITHDRAWAL),
        "donation": -sum(row.pieces for row in slips if row.kind is SlipKind.DONATION),
    }
    assert sum(moved.values()) == 0
    assert len(papers) == 3
    assert owed.get("EUR", 0) == 0, "everything was paid"
    stolen = next(row for row in slips if row.kind is SlipKind.THEFT)
    shares = sum(line.share.minor for paper in papers for line in paper.lines)
    paid = sum(row.paid.minor for paper in papers for row in paper.rows)
    assert paid == shares + stolen.compensation.minor
    back = [line for paper in papers for line in paper.lines if line.quantity < 0]
    assert [line.corrects for line in back] == ["RV-2026-03-0001"]
    cheaper = [line for paper in papers for line in paper.lines if line.tag_price]
    assert sorted(line.unit_price.minor for line in cheaper) == [900, 906, 1120]
    assert list(books.defects()) == []
    rebuild(books.engine)
    assert list(books.defects()) == []


def statements(read: object, month: Month) -> Iterator[Statement]:
    """The member's papers of a month."""
    yield from settling.statements(read, settling.preview(read, month))  # type: ignore[arg-type]
