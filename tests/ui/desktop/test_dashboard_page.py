"""The dashboard in the window: figures and pictures of any days, heard as well as seen, printed, written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from shop_builder import ShopBuilder, cash, when
from till_at_work import AICHA, LISE, TillAtWork

from db.books import SqlBooks
from ess_shop.domain.spans import Against, Length, span_named
from ess_shop.errors import Refused
from ui.bootstrap import ChartPress
from ui.desktop.presenters.dashboard import DashboardPresenter
from ui.desktop.presenters.lane import Failed, InlineLane
from ui.desktop.presenters.places import BOOKS
from ui.desktop.rooms.books.dashboard_page import DashboardPage
from ui.desktop.rooms.books.room import BooksRoom
from ui.desktop.rooms.books.section_cards import STILL
from ui.desktop.widgets.button import Button

T = TypeVar("T")


@pytest.fixture
def shop(sqlite_books: SqlBooks) -> ShopBuilder:
    """Bowls sold on Monday, 2 March, and a week later; it is the 9th."""
    shop = ShopBuilder(sqlite_books)
    bowl = shop.article(shop.member("P1"))
    for day in (2, 9):
        shop.open(when(day))
        shop.sell(bowl, cash("10"))
        shop.close()
    shop.now = when(9, hour=18)
    return shop


@pytest.fixture
def at_work(qapp: object, shop: ShopBuilder, tmp_path: Path) -> Iterator[TillAtWork]:
    at_work = TillAtWork(shop, person=AICHA, papers=tmp_path / "papers")
    yield at_work
    at_work.close()


class OneByOne(InlineLane):
    """Does a piece of work when it is told to."""

    def __init__(self) -> None:
        super().__init__()
        self.waiting: list[Callable[[], None]] = []

    def run(self, work: Callable[[], T], done: Callable[[T], object], failed: Failed | None = None) -> None:
        self.waiting.append(lambda: InlineLane.run(self, work, done, failed))

    def step(self) -> None:
        self.waiting.pop(0)()


def slowly(at_work: TillAtWork) -> tuple[DashboardPresenter, OneByOne]:
    """A dashboard of a desk whose lane waits to be told."""
    lane = OneByOne()
    desk = replace(at_work.till.desk, lane=lane)
    return DashboardPresenter(desk, at_work.till.papers, ChartPress(at_work.words)), lane


def page_of(at_work: TillAtWork) -> DashboardPage:
    at_work.till.desk.go.ring(BOOKS)
    room = at_work.window.shown
    assert isinstance(room, BooksRoom)
    room.turn_to("Tableau de bord")
    at_work.settle()
    assert isinstance(room.page, DashboardPage)
    return room.page


def drawn(at_work: TillAtWork, page: DashboardPage) -> set[str]:
    QTest.qWait(3 * STILL)
    at_work.settle()
    return set(page.presenter.drawings.pictures)


def test_it_opens_with_this_month_in_figures_and_pictures(at_work: TillAtWork) -> None:
    page = page_of(at_work)
    assert page.presenter.title == "mars 2026"
    said = {figure.name: figure.said.replace("\xa0", " ") for figure in page.presenter.figures}
    assert said["Ventes"] == "20,00 €"
    assert drawn(at_work, page) == {"sales", "commission", "members", "articles", "hours", "fund"}
    for card in page.cards.cards:
        assert card.picture is None or card.picture.grab().toImage().colorCount() >= 0


def test_a_picture_is_told_to_who_cannot_see_it(at_work: TillAtWork) -> None:
    page = page_of(at_work)
    card = next(each for each in page.cards.cards if each.section.id == "members")
    assert card.picture is not None
    assert card.picture.accessibleName() == "Meilleurs membres"
    told = card.picture.accessibleDescription().replace("\xa0", " ")
    assert "Atelier P1 : Pièces 2; Ventes 20,00 €" in told
    card.figures.click()
    at_work.settle()
    assert card.table is not None
    assert card.table.isVisible()
    assert card.table.rows.row(0).name == "Atelier P1"
    card.figures.click()
    assert not card.table.isVisible()


def test_other_days_by_keys_and_by_hand(at_work: TillAtWork) -> None:
    page = page_of(at_work)
    presenter = page.presenter
    at_work.touch("Semaine")
    assert presenter.span == span_named("2026-W11")
    at_work.key(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert presenter.span == span_named("2026-W10")
    assert page.later.isEnabled()
    at_work.key(Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert not page.later.isEnabled()
    at_work.touch("Autres dates")
    assert page.days.isVisible()
    page.first.line.setText("1.3.2026")
    page.last.line.setText("4/3")
    at_work.touch("Afficher ces jours")
    assert presenter.span == span_named("2026-03-01..2026-03-04")
    assert presenter.dashboard is not None
    assert presenter.dashboard.now.total == 1000
    at_work.touch("Comparé à l’an dernier")
    assert presenter.against is Against.LAST_YEAR


@pytest.mark.parametrize(
    ("first", "last", "code"),
    [
        ("soon", "4/3", "bad_day"),
        ("", "", "bad_day"),
        ("5/3", "4/3", "span_backwards"),
        ("1/1/1990", "4/3", "span_too_long"),
    ],
)
def test_days_that_are_none_change_nothing(at_work: TillAtWork, first: str, last: str, code: str) -> None:
    presenter = page_of(at_work).presenter
    before = presenter.span
    with pytest.raises(Refused) as refused:
        presenter.choose_days(first, last)
    assert (refused.value.code, presenter.span) == (code, before)


def test_each_matter_is_printed_and_written(at_work: TillAtWork) -> None:
    page = page_of(at_work)
    card = page.cards.cards[0]
    for button in card.findChildren(Button):
        if button is not card.figures:
            button.click()
    page.keep_it()
    at_work.settle()
    names = [path.name for path in at_work.opened]
    assert names == ["Ventes 2026-03.pdf", "dashboard-sales-2026-03.csv", "Tableau de bord 2026-03.pdf"]
    assert all(path.stat().st_size > 100 for path in at_work.opened)
    text = at_work.opened[1].read_text(encoding="utf-8").splitlines()
    assert text[0] == "from,name,tickets,sales,sales_before"
    assert [line.split(",")[3] for line in text[1:] if line.split(",")[2] == "1"] == ["10.00", "10.00"]


def test_a_sale_comes_in_between_the_questions(at_work: TillAtWork) -> None:
    """The lane gets one short question after the other, and none once nobody looks any longer."""
    presenter, lane = slowly(at_work)
    presenter.choose(Length.YEAR)
    asked = 0
    while presenter.dashboard is None:
        assert len(lane.waiting) == 1
        assert presenter.work.running
        lane.step()
        asked += 1
    assert asked > 12
    assert not presenter.work.running
    presenter.choose(Length.DAY)
    presenter.leave()
    lane.step()
    assert not lane.waiting
    assert presenter.dashboard.span.length is Length.YEAR


def test_what_is_overtaken_is_not_shown(at_work: TillAtWork) -> None:
    presenter, lane = slowly(at_work)
    presenter.load()
    presenter.earlier()
    while lane.waiting:
        lane.step()
    assert presenter.dashboard is not None
    assert presenter.dashboard.span == span_named("2026-02")


def test_nothing_lies_behind_the_shop_and_nothing_ahead(at_work: TillAtWork) -> None:
    presenter = page_of(at_work).presenter
    presenter.choose(Length.DAY)
    assert presenter.span.first == at_work.shop.now.date()
    presenter.later()
    assert presenter.span.first == at_work.shop.now.date()
    presenter.look_at(span_named("1999"))
    assert presenter.compared == "Rien de plus ancien à comparer."
    assert presenter.span.first + timedelta(days=364) == presenter.span.last


def test_who_only_sells_does_not_see_it(at_work: TillAtWork) -> None:
    at_work.till.desk.sit(LISE)
    at_work.till.desk.go.ring(BOOKS)
    assert not isinstance(at_work.window.shown, BooksRoom)
