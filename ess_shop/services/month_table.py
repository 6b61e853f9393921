"""A month as a table: one line per member with every figure of theirs, those to look at first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from ess_shop.domain.money import Money
from ess_shop.domain.settlement import Adjustment, Carried, Month, Row
from ess_shop.domain.shop import Shop
from ess_shop.reading import Reading, SettledMonth
from ess_shop.services.settling import reckoned


@dataclass(frozen=True, slots=True)
class MemberMonth:
    """A member's month. `fees` and `adjusted` (advances and corrections) are in legal currency, negative
    where they take; `before` is what was paid in legal currency a month earlier, None without a statement.
    """

    member_id: str
    code: str
    name: str
    legal: Row
    locals: tuple[Row, ...]
    sold: Money
    returned: Money
    fees: Money
    adjusted: Money
    before: Money | None

    @property
    def kept(self) -> Money:
        """What the shop keeps of the sales: its commission, and the margin of what it sold itself."""
        return self.legal.commission + self.legal.margin

    @property
    def rows(self) -> tuple[Row, ...]:
        """Legal currency first."""
        return (self.legal, *self.locals)

    @property
    def exception(self) -> bool:
        """Whether somebody should look at it: something waits, is owed by the member, or went back."""
        return any(row.why_carried is not Carried.NOT for row in self.rows)

    def local(self, code: str) -> Row | None:
        """The row in a local currency, if there is one."""
        return next((row for row in self.locals if row.balance.currency.code == code), None)


@dataclass(frozen=True, slots=True)
class MonthTable:
    """Every member of a month, exceptions first; `codes` are the local currencies in it.

    `missing` is, per local currency, what is due but neither in stock nor decided about.
    """

    settled: SettledMonth
    shop: Shop
    rows: tuple[MemberMonth, ...]
    codes: tuple[str, ...]
    compared: Month | None
    missing: Mapping[str, int] = field(default_factory=dict)

    @property
    def month(self) -> Month:
        """Which month it is."""
        return self.settled.month

    def paid(self) -> dict[str, Money]:
        """What is paid in all, per currency, legal currency first."""
        sums = {self.shop.currency.code: self.shop.money(0)}
        for row in (row for each in self.rows for row in each.rows):
            code = row.paid.currency.code
            sums[code] = sums[code] + row.paid if code in sums else row.paid
        return sums


def month_table(read: Reading, month: Month) -> MonthTable:
    """The table of a month as it was settled, or as it would be now."""
    settled, missing = read.settled(month), dict[str, int]()
    if settled is None:
        reckoning = reckoned(read, month)
        settled, missing = SettledMonth(month, "", reckoning.rows, None), dict(reckoning.missing)
    shop, moved = read.shop(), read.sold_and_returned(month)
    names = {member_id: identity.name for member_id, identity in read.identities().items()}
    recorded = read.recorded_adjustments(month)
    before, compared = _paid_before(read, month)
    rows = [
        _member(own, shop, names, moved, recorded.get(own[0].member_id, ()), before)
        for own in _by_member(settled.rows)
    ]
    rows.sort(key=lambda each: (not each.exception, each.code))
    codes = sorted({row.balance.currency.code for each in rows for row in each.locals})
    return MonthTable(settled, shop, tuple(rows), tuple(codes), compared, missing)


def _by_member(rows: Sequence[Row]) -> list[list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row.member_id, []).append(row)
    return list(found.values())


def _member(
    own: Sequence[Row],
    shop: Shop,
    names: Mapping[str, str],
    moved: Mapping[str, tuple[int, int]],
    recorded: Sequence[Adjustment],
    before: Mapping[str, Money],
) -> MemberMonth:
    legal = own[0]
    sold, returned = moved.get(legal.member_id, (0, 0))
    changes = [each for each in (*recorded, *legal.fees) if each.amount.currency == shop.currency]
    none = shop.money(0)
    return MemberMonth(
        member_id=legal.member_id,
        code=legal.code,
        name=names.get(legal.member_id, ""),
        legal=legal,
        locals=tuple(own[1:]),
        sold=shop.money(sold),
        returned=shop.money(returned),
        fees=sum((each.amount for each in changes if each.fee), none),
        adjusted=sum((each.amount for each in changes if not each.fee), none),
        before=before.get(legal.member_id),
    )


def _paid_before(read: Reading, month: Month) -> tuple[dict[str, Money], Month | None]:
    """What each member was paid in legal currency a month earlier, if that month was settled."""
    last = month.first - timedelta(days=1)
    compared = Month(last.year, last.month)
    settled = read.settled(compared)
    if settled is None:
        return {}, None
    legal = read.shop().currency
    return {row.member_id: row.paid for row in settled.rows if row.paid.currency == legal}, compared
