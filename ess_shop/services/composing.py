"""From what is asked for at the till (scans, returns) to a basket that can be priced."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from ess_shop.domain.articles import UNLABELLED, checked_text
from ess_shop.domain.basket import Asked, AskedBack, Basket, BasketLine, Discount, ReturnLine
from ess_shop.domain.sale import LineRef
from ess_shop.errors import NotFound, Refused
from ess_shop.reading import Reading, ticket_number
from ess_shop.services.marking_down import marked_down

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
