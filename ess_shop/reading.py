"""Frozen rows that screens, papers and the command line show, and the Protocol that reads them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from ess_shop.domain.articles import Article
from ess_shop.domain.cash import OpenSession, SessionTotals
from ess_shop.domain.journal import Entry
from ess_shop.domain.members import Identity, Member, Note
from ess_shop.domain.money import Money, Rate
from ess_shop.domain.news import SoldItem
from ess_shop.domain.people import Person
from ess_shop.domain.price_advice import SoldAt
from ess_shop.domain.sale import Sale
from ess_shop.domain.sale_record import sale_from
from ess_shop.domain.searching import SearchRow
from ess_shop.domain.settlement import Account, Adjustment, Month, Row
from ess_shop.domain.shop import Shop
from ess_shop.domain.slip_record import slip_from
from ess_shop.domain.slips import Slip, SlipKind
from ess_shop.domain.stays import StayRow
from ess_shop.domain.terms import Bearer, Consignor, Terms
from ess_shop.reading_counts import ReadingCounts
from ess_shop.reading_members import ReadingMembers
from ess_shop.reading_police import ReadingPolice


@dataclass(frozen=True, slots=True)
class StatementLine:
    """One line of a member's statement; `local` is the member's part in local currencies.

    `tag_price` is the first price of marked down goods, `net` the fixed net price of a piece, `piece_fee`
    what the contract takes of each piece besides the commission, `shop_discount` the part of the discount
    that the shop bears alone; None where there is no such thing. `corrects` names the statement on which a
    returned line was paid, if it was settled already; `reason` says why goods came back, or what a line
    puts right.
    """

    day: date
    ticket: str
    code: str
    label: str
    quantity: int
    unit_price: Money
    discount: Money
    discount_reason: str
    discount_bearer: Bearer
    total: Money
    commission_rate: Rate
    share: Money
    legal_share: Money
    local: tuple[Money, ...]
    corrects: str = ""
    reason: str = ""
    tag_price: Money | None = None
    net: Money | None = None
    piece_fee: Money | None = None
    shop_discount: Money | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """A member's paper for a month: the rows (legal currency first) and every line behind them.

    `adjustments` are fees, advances and corrections with their reasons; `preview` marks an unapproved paper;
    `approved_at` is an ISO time, "" on a preview.
    """

    shop: Shop
    month: Month
    member: Member
    identity: Identity
    rows: tuple[Row, ...]
    lines: Sequence[StatementLine]
    adjustments: tuple[Adjustment, ...]
    approved_at: str
    preview: bool = False


@dataclass(frozen=True, slots=True)
class RecordedSale:
    """A sale with its place in the books; `number` is what people read, like C1-000123."""

    id: str
    till: str
    entry: int
    ticket: int
    at: str
    day: date
    volunteer: str
    source: str
    sale: Sale

    @property
    def number(self) -> str:
        """The ticket number on paper."""
        return ticket_number(self.till, self.ticket)


def recorded_sale(entry: Entry) -> RecordedSale:
    """The sale that a journal entry holds."""
    body: dict[str, Any] = entry.content()
    return RecordedSale(
        id=entry.id,
        till=entry.till,
        entry=entry.number,
        ticket=body["ticket"],
        at=entry.at,
        day=date.fromisoformat(body["day"]),
        volunteer=body["volunteer"],
        source=body["source"],
        sale=sale_from(body),
    )


def ticket_number(till: str, ticket: int) -> str:
    """How a ticket is called: its till and its number there."""
    return f"{till}-{ticket:06d}"


@dataclass(frozen=True, slots=True)
class Owed:
    """What the ledger owes a member in one currency (negative: the member owes the shop)."""

    member_id: str
    code: str
    name: str
    amount: Money


@dataclass(frozen=True, slots=True)
class AccountBalance:
    """The balance of one ledger account in one currency: debit positive."""

    account: str
    number: str
    amount: Money


@dataclass(frozen=True, slots=True)
class StockRow:
    """How many pieces of an article are on hand; `deposited` is what slips brought less what they took."""

    code: str
    label: str
    member: str
    deposited: int
    sold: int
    on_hand: int


@dataclass(frozen=True, slots=True)
class SalesRow:
    """What one business day brought."""

    day: date
    tickets: int
    lines: int
    total: Money
    commission: Money


@dataclass(frozen=True, slots=True)
class VatRow:
    """Sales at one VAT rate for one seller, in a period; `role` as on the contract."""

    seller: str
    role: str
    rate: Rate
    before_tax: Money
    tax: Money
    total: Money


@dataclass(frozen=True, slots=True)
class SettledMonth:
    """A month whose settlement was approved; `paid_on` None until the payouts are recorded."""

    month: Month
    approved_at: str
    rows: tuple[Row, ...]
    paid_on: date | None


@dataclass(frozen=True, slots=True)
class Returned:
    """A sold line as it stands: the sale it is on, and how many pieces came back already."""

    sale: RecordedSale
    returned: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """A basket that is not sold, as it is kept: `amount` in legal minor units, `at` an ISO time or ""."""

    id: str
    till: str
    name: str
    at: str
    amount: int
    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Worksheet:
    """Work that is not finished, as it is kept: `kind` says whose body it is, `member` an id or "".

    `at` is an ISO time.
    """

    id: str
    kind: str
    member: str
    at: str
    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class SaleQuery:
    """Which sales to find; what is left out matches everything. Newest first, `limit` of them.

    `text` is what someone types; each of its words must be a ticket number (`C1-000123` or `123`), a time of
    day (`14:30`), an amount (`12,50`), or part of an article's label or code, accents and case aside.
    `amount` is a total in legal minor units, taken or paid back; `clock` the beginning of a time of
    day (`14:3`).
    """

    text: str = ""
    day: date | None = None
    amount: int | None = None
    limit: int = 50
    till: str = ""
    ticket: int | None = None
    clock: str = ""
    article_ids: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class SaleRow:
    """A recorded sale as a list shows it; `labels` are its first articles."""

    till: str
    ticket: int
    at: str
    day: date
    total: Money
    volunteer: str
    lines: int
    means: tuple[str, ...]
    labels: tuple[str, ...]

    @property
    def number(self) -> str:
        """The ticket number on paper."""
        return ticket_number(self.till, self.ticket)


@dataclass(frozen=True, slots=True)
class RecordedSlip:
    """A slip with its place in the books; `at` is an ISO time."""

    id: str
    entry: int
    at: str
    slip: Slip

    @property
    def number(self) -> str:
        """The number on its paper."""
        return self.slip.number


def recorded_slip(entry: Entry) -> RecordedSlip | None:
    """The slip that a journal entry holds; None for what moved before there were slips."""
    slip = slip_from(entry.content())
    return None if slip is None else RecordedSlip(entry.id, entry.number, entry.at, slip)


@dataclass(frozen=True, slots=True)
class SlipQuery:
    """Which slips to find, newest first, `limit` of them; what is left out matches everything."""

    member_id: str = ""
    kind: SlipKind | None = None
    since: date | None = None
    until: date | None = None
    limit: int = 50
    number: str = ""
    """A piece of the number."""


@dataclass(frozen=True, slots=True)
class SlipRow:
    """A slip as a list shows it; `member` is a code, `worth` its pieces at their prices that day.

    `reverses` is the number it takes back, `reversed_by` the number that takes it back, "" for none.
    """

    number: str
    kind: SlipKind
    day: date
    member: str
    lines: int
    pieces: int
    worth: Money
    compensation: Money
    volunteer: str
    note: str
    reverses: str = ""
    reversed_by: str = ""


@dataclass(frozen=True, slots=True)
class StockMove:
    """What moved of an article: `paper` is a slip or ticket ("" before there were slips).

    `reason` is a kind of slip, `sale` or `return`; `on_hand` is what was there afterwards.
    """

    at: str
    reason: str
    quantity: int
    paper: str
    on_hand: int


@dataclass(frozen=True, slots=True)
class GoodsRow:
    """An article of a member of which something is here, or away at a fair."""

    article_id: str
    code: str
    label: str
    price: Money
    on_hand: int
    away: int


class Reading(ReadingCounts, ReadingMembers, ReadingPolice, Protocol):
    """What can be asked of the books without changing them."""

    def shop(self) -> Shop:
        """The shop as set up."""

    def members(self) -> Sequence[Member]:
        """All members by code."""

    def member(self, member_id: str) -> Member:
        """The member with that id; NotFound if there is none."""

    def identities(self) -> Mapping[str, Identity]:
        """Identities by member id."""

    def terms(self, member_id: str) -> Sequence[Terms]:
        """A member's contract history, oldest first."""

    def consignor(self, member_id: str, day: date) -> Consignor:
        """A member with the terms in force on a day; Refused if there are none."""

    def article_by_barcode(self, barcode: str) -> Article | None:
        """The article behind a scanned code."""

    def article_by_code(self, code: str) -> Article | None:
        """The article with that code."""

    def article(self, article_id: str) -> Article | None:
        """The article with that id."""

    def articles(self, codes: Sequence[str] | None = None) -> Sequence[Article]:
        """Articles by code, all of them or those with the given codes."""

    def codes_from(self, begin: str) -> set[str]:
        """The codes of articles that begin so."""

    def barcodes_from(self, begin: str) -> set[str]:
        """The barcodes of articles that begin so."""

    def articles_of(self, member_id: str) -> Sequence[Article]:
        """A member's articles by code, those for goods without a label aside."""

    def categories(self) -> Sequence[str]:
        """Every category in use, the one with most articles first."""

    def sold_prices(self, member_id: str) -> Sequence[SoldAt]:
        """What was sold of a member's goods at which price, what came back left out."""

    def stock_of(self, article_id: str) -> int:
        """Pieces on hand: the sum of the article's moves."""

    def away_of(self, article_id: str) -> int:
        """Pieces at a fair: the shop has them in its keeping, but not here."""

    def here_since(self, article_id: str) -> date | None:
        """The day of an article's last deposit; None if it was never deposited."""

    def stock_moves_of(self, article_id: str, limit: int = 200) -> Sequence[StockMove]:
        """What moved of an article, newest first."""

    def goods_of(self, member_id: str) -> Sequence[GoodsRow]:
        """A member's articles of which something is here or away, by code."""

    def slips(self, query: SlipQuery) -> Sequence[SlipRow]:
        """Slips that fit."""

    def slip(self, number: str) -> RecordedSlip | None:
        """The slip with that number."""

    def last_slip(self, kind: SlipKind, year: int) -> int:
        """The last number of a kind used in a year, 0 if there is none."""

    def stays(self, today: date, member_id: str = "") -> Sequence[StayRow]:
        """Goods here whose time ends within two weeks or is over, by member and last day."""

    def heads(self) -> Mapping[str, int]:
        """The number of the last entry of every till."""

    def sold_since(self, member_id: str, since: Mapping[str, int], until: date | None) -> Sequence[SoldItem]:
        """A member's lines after those entries of the tills, of days up to `until` (None: all)."""

    def revision(self) -> int:
        """Grows whenever a member, article or setting changed."""

    def people(self) -> Sequence[Person]:
        """Everyone who may come to the till, by name."""

    def preference(self, name: str) -> object:
        """A preference's plain data; None if it was never set."""

    def preferences(self) -> Mapping[str, object]:
        """All preferences."""

    def draft(self, id: str) -> KeptDraft | None:
        """A basket that is not sold."""

    def drafts(self) -> Sequence[KeptDraft]:
        """All baskets that are not sold, oldest first."""

    def worksheet(self, id: str) -> Worksheet | None:
        """Work that is not finished."""

    def worksheets(self, kind: str, member: str = "") -> Sequence[Worksheet]:
        """Unfinished work of a kind, of one member or of all, oldest first."""

    def notes(self, member_id: str) -> Sequence[Note]:
        """What was written about a member, newest first; erased notes are left out."""

    def search_rows(self) -> Iterator[SearchRow]:
        """Every article as the search shows it."""

    def best_sellers(self, since: date, limit: int) -> Sequence[str]:
        """The articles of which most pieces were sold since a day, best first."""

    def find_sales(self, query: SaleQuery) -> Sequence[SaleRow]:
        """Recorded sales that fit."""

    def sale_by_id(self, sale_id: str) -> RecordedSale | None:
        """The sale recorded under that id."""

    def count_events(self, code: str, detail: str) -> int:
        """How often something was noted."""

    def tills(self) -> Sequence[str]:
        """The codes of the shop's tills, in their order; the office is none."""

    def session(self, till: str) -> OpenSession | None:
        """The till's open session."""

    def recorded_sources(self, till: str) -> set[str]:
        """The tickets from elsewhere that were rung up on this till already."""

    def sale(self, till: str, ticket: int) -> Returned | None:
        """A sale by its ticket number, with what was returned of each line (lines count from 1)."""

    def voucher_left(self, reference: str) -> int:
        """What a voucher is still worth, in legal minor units."""

    def settled(self, month: Month) -> SettledMonth | None:
        """A month's settlement, if approved."""

    def months_of(self, member_id: str) -> Sequence[Month]:
        """The settled months in which a member had a statement, newest first."""

    def last_settled(self) -> Month | None:
        """The last month whose settlement was approved."""

    def statement_lines(
        self, month: Month, member_id: str = ""
    ) -> Iterator[tuple[str, Sequence[StatementLine]]]:
        """Every line of a month, one member (or that one) after the other, in the order of the tickets."""

    def recorded_adjustments(self, month: Month) -> Mapping[str, Sequence[Adjustment]]:
        """Fees, advances and corrections recorded in a month, by member."""

    def session_totals(self, session: OpenSession) -> SessionTotals:
        """What happened in a session so far."""

    def perpetual(self, till: str) -> Mapping[str, int]:
        """A till's perpetual totals per taxpayer, as its last closing left them."""

    def last_count(self, till: str) -> Mapping[tuple[str, str], int]:
        """What the till's last closing counted, per (means, currency)."""

    def last_closing(self, till: str) -> int | None:
        """The journal number of the till's last closing; None if it was never closed."""

    def settlement_accounts(self, month: Month) -> Sequence[Account]:
        """What a month needs to know of every member."""

    def ledger_of(self, month: Month) -> Mapping[tuple[str, str], int]:
        """Per (member, currency): what the ledger's sales and adjustments of a month credit the member."""

    def unsettled_before(self, month: Month) -> str | None:
        """An earlier month with movements that was not settled or not paid, if any."""

    def last_invoice(self, year: int) -> int:
        """The last commission invoice number used in a year."""

    def sold_articles(self, article_ids: Sequence[str]) -> set[str]:
        """Which of these articles have been sold at least once."""

    def uses_currency(self, code: str) -> bool:
        """Whether an amount was ever recorded in that currency, or a member accepts it."""

    def members_with_sales(self) -> set[str]:
        """The ids of the members of whom something was sold."""

    def dues(self, member_id: str = "") -> Mapping[str, Mapping[str, int]]:
        """By member (or that one) and currency, in minor units: what they are owed after the commission.

        Unlike `owed`, what the month's end will take of sales not settled yet is off already.
        """

    def owed(self) -> Sequence[Owed]:
        """What the ledger owes each member now."""

    def balances(self) -> Sequence[AccountBalance]:
        """The trial balance."""

    def sales_by_day(self, month: Month | None) -> Sequence[SalesRow]:
        """Sales per business day."""

    def vat(self, month: Month | None) -> Sequence[VatRow]:
        """Sales per seller and rate."""

    def stock(self) -> Sequence[StockRow]:
        """Every article's stock."""

    def entries(self, till: str) -> Iterator[Entry]:
        """A till's journal in order."""
