"""Work that is not finished, kept as it grows so that no crash loses it."""

from __future__ import annotations

from ess_shop.ports import Books
from ess_shop.reading import Worksheet


def keep(books: Books, sheet: Worksheet) -> None:
    """Keep it, in the place of what was kept under its id."""
    with books.work() as work:
        work.put_worksheet(sheet)
        work.commit()


def forget(books: Books, id: str) -> None:
    """Forget it, if it is kept."""
    with books.work() as work:
        work.drop_worksheet(id)
        work.commit()
