"""Registers: members, identities, contracts, articles and people, as rows and back."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from datetime import date
from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete, insert, update
from sqlalchemy.dialects import postgresql, sqlite

from db import tables as t
from ess_shop.domain.articles import Article
from ess_shop.domain.clauses import NO_CLAUSES, clauses_from, clauses_plain
from ess_shop.domain.journal import canonical
from ess_shop.domain.members import Identity, Member, MemberKind, Note, PayoutMeans, VatStatus
from ess_shop.domain.money import Currency, Money, Rate
from ess_shop.domain.people import Person, Role
from ess_shop.domain.police import Seller
from ess_shop.domain.terms import Bearer, CommissionBase, Terms, VatRole

Record = dict[str, Any]


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


def bump(connection: Connection) -> None:
    """Tell every open copy that a register changed."""
    connection.execute(update(t.books).values(register_revision=t.books.c.register_revision + 1))
