"""How a member stands today: what is owed and may come back, last papers, what is here, what sells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ess_shop.domain.money import Money
from ess_shop.domain.settlement import Month
from ess_shop.domain.standing import (
    RETURN_DAYS,
    BestSeller,
    MonthSold,
    SoldLine,
    best_sellers,
    by_month,
    may_return,
)
from ess_shop.domain.stays import until_of
from ess_shop.domain.terms import valid_on
from ess_shop.reading import KeptRow, MemberFile, PayoutRow, Reading, StatementRow

MOST_BEST = 5


@dataclass(frozen=True, slots=True)
class KeptArticle:
    """An article in the shop's keeping, and the day on which its time there is over (None: never)."""

    row: KeptRow
    until: date | None


@dataclass(frozen=True, slots=True)
class Glance:
    """A member at a glance; amounts in legal currency but for `local`.

    `owed` = what `statements` carried or left unpaid + `unsettled`; of it, `returnable` could still come back
    until `returnable_until`, and the rest is `payable`.
    """

    file: MemberFile
    owed: Money
    local: tuple[Money, ...]
    unsettled: Money
    returnable: Money
    returnable_until: date | None
    statements: tuple[StatementRow, ...]
    payout: PayoutRow | None
    pieces: int
    away: int
    worth: Money
    months: tuple[MonthSold, ...]
    best: tuple[BestSeller, ...]

    @property
    def payable(self) -> Money:
        """What can be paid without being asked back; nothing while the member owes the shop."""
        sure = self.owed - self.returnable
        return sure if sure.minor > 0 else sure - sure

    @property
    def return_days(self) -> int:
        """For how many days what was sold could come back."""
        return RETURN_DAYS


def glance(read: Reading, member_id: str, today: date) -> Glance:
    """How a member stands."""
    shop, this_month = read.shop(), Month(today.year, today.month)
    nothing = shop.money(0)
    legal, *local = read.owed_to(member_id)
    settled = read.last_settled()
    year_ago = this_month.first - timedelta(days=340)
    since = min(year_ago, settled.next.first) if settled else None
    lines = read.sold_lines(member_id, since)
    returnable, until = may_return(lines, today)
    kept = read.kept_of(member_id)
    statements = read.statements_of(member_id)
    months = by_month(lines, this_month, nothing)
    recent = [line for line in lines if line.day >= months[0].month.first]
    return Glance(
        file=read.member_file(member_id),
        owed=legal,
        local=tuple(each for each in local if each),
        unsettled=_unsettled(read, member_id, lines, settled),
        returnable=shop.money(min(returnable, max(legal.minor, 0))),
        returnable_until=until,
        statements=tuple(row for row in statements if row.month == statements[0].month),
        payout=next(iter(read.payouts_of(member_id)), None),
        pieces=sum(row.on_hand for row in kept),
        away=sum(row.away for row in kept),
        worth=sum((row.price * (row.on_hand + row.away) for row in kept), nothing),
        months=tuple(months),
        best=tuple(best_sellers(recent, MOST_BEST)),
    )


def _unsettled(read: Reading, member_id: str, lines: Sequence[SoldLine], settled: Month | None) -> Money:
    """What came to a member's account and stands on no statement yet: parts of sales, fees, corrections."""
    shop = read.shop()
    parts = [(line.day, line.legal_share) for line in lines]
    parts += [(row.day, row.amount) for row in read.adjustments_of(member_id)]
    fresh = (amount for day, amount in parts if settled is None or day > settled.last)
    return sum((amount for amount in fresh if amount.currency == shop.currency), shop.money(0))


def kept(read: Reading, member_id: str) -> list[KeptArticle]:
    """A member's articles in the shop's keeping, with the day on which their time is over."""
    history = read.terms(member_id)
    found = []
    for row in read.kept_of(member_id):
        terms = valid_on(history, row.since) if row.since else None
        days = terms.duration_days if terms else None
        until = until_of(row.since, days, row.stays_until) if row.since else row.stays_until
        found.append(KeptArticle(row, until))
    return found
