"""The invoices of a settled month: the shop's commission, and goods bought, in the member's name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from ess_shop.domain.invoice_making import (
    commission_gaps,
    commission_invoice,
    invoiced_commission,
    self_bill_gaps,
    self_billed,
    self_billed_invoice,
)
from ess_shop.domain.invoice_parties import shop_gaps
from ess_shop.domain.invoices import Earlier, Invoice
from ess_shop.domain.members import Identity, Member
from ess_shop.domain.money import Money
from ess_shop.domain.settlement import Adjustment, Month, Row
from ess_shop.domain.shop import Shop
from ess_shop.errors import Refused
from ess_shop.reading import Reading, SettledMonth


@dataclass(frozen=True, slots=True)
class Made:
    """An invoice that a month wants, by its number and the member's code; or all that it waits for."""

    member: str
    number: str
    invoice: Invoice | None
    gaps: tuple[Refused, ...] = ()


def wanted(settled: SettledMonth, member_id: str = "") -> int:
    """How many invoices a month has (or that member's part of it)."""
    own = [row for row in settled.rows if member_id in ("", row.member_id)]
    return sum(bool(row.invoice) + bool(row.self_bill) for row in own)


def invoices(read: Reading, settled: SettledMonth, *, member_id: str = "") -> Iterator[Made]:
    """Every invoice of a settled month (or that member's), in the order of the statements.

    One that cannot be made says why, and the others go on. While something of the shop itself is missing, all
    there is to tell is that, of no member and no number. Refused for a month that is not approved.
    """
    if not settled.approved_at:
        raise Refused(
            "month_not_approved",
            "{month} is not approved yet: its invoices are made when it is.",
            month=settled.month,
        )
    return _made(read, settled, _day_of(settled, read.shop()), member_id)


def waiting(read: Reading, settled: SettledMonth, day: date) -> Iterator[Refused]:
    """Everything that the invoices of a month, approved or not, would wait for if they were made on `day`."""
    for made in _made(read, settled, day, ""):
        yield from made.gaps


def charged_fees(read: Reading, settled: SettledMonth) -> dict[str, list[Adjustment]]:
    """By member, all that a month charges beside the commission; negative, as charged."""
    recorded = read.recorded_adjustments(settled.month)
    found: dict[str, list[Adjustment]] = {}
    for row in settled.rows:
        if row.invoice:
            every = (*recorded.get(row.member_id, ()), *row.fees)
            found[row.member_id] = [each for each in every if each.fee]
    return found


@dataclass(frozen=True, slots=True)
class _Asked:
    """A member's row of a month, and what its invoices are made of."""

    read: Reading
    month: Month
    day: date
    shop: Shop
    row: Row
    member: Member
    identity: Identity
    fees: tuple[Adjustment, ...]


def _made(read: Reading, settled: SettledMonth, day: date, member_id: str) -> Iterator[Made]:
    shop = read.shop()
    missing = tuple(shop_gaps(shop))
    if missing:
        yield Made("", "", None, missing)
        return
    identities = read.identities()
    members = {member.id: member for member in read.members()}
    charged = charged_fees(read, settled)
    for row in settled.rows:
        if row.opening.currency != shop.currency or member_id not in ("", row.member_id):
            continue
        fees = tuple(charged.get(row.member_id, ()))
        member, identity = members[row.member_id], identities[row.member_id]
        asked = _Asked(read, settled.month, day, shop, row, member, identity, fees)
        if row.invoice:
            yield _tried(asked, row.invoice, commission_gaps(row, member, identity), _commission)
        if row.self_bill:
            yield _tried(asked, row.self_bill, self_bill_gaps(row, member, identity, day), _self_billed)


def _tried(asked: _Asked, number: str, gaps: Sequence[Refused], make: Callable[[_Asked], Invoice]) -> Made:
    if gaps:
        return Made(asked.member.code, number, None, tuple(gaps))
    try:
        return Made(asked.member.code, number, make(asked))
    except Refused as trouble:
        return Made(asked.member.code, number, None, (trouble,))


def _commission(asked: _Asked) -> Invoice:
    charged = invoiced_commission(asked.row, asked.fees)
    return commission_invoice(
        asked.row,
        month=asked.month,
        day=asked.day,
        shop=asked.shop,
        member=asked.member,
        identity=asked.identity,
        fees=asked.fees,
        corrects=_corrected(asked, charged, lambda earlier: earlier.invoice),
    )


def _self_billed(asked: _Asked) -> Invoice:
    return self_billed_invoice(
        asked.row,
        month=asked.month,
        day=asked.day,
        shop=asked.shop,
        member=asked.member,
        identity=asked.identity,
        corrects=_corrected(asked, self_billed(asked.row), lambda earlier: earlier.self_bill),
    )


def _corrected(asked: _Asked, amount: Money, number_of: Callable[[Row], str]) -> tuple[Earlier, ...]:
    """The invoices that a credit note corrects: of the months that goods came back to, or else the last."""
    if amount.minor >= 0:
        return ()
    came_back = {
        line.corrects
        for _, lines in asked.read.statement_lines(asked.month, asked.member.id)
        for line in lines
        if line.corrects
    }
    earlier = [
        (row.statement, Earlier(number_of(row), _day_of(settled, asked.shop)))
        for month in asked.read.months_of(asked.member.id)
        if month < asked.month and (settled := asked.read.settled(month)) is not None
        for row in settled.rows
        if row.member_id == asked.member.id and number_of(row)
    ]
    named = [each for statement, each in earlier if statement in came_back]
    return tuple(sorted(named, key=_by_day)) or tuple(each for _, each in earlier[:1])


def _by_day(earlier: Earlier) -> tuple[date, str]:
    return earlier.day, earlier.number


def _day_of(settled: SettledMonth, shop: Shop) -> date:
    """The shop's day on which a month was approved: that of its invoices."""
    moment = datetime.fromisoformat(settled.approved_at)
    return (moment.astimezone(ZoneInfo(shop.timezone)) if moment.tzinfo else moment).date()
