"""Books that are only looked at: whatever somebody tries, nothing but the event log is written."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from shop_builder import MARCH, ShopBuilder, cash, when
from sqlalchemy import select

from db import tables as t
from db.books import SqlBooks
from ess_shop.domain.event_log import EventQuery
from ess_shop.domain.ids import new_id
from ess_shop.domain.journal import OFFICE, Draft, Kind
from ess_shop.domain.people import Person, Role
from ess_shop.errors import Refused
from ess_shop.ports import Work
from ess_shop.services import granting, noting, parking, preferring, unfinished
from ess_shop.services.cashing import close_till
from ess_shop.services.closing_periods import close_month
from ess_shop.services.closures import note_z_duplicate
from ess_shop.services.composing import Asked
from ess_shop.services.depositing import take_in
from ess_shop.services.looking import LookedAt
from ess_shop.services.registering import change_shop, register_articles, register_people
from ess_shop.services.selling import sell
from ess_shop.services.settling import approve

READS = {"read", "shop", "state", "lock_tills", "find", "record", "commit"}
"""What an officer's transaction has; `record` takes events alone."""


@pytest.fixture
def shop(sqlite_books: SqlBooks) -> ShopBuilder:
    shop = ShopBuilder(sqlite_books)
    chief = Person(new_id(), "Aïcha", Role.MANAGER, pin="x")
    register_people(shop.books, [chief], id=new_id(), at=shop.tick())
    bowl = shop.article(shop.member(), "10.00", code="A1")
    shop.open(when(2))
    shop.sell(Asked(bowl.id), cash("10"))
    return shop


def all_rows(shop: ShopBuilder) -> dict[str, list[tuple[Any, ...]]]:
    """Everything that is in the books beside the event log."""
    left_out = {t.journal.name, t.events.name, t.tills.name}
    with shop.books.engine.connect() as connection:  # type: ignore[attr-defined]
        return {
            table.name: [tuple(row) for row in connection.execute(select(table))]
            for table in t.metadata.sorted_tables
            if table.name not in left_out
        }


def test_the_work_of_an_officer_has_nothing_that_writes(shop: ShopBuilder) -> None:
    everything = {name for name in vars(Work) if not name.startswith("_")}
    assert everything > READS
    with LookedAt(shop.books).work() as work:
        for name in everything - READS:
            with pytest.raises(Refused, match="only reads"):
                getattr(work, name)


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.EVENT])
def test_no_entry_but_an_event_is_recorded(shop: ShopBuilder, kind: Kind) -> None:
    draft = Draft(new_id(), OFFICE, kind, "2026-03-02T10:00:00+01:00", {})
    with LookedAt(shop.books).work() as work, pytest.raises(Refused) as refused:
        work.record(draft)
    assert refused.value.code == "read_only_access"


def test_no_service_writes(shop: ShopBuilder) -> None:
    books, at = LookedAt(shop.books), shop.tick()
    granting.let_officer_in(
        shop.books, "Mme Rey", "4711", until=at.date(), who="", id=new_id(), at=shop.tick()
    )
    with books.read() as read:
        article = read.article_by_code("A1")
        chief = read.people()[0]
        member = read.members()[0]
        drawn = read.shop()
    before = all_rows(shop)
    later = datetime(2026, 4, 2, 9, tzinfo=at.tzinfo)
    for act in (
        lambda: sell(books, shop.request(Asked(article.id), cash("10"))),
        lambda: close_till(books, id=new_id(), till="C1", at=at, counted=None),
        lambda: close_month(books, MARCH, at=later),
        lambda: approve(books, id=new_id(), at=later, month=MARCH),
        lambda: take_in(books, shop.slip((article, 2))),
        lambda: change_shop(books, drawn, id=new_id(), at=at),
        lambda: register_articles(books, [article], id=new_id(), at=at),
        lambda: register_people(books, [chief], id=new_id(), at=at),
        lambda: preferring.change(books, "lock", {"minutes": 5}, id=new_id(), at=at),
        lambda: granting.let_officer_in(books, "Moi", "4711", until=at.date(), who="", id=new_id(), at=at),
        lambda: granting.end_officers_access(books, who="", id=new_id(), at=shop.tick()),
        lambda: unfinished.forget(books, member.id),
        lambda: parking.forget_current(books, "C1"),
    ):
        with pytest.raises(Refused):
            act()
    assert all_rows(shop) == before
    assert shop.defects() == []


def test_what_an_officer_takes_along_is_logged(shop: ShopBuilder, tmp_path: Path) -> None:
    shop.close()
    books = LookedAt(shop.books)
    noting.note(books, till="C1", at=shop.tick(), code=noting.EXPORT, detail="FEC 2026", who="Mme Rey")
    assert note_z_duplicate(books, "C1", 1, at=shop.tick()) == 1
    with books.read() as read:
        rows = read.events(EventQuery(codes=(noting.EXPORT, noting.DUPLICATE)))
    assert {(row.code, row.detail) for row in rows} == {("export", "FEC 2026"), ("duplicate", "C1-Z0001")}
    assert list(books.defects()) == []
