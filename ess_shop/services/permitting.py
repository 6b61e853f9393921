"""Books as somebody may write in them: every act is held against their rights, whatever asked for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from ess_shop.domain.accounting_settings import ACCOUNTING
from ess_shop.domain.articles import Article
from ess_shop.domain.cut import Cut
from ess_shop.domain.journal import Draft, Entry, Kind
from ess_shop.domain.members import Identity, Member, Note
from ess_shop.domain.people import Person, Right, Role
from ess_shop.domain.police import Seller
from ess_shop.domain.preferences import LABELLED, LABELS, OFFICERS, RIGHTS, USUAL_TERMS
from ess_shop.domain.shop import Shop
from ess_shop.domain.terms import Terms
from ess_shop.errors import Refused
from ess_shop.ports import Books, Defect, Progress, Work, unheard
from ess_shop.reading import KeptDraft, Worksheet
from ess_shop.services.guarding import GuardedBooks, GuardedWork
from ess_shop.services.planning_month import RULES
from ess_shop.services.telling import PREFERENCE as NEWS

ENTRIES: Mapping[Kind, tuple[Right, ...]] = {
    Kind.OPENING: (Right.OPEN_TILL,),
    Kind.SALE: (Right.SELL,),
    Kind.CLOSING: (Right.CLOSE_TILL, Right.CLOSE_PERIODS, Right.SETTLE),
    Kind.CASH: (Right.CASH_MOVE, Right.CLOSE_TILL),
    Kind.STOCK: (Right.GOODS, Right.MEMBERS),
    Kind.ADJUSTMENT: (Right.SETTLE, Right.MEMBERS),
    Kind.SETTLEMENT: (Right.SETTLE,),
    Kind.APPROVAL: (Right.SETTLE,),
    Kind.PAYOUT: (Right.SETTLE,),
    Kind.PAYOUT_BACK: (Right.SETTLE,),
    Kind.PERIOD: (Right.CLOSE_PERIODS, Right.SETTLE),
    Kind.PURGE: (Right.CLOSE_PERIODS,),
}
"""Which rights let an entry be recorded, any of them; registers are held against what is put into them."""

EVENTS: Mapping[str, Right] = {
    "drawer": Right.OPEN_DRAWER,
    "basket_cleared": Right.CLEAR_BASKET,
    "training_begun": Right.TRAINING,
}
"""Events that stand for an act; every other one only tells what happened."""

WORKING = (Right.GOODS, Right.MEMBERS, Right.CONTRACTS, Right.SETTLE, Right.OWN_ACCOUNT)
"""Whose work may lie about unfinished."""

PREFERENCES: Mapping[str, tuple[Right, ...]] = {
    RIGHTS: (Right.PEOPLE,),
    OFFICERS: (Right.PEOPLE,),
    LABELS: (Right.GOODS, Right.SETTINGS),
    USUAL_TERMS: (Right.CONTRACTS, Right.SETTINGS),
    RULES: (Right.SETTLE, Right.SETTINGS),
    ACCOUNTING: (Right.SETTLE, Right.SETTINGS),
}
"""Which rights let a preference be set; every other one is a setting."""


class PermittedBooks(GuardedBooks):
    """The books of a shop as somebody may use them: a transaction takes what they may write."""

    def __init__(self, books: Books, may: Callable[[Right], bool]) -> None:
        super().__init__(books)
        self._may = may

    def _guarded(self, work: Work) -> Work:
        return _Permitted(work, self._may)


class _Permitted(GuardedWork):
    """A transaction that somebody writes in; see `ess_shop.ports.Work`."""

    def __init__(self, work: Work, may: Callable[[Right], bool]) -> None:
        super().__init__(work)
        self._may = may
        self._joining: set[str] = set()
        """The members who join in this transaction: whoever takes them in may agree their first contract."""
        self._goods_moved = False
        """Whether a slip was written in it: what a member gets for lost goods belongs to the slip."""

    def _require(self, *rights: Right) -> None:
        if not any(self._may(right) for right in rights):
            raise Refused("not_allowed", "This needs a manager: ask one to enter their PIN.")

    def record(self, draft: Draft) -> Entry:
        """Append to the journal what they may do."""
        compensates = draft.kind is Kind.ADJUSTMENT and self._goods_moved
        if draft.kind in ENTRIES and not compensates:
            self._require(*ENTRIES[draft.kind])
        self._goods_moved |= draft.kind is Kind.STOCK
        if draft.kind is Kind.EVENT and draft.body["code"] in EVENTS:
            self._require(EVENTS[str(draft.body["code"])])
        if draft.kind is Kind.SALE:
            for right in needed_by(draft.body):
                self._require(right)
        return self._work.record(draft)

    def cut(self, made: Cut) -> None:
        """Take away what a cut takes."""
        self._require(*ENTRIES[Kind.PURGE])
        self._work.cut(made)

    def defects(self, progress: Progress = unheard) -> Iterator[Defect]:
        """Everything that is wrong with the books as this transaction leaves them."""
        return self._work.defects(progress)

    def add_till(self, code: str) -> None:
        """A new till."""
        self._require(Right.SETTINGS)
        self._work.add_till(code)

    def put_shop(self, shop: Shop) -> None:
        """Change the shop."""
        self._require(Right.SETTINGS)
        self._work.put_shop(shop)

    def put_members(self, members: Sequence[tuple[Member, Identity]]) -> None:
        """Add or replace members."""
        self._require(Right.MEMBERS)
        known = {member.id for member in self._work.read.members()}
        self._joining |= {member.id for member, _identity in members} - known
        self._work.put_members(members)

    def put_terms(self, terms: Sequence[Terms]) -> None:
        """Add or replace contracts; the first one of who joins needs no right of its own."""
        if any(each.member_id not in self._joining for each in terms):
            self._require(Right.CONTRACTS)
        self._work.put_terms(terms)

    def drop_terms(self, terms: Terms) -> None:
        """Take a contract out."""
        self._require(Right.CONTRACTS)
        self._work.drop_terms(terms)

    def put_articles(self, articles: Sequence[Article]) -> None:
        """Add or replace articles; at the till too, where something has no label."""
        self._require(Right.GOODS, Right.SELL, Right.MEMBERS)
        self._work.put_articles(articles)

    def put_people(self, people: Sequence[Person]) -> None:
        """Add or replace people; a member's access belongs to the members."""
        for person in people:
            self._require(*((Right.MEMBERS,) if person.role is Role.MEMBER else ()), Right.PEOPLE)
        self._work.put_people(people)

    def put_preferences(self, preferences: Mapping[str, object]) -> None:
        """Set preferences."""
        for name in preferences:
            self._require(*_rights_for(name))
        self._work.put_preferences(preferences)

    def put_draft(self, draft: KeptDraft) -> None:
        """Keep a basket, which is no record yet."""
        self._work.put_draft(draft)

    def take_draft(self, id: str) -> KeptDraft | None:
        """Take a basket away."""
        return self._work.take_draft(id)

    def put_notes(self, notes: Sequence[Note]) -> None:
        """Write notes about members."""
        self._require(Right.MEMBERS)
        self._work.put_notes(notes)

    def put_sellers(self, sellers: Sequence[Seller]) -> None:
        """Write down who leaves second-hand goods, or erase it."""
        self._require(Right.GOODS, Right.MEMBERS)
        self._work.put_sellers(sellers)

    def put_worksheet(self, sheet: Worksheet) -> None:
        """Keep unfinished work."""
        self._require(*WORKING)
        self._work.put_worksheet(sheet)

    def drop_worksheet(self, id: str) -> None:
        """Forget unfinished work."""
        self._require(*WORKING)
        self._work.drop_worksheet(id)

    def enter_registers(self, entry_id: str, at: str) -> None:
        """Record the digests of what was put."""
        self._work.enter_registers(entry_id, at)


def needed_by(sale: Mapping[str, Any]) -> Iterator[Right]:
    """What a sale needs beside the right to sell, by the journal's body of it."""
    if any(line.get("discount") for line in sale["lines"] if line["quantity"] > 0):
        yield Right.DISCOUNT
    if any(line["quantity"] < 0 and "origin" not in line for line in sale["lines"]):
        yield Right.RETURN_WITHOUT_TICKET


def _rights_for(preference: str) -> tuple[Right, ...]:
    if preference.startswith(NEWS):
        return Right.OWN_ACCOUNT, Right.MEMBERS
    if preference.startswith(LABELLED):
        return Right.GOODS, Right.SETTINGS
    return PREFERENCES.get(preference, (Right.SETTINGS,))
