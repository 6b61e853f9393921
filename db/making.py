"""Books in the making: they take their place once they are whole, and leave nothing if they never were."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from db.engine import is_file, url_of
from ess_shop.errors import Refused, StorageTrouble


@contextmanager
def whole_or_none(place: str) -> Iterator[str]:
    """Where to make books that are to be at `place`; those on a server are made where they are.

    Refused if something is there; StorageTrouble if the folder takes no files.
    """
    url = url_of(place)
    if not is_file(url):
        yield place
        return
    target = Path(url.database or "")
    made = target.with_name(f"{target.name}.new")
    try:
        if target.exists():
            raise Refused(
                "books_exist",
                "There is a file at “{place}” already: choose another name.",
                place=target,
            )
        _remove(made)
        try:
            yield str(made)
            made.rename(target)
        finally:
            _remove(made)
    except OSError as wrong:
        raise StorageTrouble(
            "books_not_made",
            "The books cannot be written in “{folder}”: see who may write there, and whether there is room.",
            folder=target.parent,
        ) from wrong


def _remove(books: Path) -> None:
    for left in (books, books.with_name(f"{books.name}-journal")):
        left.unlink(missing_ok=True)
