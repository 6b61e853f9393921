"""A member's history in words: the day, what happened, and what it came to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ess_shop.domain.carried_words import why_carried
from ess_shop.domain.terms import Terms
from ess_shop.reading import AdjustmentRow, PayoutRow, SlipRow, StatementRow
from ess_shop.services.recounting import Told, history
from ess_shop.wording import MOVES, Words
from ui.desktop.presenters.choosing_member import contract_line
from ui.desktop.presenters.desk import Desk
from ui.desktop.presenters.member_glance import paid_by
from ui.desktop.presenters.member_shown import MemberShown

ALL, SLIPS, MONEY, CONTRACTS = "all", "slips", "money", "contracts"

_OF: dict[str, tuple[type, ...]] = {
    ALL: (object,),
    SLIPS: (SlipRow,),
    MONEY: (StatementRow, PayoutRow, AdjustmentRow),
    CONTRACTS: (Terms,),
}


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """A line of the history as it is read."""

    day: str
    what: str
    said: str
    amount: str


class MemberHistoryPresenter(MemberShown[list[Told]]):
    """The time line, all of it or one kind of papers."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, history)
        self.only = ALL

    def choose(self, only: str) -> None:
        """Show that kind alone."""
        self.only = only
        self.changed.ring()

    @property
    def lines(self) -> Sequence[HistoryLine]:
        """The lines, newest first."""
        words = self.desk.words
        return [_line(each, words) for each in self.value or () if isinstance(each.what, _OF[self.only])]


def _line(told: Told, words: Words) -> HistoryLine:
    day = words.day(told.day) if told.day else words("from the start")
    what = told.what
    if isinstance(what, SlipRow):
        pieces = words.plural("{count} piece", "{count} pieces", what.pieces)
        said = words("{number}: {pieces}", number=what.number, pieces=pieces)
        said = words("{said} · {note}", said=said, note=what.note) if what.note else said
        return HistoryLine(day, words(MOVES[what.kind]), said, words.money(what.worth))
    if isinstance(what, StatementRow):
        said = words("{number} of {month}", number=what.number, month=what.month)
        if what.why_carried:
            why = why_carried(what.why_carried, words)
            said = words("{said}; {carried} carried on ({why})", said=said, carried=what.carried, why=why)
        return HistoryLine(day, words("statement"), said, words.money(what.share))
    if isinstance(what, PayoutRow):
        return HistoryLine(
            day,
            words("payout"),
            words("{number}, {means}", number=what.number, means=paid_by(what.means, words)),
            words.money(what.amount),
        )
    if isinstance(what, AdjustmentRow):
        return HistoryLine(
            day,
            words("fee") if what.fee else words("correction"),
            words(what.reason),
            words.money(what.amount),
        )
    return HistoryLine(day, words("contract"), contract_line(words, what), "")
