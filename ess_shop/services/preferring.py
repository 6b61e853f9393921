"""Changing what a shop arranges to its liking."""

from __future__ import annotations

from datetime import datetime

from ess_shop.domain.journal import OFFICE
from ess_shop.ports import Books
from ess_shop.services.timekeeping import iso, log_event


def change(books: Books, name: str, value: object, *, id: str, at: datetime) -> None:
    """Keep a preference (plain JSON data) and note that it was changed."""
    with books.work() as work:
        work.put_preferences({name: value})
        work.enter_registers(id, iso(at))
        log_event(work, OFFICE, at, "settings", name)
        work.commit()
