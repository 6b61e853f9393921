"""A member's history in one time line: slips, statements, payouts, contracts, fees and corrections."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ess_shop.domain.terms import BEGINNING, Terms
from ess_shop.reading import AdjustmentRow, PayoutRow, Reading, SlipQuery, SlipRow, StatementRow

MOST_SLIPS = 500

Happening = SlipRow | StatementRow | PayoutRow | AdjustmentRow | Terms


@dataclass(frozen=True, slots=True)
class Told:
    """Something that happened; a contract from the very beginning has no day."""

    day: date | None
    what: Happening


def history(read: Reading, member_id: str) -> list[Told]:
    """Everything that happened with a member, newest first."""
    return sorted(_told(read, member_id), key=lambda each: each.day or date.min, reverse=True)


def _told(read: Reading, member_id: str) -> Iterator[Told]:
    """On one day a payout comes before the statement it pays: newest first, that is the order."""
    papers: Sequence[PayoutRow | AdjustmentRow | SlipRow] = (
        *read.payouts_of(member_id),
        *read.adjustments_of(member_id),
        *read.slips(SlipQuery(member_id=member_id, limit=MOST_SLIPS)),
    )
    for paper in papers:
        yield Told(paper.day, paper)
    for statement in read.statements_of(member_id):
        yield Told(date.fromisoformat(statement.at[:10]), statement)
    for terms in reversed(read.terms(member_id)):
        yield Told(None if terms.valid_from == BEGINNING else terms.valid_from, terms)
