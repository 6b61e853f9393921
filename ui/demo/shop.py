"""Filling the demo shop: members, goods, people, three months of sales, one month left to settle."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from ess_shop.domain.articles import Article
from ess_shop.domain.cash import Purpose
from ess_shop.domain.ids import id_for
from ess_shop.domain.members import Member
from ess_shop.domain.money import Money
from ess_shop.domain.preferences import QUICK_KEYS, QuickKey, QuickPage, plain_pages
from ess_shop.domain.sale import Means
from ess_shop.domain.settlement import Month
from ess_shop.domain.shop import Shop
from ess_shop.ports import Books, Progress, unheard
from ess_shop.services import paying, settling
from ess_shop.services.cashing import close_till, move_cash, open_till, so_far
from ess_shop.services.depositing import take_in
from ess_shop.services.preferring import change
from ess_shop.services.registering import register_articles, register_members, register_people
from ess_shop.services.selling import SaleRequest, most_in_local, sell
from ess_shop.services.stocking import Moved, SlipRequest
from ui.demo.goods import LOCAL, articles, members
from ui.demo.people import PEOPLE, people
from ui.demo.sales import Bought, day_of, open_days, tenders

TILL = "C1"
PIECES = 60
KEYS_PER_PAGE = 15
FLOAT = {(Means.CASH, "EUR"): 15_000, (Means.COUPON, LOCAL.currency.code): 5_000}


def fill(books: Books, today: date, *, months: int = 3, progress: Progress = unheard) -> None:
    """Fill fresh books as if the shop had been open for some months, up to yesterday.

    Every month before the last complete one is settled and paid; the last complete one waits for it.
    """
    with books.read() as read:
        shop = read.shop()
    first = _first_day(today, months)
    begun = datetime.combine(first - timedelta(days=3), time(9), ZoneInfo(shop.timezone))
    goods = _register(books, shop, begun)
    days = open_days(first, today - timedelta(days=1))
    waiting = _before(today)
    for number, day in enumerate(days):
        progress(number, len(days))
        _one_day(books, day, goods, shop, floats=FLOAT if number == 0 else None)
        month = Month(day.year, day.month)
        last_of_month = number + 1 == len(days) or days[number + 1].month != day.month
        if last_of_month and month < waiting:
            _settle(books, month, shop)
    progress(len(days), len(days))


def _first_day(today: date, months: int) -> date:
    first = today
    for _ in range(months):
        first = _before(first).first
    return first


def _before(day: date) -> Month:
    """The month before the one of a day."""
    last = day.replace(day=1) - timedelta(days=1)
    return Month(last.year, last.month)


def _register(books: Books, shop: Shop, at: datetime) -> list[Article]:
    known = members(at)
    goods = articles(at, shop)
    register_members(
        books,
        [(member, identity) for member, identity, _ in known],
        [terms for *_, terms in known],
        id=id_for(at, "members"),
        at=at,
    )
    register_articles(books, goods, id=id_for(at, "articles"), at=at)
    for member, *_ in known:
        theirs = [article for article in goods if article.member_id == member.id]
        moved = tuple(Moved(article.id, 1 if article.unique else PIECES) for article in theirs)
        take_in(books, SlipRequest(id_for(at, "deposit", member.code), at, member.id, moved))
    register_people(books, people(at), id=id_for(at, "people"), at=at)
    change(books, QUICK_KEYS, plain_pages(_pages(goods)), id=id_for(at, "keys"), at=at)
    return goods


def _pages(goods: Sequence[Article]) -> list[QuickPage]:
    by_category: defaultdict[str, list[Article]] = defaultdict(list)
    for article in goods:
        by_category[article.category].append(article)
    return [
        QuickPage(name, tuple(QuickKey(article.id) for article in _spread(found)), found[0].picture)
        for name, found in by_category.items()
    ]


def _spread(found: Sequence[Article]) -> Sequence[Article]:
    """A few of each kind rather than many of the first."""
    step = max(len(found) // KEYS_PER_PAGE, 1)
    return found[::step][:KEYS_PER_PAGE]


def _one_day(
    books: Books, day: date, goods: Sequence[Article], shop: Shop, floats: dict[tuple[Means, str], int] | None
) -> None:
    zone = ZoneInfo(shop.timezone)
    volunteer = PEOPLE[1 + day.toordinal() % 6][0]
    at = datetime.combine(day, time(9, 45), zone)
    open_till(books, id=id_for(at, "open"), till=TILL, at=at, day=day, floats=floats, volunteer=volunteer)
    for number, bought in enumerate(day_of(day, goods, shop)):
        _sell(books, bought, f"{day} {number}", volunteer, shop)
    at = datetime.combine(day, time(19, 5), zone)
    _empty_drawers(books, shop, at, volunteer)
    at += timedelta(minutes=5)
    close_till(books, id=id_for(at, "close"), till=TILL, at=at, counted=None, volunteer=volunteer)


def _empty_drawers(books: Books, shop: Shop, at: datetime, volunteer: str) -> None:
    """Cash beyond the float goes to the bank, coupons beyond it to the treasurer."""
    with books.read() as read:
        expected = so_far(read, TILL).expected()
    for (means, code), minor in expected.items():
        over = minor - FLOAT[means, code]
        if over > 0:
            move_cash(
                books,
                id=id_for(at, "empty", code),
                till=TILL,
                at=at,
                means=means,
                amount=Money(-over, shop.currency_named(code)),
                purpose=Purpose.BANK,
                reason="" if means is Means.CASH else "Remis à la trésorière",
                volunteer=volunteer,
            )


def _sell(books: Books, bought: Bought, name: str, volunteer: str, shop: Shop) -> None:
    request = SaleRequest(
        id_for(bought.at, "sale", name), TILL, bought.at, bought.asked, (), volunteer=volunteer
    )
    with books.read() as read:
        customer = _customer(bought, read.members())
        most = most_in_local(read, request, LOCAL.currency.code)
        due = shop.money(0)
        for asked in bought.asked:
            article = read.article(asked.article_id)
            if article is not None:
                off = asked.discount.amount if asked.discount else shop.money(0)
                due = due + article.price * asked.quantity - off
    handed = tuple(tenders(bought, due, most))
    sell(books, replace(request, tenders=handed, customer=customer))


def _customer(bought: Bought, known: Sequence[Member]) -> str:
    """Of those who pay in local currency every other one is a member too."""
    minute = bought.at.minute
    return known[minute * 7 % len(known)].id if bought.coupons and minute % 2 else ""


def _settle(books: Books, month: Month, shop: Shop) -> None:
    at = datetime.combine(month.last + timedelta(days=2), time(20), ZoneInfo(shop.timezone))
    settling.approve(books, id=id_for(at, "approve"), at=at, month=month)
    paying.pay(books, id=id_for(at, "pay"), at=at, month=month)
