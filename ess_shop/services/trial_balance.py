"""The trial balance of a period, which ties to zero."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from ess_shop.domain.accounting import Line
from ess_shop.domain.accounting_words import account_name
from ess_shop.domain.shop import Shop
from ess_shop.domain.trial_balance import BalanceRow, TrialBalance
from ess_shop.errors import Refused
from ess_shop.reading import Reading
from ess_shop.services.account_names import Names
from ess_shop.services.bookkeeping import opening
from ess_shop.services.valuing import account_lines

Key = tuple[str, str]
"""The number of an account and a member's id, "" for nobody's."""


class _Sums:
    """What there was before, what was debited and credited, by key; names as they are first met."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self.called: dict[str, str] = {}
        self.figures: defaultdict[Key, list[int]] = defaultdict(lambda: [0, 0, 0])

    def add(self, place: int, lines: Iterable[Line]) -> None:
        """Add lines to `before` (0), the debits (1) or the credits (2), which are negative."""
        names = self._names
        for line in lines:
            number = names.number(line)
            currency = line.local.currency.code if line.local else ""
            self.called.setdefault(number, account_name(line.account, currency, names.words))
            self.figures[number, line.member_id][place] += line.amount.minor


def trial_balance(
    read: Reading, names: Names, first: date, last: date, *, training: bool = False
) -> TrialBalance:
    """What every account held before `first`, what moved on it until `last`, what it holds then.

    The year begins with its opening entries: costs and income of earlier years stand on the results. Local
    currency counts at parity. Refused for a period that ends before it begins, or leaves the year.
    """
    if last < first or last.year != first.year:
        raise Refused("bad_period", "A trial balance begins and ends within one year.")
    shop, sums = names.shop, _Sums(names)
    begun = opening(read, names, date(first.year, 1, 1))
    if begun is not None:
        sums.add(0, begun.lines)
    if first > date(first.year, 1, 1):
        sums.add(0, account_lines(read, shop, date(first.year, 1, 1), first - timedelta(days=1)))
    both = account_lines(read, shop, first, last)
    sums.add(1, (line for line in both if line.amount.minor > 0))
    sums.add(2, (line for line in both if line.amount.minor < 0))
    return TrialBalance(shop, first, last, _accounts(sums, shop), _members(sums, names), training)


def _accounts(sums: _Sums, shop: Shop) -> Sequence[BalanceRow]:
    totals: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for (number, _member), figures in sums.figures.items():
        for place, minor in enumerate(figures):
            totals[number][place] += minor
    return [_row(shop, number, sums.called[number], totals[number]) for number in sorted(totals)]


def _members(sums: _Sums, names: Names) -> Sequence[BalanceRow]:
    kept = sorted((names.code(member), number) for number, member in sums.figures if member)
    ids = {names.code(member): member for _number, member in sums.figures if member}
    return [
        _row(names.shop, f"{number} {code}", names.name(ids[code]), sums.figures[number, ids[code]])
        for code, number in kept
    ]


def _row(shop: Shop, number: str, name: str, figures: Sequence[int]) -> BalanceRow:
    before, debit, credit = figures
    return BalanceRow(number, name, shop.money(before), shop.money(debit), shop.money(-credit))
