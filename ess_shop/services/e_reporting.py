"""Sales to the public for the tax office (flow 10.3).

What is sold in a member's name is the member's sale: the shop leaves it out. Of what the shop sells in its
own name, goods with tax are TLB1 and goods without TNT1.

Second-hand goods under the margin scheme (role F) are TMA1: the base is the margin of the day without its
tax (CGI art. 297 A), never the price. The tax is reckoned as the ledger reckons it, on the margin of each
member and rate since the month began, so that the days of a month add up to what is posted at its end.

Commission is invoiced. To members in business the invoice itself is the report; commission and fees of
members who are not subject to VAT are services to the public, TPS1, on the last day of the month.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from ess_shop.domain.e_reporting import Category, DayCategory, EReport, RateSum
from ess_shop.domain.members import VatStatus
from ess_shop.domain.money import ZERO_RATE, Rate
from ess_shop.domain.settlement import Month, before_tax
from ess_shop.domain.shop import Shop
from ess_shop.domain.terms import TRANSPARENT, VatRole
from ess_shop.errors import Refused
from ess_shop.reading import Reading
from ess_shop.reading.ledger import DaySales

Group = tuple[date, Category, Rate]

DECADES = ((1, 10), (11, 20), (21, 31))
"""The three parts of a month in which those who declare by the month report."""


def part_of(month: Month, part: int = 0) -> tuple[date, date]:
    """The first and last day of a month (0) or of its first, second or third part; Refused otherwise."""
    if part == 0:
        return month.first, month.last
    if not 1 <= part <= len(DECADES):
        raise Refused("bad_part", "A month has three parts: 1, 2 or 3.")
    first, last = DECADES[part - 1]
    return month.first.replace(day=first), min(month.last, month.first.replace(day=min(last, month.last.day)))


def e_report(read: Reading, month: Month, part: int = 0) -> EReport:
    """What the shop reports of a month, or of one of its three parts."""
    first, last = part_of(month, part)
    shop = read.shop()
    sums: defaultdict[Group, list[int]] = defaultdict(lambda: [0, 0])
    counts: defaultdict[tuple[date, Category], int] = defaultdict(int)
    for day, category, rate, base, tax in _own(read.day_sales(month.first, last), shop):
        if day >= first:
            sums[day, category, rate][0] += base
            sums[day, category, rate][1] += tax
    for row in read.own_tickets(first, last):
        counts[row.day, _category(shop, second_hand=row.second_hand, taxed=row.taxed)] += row.tickets
    if last == month.last:
        rate = shop.commission_vat if shop.vat_liable else ZERO_RATE
        category = Category.SERVICES if shop.vat_liable else Category.NOT_TAXED
        charged = set()
        for member_id, base, tax in _services(read, month, shop):
            sums[last, category, rate][0] += base
            sums[last, category, rate][1] += tax
            charged.add(member_id)
        counts[last, category] += len(charged)
    return EReport(shop, first, last, tuple(_grouped(sums, counts, shop)))


def _category(shop: Shop, *, second_hand: bool, taxed: bool) -> Category:
    """Of goods that the shop sold in its own name."""
    if second_hand and shop.vat_liable:
        return Category.MARGIN
    return Category.GOODS if taxed else Category.NOT_TAXED


def _own(sales: Sequence[DaySales], shop: Shop) -> Iterator[tuple[date, Category, Rate, int, int]]:
    """What the shop sold in its own name: day, category, rate, base and tax in minor units."""
    margins: defaultdict[tuple[str, Rate], int] = defaultdict(int)
    for row in sales:
        if row.role in TRANSPARENT:
            continue
        taxed = bool(row.vat.millionths)
        category = _category(shop, second_hand=row.role is VatRole.F, taxed=taxed)
        if category is Category.MARGIN:
            rate = row.margin_vat or ZERO_RATE
            margin = row.total.minor - row.share.minor
            before = margins[row.member_id, rate]
            margins[row.member_id, rate] = after = before + margin
            tax = _tax_within(after, rate) - _tax_within(before, rate)
            yield row.day, category, rate, margin - tax, tax
        else:
            base, tax = row.before_tax.minor, row.total.minor - row.before_tax.minor
            yield row.day, category, row.vat, base, tax


def _tax_within(minor: int, rate: Rate) -> int:
    return minor - rate.before(minor)


def _services(read: Reading, month: Month, shop: Shop) -> Iterator[tuple[str, int, int]]:
    """Base and tax of commission and fees that each member who is not subject to VAT paid."""
    settled = read.settled(month)
    public = {member.id for member in read.members() if member.vat_status is VatStatus.NOT_SUBJECT}
    for row in settled.rows if settled else ():
        if row.member_id not in public or row.opening.currency != shop.currency:
            continue
        if row.commission:
            yield (
                row.member_id,
                row.commission_before_tax.minor,
                row.commission.minor - row.commission_before_tax.minor,
            )
        for fee in row.fees:
            charged = -fee.amount
            base = before_tax(charged, shop).minor
            if fee.fee:
                yield row.member_id, base, charged.minor - base
    for member_id, adjustments in read.recorded_adjustments(month).items():
        for adjustment in adjustments:
            if adjustment.fee and member_id in public:
                charged = -adjustment.amount
                base = before_tax(charged, shop).minor
                yield member_id, base, charged.minor - base


def _grouped(
    sums: Mapping[Group, Sequence[int]], counts: Mapping[tuple[date, Category], int], shop: Shop
) -> Iterator[DayCategory]:
    groups: defaultdict[tuple[date, Category], list[RateSum]] = defaultdict(list)
    for (day, category, rate), (base, tax) in sums.items():
        if base or tax:
            groups[day, category].append(RateSum(rate, shop.money(base), shop.money(tax)))
    for (day, category), rates in sorted(groups.items()):
        rates.sort(key=lambda each: each.rate, reverse=True)
        yield DayCategory(day, category, counts[day, category], tuple(rates))
