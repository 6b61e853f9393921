"""What the lines of a statement add up to, and whether that is what the settlement says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ess_shop.domain.money import MILLION, Currency, Money, Rate
from ess_shop.errors import Refused
from ess_shop.reading import Statement, StatementLine


@dataclass(frozen=True, slots=True)
class Sums:
    """Lines added up."""

    count: int
    pieces: int
    total: Money
    share: Money
    legal_share: Money
    local: tuple[Money, ...]
    """The member's part per local currency, in the order of the statement's rows."""


@dataclass(frozen=True, slots=True)
class Totals:
    """A statement's lines added up in the ways its reader asks for."""

    all: Sums
    sold: Sums
    returned: Sums
    by_day: dict[date, int]
    rates: tuple[Rate, ...]
    before_tax: bool
    """Whether the commission is visibly not taken of the tag price, but of the price before tax."""


def totals_of(statement: Statement) -> Totals:
    """Add up the lines; Refused unless they tie to the statement's rows to the cent."""
    lines = statement.lines
    legal = statement.shop.currency
    known = {row.opening.currency: None for row in statement.rows[1:]}
    known |= {part.currency: None for line in lines for part in line.local}
    locals_ = tuple(known)
    by_day: Counter[date] = Counter()
    for line in lines:
        by_day[line.day] += line.total.minor
    totals = Totals(
        all=_sums(lines, legal, locals_),
        sold=_sums((line for line in lines if line.quantity >= 0), legal, locals_),
        returned=_sums((line for line in lines if line.quantity < 0), legal, locals_),
        by_day=dict(by_day),
        rates=tuple(sorted({line.commission_rate for line in lines if line.net is None})),
        before_tax=any(_off_the_tag(line) for line in lines),
    )
    _check_ties(statement, totals.all)
    return totals


def _sums(lines: Iterable[StatementLine], legal: Currency, locals_: tuple[Currency, ...]) -> Sums:
    count = pieces = total = share = legal_share = 0
    local = dict.fromkeys(locals_, 0)
    for line in lines:
        count += 1
        pieces += line.quantity
        total += line.total.minor
        share += line.share.minor
        legal_share += line.legal_share.minor
        for part in line.local:
            local[part.currency] += part.minor
    return Sums(
        count,
        pieces,
        Money(total, legal),
        Money(share, legal),
        Money(legal_share, legal),
        tuple(Money(minor, currency) for currency, minor in local.items()),
    )


def _off_the_tag(line: StatementLine) -> bool:
    """More than the cent by which parts of a returned line may differ."""
    of_tag = Rate(MILLION - line.commission_rate.millionths).of(line.total.minor)
    plain = line.net is None and not (line.discount or line.piece_fee)
    return plain and abs(line.share.minor - of_tag) > 1


def _check_ties(statement: Statement, sums: Sums) -> None:
    row, *locals_ = statement.rows
    adjusted = {each.opening.currency: Money(0, each.opening.currency) for each in statement.rows}
    for adjustment in statement.adjustments:
        adjusted[adjustment.amount.currency] += adjustment.amount
    stated = {local.share.currency: local.share for local in locals_}
    pairs = [
        (sums.total, row.gross),
        (sums.total - sums.share, row.commission + row.margin),
        (sums.legal_share, row.share),
        *((adjusted[each.opening.currency], each.adjustments) for each in statement.rows),
        *((part, stated.get(part.currency, Money(0, part.currency))) for part in sums.local),
        *((each.opening + each.share + each.adjustments, each.balance) for each in statement.rows),
    ]
    for lines, settled in pairs:
        if lines != settled:
            raise Refused(
                "statement_does_not_tie",
                "The statement of {member} does not tie: its lines make {lines}, the settlement {settled}. "
                "Run `verify`, then write it again.",
                member=statement.member.code,
                lines=lines,
                settled=settled,
            )
