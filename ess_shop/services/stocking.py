"""Goods move only with a numbered slip: drawn up, held against what is there, recorded in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from ess_shop.domain.articles import Article
from ess_shop.domain.journal import OFFICE, Draft, Kind
from ess_shop.domain.police import Seller
from ess_shop.domain.slip_record import slip_body
from ess_shop.domain.slips import Slip, SlipKind, checked_note, drawn_up
from ess_shop.errors import NotFound, Refused
from ess_shop.ports import Books, Work
from ess_shop.reading import Reading, RecordedSlip, recorded_slip
from ess_shop.services import police_register
from ess_shop.services.months import recorded_before
from ess_shop.services.timekeeping import iso, keep_order


@dataclass(frozen=True, slots=True)
class Moved:
    """Pieces of an article (> 0; on a correction, what is missing is negative)."""

    article_id: str
    quantity: int


@dataclass(frozen=True, slots=True)
class SlipRequest:
    """A slip to record under an id that its caller made before; `at` carries its offset.

    `note` is the reason, or the name of a fair; see `ess_shop.domain.slips` for which kinds need one.
    `seller` is the identity paper that a private person shows who leaves second-hand goods (a new one with
    the id "", or one of `Reading.sellers`); see `depositing.needs_seller`.
    """

    id: str
    at: datetime
    member_id: str
    goods: tuple[Moved, ...]
    volunteer: str = ""
    note: str = ""
    seller: Seller | None = None


def move(books: Books, kind: SlipKind, request: SlipRequest) -> RecordedSlip:
    """Record a slip durably; the same id again gives back what was recorded the first time."""
    with books.work() as work:
        known = begun(work, kind, request)
        if known is not None:
            return known
        slip = draw_up(work, kind, request, articles_of(work.read, request.goods))
        recorded = record(work, request, slip)
        work.commit()
    return recorded


def begun(work: Work, kind: SlipKind, request: SlipRequest) -> RecordedSlip | None:
    """Lock what the slip reads and counts on; what was recorded under its id before, if anything.

    All tills wait: none may sell, at this very moment, a piece that the slip finds on hand.
    """
    office = work.lock_tills()[0]
    entry = recorded_before(work, request.id, Kind.STOCK)
    if entry is None:
        keep_order(work, office, request.at)
        return None
    known = recorded_slip(entry)
    if known is None or known.slip.kind is not kind:
        raise Refused("id_taken", "This id was used for something else.")
    return known


def articles_of(read: Reading, goods: Sequence[Moved]) -> list[Article]:
    """The articles of a slip's lines; NotFound names the line."""
    found = []
    for number, each in enumerate(goods, start=1):
        article = read.article(each.article_id)
        if article is None:
            raise NotFound("unknown_article", "Line {line}: there is no such article.", line=number)
        found.append(article)
    return found


def draw_up(work: Work, kind: SlipKind, request: SlipRequest, articles: Sequence[Article]) -> Slip:
    """The slip with the next number of its kind and year; Refused if it cannot be so.

    Goods come in under a contract only: a deposit freezes the terms of its day.
    """
    read, day = work.read, request.at.date()
    read.terms(request.member_id)  # NotFound for a member that does not exist
    terms = read.consignor(request.member_id, day).terms if kind is SlipKind.DEPOSIT else None
    goods = [(article, each.quantity) for article, each in zip(articles, request.goods, strict=True)]
    return Slip(
        kind=kind,
        year=day.year,
        sequence=read.last_slip(kind, day.year) + 1,
        member_id=request.member_id,
        day=day,
        volunteer=request.volunteer,
        note=checked_note(kind, request.note),
        compensation=work.shop.money(0),
        lines=drawn_up(kind, request.member_id, goods, _there(read, kind, articles), terms),
    )


def _there(read: Reading, kind: SlipKind, articles: Sequence[Article]) -> dict[str, int]:
    if kind is SlipKind.DEPOSIT:
        single = [article.id for article in articles if article.unique]
        return {each: read.stock_of(each) + read.away_of(each) for each in single}
    count = read.away_of if kind is SlipKind.TRANSFER_IN else read.stock_of
    return {article.id: count(article.id) for article in articles}


def record(work: Work, request: SlipRequest, slip: Slip) -> RecordedSlip:
    """Append a slip within a transaction that goes on; its number was drawn in the same one.

    What of a deposit belongs in the police register is entered there; Refused without the identity paper.
    """
    register = police_register.enter(work, slip, request.seller, id=request.id, at=request.at)
    body = slip_body(slip)
    if register:
        body["police"] = [entry.plain() for entry in register]
    entry = work.record(Draft(request.id, OFFICE, Kind.STOCK, iso(request.at), body))
    return RecordedSlip(entry.id, entry.number, entry.at, slip)
