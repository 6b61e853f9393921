"""What the rules need from outside, as Protocols: the books, a clock, and someone who hears of progress."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from ess_shop.domain.articles import Article
from ess_shop.domain.cash import OpenSession
from ess_shop.domain.cut import Cut
from ess_shop.domain.journal import Draft, Entry, Head
from ess_shop.domain.members import Identity, Member, Note
from ess_shop.domain.people import Person
from ess_shop.domain.police import Seller
from ess_shop.domain.shop import Shop
from ess_shop.domain.terms import Terms
from ess_shop.reading import KeptDraft, Reading, Worksheet

Progress = Callable[[int, int], None]
"""Called with (done, of how many) while long work runs; raising from it cancels the work."""


def unheard(_done: int, _total: int) -> None:
    """Progress that nobody follows."""


class Clock(Protocol):
    """The time where the shop is, with its offset."""

    def __call__(self) -> datetime: ...


@dataclass(frozen=True, slots=True)
class TillState:
    """Where a till stands: its journal's head, its counters, its session; read under a lock."""

    head: Head
    last_at: str
    last_ticket: int
    last_z: int
    session: OpenSession | None
    closed_day: date | None


class Work(Protocol):
    """One transaction on the books: everything in it is kept together by `commit`, or not at all."""

    @property
    def read(self) -> Reading:
        """The books as this transaction sees them."""

    @property
    def shop(self) -> Shop:
        """The shop as this transaction sees it."""

    def state(self, till: str) -> TillState:
        """A till's state, locked until the end of the transaction; NotFound for an unknown till."""

    def lock_tills(self) -> Sequence[TillState]:
        """All tills' states, the office first, locked until the end of the transaction."""

    def find(self, entry_id: str) -> Entry | None:
        """The entry recorded under that id, if any."""

    def record(self, draft: Draft) -> Entry:
        """Append to the journal, with every fact that follows; `state` was called for its till."""

    def add_till(self, code: str) -> None:
        """A new till with an empty journal."""

    def cut(self, made: Cut) -> None:
        """Take away what a cut takes; whoever does carries on what it carries on, and proves the books."""

    def defects(self, progress: Progress = unheard) -> Iterator[Defect]:
        """Everything that is wrong with the books as this transaction leaves them."""

    def put_shop(self, shop: Shop) -> None:
        """Set the shop up or change it."""

    def put_members(self, members: Sequence[tuple[Member, Identity]]) -> None:
        """Add or replace members with their identities."""

    def put_terms(self, terms: Sequence[Terms]) -> None:
        """Add or replace contracts (one per member and first day)."""

    def drop_terms(self, terms: Terms) -> None:
        """Take a contract that never began out of the registers."""

    def put_articles(self, articles: Sequence[Article]) -> None:
        """Add or replace articles with their barcodes."""

    def put_people(self, people: Sequence[Person]) -> None:
        """Add or replace people."""

    def put_preferences(self, preferences: Mapping[str, object]) -> None:
        """Set preferences: plain JSON data by name."""

    def put_draft(self, draft: KeptDraft) -> None:
        """Keep a basket that is not sold, in the place of one with the same id."""

    def take_draft(self, id: str) -> KeptDraft | None:
        """Take a basket that is not sold away; None if it is not there."""

    def put_notes(self, notes: Sequence[Note]) -> None:
        """Add or replace notes about members."""

    def put_sellers(self, sellers: Sequence[Seller]) -> None:
        """Add those who leave second-hand goods, or erase what is written of them."""

    def put_worksheet(self, sheet: Worksheet) -> None:
        """Keep unfinished work, in the place of one with the same id."""

    def drop_worksheet(self, id: str) -> None:
        """Forget unfinished work, if it is there."""

    def enter_registers(self, entry_id: str, at: str) -> None:
        """Record the digests of every register record put in this transaction."""

    def commit(self) -> None:
        """Keep everything; without it, nothing was done."""


class Books(Protocol):
    """The books of one shop, wherever they are kept."""

    @property
    def id(self) -> str:
        """Which books these are, wherever a copy of them is."""

    def work(self) -> AbstractContextManager[Work]:
        """A transaction that writes."""

    def read(self) -> AbstractContextManager[Reading]:
        """A consistent view that does not write."""

    def seal(self, content: bytes) -> str:
        """A mark that only these books can make of exactly these bytes, in hexadecimal."""

    def defects(self, progress: Progress = unheard) -> Iterator[Defect]:
        """Everything that is wrong with the books, in words."""


@dataclass(frozen=True, slots=True)
class Defect:
    """One thing that is wrong: a stable code, where, and a sentence with its facts."""

    code: str
    where: str
    sentence: str
    facts: Mapping[str, object]
