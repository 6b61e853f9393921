"""Why a figure of a month is what it is: the lines it is made of, each with the ticket behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ess_shop.domain.money import Money
from ess_shop.domain.settlement import EXCHANGED, Month, Row
from ess_shop.errors import NotFound
from ess_shop.reading import Reading, Statement, StatementLine
from ess_shop.services.settling import preview, statements


class Figure(StrEnum):
    """The figures of a member's month."""

    OPENING = "opening"
    SOLD = "sold"
    RETURNED = "returned"
    KEPT = "kept"
    FEES = "fees"
    ADJUSTED = "adjusted"
    BALANCE = "balance"
    PAID = "paid"
    CARRIED = "carried"


class Part(StrEnum):
    """What a line of an explanation is."""

    OPENING = "opening"
    TICKET = "ticket"
    CHANGE = "change"
    PAID = "paid"
    CARRIED = "carried"


@dataclass(frozen=True, slots=True)
class Because:
    """One line: `ticket` and `day` where a ticket is behind it, `said` an article or a reason."""

    part: Part
    amount: Money
    said: str = ""
    ticket: str = ""
    day: date | None = None
    quantity: int = 0
    worded: bool = False
    """Whether `said` is a sentence of the shop's own, to be told in the reader's language."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """A figure and its lines, which add up to it."""

    row: Row
    figure: Figure
    amount: Money
    lines: tuple[Because, ...]


def explain(read: Reading, month: Month, member_id: str, figure: Figure, code: str = "") -> Explanation:
    """The lines behind a figure of a member's month in a currency ("": legal).

    Sales, returns and what the shop keeps are told in legal currency alone, local parts at parity.
    """
    shop = read.shop()
    settled = preview(read, month)
    paper = next(iter(statements(read, settled, member_id)), None)
    wanted = code or shop.currency.code
    row = next((each for each in paper.rows if each.paid.currency.code == wanted), None) if paper else None
    if paper is None or row is None:
        raise NotFound("nothing_to_explain", "There is no such figure in {month}.", month=month)
    lines = tuple(each for each in _lines(paper, row, figure) if each.amount)
    return Explanation(row, figure, sum((each.amount for each in lines), row.paid * 0), lines)


def _lines(paper: Statement, row: Row, figure: Figure) -> Iterator[Because]:
    if figure is Figure.OPENING:
        yield Because(Part.OPENING, row.opening)
    elif figure is Figure.SOLD:
        yield from _tickets(paper, lambda line: line.total, lambda line: line.quantity > 0)
    elif figure is Figure.RETURNED:
        yield from _tickets(paper, lambda line: line.total, lambda line: line.quantity < 0)
    elif figure is Figure.KEPT:
        yield from _tickets(paper, lambda line: line.total - line.share)
    elif figure in (Figure.FEES, Figure.ADJUSTED):
        yield from _changes(paper, row, fees=figure is Figure.FEES)
    else:
        yield from _balance(paper, row)
        if figure is Figure.PAID:
            yield Because(Part.CARRIED, -row.carried)
        if figure is Figure.CARRIED:
            yield Because(Part.PAID, -row.paid)


def _balance(paper: Statement, row: Row) -> Iterator[Because]:
    yield Because(Part.OPENING, row.opening)
    legal = row.paid.currency == paper.shop.currency
    yield from _tickets(paper, lambda line: line.legal_share if legal else _local(line, row))
    for fees in (True, False):
        yield from _changes(paper, row, fees=fees)


def _local(line: StatementLine, row: Row) -> Money:
    """The member's part of a line in the row's local currency."""
    own = (each for each in line.local if each.currency == row.paid.currency)
    return sum(own, row.paid * 0)


def _tickets(
    paper: Statement,
    amount: Callable[[StatementLine], Money],
    fits: Callable[[StatementLine], bool] = lambda _line: True,
) -> Iterator[Because]:
    for line in paper.lines:
        if fits(line):
            yield Because(Part.TICKET, amount(line), line.label, line.ticket, line.day, line.quantity)


def _changes(paper: Statement, row: Row, *, fees: bool) -> Iterator[Because]:
    for each in paper.adjustments:
        if each.fee is fees and each.amount.currency == row.paid.currency:
            worded = each.fee or each.reason == EXCHANGED
            yield Because(Part.CHANGE, each.amount, each.reason, worded=worded)
