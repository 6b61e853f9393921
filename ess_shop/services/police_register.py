"""Keeping the police register: entering what a deposit brings, erasing who is no longer kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from ess_shop.domain.ids import id_for
from ess_shop.domain.journal import OFFICE, Kind
from ess_shop.domain.police import (
    PoliceEntry,
    Seller,
    checked_seller,
    entries_of,
    erasable_from,
    erased,
    needs_seller,
)
from ess_shop.domain.slips import Slip, SlipKind
from ess_shop.errors import NotFound, Refused
from ess_shop.ports import Books, Work
from ess_shop.reading import Reading
from ess_shop.services.months import recorded_before
from ess_shop.services.timekeeping import iso, keep_order


def enter(work: Work, slip: Slip, seller: Seller | None, *, id: str, at: datetime) -> Sequence[PoliceEntry]:
    """The register's entries for a deposit that is recorded next, in the same transaction, under `id`.

    Nothing for goods that the register does not ask for; Refused where the identity paper is missing. A paper
    that the register knows is not written down again.
    """
    read = work.read
    if slip.kind is not SlipKind.DEPOSIT:
        return ()
    found = {line.article_id: read.article(line.article_id) for line in slip.lines}
    articles = {id: article for id, article in found.items() if article is not None}
    if not needs_seller(read.member(slip.member_id).kind, articles.values()):
        return ()
    shown = checked_seller(seller, slip.member_id, slip.day)
    known = next((each for each in read.sellers(slip.member_id) if each.paper == shown.paper), None)
    if known is None:
        known = replace(shown, id=id_for(at, "seller", id))
        work.put_sellers([known])
        work.enter_registers(id_for(at, "sellers", id), iso(at))
    return entries_of(slip, articles, known.id, after=read.last_police_number())


def overdue(read: Reading, day: date) -> Sequence[Seller]:
    """Who may be erased, because the register's time is over for all that they left."""
    return [seller for seller, last in read.sellers_kept() if erasable_from(last) <= day]


def erase_seller(books: Books, seller_id: str, *, id: str, at: datetime) -> None:
    """Erase who a seller was; their entries stay, with their numbers. The same id again does nothing.

    Refused until the register's time is over for the last of their entries (see `KEPT_YEARS`).
    """
    with books.work() as work:
        state = work.state(OFFICE)
        if recorded_before(work, id, Kind.REGISTER):
            return
        keep_order(work, state, at)
        last = next((pair for pair in work.read.sellers_kept() if pair[0].id == seller_id), None)
        if last is None:
            raise NotFound("unknown_seller", "There is no such identity paper, or it was erased before.")
        seller, day = last
        if at.date() < erasable_from(day):
            raise Refused(
                "register_kept",
                "The police register keeps this identity paper until {day}: the law wants it so.",
                day=erasable_from(day),
            )
        work.put_sellers([erased(seller)])
        work.enter_registers(id, iso(at))
        work.commit()
