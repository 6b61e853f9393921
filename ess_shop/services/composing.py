"""From what is asked for at the till (scans, returns) to a basket that can be priced."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from ess_shop.domain.articles import UNLABELLED, Article, checked_text
from ess_shop.domain.basket import Asked, AskedBack, Basket, BasketLine, Discount, ReturnLine
from ess_shop.domain.clauses import markdown_of, marked_price
from ess_shop.domain.money import Money
from ess_shop.domain.sale import LineRef
from ess_shop.domain.terms import Consignor
from ess_shop.errors import NotFound, Refused
from ess_shop.reading import Reading, ticket_number

__all__ = ["Asked", "AskedBack", "compose"]

LONGEST_CUSTOM_LABEL = 80
"""A name that someone types at the till; it must fit a receipt."""


def compose(
    read: Reading, asked: Sequence[Asked | AskedBack], day: date, discount: Discount | None = None
) -> Basket:
    """The basket as of a business day; NotFound or Refused names the line, counted from 1."""
    earlier: defaultdict[LineRef, int] = defaultdict(int)
    lines: list[BasketLine | ReturnLine] = []
    for number, each in enumerate(asked, start=1):
        if isinstance(each, AskedBack):
            line = _taken_back(read, each, earlier)
            earlier[line.ref] += line.quantity
            lines.append(line)
        else:
            lines.append(_bought(read, each, number, day))
    return Basket(tuple(lines), discount)


def _bought(read: Reading, asked: Asked, number: int, day: date) -> BasketLine:
    article = read.article(asked.article_id)
    if article is None:
        raise NotFound("unknown_article", "Line {line}: there is no such article.", line=number)
    if article.unique and abs(asked.quantity) > 1:
        raise Refused(
            "unique_article",
            "Line {line}: there is only one “{label}”.",
            line=number,
            label=article.label,
        )
    if asked.unit_price is None and article.category == UNLABELLED:
        raise Refused(
            "price_missing", "Line {line}: type the price of “{label}”.", line=number, label=article.label
        )
    if asked.label:
        article = replace(article, label=_checked_label(asked.label, number))
    consignor = read.consignor(article.member_id, day)
    return BasketLine(
        article=article,
        consignor=consignor,
        quantity=asked.quantity,
        unit_price=article.price if asked.unit_price is None else asked.unit_price,
        discount=asked.discount,
        reason=asked.reason,
        marked_price=marked_down(read, article, consignor, day) if asked.unit_price is None else None,
    )


def marked_down(read: Reading, article: Article, consignor: Consignor, day: date) -> Money | None:
    """What an article costs on a day by its contract's markdowns; None if they take nothing off.

    Its age counts from the last deposit of it.
    """
    clauses = consignor.terms.clauses
    here_since = read.here_since(article.id) if clauses.markdown else None
    if here_since is None:
        return None
    off = markdown_of(clauses.markdown, age_days=(day - here_since).days, category=article.category)
    least = article.floor.minor if article.floor else None
    marked = marked_price(article.price.minor, off, floor=clauses.floor, least=least)
    return None if marked == article.price.minor else Money(marked, article.price.currency)


def next_markdown(read: Reading, article: Article, day: date) -> tuple[date, Money] | None:
    """From when an article costs less than on that day, and what; None if nothing will be taken off."""
    consignor = read.consignor(article.member_id, day)
    here_since = read.here_since(article.id) if consignor.terms.clauses.markdown else None
    if here_since is None:
        return None
    now = marked_down(read, article, consignor, day) or article.price
    for after in sorted({step.after_days for step in consignor.terms.clauses.markdown}):
        then = here_since + timedelta(days=after)
        if then <= day:
            continue
        price = marked_down(read, article, read.consignor(article.member_id, then), then)
        if price is not None and price < now:
            return then, price
    return None


def _checked_label(text: str, number: int) -> str:
    try:
        return checked_text(text, longest=LONGEST_CUSTOM_LABEL)
    except ValueError:
        raise Refused(
            "bad_label", "Line {line}: this name is too long or holds unreadable characters.", line=number
        ) from None


def _taken_back(read: Reading, asked: AskedBack, earlier: dict[LineRef, int]) -> ReturnLine:
    found = read.sale(asked.till, asked.ticket)
    if found is None:
        raise NotFound(
            "unknown_ticket",
            "There is no ticket {ticket}: check its number.",
            ticket=ticket_number(asked.till, asked.ticket),
        )
    sold = found.sale.sale.lines
    if not 1 <= asked.line <= len(sold) or sold[asked.line - 1].quantity < 0:
        raise NotFound(
            "unknown_line",
            "Ticket {ticket} sold nothing on line {line}.",
            ticket=found.sale.number,
            line=asked.line,
        )
    ref = LineRef(asked.till, found.sale.entry, asked.line)
    before = found.returned.get(asked.line, 0) + earlier.get(ref, 0)
    return ReturnLine(sold[asked.line - 1], ref, asked.quantity, before, asked.reason)
