"""The page of the exports, and the one where the accountant's wishes are typed in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from accounting_shop import AccountingShop, accounting_shop
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from settings_at_work import page_of, settings_at_work
from shop_builder import when
from till_at_work import AICHA, LISE, TillAtWork

from db.books import SqlBooks
from ess_shop.domain.accounting_settings import ACCOUNTING, accounting_settings
from ess_shop.domain.exports import What
from ess_shop.domain.people import Person, Role
from ui.desktop.presenters import places
from ui.desktop.presenters.exports import ExportsPresenter
from ui.desktop.presenters.long_work import LongWork
from ui.desktop.rooms.books.exports_page import ExportsPage
from ui.desktop.rooms.books.room import BooksRoom
from ui.desktop.rooms.settings.accounting_page import AccountingPage

FEC = "552100554FEC20261231.txt"


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> AccountingShop:
    made = accounting_shop(tmp_path_factory.mktemp("exports"))
    made.now = when(9, 4)
    return made


@pytest.fixture
def till(qapp: object, shop: AccountingShop) -> Iterator[TillAtWork]:
    made = TillAtWork(shop, person=AICHA)
    made.till.desk.go.ring(places.BOOKS)
    made.settle()
    yield made
    made.close()


@pytest.fixture
def page(till: TillAtWork, tmp_path: Path) -> ExportsPage:
    found = exports_of(till)
    found.presenter.choose_folder(tmp_path)
    return found


def exports_of(till: TillAtWork) -> ExportsPage:
    room = till.window.shown
    assert isinstance(room, BooksRoom)
    pages = list(room.pages.values())
    found = next(each for each in pages if isinstance(each, ExportsPage))
    room.turn(pages.index(found))
    till.settle()
    return found


def said(page: ExportsPage) -> str:
    return "\n".join(each.text() for each in page.findChildren(QLabel) if each.isVisible())


def test_f9_writes_the_fec_and_f10_opens_its_folder(
    till: TillAtWork, page: ExportsPage, tmp_path: Path
) -> None:
    assert page.presenter.period == "Année 2026"
    till.key(Qt.Key.Key_F9)
    assert [path.name for path in tmp_path.iterdir()] == [FEC]
    assert "1 fichier est écrit." in said(page)
    assert "n’est pas clôturée" in said(page)
    till.key(Qt.Key.Key_F10)
    assert till.opened == [tmp_path]
    till.touch(FEC)
    assert till.opened == [tmp_path, tmp_path / FEC]
    till.key(Qt.Key.Key_F7)
    assert page.presenter.done is None
    assert "est écrit" not in said(page)


def test_each_file_asks_what_belongs_to_it(till: TillAtWork, page: ExportsPage) -> None:
    asked = {
        What.FEC: (False, False, False),
        What.ENTRIES: (False, True, False),
        What.BALANCE: (True, False, False),
        What.E_REPORT: (False, False, True),
        What.MEMBER_DAYS: (False, False, False),
    }
    for what, expected in asked.items():
        page.presenter.choose(what)
        till.settle()
        shown = tuple(part.isVisible() for part in (page.lengths, page.program, page.part))
        assert shown == expected, what


def test_months_go_back_and_forth_but_not_beyond_today(till: TillAtWork, page: ExportsPage) -> None:
    page.presenter.choose(What.ENTRIES)
    assert page.presenter.period == "mars 2026"
    till.key(Qt.Key.Key_F8)
    assert page.presenter.period == "avril 2026"
    assert not page.later.isEnabled()
    till.key(Qt.Key.Key_F8)
    page.presenter.later()
    assert page.presenter.period == "avril 2026"
    till.key(Qt.Key.Key_F7)
    till.key(Qt.Key.Key_F7)
    assert page.presenter.period == "février 2026"


def test_entries_for_the_program_that_was_chosen(till: TillAtWork, page: ExportsPage, tmp_path: Path) -> None:
    page.presenter.choose(What.ENTRIES)
    till.settle()
    till.touch("Odoo")
    till.key(Qt.Key.Key_F9)
    assert [path.name for path in tmp_path.iterdir()] == ["ecritures-odoo-2026-03.csv"]


def test_what_is_refused_stands_on_a_banner(till: TillAtWork, page: ExportsPage, tmp_path: Path) -> None:
    page.presenter.choose(What.MEMBER_DAYS)
    till.key(Qt.Key.Key_F7)
    till.key(Qt.Key.Key_F9)
    assert any("redevable de la TVA" in notice for notice in till.notices())
    assert list(tmp_path.iterdir()) == []
    assert page.keep.isEnabled()


def test_another_folder_is_chosen_without_a_window(
    till: TillAtWork, page: ExportsPage, tmp_path: Path
) -> None:
    (tmp_path / "Comptes").mkdir()
    till.key(Qt.Key.Key_F6)
    assert page.covered
    till.touch("Comptes ›")
    till.key(Qt.Key.Key_F9)
    assert not page.covered
    assert page.presenter.folder == tmp_path / "Comptes"
    till.key(Qt.Key.Key_F9)
    assert (tmp_path / "Comptes" / FEC).is_file()


def test_work_beside_the_sales_can_be_stopped(
    till: TillAtWork, page: ExportsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody presses Stop while it is written: nothing is left, and it can begin again."""
    heard = LongWork.heard

    def pressed(work: LongWork, done: int, total: int) -> None:
        work.stop()
        heard(work, done, total)

    monkeypatch.setattr(LongWork, "heard", pressed)
    page.keep_it()
    assert list(tmp_path.iterdir()) == []
    assert not page.presenter.work.running
    monkeypatch.undo()
    page.keep_it()
    assert [path.name for path in tmp_path.iterdir()] == [FEC]


def test_sales_go_on_while_a_file_is_written(qapp: object, shop: AccountingShop, tmp_path: Path) -> None:
    made = TillAtWork(shop, person=AICHA, threads=True)
    made.till.desk.go.ring(places.BOOKS)
    made.settle()
    page = exports_of(made)
    page.presenter.choose_folder(tmp_path)
    held, work = Event(), page.presenter.work
    heard = work.heard

    def wait(done: int, total: int) -> None:
        assert held.wait(10)
        heard(done, total)

    answered: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(work, "heard", wait)
        page.keep_it()
        made.till.desk.lane.run(lambda: "sold", answered.append)
        for _ in range(500):
            if not answered:
                QTest.qWait(10)
        seen = (answered, work.running, page.bar.isVisible(), page.keep.isEnabled())
        held.set()
        made.settle()
    assert seen == (["sold"], True, True, False)
    assert [path.name for path in tmp_path.iterdir()] == [FEC]
    assert not page.bar.isVisible()
    made.close()


def test_a_file_is_not_begun_twice(page: ExportsPage, tmp_path: Path) -> None:
    presenter: ExportsPresenter = page.presenter
    presenter.work.begin()
    presenter.make()
    assert list(tmp_path.iterdir()) == []
    presenter.work.end()


@pytest.mark.parametrize(
    ("person", "comes"),
    [
        (LISE, False),
        (Person("3" * 32, "Paul", Role.TREASURER), True),
        (AICHA, True),
    ],
)
def test_who_may_read_the_books_comes_in(
    qapp: object, shop: AccountingShop, person: Person, comes: bool
) -> None:
    made = TillAtWork(shop, person=person)
    made.till.desk.go.ring(places.BOOKS)
    made.settle()
    assert isinstance(made.window.shown, BooksRoom) is comes
    made.close()


# The accountant's wishes


def wrong(page: AccountingPage) -> set[str]:
    return set(page.presenter.wrong)


def test_wishes_are_kept_whole_or_not_at_all(qapp: object, sqlite_books: SqlBooks) -> None:
    with settings_at_work(sqlite_books) as till:
        page = page_of(till, AccountingPage)
        assert page.fields["journal_sales"].value == "VE"
        assert page.fields["account_member.LOC"].line.placeholderText() == "467001"
        typed = {
            "journal_cash": "ve",
            "account_bank": "9",
            "account_member.LOC": "x",
            "platform": "12",
        }
        for name, text in typed.items():
            page.fields[name].line.setText(text)
        page.keep_it()
        till.settle()
        assert wrong(page) == {"journal_cash", "journal_sales", "account_bank", "account_member.LOC"}
        with sqlite_books.read() as read:
            assert read.preference(ACCOUNTING) is None
        right = {
            "journal_cash": "cais",
            "account_bank": "512100",
            "account_member.LOC": "4679",
            "platform": "0041",
            "platform_name": "Plateforme",
        }
        for name, text in right.items():
            page.fields[name].line.setText(text)
        page.keep_it()
        till.settle()
        assert wrong(page) == set()
        assert not page.unsaved
        with sqlite_books.read() as read:
            settings, shop = accounting_settings(read.preference(ACCOUNTING)), read.shop()
        assert settings.journals["cash"] == "CAIS"
        assert settings.local_numbers == {"member.LOC": "4679"}
        assert (settings.platform, settings.platform_name) == ("0041", "Plateforme")
        assert shop.accounts["bank"] == "512100"


def test_a_platform_has_four_signs(qapp: object, sqlite_books: SqlBooks) -> None:
    with settings_at_work(sqlite_books) as till:
        page = page_of(till, AccountingPage)
        page.fields["platform"].line.setText("12")
        page.fields["platform_name"].line.setText("\u202e")
        page.keep_it()
        till.settle()
        assert wrong(page) == {"platform", "platform_name"}
