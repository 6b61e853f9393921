"""Replaying tickets that were rung up elsewhere, through the same service as the till, at their own times."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from ess_shop.domain.basket import Tender
from ess_shop.domain.currencies import LEGAL
from ess_shop.domain.ids import id_for
from ess_shop.domain.money import Currency, Money
from ess_shop.domain.sale import Means
from ess_shop.domain.shop import Shop
from ess_shop.domain.source import BadFile, Checker, SourceRow, SourceTable, shown
from ess_shop.errors import NotFound, Refused, ShopError
from ess_shop.ports import Books, Progress, unheard
from ess_shop.reading import RecordedSale
from ess_shop.services.cashing import close_till, open_till
from ess_shop.services.composing import Asked
from ess_shop.services.selling import SaleRequest, sell

SALE_COLUMNS = ("ticket", "at", "barcode", "quantity", "unit_price")
PAYMENT_COLUMNS = ("ticket", "means", "currency", "tendered")
NO_TICKET = "rung up elsewhere, without its ticket"


@dataclass(frozen=True, slots=True)
class ForeignLine:
    """A line of a ticket from elsewhere, with the line of the file it stands on."""

    line: int
    barcode: str
    quantity: int
    unit_price: Money


@dataclass(frozen=True, slots=True)
class ForeignTicket:
    """A ticket from elsewhere; `at` is local time without an offset."""

    number: str
    at: datetime
    lines: tuple[ForeignLine, ...]
    tenders: tuple[Tender, ...]


@dataclass(frozen=True, slots=True)
class RefusedTicket:
    """A ticket that was skipped whole: where it stands in the file, and the rule that refused it."""

    ticket: str
    line: int
    trouble: ShopError


@dataclass
class ReplayReport:
    """What a replay did. `lines` and `gross` (minor units) count the tickets that are in the books now."""

    tickets: int = 0
    lines: int = 0
    gross: int = 0
    already: int = 0
    refused: list[RefusedTicket] = field(default_factory=list)


def replay(
    books: Books,
    sales: SourceTable,
    payments: SourceTable,
    *,
    till: str,
    progress: Progress = unheard,
    said: Callable[[RecordedSale], None] = lambda _sale: None,
) -> ReplayReport:
    """Ring every ticket up in the order of its time, opening and closing each day; one commit per ticket.

    The files are checked whole first (BadFile). A ticket that a rule refuses is skipped whole and reported.
    Run again after an interruption, it goes on where it was. `said` hears of every ticket once it is durable.
    """
    with books.read() as read:
        shop = read.shop()
        done = read.recorded_sources(till)
    tickets, strays = foreign_tickets(sales, payments, shop)
    report = ReplayReport(refused=strays)
    ring = _Ring(books, shop, till)
    for count, ticket in enumerate(tickets, start=1):
        if ticket.number in done:
            report.already += 1
        else:
            try:
                said(ring.up(ticket))
            except (Refused, NotFound) as trouble:
                report.refused.append(RefusedTicket(ticket.number, _line_of(ticket, trouble), trouble))
                progress(count, len(tickets))
                continue
        report.tickets += 1
        report.lines += len(ticket.lines)
        report.gross += sum(line.quantity * line.unit_price.minor for line in ticket.lines)
        progress(count, len(tickets))
    ring.close()
    return report


def _line_of(ticket: ForeignTicket, trouble: ShopError) -> int:
    """The line of the file that a refusal is about: its own line of the ticket, or the ticket's first."""
    number = trouble.facts.get("line")
    place = number - 1 if isinstance(number, int) and 0 < number <= len(ticket.lines) else 0
    return ticket.lines[place].line


class _Ring:
    """Rings tickets up on one till, with its days opened and closed around them."""

    def __init__(self, books: Books, shop: Shop, till: str) -> None:
        self._books = books
        self._till = till
        self._zone = ZoneInfo(shop.timezone)
        with books.read() as read:
            session = read.session(till)
        self._day: date | None = session.day if session else None
        self._last: datetime | None = None

    def up(self, ticket: ForeignTicket) -> RecordedSale:
        at = ticket.at.replace(tzinfo=self._zone)
        asked = self._asked(ticket)
        self._be_open_on(at)
        request = SaleRequest(
            id=id_for(at, "replayed", self._till, ticket.number),
            till=self._till,
            at=at,
            asked=asked,
            tenders=ticket.tenders,
            source=ticket.number,
        )
        sale = sell(self._books, request)
        self._last = at
        return sale

    def _asked(self, ticket: ForeignTicket) -> tuple[Asked, ...]:
        asked = []
        with self._books.read() as read:
            for number, line in enumerate(ticket.lines, start=1):
                article = read.article_by_barcode(line.barcode)
                if article is None:
                    raise NotFound(
                        "unknown_barcode",
                        "Line {line}: no article has the barcode {barcode}.",
                        line=number,
                        barcode=shown(line.barcode),
                    )
                reason = NO_TICKET if line.quantity < 0 else ""
                asked.append(Asked(article.id, line.quantity, line.unit_price, reason=reason))
        return tuple(asked)

    def _be_open_on(self, at: datetime) -> None:
        day = at.date()
        if self._day == day:
            return
        if self._day is not None and self._day < day:
            self.close()
        open_till(
            self._books, id=id_for(at, "opened", self._till, at.isoformat()), till=self._till, at=at, day=day
        )
        self._day = day

    def close(self) -> None:
        """Close the open day, if any, at the time of its last ticket."""
        if self._day is None:
            return
        at = self._last or datetime.combine(self._day, datetime.max.time(), self._zone).replace(microsecond=0)
        name = id_for(at, "closed", self._till, self._day.isoformat(), at.isoformat())
        close_till(self._books, id=name, till=self._till, at=at, counted=None)
        self._day = None


def foreign_tickets(
    sales: SourceTable, payments: SourceTable, shop: Shop
) -> tuple[list[ForeignTicket], list[RefusedTicket]]:
    """The tickets of two files in the order of their times; BadFile lists every cell that cannot be read.

    Also the tickets that are paid for but sell nothing.
    """
    check_sales, check_payments = Checker(sales.name), Checker(payments.name)
    check_sales.require_columns(sales, SALE_COLUMNS)
    check_payments.require_columns(payments, PAYMENT_COLUMNS)
    lines, times = _sale_lines(check_sales, sales, shop)
    tenders, first_line = _tenders(check_payments, payments, shop)
    if check_sales.problems and check_payments.problems:
        raise BadFile(f"{sales.name}, {payments.name}", check_sales.problems + check_payments.problems)
    check_sales.finish()
    check_payments.finish()
    tickets = [
        ForeignTicket(number, times[number], tuple(own), tuple(tenders.get(number, ())))
        for number, own in lines.items()
    ]
    strays = [
        RefusedTicket(
            number, first_line[number], Refused("nothing_sold", "A payment of a ticket that sells nothing.")
        )
        for number in tenders
        if number not in lines
    ]
    return sorted(tickets, key=lambda ticket: ticket.at), strays


def _sale_lines(
    check: Checker, table: SourceTable, shop: Shop
) -> tuple[dict[str, list[ForeignLine]], dict[str, datetime]]:
    lines: defaultdict[str, list[ForeignLine]] = defaultdict(list)
    times: dict[str, datetime] = {}
    for row in table.rows:
        number = _ticket(check, row)
        at = check.cell(row, "at", _time, "“{value}” is no time.")
        quantity = check.cell(row, "quantity", _whole, "{value} is no quantity.")
        price = check.cell(row, "unit_price", shop.currency.parse, "{value} is no price.")
        if number is None or at is None or quantity is None or price is None:
            continue
        times.setdefault(number, at)
        lines[number].append(ForeignLine(row.line, row.cells["barcode"], quantity, price))
    return lines, times


def _tenders(
    check: Checker, table: SourceTable, shop: Shop
) -> tuple[dict[str, list[Tender]], dict[str, int]]:
    tenders: defaultdict[str, list[Tender]] = defaultdict(list)
    first_line: dict[str, int] = {}
    for row in table.rows:
        number = _ticket(check, row)
        means = check.cell(row, "means", Means, "“{value}” is no means of payment.")
        currency = _currency(row.cells["currency"], shop)
        amount = check.cell(row, "tendered", currency.parse, "{value} is no amount.")
        if number is None or means is None or amount is None:
            continue
        first_line.setdefault(number, row.line)
        tenders[number].append(Tender(means, amount))
    return tenders, first_line


def _ticket(check: Checker, row: SourceRow) -> str | None:
    number = row.cells["ticket"]
    if not number or len(number) > 40 or not number.isprintable():
        check.add(row.line, "“{value}” is no ticket number.", value=shown(number))
        return None
    return number


def _time(text: str) -> datetime:
    at = datetime.fromisoformat(text)
    if len(text) < len("2010-12-01T08:26") or at.tzinfo is not None or at.year < 1900:
        raise ValueError(text)
    return at.replace(microsecond=0)


def _whole(text: str) -> int:
    if len(text) > 12 or not text.lstrip("+-").isascii() or not text.lstrip("+-").isdigit():
        raise ValueError(text)
    return int(text)


def _currency(code: str, shop: Shop) -> Currency:
    """The currency of a payment; one that the shop lacks is refused later, with its ticket."""
    local = shop.local(code)
    if local is not None:
        return local.currency
    return LEGAL.get(code, Currency(shown(code)))
