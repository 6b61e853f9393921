"""Keeping the basket on the screen safe, parking it, recalling it on any till."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from ess_shop.domain.money import Money
from ess_shop.domain.parking import BasketDraft, draft_from, plain_draft
from ess_shop.errors import NotFound
from ess_shop.ports import Books
from ess_shop.reading import KeptDraft, Reading
from ess_shop.services.timekeeping import iso

__all__ = [
    "BasketDraft",
    "Parked",
    "current",
    "forget_current",
    "keep_current",
    "park",
    "parked",
    "recall",
]

CURRENT = "current:"
"""The basket on a till's screen is kept under this and the till's code."""


@dataclass(frozen=True, slots=True)
class Parked:
    """A basket that waits: where and by whom it was parked; `at` is an ISO time."""

    id: str
    till: str
    name: str
    amount: Money
    at: str
    person: str
    lines: int


def keep_current(books: Books, till: str, draft: BasketDraft) -> None:
    """Write the basket on the screen down."""
    with books.work() as work:
        work.put_draft(KeptDraft(CURRENT + till, till, "", "", 0, plain_draft(draft)))
        work.commit()


def forget_current(books: Books, till: str) -> None:
    """The screen is empty."""
    with books.work() as work:
        work.take_draft(CURRENT + till)
        work.commit()


def current(read: Reading, till: str) -> BasketDraft | None:
    """The basket that was on the till's screen; StorageTrouble if it is damaged."""
    kept = read.draft(CURRENT + till)
    return draft_from(kept.body) if kept else None


def park(
    books: Books, *, id: str, till: str, name: str, amount: Money, at: datetime, draft: BasketDraft
) -> None:
    """Put a basket aside and empty the till's screen, in one step."""
    with books.work() as work:
        work.put_draft(KeptDraft(id, till, name, iso(at), amount.minor, plain_draft(draft)))
        work.take_draft(CURRENT + till)
        work.commit()


def parked(read: Reading) -> Sequence[Parked]:
    """The baskets that wait, of all tills, oldest first."""
    currency = read.shop().currency
    waiting = []
    for kept in read.drafts():
        if not kept.id.startswith(CURRENT):
            draft = draft_from(kept.body)
            amount = Money(kept.amount, currency)
            waiting.append(
                Parked(kept.id, kept.till, kept.name, amount, kept.at, draft.person, len(draft.asked))
            )
    return waiting


def recall(books: Books, id: str) -> BasketDraft:
    """Take a parked basket away from where it waits; NotFound if another till was faster."""
    with books.work() as work:
        kept = work.take_draft(id)
        if kept is None:
            raise NotFound("not_waiting", "This basket waits no longer: another till took it up.")
        draft = draft_from(kept.body)
        work.commit()
    return draft
