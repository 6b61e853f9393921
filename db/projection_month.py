"""The rows of facts that the month's end implies: settlements, payouts, closed months and years."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Table

from db import tables as t
from ess_shop.domain.journal import Entry
from ess_shop.domain.money import Currency, Money, Rate
from ess_shop.domain.settlement import Purchase
from ess_shop.domain.terms import VatRole

Row = dict[str, Any]
Rows = dict[Table, list[Row]]

_ALWAYS = (
    "code",
    "currency",
    "opening",
    "gross",
    "commission",
    "commission_before_tax",
    "kept",
    "share",
    "adjustments",
    "paid",
    "carried",
    "why",
    "means",
    "statement",
    "invoice",
)
_SOMETIMES = {"margin": 0, "bought": 0, "exchanged": 0, "self_bill": "", "reason": ""}


def settlement_rows(entry: Entry, key: Row, body: Row, rows: Rows) -> None:
    """A settled month: its rows, the fees it took, what the shop bought."""
    month = body["month"]
    rows[t.settlements] = [{**key, "month": month, "approved_at": entry.at}]
    rows[t.settlement_rows] = [
        {
            **key,
            "line": line,
            "month": month,
            "member_id": row["member"],
            **{name: row[name] for name in _ALWAYS},
            **{name: row.get(name, usual) for name, usual in _SOMETIMES.items()},
        }
        for line, row in enumerate(body["rows"], start=1)
    ]
    fees = [(row["member"], amount, reason) for row in body["rows"] for amount, reason in row["fees"]]
    rows[t.settlement_fees] = [
        {**key, "line": line, "member_id": member, "amount": amount, "reason": reason}
        for line, (member, amount, reason) in enumerate(fees, start=1)
    ]
    bought = [(row, purchase) for row in body["rows"] for purchase in row.get("purchases", ())]
    rows[t.settlement_purchases] = [
        {**key, "line": line, "month": month, "member_id": row["member"], **_purchase(row, purchase)}
        for line, (row, purchase) in enumerate(bought, start=1)
    ]


def _purchase(row: Row, plain: list[Any]) -> Row:
    role, vat, gross, share, legal_share = plain
    legal = Currency(row["currency"])
    purchase = purchase_of(role, vat, gross, share, legal_share, legal)
    return {
        "role": role,
        "vat": vat,
        "gross": gross,
        "share": share,
        "legal_share": legal_share,
        "before_tax": purchase.before_tax.minor,
    }


def purchase_of(role: str, vat: int, gross: int, share: int, legal_share: int, legal: Currency) -> Purchase:
    """A purchase of its plain figures."""
    return Purchase(
        VatRole(role), Rate(vat), Money(gross, legal), Money(share, legal), Money(legal_share, legal)
    )


def approval_rows(_entry: Entry, key: Row, body: Row, rows: Rows) -> None:
    """Somebody agreed to a month's figures."""
    rows[t.approvals] = [{**key, **{name: body[name] for name in ("month", "person", "digest")}}]


_PAYOUT = ("member_id", "currency", "amount", "means", "reference")


def payout_rows(_entry: Entry, key: Row, body: Row, rows: Rows) -> None:
    """A month's payouts were made."""
    common = {**key, "month": body["month"], "day": body["day"]}
    rows[t.payout_runs] = [dict(common)]
    rows[t.payout_lines] = [
        {**common, "line": line, **dict(zip(_PAYOUT, paid, strict=True))}
        for line, paid in enumerate(body["lines"], start=1)
    ]


def payout_back_rows(_entry: Entry, key: Row, body: Row, rows: Rows) -> None:
    """Payouts of a month that came back."""
    common = {**key, "month": body["month"], "day": body["day"]}
    rows[t.payout_backs] = [
        {**common, "line": line, **dict(zip((*_PAYOUT, "reason"), back, strict=True))}
        for line, back in enumerate(body["lines"], start=1)
    ]


def period_rows(_entry: Entry, key: Row, body: Row, rows: Rows) -> None:
    """A month or a year that was closed."""
    head = {name: body[name] for name in ("kind", "name", "number", "first", "last", "tickets", "total")}
    rows[t.periods] = [{**key, **head}]
    parts = (
        (t.period_taxpayers, ("of_till", "taxpayer", "total", "perpetual"), "taxpayers"),
        (t.period_rates, ("vat", "before_tax", "total"), "rates"),
        (t.period_means, ("means", "currency", "count", "net"), "means"),
    )
    for table, names, part in parts:
        rows[table] = [
            {**key, "line": line, **dict(zip(names, values, strict=True))}
            for line, values in enumerate(body[part], start=1)
        ]
