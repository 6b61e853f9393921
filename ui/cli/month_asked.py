"""What every step of a month's end is told on the command line: the books, the month, the time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

import click

from ui.cli.place import opened

if TYPE_CHECKING:
    from ess_shop.domain.members import Member
    from ess_shop.domain.settlement import Month
    from ui.bootstrap import SqlBooks


@dataclass(frozen=True)
class Asked:
    """The books, the month that somebody named, and what time it is where the shop is."""

    books: SqlBooks
    month: Month
    at: datetime

    def member(self, code: str) -> Member:
        """The member with that code; NotFound if there is none."""
        from ess_shop.services.deposit_lists import member_by_code

        with self.books.read() as read:
            return member_by_code(read, code)


@contextmanager
def asked_for(context: click.Context, month: str) -> Iterator[Asked]:
    """Open the books for that month; Refused if it is none."""
    from ess_shop.domain.settlement import Month
    from ui import bootstrap

    wanted = Month.parse(month)
    with opened(context) as books:
        with books.read() as read:
            at = bootstrap.now(read.shop().timezone)
        yield Asked(books, wanted, at)
