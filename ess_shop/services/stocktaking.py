"""Stocktakes: begun, counted scan by scan so that nothing is lost, given up or gone on with.

An open stocktake is kept on worksheets: one says what is counted, one more per counted article how many.
So a scan writes one short row, two people count together, and anyone goes on where another stopped.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from ess_shop.domain.articles import UNLABELLED, Article
from ess_shop.domain.journal import OFFICE
from ess_shop.domain.stocktake import Count, Scope, begun, count_from, count_plain, scope_from, scope_plain
from ess_shop.errors import NotFound, Refused
from ess_shop.ports import Books, Work
from ess_shop.reading import Reading, Worksheet
from ess_shop.services.timekeeping import iso

STOCKTAKE = "stocktake"
"""The kind of the worksheet of a stocktake, and the code of the event that says it was booked."""


@dataclass(frozen=True, slots=True)
class Stocktake:
    """An open stocktake: what is counted, since when, and by whom it was begun."""

    id: str
    scope: Scope
    at: str
    volunteer: str


def begin(books: Books, scope: Scope, *, id: str, at: datetime, volunteer: str = "") -> Stocktake:
    """Open a stocktake; Refused while another one counts the very same, which can be gone on with."""
    with books.work() as work:
        work.state(OFFICE)
        for each in opened(work.read):
            if each.id == id:
                return each
            if each.scope == scope:
                raise Refused(
                    "counted_already", "This is being counted already: go on with the open stocktake."
                )
        member = scope.members[0] if len(scope.members) == 1 else ""
        body = {**scope_plain(scope), "volunteer": volunteer}
        work.put_worksheet(Worksheet(id, STOCKTAKE, member, iso(at), body))
        work.commit()
    return Stocktake(id, scope, iso(at), volunteer)


def opened(read: Reading) -> Sequence[Stocktake]:
    """The open stocktakes, oldest first; what cannot be read is left out."""
    found = (_from(sheet) for sheet in read.worksheets(STOCKTAKE))
    return [each for each in found if each is not None]


def required(read: Reading, id: str) -> Stocktake:
    """The open stocktake with that id; NotFound once it was booked or given up."""
    sheet = read.worksheet(id)
    found = _from(sheet) if sheet is not None and sheet.kind == STOCKTAKE else None
    if found is None:
        raise NotFound("stocktake_over", "This stocktake is over: it was booked or given up.")
    return found


def counts(read: Reading, id: str) -> Sequence[Count]:
    """What was counted so far, in the order of the first pieces."""
    return [count_from(sheet.body) for sheet in read.worksheets(_kind(id))]


def add(books: Books, id: str, article_id: str, pieces: int, *, at: datetime) -> Count:
    """Count so many pieces more (or, negative, fewer); Refused for an article that is not in scope."""
    with books.work() as work:
        article = _in_scope(work, id, article_id)
        on_hand = work.read.stock_of(article.id)
        sheet = work.read.worksheet(_sheet(id, article.id))
        known = count_from(sheet.body) if sheet else None
        count = known.plus(pieces, on_hand) if known else begun(article.id, pieces, on_hand)
        _keep(work, id, count, sheet.at if sheet else iso(at))
        work.commit()
    return count


def set_count(books: Books, id: str, article_id: str, pieces: int, *, at: datetime) -> Count:
    """Count an article anew: so many pieces are here now."""
    with books.work() as work:
        article = _in_scope(work, id, article_id)
        sheet = work.read.worksheet(_sheet(id, article.id))
        count = begun(article.id, pieces, work.read.stock_of(article.id))
        _keep(work, id, count, sheet.at if sheet else iso(at))
        work.commit()
    return count


def forget_count(books: Books, id: str, article_id: str) -> None:
    """Take an article's count out: it was not counted."""
    with books.work() as work:
        work.state(OFFICE)
        work.drop_worksheet(_sheet(id, article_id))
        work.commit()


def give_up(books: Books, id: str) -> None:
    """Forget a stocktake with all that was counted; nothing is booked."""
    with books.work() as work:
        work.state(OFFICE)
        drop(work, id)
        work.commit()


def drop(work: Work, id: str) -> None:
    """The same within a transaction that goes on: it is given up, or booked."""
    for sheet in work.read.worksheets(_kind(id)):
        work.drop_worksheet(sheet.id)
    work.drop_worksheet(id)


def _in_scope(work: Work, id: str, article_id: str) -> Article:
    """The article, while the stocktake is locked against others who count it too."""
    work.state(OFFICE)
    scope = required(work.read, id).scope
    article = work.read.article(article_id)
    if article is None:
        raise NotFound("no_such_article", "There is no such article.")
    if article.category == UNLABELLED or not scope.holds(article.member_id, article.category):
        raise Refused(
            "not_in_scope", "“{label}” is not part of this stocktake: put it aside.", label=article.label
        )
    return article


def _keep(work: Work, id: str, count: Count, at: str) -> None:
    work.put_worksheet(Worksheet(_sheet(id, count.article_id), _kind(id), "", at, count_plain(count)))


def _kind(id: str) -> str:
    return f"{STOCKTAKE} {id}"


def _sheet(id: str, article_id: str) -> str:
    return f"{id} {article_id}"


def _from(sheet: Worksheet) -> Stocktake | None:
    try:
        return Stocktake(sheet.id, scope_from(sheet.body), sheet.at, sheet.body["volunteer"])
    except (KeyError, TypeError):
        return None
