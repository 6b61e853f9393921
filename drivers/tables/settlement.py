"""A settled month as tables: what each member is owed and gets, and the commission invoices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType

from drivers.tables.csv_file import Cell, write_table
from ess_shop.domain.money import Money
from ess_shop.domain.payouts import Payout
from ess_shop.domain.settlement import Adjustment, Month, Row, before_tax
from ess_shop.domain.shop import Shop

SETTLEMENT = (
    "member",
    "currency",
    "opening",
    "gross",
    "commission",
    "share",
    "adjustments",
    "balance",
    "paid",
    "carried",
)
TRANSFERS = ("member", "account_holder", "iban", "amount", "currency", "reference")
LOCAL_PAYOUTS = ("member", "name", "currency", "amount", "statement")
COMMISSION_INVOICES = (
    "invoice",
    "month",
    "member",
    "name",
    "before_tax",
    "vat_percent",
    "vat",
    "total",
    "currency",
    "mention",
)
NOT_LIABLE_IN_FRANCE = "TVA non applicable, art. 293 B du CGI"
"""What an invoice must say when its French issuer charges no VAT (CGI art. 293 E)."""


def write_settlement(path: Path, rows: Sequence[Row], *, shop: Shop) -> None:
    """Write settlement.csv, one line per member and currency in the order given.

    Amounts have the decimals of their currency. `gross` and `commission` stand on the line in legal
    currency, where they count local parts at parity; on lines in local currency they are empty.
    StorageTrouble if the folder refuses.
    """
    write_table(path, SETTLEMENT, [_settled(row, shop) for row in rows])


def write_local_payouts(path: Path, payouts: Sequence[Payout]) -> None:
    """Write local-payouts.csv, one line per amount to hand out in local currency.

    An erased member has no name. StorageTrouble if the folder refuses.
    """
    write_table(
        path,
        LOCAL_PAYOUTS,
        [
            (each.code, each.name, each.amount.currency.code, each.amount.decimal(), each.statement)
            for each in payouts
        ],
    )


def write_transfers(path: Path, payouts: Sequence[Payout]) -> None:
    """Write transfers.csv, one line per transfer that a bank without files gets by hand.

    StorageTrouble if the folder refuses.
    """
    write_table(
        path,
        TRANSFERS,
        [
            (
                each.code,
                each.payee,
                each.iban,
                each.amount.decimal(),
                each.amount.currency.code,
                each.statement,
            )
            for each in payouts
        ],
    )


def write_commission_invoices(
    path: Path,
    rows: Sequence[Row],
    names: Mapping[str, str],
    *,
    shop: Shop,
    month: Month,
    fees: Mapping[str, Sequence[Adjustment]] = MappingProxyType({}),
) -> None:
    """Write commission-invoices.csv, one line per invoice of the month, in legal currency.

    The invoice of a member is of the commission and of the `fees` (negative, as charged) under their id.
    `names` are by member id; an erased member has none. A shop that is not liable invoices at 0 % and, in
    France, says why. StorageTrouble if the folder refuses.
    """
    percent = shop.commission_vat.as_percent if shop.vat_liable else Decimal(0)
    mention = NOT_LIABLE_IN_FRANCE if not shop.vat_liable and shop.country == "FR" else ""
    table: list[Sequence[Cell]] = [
        (
            row.invoice,
            str(month),
            row.code,
            names.get(row.member_id, ""),
            without_tax.decimal(),
            percent,
            (charged - without_tax).decimal(),
            charged.decimal(),
            charged.currency.code,
            mention,
        )
        for row in rows
        if row.invoice
        for without_tax, charged in (_charged(row, fees.get(row.member_id, ()), shop),)
    ]
    write_table(path, COMMISSION_INVOICES, table)


def _charged(row: Row, fees: Sequence[Adjustment], shop: Shop) -> tuple[Money, Money]:
    """What an invoice comes to without and with its tax, each part taxed by itself as on the paper."""
    own = [-each.amount for each in fees]
    without_tax = sum((before_tax(each, shop) for each in own), row.commission_before_tax)
    return without_tax, sum(own, row.commission)


def _settled(row: Row, shop: Shop) -> Sequence[Cell]:
    legal = _legal(row, shop)
    return (
        row.code,
        row.opening.currency.code,
        row.opening.decimal(),
        row.gross.decimal() if legal else "",
        row.commission.decimal() if legal else "",
        row.share.decimal(),
        row.adjustments.decimal(),
        row.balance.decimal(),
        row.paid.decimal(),
        row.carried.decimal(),
    )


def _legal(row: Row, shop: Shop) -> bool:
    return row.opening.currency == shop.currency
