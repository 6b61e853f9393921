"""What members take home: one file per member and month that is read without a server and cannot be altered.

The seal is made with the books' own key over every byte below the first line, so that the shop can tell
whether a file that comes back is as it was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ess_shop.domain.settlement import Month
from ess_shop.domain.terms import Terms, valid_on
from ess_shop.errors import NotFound, Refused
from ess_shop.ports import Books
from ess_shop.reading import GoodsRow, Reading, Statement
from ess_shop.services.own_account import Request, requests
from ess_shop.services.settling import preview, statements

SEAL_LINE = re.compile(rb"<!-- boutique-commune 1 ([0-9a-f]{64}) -->\n")
LARGEST = 50_000_000
"""No member's month is larger; a file that is is none of ours."""


@dataclass(frozen=True, slots=True)
class HomeFile:
    """A member's month as they take it home, with how they stand on the day it is written.

    `until` is the last day of goods whose time ends soon or is over, by article; `requests` are what the
    member asked the shop and waits for.
    """

    statement: Statement
    goods: Sequence[GoodsRow]
    terms: Terms | None
    labels: dict[str, str]
    day: date
    until: dict[str, date]
    requests: Sequence[Request]


def home_file(read: Reading, statement: Statement, day: date) -> HomeFile:
    """What goes into the file of a statement; nothing of any other member."""
    member_id = statement.member.id
    terms = valid_on(read.terms(member_id), day)
    named = {each.article_id for each in terms.clauses.exemptions} if terms else set()
    articles = [read.article(id) for id in named if id]
    labels = {each.id: each.label for each in articles if each is not None and each.member_id == member_id}
    return HomeFile(
        statement=statement,
        goods=read.goods_of(member_id),
        terms=terms,
        labels=labels,
        day=day,
        until={row.article_id: row.until for row in read.stays(day, member_id)},
        requests=requests(read, member_id),
    )


def home_files(read: Reading, month: Month, day: date, member_id: str = "") -> Iterator[HomeFile]:
    """Every member's file of a settled month, or that one's; NotFound before it is settled."""
    settled = preview(read, month)
    if not settled.approved_at:
        raise NotFound("not_settled", "{month} is not settled yet.", month=month)
    for statement in statements(read, settled, member_id):
        yield home_file(read, statement, day)


def sealed(books: Books, page: str) -> bytes:
    """The file: a line with the seal, and below it the page."""
    content = page.encode()
    return f"<!-- boutique-commune 1 {books.seal(content)} -->\n".encode() + content


def check(books: Books, content: bytes) -> None:
    """Refused unless these books sealed exactly this file."""
    found = SEAL_LINE.match(content[:200])
    if found is None or len(content) > LARGEST:
        raise Refused("no_home_file", "This is no file that a shop wrote for a member.")
    if books.seal(content[found.end() :]) != found[1].decode():
        raise Refused(
            "seal_broken",
            "This file was changed since it was written, or another shop wrote it: trust the books instead.",
        )
