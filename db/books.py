"""The books of one shop: created, opened with their checks, written and read."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Engine, insert, inspect, select

from db import audit, upgrade
from db import tables as t
from db.engine import READ, WRITE, is_file, open_engine, told, transaction, url_of
from db.keys import STAMPS, KeyRing, file_sha256, stamp_name
from db.reader import Reader
from db.shelf import Shelf
from db.shop_row import shop_text
from db.work import SqlWork
from ess_shop.domain.ids import new_id
from ess_shop.domain.journal import OFFICE
from ess_shop.domain.shop import FIRST_TILL, Shop
from ess_shop.errors import NotFound, Refused, StorageTrouble
from ess_shop.ports import Defect, Progress, unheard


class SqlBooks:
    """Open books; see `ess_shop.ports.Books`. Close them so that their state is witnessed."""

    def __init__(self, engine: Engine, keys: KeyRing, books_id: str) -> None:
        self.engine = engine
        self.id = books_id
        self._keys = keys
        self._key = keys.key(books_id)
        self._shelf = Shelf()
        self._written = self._defective = False

    @property
    def keys(self) -> KeyRing:
        """Where the keys of these books are."""
        return self._keys

    @property
    def key_path(self) -> Path:
        """Where the signing key is; a copy belongs in a safe place."""
        return self._keys.key_path(self.id)

    @property
    def path(self) -> Path | None:
        """The data file, if the books are one."""
        return Path(self.engine.url.database or "") if is_file(self.engine.url) else None

    @contextmanager
    def work(self) -> Iterator[SqlWork]:
        """A transaction that writes."""
        with transaction(self.engine, WRITE) as connection:
            self._written = True
            try:
                yield SqlWork(connection, self._key, self._shelf)
            except BaseException:
                self._shelf.refresh(-1)
                raise

    @contextmanager
    def read(self) -> Iterator[Reader]:
        """A consistent view that does not write."""
        with transaction(self.engine, READ) as connection:
            yield Reader(connection, self._shelf)

    def defects(self, progress: Progress = unheard) -> Iterator[Defect]:
        """Everything that is wrong with the books, in words; a state with defects is not witnessed."""
        for defect in self._defects(progress):
            self._defective = True
            yield defect

    def _defects(self, progress: Progress) -> Iterator[Defect]:
        yield from audit.file_defects(self.path, self._keys.seen(self.id), self._heads)
        with transaction(self.engine, READ) as connection:
            yield from audit.defects(connection, self._key, self._place, self._keys.seen(self.id), progress)

    def seal(self, content: bytes) -> str:
        """A mark that only these books can make of exactly these bytes (HMAC-SHA-256, hexadecimal)."""
        return hmac.new(self._key, b"home file\n" + content, hashlib.sha256).hexdigest()

    @property
    def _place(self) -> str:
        path = self.path
        return str(path.resolve()) if path else self.engine.url.render_as_string(hide_password=True)

    def _heads(self) -> dict[str, list[object]]:
        with transaction(self.engine, READ) as connection:
            rows = connection.execute(select(t.tills.c.code, t.tills.c.number, t.tills.c.signature))
            return {code: [number, signature] for code, number, signature in rows}

    def last_seen(self) -> dict[str, int]:
        """Every till's last number when these books were last closed at this place."""
        places = self._keys.seen(self.id).places.get(self._place, {})
        return {till: int(number) for till, (number, _signature) in places.items()}

    def close(self) -> None:
        """Let go of the store; what was written is witnessed outside the data file."""
        if self._written and not self._defective:
            self._witness()
        self.engine.dispose()

    def _witness(self) -> None:
        heads = self._heads()
        seen = self._keys.seen(self.id)
        seen.places[self._place] = heads
        path = self.path
        self.engine.dispose()
        if path is not None:
            with path.open("rb") as file:
                name = stamp_name(heads, file.read(100))
            seen.stamps.pop(name, None)
            seen.stamps[name] = file_sha256(path)
            for old in list(seen.stamps)[:-STAMPS]:
                del seen.stamps[old]
        self._keys.remember(self.id, seen)


def create_books(place: str, shop: Shop, *, at: str, keys: KeyRing, till: str = FIRST_TILL) -> SqlBooks:
    """New books at a path or address, with one till; Refused if something is there already."""
    url = url_of(place)
    _refuse_existing(url)
    if is_file(url):
        with told():
            Path(url.database or "").parent.mkdir(parents=True, exist_ok=True)
    with given_up(open_engine(url)) as engine:
        books_id = new_id()
        keys.create(books_id)
        with told():
            upgrade.create(engine)
        with transaction(engine, WRITE) as connection:
            blank = {"id": books_id, "created_at": at, "register_revision": 1, "shop": shop_text(shop)}
            connection.execute(insert(t.books), blank)
            begun = connection.get_transaction()
            if begun is not None:
                begun.commit()
        books = SqlBooks(engine, keys, books_id)
        with books.work() as work:
            for code in (OFFICE, till):
                work.add_till(code)
            work.put_shop(shop)
            work.enter_registers(new_id(), at)
            work.commit()
        return books


def _refuse_existing(url: URL) -> None:
    if is_file(url):
        if Path(url.database or "").exists():
            raise Refused(
                "books_exist",
                "There is a file at “{place}” already: choose another name.",
                place=url.database,
            )
        return
    with given_up(open_engine(url)) as engine, told():
        used = inspect(engine).has_table(t.books.name)
    engine.dispose()
    if used:
        raise Refused("books_exist", "This database holds books already: choose another one.")


def open_books(place: str, *, keys: KeyRing) -> SqlBooks:
    """Open books: integrity checked, older ones backed up and brought up to date, newer ones refused."""
    url = url_of(place)
    path = Path(url.database or "") if is_file(url) else None
    if path is not None and not path.is_file():
        raise NotFound(
            "no_books", "There are no books at “{place}”: make them with `ess-shop new`.", place=path
        )
    with given_up(open_engine(url)) as engine:
        with told():
            if path is not None:
                check_integrity(engine)
            upgrade.bring_up_to_date(engine, path)
            with engine.connect() as connection:
                books_id = connection.execute(select(t.books.c.id)).scalar_one_or_none()
        if books_id is None:
            raise StorageTrouble("not_books", "This file does not hold books of a shop.")
        return SqlBooks(engine, keys, books_id)


@contextmanager
def given_up(engine: Engine) -> Iterator[Engine]:
    """An engine that is let go if its books cannot be opened."""
    try:
        yield engine
    except BaseException:
        engine.dispose()
        raise


def check_integrity(engine: Engine) -> None:
    """SQLite's quick check of the whole file; StorageTrouble names the damage."""
    with engine.connect() as connection:
        found = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one()
    if found != "ok":
        raise StorageTrouble(
            "damaged", "The file of the books is damaged ({found}): restore the last backup.", found=found
        )
