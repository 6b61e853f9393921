"""A till's day: opened with a float, counted and closed with its Z, perpetual totals carried on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ess_shop.domain.ledger import BY_MEANS, Account, Posting, credit, debit
from ess_shop.domain.money import Money
from ess_shop.domain.sale import Means
from ess_shop.domain.shop import Shop
from ess_shop.errors import Refused

COUNTED = (Means.CASH, Means.COUPON)
"""What lies in drawers and is counted; the other means are read off slips and lists."""

SHOP_TAXPAYER = "shop"
"""Whose perpetual total holds what is not sold in the name of a member who is liable for VAT."""


@dataclass(frozen=True, slots=True)
class OpenSession:
    """A till's session that is open: the journal number of its opening and its business day."""

    till: str
    entry: int
    day: date


@dataclass(frozen=True, slots=True)
class Counted:
    """What one drawer should hold, what was counted, in minor units of its currency."""

    means: Means
    currency: str
    expected: int
    counted: int

    @property
    def difference(self) -> int:
        """Counted minus expected: negative if something is missing."""
        return self.counted - self.expected


@dataclass(frozen=True, slots=True)
class MeansTotal:
    """What a session took by one means in one currency, net of change."""

    means: Means
    currency: str
    count: int
    net: int


@dataclass(frozen=True, slots=True)
class RateTotal:
    """What a session sold at one VAT rate (millionths), in legal minor units."""

    vat: int
    before_tax: int
    total: int


class Purpose(StrEnum):
    """Why cash comes or goes beside sales."""

    IN = "in"
    OUT = "out"
    BANK = "bank"


@dataclass(frozen=True, slots=True)
class CashMove:
    """Cash or coupons put into a drawer (positive) or taken out of it, in minor units of its currency.

    `at` is an ISO time, `volunteer` who did it; both "" where only the sums matter.
    """

    means: Means
    currency: str
    amount: int
    purpose: Purpose
    reason: str
    at: str = ""
    volunteer: str = ""


@dataclass(frozen=True, slots=True)
class SessionTotals:
    """What happened in a session: the figures of a Z (or of an X while it is open).

    `moves` are what was put in and taken out beside sales, in their order.
    `floats` are per (means, currency): what the drawers began with.
    `taxpayers` are totals, tax included, per taxpayer (`shop` or a member's id).
    """

    tickets: int
    first_ticket: int
    last_ticket: int
    total: int
    returns: int
    means: tuple[MeansTotal, ...]
    rates: tuple[RateTotal, ...]
    taxpayers: Mapping[str, int]
    floats: Mapping[tuple[Means, str], int]
    moves: tuple[CashMove, ...] = ()

    def expected(self) -> dict[tuple[Means, str], int]:
        """What each counted drawer should hold at the end."""
        drawers = dict(self.floats)
        for line in self.means:
            if line.means in COUNTED:
                key = (line.means, line.currency)
                drawers[key] = drawers.get(key, 0) + line.net
        for move in self.moves:
            drawers[move.means, move.currency] = drawers.get((move.means, move.currency), 0) + move.amount
        return drawers


@dataclass(frozen=True, slots=True)
class Closing:
    """A Z: its number, the session's totals, the counts, and the perpetual totals after it."""

    till: str
    number: int
    day: date
    session: int
    totals: SessionTotals
    counts: tuple[Counted, ...]
    reason: str
    perpetual: Mapping[str, int]


def close(
    session: OpenSession,
    totals: SessionTotals,
    counted: Mapping[tuple[Means, str], int] | None,
    *,
    number: int,
    perpetual: Mapping[str, int],
    reason: str = "",
) -> Closing:
    """Compare the count with what should be there; a difference needs a reason.

    `counted` None means nobody counted because the tickets come from elsewhere: the expected is taken over.
    """
    expected = totals.expected()
    given = dict(expected) if counted is None else dict(counted)
    counts = tuple(
        Counted(means, currency, expected.get((means, currency), 0), given.get((means, currency), 0))
        for means, currency in sorted(expected.keys() | given.keys())
    )
    if any(count.difference for count in counts) and not reason.strip():
        raise Refused(
            "difference_unexplained",
            "The count differs from what should be in the till: count again, or say why.",
        )
    after = dict(perpetual)
    for taxpayer, total in totals.taxpayers.items():
        after[taxpayer] = after.get(taxpayer, 0) + total
    return Closing(session.till, number, session.day, session.entry, totals, counts, reason, after)


def of_move(move: CashMove, shop: Shop) -> tuple[Posting, ...]:
    """A move against the bank, or against the account that the accountant sorts out."""
    amount = Money(move.amount, shop.currency_named(move.currency))
    other = Account.BANK if move.purpose is Purpose.BANK else Account.SUSPENSE
    return debit(BY_MEANS[move.means], amount), credit(other, amount)


def of_opening(
    before: Mapping[tuple[Means, str], int] | None, floats: Mapping[tuple[Means, str], int], shop: Shop
) -> tuple[Posting, ...]:
    """What the ledger must learn when a float is not what the last closing counted.

    A till's first float (`before` None) comes from outside and goes through the account that the accountant
    sorts out; later differences are differences of the drawer.
    """
    other = Account.SUSPENSE if before is None else Account.CASH_DIFFERENCE
    known = dict(before or {})
    postings: list[Posting] = []
    for means, currency in sorted(known.keys() | floats.keys()):
        difference = floats.get((means, currency), 0) - known.get((means, currency), 0)
        if difference:
            amount = Money(difference, shop.currency_named(currency))
            postings += [debit(BY_MEANS[means], amount), credit(other, amount)]
    return tuple(postings)


def of_closing(closing: Closing, shop: Shop) -> tuple[Posting, ...]:
    """The differences of a count, so that the ledger holds what the drawers hold."""
    postings: list[Posting] = []
    for count in closing.counts:
        if count.difference:
            amount = Money(count.difference, shop.currency_named(count.currency))
            postings += [debit(BY_MEANS[count.means], amount), credit(Account.CASH_DIFFERENCE, amount)]
    return tuple(postings)


def closing_body(closing: Closing, postings: list[list[object]]) -> dict[str, object]:
    """The journal's body of a closing."""
    totals = closing.totals
    return {
        "z": closing.number,
        "day": closing.day.isoformat(),
        "session": closing.session,
        "tickets": [totals.tickets, totals.first_ticket, totals.last_ticket],
        "total": totals.total,
        "returns": totals.returns,
        "means": [[str(line.means), line.currency, line.count, line.net] for line in totals.means],
        "rates": [[line.vat, line.before_tax, line.total] for line in totals.rates],
        "taxpayers": [
            [taxpayer, totals.taxpayers.get(taxpayer, 0), closing.perpetual[taxpayer]]
            for taxpayer in sorted(closing.perpetual)
        ],
        "counts": [
            [str(count.means), count.currency, count.expected, count.counted] for count in closing.counts
        ],
        "reason": closing.reason,
        "postings": postings,
        **_moves_body(totals.moves),
    }


def _moves_body(moves: tuple[CashMove, ...]) -> dict[str, object]:
    """Only where there are any: closings of before keep their form."""
    if not moves:
        return {}
    return {"moves": [[str(m.means), m.currency, m.amount, str(m.purpose), m.reason] for m in moves]}
