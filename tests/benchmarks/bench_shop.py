"""The shop that the benchmarks measure: its catalogue, its tickets, its days, and how figures are noted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from time import perf_counter, process_time
from typing import Any
from zoneinfo import ZoneInfo

import workload

from db.books import SqlBooks
from ess_shop.domain.articles import Article
from ess_shop.domain.basket import Tender
from ess_shop.domain.currencies import EUR
from ess_shop.domain.ids import id_for, new_id
from ess_shop.domain.members import Identity, Member, MemberKind, VatStatus
from ess_shop.domain.money import Money, Rate
from ess_shop.domain.sale import Means
from ess_shop.domain.settlement import Month
from ess_shop.domain.shop import Shop
from ess_shop.domain.terms import BEGINNING, CommissionBase, Terms, VatRole
from ess_shop.services.cashing import close_till, open_till
from ess_shop.services.composing import Asked
from ess_shop.services.registering import register_articles, register_members
from ess_shop.services.selling import SaleRequest, sell

TILL = "C1"
SHOP = Shop("Boutique du banc d'essai")
PARIS = ZoneInfo("Europe/Paris")
BEGUN = datetime(2026, 9, 30, 18, tzinfo=PARIS)
OCTOBER = Month(2026, 10)
AFTERWARDS = datetime(2026, 11, 2, 9, tzinfo=PARIS)
NEVER = datetime(2026, 1, 1, tzinfo=PARIS)


def article_id(number: int) -> str:
    """The id of a product."""
    return id_for(NEVER, "article", str(number))


def member_id(number: int) -> str:
    """The id of a product's maker."""
    return id_for(NEVER, "member", str(number))


def stock_up(books: SqlBooks, count: int = 1000, *, makers: int = workload.MEMBERS) -> None:
    """Register so many makers, at 20 % of the price before tax, and the first products of the catalogue."""
    members = [
        (
            Member(member_id(each), f"M{each:03d}", MemberKind.ASSOCIATION, VatStatus.LIABLE),
            Identity(member_id(each), f"Atelier {each}"),
        )
        for each in range(makers)
    ]
    contracts = [
        Terms(
            id_for(NEVER, "terms", str(each)),
            member_id(each),
            BEGINNING,
            Rate.percent(20),
            VatRole.A,
            CommissionBase.BEFORE_TAX,
        )
        for each in range(makers)
    ]
    register_members(books, members, contracts, id=new_id(), at=BEGUN)
    articles = [
        Article(
            id=article_id(each["i"]),
            code=f"A{each['i']:06d}",
            label=each["name"],
            member_id=member_id(each["i"] % makers),
            price=Money(each["cents"], EUR),
            vat=Rate.percent(each["vat"]),
            barcodes=(each["barcode"],),
        )
        for each in workload.products(count)
    ]
    register_articles(books, articles, id=new_id(), at=BEGUN)


def request(at: datetime, lines: Sequence[tuple[int, int]]) -> SaleRequest:
    """A ticket of (product, pieces), paid in cash to the cent."""
    due = sum(workload.product(number)["cents"] * pieces for number, pieces in lines)
    asked = tuple(Asked(article_id(number), pieces) for number, pieces in lines)
    return SaleRequest(new_id(), TILL, at, asked, (Tender(Means.CASH, Money(due, EUR)),))


def three_lines(at: datetime, dice: Any) -> SaleRequest:
    """A ticket of three products of the catalogue."""
    return request(at, [(number, 1) for number in dice.sample(range(1000), 3)])


def october() -> Iterator[SaleRequest]:
    """The tickets of the workload, five minutes apart from ten o'clock on."""
    day, minutes = "", 0
    for each in workload.sales():
        minutes = minutes + 5 if each["date"] == day else 0
        day = each["date"]
        at = datetime.combine(date.fromisoformat(day), time(10), PARIS) + timedelta(minutes=minutes)
        yield request(at, each["lines"])


class Days:
    """Opens and closes the till's days as the tickets go by."""

    def __init__(self, books: SqlBooks) -> None:
        self._books = books
        self._last: datetime | None = None

    def be_on(self, at: datetime) -> None:
        """Have the day of this time open."""
        if self._last is None or self._last.date() != at.date():
            self.close()
            open_till(self._books, id=new_id(), till=TILL, at=at)
        self._last = at

    def close(self) -> None:
        """Close the day that is open."""
        if self._last is not None:
            close_till(self._books, id=new_id(), till=TILL, at=self._last, counted=None)
        self._last = None


def sell_october(books: SqlBooks) -> None:
    """Stock up and sell the whole workload."""
    stock_up(books)
    days = Days(books)
    for each in october():
        days.be_on(each.at)
        sell(books, each)
    days.close()


class Timed:
    """Calls something and keeps, of every call, its seconds and those that this process computed."""

    def __init__(self, work: Callable[..., object]) -> None:
        self._work = work
        self.wall: list[float] = []
        self.computing: list[float] = []

    def __call__(self, *arguments: object) -> None:
        """Call it once."""
        wall, computing = perf_counter(), process_time()
        self._work(*arguments)
        self.computing.append(process_time() - computing)
        self.wall.append(perf_counter() - wall)


def quantile(seconds: Sequence[float], part: float) -> float:
    """The value that this part of all lies at or below."""
    ordered = sorted(seconds)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


def milliseconds(seconds: float) -> float:
    """Rounded for reading."""
    return round(seconds * 1000, 4)


def rounds_of(benchmark: Any) -> list[float]:
    """The seconds of every round; nothing if measuring is disabled."""
    return list(benchmark.stats.stats.data) if benchmark.stats else []


def note(benchmark: Any, **more: object) -> list[float]:
    """Put median, 99th percentile and rate beside the figures that are kept of a benchmark."""
    seconds = rounds_of(benchmark)
    if len(seconds) > 1:
        benchmark.extra_info["p50_ms"] = milliseconds(quantile(seconds, 0.5))
        benchmark.extra_info["p99_ms"] = milliseconds(quantile(seconds, 0.99))
        benchmark.extra_info["per_second"] = round(len(seconds) / sum(seconds), 1)
    benchmark.extra_info.update(more)
    return seconds
