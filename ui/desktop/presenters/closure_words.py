"""What closed days, months and years say in words: their numbers, totals, drawers and perpetual totals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ess_shop.domain.closing_words import amount_said, means_said, period_said, taxpayer_said
from ess_shop.domain.closings import ClosedDay
from ess_shop.domain.money import Rate
from ess_shop.domain.periods import Period, PeriodFigures, TaxpayerTotal
from ess_shop.domain.shop import Shop
from ess_shop.services.closures import z_number
from ess_shop.wording import Words


@dataclass(frozen=True, slots=True)
class ClosedRow:
    """One line of the list."""

    closed: ClosedDay | Period

    @property
    def figures(self) -> ClosedDay | PeriodFigures:
        """Its tickets and totals."""
        return self.closed if isinstance(self.closed, ClosedDay) else self.closed.figures


class ClosureWords:
    """Says closings in one language; `names` are members by id."""

    def __init__(self, words: Words, shop: Shop) -> None:
        self._words, self._shop = words, shop
        self.names: Mapping[str, str] = {}

    def number(self, row: ClosedRow) -> str:
        """Its number: `C1-Z0012`, or that of the month or year."""
        closed = row.closed
        if isinstance(closed, ClosedDay):
            return z_number(closed.till, closed.z)
        return str(closed.number)

    def said(self, row: ClosedRow) -> str:
        """Which day, month or year it is."""
        closed, words = row.closed, self._words
        if isinstance(closed, ClosedDay):
            return words("{day}, till {till}", day=closed.day, till=closed.till)
        return period_said(words, closed)

    def short(self, row: ClosedRow) -> str:
        """The same for the list, where the number names the till already."""
        closed = row.closed
        return self._words.day(closed.day) if isinstance(closed, ClosedDay) else self.said(row)

    def tickets(self, row: ClosedRow) -> str:
        """How many tickets it has."""
        return self._words.number(row.figures.tickets)

    def total(self, row: ClosedRow) -> str:
        """What was sold, with tax."""
        return self._words.money(self._shop.money(row.figures.total))

    def lines(self, row: ClosedRow) -> Sequence[tuple[str, Sequence[tuple[str, str]]]]:
        """All that it says, in groups: a title, and figures with their names."""
        words, shop = self._words, self._shop
        rates = [
            (
                words("VAT {rate}", rate=Rate(each.vat)),
                words(
                    "{total} (of it VAT {vat})",
                    total=shop.money(each.total),
                    vat=shop.money(each.total - each.before_tax),
                ),
            )
            for each in row.figures.rates
        ]
        means = [
            (
                means_said(words, shop, each.means, each.currency),
                amount_said(words, shop, each.net, each.currency),
            )
            for each in row.figures.means
        ]
        several = len({each.till for each in row.figures.taxpayers}) > 1
        perpetual = [
            (
                words("{name} (till {till})", name=self._taxpayer(each), till=each.till)
                if several
                else self._taxpayer(each),
                words.money(shop.money(each.perpetual)),
            )
            for each in row.figures.taxpayers
        ]
        return (
            (words("By VAT rate"), rates),
            (words("By means of payment"), means),
            (words("Drawers"), self._drawers(row.closed)),
            (words("Perpetual totals"), perpetual),
        )

    def _taxpayer(self, each: TaxpayerTotal) -> str:
        return taxpayer_said(self._words, each.taxpayer, self.names)

    def _drawers(self, closed: ClosedDay | Period) -> Sequence[tuple[str, str]]:
        words, shop = self._words, self._shop
        if not isinstance(closed, ClosedDay):
            return ()
        return [
            (
                means_said(words, shop, each.means, each.currency),
                words(
                    "{counted} counted, {difference} off",
                    counted=amount_said(words, shop, each.counted, each.currency),
                    difference=amount_said(words, shop, each.difference, each.currency),
                )
                if each.difference
                else words(
                    "{counted} counted, as expected",
                    counted=amount_said(words, shop, each.counted, each.currency),
                ),
            )
            for each in closed.counts
        ]
