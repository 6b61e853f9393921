"""Where the books are, and how they are opened."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_data_path

from db.books import SqlBooks, create_books, open_books
from db.engine import is_file, url_of
from db.keys import KeyRing
from ess_shop.domain.ids import new_id
from ess_shop.domain.shop import FIRST_TILL, Shop
from ui.bootstrap.clock import now

if TYPE_CHECKING:
    from ess_shop.ports import Books

__all__ = [
    "SqlBooks",
    "default_place",
    "exists",
    "new_books",
    "opened",
    "practice_books",
    "till_folder",
    "till_here",
]


def default_place() -> str:
    """Where the books are unless someone says otherwise."""
    return str(user_data_path("ess-shop") / "boutique.db")


def exists(place: str) -> bool:
    """Whether there are books at a path; an address of a server is taken at its word."""
    url = url_of(place)
    return not is_file(url) or Path(url.database or "").is_file()


def till_folder(place: str) -> Path:
    """Where a till keeps what is its own: papers that wait for the printer, practice books."""
    url = url_of(place)
    return (
        Path(url.database).with_suffix(".till")
        if is_file(url) and url.database
        else user_data_path("ess-shop") / "till"
    )


def till_here(books: Books) -> str:
    """The till that this machine is: the shop's only one, or its first where a shop has several."""
    with books.read() as read:
        return read.tills()[0]


@contextmanager
def opened(place: str) -> Iterator[SqlBooks]:
    """Open books, closed (and witnessed) at the end."""
    books = open_books(place, keys=KeyRing.default())
    try:
        yield books
    finally:
        books.close()


@contextmanager
def new_books(place: str, shop: Shop, *, till: str = FIRST_TILL) -> Iterator[SqlBooks]:
    """New books with one till; Refused if there is something at that place."""
    at = now(shop.timezone).isoformat(timespec="seconds")
    books = create_books(place, shop, at=at, keys=KeyRing.default(), till=till)
    try:
        yield books
    finally:
        books.close()


def practice_books(real: Books, folder: Path, till: str, at: datetime) -> SqlBooks:
    """The practice books beside the real ones, brought up to date with their registers, their till open."""
    from ess_shop.services.cashing import open_till
    from ess_shop.services.training import copy_registers

    place, keys = folder / "practice.db", KeyRing(folder / "keys")
    if place.is_file():
        books = open_books(str(place), keys=keys)
    else:
        with real.read() as read:
            shop = read.shop()
        books = create_books(str(place), shop, at=at.isoformat(timespec="seconds"), keys=keys, till=till)
    copy_registers(real, books, id=new_id(), at=at)
    with books.read() as read:
        closed = read.session(till) is None
    if closed:
        open_till(books, id=new_id(), till=till, at=at)
    return books
