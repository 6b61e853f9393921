"""Registers: members, identities, contracts, articles and the shop, as rows and back, with their digests."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, fields
from datetime import date
from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from db import tables as t
from ess_shop.domain.articles import Article
from ess_shop.domain.clauses import NO_CLAUSES, clauses_from, clauses_plain
from ess_shop.domain.currencies import ChangePolicy, LocalCurrency
from ess_shop.domain.journal import canonical, digest
from ess_shop.domain.members import CONTEST_DAYS, Identity, Member, MemberKind, Note, PayoutMeans, VatStatus
from ess_shop.domain.money import Currency, Money, Rate
from ess_shop.domain.people import Person, Role
from ess_shop.domain.police import Seller
from ess_shop.domain.shop import ACCOUNT_NUMBERS, Shop
from ess_shop.domain.terms import Bearer, CommissionBase, Terms, VatRole
from ess_shop.reading import KeptDraft, Worksheet

Record = dict[str, Any]
Digest = tuple[str, str, str]
SHOP_RECORD = "shop"


def shop_text(shop: Shop) -> str:
    """The shop as canonical JSON."""
    plain = asdict(shop)
    plain["currency"] = [shop.currency.code, shop.currency.decimals]
    plain["commission_vat"] = shop.commission_vat.millionths
    plain["accounts"] = dict(shop.accounts)
    plain["locals"] = [
        {
            **{name: getattr(local, name) for name in ("name", "parity", "per")},
            "currency": [local.currency.code, local.currency.decimals],
            "denominations": list(local.denominations),
            "change": str(local.change),
        }
        for local in shop.locals
    ]
    return canonical(plain)


def shop_from(text: str) -> Shop:
    """The shop that a text was made of; accounts that came later have their usual numbers."""
    plain = json.loads(text)
    plain["currency"] = Currency(*plain["currency"])
    plain["commission_vat"] = Rate(plain["commission_vat"])
    plain["accounts"] = {**ACCOUNT_NUMBERS, **plain["accounts"]}
    plain["locals"] = tuple(
        LocalCurrency(
            **{
                **local,
                "currency": Currency(*local["currency"]),
                "denominations": tuple(local["denominations"]),
                "change": ChangePolicy(local["change"]),
            }
        )
        for local in plain["locals"]
    )
    return Shop(**plain)


def member_row(member: Member) -> Record:
    """A member as a row."""
    return {
        "id": member.id,
        "code": member.code,
        "kind": str(member.kind),
        "vat_status": str(member.vat_status),
        "payout_minimum": member.payout_minimum,
        "payout_means": str(member.payout_means),
        "acceptance": canonical({code: rate.millionths for code, rate in member.acceptance.items()}),
        "revision": member.revision,
        "mandate_on": member.mandate_on.isoformat() if member.mandate_on else "",
        "contest_days": member.contest_days,
        "left_on": member.left_on.isoformat() if member.left_on else "",
    }


def member_from(row: Mapping[Any, Any]) -> Member:
    """The member of a row."""
    return Member(
        id=row["id"],
        code=row["code"],
        kind=MemberKind(row["kind"]),
        vat_status=VatStatus(row["vat_status"]),
        payout_minimum=row["payout_minimum"],
        payout_means=PayoutMeans(row["payout_means"]),
        acceptance={code: Rate(share) for code, share in json.loads(row["acceptance"]).items()},
        revision=row["revision"],
        mandate_on=_day(row["mandate_on"]),
        contest_days=row["contest_days"],
        left_on=_day(row["left_on"]),
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


_IDENTITY = tuple(field.name for field in fields(Identity))


def identity_row(identity: Identity) -> Record:
    """An identity as a row."""
    return {name: getattr(identity, name) for name in _IDENTITY}


def identity_from(row: Mapping[Any, Any]) -> Identity:
    """The identity of a row."""
    return Identity(**{name: row[name] for name in _IDENTITY})


def terms_row(terms: Terms) -> Record:
    """A contract as a row."""
    return {
        "id": terms.id,
        "member_id": terms.member_id,
        "valid_from": terms.valid_from.isoformat(),
        "commission": terms.commission.millionths,
        "role": str(terms.role),
        "base": str(terms.base),
        "discount_bearer": str(terms.discount_bearer),
        "monthly_fee": terms.monthly_fee,
        "duration_days": terms.duration_days,
        "clauses": "" if terms.clauses == NO_CLAUSES else canonical(clauses_plain(terms.clauses)),
    }


def terms_from(row: Mapping[Any, Any]) -> Terms:
    """The contract of a row."""
    return Terms(
        id=row["id"],
        member_id=row["member_id"],
        valid_from=date.fromisoformat(row["valid_from"]),
        commission=Rate(row["commission"]),
        role=VatRole(row["role"]),
        base=CommissionBase(row["base"]),
        discount_bearer=Bearer(row["discount_bearer"]),
        monthly_fee=row["monthly_fee"],
        duration_days=row["duration_days"],
        clauses=clauses_from(json.loads(row["clauses"])) if row["clauses"] else NO_CLAUSES,
    )


def article_row(article: Article) -> Record:
    """An article as a row, without its barcodes."""
    return {
        "id": article.id,
        "code": article.code,
        "label": article.label,
        "member_id": article.member_id,
        "price": article.price.minor,
        "vat": article.vat.millionths,
        "maker": article.maker,
        "category": article.category,
        "picture": article.picture,
        "unique_piece": int(article.unique),
        "revision": article.revision,
        "second_hand": int(article.second_hand),
        "description": article.description,
        "stays_until": article.stays_until.isoformat() if article.stays_until else "",
        "net": None if article.net is None else article.net.minor,
        "floor": None if article.floor is None else article.floor.minor,
    }


def article_from(row: Mapping[Any, Any], barcodes: Sequence[str], currency: Currency) -> Article:
    """The article of a row and its barcodes."""
    return Article(
        id=row["id"],
        code=row["code"],
        label=row["label"],
        member_id=row["member_id"],
        price=Money(row["price"], currency),
        vat=Rate(row["vat"]),
        barcodes=tuple(barcodes),
        maker=row["maker"],
        category=row["category"],
        picture=row["picture"],
        unique=bool(row["unique_piece"]),
        second_hand=bool(row["second_hand"]),
        description=row["description"],
        net=None if row["net"] is None else Money(row["net"], currency),
        floor=None if row["floor"] is None else Money(row["floor"], currency),
        stays_until=_day(row["stays_until"]),
        revision=row["revision"],
    )


def person_row(person: Person) -> Record:
    """A person as a row."""
    return {**asdict(person), "role": str(person.role), "active": int(person.active)}


def person_from(row: Mapping[Any, Any]) -> Person:
    """The person of a row."""
    return Person(**{**row, "role": Role(row["role"]), "active": bool(row["active"])})


def json_text(value: object) -> str:
    """Plain data as JSON in the one way it is written."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def draft_row(draft: KeptDraft) -> Record:
    """A basket that is not sold as a row."""
    return {
        **{name: getattr(draft, name) for name in ("id", "till", "name", "at", "amount")},
        "body": json_text(draft.body),
    }


def draft_from(row: Mapping[Any, Any]) -> KeptDraft:
    """The basket of a row; an unreadable body is empty, and refused where it is read."""
    try:
        body = json.loads(row["body"])
    except ValueError:
        body = {}
    return KeptDraft(row["id"], row["till"], row["name"], row["at"], row["amount"], body)


def note_row(note: Note) -> Record:
    """A note as a row."""
    return asdict(note)


def note_from(row: Mapping[Any, Any]) -> Note:
    """The note of a row."""
    return Note(**row)


def seller_row(seller: Seller) -> Record:
    """Who left second-hand goods, as a row."""
    return asdict(seller)


def seller_from(row: Mapping[Any, Any]) -> Seller:
    """Who a row says left second-hand goods."""
    return Seller(**row)


def worksheet_row(sheet: Worksheet) -> Record:
    """Work that is not finished as a row."""
    plain = {name: getattr(sheet, name) for name in ("id", "kind", "member", "at")}
    return {**plain, "body": json_text(sheet.body)}


def worksheet_from(row: Mapping[Any, Any]) -> Worksheet:
    """The work of a row; an unreadable body is empty, and refused where it is read."""
    try:
        body = json.loads(row["body"])
    except ValueError:
        body = {}
    return Worksheet(row["id"], row["kind"], row["member"], row["at"], body)


def upsert(connection: Connection, table: Table, rows: Sequence[Record]) -> None:
    """Insert rows, or replace what stands under their primary key."""
    if not rows:
        return
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    statement = dialect.insert(table)
    keys = [column.name for column in table.primary_key]
    changed = {
        column.name: statement.excluded[column.name] for column in table.columns if column.name not in keys
    }
    connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=changed), list(rows))


def put_barcodes(connection: Connection, articles: Sequence[Article]) -> None:
    """Make each article's barcodes exactly these."""
    if not articles:
        return
    old = delete(t.barcodes).where(t.barcodes.c.article_id == bindparam("owner"))
    connection.execute(old, [{"owner": article.id} for article in articles])
    rows = [
        {"barcode": barcode, "article_id": article.id} for article in articles for barcode in article.barcodes
    ]
    if rows:
        connection.execute(insert(t.barcodes), rows)


def article_digest(key: bytes, row: Record, barcodes: Iterable[str]) -> Digest:
    """The digest of an article together with its barcodes."""
    return _digest(key, "articles", row["id"], {**row, "barcodes": sorted(barcodes)})


def digests(key: bytes, table: Table, rows: Iterable[Record]) -> Iterator[Digest]:
    """(register, record, digest) of plain register rows."""
    name = table.primary_key.columns[0].name
    return (_digest(key, table.name, row[name], row) for row in rows)


def shop_digest(key: bytes, text: str) -> Digest:
    """The digest of the shop's settings."""
    return _digest(key, SHOP_RECORD, SHOP_RECORD, {"shop": text})


def _digest(key: bytes, register: str, record: str, content: Record) -> Digest:
    usual = _LATER.get(register, {})
    counted = {name: value for name, value in content.items() if name not in usual or value != usual[name]}
    return register, record, digest(key, register, counted)


TAKEN_OUT = ""
"""What stands in the place of the digest of a record that the program took out."""

_LATER: Mapping[str, Mapping[str, Any]] = {
    "members": {"mandate_on": "", "contest_days": CONTEST_DAYS, "left_on": ""},
    "terms": {"clauses": ""},
    "articles": {"second_hand": 0, "description": "", "stays_until": "", "net": None, "floor": None},
    "people": {"card": ""},
}
"""Columns that came later, and what they are on older rows: so those keep the digests the journal holds."""


def standing_digests(connection: Connection, key: bytes) -> Iterator[Digest]:
    """The digests of everything that stands in the registers now, to hold against the journal's."""
    for table in (t.members, t.identities, t.terms, t.people, t.notes, t.sellers, t.preferences):
        yield from digests(key, table, (dict(row) for row in connection.execute(select(table)).mappings()))
    barcodes: dict[str, list[str]] = {}
    for barcode, article_id in connection.execute(select(t.barcodes.c.barcode, t.barcodes.c.article_id)):
        barcodes.setdefault(article_id, []).append(barcode)
    for row in connection.execute(select(t.articles)).mappings():
        yield article_digest(key, dict(row), barcodes.get(row["id"], ()))
    for (text,) in connection.execute(select(t.books.c.shop)):
        yield shop_digest(key, text)


def bump(connection: Connection) -> None:
    """Tell every open copy that a register changed."""
    connection.execute(update(t.books).values(register_revision=t.books.c.register_revision + 1))
