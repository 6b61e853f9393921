"""A backup is one file, on whatever engine; restored, it proves itself, and what is missing is said."""

from collections.abc import Callable
from pathlib import Path

import pytest
from filled_shop import fill
from shop_builder import ShopBuilder, card, when
from sqlalchemy import Engine, select

from db import backup
from db import tables as t
from db.books import SqlBooks, open_books
from db.keys import KeyRing
from ess_shop.errors import NotFound, Refused, StorageTrouble
from ess_shop.services.restoring import note_restored

ALL = tuple(t.metadata.sorted_tables)


def rows(books: SqlBooks) -> dict[str, list[tuple[object, ...]]]:
    with books.engine.connect() as connection:
        return {
            table.name: [
                tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key.columns))
            ]
            for table in ALL
        }


def test_there_and_back(books: SqlBooks, keys: KeyRing, new_place: Callable[[], str], tmp_path: Path) -> None:
    fill(books)
    target = tmp_path / "away" / "books.backup"
    steps: list[tuple[int, int]] = []
    backup.save(books.engine, target, progress=lambda done, total: steps.append((done, total)))
    assert steps
    assert steps[-1][0] == steps[-1][1]
    elsewhere = new_place()
    assert backup.restore(target, elsewhere, replace=False) is None
    again = open_books(elsewhere, keys=keys)
    assert rows(again) == rows(books)
    assert list(again.defects()) == []
    shop = ShopBuilder(again, when(2, 4, hour=12))
    with again.read() as read:
        cup = read.articles(["A2"])[0]
    shop.sell(cup, card("4.20"))
    assert shop.defects() == []
    again.close()


@pytest.mark.postgresql
def test_a_backup_moves_to_the_other_engine(
    sqlite_books: SqlBooks, keys: KeyRing, new_postgresql: Callable[[], str], tmp_path: Path
) -> None:
    fill(sqlite_books)
    backup.save(sqlite_books.engine, tmp_path / "books.backup")
    server = new_postgresql()
    backup.restore(tmp_path / "books.backup", server, replace=False)
    moved = open_books(server, keys=keys)
    assert rows(moved) == rows(sqlite_books)
    backup.save(moved.engine, tmp_path / "second.backup")
    moved.close()
    backup.restore(tmp_path / "second.backup", str(tmp_path / "home.db"), replace=False)
    home = open_books(str(tmp_path / "home.db"), keys=keys)
    assert rows(home) == rows(sqlite_books)
    assert list(home.defects()) == []
    home.close()


def test_what_is_missing_since_is_said(sqlite_books: SqlBooks, keys: KeyRing, tmp_path: Path) -> None:
    shop = fill(sqlite_books)
    place = str(sqlite_books.path)
    copy = tmp_path / "books.backup"
    backup.save(sqlite_books.engine, copy)
    with sqlite_books.read() as read:
        cup = read.articles(["A2"])[0]
    sold = shop.sell(cup, card("4.20")).ticket - 1
    for _ in range(2):
        shop.sell(cup, card("4.20"))
    sqlite_books.close()
    with pytest.raises(Refused) as refused:
        backup.restore(copy, place, replace=False)
    assert refused.value.code == "books_exist"
    moved = backup.restore(copy, place, replace=True)
    assert moved is not None
    assert moved.is_file()
    books = open_books(place, keys=keys)
    assert "tail_cut" in {defect.code for defect in books.defects()}
    books.close()
    books = open_books(place, keys=keys)
    seen = books.last_seen()
    with pytest.raises(Refused):
        note_restored(books, at=when(3, 4), source="a", last_seen=seen, on_paper={"C1": 1})
    with pytest.raises(NotFound):
        note_restored(books, at=when(3, 4), source="a", last_seen=seen, on_paper={"C9": 1})
    given = {"C1": sold + 3}
    gaps = note_restored(books, at=when(3, 4), source="books.backup", last_seen=seen, on_paper=given)
    (gap,) = [each for each in gaps if each.missing or each.tickets]
    assert (gap.till, gap.missing, gap.tickets, gap.ticket) == ("C1", 3, 3, sold)
    with books.engine.connect() as connection:
        details = connection.execute(select(t.events.c.detail).where(t.events.c.code == "restored"))
        told = details.scalar_one()
    assert told.startswith("books.backup; BUREAU: ")
    first, last = sold + 1, sold + 3
    assert told.endswith(f"C1: {gap.number}, {gap.last_at}, +3, tickets {first}-{last}")
    books.close()
    again = open_books(place, keys=keys)
    assert list(again.defects()) == []
    again.close()
    old = open_books(str(moved), keys=keys)
    assert list(old.defects()) == []
    old.close()


def test_a_backup_leaves_nothing_beside_it(books: SqlBooks, tmp_path: Path) -> None:
    target = tmp_path / "away" / "books.backup"
    backup.save(books.engine, target)
    assert list(target.parent.iterdir()) == [target]


def test_a_backup_overwrites_nothing(books: SqlBooks, tmp_path: Path) -> None:
    target = tmp_path / "books.backup"
    target.write_text("letters")
    with pytest.raises(Refused) as refused:
        backup.save(books.engine, target)
    assert refused.value.code == "backup_exists"
    assert target.read_text() == "letters"


def test_a_place_that_holds_books_is_not_overwritten(
    books: SqlBooks, place: str, tmp_path: Path, engines: list[Engine]
) -> None:
    backup.save(books.engine, tmp_path / "books.backup")
    with pytest.raises(Refused) as refused:
        backup.restore(tmp_path / "books.backup", place, replace=False)
    assert refused.value.code == "books_exist"


def test_a_backup_that_was_stopped_leaves_nothing(books: SqlBooks, tmp_path: Path) -> None:
    folder = tmp_path / "away"

    def stop(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        backup.save(books.engine, folder / "books.backup", progress=stop)
    assert list(folder.iterdir()) == []


def test_what_is_no_backup(tmp_path: Path) -> None:
    place = str(tmp_path / "new.db")
    with pytest.raises(NotFound):
        backup.restore(tmp_path / "none", place, replace=False)
    (tmp_path / "letters").write_text("Chère Lise, " * 100)
    with pytest.raises(StorageTrouble) as trouble:
        backup.restore(tmp_path / "letters", place, replace=False)
    assert trouble.value.code == "not_books"
    assert not Path(place).exists()


def test_a_damaged_backup_is_not_taken(sqlite_books: SqlBooks, tmp_path: Path) -> None:
    place = str(tmp_path / "new.db")
    copy = tmp_path / "books.backup"
    fill(sqlite_books)
    backup.save(sqlite_books.engine, copy)
    content = bytearray(copy.read_bytes())
    content[4096:12288] = bytes(8192)
    copy.write_bytes(content)
    with pytest.raises(StorageTrouble) as damaged:
        backup.restore(copy, place, replace=False)
    assert damaged.value.code in {"damaged", "damaged_backup"}
    assert not Path(place).exists()
