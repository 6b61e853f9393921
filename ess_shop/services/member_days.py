"""The daily totals of members who are liable to VAT: what was sold in their name, for them to declare."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ess_shop.domain.members import Identity, Member, VatStatus
from ess_shop.domain.money import Money, Rate
from ess_shop.domain.settlement import Month
from ess_shop.domain.shop import Shop
from ess_shop.domain.terms import TRANSPARENT
from ess_shop.reading import Reading


@dataclass(frozen=True, slots=True)
class MemberDay:
    """What a liable member's goods brought on a day at one rate, in the member's own name."""

    day: date
    rate: Rate
    tickets: int
    before_tax: Money
    total: Money

    @property
    def tax(self) -> Money:
        """The tax within the total."""
        return self.total - self.before_tax


@dataclass(frozen=True, slots=True)
class MemberDays:
    """A liable member's month, day by day and rate by rate."""

    shop: Shop
    month: Month
    member: Member
    identity: Identity
    days: Sequence[MemberDay]


def member_days(read: Reading, month: Month) -> Iterator[MemberDays]:
    """Every liable member whose goods were sold in their name in a month, by code."""
    shop, identities = read.shop(), read.identities()
    days: defaultdict[str, list[MemberDay]] = defaultdict(list)
    for row in read.day_sales(month.first, month.last):
        if row.role in TRANSPARENT and row.vat_status is VatStatus.LIABLE:
            days[row.member_id].append(MemberDay(row.day, row.vat, row.tickets, row.before_tax, row.total))
    for member in read.members():
        if member.id in days:
            yield MemberDays(shop, month, member, identities[member.id], tuple(days[member.id]))
