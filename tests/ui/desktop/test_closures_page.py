"""The closings and the event log in the window: looked at, closed, found, taken along."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from shop_builder import ShopBuilder, cash, when
from till_at_work import AICHA, LISE, TillAtWork

from db.books import SqlBooks
from ess_shop.domain.event_log import EventQuery
from ess_shop.domain.ids import new_id
from ess_shop.domain.people import Person
from ess_shop.domain.periods import PeriodKind
from ess_shop.errors import Refused
from ess_shop.services import noting
from ess_shop.services.registering import register_people
from ess_shop.services.signing_in import hashed
from ui.desktop.presenters import places
from ui.desktop.presenters.closures import MONTHS, YEARS
from ui.desktop.presenters.event_log import ALL, ANY, day_of
from ui.desktop.rooms.books.closures_page import ClosuresPage
from ui.desktop.rooms.books.event_log_page import EventLogPage
from ui.desktop.rooms.books.law_page import LawPage
from ui.desktop.rooms.books.room import BooksRoom
from ui.desktop.rooms.page import Page

P = TypeVar("P", bound=Page)


@pytest.fixture
def till(qapp: object, sqlite_books: SqlBooks, tmp_path: Path) -> Iterator[TillAtWork]:
    """March has a closed day and one that nobody closed; it is April."""
    shop = ShopBuilder(sqlite_books)
    chief = Person(AICHA.id, AICHA.name, AICHA.role, pin=hashed("1234"))
    register_people(shop.books, [chief], id=new_id(), at=shop.tick())
    bowl = shop.article(shop.member(), "10.00")
    shop.open(when(2))
    shop.sell(bowl, cash("10"))
    shop.close()
    shop.open(when(30))
    shop.sell(bowl, cash("10"))
    shop.now = when(2, 4)
    till = TillAtWork(shop, person=AICHA, papers=tmp_path / "papers")
    till.till.desk.go.ring(places.BOOKS)
    yield till
    till.close()


def page_of(till: TillAtWork, kind: type[P]) -> P:
    room = till.window.shown
    assert isinstance(room, BooksRoom)
    for number, page in enumerate(room.pages.values()):
        if isinstance(page, kind):
            room.turn(number)
            till.settle()
            return page
    raise LookupError(kind)


def test_a_month_is_closed_with_its_open_day_and_its_paper_is_made(till: TillAtWork) -> None:
    page = page_of(till, ClosuresPage)
    page.presenter.choose(MONTHS)
    till.settle()
    assert "30/03/2026" in page.presenter.next_said
    page.close_next.click()
    till.settle()
    with till.shop.books.read() as read:
        (month,) = read.periods(PeriodKind.MONTH)
        assert read.session("C1") is None
    assert (month.name, month.figures.total) == ("2026-03", 2000)
    page.keep_it()
    till.settle()
    assert [path.suffix for path in till.opened] == [".pdf"]
    assert till.opened[0].read_bytes().startswith(b"%PDF")


def test_a_closing_ahead_is_not_offered_and_refused(till: TillAtWork) -> None:
    page = page_of(till, ClosuresPage)
    page.presenter.choose(YEARS)
    till.settle()
    assert not page.close_next.isVisible()
    assert "31/12/2026" in page.presenter.next_said
    page.presenter.close()
    till.settle()
    assert any("31/12/2026" in said for said in till.notices())
    with till.shop.books.read() as read:
        assert not read.periods(PeriodKind.YEAR)


def test_who_may_not_does_not_close(till: TillAtWork) -> None:
    page = page_of(till, ClosuresPage)
    page.presenter.choose(MONTHS)
    till.till.desk.sit(LISE)
    with pytest.raises(Refused, match="needs a manager"):
        page.presenter.close()


def test_events_are_found_by_kind_day_and_words(till: TillAtWork) -> None:
    noting.note(till.shop.books, till="C1", at=when(2), code=noting.DRAWER, detail="monnaie", who="Paul")
    noting.note(till.shop.books, till="C1", at=when(3), code=noting.DRAWER, detail="timbres", who="Lise")
    page = page_of(till, EventLogPage)
    log = page.presenter
    log.choose_period(ALL)
    everything = len(log.rows)
    log.choose_kind("till")
    assert {row.code for row in log.rows} == {noting.DRAWER}
    log.find("paul")
    assert [row.detail for row in log.rows] == ["monnaie"]
    log.find("3/3")
    assert [row.detail for row in log.rows] == ["timbres"]
    log.find("zzz")
    till.settle()
    assert not page.table.isVisible()
    assert not page.keep.isEnabled()
    log.find("")
    log.choose_kind(ANY)
    assert len(log.rows) == everything


def test_the_log_leaves_as_a_table_and_on_paper_and_says_so(till: TillAtWork) -> None:
    page = page_of(till, EventLogPage)
    page.presenter.choose_period(ALL)
    page.csv.click()
    page.keep_it()
    till.settle()
    assert [path.suffix for path in till.opened] == [".csv", ".pdf"]
    lines = till.opened[0].read_text(encoding="utf-8").splitlines()
    assert lines[0] == "till,entry,at,code,event,detail,who"
    with till.shop.books.read() as read:
        exports = read.events(EventQuery(codes=(noting.EXPORT,)))
    assert [row.who for row in exports] == [AICHA.name] * 2


def test_verifying_says_what_is_wrong_and_logs_it(till: TillAtWork) -> None:
    page = page_of(till, LawPage)
    page.keep_it()
    till.settle()
    assert page.presenter.found == []
    from sqlalchemy import text

    from db import tables as t
    from db.guards import unguarded

    with till.shop.books.engine.begin() as raw, unguarded(raw, [t.sales]):  # type: ignore[attr-defined]
        raw.execute(text("UPDATE sales SET total = total + 1"))
    page.keep_it()
    till.settle()
    assert page.presenter.found
    with till.shop.books.read() as read:
        assert read.events(EventQuery(codes=(noting.DEFECT,)))


def test_attestation_and_manual_are_made(till: TillAtWork) -> None:
    page = page_of(till, LawPage)
    page.editor.line.setText("Collectif de la boutique")
    page.attest.click()
    page.manual.click()
    till.settle()
    assert len(till.opened) == 2
    assert all(path.read_bytes().startswith(b"%PDF") for path in till.opened)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("3/11", "2026-11-03"),
        ("3.11.25", "2025-11-03"),
        ("2024-02-29", "2024-02-29"),
        ("30/2", None),
        ("Lise", None),
        ("3", None),
        ("٣/11", None),
    ],
)
def test_a_day_is_typed_as_people_write_it(typed: str, day: str | None) -> None:
    found = day_of(typed, when(2).date())
    assert (found and found.isoformat()) == day
