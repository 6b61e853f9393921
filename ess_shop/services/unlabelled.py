"""Goods without a label: one standing article per member and VAT rate, sold at a typed price."""

from __future__ import annotations

from datetime import UTC, datetime

from ess_shop.domain.articles import UNLABELLED, Article
from ess_shop.domain.ids import id_for
from ess_shop.domain.journal import OFFICE
from ess_shop.domain.money import Rate
from ess_shop.errors import NotFound, Refused
from ess_shop.ports import Books
from ess_shop.services.timekeeping import iso

LABEL = "Article sans étiquette"
"""What it is called on a receipt unless someone types what it is."""

NEVER = datetime(2026, 1, 1, tzinfo=UTC)


def unlabelled_article(books: Books, *, member_id: str, vat: Rate, id: str, at: datetime) -> Article:
    """The member's article for what has no label, made at the first need; NotFound for an unknown member.

    Nothing of it is ever deposited, so its stock goes below zero: what was sold without a label shows there.
    Its id follows from the member and the rate, so practice books and other tills mean the same article.
    """
    own_id = id_for(NEVER, "unlabelled", member_id, str(vat.millionths))
    with books.read() as read:
        known = read.article(own_id)
    if known is not None:
        return known
    with books.work() as work:
        work.state(OFFICE)
        known = work.read.article(own_id)
        if known is not None:
            return known
        member = next((each for each in work.read.members() if each.id == member_id), None)
        if member is None:
            raise NotFound("unknown_member", "There is no such member.")
        article = Article(
            id=own_id,
            code=f"DIV-{member.code}-{vat.as_percent}",
            label=LABEL,
            member_id=member_id,
            price=work.shop.money(0),
            vat=vat,
            category=UNLABELLED,
        )
        if work.read.article_by_code(article.code) is not None:
            raise Refused(
                "code_taken", "Another article has the code {code}: change that one.", code=article.code
            )
        work.put_articles([article])
        work.enter_registers(id, iso(at))
        work.commit()
    return article
