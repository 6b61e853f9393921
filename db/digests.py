"""What stands in the registers, told by a digest each, to hold against what the journal says of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, Table, select

from db import tables as t
from db.registers import Record
from ess_shop.domain.journal import digest
from ess_shop.domain.members import CONTEST_DAYS

Digest = tuple[str, str, str]
SHOP_RECORD = "shop"
TAKEN_OUT = ""
"""What stands in the place of the digest of a record that the program took out."""

_LATER: Mapping[str, Mapping[str, Any]] = {
    "members": {"mandate_on": "", "contest_days": CONTEST_DAYS, "left_on": ""},
    "terms": {"clauses": ""},
    "articles": {"second_hand": 0, "description": "", "stays_until": "", "net": None, "floor": None},
    "people": {"card": ""},
}
"""Columns that came later, and what they are on older rows: so those keep the digests the journal holds."""


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
