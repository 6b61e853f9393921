"""Keeping the basket on the screen safe, parking it, recalling it on any till."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from ess_shop.domain.money import Currency, Money
from ess_shop.domain.parking import BasketDraft, draft_from, plain_draft
from ess_shop.errors import NotFound, StorageTrouble
from ess_shop.ports import Books
from ess_shop.reading import KeptDraft, Reading
from ess_shop.services.noting import BASKET_CLEARED
from ess_shop.services.timekeeping import iso, keep_order, log_event

__all__ = [
    "BasketDraft",
    "Parked",
    "current",
    "discard",
    "forget_current",
    "keep_current",
    "park",
    "parked",
    "recall",
]

log = logging.getLogger(__name__)

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
        work.put_draft(_on_screen(till, draft))
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
    """The baskets that wait, of all tills, oldest first; a damaged one without its person and lines."""
    currency = read.shop().currency
    waiting = []
    for kept in read.drafts():
        if not kept.id.startswith(CURRENT):
            waiting.append(_waiting(kept, currency))
    return waiting


def _waiting(kept: KeptDraft, currency: Currency) -> Parked:
    person, lines = "", 0
    try:
        draft = draft_from(kept.body)
        person, lines = draft.person, len(draft.asked)
    except StorageTrouble:
        log.warning("the parked basket %s is damaged", kept.id)
    return Parked(kept.id, kept.till, kept.name, Money(kept.amount, currency), kept.at, person, lines)


def recall(books: Books, id: str, *, till: str = "") -> BasketDraft:
    """Take a parked basket away from where it waits; NotFound if another till was faster.

    With a till, it becomes the basket on that till's screen in the same step, so that no crash loses it.
    StorageTrouble for a damaged one, which stays where it is.
    """
    with books.work() as work:
        kept = work.take_draft(id)
        if kept is None or kept.id.startswith(CURRENT):
            raise NotFound("not_waiting", "This basket waits no longer: another till took it up.")
        draft = draft_from(kept.body)
        if till:
            work.put_draft(_on_screen(till, draft))
        work.commit()
    return draft


def discard(books: Books, id: str, *, till: str, at: datetime) -> None:
    """Give a parked basket up, also a damaged one, and note it; NotFound if it waits no longer."""
    with books.work() as work:
        state = work.state(till)
        kept = work.take_draft(id)
        if kept is None or kept.id.startswith(CURRENT):
            raise NotFound("not_waiting", "This basket waits no longer: another till took it up.")
        keep_order(work, state, at)
        log_event(work, till, at, BASKET_CLEARED, f"{kept.name} {kept.amount}".strip())
        work.commit()


def _on_screen(till: str, draft: BasketDraft) -> KeptDraft:
    return KeptDraft(CURRENT + till, till, "", "", 0, plain_draft(draft))
