"""From a journal entry to the rows of facts it implies: one pure way, for recording, checking, rebuilding."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import Table

from db import tables as t
from db.projection_month import (
    approval_rows,
    payout_back_rows,
    payout_rows,
    period_rows,
    settlement_rows,
)
from ess_shop.domain.journal import Entry, Kind
from ess_shop.domain.searching import folded

Row = dict[str, Any]
Rows = dict[Table, list[Row]]


def project(entry: Entry, body: dict[str, Any] | None = None) -> Rows:
    """The rows of every table of facts that this entry accounts for; `body` spares decoding it again."""
    content = entry.content() if body is None else body
    key = {"till": entry.till, "entry": entry.number}
    rows: Rows = {}
    for make in _MAKERS[entry.kind]:
        make(entry, key, content, rows)
    return {table: made for table, made in rows.items() if made}


def _postings(entry: Entry, key: Row, body: Row, rows: Rows) -> None:
    kind, day = str(entry.kind), body["day"]
    rows[t.postings] = [
        {
            **key,
            "line": line,
            "kind": kind,
            "day": day,
            "account": account,
            "currency": currency,
            "amount": amount,
            "member_id": member or None,
        }
        for line, (account, currency, amount, member) in enumerate(body["postings"], start=1)
    ]


def _moves(_entry: Entry, key: Row, body: Row, rows: Rows) -> None:
    rows[t.stock_moves] = [
        {**key, "line": line, "article_id": article, "quantity": quantity, "reason": reason}
        for line, (article, quantity, reason) in enumerate(body["moves"], start=1)
    ]


def _slip_if_any(_entry: Entry, key: Row, body: Row, rows: Rows) -> None:
    if "slip" not in body:
        return
    slip = body["slip"]
    rows[t.slips] = [
        {
            **key,
            "day": body["day"],
            "member_id": slip["member"],
            **{name: slip[name] for name in _SLIP_COLUMNS},
            "reverses": slip.get("reverses", ""),
        }
    ]
    rows[t.slip_lines] = [_slip_line(key, number, line) for number, line in enumerate(slip["lines"], start=1)]
    rows[t.police_entries] = [
        {**key, "day": body["day"], **dict(zip(_POLICE_COLUMNS, item, strict=True))}
        for item in body.get("police", ())
    ]


_SLIP_COLUMNS = ("kind", "year", "sequence", "number", "volunteer", "note", "compensation")


_POLICE_COLUMNS = ("line", "number", "article_id", "seller_id", "description", "price", "quantity")


def _slip_line(key: Row, number: int, line: Row) -> Row:
    terms = line.get("agreed", {})
    return {
        **key,
        "line": number,
        "article_id": line["article"],
        "code": line["code"],
        "label": line["label"],
        "price": line["price"],
        "quantity": line["quantity"],
        "terms_from": terms.get("from", ""),
        "commission_rate": terms.get("commission"),
        "role": terms.get("role", ""),
        "base": terms.get("base", ""),
        "discount_bearer": terms.get("bearer", ""),
        "duration_days": terms.get("days"),
    }


def _sale(entry: Entry, key: Row, body: Row, rows: Rows) -> None:
    rows[t.sales] = [
        {
            **key,
            **{name: body[name] for name in _SALE_COLUMNS},
            "customer_id": body.get("customer", ""),
        },
    ]
    rows[t.sale_lines] = [_sale_line(key, number, line) for number, line in enumerate(body["lines"], start=1)]
    rows[t.sale_search] = [
        {
            **key,
            "at": entry.at,
            "ticket": body["ticket"],
            "total": body["total"],
            "words": _words(body["lines"]),
        }
    ]
    rows[t.sale_line_locals] = [
        {**key, "line": number, "currency": code, "received": received, "worth": worth, "share": share}
        for number, line in enumerate(body["lines"], start=1)
        for code, _decimals, received, worth, share in line.get("locals", ())
    ]
    rows[t.payments] = [
        {
            **key,
            "line": number,
            "means": payment["means"],
            "currency": payment["currency"],
            "tendered": payment["tendered"],
            "change": payment["change"],
            "reference": payment["reference"],
        }
        for number, payment in enumerate(body["payments"], start=1)
    ]


def _words(lines: list[Row]) -> str:
    """What a ticket is found by: the labels and codes of its lines, a space before each word."""
    return "".join(f" {folded(line['label'])} {folded(line['code'])}" for line in lines)


_SALE_COLUMNS = ("ticket", "day", "session", "volunteer", "source", "total", "rounding")


def _sale_line(key: Row, number: int, line: Row) -> Row:
    origin_till, origin_entry, origin_line = line.get("origin") or (None, None, None)
    return {
        **key,
        "line": number,
        "article_id": line["article"],
        "member_id": line["member"],
        "code": line["code"],
        "label": line["label"],
        "vat_status": line["status"],
        "role": line["role"],
        "base": line["base"],
        "commission_rate": line["commission"],
        "vat": line["vat"],
        "quantity": line["quantity"],
        "unit_price": line["price"],
        "discount": line.get("discount", 0),
        "discount_reason": line.get("discount_reason", ""),
        "discount_bearer": line["bearer"],
        "total": line["total"],
        "before_tax": line["before_tax"],
        "share": line["share"],
        "legal_share": line["legal_share"],
        "origin_till": origin_till,
        "origin_entry": origin_entry,
        "origin_line": origin_line,
        "reason": line.get("reason", ""),
        "tag_price": line.get("tag_price"),
        "net": line.get("net"),
        "piece_fee": line.get("piece_fee", 0),
        "shop_discount": line.get("shop_discount", 0),
        "margin_vat": line.get("margin_vat"),
    }


def _opening(_entry: Entry, key: Row, body: Row, rows: Rows) -> None:
    rows[t.sessions] = [{**key, "day": body["day"], "volunteer": body["volunteer"]}]
    rows[t.session_floats] = _lines(key, ("means", "currency", "amount"), body["floats"])


def _postings_if_any(entry: Entry, key: Row, body: Row, rows: Rows) -> None:
    if "postings" in body:
        _postings(entry, key, body, rows)


def _cash(_entry: Entry, key: Row, body: Row, rows: Rows) -> None:
    rows[t.cash_moves] = [{**key, **{name: body[name] for name in _CASH_COLUMNS}}]


_CASH_COLUMNS = ("day", "session", "means", "currency", "amount", "purpose", "reason", "volunteer")


def _closing(_entry: Entry, key: Row, body: Row, rows: Rows) -> None:
    tickets, first, last = body["tickets"]
    rows[t.closings] = [
        {
            **key,
            **{name: body[name] for name in ("z", "day", "session", "total", "returns", "reason")},
            "tickets": tickets,
            "first_ticket": first,
            "last_ticket": last,
        }
    ]
    rows[t.closing_means] = _lines(key, ("means", "currency", "count", "net"), body["means"])
    rows[t.closing_rates] = _lines(key, ("vat", "before_tax", "total"), body["rates"])
    rows[t.closing_counts] = _lines(key, ("means", "currency", "expected", "counted"), body["counts"])
    rows[t.closing_taxpayers] = _lines(key, ("taxpayer", "total", "perpetual"), body["taxpayers"])


def _lines(key: Row, names: tuple[str, ...], values: list[list[Any]]) -> list[Row]:
    return [
        {**key, "line": line, **dict(zip(names, row, strict=True))}
        for line, row in enumerate(values, start=1)
    ]


def _adjustment(_entry: Entry, key: Row, body: Row, rows: Rows) -> None:
    rows[t.adjustments] = [
        {
            **key,
            "day": body["day"],
            "member_id": body["member"],
            "currency": body["currency"],
            "amount": body["amount"],
            "fee": int(body["fee"]),
            "reason": body["reason"],
        }
    ]


def _register(_entry: Entry, key: Row, body: Row, rows: Rows) -> None:
    rows[t.record_digests] = _lines(key, ("register", "record", "digest"), body["records"])


def _event(_entry: Entry, key: Row, body: Row, rows: Rows) -> None:
    rows[t.events] = [{**key, "code": body["code"], "detail": body["detail"]}]


def _vouchers(_entry: Entry, key: Row, body: Row, rows: Rows) -> None:
    """What purged vouchers are still worth, as if they were given out then."""
    rows[t.payments] = [
        {
            **key,
            "line": line,
            "means": "voucher",
            "currency": currency,
            "tendered": 0,
            "change": amount,
            "reference": reference,
        }
        for line, (reference, currency, amount) in enumerate(body["vouchers"], start=1)
    ]


_Maker = Callable[[Entry, Row, Row, Rows], None]

_MAKERS: dict[Kind, tuple[_Maker, ...]] = {
    Kind.OPENING: (_opening, _postings_if_any),
    Kind.SALE: (_sale, _postings, _moves),
    Kind.CLOSING: (_closing, _postings),
    Kind.CASH: (_cash, _postings),
    Kind.STOCK: (_moves, _slip_if_any),
    Kind.REGISTER: (_register,),
    Kind.ADJUSTMENT: (_adjustment, _postings),
    Kind.SETTLEMENT: (settlement_rows, _postings),
    Kind.APPROVAL: (approval_rows,),
    Kind.PAYOUT: (payout_rows, _postings),
    Kind.PAYOUT_BACK: (payout_back_rows, _postings),
    Kind.PERIOD: (period_rows,),
    Kind.PURGE: (_event, _postings, _moves, _vouchers),
    Kind.EVENT: (_event,),
}
