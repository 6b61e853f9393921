"""Goods without a label: one standing article per member and VAT rate, sold at a typed price."""

from __future__ import annotations

from datetime import datetime

from ess_shop.domain.articles import Article
from ess_shop.domain.ids import id_for
from ess_shop.domain.money import Rate
from ess_shop.errors import NotFound
from ess_shop.ports import Books
from ess_shop.services.timekeeping import iso


def unlabelled_article(books: Books, *, member_id: str, vat: Rate, id: str, at: datetime) -> Article:
    """The member's article for what has no label, made at the first need; NotFound for an unknown member.

    Nothing of it is ever deposited, so its stock goes below zero: what was sold without a label shows there.
    """
    with books.work() as work:
        read = work.read
        member = next((each for each in read.members() if each.id == member_id), None)
        if member is None:
            raise NotFound("unknown_member", "There is no such member.")
        code = f"DIV-{member.code}-{vat.as_percent}"
        known = read.article_by_code(code)
        if known is not None:
            return known
        article = Article(
            id=id_for(at, "unlabelled", code),
            code=code,
            label="Article sans étiquette",
            member_id=member_id,
            price=work.shop.money(0),
            vat=vat,
        )
        work.put_articles([article])
        work.enter_registers(id, iso(at))
        work.commit()
    return article
