"""Selling: a basket and what is handed over become a recorded sale, once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from ess_shop.domain.basket import Discount, Tender
from ess_shop.domain.journal import Draft, Kind
from ess_shop.domain.ledger import of_sale
from ess_shop.domain.money import Money
from ess_shop.domain.ringing import local_maximum, ring
from ess_shop.domain.sale import Means, Payment, Sale
from ess_shop.domain.sale_record import sale_body
from ess_shop.errors import Refused
from ess_shop.ports import Books, TillState, Work
from ess_shop.reading import Reading, RecordedSale, recorded_sale, ticket_number
from ess_shop.services.cashing import required_session
from ess_shop.services.composing import Asked, AskedBack, compose
from ess_shop.services.months import recorded_before
from ess_shop.services.timekeeping import iso, keep_order


@dataclass(frozen=True, slots=True)
class SaleRequest:
    """A sale to record under an id that its caller made before; `at` carries its offset.

    `customer` is the id of the member who buys, "" for anybody else.
    """

    id: str
    till: str
    at: datetime
    asked: tuple[Asked | AskedBack, ...]
    tenders: tuple[Tender, ...]
    discount: Discount | None = None
    volunteer: str = ""
    source: str = ""
    customer: str = ""


def preview(read: Reading, request: SaleRequest) -> Sale:
    """What `sell` would record; the same rules refuse the same things."""
    session = read.session(request.till)
    day = session.day if session else request.at.date()
    sale = ring(compose(read, request.asked, day, request.discount), request.tenders, read.shop())
    return replace(sale, customer=_customer(read, request))


def most_in_local(read: Reading, request: SaleRequest, code: str, *, coupons: bool = True) -> Money:
    """The most that this basket takes in a local currency."""
    session = read.session(request.till)
    day = session.day if session else request.at.date()
    basket = compose(read, request.asked, day, request.discount)
    return local_maximum(basket, read.shop(), code, coupons=coupons)


def sell(books: Books, request: SaleRequest) -> RecordedSale:
    """Record a sale durably; the same id again gives back what was recorded the first time."""
    with books.work() as work:
        if _reaches_beyond_its_till(request):
            work.lock_tills()
        state = work.state(request.till)
        known = recorded_before(work, request.id, Kind.SALE)
        if known is not None:
            return recorded_sale(known)
        session = required_session(state)
        basket = compose(work.read, request.asked, session.day, request.discount)
        ticket = state.last_ticket + 1
        number = ticket_number(request.till, ticket)
        sale = _with_vouchers(work, ring(basket, request.tenders, work.shop), number)
        made = record_sale(
            work,
            state,
            replace(sale, customer=_customer(work.read, request)),
            id=request.id,
            at=request.at,
            ticket=ticket,
            volunteer=request.volunteer,
            source=request.source,
        )
        work.commit()
    return made


def record_sale(
    work: Work,
    state: TillState,
    sale: Sale,
    *,
    id: str,
    at: datetime,
    ticket: int,
    volunteer: str = "",
    source: str = "",
) -> RecordedSale:
    """The same within a transaction that goes on, of a sale that is made already; the till is open."""
    session = required_session(state)
    keep_order(work, state, at)
    body = sale_body(
        sale,
        of_sale(sale, work.shop),
        ticket=ticket,
        day=session.day.isoformat(),
        session=session.entry,
        volunteer=volunteer,
        source=source,
    )
    return recorded_sale(work.record(Draft(id, state.head.till, Kind.SALE, iso(at), body)))


def recorded(read: Reading, sale_id: str) -> RecordedSale | None:
    """The sale of that id, if it was recorded: how a till learns after a crash whether it sold its basket."""
    return read.sale_by_id(sale_id)


def _customer(read: Reading, request: SaleRequest) -> str:
    """Who buys; what only comes back comes back from who bought it. NotFound for no member of the shop."""
    back = [asked for asked in request.asked if isinstance(asked, AskedBack)]
    if back and len(back) == len(request.asked):
        found = (read.sale(asked.till, asked.ticket) for asked in back)
        bought_by = {each.sale.sale.customer for each in found if each is not None}
        if len(bought_by) == 1:
            return bought_by.pop()
    return read.member(request.customer).id if request.customer else ""


def _reaches_beyond_its_till(request: SaleRequest) -> bool:
    """Vouchers and earlier tickets are common to all tills: two must not use up the same one at once."""
    return any(isinstance(asked, AskedBack) for asked in request.asked) or any(
        tender.means is Means.VOUCHER for tender in request.tenders
    )


def _with_vouchers(work: Work, sale: Sale, number: str) -> Sale:
    """Vouchers handed in must be worth it; one that is paid out gets the ticket's number as its name."""
    if all(payment.means is not Means.VOUCHER for payment in sale.payments):
        return sale
    named = tuple(_named(payment, number) for payment in sale.payments)
    _check_vouchers(work, named)
    return replace(sale, payments=named)


def _named(payment: Payment, number: str) -> Payment:
    if payment.means is Means.VOUCHER and payment.tendered.minor < 0 and not payment.reference:
        return replace(payment, reference=f"AV-{number}")
    return payment


def _check_vouchers(work: Work, payments: Sequence[Payment]) -> None:
    """Refused when more is handed in than a voucher is worth, or when a new one takes an old one's name."""
    asked: defaultdict[str, int] = defaultdict(int)
    for payment in payments:
        if payment.means is Means.VOUCHER:
            asked[payment.reference] += payment.tendered.minor
    for reference, minor in asked.items():
        left = work.read.voucher_left(reference)
        if minor < 0 and left:
            raise Refused("voucher_taken", "A voucher {voucher} exists already.", voucher=reference)
        if minor > left:
            raise Refused(
                "voucher_short",
                "Voucher {voucher} is worth {left}, not {asked}.",
                voucher=reference or "?",
                left=work.shop.money(left),
                asked=work.shop.money(minor),
            )
