"""What articles cost on a day: the price on the tag, less what the contract's markdowns take off."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ess_shop.domain.articles import Article
from ess_shop.domain.clauses import NO_CLAUSES, Clauses, markdown_of, marked_price
from ess_shop.domain.money import Money
from ess_shop.domain.terms import Consignor
from ess_shop.errors import Refused
from ess_shop.reading import PriceTag, Reading


@dataclass(frozen=True, slots=True)
class PriceToday:
    """What an article's tag says and what it costs today, the same if nothing is taken off."""

    tag: Money
    now: Money


def marked_down(read: Reading, article: Article, consignor: Consignor, day: date) -> Money | None:
    """What an article costs on a day by its contract's markdowns; None if they take nothing off.

    Its age counts from the last deposit of it.
    """
    clauses = consignor.terms.clauses
    here_since = read.here_since(article.id) if clauses.markdown else None
    return _marked(article, clauses, here_since, day)


def prices_today(read: Reading, article_ids: Sequence[str], day: date) -> Mapping[str, PriceToday]:
    """What each of these articles costs on a day; whose member has no contract then costs what its tag says.

    All are asked for at once, and their age only where a markdown needs it: a search does this at every key.
    """
    tags = read.price_tags(article_ids)
    clauses = {tag.article_id: _clauses(read, tag.member_id, day) for tag in tags}
    marked = [id for id, each in clauses.items() if each.markdown]
    since = read.here_since_each(marked) if marked else {}
    return {
        tag.article_id: PriceToday(
            tag.price, _marked(tag, clauses[tag.article_id], since.get(tag.article_id), day) or tag.price
        )
        for tag in tags
    }


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


def _marked(tag: Article | PriceTag, clauses: Clauses, here_since: date | None, day: date) -> Money | None:
    if here_since is None:
        return None
    off = markdown_of(clauses.markdown, age_days=(day - here_since).days, category=tag.category)
    least = tag.floor.minor if tag.floor else None
    marked = marked_price(tag.price.minor, off, floor=clauses.floor, least=least)
    return None if marked == tag.price.minor else Money(marked, tag.price.currency)


def _clauses(read: Reading, member_id: str, day: date) -> Clauses:
    try:
        return read.consignor(member_id, day).terms.clauses
    except Refused:
        return NO_CLAUSES
