"""What was sold of a member's goods in a month: every line, the sums, and the days drawn."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from ess_shop.domain.money import Money
from ess_shop.domain.settlement import Month
from ess_shop.domain.standing import SoldLine
from ess_shop.reading import Reading
from ui.desktop.presenters.desk import Desk
from ui.desktop.presenters.member_shown import MemberShown


class MemberSoldPresenter(MemberShown[list[SoldLine]]):
    """One month, at first the current one."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, self._lines)
        today = desk.clock().date()
        self.month = Month(today.year, today.month)

    def _lines(self, read: Reading, member_id: str) -> list[SoldLine]:
        lines = read.sold_lines(member_id, self.month.first)
        return [line for line in lines if line.day <= self.month.last]

    def step(self, months: int) -> None:
        """The month before or after; none after the current one."""
        today = self.desk.clock().date()
        later = self.month.next
        before = self.month.first - timedelta(days=1)
        month = later if months > 0 else Month(before.year, before.month)
        if month <= Month(today.year, today.month):
            self.month = month
            self.load()

    @property
    def last(self) -> bool:
        """Whether no later month has begun."""
        today = self.desk.clock().date()
        return Month(today.year, today.month) <= self.month

    @property
    def lines(self) -> Sequence[SoldLine]:
        """The lines, newest first."""
        return self.value or ()

    @property
    def sums(self) -> str:
        """Pieces, what they brought, and the member's part of it."""
        words, lines = self.desk.words, self.lines
        if not lines:
            return words("Nothing was sold in {month}.", month=self.month)
        total, share = lines[0].total * 0, lines[0].share * 0
        for line in lines:
            total, share = total + line.total, share + line.share
        pieces = words.plural("{count} piece", "{count} pieces", sum(line.quantity for line in lines))
        return words("{pieces}, {total}; their part: {share}.", pieces=pieces, total=total, share=share)

    @property
    def days(self) -> Sequence[tuple[int, Money | None]]:
        """Each day of the month with what it brought, None where nothing was sold."""
        sums: dict[int, Money] = {}
        for line in self.lines:
            known = sums.get(line.day.day)
            sums[line.day.day] = line.total if known is None else known + line.total
        return [(day, sums.get(day)) for day in range(1, self.month.last.day + 1)]

    def came_back(self, line: SoldLine) -> str:
        """The label, and that it came back, if so."""
        if line.quantity < 0:
            return self.desk.words("{label} (came back)", label=line.label)
        return line.label
