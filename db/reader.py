"""Reading the books: members, articles, sales, settlements, as the frozen rows that people are shown."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from sqlalchemy import ColumnElement, Connection, bindparam, select

from db import desk, expiring, intake, news
from db import tables as t
from db.archives import Archives
from db.counts import Counts
from db.directory import Directory
from db.ledger import Ledger
from db.log import EventLog
from db.police import PoliceRegister
from db.registers import article_from, member_from, note_from, person_from, terms_from
from db.shelf import Shelf
from db.shop_row import shop_from
from db.takings import TakingsFigures
from db.tills import Tills
from db.unfinished import Unfinished
from ess_shop.domain.articles import Article
from ess_shop.domain.members import Member, Note
from ess_shop.domain.news import SoldItem
from ess_shop.domain.people import Person
from ess_shop.domain.price_advice import SoldAt
from ess_shop.domain.searching import SearchRow
from ess_shop.domain.shop import Shop
from ess_shop.domain.stays import StayRow
from ess_shop.domain.terms import Consignor, Terms, valid_on
from ess_shop.errors import NotFound, Refused
from ess_shop.reading import PriceTag, SaleQuery, SaleRow

FEW = 1000
"""Up to so many articles are read one by one; more by going through all of them."""


class Reader(
    Counts, Directory, PoliceRegister, TakingsFigures, Ledger, EventLog, Archives, Tills, Unfinished
):
    """Answers questions within one transaction; see `ess_shop.reading.Reading`."""

    def __init__(self, connection: Connection, shelf: Shelf) -> None:
        super().__init__(connection)
        self._shelf = shelf
        self._revision = connection.execute(_REVISION).scalar_one()
        shelf.refresh(self._revision)

    def shop(self) -> Shop:
        """The shop as set up."""
        if self._shelf.shop is None:
            self._shelf.shop = shop_from(self._connection.execute(select(t.books.c.shop)).scalar_one())
        return self._shelf.shop

    # Members

    def members(self) -> Sequence[Member]:
        """All members by code."""
        rows = self._connection.execute(select(t.members).order_by(t.members.c.code)).mappings()
        return [member_from(row) for row in rows]

    def member(self, member_id: str) -> Member:
        """The member with that id; NotFound if there is none."""
        return self._member(member_id)[0]

    def terms(self, member_id: str) -> Sequence[Terms]:
        """A member's contract history, oldest first."""
        return self._member(member_id)[1]

    def consignor(self, member_id: str, day: date) -> Consignor:
        """A member with the terms in force on a day; Refused if there are none."""
        known = self._shelf.consignors.get((member_id, day))
        if known is None:
            member, history = self._member(member_id)
            terms = valid_on(history, day)
            if terms is None:
                raise Refused(
                    "no_terms",
                    "Member {member} has no contract on {day}: add one.",
                    member=member.code,
                    day=day,
                )
            known = Consignor(
                member.id, member.code, member.vat_status, terms, tuple(member.acceptance.items())
            )
            self._shelf.consignors[member_id, day] = known
        return known

    def _member(self, member_id: str) -> tuple[Member, tuple[Terms, ...]]:
        known = self._shelf.members.get(member_id)
        if known is None:
            row = (
                self._connection.execute(select(t.members).where(t.members.c.id == member_id))
                .mappings()
                .first()
            )
            if row is None:
                raise NotFound("unknown_member", "There is no such member.")
            history = self._connection.execute(
                select(t.terms).where(t.terms.c.member_id == member_id).order_by(t.terms.c.valid_from)
            ).mappings()
            known = member_from(row), tuple(terms_from(each) for each in history)
            self._shelf.members[member_id] = known
        return known

    # Articles

    def article_by_barcode(self, barcode: str) -> Article | None:
        """The article behind a scanned code."""
        found = self._shelf.barcodes.get(barcode)
        if found is None:
            found = self._connection.execute(_BY_BARCODE, {"barcode": barcode}).scalar_one_or_none()
            if found is None:
                return None
            self._shelf.barcodes[barcode] = found
        return self.article(found)

    def article_by_code(self, code: str) -> Article | None:
        """The article with that code."""
        found = self._connection.execute(
            select(t.articles.c.id).where(t.articles.c.code == code)
        ).scalar_one_or_none()
        return None if found is None else self.article(found)

    def article(self, article_id: str) -> Article | None:
        """The article with that id."""
        known = self._shelf.articles.get(article_id)
        if known is None:
            row = self._connection.execute(_ARTICLE, {"id": article_id}).mappings().first()
            if row is None:
                return None
            codes = self._connection.execute(_BARCODES, {"id": article_id}).scalars()
            known = article_from(row, tuple(codes), self.shop().currency)
            self._shelf.articles[article_id] = known
        return known

    def articles(self, codes: Sequence[str] | None = None) -> Sequence[Article]:
        """Articles by code, all of them or those with the given codes."""
        if codes is not None and len(codes) <= FEW:
            found = {code: self.article_by_code(code) for code in codes}
            return [article for _code, article in sorted(found.items()) if article is not None]
        query = select(t.articles).order_by(t.articles.c.code)
        wanted = None if codes is None else set(codes)
        barcodes: dict[str, list[str]] = {}
        pairs = select(t.barcodes.c.article_id, t.barcodes.c.barcode).order_by(t.barcodes.c.barcode)
        for article_id, barcode in self._connection.execute(pairs):
            barcodes.setdefault(article_id, []).append(barcode)
        currency = self.shop().currency
        return [
            article_from(row, barcodes.get(row["id"], ()), currency)
            for row in self._connection.execute(query).mappings()
            if wanted is None or row["code"] in wanted
        ]

    def price_tags(self, article_ids: Sequence[str]) -> Sequence[PriceTag]:
        """The price tags of these articles, in no order; those that there are not are left out."""
        return desk.price_tags(self._connection, article_ids, self.shop())

    def codes_from(self, begin: str) -> set[str]:
        """The codes of articles that begin so."""
        return self._texts_from(t.articles.c.code, begin)

    def barcodes_from(self, begin: str) -> set[str]:
        """The barcodes of articles that begin so."""
        return self._texts_from(t.barcodes.c.barcode, begin)

    def _texts_from(self, column: ColumnElement[str], begin: str) -> set[str]:
        """SQLite does not tell small letters from capitals here: more than was asked for does no harm."""
        query = select(column).where(column.startswith(begin, autoescape=True))
        return set(self._connection.execute(query).scalars())

    # Goods that come in

    def articles_of(self, member_id: str) -> Sequence[Article]:
        """A member's articles by code, those for goods without a label aside."""
        return intake.articles_of(self._connection, member_id, self.shop().currency)

    def categories(self) -> Sequence[str]:
        """Every category in use, the one with most articles first."""
        return intake.categories(self._connection)

    def sold_prices(self, member_id: str) -> Sequence[SoldAt]:
        """What was sold of a member's goods at which price, what came back left out."""
        return intake.sold_prices(self._connection, member_id)

    # The desk

    def revision(self) -> int:
        """Grows whenever a member, article or setting changed."""
        return int(self._revision)

    def people(self) -> Sequence[Person]:
        """Everyone who may come to the till, by name."""
        rows = self._connection.execute(select(t.people).order_by(t.people.c.name)).mappings()
        return [person_from(row) for row in rows]

    def preference(self, name: str) -> object:
        """A preference's plain data; None if it was never set."""
        query = select(t.preferences.c.value).where(t.preferences.c.name == name)
        value = self._connection.execute(query).scalar_one_or_none()
        return None if value is None else json.loads(value)

    def preferences(self) -> Mapping[str, object]:
        """All preferences."""
        rows = self._connection.execute(select(t.preferences.c.name, t.preferences.c.value))
        return {name: json.loads(value) for name, value in rows}

    def notes(self, member_id: str) -> Sequence[Note]:
        """What was written about a member, newest first; erased notes are left out."""
        notes = t.notes.c
        query = (
            select(t.notes).where(notes.member_id == member_id, notes.text != "").order_by(notes.at.desc())
        )
        return [note_from(row) for row in self._connection.execute(query).mappings()]

    def search_rows(self) -> Iterator[SearchRow]:
        """Every article as the search shows it."""
        return desk.search_rows(self._connection)

    def best_sellers(self, since: date, limit: int) -> Sequence[str]:
        """The articles of which most pieces were sold since a day, best first."""
        return desk.best_sellers(self._connection, since, limit)

    def find_sales(self, query: SaleQuery) -> Sequence[SaleRow]:
        """Recorded sales that fit."""
        return desk.find_sales(self._connection, query, self.shop())

    def stays(self, today: date, member_id: str = "") -> Sequence[StayRow]:
        """Goods here whose time ends within two weeks or is over, by member and last day."""
        return expiring.stays(self._connection, self.shop(), today, member_id)

    # News

    def heads(self) -> Mapping[str, int]:
        """The number of the last entry of every till."""
        return news.heads(self._connection)

    def sold_since(self, member_id: str, since: Mapping[str, int], until: date | None) -> Sequence[SoldItem]:
        """A member's lines after those entries of the tills, of days up to `until` (None: all)."""
        return news.sold_since(self._connection, self.shop(), member_id, since, until)


_BY_BARCODE = select(t.barcodes.c.article_id).where(t.barcodes.c.barcode == bindparam("barcode"))
_ARTICLE = select(t.articles).where(t.articles.c.id == bindparam("id"))
_BARCODES = (
    select(t.barcodes.c.barcode)
    .where(t.barcodes.c.article_id == bindparam("id"))
    .order_by(t.barcodes.c.barcode)
)
_REVISION = select(t.books.c.register_revision)
